"""Context without dated status: rayons that are no territory of their own, Nakhchivan's eight, and Syunik."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import shapely
from shapely import Polygon
from shapely.geometry import shape

from geodata.build import borders
from geodata.build.packages import SUPERSET, path

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

NATURAL_EARTH = "Natural Earth 10m admin-1, via @superset-ui/legacy-plugin-chart-country-map 0.20.3"
RAYONS = {
    "khojavend": "Khojavend",
    "khojali": "Khojali",
    "tartar": "Tartar",
    "nakhchivan_city": "Nakhichevan City",
    "babek": "Babek",
    "julfa_district": "Julfa",
    "kangarli": "Kangarli",
    "ordubad_district": "Ordubad",
    "sadarak_district": "Sadarak",
    "shahbuz": "Shakhbuz",
    "sharur_district": "Sharur",
}
"""Entity id -> name in the raster."""


@cache
def provinces() -> dict[str, BaseGeometry]:
    """Return the provinces of Armenia; their outer edge is replaced by the OpenStreetMap border."""
    member = "package/esm/countries/armenia.geojson"
    features = json.loads(path(SUPERSET, member).read_text(encoding="utf-8"))["features"]
    drawn: dict[str, BaseGeometry] = {f["properties"]["NAME_1"]: shape(f["geometry"]).buffer(0) for f in features}
    country = borders.zone("AM")
    left = shapely.difference(country, shapely.union_all(list(drawn.values())), grid_size=1e-6)
    owners = [_nearest(drawn, p) for p in shapely.get_parts(left)]
    grown = {}
    for name, area in drawn.items():
        extra = [p for p, owner in zip(shapely.get_parts(left), owners, strict=True) if owner == name]
        whole = shapely.union_all([area, *extra], grid_size=1e-6)
        parts = shapely.get_parts(shapely.intersection(whole, country, grid_size=1e-6))
        grown[name] = shapely.union_all([p for p in parts if isinstance(p, Polygon)])
    return grown


def _nearest(areas: dict[str, BaseGeometry], piece: BaseGeometry) -> str:
    """Return the province with the longest edge along a piece of border land."""
    edge = piece.buffer(0.002)
    return max(areas, key=lambda name: (areas[name].intersection(edge).area, name))
