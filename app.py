"""The page: widgets that read and write one address, and calls into layers/; no logic of its own.

Run with `make run`, or `streamlit run app.py`.
"""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import (
    artefact,
    caption,
    card,
    citation,
    compare,
    component,
    escape,
    panel,
    permalink,
    read,
    recipe,
    search,
    webmap,
    words,
)
from layers.errors import LayersError
from layers.model import LANGUAGES
from layers.permalink import Mode
from layers.timeslice import slice_on

if TYPE_CHECKING:
    from datetime import date

    from streamlit.delta_generator import DeltaGenerator

    from layers.model import Event, Record
    from layers.permalink import Shown

MAP_HEIGHT = 760
PREVIEW_DPI = 110
STYLE = """<style>
.stMainBlockContainer { padding: 1.2rem 1.6rem 3rem; max-width: none; }
.stAppHeader { display: none; }
h1 { font-size: 1.35rem !important; padding: 0 0 .2rem !important; }
h2 { font-size: 1.25rem !important; padding: .1rem 0 .2rem !important; }
h3 { font-size: 1rem !important; padding: .5rem 0 .1rem !important; }
table.states { width: 100%; border-collapse: collapse; font-size: .8rem; line-height: 1.3; }
table.states th { text-align: left; padding: .55rem 0 .15rem; font-weight: 600; border-bottom: 1px solid #d8d1c2; }
table.states td { padding: .18rem .5rem .18rem 0; vertical-align: top; border-bottom: 1px solid #ece6d9; }
table.states td:first-child { width: 58%; }
table.states small { color: #6d675c; white-space: nowrap; }
table.states img { vertical-align: -3px; }
[data-testid="stBaseButton-tertiary"], [data-testid="stBaseButton-tertiary"] * {
  justify-content: flex-start; text-align: left;
}
</style>"""


@st.cache_resource(show_spinner="…")
def load() -> Record:
    """Read the record once for all sessions, and take it out of the garbage collector's rounds."""
    record = read.record()
    gc.collect()
    gc.freeze()  # Streamlit collects after every rerun; without this that is most of a rerun's time
    return record


@st.cache_resource(show_spinner="…")
def map_page(digest: str) -> str:  # noqa: ARG001 - the key of the cache
    """Build the map once for each state of the data."""
    record = load()
    return webmap.html(webmap.build(record, day=record.reviewed_through))


@st.cache_data
def status_table(digest: str, day: date, layers: tuple[str, ...], language: str) -> str:  # noqa: ARG001
    """Return the table of a day; plain arguments, so that the cache knows them."""
    return panel.status_table(load(), slice_on(load(), day), layers, language)


@st.cache_data(show_spinner="…", max_entries=30)
def artefact_of(digest: str, **fields: Any) -> bytes:  # noqa: ARG001
    """Return what a recipe makes; plain arguments, so that the cache knows them."""
    return artefact.render(load(), recipe.parse(load(), fields))


def go(shown: Shown) -> None:
    """Make `shown` the address of the page."""
    query = permalink.write(load(), shown)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def moved(shown: Shown) -> None:
    """Take over what the reader did on the map."""
    kept = {"compare": shown.compare.isoformat()} if shown.compare else {}
    told, _ = permalink.read(load(), component.reported() | kept)
    go(told)


def show_map(record: Record, shown: Shown) -> None:
    """Draw the map, which tells what the reader does on it."""
    component.dated_map(
        component.publish(map_page(record.digest)),
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
        show_event(event, shown, "month")


def show_tools(record: Record, shown: Shown) -> None:
    """Offer search, list of events, comparison, examined statements and export; only the open tab is made."""
    say = partial(words.text, language=shown.language)
    tools = {
        say("Find"): show_search,
        say("List of events"): show_list,
        say("Compare two days"): show_comparison,
        say("Statements examined"): show_claims,
        say("Figures and files"): show_export,
    }
    for tab, show in zip(st.tabs(list(tools), key="tools", on_change="rerun"), tools.values(), strict=True):
        if tab.open:
            with tab:
                show(record, shown)


def show_search(record: Record, shown: Shown) -> None:
    """Find a place by any of its names, or an event by its words."""
    say = partial(words.text, language=shown.language)
    query = st.text_input(say("A place by any of its names, or words of an event"), placeholder="Ağdam · Աղդամ · Агдам")
    if not query.strip():
        st.caption(say("Write a name or a word; nothing changes until you pick a result."))
        return
    places, events = search.find(record, query)[:8], search.events(record, query)[:8]
    for entity in places:
        label = escape.markdown(words.title(record, entity, shown.language))
        st.button(label, key=f"found-{entity}", type="tertiary", on_click=partial(go, replace(shown, place=entity)))
    for event in events:
        show_event(event, shown, "found")
    if not places and not events:
        nearest = ", ".join(search.nearest(record, query))
        st.info(escape.markdown(say("Nothing has that name; the nearest are {names}.").format(names=nearest)))


def show_event(event: Event, shown: Shown, prefix: str) -> None:
    """Write an event as a button that goes to its day."""
    label = escape.markdown(f"{words.day(event.day, shown.language)}: {words.text(event.title, shown.language)}")
    target = replace(shown, day=event.day, compare=None)
    st.button(label, key=f"{prefix}-{event.event_id}", type="tertiary", wrap=True, on_click=partial(go, target))


def show_list(record: Record, shown: Shown) -> None:
    """List events, filtered by place, kind and words; picking one goes to its day and place."""
    say = partial(words.text, language=shown.language)
    row = st.container(horizontal=True)
    kinds = row.multiselect(say("Kind"), sorted({e.kind for e in record.events}), format_func=say)
    places = row.multiselect(
        say("Place or road"), list(record.entities), format_func=lambda e: words.title(record, e, shown.language)
    )
    wanted = row.text_input(say("Words"))
    events = panel.filtered(record, kinds, places, wanted)
    table = panel.event_rows(events, shown.language)
    picked = st.dataframe(
        table, key="events", hide_index=True, height=330, on_select="rerun", selection_mode="single-row"
    )
    rows = picked["selection"]["rows"]
    if rows and st.session_state.get("went") != (key := events[rows[0]].event_id):
        st.session_state["went"] = key
        go(
            replace(
                shown, day=events[rows[0]].day, place=panel.place_of(record, events[rows[0]]), compare=None, view=None
            )
        )
        st.rerun()


def show_comparison(record: Record, shown: Shown) -> None:
    """Set an earlier day beside the day, side by side or as a difference, with a sentence and a table."""
    say = partial(words.text, language=shown.language)
    row = st.container(horizontal=True, vertical_alignment="bottom")
    st.session_state["compare"] = shown.compare
    row.date_input(
        say("Earlier day"),
        key="compare",
        min_value=record.first_day,
        max_value=max(words.last_day(shown.day), record.first_day),
        format="YYYY-MM-DD",
        on_change=lambda: go(replace(shown, compare=st.session_state["compare"])),
    )
    if not shown.compare:
        st.caption(say("Choose an earlier day to see both days side by side."))
        return
    drawn = shown.mode is Mode.DIFFERENCE
    other = replace(shown, mode=Mode.STATUS if drawn else Mode.DIFFERENCE)
    row.button(say("Side by side") if drawn else say("Difference on one map"), on_click=partial(go, other))
    row.button(say("End the comparison"), on_click=partial(go, replace(shown, compare=None, mode=Mode.STATUS)))
    changes = compare.compare(record, shown.compare, shown.day)
    told = compare.clauses(record, changes, shown.language)
    head = compare.between(shown.compare, shown.day, shown.language)
    st.markdown("\n".join([f"{escape.markdown(head)}:", "", *(f"- {escape.markdown(clause)}" for clause in told)]))
    st.dataframe(panel.change_table(record, changes, shown.language), hide_index=True)


def show_claims(record: Record, shown: Shown) -> None:
    """Set the statements of the founding article beside the record."""
    say = partial(words.text, language=shown.language)
    st.caption(say("Thirty statements of the article that started this map, each checked against the sources."))
    for claim in record.claims:
        with st.expander(f"{claim.claim_id} · {say(claim.verdict)} · {escape.markdown(claim.quote)}"):
            st.markdown(panel.claim_words(record, claim, shown.language))
            day = panel.claim_day(record, claim)
            if day:
                target = replace(shown, day=day, compare=None)
                label = say("Show {day} on the map").format(day=words.day(day, shown.language))
                st.button(label, key=claim.claim_id, on_click=partial(go, target))


@st.fragment
def show_export(record: Record, shown: Shown) -> None:
    """Offer what the page shows as a file, with a preview of the very figure, and as a link."""
    row, fields = choose_artefact(record, shown)
    drawn = fields | {"days": fields["days"] or (shown.day.isoformat(),)}  # what stands for the whole record
    fault = fault_of(record, fields) or fault_of(record, drawn)
    offer_download(row, record, fields, language=shown.language, disabled=bool(fault))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if fault:
            st.error(escape.markdown(fault))
        else:
            show_preview(record, drawn)
    with right:
        show_link(record, shown)
        if not fault:
            show_words(record, drawn, shown.language)


def fault_of(record: Record, fields: dict[str, Any]) -> str:
    """Return why nothing can be made of the choices; empty where it can."""
    try:
        made = recipe.parse(record, fields)
        if made.days:
            recipe.slices(record, made)
    except LayersError as error:
        return str(error)
    return ""


def choose_artefact(record: Record, shown: Shown) -> tuple[DeltaGenerator, dict[str, Any]]:
    """Offer the choices of a recipe; return the row with room for the download, and the recipe's fields."""
    say = partial(words.text, language=shown.language)
    first, second = st.container(horizontal=True), st.container(horizontal=True, vertical_alignment="bottom")
    forms, views, sizes = (
        words.forms(shown.language),
        panel.views(record, shown, component.map_size(), shown.language),
        words.sizes(shown.language),
    )
    form = first.selectbox(say("What"), list(forms), format_func=forms.__getitem__)
    view = first.selectbox(say("View"), list(views), format_func=views.__getitem__)
    size = first.selectbox(say("Size"), list(sizes), format_func=sizes.__getitem__)
    language = second.selectbox(
        say("Language"),
        LANGUAGES,
        index=LANGUAGES.index(shown.language),
        format_func=words.LANGUAGE_NAMES.__getitem__,
    )
    look = second.selectbox(say("Look"), list(recipe.Look), format_func=say)
    start = shown.compare
    if form in recipe.ANIMATIONS:
        eve = max(record.first_day, words.last_day(shown.day))
        usual = panel.year_before(record, shown)
        start = second.date_input(say("First day"), usual, min_value=record.first_day, max_value=eve)
    mark = bool(start) and form in recipe.PICTURES and second.checkbox(say("Mark the difference"), value=True)
    days = [start, shown.day] if start and recipe.DAYS[form][1] > 1 else [shown.day]
    if form in recipe.DATA and second.checkbox(say("All days, with start and end dates")):
        days = []
    fields: dict[str, Any] = {
        "days": tuple(d.isoformat() for d in days),
        "layers": shown.layers,
        "according_to": shown.party,
    }
    fields |= {"form": form, "view": view, "size": size, "language": language, "look": look, "mark": mark}
    return second, fields


def offer_download(
    row: DeltaGenerator, record: Record, fields: dict[str, Any], *, language: str, disabled: bool
) -> None:
    """Offer the artefact as a file, made only when it is asked for."""
    form = fields["form"]
    row.download_button(
        f"{words.text('Download', language)} {form.upper()}",
        partial(artefact_of, record.digest, **fields),
        file_name=f"karabakh-{'-'.join(fields['days']) or 'record'}.{form}",
        mime=artefact.MIME[form],
        on_click="ignore",
        type="primary",
        disabled=disabled,
    )


def show_preview(record: Record, fields: dict[str, Any]) -> None:
    """Show the figure that the choices make; an animation by its first and last day."""
    picture = fields | {"form": "png", "dpi": PREVIEW_DPI, "mark": fields["mark"] or len(fields["days"]) > 1}
    try:
        st.image(artefact_of(record.digest, **picture))
    except LayersError as error:
        st.error(escape.markdown(str(error)))


def show_words(record: Record, fields: dict[str, Any], language: str) -> None:
    """Write caption and description of the figure, to copy, and offer its sources as a bibliography."""
    say = partial(words.text, language=language)
    made = recipe.parse(record, fields)
    drawn = recipe.slices(record, made)
    st.subheader(say("Words for the figure"))
    for label, write in {say("Caption"): caption.caption, say("Description"): caption.alt_text}.items():
        with st.expander(label):
            st.code(write(record, made, drawn), language=None, wrap_lines=True)
    with st.expander(say("Sources")):
        row = st.container(horizontal=True)
        for form, name in citation.NAMES.items():
            written = partial(citation.render, record, drawn, form, made.language)
            row.download_button(name, written, file_name=f"citations.{form}", mime="text/plain", on_click="ignore")
        st.markdown(citation.render(record, drawn, "md", made.language))


def show_link(record: Record, shown: Shown) -> None:
    """Write the address of what the page shows, and a piece of HTML that embeds it."""
    say = partial(words.text, language=shown.language)
    address = permalink.address(str(st.context.url or ""), record, shown)
    st.subheader(say("Link to this map"))
    st.code(address, language=None, wrap_lines=True)
    with st.expander(say("Embed it in a page")):
        title = words.text("Map of the territories and corridors around Karabakh", shown.language)
        st.code(permalink.embedding(address, title), language="html", wrap_lines=True)


def main() -> None:
    """Draw the page that the address asks for."""
    record = load()
    shown, faults = permalink.read(record, st.query_params.to_dict())
    title = words.text("Territories and corridors around Karabakh, day by day", shown.language)
    st.set_page_config(page_title=title, layout="wide")
    st.html(STYLE)
    with st.container():  # always there, so that the map keeps its place when the faults go
        for fault in faults:
            st.error(escape.markdown(fault))
    if st.context.is_embedded:
        show_map(record, shown)
        return
    left, right = st.columns([3, 1], gap="medium")
    with left:
        show_map(record, shown)
        show_tools(record, shown)
    with right:
        show_day(record, shown)


main()
