"""The settlements of the base map: where they lie, and in what they lie on a day. Needs no geopandas."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely
from shapely.affinity import scale
from shapely.geometry import Point

from layers.errors import ReadError
from layers.record.profile import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.record.model import Record
    from layers.record.timeslice import Drawn, Slice

METRES_PER_DEGREE = 111_195
"""Of latitude, on a sphere of 6,371 km."""


@dataclass(frozen=True)
class Settlement:
    """A settlement of the base map; `name` as it is written there, `lon` and `lat` in degrees (EPSG:4326)."""

    name: str
    name_id: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Within:
    """What a settlement lies in; `at_the_edge` where it lies nearer to the edge than the edge is known."""

    drawn: Drawn
    at_the_edge: bool


@lru_cache(maxsize=4)
def of(record: Record) -> Mapping[str, Settlement]:
    """Return the settlements of a record's base map by their name there; empty where it has none.

    Raises
    ------
    ReadError
        If the file cannot be parsed.
    """
    about = record.profile.basemap
    path = record.folder / about.folder / "places.geojson" if about else None
    if path is None or not path.exists():
        return {}
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found = [(f["properties"], f["geometry"]["coordinates"]) for f in features]
        return {p["name"]: Settlement(p["name"], p["name_id"] or "", *map(float, at[:2])) for p, at in found}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(f"{path}: {error!r}; required: a GeoJSON collection of points with name and name_id") from error


def within(record: Record, on_day: Slice, settlement: Settlement) -> Within | None:
    """Return the smallest territory with a status in which a settlement lies on a day, None where in none."""
    point = Point(settlement.lon, settlement.lat)
    groups = {d: record.profile.role_of(record.entities[d.feature.entity_id].group) for d in on_day.features if d.state}
    around = [d for d, role in groups.items() if role is Role.TERRITORY and d.feature.geometry.covers(point)]
    if not around:
        return None
    nearest = min(around, key=lambda d: d.feature.geometry.area)
    return Within(nearest, _metres_to_the_edge(nearest, settlement) < nearest.feature.accuracy_m)


def _metres_to_the_edge(drawn: Drawn, at: Settlement) -> float:
    """Return the distance to the edge on a plane that is true to scale at the settlement."""
    shrink = math.cos(math.radians(at.lat))
    edge = scale(drawn.feature.geometry.boundary, xfact=shrink, yfact=1, origin=(at.lon, at.lat))
    return float(shapely.distance(edge, Point(at.lon, at.lat))) * METRES_PER_DEGREE
