"""Read an export in again.

Exports say the first and the last day, both inclusive, as people and most programs do; a record says half-open
`[valid_from, valid_to)`. Nothing guesses which is meant: this is the one function that turns the one into the other.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import geopandas as gpd
from shapely.errors import ShapelyError

from layers.errors import ReadError
from layers.files import require_regular
from layers.record.model import CRS

if TYPE_CHECKING:
    from pathlib import Path


def read_export(path: Path) -> gpd.GeoDataFrame:
    """Return the rows of an exported GeoJSON or JSON-FG file, EPSG:4326.

    In the place of `start_date` and `end_date` stand `valid_from` and `valid_to`, half-open; None = unbounded.

    Raises
    ------
    ReadError
        If the file cannot be read, or is not such an export.
    """
    require_regular(path)
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        frame = gpd.GeoDataFrame.from_features(features, crs=CRS)
        frame["valid_from"] = [_day(text) for text in frame.pop("start_date")]
        frame["valid_to"] = [_day(text, timedelta(days=1)) for text in frame.pop("end_date")]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        raise ReadError(f"{path}: {error!r}; required: GeoJSON or JSON-FG that `layers data` wrote") from None
    return frame


def _day(text: Any, later: timedelta = timedelta()) -> date | None:
    return date.fromisoformat(text) + later if isinstance(text, str) else None
