"""The one place that knows the time rule: what holds on a day, how surely, and what changed between days.

Valid time, whole days, half-open intervals: a state holds on every day with `valid_from <= day < valid_to`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from layers.errors import DateError
from layers.model import Certainty, Party, Position, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import geopandas as gpd


@dataclass(frozen=True)
class Slice:
    """The record on one day.

    Attributes
    ----------
    day
        The day asked for.
    states
        The record's own finding for each entity that has one on that day (or one party's, where asked for).
    statements
        What the parties say of a status on that day, where they differ.
    features
        The features to draw, EPSG:4326, with the columns `status` (None for context) and `certainty`.
    """

    day: date
    states: tuple[State, ...]
    statements: tuple[State, ...]
    features: gpd.GeoDataFrame

    def state_of(self, entity_id: str) -> State | None:
        """Return the state of an entity, or None where the record has none on that day."""
        return next((s for s in self.states if s.entity_id == entity_id), None)


@dataclass(frozen=True)
class Change:
    """One entity whose state differs between two days; None where it has no state."""

    entity_id: str
    before: State | None
    after: State | None


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Return True if `day` lies in the half-open interval; None is unbounded on that side."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


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


def slice_on(record: Record, day: date, *, according_to: Party | None = None) -> Slice:
    """Return the record on `day`.

    Parameters
    ----------
    record
        The record to slice.
    day
        Any day from `record.first_day` to `record.last_day`, both inclusive.
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
        states |= {s.entity_id: s for s in statements if s.according_to is according_to}
    return Slice(day, tuple(states.values()), statements, _features_on(record, day, states))


def require_day(record: Record, day: date) -> None:
    """Raise `DateError` unless `day` can be asked of the record."""
    if not record.first_day <= day <= record.last_day:
        raise DateError(f"{day} is outside the record; it covers {record.first_day} to {record.last_day}")


def _features_on(record: Record, day: date, states: dict[str, State]) -> gpd.GeoDataFrame:
    dated = {s.entity_id for s in record.states}
    frame = record.features
    spans = zip(frame["entity_id"], frame["valid_from"], frame["valid_to"], strict=True)
    shown = [(e in states or e not in dated) and holds(start, end, day) for e, start, end in spans]
    drawn = frame[shown].copy()
    on_map = [states.get(e) for e in drawn["entity_id"]]
    sure = [certainty(s, day, record.reviewed_through).value if s else None for s in on_map]
    # as objects, because a column of text turns None into NaN
    drawn["status"] = pd.Series([s.status if s else None for s in on_map], index=drawn.index, dtype=object)
    drawn["certainty"] = pd.Series(sure, index=drawn.index, dtype=object)
    return drawn


def change_days(record: Record, entity_ids: Iterable[str] | None = None) -> tuple[date, ...]:
    """Return the days on which a slice differs from that of the day before, ascending.

    Starts and ends of states, of rival statements and of segments count, of `entity_ids` only where given.
    """
    wanted = set(record.entities) if entity_ids is None else set(entity_ids)
    days = {d for s in record.states if s.entity_id in wanted for d in (s.valid_from, s.valid_to)}
    features = record.features[record.features["entity_id"].isin(wanted)]
    days |= {*features["valid_from"], *features["valid_to"]}
    return tuple(sorted(d for d in days if d is not None and record.first_day < d <= record.last_day))


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


def timeline(record: Record, entity_id: str) -> tuple[State, ...]:
    """Return the record's own states of one entity, earliest first."""
    own = (s for s in record.states if s.entity_id == entity_id and s.according_to is None)
    return tuple(sorted(own, key=lambda s: s.valid_from))
