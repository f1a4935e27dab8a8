"""What happened around a day: changes of status and events, and links to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers.page import links, permalink
from layers.page.permalink import Mode
from layers.record.timeslice import change_days, diff, last_day, slice_on
from layers.wording import search
from layers.wording.compare import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from layers.page.permalink import Shown
    from layers.record.model import Event, Record
    from layers.wording.words import Words


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
    return links.listed(rows)
