"""The record as columns of numbers, on which a timeslice is a mask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from layers.record.model import Record

    Numbers = NDArray[np.int32]

OPEN = date.max.toordinal() + 1
"""Stands for a day that never comes: an open end, or a start that is not known to have come."""


@dataclass(frozen=True, eq=False)
class Days:
    """Half-open days as ordinals (`date.toordinal`), one pair a row: an open start is 0, an open end `OPEN`."""

    start: Numbers
    end: Numbers


@dataclass(frozen=True, eq=False)
class Index:
    """The rows of a record by number.

    Attributes
    ----------
    entities
        Entity -> its number, in the order of the record; one that only a row names comes after.
    states
        The days of each state.
    sure
        The days on which it is certain; empty where it is certain on none.
    of_state
        The number of the entity of each state.
    own
        Whether a state is the record's own finding.
    parties
        Party -> the numbers of its statements.
    features
        The days on which each feature is drawn.
    of_feature
        The number of the entity of each feature.
    undated
        Whether the entity of a feature has no state on any day.
    layers
        The layer of each feature.
    geometries
        The geometry of each feature.
    """

    entities: Mapping[str, int]
    states: Days
    sure: Days
    of_state: Numbers
    own: NDArray[np.bool_]
    parties: Mapping[str, Numbers]
    features: Days
    of_feature: Numbers
    undated: NDArray[np.bool_]
    layers: NDArray[np.str_]
    geometries: NDArray[np.object_]


def build(record: Record) -> Index:
    """Return the index of a record."""
    states, features = record.states, record.features
    rows = (s.entity_id for s in states), (f.entity_id for f in features)
    entities = {entity: number for number, entity in enumerate(dict.fromkeys(chain(record.entities, *rows)))}
    of_state = _numbers(entities[s.entity_id] for s in states)
    of_feature = _numbers(entities[f.entity_id] for f in features)
    dated = np.zeros(len(entities), dtype=bool)
    dated[of_state] = True
    speakers: dict[str, list[int]] = {}
    for number, state in enumerate(states):
        if state.according_to is not None:
            speakers.setdefault(state.according_to, []).append(number)
    return Index(
        entities=entities,
        states=_days([s.valid_from for s in states], [s.valid_to for s in states]),
        sure=Days(_ordinals((s.start.latest for s in states), OPEN), _ordinals((s.end.earliest for s in states), OPEN)),
        of_state=of_state,
        own=np.array([s.according_to is None for s in states], dtype=bool),
        parties={party: _numbers(rows) for party, rows in speakers.items()},
        features=_days([f.valid_from for f in features], [f.valid_to for f in features]),
        of_feature=of_feature,
        undated=~dated[of_feature],
        layers=np.array([f.layer for f in features], dtype=np.str_),
        geometries=np.array([f.geometry for f in features], dtype=object),
    )


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int32)


def _days(starts: Sequence[date | None], ends: Sequence[date | None]) -> Days:
    return Days(_ordinals(starts, 0), _ordinals(ends, OPEN))


def _ordinals(days: Iterable[date | None], missing: int) -> Numbers:
    return _numbers(missing if day is None else day.toordinal() for day in days)
