"""Settlements without a status of their own: found by any of their names, and told by what they lie in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from layers.errors import UnknownNameError
from layers.record import settlements
from layers.record.timeslice import slice_on
from layers.wording import search

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from layers.record.model import Record
    from layers.record.settlements import Settlement
    from layers.wording.words import Words


def name(words: Words, settlement: Settlement) -> str:
    """Return what a settlement is called."""
    return words.town(settlement.name, settlement.name_id)


def find(record: Record, query: str) -> tuple[Settlement, ...]:
    """Return the settlements that a query names, best first, without those that are entities."""
    ranks = search.ranked(query, index(record))
    return tuple(settlements.of(record)[key] for key in ranks)


def is_called(record: Record, settlement: Settlement, query: str) -> bool:
    """Return True if a query is the whole of a name of a settlement."""
    wanted = search.fold(query[: search.LONGEST])
    return any(wanted in known for key, known in index(record).items() if settlements.of(record)[key] == settlement)


def resolve(record: Record, query: str) -> tuple[Settlement, ...]:
    """Return the settlements that a query names by a whole name; several where they share it.

    Raises
    ------
    UnknownNameError
        If no settlement has that name; the nearest names of the record and of its base map are offered.
    """
    wanted = search.fold(query[: search.LONGEST])
    found = tuple(settlements.of(record)[key] for key, known in index(record).items() if wanted in known)
    if not found:
        raise _unknown(record, query)
    return found


def nearest(record: Record, query: str) -> tuple[str, ...]:
    """Return the three names of the record or of its base map that are spelt most like a query."""
    return _unknown(record, query).nearest


def _unknown(record: Record, query: str) -> UnknownNameError:
    return UnknownNameError("name", query[: search.LONGEST], search.spellings(record) | set(index(record)))


@lru_cache(maxsize=4)
def index(record: Record) -> Mapping[str, frozenset[str]]:
    """Return settlement -> every folded text by which it can be found, those that are entities left out."""
    own = {e.name_id: search.index(record)[e.entity_id] for e in record.entities.values() if e.name_id}
    return {
        key: frozenset(search.fold(s) for s in _spellings(record, place)) - {""}
        for key, place in settlements.of(record).items()
        if search.fold(key) not in own.get(place.name_id, ())
    }


def _spellings(record: Record, place: Settlement) -> list[str]:
    known = record.names.get(place.name_id)
    return [place.name, *(search.name_variants(known) if known else ())]


def told(words: Words, settlement: Settlement, day: date, *, according_to: str | None = None) -> tuple[str, str | None]:
    """Return what is known of a settlement on a day in one sentence, and the entity in which it lies, None in none."""
    record, called = words.record, name(words, settlement)
    found = settlements.within(record, slice_on(record, day, according_to=according_to), settlement)
    if found is None or found.drawn.state is None:
        return words.say("{name}: the record has no status for it on {day}").format(
            name=called, day=words.day(day)
        ), None
    entity = found.drawn.feature.entity_id
    sentence = words.say("{name} lies within {place}: {status}").format(
        name=called, place=words.title(entity), status=words.status(found.drawn.state.status)
    )
    if found.at_the_edge:
        distance = words.distance(found.drawn.feature.accuracy_m)
        sentence += " " + words.say("(near its edge, which is known to about {distance})").format(distance=distance)
    return sentence, entity
