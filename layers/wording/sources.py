"""How a source is named, wherever it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.record.model import Event, Position, Record, Source, State
    from layers.record.timeslice import Slice


def of_rows(record: Record, rows: Iterable[State | Position | Event]) -> tuple[Source, ...]:
    """Return the sources of some rows, each once, in the order of the rows."""
    return tuple(record.sources[i] for i in dict.fromkeys(i for row in rows for i in row.source_ids))


def drawn(record: Record, slices: Iterable[Slice]) -> tuple[Source, ...]:
    """Return the sources of the states that are drawn, each once."""
    return of_rows(record, (s for on_day in slices for s in on_day.states))


def cited(source: Source) -> str:
    """Return publisher, title and day of a source; what the record lacks is left out."""
    title = f"“{source.title}”" if source.title else ""
    return ", ".join(part for part in (source.publisher, title, source.day) if part)


def plain(source: Source) -> str:
    """Return a source as plain text, its address in angle brackets."""
    url = escape.link(source.url)
    return f"{cited(source)} <{url}>" if url else cited(source)


def html(source: Source) -> str:
    """Return a source as HTML; it is a link where it has an http(s) address."""
    said, url = escape.html(cited(source)), escape.link(source.url)
    return f'<a href="{escape.html(url)}">{said}</a>' if url else said


def markdown(source: Source) -> str:
    """Return a source as Markdown; it is a link where it has an http(s) address."""
    said = escape.markdown(cited(source))
    url = escape.link(source.url)
    return f"[{said}](<{url}>)" if url else said
