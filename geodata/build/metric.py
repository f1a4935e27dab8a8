"""Degrees to metres and back, for buffers, offsets and lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

if TYPE_CHECKING:
    from numpy.typing import NDArray

CRS_METRES = "+proj=aeqd +lat_0=39.5 +lon_0=46.5 +datum=WGS84 +units=m"
"""Azimuthal equidistant on the middle of the region: lengths within 0.1 % inside 250 km."""
_TO_METRES = Transformer.from_crs("EPSG:4326", CRS_METRES, always_xy=True)
_GEOD = Geod(ellps="WGS84")


def to_metres(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry in metres around the middle of the region."""
    return shapely.transform(geometry, lambda xy: np.column_stack(_TO_METRES.transform(*xy.T)))


def to_degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry in degrees, EPSG:4326."""
    return shapely.transform(geometry, _inverse)


def _inverse(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    x, y = _TO_METRES.transform(xy[:, 0], xy[:, 1], direction="INVERSE")
    return np.column_stack([x, y])


def length_km(line: shapely.Geometry) -> float:
    """Return the length on the ellipsoid of a line in degrees."""
    return float(_GEOD.geometry_length(line)) / 1000


def area_km2(area: shapely.Geometry) -> float:
    """Return the area on the ellipsoid of an area in degrees."""
    return abs(float(_GEOD.geometry_area_perimeter(area)[0])) / 1e6
