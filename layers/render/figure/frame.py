"""One map frame: geometry in degrees becomes geometry in millimetres of the sheet, cut at the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely import Polygon, clip_by_rect, get_parts, simplify, transform

from layers.recipe.extent import transformer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.recipe.extent import Extent
    from layers.recipe.paper import Rect

FINEST = 0.02
"""What is smaller than this on paper, in millimetres, is not drawn."""


@dataclass(frozen=True)
class MapFrame:
    """A frame on the sheet and the extent that it shows."""

    frame: Rect
    extent: Extent

    @property
    def metres(self) -> float:
        """Metres of the projection in a millimetre of paper."""
        return (self.extent.east - self.extent.west) / self.frame.width

    def paper(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points in degrees (EPSG:4326) as an array of shape (n, 2) of millimetres on the sheet."""
        x, y = transformer(self.extent.crs).transform(lon, lat)
        west, south = self.extent.west, self.extent.south
        across = self.frame.x + (np.asarray(x) - west) / self.metres
        return np.column_stack([across, self.frame.y + (np.asarray(y) - south) / self.metres])

    def degrees(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of the sheet, in millimetres, as an array of shape (n, 2) of longitude and latitude."""
        across = self.extent.west + (np.asarray(x) - self.frame.x) * self.metres
        up = self.extent.south + (np.asarray(y) - self.frame.y) * self.metres
        lon, lat = transformer(self.extent.crs).transform(across, up, direction="INVERSE")
        return np.column_stack([lon, lat])

    def placed(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as one in millimetres, uncut."""
        return transform(geometry, lambda c: self.paper(c[:, 0], c[:, 1]))

    def cut(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return the part of a geometry, in millimetres, that lies in the frame."""
        frame = self.frame
        return clip_by_rect(geometry, frame.x, frame.y, frame.right, frame.top)

    def polygons(self, geometry: BaseGeometry) -> list[Polygon]:
        """Return the single areas of a geometry in degrees that lie in the frame, in millimetres."""
        return [p for p in self.parts(geometry) if isinstance(p, Polygon)]

    def parts(self, geometry: BaseGeometry) -> Iterable[BaseGeometry]:
        """Return the single parts of a geometry in degrees that lie in the frame, in millimetres."""
        return [p for p in get_parts(self.cut(simplify(self.placed(geometry), FINEST))) if not p.is_empty]
