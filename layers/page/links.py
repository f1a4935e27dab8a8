"""Links to other states of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import escape

if TYPE_CHECKING:
    from collections.abc import Iterable


def link(query: str, label: str) -> str:
    """Return a link to another state of the page, which the page follows in its place (find.js); `label` is HTML."""
    return f'<a class="here" href="?{escape.html(query)}">{label}</a>'


def listed(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a list of links as HTML, from the query, the title and a note of each."""
    items = (f"<li>{link(q, escape.html(title) + _note(note))}</li>" for q, title, note in rows)
    return f'<ul class="links">{"".join(items)}</ul>'


def _note(note: str) -> str:
    return f" <small>{escape.html(note)}</small>" if note else ""
