"""What stands around the map: what a search finds, tables of a day and of a comparison, lists of events, statements."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from layers import escape
from layers.page import permalink
from layers.page.permalink import Mode, View
from layers.recipe.extent import clamped
from layers.record import style
from layers.record.dates import parse_day
from layers.record.model import Certainty
from layers.record.timeslice import certainty, change_days, diff, last_day, slice_on
from layers.wording import search, settlements, sources
from layers.wording.compare import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from layers.page.permalink import Shown
    from layers.record.model import Claim, Event, Record, State
    from layers.record.settlements import Settlement
    from layers.record.style import Style
    from layers.record.timeslice import Change, Slice
    from layers.wording.words import Words


RESULTS = 8
"""How many places, and how many events, a search offers."""


def link(query: str, label: str) -> str:
    """Return a link to another state of the page, which the page follows in its place (find.js); `label` is HTML."""
    return f'<a class="here" href="?{escape.html(query)}">{label}</a>'


def links(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a list of links as HTML, from the query, the title and a note of each."""
    items = (f"<li>{link(q, escape.html(title) + _note(note))}</li>" for q, title, note in rows)
    return f'<ul class="links">{"".join(items)}</ul>'


def _note(note: str) -> str:
    return f" <small>{escape.html(note)}</small>" if note else ""


def status_table(words: Words, on_day: Slice, shown: Sequence[str], base: str) -> str:
    """Return the states of a day as an HTML table, grouped by layer, each row a link to the card of its place.

    `shown` are the layers that are on, `base` is the query of the page without a place.
    """
    record, labels = words.record, words.layers()
    entities, about = record.entities, record.profile
    states = [s for s in on_day.states if entities[s.entity_id].layer in shown]
    states.sort(key=lambda s: (about.rank(entities[s.entity_id].group), shown.index(entities[s.entity_id].layer)))
    body = "".join(
        f'<tr><th colspan="2" scope="rowgroup">{escape.html(labels[layer])}</th></tr>'
        + "".join(_row(words, s, on_day.day, base) for s in group)
        for layer, group in groupby(states, key=lambda s: entities[s.entity_id].layer)
    )
    caption = words.say("Status of each place on {day}; a row opens its card.").format(day=words.day(on_day.day))
    caption += f" {words.as_stated_by(on_day.according_to)}." if on_day.according_to else ""
    return f'<table class="states"><caption>{escape.html(caption)}</caption><tbody>{body}</tbody></table>'


def _row(words: Words, state: State, day: date, base: str) -> str:
    about = words.record.profile
    sure = certainty(state, day, about.reviewed_through)
    marks = [words.say(sure)] if sure is not Certainty.CERTAIN else []
    marks += [words.according_to(state.according_to)] if state.according_to else []
    mark = f" ({', '.join(marks)})" if marks else ""
    days = escape.html(words.interval(state, short=True))
    cells = (
        link(f"{base}&place={state.entity_id}", escape.html(words.title(state.entity_id)))
        + f"<br><small>{days}</small>",
        swatch(about.styles[state.status], sure) + escape.html(words.status(state.status) + mark),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def swatch(look: Style, sure: Certainty = Certainty.CERTAIN) -> str:
    """Return a small picture of a style as an HTML image."""
    opacity = style.OPACITY[sure]
    dash = " ".join(map(str, look.dash))
    if look.fill:
        second = f'<path d="M12 2H23V13H12Z" fill="{look.hatch_colour}"/>' if look.hatch_colour else ""
        drawn = f'<rect x="1" y="2" width="22" height="11" fill="{look.fill}"/>{second}'
        outline = f'<rect x="1" y="2" width="22" height="11" fill="none" stroke="{look.stroke}"/>'
        return _image(f'<g opacity="{opacity}">{drawn}</g>{outline}')
    ticks = f'<path d="M5 3V12M12 3V12M19 3V12" stroke="{look.stroke}"/>' if look.ticks else ""
    line = f'<path d="M0 7.5H24" stroke="{look.stroke}" stroke-width="{min(look.width, 3)}" stroke-dasharray="{dash}"/>'
    return _image(line + ticks)


def _image(drawing: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15">{drawing}</svg>'
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"> '


def results(words: Words, shown: Shown, map_size: tuple[int, int], query: str) -> list[dict[str, str]]:
    """Return what a query finds, best first: places, settlements, events; each with the address that shows it."""
    record = words.record
    if not search.fold(query[: search.LONGEST]):
        return []
    entities, towns = search.find(record, query)[:RESULTS], settlements.find(record, query)[:RESULTS]
    places = [
        (
            replace(shown, place=e, town=None, event=None, view=view_of(record, e, map_size)),
            words.title(e),
            _names(words, e),
        )
        for e in entities
    ]
    called = [(at_town(shown, town), settlements.name(words, town), words.say("settlement")) for town in towns]
    # a settlement of that very name goes before a place whose name only holds it
    exact = bool(towns) and settlements.is_called(record, towns[0], query)
    found = [*called, *places] if exact and not search.is_called(record, entities[:1], query) else [*places, *called]
    found += [
        (at_event(record, shown, e), words.told(e.title), words.boundary(e.day, e.edtf))
        for e in search.events(record, query)[:RESULTS]
    ]
    return [{"href": permalink.query(record, to), "title": title, "note": note} for to, title, note in found]


def nothing(words: Words, query: str) -> str:
    """Return what is said where a query finds nothing: the nearest names; empty for a query without letters."""
    if not search.fold(query[: search.LONGEST]):
        return ""
    nearest = settlements.nearest(words.record, query)
    return words.say("Nothing has that name; the nearest are {names}.").format(names=", ".join(nearest))


def _names(words: Words, entity_id: str) -> str:
    """Return the names of an entity in the other languages, by which it may have been found."""
    name = words.record.names.get(words.record.entities[entity_id].name_id)
    return " · ".join(n for lang, n in name.by_language.items() if lang != words.language) if name else ""


def view_of(record: Record, entity_id: str | None, map_size: tuple[int, int]) -> View | None:
    """Return where the map shows an entity, as it ever was drawn; None where it never was."""
    drawn = [f.geometry.bounds for f in record.features if f.entity_id == entity_id]
    if not drawn:
        return None
    west, south, east, north = zip(*drawn, strict=True)
    return View.of((min(west), min(south), max(east), max(north)), map_size, record.profile.zooms)


def at_town(shown: Shown, town: Settlement) -> Shown:
    """Return what the page shows of a settlement: its card; the map moves there by itself."""
    return replace(shown, place=None, town=town.name, event=None)


def undated(record: Record, shown: Shown) -> Shown:
    """Return what a link to an event keeps of the page: all but its days and its card, which are as usual."""
    usual = replace(shown, day=record.profile.default_day, compare=None, mode=Mode.STATUS)
    return replace(usual, place=None, town=None, event=None)


def at_event(record: Record, shown: Shown, event: Event) -> Shown:
    """Return what the page shows of an event: its day and its card; the map moves to its places by itself."""
    return replace(undated(record, shown), day=event.day, event=event.event_id)


def event_links(words: Words, shown: Shown, events: Iterable[Event]) -> str:
    """Return events as a list of links, each to its day and its card."""
    rows = [
        (
            permalink.query(words.record, at_event(words.record, shown, e)),
            f"{words.boundary(e.day, e.edtf)}: {words.told(e.title)}",
            words.told(e.kind),
        )
        for e in events
    ]
    return links(rows)


def figure(picture: bytes, told: str) -> str:
    """Return a PNG as an HTML image with its description."""
    data = base64.b64encode(picture).decode()
    return f'<img class="figure" alt="{escape.html(told)}" src="data:image/png;base64,{data}">'


def example(record: Record) -> str:
    """Return what may be searched for, for example: the names of one place in several languages."""
    spelt = (tuple(dict.fromkeys(name.by_language.values())) for name in record.names.values())
    return " · ".join(max(spelt, key=len, default=())[:3])


def last_and_next(record: Record, day: date) -> tuple[date | None, date | None]:
    """Return the last change day up to `day`, inclusive, and the first one after it."""
    days = change_days(record)
    return next((d for d in reversed(days) if d <= day), None), next((d for d in days if d > day), None)


def change_words(words: Words, day: date, *, according_to: str | None = None) -> list[str]:
    """Return what differs between a change day and its eve: a status, a party's statement or a course; a line each."""
    eve, on_day = (slice_on(words.record, d, according_to=according_to) for d in (last_day(day), day))
    changes = diff(eve, on_day)
    lines = [f"{r['title']}: {r['before']} → {r['after']}" for r in rows(words, changes)]
    told = {c.entity_id for c in changes}
    stated = {s.entity_id for s in {*eve.statements} ^ {*on_day.statements}}
    moved = {f.entity_id for f in {d.feature for d in eve.features} ^ {d.feature for d in on_day.features}}
    lines += [f"{words.title(e)}: {words.say('the statements of the parties')}" for e in sorted(stated - told)]
    others = sorted(moved - stated - told)
    return lines + [f"{words.title(e)}: {words.say('the course that is drawn')}" for e in others]


def events_of_month(record: Record, day: date) -> tuple[Event, ...]:
    """Return the events of the month in which a day lies, in order."""
    same = (e for e in record.events if (e.day.year, e.day.month) == (day.year, day.month))
    return tuple(sorted(same, key=lambda e: e.day))


def filtered(record: Record, kinds: Sequence[str], entity_ids: Sequence[str], wanted: str) -> list[Event]:
    """Return the events of any of the kinds, about any of the entities, with all the words; empty = no filter."""
    found = search.events(record, wanted)
    return [
        e
        for e in found
        if (not kinds or e.kind in kinds) and (not entity_ids or not set(entity_ids).isdisjoint(e.entity_ids))
    ]


def change_table(words: Words, changes: tuple[Change, ...], base: str) -> str:
    """Return what differs between two days as an HTML table, each row a link; `base` is the query without a place."""
    say, looks = words.say, words.record.profile.styles
    heads = (say("Place or road"), say("Before"), say("After"), say("Since"), say("By agreement"))
    head = "".join(f'<th scope="col">{escape.html(h)}</th>' for h in heads)
    body = []
    for change, r in zip(changes, rows(words, changes), strict=True):
        marks = [swatch(looks[s.status]) if s else "" for s in (change.before, change.after)]
        since = words.boundary(change.after.valid_from, change.after.edtf_from) if change.after else ""
        cells = [
            link(f"{base}&place={change.entity_id}", escape.html(r["title"])),
            marks[0] + escape.html(r["before"]),
            marks[1] + escape.html(r["after"]),
            escape.html(since),
            escape.html(say(r["by_agreement"])),
        ]
        body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f'<table class="states changes"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'


def claim_words(words: Words, claim: Claim) -> str:
    """Return a statement with its verdict and sources as Markdown."""
    say = words.say
    facts = [
        (say("Stated date"), claim.stated_date),
        (say("Verdict"), words.told(claim.verdict)),
        (say("Date in the record"), claim.correct_date),
        (say("Why"), words.told(claim.finding)),
    ]
    lines = [f"> {escape.markdown(claim.quote)}", ""]
    lines += [f"- **{label}:** {escape.markdown(value)}" for label, value in facts if value]
    lines += sources.markdown_lines(words, claim)
    return "\n".join(lines)


def claim_day(record: Record, claim: Claim) -> date | None:
    """Return the day of the record that a statement is about, the corrected one first; None where it names none."""
    for text in (claim.correct_date, claim.stated_date):
        found = re.search(r"\d{4}-\d{2}-\d{2}", text)
        day = parse_day(found[0]) if found else None
        if day and record.profile.first_day <= day <= record.profile.last_day:
            return day
    return None


def year_before(record: Record, shown: Shown) -> date:
    """Return the day that an animation starts on if nothing else is chosen: that compared, or a year before."""
    return shown.compare or max(record.profile.first_day, shown.day - timedelta(days=365))


def views(words: Words, shown: Shown, map_size: tuple[int, int]) -> dict[str, str]:
    """Return the views of a figure, with what the map shows first where it was moved: view -> its name.

    `map_size` is the width and height of the map in CSS pixels.
    """
    as_shown = words.say("As on the map")
    own = {clamped(words.record, shown.view.bounds(*map_size)): as_shown} if shown.view else {}
    return own | words.views()
