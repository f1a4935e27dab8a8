"""What stands beside the map: the status table of a day, what changed last and next, the events of a month."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from layers import escape
from layers.recipe.extent import clamped
from layers.record import style
from layers.record.dates import parse_day
from layers.record.model import Certainty
from layers.record.timeslice import certainty, change_days, diff, last_day, slice_on
from layers.wording import search, sources
from layers.wording.compare import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.page.permalink import Shown
    from layers.record.model import Claim, Event, Record, State
    from layers.record.style import Style
    from layers.record.timeslice import Change, Slice
    from layers.wording.words import Words


RESULTS = 8
"""How many places, and how many events, a search offers."""


def status_table(words: Words, on_day: Slice, shown: Sequence[str]) -> str:
    """Return the states of a day as an HTML table, grouped by layer; `shown` are the layers that are on."""
    record, labels = words.record, words.layers()
    entities, about = record.entities, record.profile
    states = [s for s in on_day.states if entities[s.entity_id].layer in shown]
    states.sort(key=lambda s: (about.rank(entities[s.entity_id].group), shown.index(entities[s.entity_id].layer)))
    body = "".join(
        f'<tr><th colspan="2" scope="rowgroup">{escape.html(labels[layer])}</th></tr>'
        + "".join(_row(words, s, on_day.day) for s in group)
        for layer, group in groupby(states, key=lambda s: entities[s.entity_id].layer)
    )
    return f'<table class="states"><tbody>{body}</tbody></table>'


def _row(words: Words, state: State, day: date) -> str:
    about = words.record.profile
    sure = certainty(state, day, about.reviewed_through)
    marks = [words.say(sure)] if sure is not Certainty.CERTAIN else []
    marks += [words.according_to(state.according_to)] if state.according_to else []
    mark = f" ({', '.join(marks)})" if marks else ""
    days = escape.html(words.interval(state, short=True))
    cells = (
        f"{escape.html(words.title(state.entity_id))}<br><small>{days}</small>",
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


def found(record: Record, query: str) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """Return at most `RESULTS` entities and as many events that a query names; a query without letters names none."""
    if not search.fold(query):
        return (), ()
    return search.find(record, query)[:RESULTS], search.events(record, query)[:RESULTS]


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


def event_rows(words: Words, events: Sequence[Event]) -> list[dict[str, str]]:
    """Return events as rows of a table, days in EDTF so that a column sorts by day."""
    say = words.say
    return [
        {
            say("Day"): e.edtf,
            say("Kind"): words.told(e.kind),
            say("Event"): words.told(e.title),
            say("Confidence"): say(e.confidence),
        }
        for e in events
    ]


def place_of(record: Record, event: Event) -> str | None:
    """Return the first entity of an event that the map can show, None where there is none."""
    return next((e for e in event.entity_ids if e in record.drawn), None)


def change_table(words: Words, changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """Return what differs between two days as rows of a table with headings in words."""
    say = words.say
    return [
        {
            say("Place or road"): r["title"],
            say("Before"): r["before"],
            say("After"): r["after"],
            say("Since"): r["since"],
            say("By agreement"): say(r["by_agreement"]),
        }
        for r in rows(words, changes)
    ]


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
    lines += [f"- {sources.markdown(words.record.sources[i])}" for i in claim.source_ids]
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
