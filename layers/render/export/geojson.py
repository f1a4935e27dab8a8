"""GeoJSON (RFC 7946) and OGC Features and Geometries JSON; what a file was made from stands in foreign members."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from layers.render.export.rows import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from layers.render.export.rows import About

JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"


def geojson(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return GeoJSON."""
    return _collection(about, {}, list(_features(frame)))


def json_fg(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return OGC Features and Geometries JSON, whose time intervals are closed."""
    features = [
        feature | {"time": {"interval": [p["start_date"] or "..", p["end_date"] or ".."]}, "place": None}
        for feature in _features(frame)
        for p in [feature["properties"]]
    ]
    head = {
        "conformsTo": [JSON_FG],
        "featureType": "dated_feature",
        "coordRefSys": "http://www.opengis.net/def/crs/OGC/0/CRS84",
    }
    return _collection(about, head, features)


def _features(frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    for properties, geometry in zip(map(_with_lists, plain(frame)), frame.geometry, strict=True):
        yield {"type": "Feature", "id": properties["id"], "properties": properties, "geometry": mapping(geometry)}


def _with_lists(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the properties with the evidence as the list that it is."""
    if "evidence" not in properties:  # the difference of two days has none
        return properties
    return properties | {"evidence": json.loads(properties["evidence"] or "[]")}


def _collection(about: About, head: dict[str, Any], features: list[dict[str, Any]]) -> bytes:
    collection = {"type": "FeatureCollection", **head, "name": about.name, **about.told, "features": features}
    return (json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
