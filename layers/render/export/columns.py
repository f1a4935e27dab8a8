"""Tables with the geometry in a column: CSV and GeoParquet."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet
from shapely import to_wkt

from layers import escape
from layers.render.embedded import METADATA
from layers.render.export.rows import with_dates

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.render.export.rows import About

GEOPARQUET = "1.1.0"
"""The version of GeoParquet that is written."""


def csv(frame: gpd.GeoDataFrame, about: About) -> bytes:  # noqa: ARG001
    """Return CSV with the geometry as well-known text; no cell is a formula.

    It is UTF-8 with a byte order mark, without which Excel takes it for a Western code page.
    """
    cells = pd.DataFrame(frame.drop(columns="geometry")).map(lambda v: escape.cell(v) if isinstance(v, str) else v)
    cells["WKT"] = [to_wkt(g, rounding_precision=5) for g in frame.geometry]
    return str(cells.to_csv(index=False, lineterminator="\n")).encode("utf-8-sig")


def parquet(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return GeoParquet; what it was made from stands in the metadata of its schema."""
    stream, told = io.BytesIO(), io.BytesIO()
    with_dates(frame).to_parquet(stream, index=False, schema_version=GEOPARQUET)
    rows = pyarrow.parquet.read_table(stream)
    metadata = {**(rows.schema.metadata or {}), METADATA: json.dumps(about.told, allow_nan=False)}
    pyarrow.parquet.write_table(rows.replace_schema_metadata(metadata), told)
    return told.getvalue()
