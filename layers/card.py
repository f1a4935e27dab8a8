"""The status card: what held for one entity on one day, how surely, and who says so."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING

from layers import escape, words
from layers.errors import UnknownNameError
from layers.timeslice import certainty, positions_on, slice_on, timeline

if TYPE_CHECKING:
    from datetime import date

    from layers.model import Certainty, Entity, Event, Party, Position, Record, Source, State
    from layers.timeslice import Slice


@dataclass(frozen=True)
class StatusCard:
    """The answer to "what was its status on that day, and who says so?".

    `state` is None where the record has no status on that day; `certainty` is then None too.
    `statements` are the statuses that the parties state where they differ, `positions` what else they said
    since `state` began. `events` name the entity and fall on the first day of `state` or on the day asked for.
    `place` says how well its position on the map is known; None where it has none.
    """

    entity: Entity
    day: date
    state: State | None
    certainty: Certainty | None
    previous: State | None
    next: State | None
    statements: tuple[State, ...]
    positions: tuple[Position, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    place: Place | None


@dataclass(frozen=True)
class Place:
    """How well the position of a feature is known: metres, how it was drawn, and whether only schematically."""

    accuracy_m: int
    method: str
    schematic: bool


def status_of(record: Record, entity_id: str, day: date) -> StatusCard:
    """Return the status card of an entity on a day.

    Raises
    ------
    UnknownNameError
        If no entity has that id; the nearest ids are offered.
    DateError
        If the day lies outside the record.
    """
    if entity_id not in record.entities:
        raise UnknownNameError("entity", entity_id, record.entities)
    on_day = slice_on(record, day)
    state = on_day.state_of(entity_id)
    own = timeline(record, entity_id)
    statements = tuple(s for s in on_day.statements if s.entity_id == entity_id)
    events = _events(record, entity_id, day, state)
    positions = positions_on(record, entity_id, day, state.valid_from if state else day)
    return StatusCard(
        entity=record.entities[entity_id],
        day=day,
        state=state,
        certainty=certainty(state, day, record.reviewed_through) if state else None,
        previous=next((s for s in reversed(own) if s.valid_to and s.valid_to <= day), None),
        next=next((s for s in own if s.valid_from > day), None),
        statements=statements,
        positions=positions,
        events=events,
        sources=_sources(record, *((state,) if state else ()), *statements, *positions, *events),
        place=_place(on_day, entity_id),
    )


def _events(record: Record, entity_id: str, day: date, state: State | None) -> tuple[Event, ...]:
    days = {day} | ({state.valid_from} if state else set())
    return tuple(e for e in record.events if entity_id in e.entity_ids and e.day in days)


def _place(on_day: Slice, entity_id: str) -> Place | None:
    drawn = on_day.features[on_day.features["entity_id"] == entity_id]
    places = [Place(int(row.accuracy_m), row.method, bool(row.schematic)) for row in drawn.itertuples()]
    return places[0] if places else None


def _sources(record: Record, *rows: State | Position | Event) -> tuple[Source, ...]:
    return tuple(record.sources[i] for i in dict.fromkeys(i for row in rows for i in row.source_ids))


def as_json(record: Record, card: StatusCard, language: str = "en") -> str:
    """Return the card as a JSON object; days as ISO text, `until` inclusive."""
    return json.dumps(as_dict(record, card, language), ensure_ascii=False, indent=2)


def as_dict(record: Record, card: StatusCard, language: str = "en") -> dict[str, object]:
    """Return the card as plain values."""
    names = record.names.get(card.entity.name_id)
    return {
        "entity": card.entity.entity_id,
        "title": words.title(record, card.entity.entity_id, language),
        "names": dict(names.by_language) if names else {},
        "day": card.day.isoformat(),
        "certainty": card.certainty,
        "state": _state_dict(record, card.state, language),
        "previous": _state_dict(record, card.previous, language),
        "next": _state_dict(record, card.next, language),
        "statements": [_state_dict(record, s, language) for s in card.statements],
        "positions": [_position_dict(p, language) for p in card.positions],
        "events": [
            {"day": e.day.isoformat(), "edtf": e.edtf, "title": words.text(e.title, language)} for e in card.events
        ],
        "sources": [{"publisher": s.publisher, "title": s.title, "date": s.day, "url": s.url} for s in card.sources],
        "place": asdict(card.place) if card.place else None,
    }


def _position_dict(position: Position, language: str) -> dict[str, object]:
    return {
        "day": position.event.day.isoformat(),
        "aspect": position.aspect,
        "according_to": position.according_to,
        "words": words.text(position.words, language),
        "confidence": position.confidence,
        "source_ids": list(position.source_ids),
    }


def _state_dict(record: Record, state: State | None, language: str) -> dict[str, object] | None:
    if state is None:
        return None
    return {
        "status": state.status,
        "label": words.status(record, state.status, language),
        "since": state.valid_from.isoformat(),
        "since_edtf": state.edtf_from,
        "until": words.last_day(state.valid_to).isoformat() if state.valid_to else None,
        "until_edtf": state.edtf_to,
        "basis_kind": state.basis_kind,
        "basis": words.text(state.basis, language),
        "confidence": state.confidence,
        "according_to": state.according_to,
        "note": words.text(state.note, language),
        "source_ids": list(state.source_ids),
    }


def as_text(record: Record, card: StatusCard, language: str = "en") -> str:
    """Return the card as plain text, one fact a line."""
    head = f"{words.title(record, card.entity.entity_id, language)}, {words.day(card.day, language)}"
    facts = [f"  {label}: {value}" for label, value in _facts(record, card, language)]
    sources = [f"  - {_source_words(s)}" + (f" <{s.url}>" if s.url else "") for s in card.sources]
    return "\n".join([head, *facts, f"  {words.text('Sources', language)}:", *sources])


def as_markdown(record: Record, card: StatusCard, language: str = "en") -> str:
    """Return the card as Markdown; text of the record is escaped, links are http(s) only."""
    title = words.title(record, card.entity.entity_id, language)
    head = f"### {escape.markdown(title)}, {words.day(card.day, language)}"
    facts = [f"- **{label}:** {escape.markdown(value)}" for label, value in _facts(record, card, language)]
    sources = [f"- {source_markdown(s)}" for s in card.sources]
    return "\n".join([head, "", *facts, "", f"**{words.text('Sources', language)}**", "", *sources])


def _source_words(source: Source) -> str:
    return ", ".join(part for part in (source.publisher, source.title and f"“{source.title}”", source.day) if part)


def source_markdown(source: Source) -> str:
    """Return a source as Markdown; it is a link where it has an http(s) address."""
    said = escape.markdown(_source_words(source))
    url = escape.link(source.url)
    return f"[{said}](<{url}>)" if url else said


def _facts(record: Record, card: StatusCard, language: str) -> list[tuple[str, str]]:
    """Return (label, value) pairs in the order in which a reader asks."""
    say = partial(words.text, language=language)
    facts = _state_facts(record, card, language)
    facts += [(_according_to(s.according_to, language), _told(record, s, language)) for s in card.statements]
    facts += [(_position_label(p, language), words.text(p.words, language)) for p in card.positions]
    if card.previous:
        facts.append((say("Before"), _told(record, card.previous, language)))
    if card.next:
        facts.append((say("Next change"), _told(record, card.next, language)))
    facts += [(words.day(e.day, language), words.text(e.title, language)) for e in card.events]
    names = record.names.get(card.entity.name_id)
    if names:
        facts.append((say("Names"), "; ".join(f"{n} ({lang})" for lang, n in names.by_language.items())))
    if card.place:
        facts.append((say("Position"), _place_words(card.place, language)))
    return facts


def _place_words(place: Place, language: str) -> str:
    within = words.text("within about {metres} m; {method}", language).format(
        metres=place.accuracy_m, method=words.text(place.method, language)
    )
    schematic = "schematic: it shows the link or the place, not its exact course or edge"
    return f"{words.text(schematic, language)}; {within}" if place.schematic else within


def _according_to(party: Party | None, language: str) -> str:
    return words.text("according to {party}", language).format(party=words.text(party or "", language))


def _position_label(position: Position, language: str) -> str:
    day = words.day(position.event.day, language)
    return f"{day}, {_according_to(position.according_to, language)}, {words.aspect(position.aspect, language)}"


def _basis(state: State, language: str) -> str:
    told = (words.text(state.basis_kind, language), words.text(state.basis, language))
    return ": ".join(part for part in told if part)


def _told(record: Record, state: State, language: str) -> str:
    return f"{words.status(record, state.status, language)}, {words.interval(state, language)}"


def _state_facts(record: Record, card: StatusCard, language: str) -> list[tuple[str, str]]:
    say = partial(words.text, language=language)
    state = card.state
    if state is None or card.certainty is None:
        return [(say("Status"), say("the record has no status for this day"))]
    until = words.boundary(words.last_day(state.valid_to), state.edtf_to, language) if state.valid_to else ""
    facts = [
        (say("Status"), words.status(record, state.status, language)),
        (say("Since"), words.boundary(state.valid_from, state.edtf_from, language)),
        (say("Until"), until or words.open_end(record, state, language)),
        (say("Certainty"), say(card.certainty)),
        (say("Confidence"), say(state.confidence)),
        (say("Basis"), _basis(state, language)),
        (say("Note"), say(state.note)),
    ]
    return [(label, value) for label, value in facts if value]
