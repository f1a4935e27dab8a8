"""The rules that a record keeps; each is one function that yields its findings, and all are gathered."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from babel import Locale, UnknownLocaleError
from jsonschema import Draft202012Validator
from shapely import is_valid_reason

from layers import escape
from layers.errors import DateError, Finding
from layers.record import profile
from layers.record.dates import parse_day, parse_edtf
from layers.record.model import CRS, Aspect, Basis, Confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jsonschema import ValidationError
    from shapely.geometry.base import BaseGeometry

Row = dict[str, str]


class Table(NamedTuple):
    """The columns of a table: those that it must have, and those that are empty where it lacks them."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


TABLES = {
    "entities": Table(("entity_id", "layer", "group"), ("kind", "name_id", "label")),
    "status": Table(
        ("entity_id", "status", "valid_from", "valid_to", "confidence", "source_ids"),
        ("edtf_from", "edtf_to", "basis_kind", "basis", "according_to", "note"),
    ),
    "sources": Table(("source_id",), ("publisher", "title", "date", "url", "note", "accessed")),
    "vocabulary": Table(("scope", "code", "label"), ("definition", "avoid")),
    "events": Table(
        ("event_id", "date", "kind", "title", "entities", "source_ids", "confidence"),
        ("edtf", "date_note", "description", "verified"),
    ),
    "positions": Table(("event_id", "aspect", "according_to", "words", "source_ids", "confidence")),
    "claims": Table(
        ("claim_id", "quote", "verdict"), ("stated_date", "place", "correct_date", "finding", "source_ids")
    ),
    "names": Table(("id",), ("kind", "confidence", "note", "beside")),
}
"""The tables of a record; names.csv has a column for each language of the profile besides."""
OPTIONAL = ("events", "positions", "claims", "names")
"""Tables that a record may lack."""

FEATURE_TYPES: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "entity_id": (str,),
    "segment": (str, type(None)),
    "valid_from": (str, type(None)),
    "valid_to": (str, type(None)),
    "accuracy_m": (int, float),
    "schematic": (bool,),
    "method": (str,),
    "source": (str,),
    "licence": (str,),
}
"""The properties that every feature of a layer must have, and their types."""
_TYPE_NAMES = {str: "a text", type(None): "null", int: "a number", float: "a number", bool: "true or false"}
MAX_ACCURACY = 1_000_000
"""Metres; what may be farther off than that is not drawn from any knowledge."""


@dataclass(frozen=True)
class RawFeature:
    """A feature as it stands in its file; `fault` says why its geometry cannot be read."""

    layer: str
    properties: Mapping[str, Any]
    geometry: BaseGeometry | None
    fault: str = ""

    @property
    def file(self) -> str:
        """The file in which it stands."""
        return f"{self.layer}.geojson"

    @property
    def where(self) -> str:
        """Its id, as text."""
        return str(self.properties.get("id"))


@dataclass(frozen=True)
class Tables:
    """The files of a record as they stand: cells as text, features, and the profile as parsed.

    `crs` is the coordinate reference system that each layer file names; `files` are all files of the record.
    """

    rows: Mapping[str, list[Row]]
    features: Sequence[RawFeature]
    crs: Mapping[str, str]
    profile: Mapping[str, Any]
    files: frozenset[str]

    def ids(self, table: str, column: str) -> set[str]:
        """Return the values of an id column."""
        return {row[column] for row in self.rows[table]}

    def listed(self, member: str, key: str = "id") -> tuple[str, ...]:
        """Return the ids of a list of the profile, as far as it is one."""
        found = self.profile.get(member)
        return (
            tuple(v[key] for v in found if isinstance(v, dict) and isinstance(v.get(key), str))
            if isinstance(found, list)
            else ()
        )


def findings(raw: Tables) -> list[Finding]:
    """Return every breach of every rule, in the order of file and row; empty for a sound record."""
    newer = raw.profile.get("format")
    if isinstance(newer, int) and newer > profile.FORMAT:
        required = f"format {profile.FORMAT}, or a newer version of this program"
        return [Finding("profile.json", "format", "newer format", f"format {newer}", required)]
    errors = list(Draft202012Validator(profile.schema()).iter_errors(raw.profile))
    # the other rules look at the members of the profile that have the right form
    faulty = {str(error.absolute_path[0]) for error in errors if error.absolute_path}
    sound = replace(raw, profile={key: value for key, value in raw.profile.items() if key not in faulty})
    return sorted([*map(_profile_form, errors), *(finding for rule in RULES for finding in rule(sound))])


def _profile_form(error: ValidationError) -> Finding:
    """Return what in the profile is not of the form of its schema."""
    where = ".".join(map(str, error.absolute_path)) or "the whole file"
    return Finding("profile.json", where, "profile", error.message, _required(error))


def _required(error: ValidationError) -> str:
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "required":
        return ", ".join(schema["required"])
    if error.validator in ("additionalProperties", "unevaluatedProperties"):
        known = schema.get("properties")
        return f"only {', '.join(known)}" if known else "only what the schema names"
    return str(schema.get("description", f"{error.validator}: {error.validator_value}"))


def _profile_names(raw: Tables) -> Iterator[Finding]:
    """Yield names in the profile that stand for nothing, and what the profile does not name."""
    known = raw.ids("names", "id")
    for member in ("layers", "views"):
        for item in (i for i in raw.profile.get(member) or () if isinstance(i, dict) and "name" in i):
            if item["name"] not in known:
                where = f"{member} {item.get('id')}"
                yield Finding("profile.json", where, "unknown name", repr(item["name"]), "an id of names.csv")
    codes = raw.ids("vocabulary", "code")
    for code in sorted(set(raw.profile.get("statuses") or ()) - codes):
        yield Finding("profile.json", "statuses", "unknown status", repr(code), "a code of vocabulary.csv")
    view = raw.profile.get("default_view")
    if view is not None and view not in raw.listed("views"):
        yield Finding("profile.json", "default_view", "unknown view", repr(view), ", ".join(raw.listed("views")))
    files, layers = set(raw.crs), set(raw.listed("layers"))
    for layer in sorted(layers - files):
        yield Finding("profile.json", f"layers {layer}", "missing layer", "no such file", f"{layer}.geojson")
    for layer in sorted(files - layers):
        required = "an entry under layers of profile.json"
        yield Finding(f"{layer}.geojson", "the whole file", "layer without a label", repr(layer), required)
    folder = (raw.profile.get("basemap") or {}).get("folder") if isinstance(raw.profile.get("basemap"), dict) else None
    for file in BASEMAP_FILES if folder else ():
        if f"{folder}/{file}" not in raw.files:
            yield Finding("profile.json", "basemap", "missing file", "no such file", f"{folder}/{file}")


BASEMAP_FILES = (
    *("countries.geojson", "lakes.geojson", "places.geojson", "provinces.geojson", "rayons.geojson"),
    *("relief.json", "relief.png", "rivers.geojson", "sea.geojson"),
)
"""What the folder of a base map holds."""


def _profile_doubles(raw: Tables) -> Iterator[Finding]:
    """Yield ids that stand twice in a list of the profile; of parties, upper and lower case are the same."""
    for member, key in (("languages", "code"), *((m, "id") for m in ("parties", "groups", "layers", "views"))):
        ids = raw.listed(member, key)
        folded = [i.casefold() if member == "parties" else i for i in ids]
        for double in dict.fromkeys(i for i, f in zip(ids, folded, strict=True) if folded.count(f) > 1):
            yield Finding("profile.json", member, "duplicate id", repr(double), "one entry an id")


def _profile_languages(raw: Tables) -> Iterator[Finding]:
    """Yield languages that CLDR does not know, and names that cannot stand beside others."""
    for item in raw.profile.get("languages") or ():
        for key, separator in (("code", "-"), ("locale", "_")):
            if key in item and not _is_locale(item[key], separator):
                yield Finding("profile.json", f"languages {item['code']}", "unknown locale", repr(item[key]), "CLDR's")
    columns = {*raw.listed("languages", "code"), *(raw.profile.get("spellings") or ())}
    beside = raw.profile.get("beside") or {}
    for language, column in beside.items():
        if column not in columns:
            required = ", ".join(sorted(columns))
            yield Finding("profile.json", f"beside {language}", "unknown column", repr(column), required)
    for row in raw.rows["names"]:
        for language in (part for part in row["beside"].split(";") if part):
            if not row.get(beside.get(language, "")):
                required = f"a column for {language} under beside of profile.json, and a name in it"
                yield Finding("names.csv", row["id"], "no name to stand beside", repr(language), required)


def _is_locale(text: str, separator: str) -> bool:
    """Return True if Babel's CLDR data have a locale."""
    try:
        Locale.parse(text, sep=separator)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _profile_boxes(raw: Tables) -> Iterator[Finding]:
    """Yield extents that are empty or reversed, views beyond what figures may show, and zooms that are reversed."""
    views = {f"views {v['id']}": v["bounds"] for v in raw.profile.get("views") or ()}
    named = {key: raw.profile[key] for key in ("bounds", "limits", "locator") if key in raw.profile}
    limits = raw.profile.get("limits", raw.profile.get("bounds"))
    for where, (west, south, east, north) in {**named, **views}.items():
        if not (west < east and south < north):
            found, required = f"{west} {south} {east} {north}", "west before east and south before north, in degrees"
            yield Finding("profile.json", where, "empty extent", found, required)
        elif where in views and limits and not _within((west, south, east, north), limits):
            found, required = f"{west} {south} {east} {north}", f"within limits, {limits}"
            yield Finding("profile.json", where, "view beyond the limits", found, required)
    least, most = raw.profile.get("zooms") or (0, 0)
    if least > most:
        yield Finding("profile.json", "zooms", "reversed zooms", f"{least}, {most}", "the least first")


def _within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _profile_days(raw: Tables) -> Iterator[Finding]:
    """Yield days of the profile that are none, or that lie outside the record."""
    days = {key: raw.profile.get(key) for key in ("first_day", "last_day", "reviewed_through", "default_day")}
    for key, text in days.items():
        if isinstance(text, str) and _day(text) is None:
            yield Finding("profile.json", key, "bad date", repr(text), "a day as YYYY-MM-DD")
    first, last = (_day(str(days[key])) for key in ("first_day", "last_day"))
    if not first or not last:
        return
    if last == date.max:
        yield Finding("profile.json", "last_day", "day outside the calendar", str(last), "a day with a day after it")
    for key in ("last_day", "reviewed_through", "default_day"):
        day = _day(str(days[key]))
        if day and not first <= day <= last:
            required = f"a day from first_day, {first}, to last_day, {last}"
            yield Finding("profile.json", key, "day outside the record", str(day), required)


def _unlabelled_status(raw: Tables) -> Iterator[Finding]:
    groups = raw.listed("groups")
    for row in raw.rows["vocabulary"]:
        if not row["label"]:
            yield Finding("vocabulary.csv", row["code"], "status without a label", "no label", "words for readers")
        if groups and row["scope"] not in groups:
            yield Finding("vocabulary.csv", row["code"], "unknown group", repr(row["scope"]), ", ".join(groups))


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
    for feature in raw.features:
        for column in ("valid_from", "valid_to"):
            written = feature.properties.get(column)
            if isinstance(written, str) and _day(written) is None:
                found, required = f"{column}={written!r}", "a day as YYYY-MM-DD, or null"
                yield Finding(feature.file, feature.where, "bad date", found, required)


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
    for feature in raw.features:
        owner = feature.properties.get("entity_id")
        if layers.get(str(owner)) != feature.layer:
            required = f"an entity that entities.csv puts into {feature.layer}"
            yield Finding(feature.file, feature.where, "unknown entity", repr(owner), required)


def _unknown_word(raw: Tables) -> Iterator[Finding]:
    """Yield cells that must come from a short list and do not."""
    groups = raw.listed("groups")
    for row in raw.rows["entities"]:
        if groups and row["group"] not in groups:
            required = ", ".join(groups)
            yield Finding("entities.csv", row["entity_id"], "unknown group", repr(row["group"]), required)
    lists = {
        "confidence": tuple(Confidence),
        "according_to": ("", *raw.listed("parties")),
        "kind": tuple(raw.profile.get("event_kinds") or ()),
        "basis_kind": ("", *Basis),
        "aspect": tuple(Aspect),
    }
    for file, where, row in _sourced(raw):
        for column, words in lists.items():
            if words and column in row and row[column] not in words:
                required = ", ".join(w for w in words if w)
                yield Finding(file, where, f"unknown {column}", repr(row[column]), required)
    languages = raw.listed("languages", "code")
    for row in raw.rows["names"]:
        for language in (part for part in row["beside"].split(";") if part and part not in languages):
            yield Finding("names.csv", row["id"], "unknown language", repr(language), ", ".join(languages))


def _unknown_name(raw: Tables) -> Iterator[Finding]:
    known = raw.ids("names", "id")
    written = (*raw.listed("languages", "code")[:1], "id")[0]
    for row in raw.rows["names"]:
        if not row.get(written):
            yield Finding("names.csv", row["id"], "name without a spelling", "none", f"a name in the column {written}")
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
        if row["url"] and escape.link(row["url"]) is None:
            required = "http:// or https://, without blanks, quotes, brackets or braces"
            yield Finding("sources.csv", row["source_id"], "bad address", repr(row["url"]), required)


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
    for rows in [*own, *_by_party(raw)]:
        latest, first = rows[0][1], rows[0][2]
        for start, end, second in rows[1:]:
            if start < latest:
                found = f"{first['status']} until {latest} beside {second['status']} from {start}"
                required = "one status a day, or rival statements with according_to"
                where = _status_where(second)
                yield Finding("status.csv", where, "overlap without rival claims", found, required)
            if end > latest:
                latest, first = end, second


def _by_party(raw: Tables) -> Iterator[list[tuple[date, date, Row]]]:
    """Yield, for each entity and party, its intervals in order of start."""
    for rows in _intervals(raw, rival=True).values():
        for party in dict.fromkeys(row["according_to"] for _, _, row in rows):
            yield [r for r in rows if r[2]["according_to"] == party]


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
    counted = Counter(f.where for f in raw.features)
    for value in (v for v, count in counted.items() if count > 1):
        files = ", ".join(dict.fromkeys(f.file for f in raw.features if f.where == value))
        yield Finding(files, value, "duplicate id", f"{counted[value]} features", "one feature an id")


def _bad_property(raw: Tables) -> Iterator[Finding]:
    """Yield properties of features that are missing or of another type; what has the wrong type is never guessed."""
    for feature in raw.features:
        for name, types in FEATURE_TYPES.items():
            value = feature.properties.get(name)
            if not _is_of(value, types) or (name in ("id", "entity_id") and not value):
                required = f"{name} as " + " or ".join(dict.fromkeys(_TYPE_NAMES[t] for t in types))
                yield Finding(feature.file, feature.where, "bad property", f"{name}={value!r}", required)
        accuracy = feature.properties.get("accuracy_m")
        if isinstance(accuracy, int | float) and not 0 < accuracy <= MAX_ACCURACY:
            required = f"metres above 0, at most {MAX_ACCURACY}"
            yield Finding(feature.file, feature.where, "bad accuracy", f"accuracy_m={accuracy!r}", required)


def _is_of(value: object, types: tuple[type, ...]) -> bool:
    """Return True if a value has one of the types; true is no number, and neither is NaN."""
    if isinstance(value, bool):
        return bool in types
    return isinstance(value, types) and not (isinstance(value, float) and not math.isfinite(value))


def _feature_end_before_start(raw: Tables) -> Iterator[Finding]:
    for feature in raw.features:
        start, end = (_day(str(feature.properties.get(c))) for c in ("valid_from", "valid_to"))
        if start and end and end <= start:
            required = "valid_to after valid_from (the interval is half-open)"
            yield Finding(feature.file, feature.where, "end before start", f"[{start}, {end})", required)


def _wrong_crs(raw: Tables) -> Iterator[Finding]:
    for layer, crs in raw.crs.items():
        if crs and not crs.endswith(("4326", "CRS84")):
            yield Finding(f"{layer}.geojson", "the whole file", "wrong CRS", crs, CRS)


def _bad_geometry(raw: Tables) -> Iterator[Finding]:
    for feature in raw.features:
        geometry, file, where = feature.geometry, feature.file, feature.where
        if feature.fault:
            yield Finding(file, where, "unreadable geometry", feature.fault, "a GeoJSON geometry")
        elif geometry is None or geometry.is_empty:
            required = "a geometry; an entity without one has no feature"
            yield Finding(file, where, "empty geometry", "no coordinates", required)
        elif geometry.geom_type == "GeometryCollection":
            yield Finding(file, where, "mixed geometry", geometry.geom_type, "points, lines or polygons")
        elif not geometry.is_valid:
            yield Finding(file, where, "invalid geometry", is_valid_reason(geometry), "a valid geometry")


def _out_of_bounds(raw: Tables) -> Iterator[Finding]:
    box = raw.profile.get("bounds")
    if not (isinstance(box, list) and len(box) == 4 and all(isinstance(v, int | float) for v in box)):
        return  # a finding of `_profile_form`
    west, south, east, north = box
    for feature in raw.features:
        if feature.geometry is None or feature.geometry.is_empty:
            continue
        x0, y0, x1, y1 = feature.geometry.bounds
        if x0 < west or y0 < south or x1 > east or y1 > north:
            found = f"{x0:g} {y0:g} {x1:g} {y1:g}"
            required = f"within {west:g} {south:g} {east:g} {north:g} (west south east north, degrees)"
            yield Finding(feature.file, feature.where, "out of bounds", found, required)


RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    *(_profile_names, _profile_doubles, _profile_languages, _profile_boxes, _profile_days, _unlabelled_status),
    *(_bad_date, _bad_edtf, _unknown_status, _unknown_entity, _unknown_word, _unknown_name),
    *(_missing_source, _end_before_start, _gap, _overlap, _lone_claim, _position_faults, _duplicate_id),
    *(_bad_property, _feature_end_before_start, _wrong_crs, _bad_geometry, _out_of_bounds),
)
