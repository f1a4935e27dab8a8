"""What is written along the course of a route."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from layers.record import basemap
from layers.record.profile import Role

if TYPE_CHECKING:
    from layers.record.model import Record
    from layers.wording.words import Words


def names(words: Words, entity_id: str) -> tuple[str, ...]:
    """Return what a route may be called on a map, the best first.

    Its name comes before the label by which it is told from another route of that name; where a place has the name,
    the label alone. Of a name that goes on after a comma, what stands before it is a short one: of a sentence that
    quotes a disputed term, the words that are no one's (docs/decisions/naming.md).
    """
    about = words.record.entities[entity_id]
    name = words.name(about.name_id) if about.name_id else ""
    label = words.told(about.label) if about.label else ""
    if label and about.name_id in _of_places(words.record):
        return (label,)
    short = name.partition(",")[0]
    return tuple(dict.fromkeys(filter(None, (name, short, label))))


@lru_cache(maxsize=4)
def _of_places(record: Record) -> frozenset[str]:
    """Return the names that are those of territories or of towns."""
    base = basemap.of(record)
    towns = {town.properties["name_id"] for town in (base.layers["places"] if base else ())}
    own = {e.name_id for e in record.entities.values() if record.profile.role_of(e.group) is Role.TERRITORY}
    return frozenset((own | towns) - {"", None})
