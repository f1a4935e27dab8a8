"""The rules that texts of a record keep: their characters, ids and days, and the catalogues of translations."""

from __future__ import annotations

import re
import string
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from layers import escape
from layers.errors import Finding
from layers.record import catalogue
from layers.record.tables import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from layers.record.tables import Tables

_IDS = {"entities": "entity_id", "events": "event_id", "sources": "source_id", "vocabulary": "code"}
"""Table -> the column of its ids, of which lists, addresses and bibliographies are made."""
_ID = re.compile(r"""[^\s;,"'{}()\\#%~=<>&|]+""")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_DAY_WITHIN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
_PO = re.compile(r'\s*(#.*|((msgid|msgid_plural|msgctxt|msgstr(\[\d\])?)\s*)?"([^"\\]|\\.)*"\s*)?')
"""A line of a catalogue (GNU gettext, "The Format of PO Files")."""


def _odd_characters(raw: Tables) -> Iterator[Finding]:
    """Yield texts with characters that nobody sees: they hide what a text says, or break the file that it goes into."""
    for table, rows in raw.rows.items():
        for column, cells in rows.columns.items():
            # row 1 is the header
            numbered = ((f"row {row}, column {column}", cell) for row, cell in enumerate(cells, 2))
            yield from _odd(f"{table}.csv", numbered if escape.odd(" ".join(cells)) else ())
    yield from _odd("profile.json", _within("", raw.profile))
    for file, content in raw.catalogues.items():
        lines = content.decode("utf-8-sig", errors="replace").split("\n")
        yield from _odd(file, ((f"line {n}", line) for n, line in enumerate(lines, 1)))
    yield from _odd_properties(raw)


def _odd_properties(raw: Tables) -> Iterator[Finding]:
    for name, values in raw.features.columns.items():
        texts = {v for v in values if isinstance(v, str)}
        wrong = {v for v in texts if escape.odd(v)} if escape.odd(" ".join(texts)) else ()
        for number, value in enumerate(values) if wrong else ():
            if isinstance(value, str) and value in wrong:
                feature = raw.features[number]
                yield from _odd(feature.file, [(f"feature {number + 1}, property {name}", value)])


def _odd(file: str, texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for where, text in texts:
        if found := escape.odd(text):
            required = "no controls, no marks of direction"
            yield Finding(file, where, "odd character", escape.code_points(found), required)


def _within(where: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield each text in a value of JSON, keys too, with where it stands."""
    if isinstance(value, str):
        yield where or "the whole file", value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield where or "the whole file", str(key)
        yield from _within(f"{where}.{key}".removeprefix("."), member)


def _bad_id(raw: Tables) -> Iterator[Finding]:
    for table, column in _IDS.items():
        for number, cell in enumerate(raw.rows[table].columns[column], 2):
            if not _ID.fullmatch(cell):
                required = "one word or more joined by hyphens, without blanks, quotes, brackets and other marks"
                yield Finding(f"{table}.csv", f"row {number}", "bad id", f"{column}={cell!r}", required)


def _bad_day(raw: Tables) -> Iterator[Finding]:
    """Yield days of sources that are none, and days within statements that no calendar has."""
    for row in raw.rows["sources"]:
        for column in ("date", "accessed"):
            if row[column] and not (_DAY.fullmatch(row[column]) and day_of(f"{row[column]}-01-01"[:10])):
                required = "YYYY-MM-DD, YYYY-MM or YYYY"
                yield Finding("sources.csv", row["source_id"], "bad date", f"{column}={row[column]!r}", required)
    for row in raw.rows["claims"]:
        for column in ("stated_date", "correct_date"):
            for day in _DAY_WITHIN.findall(row[column]):
                if day_of(day) is None:
                    yield Finding("claims.csv", row["claim_id"], "bad date", f"{column}={day!r}", "a day that exists")


def _bad_catalogue(raw: Tables) -> Iterator[Finding]:
    """Yield catalogues of translations that cannot be read, and translations that could not be filled in."""
    for file, content in raw.catalogues.items():
        wrong = [*_bad_lines(file, content)]
        yield from wrong or _bad_messages(file, content)


def _bad_lines(file: str, content: bytes) -> Iterator[Finding]:
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        yield Finding(file, "the whole file", "bad catalogue", str(error), "UTF-8")
        return
    for number, line in enumerate(lines, 1):
        if not _PO.fullmatch(line):
            required = "msgid or msgstr with a text in quotes, or a comment"
            yield Finding(file, f"line {number}", "bad catalogue", repr(line[:80]), required)


def _bad_messages(file: str, content: bytes) -> Iterator[Finding]:
    try:
        messages = catalogue.parsed(content, PurePosixPath(file).stem)
        catalogue.compiled(messages)
    except catalogue.FAULTS as error:
        number = getattr(error, "lineno", None)
        where = "the whole file" if number is None else f"line {number + 1}"
        required = "a gettext catalogue, named after a language"
        yield Finding(file, where, "bad catalogue", str(error), required)
        return
    for message in messages:
        if message.id and isinstance(message.id, tuple | list):  # words for a number
            known = _named(message.id)
            required = f"in braces only {', '.join(sorted(known)) or 'nothing'}"
            for text in (t for t in message.string or () if not _named([t]) <= known):
                yield Finding(file, f"line {message.lineno}", "bad catalogue", repr(text), required)


def _named(texts: Iterable[str]) -> set[str]:
    """Return what texts have in braces; a brace alone counts as such."""
    try:
        return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (_odd_characters, _bad_id, _bad_day, _bad_catalogue)
