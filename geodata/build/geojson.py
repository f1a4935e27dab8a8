"""The one writer of geometry: RFC 7946 GeoJSON, 5 decimals, right-hand rule, one feature a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

DECIMALS = 5
"""About one metre: finer than any source."""


def write(
    path: Path, attribution: str, licence: str, features: Sequence[tuple[Mapping[str, Any], BaseGeometry]]
) -> None:
    """Write (properties, geometry) pairs in the order given; coordinates are degrees in EPSG:4326."""
    head = {"type": "FeatureCollection", "name": path.stem, "attribution": attribution, "licence": licence}
    lines = [_feature(properties, geometry) for properties, geometry in features]
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")


def _feature(properties: Mapping[str, Any], geometry: BaseGeometry) -> str:
    feature: dict[str, Any] = {"type": "Feature"}
    if "id" in properties:
        feature["id"] = properties["id"]
    feature |= {"properties": dict(properties), "geometry": mapping(rounded(geometry))}
    return json.dumps(feature, ensure_ascii=False)


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry on the 5-decimal grid, valid, normalised and wound by the right-hand rule."""
    snapped = shapely.set_precision(geometry, 10**-DECIMALS)
    return shapely.orient_polygons(_without_slivers(_areas_only(geometry, snapped)).normalize())


def _without_slivers(geometry: BaseGeometry) -> BaseGeometry:
    """Drop what a cut along a border leaves behind: parts below 0.1 % of an area in several parts."""
    parts = shapely.get_parts(geometry)
    if not isinstance(geometry, MultiPolygon):
        return geometry
    kept = [p for p in parts if p.area > geometry.area / 1000]
    return MultiPolygon(kept) if len(kept) > 1 else kept[0]


def _areas_only(before: BaseGeometry, after: BaseGeometry) -> BaseGeometry:
    """Drop the threads to which an area may collapse on the grid."""
    if not isinstance(before, (Polygon, MultiPolygon)) or isinstance(after, (Polygon, MultiPolygon)):
        return after
    return shapely.union_all([p for p in shapely.get_parts(after) if isinstance(p, Polygon)])
