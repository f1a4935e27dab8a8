"""Degrees to metres and back, for buffers and offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely
from pyproj import Transformer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Shape = TypeVar("Shape", bound="BaseGeometry")
"""A geometry stays of its type."""
CRS_METRES = "+proj=aeqd +lat_0=39.5 +lon_0=46.5 +datum=WGS84 +units=m"
"""Azimuthal equidistant on the middle of the region: lengths within 0.1 % inside 250 km."""
_TO_METRES = Transformer.from_crs("EPSG:4326", CRS_METRES, always_xy=True)


def to_metres(geometry: Shape) -> Shape:
    """Return the geometry in metres around the middle of the region."""
    moved: Shape = shapely.transform(geometry, lambda xy: np.column_stack(_TO_METRES.transform(*xy.T)))
    return moved


def to_degrees(geometry: Shape) -> Shape:
    """Return the geometry in degrees, EPSG:4326."""
    moved: Shape = shapely.transform(geometry, _inverse)
    return moved


def _inverse(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = _TO_METRES.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
    return np.column_stack([x, y])
