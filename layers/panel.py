"""What stands beside the map: the status table of a day, what changed last and next, the events of a month."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from layers import card, escape, search, style, words
from layers.compare import rows
from layers.dates import parse_day
from layers.extent import clamped
from layers.model import Certainty, Group
from layers.timeslice import certainty, change_days, diff, slice_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.model import Claim, Event, Record, State
    from layers.permalink import Shown
    from layers.style import Style
    from layers.timeslice import Change, Slice


def status_table(record: Record, on_day: Slice, shown: Sequence[str], language: str = "en") -> str:
    """Return the states of a day as an HTML table, grouped by layer; `shown` are the layers that are on."""
    labels = words.layers(record, language)
    order = list(Group)
    states = [s for s in on_day.states if record.entities[s.entity_id].layer in shown]
    states.sort(key=lambda s: (order.index(record.entities[s.entity_id].group), shown.index(_layer(record, s))))
    body = "".join(
        f'<tr><th colspan="2" scope="rowgroup">{escape.html(labels[layer])}</th></tr>'
        + "".join(_row(record, s, on_day.day, language) for s in group)
        for layer, group in groupby(states, key=lambda s: _layer(record, s))
    )
    return f'<table class="states"><tbody>{body}</tbody></table>'


def _layer(record: Record, state: State) -> str:
    return record.entities[state.entity_id].layer


def _row(record: Record, state: State, day: date, language: str) -> str:
    sure = certainty(state, day, record.reviewed_through)
    mark = "" if sure is Certainty.CERTAIN else f" ({words.text(sure, language)})"
    days = escape.html(words.interval(state, language, short=True))
    cells = (
        f"{escape.html(words.title(record, state.entity_id, language))}<br><small>{days}</small>",
        swatch(style.STYLES[state.status], sure) + escape.html(words.status(record, state.status, language) + mark),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def swatch(look: Style, sure: Certainty = Certainty.CERTAIN) -> str:
    """Return a small picture of a style as an HTML image."""
    opacity = {
        Certainty.CERTAIN: style.CERTAIN_OPACITY,
        Certainty.POSSIBLE: style.POSSIBLE_OPACITY,
        Certainty.NOT_REVIEWED: style.NOT_REVIEWED_OPACITY,
    }[sure]
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


def last_and_next(record: Record, day: date) -> tuple[date | None, date | None]:
    """Return the last change day up to `day`, inclusive, and the first one after it."""
    days = change_days(record)
    return next((d for d in reversed(days) if d <= day), None), next((d for d in days if d > day), None)


def change_words(record: Record, day: date, language: str = "en") -> list[str]:
    """Return what differs between a change day and its eve: a status, a party's statement or a course; a line each."""
    eve, on_day = slice_on(record, words.last_day(day)), slice_on(record, day)
    changes = diff(eve, on_day)
    lines = [f"{r['title']}: {r['before']} → {r['after']}" for r in rows(record, changes, language)]
    told = {c.entity_id for c in changes}
    stated = {s.entity_id for s in {*eve.statements} ^ {*on_day.statements}}
    drawn = set(on_day.features["id"]) ^ set(eve.features["id"])
    moved = set(record.features.loc[record.features["id"].isin(drawn), "entity_id"])
    say = partial(words.text, language=language)
    lines += [
        f"{words.title(record, e, language)}: {say('the statements of the parties')}" for e in sorted(stated - told)
    ]
    others = sorted(moved - stated - told)
    return lines + [f"{words.title(record, e, language)}: {say('the course that is drawn')}" for e in others]


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


def event_rows(events: Sequence[Event], language: str = "en") -> list[dict[str, str]]:
    """Return events as rows of a table, days in EDTF so that a column sorts by day."""
    say = partial(words.text, language=language)
    return [
        {say("Day"): e.edtf, say("Kind"): say(e.kind), say("Event"): say(e.title), say("Confidence"): say(e.confidence)}
        for e in events
    ]


def place_of(record: Record, event: Event) -> str | None:
    """Return the first entity of an event that the map can show, None where there is none."""
    drawn = set(record.features["entity_id"])
    return next((e for e in event.entity_ids if e in drawn), None)


def change_table(record: Record, changes: tuple[Change, ...], language: str = "en") -> list[dict[str, str]]:
    """Return what differs between two days as rows of a table with headings in words."""
    say = partial(words.text, language=language)
    return [
        {
            say("Place or road"): r["title"],
            say("Before"): r["before"],
            say("After"): r["after"],
            say("Since"): r["since"],
            say("By agreement"): say(r["by_agreement"]),
        }
        for r in rows(record, changes, language)
    ]


def claim_words(record: Record, claim: Claim, language: str = "en") -> str:
    """Return a statement with its verdict and sources as Markdown."""
    say = partial(words.text, language=language)
    facts = [
        (say("Stated date"), claim.stated_date),
        (say("Verdict"), say(claim.verdict)),
        (say("Date in the record"), claim.correct_date),
        (say("Why"), say(claim.finding)),
    ]
    lines = [f"> {escape.markdown(claim.quote)}", ""]
    lines += [f"- **{label}:** {escape.markdown(value)}" for label, value in facts if value]
    lines += [f"- {card.source_markdown(record.sources[i])}" for i in claim.source_ids]
    return "\n".join(lines)


def claim_day(record: Record, claim: Claim) -> date | None:
    """Return the day of the record that a statement is about, the corrected one first; None where it names none."""
    for text in (claim.correct_date, claim.stated_date):
        found = re.search(r"\d{4}-\d{2}-\d{2}", text)
        day = parse_day(found[0]) if found else None
        if day and record.first_day <= day <= record.last_day:
            return day
    return None


def year_before(record: Record, shown: Shown) -> date:
    """Return the day that an animation starts on if nothing else is chosen: that compared, or a year before."""
    return shown.compare or max(record.first_day, shown.day - timedelta(days=365))


def views(record: Record, shown: Shown, map_size: tuple[int, int], language: str = "en") -> dict[str, str]:
    """Return the views of a figure, with what the map shows first where it was moved: view -> its name.

    `map_size` is the width and height of the map in CSS pixels.
    """
    as_shown = words.text("As on the map", language)
    own = {clamped(shown.view.bounds(*map_size)): as_shown} if shown.view else {}
    return own | words.views(record, language)
