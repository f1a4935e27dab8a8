"""The undated base map of a record, read with geopandas."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd
from pyogrio.errors import DataSourceError

from layers.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.record.model import Record


@dataclass(frozen=True, eq=False)
class Basemap:
    """The base map of a record.

    Attributes
    ----------
    layers
        One frame per file, EPSG:4326.
    relief
        The path of the shaded relief, a PNG whose rows are even in Web Mercator.
    bounds
        West, south, east and north of the relief, by those names; degrees.
    """

    layers: Mapping[str, gpd.GeoDataFrame]
    relief: Path
    bounds: Mapping[str, float]


OWN = ("countries", "lakes", "places", "rivers", "sea")
"""Layers that are drawn each in a way of its own."""


def administration(base: Basemap) -> tuple[gpd.GeoDataFrame, ...]:
    """Return the layers that hold areas of administration: all others, whatever they are called."""
    return tuple(frame for name, frame in base.layers.items() if name not in OWN)


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


def _read(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path, datetime_as_string=True)
    except (DataSourceError, ValueError) as error:
        raise ReadError(f"{path}: {error}; required: a GeoJSON feature collection") from error
