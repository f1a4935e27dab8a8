"""How a source is named, wherever it is named, and where in it a row has its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from layers import escape
from layers.record.dates import parse_day
from layers.record.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.record.model import Claim, Event, Evidence, Position, Record, Source, State
    from layers.record.timeslice import Slice
    from layers.wording.words import Words

    Sourced = State | Position | Event | Claim


class Cited(NamedTuple):
    """A source on which a row rests, and where in it the row has its proof."""

    source: Source
    proofs: tuple[Evidence, ...]


def of_rows(record: Record, rows: Iterable[Sourced]) -> tuple[Source, ...]:
    """Return the sources of some rows, each once, in the order of the rows."""
    return tuple(record.sources[i] for i in dict.fromkeys(i for row in rows for i in row.source_ids))


def of_row(record: Record, row: Sourced) -> tuple[Cited, ...]:
    """Return the sources of a row with what proves it there."""
    return tuple(Cited(s, tuple(p for p in row.evidence if p.source_id == s.source_id)) for s in of_rows(record, [row]))


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
    return _markdown(cited(source), escape.link(source.url))


def _markdown(text: str, url: str | None) -> str:
    said = escape.markdown(text)
    return f"[{said}](<{url}>)" if url else said


def text_lines(words: Words, row: Sourced) -> Iterator[str]:
    """Yield the sources of a row as lines of text, what is known of each and where the proof stands below it."""
    for source, proofs in of_row(words.record, row):
        yield f"- {plain(source)}{f' ({known})' if (known := about(words, source)) else ''}"
        if archived := escape.link(source.archive_url):
            yield f"  {words.say('archived copy')} <{archived}>"
        yield from (f"  {proof(words, found)}" for found in proofs)


def markdown_lines(words: Words, row: Sourced) -> Iterator[str]:
    """Yield the sources of a row as items of a list in Markdown, as `text_lines` has them."""
    for source, proofs in of_row(words.record, row):
        archived = escape.link(source.archive_url)
        known = [escape.markdown(about(words, source))]
        known += [_markdown(words.say("archived copy"), archived)] if archived else []
        more = f" ({'; '.join(filter(None, known))})" if any(known) else ""
        yield f"- {markdown(source)}{more}"
        yield from (f"  - {escape.markdown(proof(words, found))}" for found in proofs)


def about(words: Words, source: Source) -> str:
    """Return what sort of publication a source is, its language if that is not the reader's, and when it was opened."""
    other = source.language if source.language != words.language else ""
    opened = words.day(parse_day(source.accessed)) if source.accessed else ""
    parts = (
        words.told(source.kind),
        words.language_name(other) if other else "",
        words.say("opened on {day}").format(day=opened) if opened else "",
    )
    return "; ".join(part for part in parts if part)


def proof(words: Words, found: Evidence) -> str:
    """Return where in a source a proof stands and what it says.

    A quotation stands as it was published, in quotation marks; a paraphrase is the record's and is told in the language
    of the reader. Which of both it is, is said.
    """
    said = f"“{found.quote}”" if found.form is Form.QUOTATION else words.told(found.quote)
    whose = f" ({words.say(found.form)})" if found.form else ""
    return ": ".join(part for part in (words.told(found.locator), said + whose) if part)


def as_dicts(evidence: Iterable[Evidence]) -> list[dict[str, str]]:
    """Return proofs as plain values, as published and as the record writes them."""
    return [
        {"source_id": p.source_id, "locator": p.locator, "quote": p.quote, "form": p.form.value if p.form else ""}
        for p in evidence
    ]
