"""What a search finds on the page, and where it leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from layers.page import happened, permalink
from layers.page.permalink import View
from layers.wording import search, settlements

if TYPE_CHECKING:
    from layers.page.permalink import Shown
    from layers.record.model import Record
    from layers.record.settlements import Settlement
    from layers.wording.words import Words


RESULTS = 8
"""How many places, and how many events, a search offers."""


def results(words: Words, shown: Shown, map_size: tuple[int, int], query: str) -> list[dict[str, str]]:
    """Return what a query finds, best first: places, settlements, events; each with the address that shows it."""
    record = words.record
    if not search.fold(query[: search.LONGEST]):
        return []
    entities, towns = search.find(record, query)[:RESULTS], settlements.find(record, query)[:RESULTS]
    places = [
        (
            replace(shown, place=e, town=None, event=None, view=view_of(record, e, map_size)),
            words.title(e),
            _names(words, e),
        )
        for e in entities
    ]
    called = [(at_town(shown, town), settlements.name(words, town), words.say("settlement")) for town in towns]
    # a settlement of that very name goes before a place whose name only holds it
    exact = bool(towns) and settlements.is_called(record, towns[0], query)
    found = [*called, *places] if exact and not search.is_called(record, entities[:1], query) else [*places, *called]
    found += [
        (happened.at_event(record, shown, e), words.told(e.title), words.boundary(e.day, e.edtf))
        for e in search.events(record, query)[:RESULTS]
    ]
    return [{"href": permalink.query(record, to), "title": title, "note": note} for to, title, note in found]


def nothing(words: Words, query: str) -> str:
    """Return what is said where a query finds nothing: the nearest names; empty for a query without letters."""
    if not search.fold(query[: search.LONGEST]):
        return ""
    nearest = settlements.nearest(words.record, query)
    return words.say("Nothing has that name; the nearest are {names}.").format(names=", ".join(nearest))


def _names(words: Words, entity_id: str) -> str:
    """Return the names of an entity in the other languages, by which it may have been found."""
    name = words.record.names.get(words.record.entities[entity_id].name_id)
    return " · ".join(n for lang, n in name.by_language.items() if lang != words.language) if name else ""


def view_of(record: Record, entity_id: str | None, map_size: tuple[int, int]) -> View | None:
    """Return where the map shows an entity, as it ever was drawn; None where it never was."""
    drawn = [f.geometry.bounds for f in record.features if f.entity_id == entity_id]
    if not drawn:
        return None
    west, south, east, north = zip(*drawn, strict=True)
    return View.of((min(west), min(south), max(east), max(north)), map_size, record.profile.zooms)


def at_town(shown: Shown, town: Settlement) -> Shown:
    """Return what the page shows of a settlement: its card; the map moves there by itself."""
    return replace(shown, place=None, town=town.name, event=None)


def example(record: Record) -> str:
    """Return what may be searched for, for example: the names of one place in several languages."""
    spelt = (tuple(dict.fromkeys(name.by_language.values())) for name in record.names.values())
    return " · ".join(max(spelt, key=len, default=())[:3])
