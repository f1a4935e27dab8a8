"""The undated base map of a record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from layers.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from layers.record.model import Record


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


@lru_cache(maxsize=4)
def of(record: Record) -> Basemap | None:
    """Return the base map of a record, None where it has none.

    Raises
    ------
    ReadError
        If a file cannot be parsed.
    """
    about = record.profile.basemap
    if about is None:
        return None
    folder = record.folder / about.folder
    layers = {path.stem: _read(path) for path in sorted(folder.glob("*.geojson"))}
    bounds = json.loads((folder / "relief.json").read_text(encoding="utf-8"))["bounds"]
    return Basemap(layers, folder / "relief.png", bounds)


def _read(path: Path) -> tuple[Thing, ...]:
    # as plain JSON: geopandas would take a third of a second to load, for nothing that is needed here
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return tuple(Thing(f["properties"], shape(f["geometry"])) for f in features)
    except (ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        raise ReadError(f"{path}: {error!r}; required: a GeoJSON feature collection") from error
