"""The rules that a record keeps; each is one function that yields its findings, and all are gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from shapely import is_valid_reason

from layers.dates import parse_day, parse_edtf
from layers.errors import DateError, Finding
from layers.model import CRS, LANGUAGES, Aspect, Basis, Group, Party

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geopandas import GeoDataFrame

Row = dict[str, str]

COLUMNS: dict[str, tuple[str, ...]] = {
    "entities": ("entity_id", "layer", "group", "kind", "name_id", "label"),
    "status": (
        *("entity_id", "status", "valid_from", "valid_to", "edtf_from", "edtf_to", "basis_kind", "basis"),
        *("confidence", "according_to", "source_ids", "note"),
    ),
    "events": (
        *("event_id", "date", "edtf", "date_note", "kind", "title", "description", "entities"),
        *("source_ids", "confidence", "verified"),
    ),
    "positions": ("event_id", "aspect", "according_to", "words", "source_ids", "confidence"),
    "sources": ("source_id", "publisher", "title", "date", "url", "note"),
    "claims": (
        *("claim_id", "quote", "stated_date", "place", "verdict", "correct_date", "finding"),
        "source_ids",
    ),
    "names": ("id", "kind", "en_neutral", "az", "hy", "hy_translit", "ru", "tr", "confidence", "note", "beside"),
    "vocabulary": ("scope", "code", "label", "definition", "avoid"),
}
"""The tables of a record and the columns that each must have."""

FEATURE_COLUMNS = (
    *("id", "entity_id", "segment", "valid_from", "valid_to", "accuracy_m", "schematic"),
    *("method", "source", "licence"),
)
"""The properties that every feature of a layer must have."""

EXTENT = (42.0, 37.0, 50.0, 42.0)
"""West, south, east, north in degrees: a coordinate outside is a mistake (swapped axes, metres)."""

CONFIDENCE = ("high", "medium", "low")
EVENT_KINDS = ("control", "displacement", "agreement", "law", "traffic", "works", "statement")


@dataclass(frozen=True)
class Tables:
    """The files of a record as they stand: cells as text, layers as frames, the data package as parsed."""

    rows: Mapping[str, list[Row]]
    layers: Mapping[str, GeoDataFrame]
    package: Mapping[str, Any]

    def ids(self, table: str, column: str) -> set[str]:
        """Return the values of an id column."""
        return {row[column] for row in self.rows[table]}


def findings(raw: Tables) -> list[Finding]:
    """Return every breach of every rule, in the order of file and row; empty for a sound record."""
    return sorted(finding for rule in RULES for finding in rule(raw))


def _where(row: Row, *columns: str) -> str:
    return " ".join(row[c] for c in columns) or "(empty row)"


def _status_where(row: Row) -> str:
    return _where(row, "entity_id", "valid_from", "status")


def _each(raw: Tables) -> Iterator[tuple[str, str, Row]]:
    """Yield (file, where, row) for the rows of the two dated tables."""
    for row in raw.rows["status"]:
        yield "status.csv", _status_where(row), row
    for row in raw.rows["events"]:
        yield "events.csv", row["event_id"], row


def _sourced(raw: Tables) -> Iterator[tuple[str, str, Row]]:
    """Yield (file, where, row) for the rows that rest on sources."""
    yield from _each(raw)
    for row in raw.rows["positions"]:
        yield "positions.csv", _where(row, "event_id", "aspect", "according_to"), row


def _day(text: str) -> date | None:
    """Return the day, or None where the cell is empty or wrong; `_bad_date` reports the wrong ones."""
    try:
        return parse_day(text)
    except DateError:
        return None


def _bad_date(raw: Tables) -> Iterator[Finding]:
    for file, where, row in _each(raw):
        for column in ("valid_from", "valid_to", "date"):
            text = row.get(column, "")
            optional = column == "valid_to" or column not in row
            if _day(text) is None and not (optional and not text):
                yield Finding(file, where, "bad date", f"{column}={text!r}", "a day as YYYY-MM-DD")
    for layer, frame in raw.layers.items():
        for _, feature in frame.iterrows():
            for column in ("valid_from", "valid_to"):
                text = feature[column]
                if isinstance(text, str) and _day(text) is None:
                    found, required = f"{column}={text!r}", "a day as YYYY-MM-DD, or null"
                    yield Finding(f"{layer}.geojson", str(feature["id"]), "bad date", found, required)


def _bad_edtf(raw: Tables) -> Iterator[Finding]:
    paired = {"edtf_from": "valid_from", "edtf_to": "valid_to", "edtf": "date"}
    for file, where, row in _each(raw):
        for column, day_column in paired.items():
            text = row.get(column, "")
            if not text:
                continue
            try:
                bounds = parse_edtf(text)
            except DateError as error:
                yield Finding(file, where, "bad EDTF", str(error), f"{column} as an EDTF date or set")
                continue
            day = _day(row[day_column])
            early = day and bounds.earliest and day < bounds.earliest
            late = day and bounds.latest and day > bounds.latest
            if early or late:
                required = f"{day_column} between {bounds.earliest} and {bounds.latest}"
                yield Finding(file, where, "day outside its EDTF bounds", f"{day_column}={day}", required)


def _unknown_status(raw: Tables) -> Iterator[Finding]:
    scopes = {row["code"]: row["scope"] for row in raw.rows["vocabulary"]}
    groups = {row["entity_id"]: row["group"] for row in raw.rows["entities"]}
    for row in raw.rows["status"]:
        group = groups.get(row["entity_id"])
        if row["status"] not in scopes:
            required = "a code of vocabulary.csv"
            yield Finding("status.csv", _status_where(row), "unknown status", repr(row["status"]), required)
        elif group and scopes[row["status"]] != group:
            found = f"{row['status']} on a {group}"
            required = f"a code of scope {group}"
            yield Finding("status.csv", _status_where(row), "status of another scope", found, required)


def _unknown_entity(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("entities", "entity_id")
    for file, where, row in _each(raw):
        for entity in row.get("entities", row.get("entity_id", "")).split(";"):
            if entity not in known:
                yield Finding(file, where, "unknown entity", repr(entity), "an entity_id of entities.csv")
    layers = {row["entity_id"]: row["layer"] for row in raw.rows["entities"]}
    for layer, frame in raw.layers.items():
        for feature, entity in zip(frame["id"], frame["entity_id"], strict=True):
            if layers.get(entity) != layer:
                required = f"an entity that entities.csv puts into {layer}"
                yield Finding(f"{layer}.geojson", str(feature), "unknown entity", repr(entity), required)


def _unknown_word(raw: Tables) -> Iterator[Finding]:
    """Yield cells that must come from a short list and do not."""
    groups = tuple(Group)
    for row in raw.rows["entities"]:
        if row["group"] not in groups:
            required = ", ".join(groups)
            yield Finding("entities.csv", row["entity_id"], "unknown group", repr(row["group"]), required)
    lists = {
        "confidence": CONFIDENCE,
        "according_to": ("", *Party),
        "kind": EVENT_KINDS,
        "basis_kind": tuple(Basis),
        "aspect": tuple(Aspect),
    }
    for file, where, row in _sourced(raw):
        for column, words in lists.items():
            if column in row and row[column] not in words:
                required = ", ".join(w for w in words if w)
                yield Finding(file, where, f"unknown {column}", repr(row[column]), required)
    for row in raw.rows["names"]:
        for language in (part for part in row["beside"].split(";") if part and part not in LANGUAGES):
            yield Finding("names.csv", row["id"], "unknown language", repr(language), ", ".join(LANGUAGES))


def _unknown_name(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("names", "id")
    for row in raw.rows["entities"]:
        if row["name_id"] and row["name_id"] not in known:
            found = repr(row["name_id"])
            yield Finding("entities.csv", row["entity_id"], "unknown name", found, "an id of names.csv")
        if not row["name_id"] and not row["label"]:
            required = "a name_id or a label"
            yield Finding("entities.csv", row["entity_id"], "entity without a name", "neither", required)


def _missing_source(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("sources", "source_id")
    for file, where, row in _sourced(raw):
        ids = [i for i in row["source_ids"].split(";") if i]
        if not ids:
            yield Finding(file, where, "missing source", "no source_ids", "at least one source")
        for unknown in (i for i in ids if i not in known):
            yield Finding(file, where, "unknown source", repr(unknown), "a source_id of sources.csv")
    for row in raw.rows["sources"]:
        if row["url"] and not row["url"].startswith(("https://", "http://")):
            yield Finding("sources.csv", row["source_id"], "bad address", repr(row["url"]), "http:// or https://")


def _end_before_start(raw: Tables) -> Iterator[Finding]:
    for row in raw.rows["status"]:
        start, end = _day(row["valid_from"]), _day(row["valid_to"])
        if start and end and end <= start:
            found = f"[{start}, {end})"
            required = "valid_to after valid_from (the interval is half-open)"
            yield Finding("status.csv", _status_where(row), "end before start", found, required)


def _intervals(raw: Tables, *, rival: bool) -> dict[str, list[tuple[date, date, Row]]]:
    """Return per entity the sound intervals in order of start; an open end is date.max."""
    found: dict[str, list[tuple[date, date, Row]]] = {}
    for row in raw.rows["status"]:
        start, end = _day(row["valid_from"]), _day(row["valid_to"]) or date.max
        if start and start < end and bool(row["according_to"]) is rival:
            found.setdefault(row["entity_id"], []).append((start, end, row))
    return {entity: sorted(rows, key=lambda r: r[:2]) for entity, rows in found.items()}


def _gap(raw: Tables) -> Iterator[Finding]:
    for rows in _intervals(raw, rival=False).values():
        for (_, end, _), (start, _, row) in pairwise(rows):
            if end < start:
                found = f"nothing from {end} to {start}"
                yield Finding("status.csv", _status_where(row), "gap", found, f"a start on {end}")


def _overlap(raw: Tables) -> Iterator[Finding]:
    """Yield overlaps of rows that speak with one voice: the record's own, or the same party's."""
    own = _intervals(raw, rival=False).values()
    rival = _intervals(raw, rival=True).values()
    for rows in [*own, *rival]:
        for (_, end, first), (start, _, second) in combinations(rows, 2):
            if start < end and first["according_to"] == second["according_to"]:
                found = f"{first['status']} until {end} beside {second['status']} from {start}"
                required = "one status a day, or rival statements with according_to"
                where = _status_where(second)
                yield Finding("status.csv", where, "overlap without rival claims", found, required)


def _lone_claim(raw: Tables) -> Iterator[Finding]:
    for rows in _intervals(raw, rival=True).values():
        for start, end, row in rows:
            rivals = (o for s, e, o in rows if s < end and start < e and o["status"] != row["status"])
            if not any(rivals):
                found = f"only {row['according_to']} in [{start}, {end})"
                required = "a second party that says otherwise on the same days"
                yield Finding("status.csv", _status_where(row), "claim without a rival", found, required)


def _position_faults(raw: Tables) -> Iterator[Finding]:
    """Yield positions on no event, and those that no second party differs from."""
    events = raw.ids("events", "event_id")
    parties: dict[str, set[str]] = {}
    for row in raw.rows["positions"]:
        parties.setdefault(row["event_id"], set()).add(row["according_to"])
    for row in raw.rows["positions"]:
        where = _where(row, "event_id", "aspect", "according_to")
        if row["event_id"] not in events:
            yield Finding("positions.csv", where, "unknown event", repr(row["event_id"]), "an event_id of events.csv")
        if not row["according_to"] or len(parties[row["event_id"]]) < 2:
            found = f"only {row['according_to'] or 'nobody'}"
            yield Finding("positions.csv", where, "position without a rival", found, "two parties that differ")


def _duplicate_id(raw: Tables) -> Iterator[Finding]:
    columns = {
        "entities": "entity_id",
        "events": "event_id",
        "sources": "source_id",
        "claims": "claim_id",
        "names": "id",
        "vocabulary": "code",
    }
    for table, column in columns.items():
        for value, count in Counter(row[column] for row in raw.rows[table]).items():
            if count > 1:
                yield Finding(f"{table}.csv", value, "duplicate id", f"{count} rows", "one row an id")
    for value, count in Counter(i for f in raw.layers.values() for i in f["id"]).items():
        if count > 1:
            layers = ", ".join(f"{name}.geojson" for name, f in raw.layers.items() if value in set(f["id"]))
            yield Finding(layers, str(value), "duplicate id", f"{count} features", "one feature an id")


def _wrong_crs(raw: Tables) -> Iterator[Finding]:
    for layer, frame in raw.layers.items():
        if frame.crs != CRS:
            yield Finding(f"{layer}.geojson", "the whole file", "wrong CRS", str(frame.crs), CRS)


def _bad_geometry(raw: Tables) -> Iterator[Finding]:
    for layer, frame in raw.layers.items():
        for feature, geometry in zip(frame["id"], frame.geometry, strict=True):
            file, where = f"{layer}.geojson", str(feature)
            if geometry is None or geometry.is_empty:
                required = "a geometry; an entity without one has no feature"
                yield Finding(file, where, "empty geometry", "no coordinates", required)
            elif not geometry.is_valid:
                yield Finding(file, where, "invalid geometry", is_valid_reason(geometry), "a valid geometry")


def _out_of_bounds(raw: Tables) -> Iterator[Finding]:
    west, south, east, north = EXTENT
    for layer, frame in raw.layers.items():
        bounds = frame.geometry.bounds.itertuples(index=False)
        for feature, (x0, y0, x1, y1) in zip(frame["id"], bounds, strict=True):
            if x0 < west or y0 < south or x1 > east or y1 > north:
                found = f"{x0:g} {y0:g} {x1:g} {y1:g}"
                required = f"within {west:g} {south:g} {east:g} {north:g} (west south east north, degrees)"
                yield Finding(f"{layer}.geojson", str(feature), "out of bounds", found, required)


RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    *(_bad_date, _bad_edtf, _unknown_status, _unknown_entity, _unknown_word, _unknown_name),
    *(_missing_source, _end_before_start, _gap, _overlap, _lone_claim, _position_faults, _duplicate_id),
    *(_wrong_crs, _bad_geometry, _out_of_bounds),
)
