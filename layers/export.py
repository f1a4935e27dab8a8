"""Files for other tools: the record on a day, the difference of two days, or the whole dated record.

All is written flat, one feature a row. `start_date` and `end_date` are the first and last day of the status, both
inclusive, of the type date where the format has one; `end_date` is null while the status is not known to have ended.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
from pyarrow import parquet
from shapely import to_wkt
from shapely.geometry import mapping

from layers import compare, escape, style, words
from layers.errors import one_of
from layers.model import CRS
from layers.timeslice import Slice, certainty, holds, slice_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from layers.model import Record, State

JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"
LAYER_STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT, ui TEXT, update_time DATETIME
)"""
"""The table in which QGIS looks for styles (QGIS, QgsGeoPackageProviderConnection)."""
NAME = "karabakh-dated-map"
"""Name of every collection, and the key under which the metadata of GeoParquet tell what it was made from."""
STAMP = "2026-01-01T00:00:00.000Z"
"""Written where GDAL would write the time of day, so that the same input gives the same bytes."""


def render(frame: gpd.GeoDataFrame, form: str, about: Mapping[str, Any]) -> bytes:
    """Return a table as a file.

    Parameters
    ----------
    frame
        What `table` or `timetable` returns.
    form
        One of `FORMATS`.
    about
        What the table was made from; KML and CSV have no place for it.

    Raises
    ------
    UnknownNameError
        If the format is not known.
    """
    return FORMATS[one_of("format", form, FORMATS)](frame, about)


def render_diff(record: Record, before: date, after: date, *, language: str = "en") -> bytes:
    """Return the features whose status differs between two days as GeoJSON, each with both statuses."""
    rows = {r["entity_id"]: r for r in compare.rows(record, compare.compare(record, before, after), language)}
    about = {
        "before": before.isoformat(),
        "after": after.isoformat(),
        "edition": record.edition,
        "sha256": record.digest,
    }
    drawn = pd.concat([slice_on(record, d).features for d in (after, before)]).drop_duplicates("id")
    changed = drawn[drawn["entity_id"].isin(rows)][["id", "entity_id", "geometry"]]
    for column in ("title", "before", "after", "by_agreement", "sources"):
        changed[column] = [rows[e][column] for e in changed["entity_id"]]
    return _geojson(gpd.GeoDataFrame(changed, crs=CRS), about)


def table(record: Record, on_day: Slice, language: str = "en") -> gpd.GeoDataFrame:
    """Return one flat row for each feature drawn on a day, EPSG:4326."""
    pairs = [(row, on_day.state_of(row.entity_id)) for row in on_day.features.itertuples()]
    rows = [_row(record, row, state, language) for row, state in pairs]
    for values, (_, state) in zip(rows, pairs, strict=True):
        values["certainty"] = certainty(state, on_day.day, record.reviewed_through).value if state else ""
    return _frame(rows)


def timetable(record: Record, layers: Sequence[str], language: str = "en") -> gpd.GeoDataFrame:
    """Return one flat row for each feature of `layers` and each of the record's own states of it, EPSG:4326."""
    own = [s for s in record.states if s.according_to is None]
    dated = {s.entity_id for s in own}
    rows = []
    for row in record.features[record.features["layer"].isin(layers)].itertuples():
        states = [s for s in own if s.entity_id == row.entity_id and _overlap(row, s)]
        shown: Iterable[State | None] = states if row.entity_id in dated else [None]
        rows += [_row(record, row, state, language) for state in shown]
    return _frame(rows)


def _overlap(row: Any, state: State) -> bool:
    start = max(d for d in (row.valid_from, state.valid_from) if d)
    return holds(row.valid_from, row.valid_to, start) and holds(state.valid_from, state.valid_to, start)


def _row(record: Record, row: Any, state: State | None, language: str) -> dict[str, Any]:
    entity = record.entities[row.entity_id]
    starts = [d for d in (row.valid_from, state and state.valid_from) if d]
    ends = [d for d in (row.valid_to, state and state.valid_to) if d]
    sources = [record.sources[i] for i in state.source_ids] if state else []
    return {
        "id": row.id,
        "entity_id": row.entity_id,
        "title": words.title(record, row.entity_id, language),
        "layer": entity.layer,
        "group": entity.group.value,
        "status": state.status if state else "",
        "status_label": words.status(record, state.status, language) if state else "",
        "start_date": max(starts) if starts else None,
        "end_date": words.last_day(min(ends)) if ends else None,
        "start_edtf": state.edtf_from if state else "",
        "end_edtf": state.edtf_to if state else "",
        "certainty": "",
        "confidence": state.confidence if state else "",
        "basis_kind": state.basis_kind.value if state else "",
        "basis": words.text(state.basis, language) if state else "",
        "sources": "; ".join(f"{', '.join(filter(None, (s.publisher, s.title, s.day)))} <{s.url}>" for s in sources),
        "schematic": bool(row.schematic),
        "accuracy_m": int(row.accuracy_m),
        "geometry_source": row.source,
        "geometry_licence": row.licence,
        "geometry": row.geometry,
    }


def _frame(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS)


def _properties(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    plain = frame.drop(columns="geometry").astype(object)
    return [dict(zip(plain.columns, map(_plain, row), strict=True)) for row in plain.to_numpy()]


def _plain(value: Any) -> Any:
    """Return a day as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def _with_dates(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a copy whose days have the type date, even where all are null: QGIS's Temporal Controller asks for it."""
    days = pd.ArrowDtype(pa.date32())
    return frame.assign(**{column: frame[column].astype(days) for column in ("start_date", "end_date")})


def _dump(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _geojson(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:
    """Return RFC 7946 GeoJSON; what it was made from stands in foreign members."""
    features = [
        {"type": "Feature", "id": p["id"], "properties": p, "geometry": mapping(g)}
        for p, g in zip(_properties(frame), frame.geometry, strict=True)
    ]
    return _dump({"type": "FeatureCollection", "name": NAME, **about, "features": features})


def _json_fg(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:
    """Return OGC Features and Geometries JSON, whose time intervals are closed."""
    features = [
        {
            "type": "Feature",
            "id": p["id"],
            "time": {"interval": [p["start_date"] or "..", p["end_date"] or ".."]},
            "geometry": mapping(g),
            "place": None,
            "properties": p,
        }
        for p, g in zip(_properties(frame), frame.geometry, strict=True)
    ]
    head = {"type": "FeatureCollection", "conformsTo": [JSON_FG], "featureType": "dated_feature"}
    crs = {"coordRefSys": "http://www.opengis.net/def/crs/OGC/0/CRS84"}
    return _dump({**head, **crs, "name": NAME, **about, "features": features})


def _csv(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:  # noqa: ARG001
    """Return CSV with the geometry as well-known text; no cell is a formula."""
    plain = pd.DataFrame(frame.drop(columns="geometry")).map(lambda v: escape.cell(v) if isinstance(v, str) else v)
    plain["WKT"] = [to_wkt(g, rounding_precision=5) for g in frame.geometry]
    return str(plain.to_csv(index=False, lineterminator="\n")).encode()


def _parquet(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:
    """Return GeoParquet 1.0; what it was made from stands in the metadata of its schema."""
    stream, told = io.BytesIO(), io.BytesIO()
    _with_dates(frame).to_parquet(stream, index=False)
    rows = parquet.read_table(stream)
    metadata = {**(rows.schema.metadata or {}), NAME: json.dumps(about)}
    parquet.write_table(rows.replace_schema_metadata(metadata), told)
    return told.getvalue()


def _gpkg(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:
    """Return a GeoPackage, one layer a kind of geometry, with styles that QGIS picks up.

    What it was made from is the description of each layer.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.gpkg"
        kinds = frame.geometry.geom_type.str.removeprefix("Multi").str.lower()
        for kind in sorted(set(kinds)):
            part = _with_dates(frame[kinds == kind])
            part.to_file(path, layer=f"{kind}s", driver="GPKG", promote_to_multi=True, use_arrow=True)
        _stamp_and_style(path, sorted(set(kinds)), json.dumps(about))
        return path.read_bytes()


def _stamp_and_style(path: Path, kinds: list[str], about: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE gpkg_contents SET last_change = ?, description = ?", (STAMP, about))
        connection.execute(LAYER_STYLES)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (STAMP,),
        )
        for kind in kinds:
            connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
                " styleQML, useAsDefault, update_time) VALUES ('', '', ?, 'geom', 'status', ?, 1, ?)",
                (f"{kind}s", _qml(kind), STAMP),
            )
    connection.close()


def _qml(kind: str) -> str:
    """Return a QGIS style: one category a status, in the colours of the style table."""
    fills, lines, points = ("fill", "SimpleFill"), ("line", "SimpleLine"), ("marker", "SimpleMarker")
    symbol, layer = {"polygon": fills, "linestring": lines, "point": points}[kind]
    looks = [*style.STYLES.items(), ("", style.CONTEXT)]
    categories = "".join(f'<category symbol="{i}" value="{c}" label="{c}"/>' for i, (c, _) in enumerate(looks))
    drawn = "".join(_symbol(i, symbol, layer, look) for i, (_, look) in enumerate(looks))
    return (
        f'<!DOCTYPE qgis><qgis version="3.22"><renderer-v2 type="categorizedSymbol" attr="status">'
        f"<categories>{categories}</categories><symbols>{drawn}</symbols></renderer-v2></qgis>"
    )


def _symbol(number: int, symbol: str, layer: str, look: style.Style) -> str:
    stroke, fill = (_rgb(look.stroke), _rgb(look.fill) if look.fill else "0,0,0,0")
    options = {
        "SimpleFill": {"color": fill, "outline_color": stroke, "outline_width": "0.3", "style": "solid"},
        "SimpleLine": {"line_color": stroke, "line_width": f"{look.width * 0.2646:.2f}"},
        "SimpleMarker": {"color": fill, "outline_color": stroke, "size": "3"},
    }[layer]
    if layer == "SimpleLine" and look.dash:
        dash = ";".join(f"{d * 0.2646:.2f}" for d in look.dash)
        options |= {"use_custom_dash": "1", "customdash": dash}
    inner = "".join(f'<Option type="QString" name="{k}" value="{v}"/>' for k, v in options.items())
    return (
        f'<symbol type="{symbol}" name="{number}" alpha="{style.CERTAIN_OPACITY if symbol == "fill" else 1}">'
        f'<layer class="{layer}" enabled="1"><Option type="Map">{inner}</Option></layer></symbol>'
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"


def _kml(frame: gpd.GeoDataFrame, about: Mapping[str, Any]) -> bytes:  # noqa: ARG001
    """Return KML 2.2; `begin` and `end` become the TimeSpan of each placemark."""
    named = frame.rename(columns={"title": "Name", "start_date": "begin", "end_date": "end"}).drop(columns="id")
    named["description"] = frame["status_label"] + "\n" + frame["sources"]
    for column in ("begin", "end"):
        named[column] = [_plain(value) for value in named[column]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.kml"
        named.to_file(path, driver="LIBKML")
        return path.read_bytes()


FORMATS: dict[str, Callable[[gpd.GeoDataFrame, Mapping[str, Any]], bytes]] = {
    "geojson": _geojson,
    "gpkg": _gpkg,
    "kml": _kml,
    "csv": _csv,
    "parquet": _parquet,
    "jsonfg": _json_fg,
}
"""Format, also the file's extension -> how it is written."""
