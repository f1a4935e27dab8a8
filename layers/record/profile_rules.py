"""The rules that the profile of a record keeps: its form, by the schema, and what must fit the other files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from jsonschema import Draft202012Validator

from layers.errors import Finding
from layers.record import profile
from layers.record.tables import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from jsonschema import ValidationError

    from layers.record.tables import Tables


def form(values: Mapping[str, Any]) -> dict[str, list[Finding]]:
    """Return what in a profile is not of the form of its schema, by the member in which it is; "" is the whole file."""
    found: dict[str, list[Finding]] = {}
    for error in Draft202012Validator(profile.schema()).iter_errors(values):
        member = str(error.absolute_path[0]) if error.absolute_path else ""
        found.setdefault(member, []).append(_profile_form(error))
    return found


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
    view, views = raw.profile.get("default_view"), raw.listed("views")
    if view is not None and views and view not in views:
        yield Finding("profile.json", "default_view", "unknown view", repr(view), ", ".join(views))
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
    *("countries.geojson", "lakes.geojson", "places.geojson", "relief.json", "relief.png"),
    *("rivers.geojson", "sea.geojson"),
)
"""What the folder of a base map holds; each further layer has areas of administration, whose borders are drawn."""


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
            required = ", ".join(sorted(columns)) or "a language, or one of spellings"
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
        if isinstance(text, str) and day_of(text) is None:
            yield Finding("profile.json", key, "bad date", repr(text), "a day as YYYY-MM-DD")
    for country in (raw.profile.get("basemap") or {}).get("countries") or ():
        for key in ("valid_from", "valid_to"):
            if key in country and day_of(country[key]) is None:
                where = f"basemap.countries {country['iso']}"
                yield Finding("profile.json", where, "bad date", f"{key}={country[key]!r}", "a day as YYYY-MM-DD")
    first, last = (day_of(str(days[key])) for key in ("first_day", "last_day"))
    if not first or not last:
        return
    if last == date.max:
        yield Finding("profile.json", "last_day", "day outside the calendar", str(last), "a day with a day after it")
    for key in ("last_day", "reviewed_through", "default_day"):
        day = day_of(str(days[key]))
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


RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    *(_profile_names, _profile_doubles, _profile_languages, _profile_boxes, _profile_days, _unlabelled_status),
)
