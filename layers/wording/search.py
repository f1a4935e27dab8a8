"""Find entities by any of their names in any language and script, and events by their words.

The offline page searches in the same index by the same folding (layers/render/webmap/script/search.js); tests hold
both to one table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from layers.errors import LayersError, UnknownNameError
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.record.model import Entity, Event, Name, Record

LONGEST = 200
"""What of a query counts, characters."""
_LETTERS = str.maketrans({"ə": "e", "ı": "i"})
"""Letters that people write without their mark although Unicode does not take it off. The Armenian ligature, which the
normal form takes apart, is written with another second letter in capitals; `fold` makes both one."""
_VARIANT = re.compile(r"[/()«»“”;,:]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text without case, diacritics, punctuation or repeated spaces, so that Évora and EVORA are the same."""
    marks = ("Mn", "Mc", "Me", "Cf")  # format characters too: a soft hyphen splits no word
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in marks)
    folded = bare.casefold().translate(_LETTERS).replace("եւ", "եվ")
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def find(record: Record, query: str) -> tuple[str, ...]:
    """Return the ids of the entities that a query names, best first; empty where none fits.

    An exact id, layer or name comes before a name that begins with the query, then one that holds it, then one
    that holds all its words.

    Raises
    ------
    LayersError
        If the query is empty.
    """
    return ranked(query, index(record))


def ranked(query: str, known: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Return the keys of those that a query names by their folded terms, best first; as `find`."""
    wanted = _wanted(query)
    if not wanted:
        raise LayersError("the search is empty; write a name, or a part of one")
    ranks = {key: _rank(wanted, terms) for key, terms in known.items()}
    # sorted is stable: what ranks the same stays in its order
    return tuple(sorted((k for k, rank in ranks.items() if rank is not None), key=lambda k: ranks[k] or 0))


def is_called(record: Record, entities: Sequence[str], query: str) -> bool:
    """Return True if a query is the whole of a name of one of some entities."""
    return any(_wanted(query) in index(record)[e] for e in entities)


def resolve(record: Record, query: str) -> tuple[str, ...]:
    """Return the ids of the entities that a query names exactly: by id, by layer or by a whole name.

    Raises
    ------
    UnknownNameError
        If nothing has that name; the three nearest names are offered.
    """
    found = tuple(e for e in find(record, query) if _wanted(query) in index(record)[e])
    if not found:
        raise UnknownNameError("name", query[:LONGEST], spellings(record))
    ids = tuple(e for e in found if e == query)
    layer = tuple(e for e in found if record.entities[e].layer == query)
    return ids or layer or found


def nearest(record: Record, query: str) -> tuple[str, ...]:
    """Return the three names that are spelt most like a query."""
    return UnknownNameError("name", query[:LONGEST], spellings(record)).nearest


def events(record: Record, query: str) -> tuple[Event, ...]:
    """Return the events that hold every word of the query, in order of day.

    The description is searched in the record's first language, the title in all languages.
    """
    wanted = _wanted(query).split()
    folded = event_index(record)
    return tuple(e for e in record.events if all(w in folded[e.event_id] for w in wanted))


def _wanted(query: str) -> str:
    return fold(query[:LONGEST])


@lru_cache(maxsize=4)
def index(record: Record) -> Mapping[str, frozenset[str]]:
    """Return entity -> every folded text by which it can be found: id, layer, names, titles in all languages."""
    languages = [Words(record, language) for language in record.profile.languages]
    return {e: frozenset(_terms(record, entity, languages)) - {""} for e, entity in record.entities.items()}


def _terms(record: Record, entity: Entity, languages: list[Words]) -> Iterator[str]:
    spellings = [entity.entity_id, entity.layer, entity.label]
    for words in languages:
        spellings += [words.title(entity.entity_id), words.layers()[entity.layer]]
        spellings += [words.name(entity.name_id)] if entity.name_id else []
    if entity.name_id:
        spellings += name_variants(record.names[entity.name_id])
    yield from (fold(s) for s in spellings)


def name_variants(name: Name) -> Iterator[str]:
    """Yield every spelling of a name, whole and in its parts."""
    for spelling in (*name.by_language.values(), *name.spellings.values(), *name.aliases):
        yield spelling
        yield from (part for part in _VARIANT.split(spelling) if part.strip())


@lru_cache(maxsize=4)
def event_index(record: Record) -> Mapping[str, str]:
    """Return event -> the folded words by which it can be found."""
    languages = [Words(record, language) for language in record.profile.languages]
    return {
        e.event_id: fold(" ".join((*(words.told(e.title) for words in languages), e.description)))
        for e in record.events
    }


def spellings(record: Record) -> set[str]:
    """Return the names that are offered where a query finds nothing."""
    first = record.profile.language
    return {record.names[e.name_id].by_language[first] if e.name_id else e.label for e in record.entities.values()}


def _rank(wanted: str, known: frozenset[str]) -> int | None:
    if wanted in known:
        return 0
    if any(term.startswith(wanted) for term in known):
        return 1
    if any(wanted in term for term in known):
        return 2
    parts = wanted.split()
    return 3 if any(all(part in term for part in parts) for term in known) else None
