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

    from layers.record.model import Feature, Record
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


def around(record: Record, settlement: Settlement) -> list[Feature]:
    """Return the territories, of whatever days, in which a settlement lies, the smallest first."""
    point = Point(settlement.lon, settlement.lat)
    found = [f for f in _territories(record) if f.geometry.covers(point)]
    return sorted(found, key=lambda f: f.geometry.area)


@lru_cache(maxsize=4)
def _territories(record: Record) -> tuple[Feature, ...]:
    role = {e: record.profile.role_of(entity.group) for e, entity in record.entities.items()}
    return tuple(f for f in record.features if role[f.entity_id] is Role.TERRITORY)


def within(record: Record, on_day: Slice, settlement: Settlement) -> Within | None:
    """Return the smallest territory with a status in which a settlement lies on a day, None where in none."""
    stated = {d.feature.feature_id: d for d in on_day.features if d.state}
    nearest = next((stated[f.feature_id] for f in around(record, settlement) if f.feature_id in stated), None)
    return Within(nearest, at_the_edge(nearest.feature, settlement)) if nearest else None


def at_the_edge(feature: Feature, at: Settlement) -> bool:
    """Return True if a settlement lies nearer to the edge of an area than the edge is known."""
    # on a plane that is true to scale at the settlement
    shrink = math.cos(math.radians(at.lat))
    edge = scale(feature.geometry.boundary, xfact=shrink, yfact=1, origin=(at.lon, at.lat))
    return float(shapely.distance(edge, Point(at.lon, at.lat))) * METRES_PER_DEGREE < feature.accuracy_m
