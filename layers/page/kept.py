"""Parts of the page that are the same for every visitor, kept within bounds; they stay while the record does.

Their arguments are plain, for Streamlit finds them by hashing these. They stand in a module of their own because the
page's script runs again on every move, and would have them set up again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers.page import happened, permalink, served, tables
from layers.record.timeslice import slice_on
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from layers.page.permalink import Shown
    from layers.record.model import Event


@st.cache_data(max_entries=500, max_size="20MB", show_spinner=False)
def status_table(
    digest: str,  # noqa: ARG001 - names the record
    day: date,
    party: str | None,
    layers: tuple[str, ...],
    language: str,
    base: str,
) -> str:
    """Return the table of a day as HTML; `base` is the query without a place."""
    record = served.record()
    return tables.status_table(Words(record, language), slice_on(record, day, according_to=party), layers, base)


@st.cache_data(max_entries=1000, max_size="5MB", show_spinner=False)
def change_words(digest: str, day: date, party: str | None, language: str) -> list[str]:  # noqa: ARG001
    """Return what changed on a day, a line each."""
    return happened.change_words(Words(served.record(), language), day, according_to=party)


def event_links(words: Words, shown: Shown, events: Iterable[Event]) -> str:
    """Return events as a list of links in HTML, each to its day and its card."""
    base = permalink.query(words.record, happened.undated(words.record, shown))
    return _event_links(words.record.digest, base, " ".join(e.event_id for e in events))


@st.cache_data(max_entries=200, max_size="20MB", show_spinner=False)
def _event_links(digest: str, base: str, chosen: str) -> str:  # noqa: ARG001
    record = served.record()
    shown, known = permalink.followed(record, base), {e.event_id: e for e in record.events}
    return happened.event_links(Words(record, shown.language), shown, [known[event_id] for event_id in chosen.split()])
