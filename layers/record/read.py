"""Read the record from its folder: profile, CSV tables and GeoJSON layers."""

from __future__ import annotations

import csv
import hashlib
import json
from functools import lru_cache
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from layers import collector, static
from layers.errors import InvalidRecordError, ReadError
from layers.files import require_regular
from layers.record import check, profile, wkb
from layers.record.dates import Bounds, parse_day, parse_edtf
from layers.record.model import (
    Aspect,
    Basis,
    Claim,
    Confidence,
    Entity,
    Event,
    Evidence,
    Feature,
    Form,
    Name,
    Position,
    Record,
    Revised,
    Revision,
    Source,
    State,
    Term,
)
from layers.record.tables import FEATURE_TYPES, OPTIONAL, TABLES, Features, Rows, Table, Tables, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from layers.record.profile import Profile
    from layers.record.tables import Row

Parsed = tuple[tuple[Any, ...], Any]
"""The properties `FEATURE_TYPES` of a feature, and its geometry: WKB, or as written where no plain GeoJSON."""
Proofs = dict[tuple[str, str], tuple[Evidence, ...]]
"""Table and key of a row -> where its sources prove it."""


_STATE = (
    *("entity_id", "status", "valid_from", "valid_to", "edtf_from", "edtf_to"),
    *("basis_kind", "basis", "confidence", "according_to", "source_ids", "note"),
)
"""The columns of status.csv, in the order in which `_states` takes them."""
DATA = static.DATA
"""The record that ships with this package."""


@collector.paused()
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
    proofs = _proofs(rows["evidence"])
    events = {r["event_id"]: _event(r, proofs) for r in rows["events"]}
    return Record(
        profile=about,
        features=tuple(_drawn(raw.features)),
        entities={r["entity_id"]: _entity(r) for r in rows["entities"]},
        states=tuple(_states(rows["status"], proofs)),
        events=tuple(sorted(events.values(), key=lambda e: (e.day, e.event_id))),
        positions=tuple(_position(r, events, proofs) for r in rows["positions"]),
        sources={r["source_id"]: _source(r) for r in rows["sources"]},
        claims=tuple(_claim(r, proofs) for r in rows["claims"]),
        names={r["id"]: _name(r, about) for r in rows["names"]},
        terms={r["code"]: _term(r) for r in rows["vocabulary"]},
        revisions=tuple(_revision(r) for r in rows["editions"]),
        digest=digest(folder),
        folder=Path(folder),
    )


def tables(folder: Path | str) -> Tables:
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
    rows = {name: _read_table(root / f"{name}.csv", columns) for name, columns in TABLES.items()}
    layers = {path.stem: _read_layer(path) for path in sorted(root.glob("*.geojson"))}
    if not layers:
        raise ReadError(f"{root}: found no layer; required: at least one .geojson file")
    features = _features({name: _parsed(root / f"{name}.geojson", layer) for name, layer in layers.items()})
    files = frozenset(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    crs = {name: _crs(layer) for name, layer in layers.items()}
    return Tables(rows, features, crs, about, files, _catalogues(root))


def _catalogues(root: Path) -> dict[str, bytes]:
    paths = sorted(root.glob("locale/*.po"))
    for path in paths:
        require_regular(path)
    try:
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise ReadError(f"{root / 'locale'}: {error}; required: catalogues that can be read") from error


def digest(folder: Path | str = DATA) -> str:
    """Return the SHA-256 over the files of the record in `folder`, in the order of their names."""
    total = hashlib.sha256()
    root = Path(folder)
    kinds = ("*.csv", "*.geojson", "profile.json", "locale/*.po")
    for path in sorted(p for kind in kinds for p in root.glob(kind)):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _read_table(path: Path, columns: Table) -> Rows:
    if path.stem in OPTIONAL and not path.exists():
        return Rows(dict.fromkeys((*columns.required, *columns.optional), ()))
    require_regular(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = next(filter(None, reader), [])
            missing = [c for c in columns.required if c not in header]
            if missing:
                required = ", ".join(columns.required)
                raise ReadError(f"{path}: found no column {', '.join(missing)}; required: {required}")
            twice = [c for c in dict.fromkeys(header) if header.count(c) > 1]
            if twice:
                raise ReadError(f"{path}: found the column {', '.join(twice)} twice; required: each column once")
            found: dict[str, list[str]] = {name: [] for name in header}
            rows = _rows(path, reader, len(header))
            for some in iter(lambda: list(islice(rows, 1000)), []):
                for name, cells in zip(header, zip(*some, strict=True), strict=True):
                    found[name] += cells
            absent = [name for name in columns.optional if name not in found]
            return Rows(found | {name: [""] * len(found[header[0]]) for name in absent})
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"{path}: {error}; required: a UTF-8 CSV file") from error


def _rows(path: Path, reader: Any, columns: int) -> Iterator[list[str]]:
    """Yield rows of one length: cells that a row lacks are empty, and an empty line is no row."""
    for cells in reader:
        if len(cells) > columns:
            where = f"{path}: line {reader.line_num}"
            raise ReadError(f"{where}: found more cells than the header has; required: quote commas")
        if cells:
            yield cells if len(cells) == columns else cells + [""] * (columns - len(cells))


def _read_layer(path: Path) -> dict[str, Any]:
    """Return a layer file as parsed, but with the geometry of a feature as WKB where it can be written as that."""
    return _read_object(path, "a GeoJSON feature collection", _packed)


def _read_object(path: Path, what: str, hook: Callable[[dict[str, Any]], Any] | None = None) -> dict[str, Any]:
    require_regular(path)
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"), object_hook=hook)
    except (OSError, ValueError, RecursionError) as error:
        raise ReadError(f"{path}: {error}; required: {what}, in JSON") from error
    if not isinstance(found, dict):
        raise ReadError(f"{path}: found {type(found).__name__}; required: {what}, a JSON object")
    return found


def _packed(found: dict[str, Any]) -> Any:
    """Return a feature as its properties and its geometry, packed as soon as it is parsed; anything else as it is.

    Every pair of coordinates is a list of its own until then: a large layer would keep millions of them, and the
    garbage collector would walk through them again and again.
    """
    return _split_up(found) if found.get("type") == "Feature" else found


def _split_up(feature: dict[str, Any]) -> Parsed:
    written = feature.get("properties")
    properties = {"id": feature.get("id")} | (written if isinstance(written, dict) else {})
    return tuple(map(properties.get, FEATURE_TYPES)), wkb.packed(feature.get("geometry"))


def _parsed(path: Path, collection: Mapping[str, Any]) -> list[Parsed]:
    found = collection.get("features")
    if not isinstance(found, list) or not found or not all(isinstance(f, dict | tuple) for f in found):
        raise ReadError(f"{path}: found no features; required: a GeoJSON feature collection that has some")
    return [f if isinstance(f, tuple) else _split_up(f) for f in found]


def _features(layers: Mapping[str, list[Parsed]]) -> Features:
    parsed = [feature for features in layers.values() for feature in features]
    names = [name for name, features in layers.items() for _ in features]
    geometries = shapely.from_wkb([g if isinstance(g, bytes) else None for _, g in parsed])
    faults: dict[int, str] = {}
    for number, (_, written) in enumerate(parsed):
        if written is not None and not isinstance(written, bytes):
            geometries[number], faults[number] = _shape(written)
    finite = np.isfinite(shapely.bounds(geometries)).all(axis=1) | shapely.is_empty(geometries)
    for odd in np.flatnonzero(~finite & ~shapely.is_missing(geometries)).tolist():
        geometries[odd], faults[odd] = None, "a coordinate that is no number"
    columns = dict(zip(FEATURE_TYPES, zip(*(values for values, _ in parsed), strict=True), strict=True))
    return Features(names, columns, geometries, faults)


def _shape(written: Any) -> tuple[BaseGeometry | None, str]:
    """Return the geometry that GeoJSON spells in an unusual way, or None and the reason why it is none."""
    try:
        with np.errstate(invalid="ignore"):  # that a height or a coordinate is no number is found later, not warned of
            return shape(written), ""
    except (ShapelyError, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        return None, f"{type(error).__name__}: {error}"


def _crs(collection: Mapping[str, Any]) -> str:
    """Return the name of the CRS that a file states, as GeoJSON did before RFC 7946; empty where it states none."""
    stated = collection.get("crs")
    name = stated.get("properties", {}).get("name") if isinstance(stated, dict) else stated
    return str(name or "")


def _drawn(raw: Features) -> Iterator[Feature]:
    columns = (raw.columns[name] for name in FEATURE_TYPES)
    for layer, geometry, *values in zip(raw.layers, raw.geometries, *columns, strict=True):
        feature, entity, segment, start, end, accuracy, schematic, method, source, licence = values
        yield Feature(
            feature_id=feature,
            entity_id=entity,
            layer=layer,
            segment=segment or "",
            valid_from=parse_day(start) if start else None,
            valid_to=parse_day(end) if end else None,
            accuracy_m=int(accuracy),
            schematic=schematic,
            method=method,
            source=source,
            licence=licence,
            geometry=geometry,
        )


@lru_cache(maxsize=4096)
def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _entity(row: Row) -> Entity:
    return Entity(row["entity_id"], row["layer"], row["group"], row["kind"], row["name_id"], row["label"])


@lru_cache(maxsize=65536)
def _bounds(edtf: str, day: str) -> Bounds:
    """Return the bounds of one end of an interval; without EDTF the ISO day is exact."""
    if edtf:
        return parse_edtf(edtf)
    exact = parse_day(day) if day else None
    return Bounds(exact, exact)


def _proofs(rows: Rows) -> Proofs:
    found: Proofs = {}
    for row in rows:
        form = Form(row["form"]) if row["form"] else None
        proof = Evidence(row["source_id"], row["locator"], row["quote"], form)
        key = row["table"], row["row"]
        found[key] = (*found.get(key, ()), proof)
    return found


def _proved(table: str, row: Row, proofs: Proofs) -> tuple[Evidence, ...]:
    return proofs.get((table, key_of(table, row)), ()) if proofs else ()


def _states(rows: Rows, proofs: Proofs) -> Iterator[State]:
    """Yield the states of status.csv: by columns, for there may be many."""
    strengths: dict[str, Basis | None] = {"": None} | {basis.value: basis for basis in Basis}
    surenesses = {confidence.value: confidence for confidence in Confidence}
    proved = (_proved("status", row, proofs) for row in rows) if proofs else repeat(())
    for entity, status, start, end, edtf_from, edtf_to, strength, basis, sureness, party, cited, note, evidence in zip(
        *map(rows.columns.__getitem__, _STATE), proved, strict=False
    ):
        yield State(
            entity_id=entity,
            status=status,
            valid_from=parse_day(start),
            valid_to=parse_day(end) if end else None,
            start=_bounds(edtf_from, start),
            end=_bounds(edtf_to, end),
            edtf_from=edtf_from,
            edtf_to=edtf_to,
            basis_kind=strengths[strength],
            basis=basis,
            confidence=surenesses[sureness],
            according_to=party or None,
            source_ids=_split(cited),
            note=note,
            evidence=evidence,
        )


def _event(row: Row, proofs: Proofs) -> Event:
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
        evidence=_proved("events", row, proofs),
    )


def _position(row: Row, events: Mapping[str, Event], proofs: Proofs) -> Position:
    return Position(
        event=events[row["event_id"]],
        aspect=Aspect(row["aspect"]),
        according_to=row["according_to"],
        words=row["words"],
        source_ids=_split(row["source_ids"]),
        confidence=Confidence(row["confidence"]),
        evidence=_proved("positions", row, proofs),
    )


def _source(row: Row) -> Source:
    columns = ("title", "date", "url", "note", "language", "kind", "accessed", "archive_url")
    return Source(row["source_id"], row["publisher"] or row["source_id"], *(row[column] for column in columns))


def _claim(row: Row, proofs: Proofs) -> Claim:
    columns = ("claim_id", "quote", "stated_date", "place", "verdict", "correct_date", "finding")
    cells = {column: row[column] for column in columns}
    return Claim(**cells, source_ids=_split(row["source_ids"]), evidence=_proved("claims", row, proofs))


def _name(row: Row, about: Profile) -> Name:
    known = {language: row[language] for language in about.languages if row.get(language)}
    spellings = {column: row[column] for column in about.spellings if row.get(column)}
    return Name(
        name_id=row["id"],
        kind=row["kind"],
        by_language=known,
        spellings=spellings,
        confidence=row["confidence"],
        note=row["note"],
        beside=_split(row["beside"]),
        aliases=_split(row["aliases"]),
    )


def _revision(row: Row) -> Revision:
    columns = _split(row["columns"])
    return Revision(row["edition"], row["table"], row["row"], Revised(row["change"]), columns, row["why"])


def _term(row: Row) -> Term:
    avoid = row["avoid"].replace(",", ";")
    return Term(row["scope"], row["code"], row["label"], row["definition"], _split(avoid))
