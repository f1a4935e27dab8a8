"""GeoPackage: one layer a kind of geometry, each with a style that QGIS takes by itself.

What it was made from is the description of each layer.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pyogrio.errors import DataLayerError, DataSourceError

from layers.errors import LayersError
from layers.record import style
from layers.render.export.qml import qml
from layers.render.export.rows import with_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

    from layers.record.style import Style
    from layers.render.export.rows import About
    from layers.wording.words import Words

VERSION = "1.2"
"""The version of GeoPackage: what QGIS and GDAL of the last years read without a warning."""
LAYER_STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT, ui TEXT, update_time DATETIME
)"""
"""The table in which QGIS looks for styles (QGIS, QgsGeoPackageProviderConnection)."""


def gpkg(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return a GeoPackage.

    Raises
    ------
    LayersError
        If it cannot be written whole: GDAL needs room in the folder for temporary files.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "record.gpkg"
            _write(path, frame, about)
            return path.read_bytes()
    except (OSError, sqlite3.Error, DataSourceError, DataLayerError) as error:
        required = f"room in {tempfile.gettempdir()}"
        raise LayersError(f"GeoPackage: cannot be written: {error}; required: {required}") from None


def _write(path: Path, frame: gpd.GeoDataFrame, about: About) -> None:
    kinds = frame.geometry.geom_type.str.removeprefix("Multi").str.lower()
    for kind in sorted(set(kinds)):
        part = with_dates(frame[kinds == kind])
        version = {"VERSION": VERSION}
        named = f"{kind}s"
        part.to_file(path, "GPKG", layer=named, promote_to_multi=True, use_arrow=True, dataset_options=version)
    with closing(sqlite3.connect(path)) as connection:
        with connection:
            _describe(connection, about)
            for kind in sorted(set(kinds)):
                _style(connection, about, kind, set(frame["status"][kinds == kind]))
        _verify(connection, Counter(f"{kind}s" for kind in kinds))


def _describe(connection: sqlite3.Connection, about: About) -> None:
    told = "UPDATE gpkg_contents SET last_change = ?, description = ?"
    connection.execute(told, (about.stamp, json.dumps(about.told, allow_nan=False)))
    connection.execute(LAYER_STYLES)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
        (about.stamp,),
    )


def _style(connection: sqlite3.Connection, about: About, kind: str, shown: set[str]) -> None:
    drawn = qml(kind, _legend(about.words, shown), about.record.profile.reviewed_through)
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, useAsDefault, update_time) VALUES ('', '', ?, 'geom', 'status', ?, 1, ?)",
        (f"{kind}s", drawn, about.stamp),
    )


def _legend(words: Words, shown: Iterable[str]) -> Iterator[tuple[str, str, Style]]:
    """Return code, label and style of what is shown, in the order of the vocabulary."""
    for code, look in words.record.profile.styles.items():
        if code in shown:
            yield code, words.status(code), look
    if "" in shown:
        yield "", words.say("no dated status in the record"), style.CONTEXT


def _verify(connection: sqlite3.Connection, wanted: Counter[str]) -> None:
    """Raise `sqlite3.DatabaseError` unless the file is sound and holds every row."""
    (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    held = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in wanted}  # noqa: S608
    if found != "ok" or held != wanted:
        raise sqlite3.DatabaseError(f"found {found}, rows {held}, of {dict(wanted)}")
