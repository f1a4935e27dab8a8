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
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import pandas as pd
import pyarrow as pa
from pyarrow import parquet
from shapely import to_wkt
from shapely.geometry import mapping

from layers import escape
from layers.recipe.recipe import as_dict
from layers.record import style
from layers.record.model import CRS
from layers.record.timeslice import holds, last_day, slice_on, timeline
from layers.render.embedded import METADATA
from layers.wording import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from layers.recipe.recipe import Resolved
    from layers.record.model import Feature, Record, Source, State
    from layers.record.timeslice import Change, Slice
    from layers.wording.words import Words

JSON_FG = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"
LAYER_STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT, ui TEXT, update_time DATETIME
)"""
"""The table in which QGIS looks for styles (QGIS, QgsGeoPackageProviderConnection)."""


def render(made: Resolved) -> bytes:
    """Return what is drawn on the day of a recipe, or the whole dated record, as a file in its format."""
    words, slices = made.words, made.slices
    frame = table(words, slices[0]) if slices else timetable(words, made.recipe.layers, made.recipe.according_to)
    about = About(made.record, {"recipe": as_dict(made.record, made.recipe)})
    return WRITERS[made.recipe.form](frame, about)


class About(NamedTuple):
    """The record that a file comes from, and what the file says that it was made from."""

    record: Record
    told: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the collection."""
        return self.record.profile.record_id

    @property
    def stamp(self) -> str:
        """What stands where GDAL would write the time of day, so that the same input gives the same bytes."""
        return f"{self.record.profile.reviewed_through}T00:00:00.000Z"


def render_diff(
    words: Words, before: date, after: date, changes: tuple[Change, ...], *, according_to: str | None = None
) -> bytes:
    """Return the features whose status differs between two days as GeoJSON, each with both statuses."""
    record = words.record
    rows = {r["entity_id"]: r for r in compare.rows(words, changes)}
    told = {
        "before": before.isoformat(),
        "after": after.isoformat(),
        "edition": record.profile.edition,
        "sha256": record.digest,
    }
    drawn = [d.feature for day in (after, before) for d in slice_on(record, day, according_to=according_to).features]
    columns = ("title", "before", "after", "by_agreement", "sources")
    changed = [
        {"id": f.feature_id, "entity_id": f.entity_id, "geometry": f.geometry}
        | {column: rows[f.entity_id][column] for column in columns}
        for f in dict.fromkeys(drawn)
        if f.entity_id in rows
    ]
    frame = pd.DataFrame(changed, columns=("id", "entity_id", "geometry", *columns))
    return _geojson(gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS), About(record, told))


def table(words: Words, on_day: Slice) -> gpd.GeoDataFrame:
    """Return one flat row for each feature drawn on a day, EPSG:4326."""
    rows = []
    for drawn in on_day.features:
        values = _row(words, drawn.feature, drawn.state)
        rows.append(values | {"certainty": drawn.certainty.value if drawn.certainty else ""})
    return _frame(rows)


def timetable(words: Words, layers: Sequence[str], according_to: str | None = None) -> gpd.GeoDataFrame:
    """Return one flat row, EPSG:4326, for each feature of `layers` and each of its states as record or party has it."""
    record, rows = words.record, []
    for feature in (f for f in record.features if f.layer in layers):
        own = timeline(record, feature.entity_id, according_to)
        dated = feature.entity_id in record.dated
        shown: Iterable[State | None] = [s for s in own if _overlap(feature, s)] if dated else [None]
        rows += [_row(words, feature, state) for state in shown]
    return _frame(rows)


def _overlap(feature: Feature, state: State) -> bool:
    start = max(d for d in (feature.valid_from, state.valid_from) if d)
    return all(holds(row.valid_from, row.valid_to, start) for row in (feature, state))


def _row(words: Words, feature: Feature, state: State | None) -> dict[str, Any]:
    record = words.record
    entity = record.entities[feature.entity_id]
    starts = [d for d in (feature.valid_from, state and state.valid_from) if d]
    ends = [d for d in (feature.valid_to, state and state.valid_to) if d]
    sources = [record.sources[i] for i in state.source_ids] if state else []
    return {
        "id": feature.feature_id,
        "entity_id": feature.entity_id,
        "title": words.title(feature.entity_id),
        "layer": entity.layer,
        "group": entity.group,
        "status": state.status if state else "",
        "status_label": words.status(state.status) if state else "",
        "start_date": max(starts) if starts else None,
        "end_date": last_day(min(ends)) if ends else None,
        "start_edtf": state.edtf_from if state else "",
        "end_edtf": state.edtf_to if state else "",
        "certainty": "",
        "confidence": state.confidence.value if state else "",
        "basis_kind": state.basis_kind.value if state and state.basis_kind else "",
        "basis": words.told(state.basis) if state else "",
        "according_to": state.according_to or "" if state else "",
        "sources": "; ".join(_named(s) for s in sources),
        "schematic": feature.schematic,
        "accuracy_m": feature.accuracy_m,
        "geometry_source": feature.source,
        "geometry_licence": feature.licence,
        "geometry": feature.geometry,
    }


def _named(source: Source) -> str:
    said = ", ".join(part for part in (source.publisher, source.title, source.day) if part)
    return f"{said} <{source.url}>" if source.url else said


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


def _geojson(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return RFC 7946 GeoJSON; what it was made from stands in foreign members."""
    features = [
        {"type": "Feature", "id": p["id"], "properties": p, "geometry": mapping(g)}
        for p, g in zip(_properties(frame), frame.geometry, strict=True)
    ]
    return _dump({"type": "FeatureCollection", "name": about.name, **about.told, "features": features})


def _json_fg(frame: gpd.GeoDataFrame, about: About) -> bytes:
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
    return _dump({**head, **crs, "name": about.name, **about.told, "features": features})


def _csv(frame: gpd.GeoDataFrame, about: About) -> bytes:  # noqa: ARG001
    """Return CSV with the geometry as well-known text; no cell is a formula."""
    plain = pd.DataFrame(frame.drop(columns="geometry")).map(lambda v: escape.cell(v) if isinstance(v, str) else v)
    plain["WKT"] = [to_wkt(g, rounding_precision=5) for g in frame.geometry]
    return str(plain.to_csv(index=False, lineterminator="\n")).encode()


def _parquet(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return GeoParquet 1.0; what it was made from stands in the metadata of its schema."""
    stream, told = io.BytesIO(), io.BytesIO()
    _with_dates(frame).to_parquet(stream, index=False)
    rows = parquet.read_table(stream)
    metadata = {**(rows.schema.metadata or {}), METADATA: json.dumps(about.told)}
    parquet.write_table(rows.replace_schema_metadata(metadata), told)
    return told.getvalue()


def _gpkg(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return a GeoPackage, one layer a kind of geometry, with styles that QGIS picks up.

    What it was made from is the description of each layer.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.gpkg"
        kinds = frame.geometry.geom_type.str.removeprefix("Multi").str.lower()
        for kind in sorted(set(kinds)):
            part = _with_dates(frame[kinds == kind])
            part.to_file(path, layer=f"{kind}s", driver="GPKG", promote_to_multi=True, use_arrow=True)
        _stamp_and_style(path, sorted(set(kinds)), about)
        return path.read_bytes()


def _stamp_and_style(path: Path, kinds: list[str], about: About) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "UPDATE gpkg_contents SET last_change = ?, description = ?", (about.stamp, json.dumps(about.told))
        )
        connection.execute(LAYER_STYLES)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)"
            " VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (about.stamp,),
        )
        for kind in kinds:
            connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
                " styleQML, useAsDefault, update_time) VALUES ('', '', ?, 'geom', 'status', ?, 1, ?)",
                (f"{kind}s", _qml(kind, about.record.profile.styles), about.stamp),
            )
    connection.close()


def _qml(kind: str, styles: Mapping[str, style.Style]) -> str:
    """Return a QGIS style: one category a status, in the colours of the style table."""
    fills, lines, points = ("fill", "SimpleFill"), ("line", "SimpleLine"), ("marker", "SimpleMarker")
    symbol, layer = {"polygon": fills, "linestring": lines, "point": points}[kind]
    looks = [*styles.items(), ("", style.CONTEXT)]
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


def _kml(frame: gpd.GeoDataFrame, about: About) -> bytes:  # noqa: ARG001
    """Return KML 2.2; `begin` and `end` become the TimeSpan of each placemark."""
    named = frame.rename(columns={"title": "Name", "start_date": "begin", "end_date": "end"}).drop(columns="id")
    named["description"] = frame["status_label"] + "\n" + frame["sources"]
    for column in ("begin", "end"):
        named[column] = [_plain(value) for value in named[column]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.kml"
        named.to_file(path, driver="LIBKML")
        return path.read_bytes()


WRITERS: dict[str, Callable[[gpd.GeoDataFrame, About], bytes]] = {
    "geojson": _geojson,
    "gpkg": _gpkg,
    "kml": _kml,
    "csv": _csv,
    "parquet": _parquet,
    "jsonfg": _json_fg,
}
"""Key of a format -> how a table is written."""
