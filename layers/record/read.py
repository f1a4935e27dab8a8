"""Read the record from its folder: profile, CSV tables and GeoJSON layers."""

from __future__ import annotations

import csv
import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from layers.errors import InvalidRecordError, ReadError
from layers.record import check, profile
from layers.record.check import RawFeature
from layers.record.dates import Bounds, parse_day, parse_edtf
from layers.record.model import (
    Aspect,
    Basis,
    Claim,
    Confidence,
    Entity,
    Event,
    Feature,
    Name,
    Position,
    Record,
    Source,
    State,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.record.check import Row
    from layers.record.profile import Profile


def shipped() -> Path:
    """Return the folder of the record that ships with this package: in a wheel inside it, in a clone beside it."""
    inside = Path(str(resources.files("layers"))) / "shipped" / "geodata"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "geodata"


DATA = shipped()
"""The record that ships with this package."""


def record(folder: Path | str = DATA) -> Record:
    """Read and check the record in `folder`.

    Raises
    ------
    ReadError
        If a file is missing or cannot be parsed.
    InvalidRecordError
        If the record breaks a rule of `layers.record.check`; carries all findings.
    """
    raw = tables(folder)
    found = check.findings(raw)
    if found:
        raise InvalidRecordError(found)
    rows = raw.rows
    about = profile.from_values(raw.profile, [(r["code"], r["scope"]) for r in rows["vocabulary"]])
    events = {r["event_id"]: _event(r) for r in rows["events"]}
    return Record(
        profile=about,
        features=tuple(_feature(f) for f in raw.features),
        entities={r["entity_id"]: _entity(r) for r in rows["entities"]},
        states=tuple(_state(r) for r in rows["status"]),
        events=tuple(sorted(events.values(), key=lambda e: (e.day, e.event_id))),
        positions=tuple(_position(r, events) for r in rows["positions"]),
        sources={r["source_id"]: _source(r) for r in rows["sources"]},
        claims=tuple(_claim(r) for r in rows["claims"]),
        names={r["id"]: _name(r, about) for r in rows["names"]},
        terms={r["code"]: _term(r) for r in rows["vocabulary"]},
        digest=digest(folder),
        folder=Path(folder),
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
        raise ReadError(
            f"{root}: no such folder; required: a folder with profile.json, .csv tables and .geojson layers"
        )
    about = _read_object(root / "profile.json", "the profile of a record")
    rows = {name: _read_table(root / f"{name}.csv", columns) for name, columns in check.TABLES.items()}
    layers = {path.stem: _read_object(path, "a GeoJSON feature collection") for path in sorted(root.glob("*.geojson"))}
    if not layers:
        raise ReadError(f"{root}: found no layer; required: at least one .geojson file")
    features = [f for name, layer in layers.items() for f in _raw_features(root / f"{name}.geojson", layer)]
    files = frozenset(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    return check.Tables(rows, features, {name: _crs(layer) for name, layer in layers.items()}, about, files)


def digest(folder: Path | str = DATA) -> str:
    """Return the SHA-256 over the files of the record in `folder`, in the order of their names."""
    total = hashlib.sha256()
    root = Path(folder)
    kinds = ("*.csv", "*.geojson", "profile.json", "locale/*.po")
    for path in sorted(p for kind in kinds for p in root.glob(kind)):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _read_table(path: Path, columns: check.Table) -> list[Row]:
    if path.stem in check.OPTIONAL and not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True, restval="")
            header = reader.fieldnames or ()
            missing = [c for c in columns.required if c not in header]
            if missing:
                required = ", ".join(columns.required)
                raise ReadError(f"{path}: found no column {', '.join(missing)}; required: {required}")
            twice = [c for c in dict.fromkeys(header) if list(header).count(c) > 1]
            if twice:
                raise ReadError(f"{path}: found the column {', '.join(twice)} twice; required: each column once")
            empty = dict.fromkeys(columns.optional, "")
            return [empty | _without_surplus(path, reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: {error}; required: a UTF-8 CSV file") from error


def _without_surplus(path: Path, line: int, row: dict[str | Any, str | Any]) -> Row:
    if None in row:
        raise ReadError(f"{path}: line {line}: found more cells than the header has; required: quote commas")
    return row


def _read_object(path: Path, what: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"{path}: {error}; required: {what}, in JSON") from error
    if not isinstance(found, dict):
        raise ReadError(f"{path}: found {type(found).__name__}; required: {what}, a JSON object")
    return found


def _raw_features(path: Path, collection: Mapping[str, Any]) -> list[RawFeature]:
    found = collection.get("features")
    if not isinstance(found, list) or not found or not all(isinstance(f, dict) for f in found):
        raise ReadError(f"{path}: found no features; required: a GeoJSON feature collection that has some")
    return [_raw_feature(path.stem, feature) for feature in found]


def _raw_feature(layer: str, feature: Mapping[str, Any]) -> RawFeature:
    properties = feature.get("properties")
    named = {"id": feature.get("id")} | (properties if isinstance(properties, dict) else {})
    if feature.get("geometry") is None:
        return RawFeature(layer, named, None)
    try:
        geometry = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        return RawFeature(layer, named, None, f"{type(error).__name__}: {error}")
    if not geometry.is_empty and not all(map(_is_finite, shapely.bounds(geometry))):
        return RawFeature(layer, named, None, "a coordinate that is no number")
    return RawFeature(layer, named, geometry)


def _is_finite(value: float) -> bool:
    return abs(value) < float("inf")


def _crs(collection: Mapping[str, Any]) -> str:
    """Return the name of the CRS that a file states, as GeoJSON did before RFC 7946; empty where it states none."""
    stated = collection.get("crs")
    name = stated.get("properties", {}).get("name") if isinstance(stated, dict) else stated
    return str(name or "")


def _feature(raw: RawFeature) -> Feature:
    p = raw.properties
    assert raw.geometry is not None
    return Feature(
        feature_id=p["id"],
        entity_id=p["entity_id"],
        layer=raw.layer,
        segment=p["segment"] or "",
        valid_from=parse_day(p["valid_from"]) if p["valid_from"] else None,
        valid_to=parse_day(p["valid_to"]) if p["valid_to"] else None,
        accuracy_m=int(p["accuracy_m"]),
        schematic=p["schematic"],
        method=p["method"],
        source=p["source"],
        licence=p["licence"],
        geometry=raw.geometry,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _entity(row: Row) -> Entity:
    return Entity(row["entity_id"], row["layer"], row["group"], row["kind"], row["name_id"], row["label"])


def _bounds(edtf: str, day: str) -> Bounds:
    """Return the bounds of one end of an interval; without EDTF the ISO day is exact."""
    if edtf:
        return parse_edtf(edtf)
    exact = parse_day(day) if day else None
    return Bounds(exact, exact)


def _state(row: Row) -> State:
    return State(
        entity_id=row["entity_id"],
        status=row["status"],
        valid_from=parse_day(row["valid_from"]),
        valid_to=parse_day(row["valid_to"]) if row["valid_to"] else None,
        start=_bounds(row["edtf_from"], row["valid_from"]),
        end=_bounds(row["edtf_to"], row["valid_to"]),
        edtf_from=row["edtf_from"],
        edtf_to=row["edtf_to"],
        basis_kind=Basis(row["basis_kind"]) if row["basis_kind"] else None,
        basis=row["basis"],
        confidence=Confidence(row["confidence"]),
        according_to=row["according_to"] or None,
        source_ids=_split(row["source_ids"]),
        note=row["note"],
    )


def _event(row: Row) -> Event:
    return Event(
        event_id=row["event_id"],
        day=parse_day(row["date"]),
        edtf=row["edtf"] or row["date"],
        date_note=row["date_note"],
        kind=row["kind"],
        title=row["title"],
        description=row["description"],
        entity_ids=_split(row["entities"]),
        source_ids=_split(row["source_ids"]),
        confidence=Confidence(row["confidence"]),
        verified=row["verified"],
    )


def _position(row: Row, events: Mapping[str, Event]) -> Position:
    return Position(
        event=events[row["event_id"]],
        aspect=Aspect(row["aspect"]),
        according_to=row["according_to"],
        words=row["words"],
        source_ids=_split(row["source_ids"]),
        confidence=Confidence(row["confidence"]),
    )


def _source(row: Row) -> Source:
    publisher, columns = row["publisher"] or row["source_id"], ("title", "date", "url", "note", "accessed")
    return Source(row["source_id"], publisher, *(row[column] for column in columns))


def _claim(row: Row) -> Claim:
    columns = ("claim_id", "quote", "stated_date", "place", "verdict", "correct_date", "finding")
    cells = {column: row[column] for column in columns}
    return Claim(**cells, source_ids=_split(row["source_ids"]))


def _name(row: Row, about: Profile) -> Name:
    known = {language: row[language] for language in about.languages if row.get(language)}
    spellings = {column: row[column] for column in about.spellings if row.get(column)}
    return Name(row["id"], row["kind"], known, spellings, row["confidence"], row["note"], _split(row["beside"]))


def _term(row: Row) -> Term:
    avoid = row["avoid"].replace(",", ";")
    return Term(row["scope"], row["code"], row["label"], row["definition"], _split(avoid))
