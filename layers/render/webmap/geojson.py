"""Geometries -> the values of GeoJSON, by the thousand: all of one type at once, without a text between."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import GeometryType

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = {
    GeometryType.POINT: "Point",
    GeometryType.LINESTRING: "LineString",
    GeometryType.POLYGON: "Polygon",
    GeometryType.MULTIPOINT: "MultiPoint",
    GeometryType.MULTILINESTRING: "MultiLineString",
    GeometryType.MULTIPOLYGON: "MultiPolygon",
}


def written(geometries: NDArray[np.object_]) -> list[dict[str, Any]]:
    """Return geometries, none of them empty or a collection, as GeoJSON geometries, in their order."""
    found: list[dict[str, Any]] = [{}] * len(geometries)
    types = shapely.get_type_id(geometries)
    for kind in np.unique(types).tolist():
        numbers = np.flatnonzero(types == kind)
        _, pairs, offsets = shapely.to_ragged_array(geometries[numbers], include_z=False)
        nested: list[Any] = pairs.tolist()
        for level in offsets:
            nested = [nested[start:end] for start, end in pairwise(level.tolist())]
        for number, coordinates in zip(numbers.tolist(), nested, strict=True):
            found[number] = {"type": NAMES[GeometryType(kind)], "coordinates": coordinates}
    return found
