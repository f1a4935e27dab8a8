"""Find entities by any of their names in any language and script, and events by their words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from layers import words
from layers.errors import LayersError, UnknownNameError
from layers.model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.model import Entity, Event, Name, Record

_LETTERS = str.maketrans({"ə": "e", "ı": "i", "ё": "е", "й": "и", "և": "եւ"})
_VARIANT = re.compile(r"[/()«»;,]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text without case, diacritics or repeated spaces, so that Ağdam and AGDAM are the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-–_'’]", " ", bare).split())


def find(record: Record, query: str) -> tuple[str, ...]:
    """Return the ids of the entities that a query names, best first; empty where none fits.

    An exact id, layer or name comes before a name that begins with the query, and that before one that
    holds it.

    Raises
    ------
    LayersError
        If the query is empty.
    """
    wanted = fold(query)
    if not wanted:
        raise LayersError("the search is empty; write a name, for example Lachin or Լաչին")
    ranks = {e: _rank(wanted, terms(record, entity)) for e, entity in record.entities.items()}
    found = [e for e, rank in ranks.items() if rank is not None]
    return tuple(sorted(found, key=lambda e: (ranks[e], list(record.entities).index(e))))


def resolve(record: Record, query: str) -> tuple[str, ...]:
    """Return the ids of the entities that a query names exactly: by id, by layer or by a whole name.

    Raises
    ------
    UnknownNameError
        If nothing has that name; the three nearest names are offered.
    """
    found = tuple(e for e in find(record, query) if fold(query) in terms(record, record.entities[e]))
    if not found:
        raise UnknownNameError("name", query, _spellings(record))
    ids = tuple(e for e in found if e == query)
    layer = tuple(e for e in found if record.entities[e].layer == query)
    return ids or layer or found


def nearest(record: Record, query: str) -> tuple[str, ...]:
    """Return the three names that are spelt most like a query."""
    return UnknownNameError("name", query, _spellings(record)).nearest


def terms(record: Record, entity: Entity) -> frozenset[str]:
    """Return every folded text by which an entity can be found."""
    spellings = [entity.entity_id, entity.layer, entity.label]
    if entity.name_id:
        spellings += _name_variants(record.names[entity.name_id])
    return frozenset(fold(s) for s in spellings if s)


def events(record: Record, query: str) -> tuple[Event, ...]:
    """Return the events that hold every word of the query, in order of day.

    The description is searched in English, the title in all five languages.
    """
    wanted = fold(query).split()
    return tuple(e for e in record.events if all(w in fold(_event_text(e)) for w in wanted))


def _event_text(event: Event) -> str:
    titles = (words.text(event.title, language) for language in LANGUAGES)
    return " ".join((*titles, event.description))


def _name_variants(name: Name) -> Iterator[str]:
    for spelling in (*name.by_language.values(), name.transliterated):
        yield spelling
        yield from (part for part in _VARIANT.split(spelling) if part.strip())


def _spellings(record: Record) -> set[str]:
    return {_spelling(record, e) for e in record.entities.values()}


def _spelling(record: Record, entity: Entity) -> str:
    return record.names[entity.name_id].by_language["en"] if entity.name_id else entity.label


def _rank(wanted: str, known: frozenset[str]) -> int | None:
    if wanted in known:
        return 0
    if any(term.startswith(wanted) for term in known):
        return 1
    return 2 if any(wanted in term for term in known) else None
