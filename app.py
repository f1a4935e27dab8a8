"""The page: widgets that read and write one address, and calls into layers/; no logic of its own.

Run with `make run`, or `streamlit run app.py`.
"""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import escape
from layers.errors import LayersError
from layers.page import component, faults, permalink, tables
from layers.page.permalink import Mode
from layers.recipe import formats, paper, recipe
from layers.recipe.formats import FORMATS, Family
from layers.record import read
from layers.record.choice import Colours
from layers.record.timeslice import last_day, slice_on
from layers.render import artefact, caption, citation, webmap
from layers.wording import card, compare, search
from layers.wording import words as wording
from layers.wording.words import Words

if TYPE_CHECKING:
    from datetime import date

    from streamlit.delta_generator import DeltaGenerator

    from layers.page.permalink import Shown
    from layers.record.model import Event, Record

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


def load() -> Record:
    """Return the record that the page shows."""
    return read_once(os.environ.get("LAYERS_GEODATA") or str(read.DATA))


@st.cache_resource(show_spinner="…", max_entries=2)
def read_once(folder: str) -> Record:
    """Read a record once for all sessions, and take it out of the garbage collector's rounds."""
    record = read.record(folder)
    gc.collect()
    gc.freeze()  # Streamlit collects after every rerun; without this that is most of a rerun's time
    return record


@st.cache_resource(show_spinner="…", max_entries=2)
def map_page(digest: str) -> bytes:  # noqa: ARG001 - the key of the cache
    """Build the map once for each state of the data."""
    return webmap.html(webmap.build(load(), language=wording.drawable(load())[0])).encode()


@st.cache_data(max_entries=500)
def status_table(digest: str, day: date, party: str | None, layers: tuple[str, ...], language: str) -> str:  # noqa: ARG001
    """Return the table of a day; plain arguments, so that the cache knows them."""
    return tables.status_table(Words(load(), language), slice_on(load(), day, according_to=party), layers)


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


def show_map(words: Words, shown: Shown) -> None:
    """Draw the map, which tells what the reader does on it."""
    component.dated_map(
        component.publish(map_page(words.record.digest)),
        shown,
        height=MAP_HEIGHT,
        title=words.told(words.record.profile.map_title),
        on_move=partial(moved, shown),
    )


def show_day(words: Words, shown: Shown) -> None:
    """Write what held on the day, what changed last and next, and the events of its month."""
    st.header(words.say("As of {day}").format(day=words.day(shown.day)))
    if shown.day > words.record.profile.reviewed_through:
        last = words.day(words.record.profile.reviewed_through)
        st.warning(words.say("not reviewed: the record ends on {day}").format(day=last))
    if shown.party:
        st.info(escape.markdown(words.as_stated_by(shown.party)))
    choose_day(words, shown)
    show_changes(words, shown)
    if shown.place:
        show_card(words, shown)
    st.subheader(words.say("Status on this day"))
    st.html(status_table(words.record.digest, shown.day, shown.party, shown.layers, shown.language))
    if words.record.events:
        show_events(words, shown)


def choose_day(words: Words, shown: Shown) -> None:
    """Offer the date input and the steps to the previous and next change."""
    say, about = words.say, words.record.profile
    row = st.container(horizontal=True, vertical_alignment="bottom")
    before, field, after = row.container(width=56), row.container(), row.container(width=56)
    st.session_state["day"] = shown.day
    field.date_input(
        say("Day, as YYYY-MM-DD"),
        key="day",
        min_value=about.first_day,
        max_value=about.last_day,
        format="YYYY-MM-DD",
        on_change=lambda: go(replace(shown, day=st.session_state["day"])),
    )
    last, _ = tables.last_and_next(words.record, last_day(shown.day))
    _, following = tables.last_and_next(words.record, shown.day)
    for column, key, sign, day in ((before, "Previous change", "←", last), (after, "Next change", "→", following)):
        column.button(
            sign,
            key=key,
            help=say(key),
            disabled=day is None,
            width="stretch",
            on_click=partial(go, replace(shown, day=day or shown.day)),
        )


def show_changes(words: Words, shown: Shown) -> None:
    """Write what changed last and what changes next."""
    for label, day in zip(("Last change", "Next change"), tables.last_and_next(words.record, shown.day), strict=True):
        if day:
            lines = tables.change_words(words, day, according_to=shown.party)
            with st.expander(f"{words.say(label)}: {words.day(day)} ({len(lines)})"):
                st.markdown("\n".join(f"- {escape.markdown(line)}" for line in lines))


def show_card(words: Words, shown: Shown) -> None:
    """Write the status card of the place that is chosen."""
    with st.container(border=True):
        told = card.status_of(words.record, shown.place or "", shown.day, according_to=shown.party)
        st.markdown(card.as_markdown(words, told))


def show_events(words: Words, shown: Shown) -> None:
    """List the events of the month; picking one goes to its day."""
    events = tables.events_of_month(words.record, shown.day)
    st.subheader(words.say("Events of this month"))
    if not events:
        st.caption(words.say("The record has no event in this month."))
    for event in events:
        show_event(words, event, shown, "month")


def show_tools(words: Words, shown: Shown) -> None:
    """Offer search, list of events, comparison, examined statements and export; only the open tab is made."""
    say, record = words.say, words.record
    tools = {say("Find"): show_search}
    tools |= {say("List of events"): show_list} if record.events else {}
    tools |= {say("Compare two days"): show_comparison}
    tools |= {say("Statements examined"): show_claims} if record.claims else {}
    tools |= {say("Figures and files"): show_export}
    for tab, show in zip(st.tabs(list(tools), key="tools", on_change="rerun"), tools.values(), strict=True):
        if tab.open:
            with tab:
                show(words, shown)


def show_search(words: Words, shown: Shown) -> None:
    """Find a place by any of its names, or an event by its words."""
    say, record = words.say, words.record
    query = st.text_input(say("A place by any of its names, or words of an event"), placeholder=tables.example(record))
    if not query.strip():
        st.caption(say("Write a name or a word; nothing changes until you pick a result."))
        return
    places, events = tables.found(record, query)
    for entity in places:
        label = escape.markdown(words.title(entity))
        st.button(label, key=f"found-{entity}", type="tertiary", on_click=partial(go, replace(shown, place=entity)))
    for event in events:
        show_event(words, event, shown, "found")
    if not places and not events:
        nearest = ", ".join(search.nearest(record, query))
        st.info(escape.markdown(say("Nothing has that name; the nearest are {names}.").format(names=nearest)))


def show_event(words: Words, event: Event, shown: Shown, prefix: str) -> None:
    """Write an event as a button that goes to its day."""
    label = escape.markdown(f"{words.day(event.day)}: {words.told(event.title)}")
    target = replace(shown, day=event.day, compare=None)
    st.button(label, key=f"{prefix}-{event.event_id}", type="tertiary", wrap=True, on_click=partial(go, target))


def show_list(words: Words, shown: Shown) -> None:
    """List events, filtered by place, kind and words; picking one goes to its day and place."""
    say, record = words.say, words.record
    row = st.container(horizontal=True)
    kinds = row.multiselect(say("Kind"), sorted({e.kind for e in record.events}), format_func=words.told)
    places = row.multiselect(say("Place or road"), list(record.entities), format_func=words.title)
    wanted = row.text_input(say("Words"))
    events = tables.filtered(record, kinds, places, wanted)
    key = f"events {kinds} {places} {wanted}"  # a selection is by position, so another list is another table
    picked = st.dataframe(
        tables.event_rows(words, events),
        key=key,
        hide_index=True,
        height=330,
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = picked["selection"]["rows"]
    if rows and st.session_state.get("went") != (event := events[rows[0]]).event_id:
        st.session_state["went"] = event.event_id
        go(replace(shown, day=event.day, place=tables.place_of(record, event), compare=None, view=None))
        st.rerun()


def show_comparison(words: Words, shown: Shown) -> None:
    """Set an earlier day beside the day, side by side or as a difference, with a sentence and a table."""
    say, record = words.say, words.record
    row = st.container(horizontal=True, vertical_alignment="bottom")
    st.session_state["compare"] = shown.compare
    row.date_input(
        say("Earlier day"),
        key="compare",
        min_value=record.profile.first_day,
        max_value=max(last_day(shown.day), record.profile.first_day),
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
    changes = compare.compare(record, shown.compare, shown.day, according_to=shown.party)
    head = compare.between(words, shown.compare, shown.day)
    clauses = (f"- {escape.markdown(clause)}" for clause in compare.clauses(words, changes))
    st.markdown("\n".join([f"{escape.markdown(head)}:", "", *clauses]))
    st.dataframe(tables.change_table(words, changes), hide_index=True)


def show_claims(words: Words, shown: Shown) -> None:
    """Set the statements that the record examines beside it."""
    record = words.record
    if record.profile.claims_note:
        st.caption(words.told(record.profile.claims_note))
    for claim in record.claims:
        with st.expander(f"{claim.claim_id} · {words.told(claim.verdict)} · {escape.markdown(claim.quote)}"):
            st.markdown(tables.claim_words(words, claim))
            day = tables.claim_day(record, claim)
            if day:
                target = replace(shown, day=day, compare=None)
                label = words.say("Show {day} on the map").format(day=words.day(day))
                st.button(label, key=claim.claim_id, on_click=partial(go, target))


@st.fragment
def show_export(words: Words, shown: Shown) -> None:
    """Offer what the page shows as a file, with a preview of the very figure, and as a link."""
    row, fields = choose_artefact(words, shown)
    drawn = fields | {"days": fields["days"] or (shown.day.isoformat(),)}  # what stands for the whole record
    fault = fault_of(words.record, fields) or fault_of(words.record, drawn)
    offer_download(row, words, fields, disabled=bool(fault))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if fault:
            st.error(escape.markdown(fault))
        else:
            show_preview(words.record, drawn)
    with right:
        show_link(words, shown)
        if not fault:
            show_words(words, drawn)


def fault_of(record: Record, fields: dict[str, Any]) -> str:
    """Return why nothing can be made of the choices; empty where it can."""
    try:
        recipe.resolve(record, recipe.parse(record, fields))
    except LayersError as error:
        return str(error)
    return ""


def choose_artefact(words: Words, shown: Shown) -> tuple[DeltaGenerator, dict[str, Any]]:
    """Offer the choices of a recipe; return the row with room for the download, and the recipe's fields."""
    say, record = words.say, words.record
    first, second = st.container(horizontal=True), st.container(horizontal=True, vertical_alignment="bottom")
    forms, views = formats.labels(words), tables.views(words, shown, component.map_size())
    sizes, languages = paper.labels(words), wording.drawable(record)
    form = FORMATS[first.selectbox(say("What"), list(forms), format_func=forms.__getitem__)]
    usual = 0 if shown.view else list(views).index(record.profile.default_view)
    view = first.selectbox(say("View"), list(views), index=usual, format_func=views.__getitem__)
    size = first.selectbox(say("Size"), list(sizes), format_func=sizes.__getitem__)
    language = second.selectbox(
        say("Language"),
        languages,
        index=languages.index(shown.language),
        format_func=lambda code: record.profile.languages[code].name,
    )
    look = second.selectbox(say("Look"), list(recipe.Look), format_func=say)
    start = shown.compare
    if form.family is Family.ANIMATION:
        eve = max(record.profile.first_day, last_day(shown.day))
        earlier = tables.year_before(record, shown)
        start = second.date_input(say("First day"), earlier, min_value=record.profile.first_day, max_value=eve)
    mark = bool(start) and form.family is Family.PICTURE and second.checkbox(say("Mark the difference"), value=True)
    days = [start, shown.day] if start and form.days[1] > 1 else [shown.day]
    if form.family is Family.DATA and second.checkbox(say("All days, with start and end dates")):
        days = []
    fields: dict[str, Any] = {
        "days": tuple(d.isoformat() for d in days),
        "layers": shown.layers,
        "according_to": shown.party,
        "colours": Colours.AGREEMENT if shown.mode is Mode.AGREEMENT else Colours.STATUS,
    }
    fields |= {"form": form.key, "view": view, "size": size, "language": language, "look": look, "mark": mark}
    return second, fields


def offer_download(row: DeltaGenerator, words: Words, fields: dict[str, Any], *, disabled: bool) -> None:
    """Offer the artefact as a file, made only when it is asked for."""
    form = FORMATS[fields["form"]]
    row.download_button(
        f"{words.say('Download')} {form.key.upper()}",
        partial(artefact_of, words.record.digest, **fields),
        file_name=f"{words.record.profile.record_id}-{'-'.join(fields['days']) or 'record'}.{form.key}",
        mime=form.mime,
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


def show_words(words: Words, fields: dict[str, Any]) -> None:
    """Write caption and description of the figure, to copy, and offer its sources as a bibliography."""
    say, record = words.say, words.record
    made = recipe.resolve(record, recipe.parse(record, fields))
    st.subheader(say("Words for the figure"))
    for label, write in {say("Caption"): caption.caption, say("Description"): caption.alt_text}.items():
        with st.expander(label):
            st.code(write(made), language=None, wrap_lines=True)
    with st.expander(say("Sources")):
        row = st.container(horizontal=True)
        for form, name in citation.NAMES.items():
            written = partial(citation.render, made.words, made.slices, form)
            row.download_button(name, written, file_name=f"citations.{form}", mime="text/plain", on_click="ignore")
        st.markdown(citation.render(made.words, made.slices, "md"))


def show_link(words: Words, shown: Shown) -> None:
    """Write the address of what the page shows, and a piece of HTML that embeds it."""
    address = permalink.address(str(st.context.url or ""), words.record, shown)
    st.subheader(words.say("Link to this map"))
    st.code(address, language=None, wrap_lines=True)
    with st.expander(words.say("Embed it in a page")):
        title = words.told(words.record.profile.map_title)
        st.code(permalink.embedding(address, title), language="html", wrap_lines=True)


def main() -> None:
    """Draw the page; a record that cannot be read is said in one sentence."""
    with faults.guarded():
        draw(load())


def draw(record: Record) -> None:
    """Draw what the address asks for; a part that fails leaves the others standing."""
    shown, unused = permalink.read(record, st.query_params.to_dict())
    words = Words(record, shown.language)
    st.set_page_config(page_title=words.told(record.profile.title), layout="wide")
    st.html(STYLE)
    with st.container():  # always there, so that the map keeps its place when the faults go
        for fault in unused:
            st.error(escape.markdown(fault))
    if st.context.is_embedded:
        with faults.guarded(words.say):
            show_map(words, shown)
        return
    left, right = st.columns([3, 1], gap="medium")
    for column, show in ((left, show_map), (left, show_tools), (right, show_day)):
        with column, faults.guarded(words.say):
            show(words, shown)


main()
