"""The one place that knows the time rule: what holds on a day, how surely, and what changed between days.

Valid time, whole days, half-open intervals: a state holds on every day with `valid_from <= day < valid_to`. The
script of the map does not know the rule: it looks up the spans that `spans` computes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from layers.errors import DateError
from layers.record.model import Certainty, Feature, Position, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Drawn:
    """A feature that is drawn on a day; context, which has no dated status, has neither state nor certainty."""

    feature: Feature
    state: State | None
    certainty: Certainty | None


@dataclass(frozen=True, eq=False)
class Slice:
    """The record on one day, as the record finds it or as one party states it.

    Attributes
    ----------
    day
        The day asked for.
    according_to
        The party whose statements stand before the record's own findings; None = the record alone.
    states
        The state of each entity that has one on that day.
    statements
        What the parties say of a status on that day, where they differ.
    features
        The features to draw.
    """

    day: date
    according_to: str | None
    states: tuple[State, ...]
    statements: tuple[State, ...]
    features: tuple[Drawn, ...]

    @cached_property
    def _by_entity(self) -> Mapping[str, State]:
        return {s.entity_id: s for s in self.states}

    def state_of(self, entity_id: str) -> State | None:
        """Return the state of an entity, or None where it has none on that day."""
        return self._by_entity.get(entity_id)

    def rivals_of(self, entity_id: str) -> tuple[State, ...]:
        """Return what the parties say of the status of an entity, where they differ."""
        return tuple(s for s in self.statements if s.entity_id == entity_id)


@dataclass(frozen=True)
class Change:
    """One entity whose state differs between two days; None where it has no state."""

    entity_id: str
    before: State | None
    after: State | None


class Agreement(StrEnum):
    """What the sources of a status are to one another."""

    AGREE = "A_AGREE"
    ALONE = "A_ALONE"
    CONTRADICT = "A_CONTRADICT"


@dataclass(frozen=True)
class Span:
    """A state of an entity over days through which all that is said of it is the same; half-open `[start, end)`."""

    start: date
    end: date
    state: State
    certainty: Certainty
    agreement: Agreement


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Return True if `day` lies in the half-open interval; None is unbounded on that side."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def last_day(valid_to: date) -> date:
    """Return the last day, inclusive, of a half-open interval that ends at `valid_to`."""
    return valid_to - timedelta(days=1)


def certainty(state: State, day: date, reviewed_through: date) -> Certainty:
    """Return how far the record vouches for a state that holds on `day`.

    Certain from the latest possible start to the earliest possible end, possible outside, and not reviewed
    after `reviewed_through` (inclusive).
    """
    if day > reviewed_through:
        return Certainty.NOT_REVIEWED
    begun = state.start.latest is not None and state.start.latest <= day
    ended = state.end.earliest is not None and state.end.earliest <= day
    return Certainty.CERTAIN if begun and not ended else Certainty.POSSIBLE


def slice_on(record: Record, day: date, *, according_to: str | None = None) -> Slice:
    """Return the record on `day`.

    Parameters
    ----------
    record
        The record to slice.
    day
        Any day from the first to the last of the record, both inclusive.
    according_to
        Where this party states another status than the record, take its statement instead.

    Raises
    ------
    DateError
        If the day lies outside the record.
    """
    require_day(record, day)
    on_day = [s for s in record.states if holds(s.valid_from, s.valid_to, day)]
    states = {s.entity_id: s for s in on_day if s.according_to is None}
    statements = tuple(s for s in on_day if s.according_to is not None)
    if according_to is not None:
        states |= {s.entity_id: s for s in statements if s.according_to == according_to}
    drawn = (_drawn(record, f, day, states.get(f.entity_id)) for f in record.features if _shows(record, f, day, states))
    return Slice(day, according_to, tuple(states.values()), statements, tuple(drawn))


def require_day(record: Record, day: date) -> None:
    """Raise `DateError` unless `day` can be asked of the record."""
    first, last = record.profile.first_day, record.profile.last_day
    if not first <= day <= last:
        raise DateError(f"{day} is outside the record; it covers {first} to {last}")


def _shows(record: Record, feature: Feature, day: date, states: Mapping[str, State]) -> bool:
    """Return True if a feature is drawn: on its own days, with a status if its entity is dated at all."""
    known = feature.entity_id in states or feature.entity_id not in record.dated
    return known and holds(feature.valid_from, feature.valid_to, day)


def _drawn(record: Record, feature: Feature, day: date, state: State | None) -> Drawn:
    sure = certainty(state, day, record.profile.reviewed_through) if state else None
    return Drawn(feature, state, sure)


def spans(record: Record, entity_id: str, according_to: str | None = None) -> tuple[Span, ...]:
    """Return the states of an entity over all days of the record, as `slice_on` would day by day, earliest first.

    The intervals are half-open, do not overlap, and leave out the days without a state.
    """
    about, known = record.profile, record.states_of.get(entity_id, ())
    end = about.last_day + timedelta(days=1)
    edges = {about.first_day, end, about.reviewed_through + timedelta(days=1)}
    edges |= {d for s in known for d in (s.valid_from, s.valid_to, s.start.latest, s.end.earliest) if d}
    found: list[Span] = []
    for start, stop in pairwise(sorted(d for d in edges if about.first_day <= d <= end)):
        rivals, state = _on_day(known, start, according_to)
        if state:
            sure = certainty(state, start, about.reviewed_through)
            _append(found, Span(start, stop, state, sure, agreement(state, rivals)))
    return tuple(found)


def _on_day(states: Iterable[State], day: date, according_to: str | None) -> tuple[list[State], State | None]:
    """Return what the parties state on a day, and the state of the entity: the party's, else the record's own."""
    on_day = [s for s in states if holds(s.valid_from, s.valid_to, day)]
    rivals = [s for s in on_day if s.according_to]
    own = (s for s in on_day if s.according_to is None)
    return rivals, next((s for s in rivals if s.according_to == according_to), next(own, None))


def _append(found: list[Span], span: Span) -> None:
    """Append a span, or lengthen the last one by it where it goes on unchanged."""
    last = found[-1] if found else None
    if last and last.end == span.start and _said(last) == _said(span):
        found[-1] = replace(last, end=span.end)
    else:
        found.append(span)


def _said(span: Span) -> tuple[State, Certainty, Agreement]:
    return span.state, span.certainty, span.agreement


def agreement(state: State, rivals: Iterable[State]) -> Agreement:
    """Return whether the sources of a state agree: a rival says otherwise, one source stands alone, or neither."""
    if any(rival.status != state.status for rival in rivals):
        return Agreement.CONTRADICT
    return Agreement.ALONE if len(set(state.source_ids)) < 2 else Agreement.AGREE


def change_days(record: Record, entity_ids: Iterable[str] | None = None) -> tuple[date, ...]:
    """Return the days on which a slice differs from that of the day before, ascending.

    Starts and ends of states, of rival statements and of segments count, of `entity_ids` only where given.
    """
    wanted = set(record.entities) if entity_ids is None else set(entity_ids)
    rows: list[State | Feature] = [*record.states, *record.features]
    days = {d for row in rows if row.entity_id in wanted for d in (row.valid_from, row.valid_to) if d}
    return tuple(sorted(d for d in days if record.profile.first_day < d <= record.profile.last_day))


def diff(before: Slice, after: Slice) -> tuple[Change, ...]:
    """Return the entities whose status differs between two slices, in the order of `after`, then `before`."""
    order = dict.fromkeys(s.entity_id for s in (*after.states, *before.states))
    changes = (Change(e, before.state_of(e), after.state_of(e)) for e in order)
    return tuple(c for c in changes if _status(c.before) != _status(c.after))


def _status(state: State | None) -> str | None:
    return state.status if state else None


def positions_on(record: Record, entity_id: str, day: date, since: date) -> tuple[Position, ...]:
    """Return what the parties said of an entity's events from `since` to `day`, both inclusive, latest first."""
    told = (p for p in record.positions if entity_id in p.event.entity_ids and since <= p.event.day <= day)
    return tuple(sorted(told, key=lambda p: -p.event.day.toordinal()))


def timeline(record: Record, entity_id: str, according_to: str | None = None) -> tuple[State, ...]:
    """Return the states of one entity one after the other, earliest first: the record's own, or as a party has it.

    Where a party states another status, the record's own state ends when that begins, and goes on after it.
    """
    if according_to is None:
        return tuple(s for s in record.states_of.get(entity_id, ()) if s.according_to is None)
    found: list[Span] = []
    for span in spans(record, entity_id, according_to):
        if found and found[-1].state is span.state and found[-1].end == span.start:
            found[-1] = replace(found[-1], end=span.end)
        else:
            found.append(span)
    return tuple(_clipped(record, span) for span in found)


def _clipped(record: Record, span: Span) -> State:
    """Return the state of a span with the days of the span, where those are fewer."""
    state, after = span.state, record.profile.last_day + timedelta(days=1)
    start = state.valid_from if span.start == record.profile.first_day else span.start
    return replace(state, valid_from=start, valid_to=state.valid_to if span.end == after else span.end)
