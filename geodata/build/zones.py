"""The former oblast, the line of contact of 1994, and the two zones of the statement of 10 November 2020."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from geodata.build import corridors
from geodata.build.metric import to_degrees, to_metres
from geodata.build.packages import QGIS, path

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ATTRIBUTION = "Natural Earth 10m 4.1.0, as shipped with QGIS 3.22.16 (qgis-common)"
LICENCE = "CC-PDDC"
GAP = 0.005
"""Degrees (about 500 m): ends of segments closer than this are one point."""
CORRIDOR_HALF_WIDTH_M = 2500.0


def _parts(name: str) -> list[LineString]:
    world = path(QGIS, "usr/share/qgis/resources/data/world_map.gpkg")
    frame = gpd.read_file(world, layer="disputed_borders")
    lines = frame[(frame["name"] == name) & (frame["adm0_a3_l"] == "AZE")].geometry
    return [LineString(part.coords) for line in lines for part in shapely.get_parts(line)]


def _chained(parts: list[LineString]) -> LineString:
    """Join lines end to end: always the one whose end is nearest to the end of the chain."""
    rest = [np.asarray(p.coords) for p in parts]
    chain = rest.pop(0)
    while rest:
        candidates = [
            (np.hypot(*(chain[-end] - part[::way][0])), i, end, way)
            for i, part in enumerate(rest)
            for end in (0, 1)
            for way in (1, -1)
        ]
        _, i, end, way = min(candidates)
        chain = chain if end else chain[::-1]
        part = rest.pop(i)[::way]
        chain = np.vstack([chain, part])
    return LineString(chain)


@cache
def oblast() -> Polygon:
    """Return the former oblast; gaps of 0.1 to 0.3 km between its segments are joined."""
    ring = shapely.get_coordinates(_chained(_parts("Former USSR oblast in 1991")))
    return Polygon(ring).buffer(0)


@cache
def line_of_contact() -> LineString:
    """Return the line of contact of 1994 as one line, from the north-west to the Aras."""
    return _chained(_parts("Ceasefire Line 1994"))


@cache
def corridor_strip() -> BaseGeometry:
    """Return the old Lachin road buffered by 2.5 km, on both sides of the border."""
    road = shapely.union_all([s.line for s in corridors.lachin_corridor() if s.entity_id == "lachin_old"])
    return to_degrees(to_metres(road).buffer(CORRIDOR_HALF_WIDTH_M))


def circle(centre: tuple[float, float], radius_m: float) -> Polygon:
    """Return a circle in degrees around a point in degrees."""
    return to_degrees(to_metres(Point(centre)).buffer(radius_m))
