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
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from layers.errors import DateError
from layers.record.model import Certainty, Feature, Position, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from layers.record.index import Days, Numbers

Row = TypeVar("Row", State, Feature)


@dataclass(frozen=True)
class Drawn:
    """A feature that is drawn on a day; context, which has no dated status, has neither state nor certainty."""

    feature: Feature
    state: State | None
    certainty: Certainty | None


@dataclass(frozen=True, eq=False)
class Slice:
    """The record on one day, as the record finds it or as one party states it.

    It holds the numbers of its rows (`layers.record.index`); the rows themselves are looked up when they are asked for.

    Attributes
    ----------
    day
        The day asked for.
    according_to
        The party whose statements stand before the record's own findings; None = the record alone.
    held
        For each entity the number of its state on that day, -1 where it has none.
    stating
        The entities that have a state, in the order of `states`.
    said
        The numbers of what the parties say.
    drawn
        The numbers of the features to draw, ascending.
    """

    record: Record
    day: date
    according_to: str | None
    held: Numbers
    stating: Numbers
    said: Numbers
    drawn: Numbers

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The state of each entity that has one on that day."""
        return _picked(self.record.states, self.held[self.stating])

    @cached_property
    def statements(self) -> tuple[State, ...]:
        """What the parties say of a status on that day, where they differ."""
        return _picked(self.record.states, self.said)

    @cached_property
    def features(self) -> tuple[Drawn, ...]:
        """The features to draw."""
        rows = self.held[self.record.index.of_feature[self.drawn]]
        features = _picked(self.record.features, self.drawn)
        states = [None if row < 0 else self.record.states[row] for row in rows.tolist()]
        return tuple(map(Drawn, features, states, self._certainties(rows)))

    def _certainties(self, rows: Numbers) -> list[Certainty | None]:
        """Return for states by number how far the record vouches for them, None for no state; see `certainty`."""
        if self.day > self.record.profile.reviewed_through:
            return [None if row < 0 else Certainty.NOT_REVIEWED for row in rows.tolist()]
        certain = _holding(self.record.index.sure, self.day).tolist()
        known = (Certainty.POSSIBLE, Certainty.CERTAIN)
        return [None if row < 0 else known[certain[row]] for row in rows.tolist()]

    def state_of(self, entity_id: str) -> State | None:
        """Return the state of an entity, or None where it has none on that day."""
        number = self.record.index.entities.get(entity_id)
        row = -1 if number is None else int(self.held[number])
        return None if row < 0 else self.record.states[row]

    @cached_property
    def _rivals(self) -> Mapping[str, tuple[State, ...]]:
        found: dict[str, tuple[State, ...]] = {}
        for state in self.statements:
            found[state.entity_id] = (*found.get(state.entity_id, ()), state)
        return found

    def rivals_of(self, entity_id: str) -> tuple[State, ...]:
        """Return what the parties say of the status of an entity, where they differ."""
        return self._rivals.get(entity_id, ())

    def only(self, shown: NDArray[np.bool_]) -> Slice:
        """Return the part of a slice that draws the features for which `shown` is true, and their states."""
        index, drawn = self.record.index, self.drawn[shown[self.drawn]]
        seen = np.zeros(len(self.held), dtype=bool)
        seen[index.of_feature[drawn]] = True
        return replace(
            self,
            held=np.where(seen, self.held, np.int32(-1)),
            stating=self.stating[seen[self.stating]],
            said=self.said[seen[index.of_state[self.said]]],
            drawn=drawn,
        )


def _picked(rows: tuple[Row, ...], numbers: Numbers) -> tuple[Row, ...]:
    return tuple(map(rows.__getitem__, numbers.tolist()))


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
    index = record.index
    holding = _holding(index.states, day)
    own = np.flatnonzero(holding & index.own).astype(np.int32)
    held = np.full(len(index.entities), -1, dtype=np.int32)
    stating = index.of_state[own]
    held[stating] = own
    if according_to is not None:
        told = index.parties.get(according_to, own[:0])
        told = told[holding[told]]
        alone = index.of_state[told]
        stating = np.concatenate([stating, alone[held[alone] < 0]])
        held[alone] = told
    known = (held >= 0)[index.of_feature] | index.undated
    drawn = np.flatnonzero(known & _holding(index.features, day)).astype(np.int32)
    return Slice(record, day, according_to, held, stating, np.flatnonzero(holding & ~index.own).astype(np.int32), drawn)


def _holding(days: Days, day: date) -> NDArray[np.bool_]:
    """Return for each row whether it holds on a day; `holds` for many."""
    ordinal = day.toordinal()
    return (days.start <= ordinal) & (ordinal < days.end)


def require_day(record: Record, day: date) -> None:
    """Raise `DateError` unless `day` can be asked of the record."""
    first, last = record.profile.first_day, record.profile.last_day
    if not first <= day <= last:
        raise DateError(f"{day} is outside the record; it covers {first} to {last}")


def spans(record: Record, entity_id: str, according_to: str | None = None) -> tuple[Span, ...]:
    """Return the states of an entity over all days of the record, as `slice_on` would day by day, earliest first.

    The intervals are half-open, do not overlap, and leave out the days without a state.
    """
    about, known = record.profile, record.states_of.get(entity_id, ())
    end = about.last_day + timedelta(days=1)
    edges = {about.first_day, end, about.reviewed_through + timedelta(days=1)}
    edges |= {d for s in known for d in (s.valid_from, s.valid_to, s.start.latest, s.end.earliest) if d}
    found: list[Span] = []
    to_come, held = list(reversed(known)), list[State]()
    for start, stop in pairwise(sorted(d for d in edges if about.first_day <= d <= end)):
        while to_come and to_come[-1].valid_from <= start:
            held.append(to_come.pop())
        held = [s for s in held if holds(s.valid_from, s.valid_to, start)]
        rivals, state = _voices(held, according_to)
        if state:
            _append(found, start, stop, state, certainty(state, start, about.reviewed_through), rivals)
    return tuple(found)


def _voices(held: Iterable[State], according_to: str | None) -> tuple[list[State], State | None]:
    """Return what the parties state on a day, and the state of the entity: the party's, else the record's own."""
    rivals = [s for s in held if s.according_to]
    own = (s for s in held if s.according_to is None)
    return rivals, next((s for s in rivals if s.according_to == according_to), next(own, None))


def _append(found: list[Span], start: date, stop: date, state: State, sure: Certainty, rivals: Iterable[State]) -> None:
    """Append a span, or lengthen the last one by it where it goes on unchanged."""
    agreed, last = agreement(state, rivals), found[-1] if found else None
    # a state is one object: to compare two field by field would be most of the work
    if last and last.end == start and last.state is state and (last.certainty, last.agreement) == (sure, agreed):
        found[-1] = replace(last, end=stop)
    else:
        found.append(Span(start, stop, state, sure, agreed))


def agreement(state: State, rivals: Iterable[State]) -> Agreement:
    """Return whether the sources of a state agree: a rival says otherwise, one source stands alone, or neither."""
    if any(rival.status != state.status for rival in rivals):
        return Agreement.CONTRADICT
    return Agreement.ALONE if len(set(state.source_ids)) < 2 else Agreement.AGREE


def change_days(record: Record, entity_ids: Iterable[str] | None = None) -> tuple[date, ...]:
    """Return the days on which a slice differs from that of the day before, ascending.

    Starts and ends of states, of rival statements and of segments count, of `entity_ids` only where given.
    """
    index, first, last = record.index, record.profile.first_day.toordinal(), record.profile.last_day.toordinal()
    wanted = np.full(len(index.entities), entity_ids is None)
    wanted[[index.entities[e] for e in entity_ids or () if e in index.entities]] = True
    rows = ((index.states, wanted[index.of_state]), (index.features, wanted[index.of_feature]))
    days = np.unique(np.concatenate([end[asked] for days, asked in rows for end in (days.start, days.end)]))
    return tuple(map(date.fromordinal, days[(first < days) & (days <= last)].tolist()))


def diff(before: Slice, after: Slice) -> tuple[Change, ...]:
    """Return the entities whose status differs between slices of a record, in the order of `after`, then `before`."""
    entities, differs = tuple(after.record.index.entities), before.held != after.held
    order = np.concatenate([after.stating, before.stating])
    changed = (entities[number] for number in dict.fromkeys(order[differs[order]].tolist()))
    changes = (Change(e, before.state_of(e), after.state_of(e)) for e in changed)
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
