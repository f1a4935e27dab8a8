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
    text = (
        json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1] + ', "features": [\n' + ",\n".join(lines) + "\n]}\n"
    )
    path.write_text(text, encoding="utf-8")


def _feature(properties: Mapping[str, Any], geometry: BaseGeometry) -> str:
    feature: dict[str, Any] = {"type": "Feature"}
    if "id" in properties:
        feature["id"] = properties["id"]
    feature |= {"properties": dict(properties), "geometry": mapping(rounded(geometry))}
    return json.dumps(feature, ensure_ascii=False, allow_nan=False)


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry on the 5-decimal grid, valid, normalised and wound by the right-hand rule.

    A valid geometry that is on the grid keeps its vertices, so that neighbours go on sharing theirs.
    """
    onto = shapely.transform(geometry, lambda xy: xy.round(DECIMALS))
    if not (onto.is_valid and onto.equals_exact(geometry, 1e-9)):
        onto = _areas_only(geometry, shapely.set_precision(geometry, 10**-DECIMALS))
    return shapely.orient_polygons(onto.normalize())


def _areas_only(before: BaseGeometry, after: BaseGeometry) -> BaseGeometry:
    """Drop the threads to which an area may collapse on the grid."""
    if not isinstance(before, (Polygon, MultiPolygon)) or isinstance(after, (Polygon, MultiPolygon)):
        return after
    return shapely.union_all([p for p in shapely.get_parts(after) if isinstance(p, Polygon)])
