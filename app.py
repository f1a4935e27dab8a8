"""The page: widgets that read and write one address, and calls into layers/; no logic of its own.

Run with `make run`, or `streamlit run app.py`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import escape
from layers.errors import LayersError, ReadError
from layers.page import (
    claims,
    component,
    faults,
    figures,
    finder,
    happened,
    kept,
    links,
    notices,
    permalink,
    served,
    tables,
)
from layers.page.permalink import Mode
from layers.recipe import formats, paper, recipe
from layers.recipe.formats import FORMATS, Family
from layers.record.choice import Colours
from layers.record.timeslice import last_day
from layers.render import artefact, caption, citation, turns
from layers.wording import compare
from layers.wording import words as wording
from layers.wording.words import Words

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from layers.page.permalink import Shown
    from layers.record.model import Record

PREVIEW_DPI = 110


def artefact_of(**fields: Any) -> bytes:
    """Return what a recipe makes, made anew only if it is not kept."""
    return artefact.KEPT.render(served.record(), recipe.parse(served.record(), fields))


def go(shown: Shown) -> None:
    """Make `shown` the address of the page."""
    query = permalink.write(served.record(), shown)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def moved() -> None:
    """Take over what the reader did on the map."""
    go(permalink.read(served.record(), component.reported())[0])


def show_head(words: Words, shown: Shown) -> None:
    """Write title and sentence, and offer language, link and files where no one has to scroll for them."""
    say, about = words.say, words.record.profile
    row = st.container(horizontal=True, vertical_alignment="center", key="head")
    row.html(served.head(words))
    languages = wording.drawable(words.record)
    st.session_state["language"] = shown.language
    row.selectbox(
        say("Language"),
        languages,
        key="language",
        format_func=lambda code: about.languages[code].name,
        label_visibility="collapsed",
        width=150,
        on_change=lambda: go(replace(shown, language=st.session_state["language"])),
    )
    with row.popover(say("Link")):
        show_link(words, shown)
    row.button(say("Figures and files"), key="files", on_click=partial(open_tool, say("Figures and files")))


def open_tool(name: str) -> None:
    """Open a tab under the map."""
    st.session_state["tools"] = name


@st.fragment
def show_find(words: Words, shown: Shown) -> None:
    """Find places, settlements and events by any of their names; follow what is picked, here or in any list."""
    say, picked = words.say, ""
    with faults.guarded(say):
        picked = component.find(
            label=say("A place by any of its names, or words of an event"),
            placeholder=f"{say('Find')}: {finder.example(words.record)}",
            results=partial(finder.results, words, shown, component.map_size()),
            nothing=partial(finder.nothing, words),
        )
    if picked:
        go(permalink.followed(words.record, picked))
        st.rerun()


def show_examples(words: Words) -> None:
    """Offer what to look at first, until the reader puts it away."""
    examples = words.record.profile.examples
    if not examples or st.session_state.get("examples away"):
        return
    language = f"&lang={words.language}"
    row = st.container(horizontal=True, vertical_alignment="center", key="chips")
    listed = links.listed([(e.query + language, words.told(e.label), "") for e in examples])
    row.html(listed.replace('class="links"', 'class="links row"'))
    row.button(words.say("Hide"), type="tertiary", on_click=partial(st.session_state.update, {"examples away": True}))


def show_map(words: Words, shown: Shown) -> None:
    """Draw the map, which tells what the reader does on it."""
    component.dated_map(
        served.map_page().address,
        shown,
        whole=not st.context.is_embedded,
        title=words.told(words.record.profile.map_title),
        say=words.say,
        on_move=moved,
    )


def show_day(words: Words, shown: Shown) -> None:
    """Write what held on the day, what changed last and next, and the events of its month; a place has its card."""
    say, record = words.say, words.record
    st.header(say("As of {day}").format(day=words.day(shown.day)), anchor=False)
    if shown.day > record.profile.reviewed_through:
        last = words.day(record.profile.reviewed_through)
        st.warning(say("not reviewed: the record ends on {day}").format(day=last))
    if shown.party:
        st.info(escape.markdown(words.as_stated_by(shown.party)))
    show_changes(words, shown)
    st.subheader(say("Status on this day"), anchor=False)
    base = permalink.query(record, replace(shown, place=None, town=None))
    st.html(kept.status_table(record.digest, shown.day, shown.party, shown.layers, shown.language, base))
    if record.events:
        show_events(words, shown)


def show_changes(words: Words, shown: Shown) -> None:
    """Write what changed last and what changes next."""
    record, say = words.record, words.say
    for label, day in zip(("Last change", "Next change"), happened.last_and_next(record, shown.day), strict=True):
        if day:
            lines = kept.change_words(record.digest, day, shown.party, shown.language)
            with st.expander(f"{say(label)}: {words.day(day)} ({len(lines)})"):
                st.markdown("\n".join(f"- {escape.markdown(line)}" for line in lines))


def show_events(words: Words, shown: Shown) -> None:
    """List the events of the month; each is a link to its day and place."""
    events = happened.events_of_month(words.record, shown.day)
    st.subheader(words.say("Events of this month"), anchor=False)
    if not events:
        st.caption(words.say("The record has no event in this month."))
    st.html(kept.event_links(words, shown, events))


def show_tools(words: Words, shown: Shown) -> None:
    """Offer list of events, comparison, examined statements and export; only the open tab is made."""
    say, record = words.say, words.record
    tools = {say("List of events"): show_list} if record.events else {}
    tools |= {say("Compare two days"): show_comparison}
    tools |= {say("Statements examined"): show_claims} if record.claims else {}
    tools |= {say("Figures and files"): show_export}
    for tab, show in zip(st.tabs(list(tools), key="tools", on_change="rerun"), tools.values(), strict=True):
        if tab.open:
            with tab:
                show(words, shown)


def show_list(words: Words, shown: Shown) -> None:
    """List events, filtered by place, kind and words; each row is a link to its day and place."""
    say, record = words.say, words.record
    row = st.container(horizontal=True)
    kinds = row.multiselect(say("Kind"), sorted({e.kind for e in record.events}), format_func=words.told)
    places = row.multiselect(say("Place or road"), list(record.entities), format_func=words.title)
    wanted = row.text_input(say("Words"))
    events = happened.filtered(record, kinds, places, wanted)
    listed = kept.event_links(words, shown, events)
    st.html(f'<div class="scroll" tabindex="0" role="region">{listed}</div>')


def show_comparison(words: Words, shown: Shown) -> None:
    """Tell by a sentence and a table, for those too who do not see it, what differs between the days on the map."""
    say, record = words.say, words.record
    if not shown.compare:
        told = "“{button}” under the map sets an earlier day beside this one; what changed is then told here."
        st.caption(say(told).format(button=say("Compare")))
        return
    changes = compare.compare(record, shown.compare, shown.day, according_to=shown.party)
    head = compare.between(words, shown.compare, shown.day)
    if shown.party:
        st.info(escape.markdown(words.as_stated_by(shown.party)))
    clauses = (f"- {escape.markdown(clause)}" for clause in compare.clauses(words, changes))
    st.markdown("\n".join([f"{escape.markdown(head)}:", "", *clauses]))
    st.html(tables.change_table(words, changes, permalink.query(record, replace(shown, place=None, town=None))))


def show_claims(words: Words, shown: Shown) -> None:
    """Set the statements that the record examines beside it."""
    record = words.record
    if record.profile.claims_note:
        st.caption(words.told(record.profile.claims_note))
    for claim in record.claims:
        with st.expander(f"{claim.claim_id} · {words.told(claim.verdict)} · {escape.markdown(claim.quote)}"):
            st.markdown(claims.written(words, claim))
            day = claims.day_of(record, claim)
            if day:
                target = replace(shown, day=day, compare=None)
                label = words.say("Show {day} on the map").format(day=words.day(day))
                st.button(label, key=claim.claim_id, on_click=partial(go, target))


@st.fragment
def show_export(words: Words, shown: Shown) -> None:
    """Offer what the page shows as a file, with a preview of the very figure, and as a link."""
    with faults.guarded(words.say):
        offer_artefact(words, shown)


def offer_artefact(words: Words, shown: Shown) -> None:
    """Offer the choices of a figure or file, the download, and what it looks like."""
    row, fields = choose_artefact(words, shown)
    drawn = fields | {"days": fields["days"] or (shown.day.isoformat(),)}  # what stands for the whole record
    fault = fault_of(words.record, fields) or fault_of(words.record, drawn)
    offer_download(row, words, fields, disabled=bool(fault))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if fault:
            st.error(escape.markdown(fault))
        else:
            show_preview(words, drawn)
    with right:
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
    forms, views = formats.labels(words), figures.views(words, shown, component.map_size())
    sizes, languages = paper.labels(words), wording.drawable(record)
    form = FORMATS[first.selectbox(say("What"), list(forms), format_func=forms.__getitem__)]
    usual = 0 if shown.view else list(views).index(record.profile.default_view)
    view = first.selectbox(say("View"), list(views), index=usual, format_func=views.__getitem__)
    size = first.selectbox(say("Size"), list(sizes), format_func=sizes.__getitem__)
    language = second.selectbox(
        say("Language of the file"),
        languages,
        index=languages.index(shown.language),
        format_func=lambda code: record.profile.languages[code].name,
    )
    look = second.selectbox(say("Look"), list(recipe.Look), format_func=say)
    real = form.key == "svg" and second.checkbox(say("Letters as text that can be edited"))
    start = shown.compare
    if form.family is Family.ANIMATION:
        eve = max(record.profile.first_day, last_day(shown.day))
        earlier = figures.year_before(record, shown)
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
    fields["text"] = recipe.Lettering.REAL if real else recipe.Lettering.PATHS
    return second, fields


def offer_download(row: DeltaGenerator, words: Words, fields: dict[str, Any], *, disabled: bool) -> None:
    """Offer the artefact as a file, made only when it is asked for."""
    form = FORMATS[fields["form"]]
    row.download_button(
        f"{words.say('Download')} {form.key.upper()}",
        partial(artefact_of, **fields),
        file_name=f"{words.record.profile.record_id}-{'-'.join(fields['days']) or 'record'}.{form.key}",
        mime=form.mime,
        on_click="ignore",
        type="primary",
        disabled=disabled,
    )


def show_preview(words: Words, fields: dict[str, Any]) -> None:
    """Show the figure that the choices make, told in words too; an animation by its first and last day."""
    record = words.record
    picture = fields | {"form": "png", "dpi": PREVIEW_DPI, "mark": fields["mark"] or len(fields["days"]) > 1}
    place = st.empty()

    def tell(before: int) -> None:  # who chooses anew meanwhile leaves the queue: Streamlit ends the run in this call
        place.caption(words.say("Pictures to be drawn before this one: {count}").format(count=before))

    try:
        with st.spinner("…"), turns.watched(tell):
            drawn = artefact_of(**picture)
        place.empty()
        told = caption.alt_text(recipe.resolve(record, recipe.parse(record, picture)))
        st.html(figures.image(drawn, told))
    except ReadError:
        raise  # it may name folders of the server
    except LayersError as error:  # what the reader can mend: the text does not fit on the sheet
        st.error(escape.markdown(str(error)))


def show_words(words: Words, fields: dict[str, Any]) -> None:
    """Write caption and description of the figure, to copy, and offer its sources as a bibliography."""
    say, record = words.say, words.record
    made = recipe.resolve(record, recipe.parse(record, fields))
    st.markdown(f"**{say('Words for the figure')}**")
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
    st.markdown(f"**{words.say('Link to this map')}**")
    st.code(address, language=None, wrap_lines=True)
    with st.expander(words.say("Embed it in a page")):
        title = words.told(words.record.profile.map_title)
        st.code(permalink.embedding(address, title), language="html", wrap_lines=True)


def main() -> None:
    """Draw the page; a record that cannot be read is said in one sentence."""
    with faults.guarded():
        draw(served.record())


def draw(record: Record) -> None:
    """Draw what the address asks for; a part that fails leaves the others standing."""
    shown, unused = permalink.read(record, st.query_params.to_dict())
    words = Words(record, shown.language)
    st.set_page_config(page_title=words.told(record.profile.title), layout="wide")
    if not st.context.is_embedded:
        show_head(words, shown)
        row = st.container(horizontal=True, vertical_alignment="center", gap="medium", key="first")
        with row.container(width="stretch", key="finder"):
            show_find(words, shown)
        with row.container(width="content", key="examples"):
            show_examples(words)
    with st.container():  # always there, so that the map keeps its place when the notice goes
        if unused:
            st.error(escape.markdown(notices.unused(words, unused)))
    if st.context.is_embedded:
        with faults.guarded(words.say):
            show_map(words, shown)
        return
    left, right = st.columns([3, 1], gap="medium")
    for column, show in ((left, show_map), (left, show_tools), (right, show_day)):
        with column, faults.guarded(words.say):
            show(words, shown)


if __name__ == "__main__":  # so Streamlit runs it for each visitor; the server imports it once
    main()
else:
    app = st.App(__file__, routes=served.routes(), lifespan=served.ready)
