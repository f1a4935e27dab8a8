"""GeoJSON geometry -> well-known binary (OGC 06-103r4), which shapely reads by the thousand."""

from __future__ import annotations

import struct
import sys
from array import array
from itertools import chain
from typing import Any

_CODES = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6}
_HEADS = {kind: struct.pack("=BI", sys.byteorder == "little", code) for kind, code in _CODES.items()}
_COUNT = struct.Struct("=I")
_FEWEST = {"LineString": 2, "Polygon": 4}
"""Fewest points of a line, and of a ring of a polygon."""


def packed(geometry: Any) -> Any:
    """Return a geometry as WKB; as it stands where it is not plain, two-dimensional GeoJSON with closed rings."""
    try:
        return _packed(geometry["type"], geometry["coordinates"])
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, struct.error):
        return geometry


def _packed(kind: str, coordinates: list[Any]) -> bytes:
    head = _HEADS[kind]
    if kind == "Point":
        return head + struct.pack("=2d", *coordinates)
    if kind == "LineString":
        return head + _run(coordinates, _FEWEST[kind])
    if kind == "Polygon":
        return head + _counted([_ring(ring) for ring in coordinates])
    return head + _counted([_packed(kind.removeprefix("Multi"), part) for part in coordinates])


def _counted(parts: list[bytes]) -> bytes:
    if not parts:
        raise ValueError("empty")
    return _COUNT.pack(len(parts)) + b"".join(parts)


def _ring(points: list[Any]) -> bytes:
    if points[0] != points[-1]:
        raise ValueError("not closed")
    return _run(points, _FEWEST["Polygon"])


def _run(points: list[Any], fewest: int) -> bytes:
    if len(points) < fewest or {*map(len, points)} != {2}:
        raise ValueError("too few points, or not two numbers each")
    return _COUNT.pack(len(points)) + array("d", chain.from_iterable(points)).tobytes()
