"""What part of the region a figure shows, in a conformal projection of its own.

Each extent has a Lambert conformal conic projection whose central meridian and standard parallels come from
its own bounds (Snyder 1987, Map Projections, p. 104: parallels one sixth inside the extent), so that north is
up in the middle and the scale is the same in all directions.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from pyproj import Transformer
from shapely import get_coordinates, intersects, segmentize, transform
from shapely.geometry import box

from layers.errors import LayersError, UnknownNameError
from layers.record.model import CRS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.record.model import Record
    from layers.record.profile import Box
    from layers.record.timeslice import Slice

SMALLEST = 0.02
"""Shortest side of a view, degrees."""


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


def bounds_of(record: Record, view: str) -> Box:
    """Return west, south, east, north in degrees of a named view or of `west,south,east,north`.

    Raises
    ------
    LayersError
        If the text is neither, or reaches beyond what the record's figures may show.
    """
    about = record.profile
    if view in about.views:
        return about.views[view]
    if "," not in view:
        raise UnknownNameError("view", view, about.views)
    try:
        west, south, east, north = (float(part) for part in view.split(","))
    except ValueError:
        raise LayersError(f"{view!r} is not an extent; write west,south,east,north: {_text(about.limits)}") from None
    limits = about.limits
    inside = limits[0] <= west < east <= limits[2] and limits[1] <= south < north <= limits[3]
    if not inside or min(east - west, north - south) < SMALLEST:
        raise LayersError(f"view {view!r} is empty, reversed or beyond the base map; it covers {_text(limits)}")
    return west, south, east, north


def _text(bounds: Box) -> str:
    return ", ".join(f"{value:g}" for value in bounds)


def clamped(record: Record, bounds: Box) -> str:
    """Return bounds in degrees, cut to what figures may show, as text that `bounds_of` reads."""
    limits = record.profile.limits
    cut = (*map(max, bounds[:2], limits[:2]), *map(min, bounds[2:], limits[2:]))
    return ",".join(f"{value:.3f}" for value in cut)


def extent(bounds: Box, aspect: float) -> Extent:
    """Return the smallest extent of the given width over height around bounds in degrees."""
    _, south, _, north = bounds
    sixth = (north - south) / 6
    crs = (
        f"+proj=lcc +lon_0={(bounds[0] + bounds[2]) / 2:.4f} +lat_0={(south + north) / 2:.4f}"
        f" +lat_1={south + sixth:.4f} +lat_2={north - sixth:.4f} +datum=WGS84 +units=m +no_defs"
    )
    outline = get_coordinates(projected(segmentize(box(*bounds), 0.05), crs))
    whole = Extent(crs, *map(float, (*outline.min(axis=0), *outline.max(axis=0))))
    return _widened(whole, aspect)


@lru_cache(maxsize=64)
def transformer(crs: str) -> Transformer:
    """Return the way from longitude and latitude to a projection."""
    return Transformer.from_crs(CRS, crs, always_xy=True)


Geometries = TypeVar("Geometries", "BaseGeometry", "NDArray[np.object_]")


def projected(geometry: Geometries, crs: str) -> Geometries:
    """Return a geometry, or an array of them, in degrees (EPSG:4326) in a projection."""

    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer(crs).transform(points[:, 0], points[:, 1]))

    return transform(geometry, project)


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


def within(on_day: Slice, layers: Sequence[str], shown: Extent | Box) -> Slice:
    """Return the part of a slice that an extent, or a box in degrees, shows: features of `layers`, and their states."""
    record = on_day.record
    return on_day.only(np.isin(record.index.layers, layers) & _touching(record, shown))


@lru_cache(maxsize=16)
def _touching(record: Record, shown: Extent | Box) -> NDArray[np.bool_]:
    """Return for each feature of a record whether an extent, or a box in degrees, shows any of it."""
    geometries = record.index.geometries
    if not isinstance(shown, Extent):
        return np.asarray(intersects(geometries, box(*shown)))
    rectangle = box(shown.west, shown.south, shown.east, shown.north)
    return np.asarray(intersects(projected(geometries, shown.crs), rectangle))


def round_step(largest: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is at most `largest`."""
    power = 10.0 ** math.floor(math.log10(largest))
    return max(f * power for f in (1, 2, 5) if f * power <= largest * 1.000001)
