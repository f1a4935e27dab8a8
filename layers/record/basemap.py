"""The undated base map of a record, read with geopandas."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd
from PIL import Image
from pyogrio.errors import DataSourceError

from layers.errors import ReadError
from layers.files import require_regular

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layers.record.model import Record

SIDES = ("west", "south", "east", "north")


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


def _read(path: Path) -> gpd.GeoDataFrame:
    require_regular(path)
    try:
        return gpd.read_file(path, datetime_as_string=True)
    except (DataSourceError, ValueError, AttributeError) as error:
        raise ReadError(f"{path}: {error}; required: a GeoJSON feature collection") from error


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
