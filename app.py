"""The page: widgets that read and write one address, and calls into layers/; no logic of its own.

Run with `make run`, or `streamlit run app.py`.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from layers import card, component, escape, panel, permalink, read, webmap, words
from layers.timeslice import slice_on

if TYPE_CHECKING:
    from datetime import date

    from layers.model import Record
    from layers.permalink import Shown

MAP_HEIGHT = 760
STYLE = """<style>
.stMainBlockContainer { padding: 1.2rem 1.6rem 3rem; max-width: none; }
.stAppHeader { display: none; }
h1 { font-size: 1.35rem !important; padding: 0 0 .2rem !important; }
h2 { font-size: 1.25rem !important; padding: .1rem 0 .2rem !important; }
h3 { font-size: 1rem !important; padding: .5rem 0 .1rem !important; }
table.states { width: 100%; border-collapse: collapse; font-size: .8rem; line-height: 1.3; }
table.states th { text-align: left; padding: .55rem 0 .15rem; font-weight: 600; border-bottom: 1px solid #d8d1c2; }
table.states td { padding: .18rem .5rem .18rem 0; vertical-align: top; border-bottom: 1px solid #ece6d9; }
table.states img { vertical-align: -3px; }
</style>"""


@st.cache_resource
def load() -> Record:
    """Read the record once for all sessions, and take it out of the garbage collector's rounds."""
    record = read.record()
    gc.collect()
    gc.freeze()  # Streamlit collects after every rerun; without this that is most of a rerun's time
    return record


@st.cache_resource
def map_address(digest: str) -> str:  # noqa: ARG001 - the key of the cache
    """Build the map once for each state of the data."""
    record = load()
    return component.publish(webmap.html(webmap.build(record, day=record.reviewed_through)))


@st.cache_data
def status_table(digest: str, day: date, layers: tuple[str, ...], language: str) -> str:  # noqa: ARG001
    """Return the table of a day; plain arguments, so that the cache knows them."""
    return panel.status_table(load(), slice_on(load(), day), layers, language)


def go(shown: Shown) -> None:
    """Make `shown` the address of the page."""
    query = permalink.write(load(), shown)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def moved(shown: Shown) -> None:
    """Take over what the reader did on the map."""
    told, _ = permalink.read(load(), component.reported())
    go(replace(told, compare=shown.compare))


def show_map(record: Record, shown: Shown) -> None:
    """Draw the map, which tells what the reader does on it."""
    component.dated_map(
        map_address(record.digest),
        shown,
        height=MAP_HEIGHT,
        title=words.text("Map of the territories and corridors around Karabakh", shown.language),
        on_move=partial(moved, shown),
    )


def show_day(record: Record, shown: Shown) -> None:
    """Write what held on the day, what changed last and next, and the events of its month."""
    say = partial(words.text, language=shown.language)
    st.header(say("As of {day}").format(day=words.day(shown.day, shown.language)))
    if shown.day > record.reviewed_through:
        last = words.day(record.reviewed_through, shown.language)
        st.warning(say("not reviewed: the record ends on {day}").format(day=last))
    choose_day(record, shown)
    show_changes(record, shown)
    if shown.place:
        show_card(record, shown)
    st.subheader(say("Status on this day"))
    st.html(status_table(record.digest, shown.day, shown.layers, shown.language))
    show_events(record, shown)


def choose_day(record: Record, shown: Shown) -> None:
    """Offer the date input and the steps to the previous and next change."""
    say = partial(words.text, language=shown.language)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    before, field, after = row.container(width=56), row.container(), row.container(width=56)
    st.session_state["day"] = shown.day
    field.date_input(
        say("Day, as YYYY-MM-DD"),
        key="day",
        min_value=record.first_day,
        max_value=record.last_day,
        format="YYYY-MM-DD",
        on_change=lambda: go(replace(shown, day=st.session_state["day"])),
    )
    last, _ = panel.last_and_next(record, words.last_day(shown.day))
    _, following = panel.last_and_next(record, shown.day)
    for column, key, sign, day in ((before, "Previous change", "←", last), (after, "Next change", "→", following)):
        column.button(
            sign,
            key=key,
            help=say(key),
            disabled=day is None,
            width="stretch",
            on_click=partial(go, replace(shown, day=day or shown.day)),
        )


def show_changes(record: Record, shown: Shown) -> None:
    """Write what changed last and what changes next."""
    say = partial(words.text, language=shown.language)
    for label, day in zip(("Last change", "Next change"), panel.last_and_next(record, shown.day), strict=True):
        if day:
            lines = panel.change_words(record, day, shown.language)
            with st.expander(f"{say(label)}: {words.day(day, shown.language)} ({len(lines)})"):
                st.markdown("\n".join(f"- {escape.markdown(line)}" for line in lines))


def show_card(record: Record, shown: Shown) -> None:
    """Write the status card of the place that is chosen."""
    with st.container(border=True):
        told = card.status_of(record, shown.place or "", shown.day)
        st.markdown(card.as_markdown(record, told, shown.language))


def show_events(record: Record, shown: Shown) -> None:
    """List the events of the month; picking one goes to its day."""
    events = panel.events_of_month(record, shown.day)
    st.subheader(words.text("Events of this month", shown.language))
    if not events:
        st.caption(words.text("The record has no event in this month.", shown.language))
    for event in events:
        label = f"{words.day(event.day, shown.language)}: {event.title}"
        st.button(
            escape.markdown(label),
            key=event.event_id,
            type="tertiary",
            on_click=partial(go, replace(shown, day=event.day)),
        )


def main() -> None:
    """Draw the page that the address asks for."""
    record = load()
    shown, faults = permalink.read(record, st.query_params.to_dict())
    title = words.text("Territories and corridors around Karabakh, day by day", shown.language)
    st.set_page_config(page_title=title, layout="wide")
    st.html(STYLE)
    for fault in faults:
        st.error(escape.markdown(fault))
    left, right = st.columns([3, 1], gap="medium")
    with left:
        show_map(record, shown)
    with right:
        show_day(record, shown)


main()
