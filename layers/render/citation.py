"""The map and the sources of what is drawn, as a bibliography: Markdown, BibTeX, CSL-JSON and RIS.

Titles stand as published. The first entry is the dated map itself. What the record remarks on how it read a source
is no part of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from layers import escape
from layers.errors import one_of
from layers.record.model import Source
from layers.wording import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.record.timeslice import Slice
    from layers.wording.words import Words

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def render(words: Words, slices: Sequence[Slice], form: str) -> str:
    """Return the bibliography of what is drawn on some days, in a format of `FORMATS`.

    Raises
    ------
    UnknownNameError
        If the format is not known.
    """
    write = FORMATS[one_of("format of citations", form, FORMATS)]
    return write([_map(words, slices), *(replace(s, note="") for s in sources.drawn(words.record, slices))])


def _map(words: Words, slices: Sequence[Slice]) -> Source:
    """Return the map as a source: its edition, and the days that are shown."""
    record, about = words.record, words.record.profile
    days = ", ".join(words.day(on_day.day) for on_day in slices)
    edition = words.say("data edition {edition}").format(edition=about.edition)
    return Source(
        source_id=about.record_id,
        publisher=about.publisher,
        title=f"{words.told(about.title)}: {days}; {edition}",
        day=about.reviewed_through.isoformat(),
        url="",
        note=f"SHA-256 {record.digest}",
        language=words.language,
    )


def _markdown(rows: list[Source]) -> str:
    return "".join(f"- {sources.markdown(s)}\n" for s in rows)


def _bibtex(rows: list[Source]) -> str:
    """Return BibTeX; text is escaped for LaTeX, addresses stand as they are, as the url package wants them.

    The type is `online`, of which readers keep the whole date; `year` is for styles older than that. Names and titles
    stand in braces of their own: no comma splits them, and no style changes their capitals.
    """
    return str(write_string(Library([_entry(s) for s in rows]), unparse_stack=[]))


def _entry(source: Source) -> Entry:
    fields = {
        "author": f"{{{escape.latex(source.publisher)}}}",
        "title": f"{{{escape.latex(source.title)}}}" if source.title else "",
        "year": source.day[:4],
        "date": source.day,
        "url": escape.link(source.url),
        "urldate": source.accessed,
        "archiveurl": escape.link(source.archive_url),
        "language": source.language,
        "note": escape.latex(source.note),
    }
    return Entry("online", source.source_id, [Field(key, f"{{{value}}}") for key, value in fields.items() if value])


def _csl(rows: list[Source]) -> str:
    """Return CSL-JSON 1.0, what Zotero, Pandoc and citeproc read."""
    items = [
        {
            "id": s.source_id,
            "type": "webpage",
            "title": s.title,
            "author": [{"literal": s.publisher}],
            "issued": _csl_date(s.day),
            "accessed": _csl_date(s.accessed),
            "URL": escape.link(s.url),
            "archive_location": escape.link(s.archive_url),
            "language": s.language,
            "note": s.note,
        }
        for s in rows
    ]
    told = [{key: value for key, value in item.items() if value} for item in items]
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _csl_date(day: str) -> dict[str, list[list[int]]] | None:
    match = _DAY.match(day)
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else None


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """RIS as its specification has it: tags alone, without a number before each reference."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def _ris(rows: list[Source]) -> str:
    """Return RIS.

    A comma divides an author into family and given name, and has no escape: a dash stands for it in AU, and PB
    has the name as it is.
    """
    entries: list[dict[str, str | list[str]]] = [
        {
            "type_of_reference": "ELEC",
            "id": s.source_id,
            "title": s.title,
            "authors": [s.publisher.replace(",", " –")],
            "publisher": s.publisher if "," in s.publisher else "",
            "year": s.day[:4],
            "date": s.day.replace("-", "/"),
            "access_date": s.accessed.replace("-", "/"),
            "urls": [escape.link(s.url) or "", escape.link(s.archive_url) or ""],
            "language": s.language,
            "notes": [s.note],
        }
        for s in rows
    ]
    return str(rispy.dumps([_told(entry) for entry in entries], implementation=_RisWriter))


def _told(entry: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return what an entry of RIS says, each value on one line: a second line would be a tag."""
    lists = {k: [escape.line(v) for v in values if v] for k, values in entry.items() if isinstance(values, list)}
    texts = {k: escape.line(v) for k, v in entry.items() if isinstance(v, str)}
    return {key: value for key, value in (texts | lists).items() if value}


NAMES = {"md": "Markdown", "bib": "BibTeX", "json": "CSL-JSON", "ris": "RIS"}
"""File extension -> name of the format."""
FORMATS: dict[str, Callable[[list[Source]], str]] = {"md": _markdown, "bib": _bibtex, "json": _csl, "ris": _ris}
"""File extension -> how the bibliography is written."""
