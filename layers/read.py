"""Read the record from its folder: CSV tables, GeoJSON layers and the data package beside them."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError

from layers import check
from layers.dates import Bounds, parse_day, parse_edtf
from layers.errors import InvalidRecordError, ReadError
from layers.model import (
    CRS,
    LANGUAGES,
    Aspect,
    Basis,
    Claim,
    Entity,
    Event,
    Group,
    Name,
    Party,
    Position,
    Record,
    Source,
    State,
    Term,
)

DATA = Path(__file__).resolve().parent.parent / "geodata"
"""The record that ships with this package."""


def record(folder: Path | str = DATA) -> Record:
    """Read and check the record in `folder`.

    Raises
    ------
    ReadError
        If a file is missing or cannot be parsed.
    InvalidRecordError
        If the record breaks a rule of `layers.check`; carries all findings.
    """
    raw = tables(folder)
    found = check.findings(raw)
    if found:
        raise InvalidRecordError(found)
    package = raw.package
    events = {r["event_id"]: _event(r) for r in raw.rows["events"]}
    return Record(
        features=_features(raw),
        entities={r["entity_id"]: _entity(r) for r in raw.rows["entities"]},
        states=tuple(_state(r) for r in raw.rows["status"]),
        events=tuple(sorted(events.values(), key=lambda e: (e.day, e.event_id))),
        positions=tuple(_position(r, events) for r in raw.rows["positions"]),
        sources={r["source_id"]: _source(r) for r in raw.rows["sources"]},
        claims=tuple(_claim(r) for r in raw.rows["claims"]),
        names={r["id"]: _name(r) for r in raw.rows["names"]},
        terms={r["code"]: _term(r) for r in raw.rows["vocabulary"]},
        edition=package["version"],
        reviewed_through=parse_day(package["reviewed_through"]),
        first_day=parse_day(package["first_day"]),
        last_day=parse_day(package["last_day"]),
        digest=digest(folder),
    )


def tables(folder: Path | str) -> check.Tables:
    """Read every file of the record as it stands, unchecked, all table cells as text.

    Raises
    ------
    ReadError
        If the folder or a file is missing, cannot be parsed, or lacks a required column.
    """
    root = Path(folder)
    if not root.is_dir():
        raise ReadError(f"{root}: no such folder; required: a folder with {', '.join(check.COLUMNS)} as .csv")
    rows = {name: _read_csv(root / f"{name}.csv", columns) for name, columns in check.COLUMNS.items()}
    layers = {path.stem: _read_layer(path) for path in sorted(root.glob("*.geojson"))}
    if not layers:
        raise ReadError(f"{root}: found no layer; required: at least one .geojson file")
    return check.Tables(rows, layers, _read_package(root / "datapackage.json"))


def basemap(folder: Path | str = DATA) -> dict[str, gpd.GeoDataFrame]:
    """Read the undated base map: one frame per file of `folder`/basemap, EPSG:4326.

    Raises
    ------
    ReadError
        If a file cannot be parsed.
    """
    return {path.stem: _read_geojson(path) for path in sorted((Path(folder) / "basemap").glob("*.geojson"))}


def digest(folder: Path | str = DATA) -> str:
    """Return the SHA-256 over the tables and layers of `folder`, in the order of their names."""
    total = hashlib.sha256()
    root = Path(folder)
    for path in sorted([*root.glob("*.csv"), *root.glob("*.geojson")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _read_csv(path: Path, required: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True, restval="")
            missing = [c for c in required if c not in (reader.fieldnames or ())]
            if missing:
                found = ", ".join(missing)
                raise ReadError(f"{path}: found no column {found}; required: {', '.join(required)}")
            return [_without_surplus(path, reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: {error}; required: a UTF-8 CSV file") from error


def _without_surplus(path: Path, line: int, row: dict[str | Any, str | Any]) -> dict[str, str]:
    if None in row:
        raise ReadError(f"{path}: line {line}: found more cells than the header has; required: quote commas")
    return row


def _read_geojson(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path, datetime_as_string=True)
    except (DataSourceError, ValueError) as error:
        raise ReadError(f"{path}: {error}; required: a GeoJSON feature collection") from error


def _read_layer(path: Path) -> gpd.GeoDataFrame:
    frame = _read_geojson(path)
    missing = [c for c in check.FEATURE_COLUMNS if c not in frame.columns]
    if missing:
        required = ", ".join(check.FEATURE_COLUMNS)
        raise ReadError(f"{path}: found no property {', '.join(missing)}; required: {required}")
    return frame


def _read_package(path: Path) -> dict[str, Any]:
    required = ("version", "reviewed_through", "first_day", "last_day")
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ReadError(f"{path}: {error}; required: a Frictionless data package") from error
    missing = [key for key in required if key not in package]
    if missing:
        raise ReadError(f"{path}: found no {', '.join(missing)}; required: {', '.join(required)}")
    return package


def _features(raw: check.Tables) -> gpd.GeoDataFrame:
    frame = pd.concat([f.assign(layer=name) for name, f in raw.layers.items()], ignore_index=True)
    frame["segment"] = frame["segment"].astype(object).where(frame["segment"].notna(), "")
    for column in ("valid_from", "valid_to"):
        frame[column] = [parse_day(v) if isinstance(v, str) else None for v in frame[column]]
    frame["schematic"] = frame["schematic"].astype(bool)
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _entity(row: dict[str, str]) -> Entity:
    group = Group(row["group"])
    return Entity(row["entity_id"], row["layer"], group, row["kind"], row["name_id"], row["label"])


def _bounds(edtf: str, day: str) -> Bounds:
    """Return the bounds of one end of an interval; without EDTF the ISO day is exact."""
    if edtf:
        return parse_edtf(edtf)
    exact = parse_day(day) if day else None
    return Bounds(exact, exact)


def _state(row: dict[str, str]) -> State:
    return State(
        entity_id=row["entity_id"],
        status=row["status"],
        valid_from=parse_day(row["valid_from"]),
        valid_to=parse_day(row["valid_to"]) if row["valid_to"] else None,
        start=_bounds(row["edtf_from"], row["valid_from"]),
        end=_bounds(row["edtf_to"], row["valid_to"]),
        edtf_from=row["edtf_from"],
        edtf_to=row["edtf_to"],
        basis_kind=Basis(row["basis_kind"]),
        basis=row["basis"],
        confidence=row["confidence"],
        according_to=Party(row["according_to"]) if row["according_to"] else None,
        source_ids=_split(row["source_ids"]),
        note=row["note"],
    )


def _event(row: dict[str, str]) -> Event:
    return Event(
        event_id=row["event_id"],
        day=parse_day(row["date"]),
        edtf=row["edtf"],
        date_note=row["date_note"],
        kind=row["kind"],
        title=row["title"],
        description=row["description"],
        entity_ids=_split(row["entities"]),
        source_ids=_split(row["source_ids"]),
        confidence=row["confidence"],
        verified=row["verified"],
    )


def _position(row: dict[str, str], events: dict[str, Event]) -> Position:
    return Position(
        event=events[row["event_id"]],
        aspect=Aspect(row["aspect"]),
        according_to=Party(row["according_to"]),
        words=row["words"],
        source_ids=_split(row["source_ids"]),
        confidence=row["confidence"],
    )


def _source(row: dict[str, str]) -> Source:
    columns = ("source_id", "publisher", "title", "date", "url", "note")
    return Source(*(row[c] for c in columns))


def _claim(row: dict[str, str]) -> Claim:
    columns = ("claim_id", "quote", "stated_date", "place", "verdict", "correct_date", "finding")
    cells = {column: row[column] for column in columns}
    return Claim(**cells, source_ids=_split(row["source_ids"]))


def _name(row: dict[str, str]) -> Name:
    column = {"en": "en_neutral"}
    names = {lang: row[column.get(lang, lang)] for lang in LANGUAGES}
    known = {lang: name for lang, name in names.items() if name}
    return Name(
        row["id"], row["kind"], known, row["hy_translit"], row["confidence"], row["note"], _split(row["beside"])
    )


def _term(row: dict[str, str]) -> Term:
    avoid = row["avoid"].replace(",", ";")
    return Term(row["scope"], row["code"], row["label"], row["definition"], _split(avoid))
