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

from layers import escape, words
from layers.card import source_markdown
from layers.errors import one_of
from layers.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.model import Record
    from layers.timeslice import Slice

PUBLISHER = "Karabakh dated map"
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def drawn_sources(record: Record, slices: Sequence[Slice]) -> list[Source]:
    """Return the sources of the states that are drawn, each once."""
    ids = dict.fromkeys(i for on_day in slices for s in on_day.states for i in s.source_ids)
    return [record.sources[i] for i in ids]


def render(record: Record, slices: Sequence[Slice], form: str, language: str = "en") -> str:
    """Return the bibliography of what is drawn on some days, in a format of `FORMATS`.

    Raises
    ------
    UnknownNameError
        If the format is not known.
    """
    return FORMATS[one_of("format of citations", form, FORMATS)](
        [_map(record, slices, language), *drawn_sources(record, slices)]
    )


def _map(record: Record, slices: Sequence[Slice], language: str) -> Source:
    """Return the map as a source: its edition, and the days that are shown."""
    days = ", ".join(words.day(on_day.day, language) for on_day in slices)
    title = words.text("Territories and corridors around Karabakh, day by day", language)
    edition = words.text("data edition {edition}", language).format(edition=record.edition)
    return Source(
        source_id="karabakh-dated-map",
        publisher=PUBLISHER,
        title=f"{title}: {days}; {edition}",
        day=record.reviewed_through.isoformat(),
        url="",
        note=f"SHA-256 {record.digest}",
    )


def _markdown(sources: list[Source]) -> str:
    return "".join(f"- {source_markdown(s)}\n" for s in sources)


def _bibtex(sources: list[Source]) -> str:
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
                        "title": f"{{{escape.latex(s.title)}}}",
                        "year": s.day[:4],
                        "date": s.day,
                        "url": s.url,
                        "note": escape.latex(s.note),
                    }.items()
                    if value
                ],
            )
            for s in sources
        ]
    )
    return str(write_string(library, unparse_stack=[]))


def _csl(sources: list[Source]) -> str:
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
        for s in sources
    ]
    told = [{key: value for key, value in item.items() if value} for item in items]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _parts(day: str) -> list[int]:
    match = _DAY.match(day)
    return [int(part) for part in match.groups() if part] if match else []


def _ris(sources: list[Source]) -> str:
    rows = [
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
        for s in sources
    ]
    return str(rispy.dumps([{key: value for key, value in row.items() if value} for row in rows]))


NAMES = {"md": "Markdown", "bib": "BibTeX", "json": "CSL-JSON", "ris": "RIS"}
"""File extension -> name of the format."""
FORMATS: dict[str, Callable[[list[Source]], str]] = {"md": _markdown, "bib": _bibtex, "json": _csl, "ris": _ris}
"""File extension -> how the bibliography is written."""
