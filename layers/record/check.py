"""The rules that a record keeps; each is one function that yields its findings, and all are gathered."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers import escape
from layers.errors import DateError, Finding
from layers.record import profile, profile_rules, text_rules
from layers.record.dates import parse_edtf
from layers.record.model import CRS, Aspect, Basis, Confidence, Form, Revised
from layers.record.tables import FEATURE_TYPES, KEYS, OPEN, PROVED, day_of, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layers.record.tables import RawFeature, Row, Tables

Interval = tuple[int, int, dict[str, str]]
"""The half-open days of a row of status.csv as ordinals, an open end as `OPEN`, and the row."""
Fault = tuple[str, str, str]
"""Which rule is broken, what was found and what is required."""
_TYPE_NAMES = {str: "a text", type(None): "null", int: "a number", float: "a number", bool: "true or false"}
_NEVER_EMPTY = ("id", "entity_id")
MAX_ACCURACY = 1_000_000
"""Metres; what may be farther off than that is not drawn from any knowledge."""


def findings(raw: Tables) -> list[Finding]:
    """Return every breach of every rule, in the order of file and row; empty for a sound record."""
    newer = raw.profile.get("format")
    if isinstance(newer, int) and newer > profile.FORMAT:
        required = f"format {profile.FORMAT}, or a newer version of this program"
        return [Finding("profile.json", "format", "newer format", f"format {newer}", required)]
    misformed = profile_rules.form(raw.profile)
    # the other rules look at the members of the profile that have the right form
    sound = replace(raw, profile={key: value for key, value in raw.profile.items() if key not in misformed})
    rules = (*profile_rules.RULES, *text_rules.RULES, *RULES)
    return sorted([*(f for found in misformed.values() for f in found), *(f for rule in rules for f in rule(sound))])


WHERE = {
    "entities": ("entity_id",),
    "status": ("entity_id", "valid_from", "status"),
    "sources": ("source_id",),
    "events": ("event_id",),
    "positions": ("event_id", "aspect", "according_to"),
    "names": ("id",),
    "claims": ("claim_id",),
    "evidence": ("table", "row", "source_id"),
    "editions": ("edition", "table", "row"),
}
"""Table -> the columns that say which row is meant."""
SOURCED = ("status", "events", "positions")
"""The tables whose rows rest on sources."""


def _finding(table: str, row: Row, fault: Fault) -> Finding:
    where = " ".join(row[c] for c in WHERE[table]) or "(empty row)"
    return Finding(f"{table}.csv", where, *fault)


def _feature_finding(raw: Tables, number: int, fault: Fault) -> Finding:
    feature = raw.features[number]
    return Finding(feature.file, feature.where, *fault)


def _judged(
    raw: Tables, table: str, judge: Callable[..., Iterator[Fault]], *columns: Sequence[object]
) -> Iterator[Finding]:
    """Yield what `judge` finds in the cells of some columns; what stands in many rows is judged once."""
    faults = {cells: found for cells in {*zip(*columns, strict=True)} if (found := tuple(judge(*cells)))}
    for row, cells in zip(raw.rows[table], zip(*columns, strict=True), strict=True) if faults else ():
        yield from (_finding(table, row, fault) for fault in faults.get(cells, ()))


def _bad_date(raw: Tables) -> Iterator[Finding]:
    for table, column, optional in (
        ("status", "valid_from", False),
        ("status", "valid_to", True),
        ("events", "date", False),
        ("sources", "accessed", True),
    ):
        yield from _judged(raw, table, partial(_day_fault, column, optional), raw.rows[table].columns[column])
    for column in ("valid_from", "valid_to"):
        texts = raw.features.columns[column]
        wrong = {text for text in {t for t in texts if isinstance(t, str)} if day_of(text) is None}
        for number, written in enumerate(texts) if wrong else ():
            if isinstance(written, str) and written in wrong:
                fault = ("bad date", f"{column}={written!r}", "a day as YYYY-MM-DD, or null")
                yield _feature_finding(raw, number, fault)


def _day_fault(column: str, optional: bool, text: str) -> Iterator[Fault]:
    if day_of(text) is None and (text or not optional):
        yield "bad date", f"{column}={text!r}", "a day as YYYY-MM-DD"


def _bad_edtf(raw: Tables) -> Iterator[Finding]:
    paired = (("status", "edtf_from", "valid_from"), ("status", "edtf_to", "valid_to"), ("events", "edtf", "date"))
    for table, column, day_column in paired:
        columns = raw.rows[table].columns
        # a day without an EDTF text beside it is not looked at
        days = [text and day for text, day in zip(columns[column], columns[day_column], strict=True)]
        yield from _judged(raw, table, partial(_edtf_fault, column, day_column), columns[column], days)


def _edtf_fault(column: str, day_column: str, text: str, day_text: str) -> Iterator[Fault]:
    if not text:
        return
    try:
        bounds = parse_edtf(text)
    except DateError as error:
        yield "bad EDTF", str(error), f"{column} as an EDTF date or set"
        return
    day = day_of(day_text)
    early = day and bounds.earliest and day < bounds.earliest
    late = day and bounds.latest and day > bounds.latest
    if early or late:
        required = f"{day_column} between {bounds.earliest} and {bounds.latest}"
        yield "day outside its EDTF bounds", f"{day_column}={day}", required


def _unknown_status(raw: Tables) -> Iterator[Finding]:
    scopes = raw.rows["vocabulary"].paired("code", "scope")
    groups = raw.rows["entities"].paired("entity_id", "group")

    def judge(group: str | None, status: str) -> Iterator[Fault]:
        if status not in scopes:
            yield "unknown status", repr(status), "a code of vocabulary.csv"
        elif group and scopes[status] != group:
            yield "status of another scope", f"{status} on a {group}", f"a code of scope {group}"

    columns = raw.rows["status"].columns
    return _judged(raw, "status", judge, [*map(groups.get, columns["entity_id"])], columns["status"])


def _unknown_entity(raw: Tables) -> Iterator[Finding]:
    layers = raw.rows["entities"].paired("entity_id", "layer")

    def judge(cell: str) -> Iterator[Fault]:
        for entity in cell.split(";"):
            if entity not in layers:
                yield "unknown entity", repr(entity), "an entity_id of entities.csv"

    yield from _judged(raw, "status", judge, raw.rows["status"].columns["entity_id"])
    yield from _judged(raw, "events", judge, raw.rows["events"].columns["entities"])
    for number, (owner, layer) in enumerate(zip(raw.features.columns["entity_id"], raw.features.layers, strict=True)):
        if layers.get(str(owner)) != layer:
            required = f"an entity that entities.csv puts into {layer}"
            yield _feature_finding(raw, number, ("unknown entity", repr(owner), required))


def _unknown_word(raw: Tables) -> Iterator[Finding]:
    """Yield cells that must come from a short list and do not."""
    groups = partial(_word_fault, "group", raw.listed("groups"))
    yield from _judged(raw, "entities", groups, raw.rows["entities"].columns["group"])
    lists = {
        "confidence": tuple(Confidence),
        "according_to": ("", *raw.listed("parties")),
        "kind": tuple(raw.profile.get("event_kinds") or ()),
        "basis_kind": ("", *Basis),
        "aspect": tuple(Aspect),
    }
    for table in SOURCED:
        for column, words in lists.items():
            if column in raw.rows[table].columns:
                yield from _judged(raw, table, partial(_word_fault, column, words), raw.rows[table].columns[column])
    languages = partial(_language_fault, raw.listed("languages", "code"))
    yield from _judged(raw, "names", languages, raw.rows["names"].columns["beside"])


def _word_fault(column: str, words: Sequence[str], text: str) -> Iterator[Fault]:
    if words and text not in words:
        yield f"unknown {column}", repr(text), ", ".join(filter(None, words)) or "an empty cell"


def _language_fault(languages: Sequence[str], text: str) -> Iterator[Fault]:
    for language in (part for part in text.split(";") if languages and part and part not in languages):
        yield "unknown language", repr(language), ", ".join(languages)


def _unknown_name(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("names", "id")
    written = (*raw.listed("languages", "code")[:1], "id")[0]
    for row in raw.rows["names"]:
        if not row.get(written):
            yield Finding("names.csv", row["id"], "name without a spelling", "none", f"a name in the column {written}")

    def judge(name_id: str, labelled: bool) -> Iterator[Fault]:
        if name_id and name_id not in known:
            yield "unknown name", repr(name_id), "an id of names.csv"
        if not name_id and not labelled:
            yield "entity without a name", "neither", "a name_id or a label"

    columns = raw.rows["entities"].columns
    yield from _judged(raw, "entities", judge, columns["name_id"], [*map(bool, columns["label"])])


def _missing_source(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("sources", "source_id")

    def judge(needed: bool, cell: str) -> Iterator[Fault]:
        ids = [i for i in cell.split(";") if i]
        if needed and not ids:
            yield "missing source", "no source_ids", "at least one source"
        for unknown in (i for i in ids if i not in known):
            yield "unknown source", repr(unknown), "a source_id of sources.csv"

    for table in (*SOURCED, "claims"):
        yield from _judged(raw, table, partial(judge, table in SOURCED), raw.rows[table].columns["source_ids"])
    for row in raw.rows["sources"]:
        for address in (row["url"], row["archive_url"]):
            if address and escape.link(address) is None:
                required = "http:// or https://, without blanks, quotes, brackets or braces"
                yield _finding("sources", row, ("bad address", repr(address), required))


def _unproved(raw: Tables) -> Iterator[Finding]:
    """Yield rows of high confidence that rest on undated publications or mirrors only, if sources have dates at all."""
    sources = raw.rows["sources"]
    if not any(row["date"] for row in sources):
        return
    weak = {row["source_id"] for row in sources if not row["date"] or row["kind"] == "mirror"}

    def judge(confidence: str, cell: str) -> Iterator[Fault]:
        if confidence == Confidence.HIGH and cell and weak.issuperset(cell.split(";")):
            yield "high confidence without proof", cell, "a dated publication that is no mirror, or another confidence"

    for table in SOURCED:
        columns = raw.rows[table].columns
        yield from _judged(raw, table, judge, columns["confidence"], columns["source_ids"])


def _stray_evidence(raw: Tables) -> Iterator[Finding]:
    """Yield proofs for no row, or from a source on which the row does not rest, and those that say nothing."""
    if not raw.rows["evidence"]:
        return
    cited = {(table, key_of(table, row)): row["source_ids"].split(";") for table in PROVED for row in raw.rows[table]}
    for row in raw.rows["evidence"]:
        sources = cited.get((row["table"], row["row"]))
        if sources is None:
            fault = "evidence for no row", f"{row['table']} {row['row']!r}", f"the key of a row of {', '.join(PROVED)}"
            yield _finding("evidence", row, fault)
        elif row["source_id"] not in sources:
            fault = "evidence from another source", repr(row["source_id"]), f"one of {', '.join(sources)}"
            yield _finding("evidence", row, fault)
        if row["form"] not in (("", *Form) if not row["quote"] else (*Form,)):
            yield _finding("evidence", row, ("unknown form", repr(row["form"]), ", ".join(Form)))
        if not (row["locator"] or row["quote"]):
            yield _finding("evidence", row, ("evidence without words", "neither", "a locator or a quote"))


def _stray_revision(raw: Tables) -> Iterator[Finding]:
    """Yield revisions of no known kind, without a reason, or that the table does not show: the last of a row counts."""
    last = {(row["table"], row["row"]): row for row in raw.rows["editions"]}
    known = {(table, key_of(table, row)) for table in {t for t, _ in last} & {*KEYS} for row in raw.rows[table]}
    for row in raw.rows["editions"]:
        if row["table"] not in KEYS:
            yield _finding("editions", row, ("unknown table", repr(row["table"]), ", ".join(KEYS)))
        if row["change"] not in {*Revised}:
            yield _finding("editions", row, ("unknown change", repr(row["change"]), ", ".join(Revised)))
        if not row["why"]:
            yield _finding("editions", row, ("revision without a reason", "no why", "a reason"))
    for key, row in last.items():
        if row["table"] in KEYS and (row["change"] == Revised.WITHDRAWN) == (key in known):
            found = "the row is there" if key in known else "no such row"
            yield _finding("editions", row, ("revision not in the table", found, f"{row['change']}"))


def _end_before_start(raw: Tables) -> Iterator[Finding]:
    rows = raw.rows["status"]
    for number, (start, end) in enumerate(zip(rows.columns["valid_from"], rows.columns["valid_to"], strict=True)):
        if end <= start:  # sound days are in the order of their texts
            yield from (_finding("status", rows[number], fault) for fault in _interval_faults(start, end))


def _interval_faults(valid_from: str, valid_to: str) -> Iterator[Fault]:
    start, end = day_of(valid_from), day_of(valid_to)
    if start and end and end <= start:
        yield "end before start", f"[{start}, {end})", "valid_to after valid_from (the interval is half-open)"


def _gap(raw: Tables) -> Iterator[Finding]:
    known, rows = raw.intervals, raw.rows["status"]
    own = (known.voice[1:] == known.voice[:-1]) & ~known.rival[known.voice[1:]]
    for at in np.flatnonzero(own & (known.end[:-1] < known.start[1:])):
        end, start = map(_as_day, (known.end[at], known.start[at + 1]))
        row = rows[known.row[at + 1]]
        yield _finding("status", row, ("gap", f"nothing from {end} to {start}", f"a start on {end}"))


def _overlap(raw: Tables) -> Iterator[Finding]:
    """Yield overlaps of rows that speak with one voice: the record's own, or the same party's."""
    known, rows = raw.intervals, raw.rows["status"]
    # the days of a voice come after all days of the voices before it, so that one running maximum serves them all
    reach = np.maximum.accumulate(known.voice * (OPEN + 1) + known.end)
    holder = np.maximum.accumulate(np.where(np.diff(reach, prepend=-1) > 0, np.arange(len(reach)), 0))
    overlapped = known.voice[1:] * (OPEN + 1) + known.start[1:] < reach[:-1]
    for at in np.flatnonzero(overlapped & (known.voice[1:] == known.voice[:-1])):
        first, second = rows[known.row[holder[at]]], rows[known.row[at + 1]]
        latest, start = map(_as_day, (known.end[holder[at]], known.start[at + 1]))
        found = f"{first['status']} until {latest} beside {second['status']} from {start}"
        required = "one status a day, or rival statements with according_to"
        yield _finding("status", second, ("overlap without rival claims", found, required))


def _as_day(ordinal: int) -> date:
    return date.fromordinal(int(ordinal))


def _lone_claim(raw: Tables) -> Iterator[Finding]:
    known, rows = raw.intervals, raw.rows["status"]
    rivals: dict[str, list[Interval]] = {}
    for at in np.flatnonzero(known.rival[known.voice]):
        row = rows[known.row[at]]
        rivals.setdefault(row["entity_id"], []).append((int(known.start[at]), int(known.end[at]), row))
    for intervals in rivals.values():
        for start, end, row in _uncontradicted(sorted(intervals, key=itemgetter(0, 1))):
            found = f"only {row['according_to']} in [{_as_day(start)}, {_as_day(end)})"
            required = "a second party that says otherwise on the same days"
            yield _finding("status", row, ("claim without a rival", found, required))


def _uncontradicted(rows: Sequence[Interval]) -> Iterator[Interval]:
    """Yield the intervals, given in order of start, on whose days no other one has another status."""
    ends: dict[str, int] = {}
    starts: dict[str, int] = {}
    met: list[bool] = []
    for start, end, row in rows:
        met.append(any(e > start for status, e in ends.items() if status != row["status"]))
        ends[row["status"]] = max(end, ends.get(row["status"], end))
    for (start, end, row), earlier in zip(reversed(rows), reversed(met), strict=True):
        if not earlier and not any(s < end for status, s in starts.items() if status != row["status"]):
            yield start, end, row
        starts[row["status"]] = start


def _position_faults(raw: Tables) -> Iterator[Finding]:
    """Yield positions on no event, those that no second party differs from, and those that stand twice."""
    events = raw.ids("events", "event_id")
    parties: dict[str, set[str]] = {}
    for row in raw.rows["positions"]:
        parties.setdefault(row["event_id"], set()).add(row["according_to"])
    for row in raw.rows["positions"]:
        if row["event_id"] not in events:
            yield _finding("positions", row, ("unknown event", repr(row["event_id"]), "an event_id of events.csv"))
        if not row["according_to"] or len(parties[row["event_id"]]) < 2:
            found = f"only {row['according_to'] or 'nobody'}"
            yield _finding("positions", row, ("position without a rival", found, "two parties that differ"))
    columns = raw.rows["positions"].columns
    for key, count in Counter(zip(*(columns[c] for c in WHERE["positions"]), strict=True)).items():
        if count > 1:
            required = "one row a party and aspect"
            yield Finding("positions.csv", " ".join(key), "duplicate position", f"{count} rows", required)


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
        for value, count in Counter(raw.rows[table].columns[column]).items():
            if count > 1:
                yield Finding(f"{table}.csv", value, "duplicate id", f"{count} rows", "one row an id")
    ids = [str(value) for value in raw.features.columns["id"]]
    files: dict[str, list[str]] = {value: [] for value, count in Counter(ids).items() if count > 1}
    for value, layer in zip(ids, raw.features.layers, strict=True) if files else ():
        if value in files:
            files[value].append(f"{layer}.geojson")
    for value, found in files.items():
        where = ", ".join(dict.fromkeys(found))
        yield Finding(where, value, "duplicate id", f"{len(found)} features", "one feature an id")


def _bad_property(raw: Tables) -> Iterator[Finding]:
    """Yield properties of features that are missing or of another type; what has the wrong type is never guessed."""
    for name, types in FEATURE_TYPES.items():
        values = raw.features.columns[name]
        found = {*map(type, values)}
        if found <= {*types} and float not in found and (name not in _NEVER_EMPTY or all(values)):
            continue  # the usual case; a float may be none
        required = f"{name} as " + " or ".join(dict.fromkeys(_TYPE_NAMES[t] for t in types))
        for number, value in enumerate(values):
            if not _is_property(name, value):
                yield _feature_finding(raw, number, ("bad property", f"{name}={value!r}", required))
    for number, accuracy in enumerate(raw.features.columns["accuracy_m"]):
        if isinstance(accuracy, int | float) and not 0 < accuracy <= MAX_ACCURACY:
            required = f"metres above 0, at most {MAX_ACCURACY}"
            yield _feature_finding(raw, number, ("bad accuracy", f"accuracy_m={accuracy!r}", required))


def _is_property(name: str, value: object) -> bool:
    return _is_of(value, FEATURE_TYPES[name]) and (name not in _NEVER_EMPTY or bool(value))


def _is_of(value: object, types: tuple[type, ...]) -> bool:
    """Return True if a value has one of the types; true is no number, and neither is NaN."""
    if isinstance(value, bool):
        return bool in types
    return isinstance(value, types) and not (isinstance(value, float) and not math.isfinite(value))


def _feature_end_before_start(raw: Tables) -> Iterator[Finding]:
    columns = raw.features.columns
    for number, (start, end) in enumerate(zip(columns["valid_from"], columns["valid_to"], strict=True)):
        if isinstance(start, str) and isinstance(end, str) and end <= start:
            yield from (_feature_finding(raw, number, fault) for fault in _interval_faults(start, end))


def _wrong_crs(raw: Tables) -> Iterator[Finding]:
    for layer, crs in raw.crs.items():
        if crs and not crs.endswith(("4326", "CRS84")):
            yield Finding(f"{layer}.geojson", "the whole file", "wrong CRS", crs, CRS)


def _bad_geometry(raw: Tables) -> Iterator[Finding]:
    sound = shapely.is_valid(raw.features.geometries) & ~shapely.is_empty(raw.features.geometries)
    collection = shapely.get_type_id(raw.features.geometries) == shapely.GeometryType.GEOMETRYCOLLECTION
    for number in np.flatnonzero(~sound | collection).tolist():
        yield _feature_finding(raw, number, _geometry_fault(raw.features[number]))


def _geometry_fault(feature: RawFeature) -> Fault:
    geometry = feature.geometry
    if feature.fault:
        return "unreadable geometry", feature.fault, "a GeoJSON geometry"
    if geometry is None or geometry.is_empty:
        return "empty geometry", "no coordinates", "a geometry; an entity without one has no feature"
    if geometry.geom_type == "GeometryCollection":
        return "mixed geometry", geometry.geom_type, "points, lines or polygons"
    return "invalid geometry", shapely.is_valid_reason(geometry), "a valid geometry"


def _out_of_bounds(raw: Tables) -> Iterator[Finding]:
    box = raw.profile.get("bounds")
    if not (isinstance(box, list) and len(box) == 4 and all(isinstance(v, int | float) for v in box)):
        return  # a finding of `_profile_form`
    west, south, east, north = box
    x0, y0, x1, y1 = shapely.bounds(raw.features.geometries).T
    # an empty geometry has no bounds: NaN is neither less nor more
    for number in np.flatnonzero((x0 < west) | (y0 < south) | (x1 > east) | (y1 > north)).tolist():
        found = " ".join(f"{value:g}" for value in shapely.bounds(raw.features.geometries[number]))
        required = f"within {west:g} {south:g} {east:g} {north:g} (west south east north, degrees)"
        yield _feature_finding(raw, number, ("out of bounds", found, required))


RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    *(_bad_date, _bad_edtf, _unknown_status, _unknown_entity, _unknown_word, _unknown_name),
    *(_missing_source, _unproved, _stray_evidence, _stray_revision, _end_before_start, _gap, _overlap),
    *(_lone_claim, _position_faults, _duplicate_id),
    *(_bad_property, _feature_end_before_start, _wrong_crs, _bad_geometry, _out_of_bounds),
)
