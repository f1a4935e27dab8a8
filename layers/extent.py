"""What part of the region a figure shows, in a conformal projection of its own.

Each extent has a Lambert conformal conic projection whose central meridian and standard parallels come from
its own bounds (Snyder 1987, Map Projections, p. 104: parallels one sixth inside the extent), so that north is
up in the middle and the scale is the same in all directions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd
from shapely import segmentize
from shapely.geometry import box

from layers.errors import LayersError, UnknownNameError
from layers.model import CRS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.timeslice import Slice

VIEWS: dict[str, tuple[float, float, float, float]] = {
    "region": (44.3, 38.55, 47.6, 41.15),
    "karabakh": (45.65, 38.8, 47.5, 40.5),
    "lachin": (46.0, 39.3, 46.95, 39.95),
    "zangezur": (45.75, 38.75, 47.45, 39.65),
    "nakhchivan": (44.55, 38.75, 46.35, 39.9),
}
"""Name -> west, south, east, north in degrees (EPSG:4326); a figure shows at least this much."""
LIMITS = (42.2, 37.6, 50.4, 42.2)
"""What the base map covers, degrees (EPSG:4326)."""


@dataclass(frozen=True)
class Extent:
    """A rectangle in a projection.

    Attributes
    ----------
    crs
        The projection as a PROJ string; metres.
    west, south, east, north
        Bounds in metres of that projection.
    """

    crs: str
    west: float
    south: float
    east: float
    north: float

    @property
    def aspect(self) -> float:
        """Width over height."""
        return (self.east - self.west) / (self.north - self.south)


def bounds_of(view: str) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of a named view or of `west,south,east,north`.

    Raises
    ------
    LayersError
        If the text is neither, or reaches beyond the base map.
    """
    if view in VIEWS:
        return VIEWS[view]
    if "," not in view:
        raise UnknownNameError("view", view, VIEWS)
    try:
        west, south, east, north = (float(part) for part in view.split(","))
    except ValueError:
        raise LayersError(f"{view!r} is not an extent; write west,south,east,north: 46,39.3,47,40") from None
    inside = LIMITS[0] <= west < east <= LIMITS[2] and LIMITS[1] <= south < north <= LIMITS[3]
    if not inside or min(east - west, north - south) < 0.02:
        limits = ", ".join(map(str, LIMITS))
        raise LayersError(f"view {view!r} is empty, reversed or beyond the base map; it covers {limits}")
    return west, south, east, north


def clamped(bounds: tuple[float, float, float, float]) -> str:
    """Return bounds in degrees, cut to what the base map covers, as text that `bounds_of` reads."""
    west, south, east, north = bounds
    cut = (max(west, LIMITS[0]), max(south, LIMITS[1]), min(east, LIMITS[2]), min(north, LIMITS[3]))
    return ",".join(f"{value:.3f}" for value in cut)


def extent(view: str, aspect: float) -> Extent:
    """Return the smallest extent of the given width over height around a view."""
    bounds = bounds_of(view)
    _, south, _, north = bounds
    sixth = (north - south) / 6
    crs = (
        f"+proj=lcc +lon_0={(bounds[0] + bounds[2]) / 2:.4f} +lat_0={(south + north) / 2:.4f}"
        f" +lat_1={south + sixth:.4f} +lat_2={north - sixth:.4f} +datum=WGS84 +units=m +no_defs"
    )
    outline = gpd.GeoSeries([segmentize(box(*bounds), 0.05)], crs=CRS).to_crs(crs)
    whole = Extent(crs, *map(float, outline.total_bounds))
    return _widened(whole, aspect)


def _widened(whole: Extent, aspect: float) -> Extent:
    width, height = whole.east - whole.west, whole.north - whole.south
    across = max(0.0, height * aspect - width) / 2
    along = max(0.0, width / aspect - height) / 2
    return replace(
        whole,
        west=whole.west - across,
        east=whole.east + across,
        south=whole.south - along,
        north=whole.north + along,
    )


def within(on_day: Slice, layers: Sequence[str], shown: Extent) -> Slice:
    """Return the part of a slice that an extent shows: features of `layers` within it, and their states."""
    frame = on_day.features[on_day.features["layer"].isin(layers)]
    rectangle = box(shown.west, shown.south, shown.east, shown.north)
    inside = frame[frame.to_crs(shown.crs).intersects(rectangle).to_numpy()]
    drawn = set(inside["entity_id"])
    return replace(
        on_day,
        states=tuple(s for s in on_day.states if s.entity_id in drawn),
        statements=tuple(s for s in on_day.statements if s.entity_id in drawn),
        features=inside,
    )


def round_step(largest: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is at most `largest`."""
    power = 10.0 ** math.floor(math.log10(largest))
    return max(f * power for f in (1, 2, 5) if f * power <= largest * 1.000001)
