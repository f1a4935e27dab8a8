"""The undated base map of a record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image
from shapely.errors import ShapelyError
from shapely.geometry import shape

from layers.errors import ReadError
from layers.files import require_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.record.model import Record

SIDES = ("west", "south", "east", "north")


@dataclass(frozen=True, eq=False)
class Thing:
    """One thing of the base map: its properties as they are written, and its geometry, EPSG:4326."""

    properties: Mapping[str, Any]
    geometry: BaseGeometry


@dataclass(frozen=True, eq=False)
class Basemap:
    """The base map of a record.

    Attributes
    ----------
    layers
        The things of each file, by its name without the ending.
    relief
        The path of the shaded relief, a PNG whose rows are even in Web Mercator.
    bounds
        West, south, east and north of the relief, by those names; degrees.
    """

    layers: Mapping[str, tuple[Thing, ...]]
    relief: Path
    bounds: Mapping[str, float]


OWN = ("countries", "lakes", "places", "rivers", "sea")
"""Layers that are drawn each in a way of its own."""


def administration(base: Basemap) -> tuple[str, ...]:
    """Return the names of the layers that hold areas of administration: all others, whatever they are called."""
    return tuple(name for name in base.layers if name not in OWN)


@lru_cache(maxsize=4)
def of(record: Record) -> Basemap | None:
    """Return the base map of a record, None where it has none.

    Raises
    ------
    ReadError
        If a file is missing or cannot be parsed.
    """
    about = record.profile.basemap
    if about is None:
        return None
    folder = record.folder / about.folder
    layers = {path.stem: _read(path) for path in sorted(folder.glob("*.geojson"))}
    return Basemap(layers, _picture(folder / "relief.png"), _bounds(folder / "relief.json"))


def _bounds(path: Path) -> dict[str, float]:
    require_regular(path)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["bounds"]
        return {side: float(found[side]) for side in SIDES}
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise ReadError(f"{path}: {error!r}; required: bounds with {', '.join(SIDES)} in degrees") from error


def _picture(path: Path) -> Path:
    require_regular(path)
    try:
        with Image.open(path, formats=("PNG",)) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ReadError(f"{path}: {error}; required: the shaded relief as a PNG") from error
    return path


def _read(path: Path) -> tuple[Thing, ...]:
    # as plain JSON: geopandas would take a third of a second to load, for nothing that is needed here
    require_regular(path)
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(Thing(f["properties"], shape(f["geometry"])) for f in features)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        raise ReadError(f"{path}: {error!r}; required: a GeoJSON feature collection") from error
