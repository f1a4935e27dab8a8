"""The map and the sources of what is drawn, as a bibliography: Markdown, BibTeX, CSL-JSON and RIS.

Titles stand as published. The first entry is the dated map itself.
"""

from __future__ import annotations

import json
import re
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
    return write([_map(words, slices), *sources.drawn(words.record, slices)])


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
    )


def _markdown(rows: list[Source]) -> str:
    return "".join(f"- {sources.markdown(s)}\n" for s in rows)


def _bibtex(rows: list[Source]) -> str:
    """Return BibTeX; text is escaped for LaTeX, addresses stand as they are, as the url package wants them."""
    library = Library(
        [
            Entry(
                "misc",
                s.source_id,
                [
                    Field(key, f"{{{value}}}")
                    for key, value in {
                        "author": f"{{{escape.latex(s.publisher)}}}",
                        "title": f"{{{escape.latex(s.title)}}}" if s.title else "",
                        "year": s.day[:4],
                        "date": s.day,
                        "url": s.url,
                        "note": escape.latex(s.note),
                    }.items()
                    if value
                ],
            )
            for s in rows
        ]
    )
    return str(write_string(library, unparse_stack=[]))


def _csl(rows: list[Source]) -> str:
    """Return CSL-JSON 1.0, what Zotero, Pandoc and citeproc read."""
    items = [
        {
            "id": s.source_id,
            "type": "webpage",
            "title": s.title,
            "author": [{"literal": s.publisher}],
            "issued": {"date-parts": [_parts(s.day)]} if s.day else None,
            "URL": escape.link(s.url),
            "note": s.note,
        }
        for s in rows
    ]
    told = [{key: value for key, value in item.items() if value} for item in items]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _parts(day: str) -> list[int]:
    match = _DAY.match(day)
    return [int(part) for part in match.groups() if part] if match else []


def _ris(rows: list[Source]) -> str:
    entries = [
        {
            "type_of_reference": "ELEC",
            "id": s.source_id,
            "title": s.title,
            "authors": [s.publisher],
            "year": s.day[:4],
            "date": s.day.replace("-", "/"),
            "urls": [s.url] if s.url else [],
            "notes": [s.note] if s.note else [],
        }
        for s in rows
    ]
    return str(rispy.dumps([{key: value for key, value in row.items() if value} for row in entries]))


NAMES = {"md": "Markdown", "bib": "BibTeX", "json": "CSL-JSON", "ris": "RIS"}
"""File extension -> name of the format."""
FORMATS: dict[str, Callable[[list[Source]], str]] = {"md": _markdown, "bib": _bibtex, "json": _csl, "ris": _ris}
"""File extension -> how the bibliography is written."""
