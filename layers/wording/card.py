"""The status card: what held for one entity on one day, how surely, and who says so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from layers import escape
from layers.errors import UnknownNameError
from layers.record.timeslice import certainty, last_day, positions_on, slice_on, timeline
from layers.wording import sources

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Certainty, Entity, Event, Position, Record, Source, State
    from layers.record.timeslice import Slice
    from layers.wording.words import Words


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


def status_of(record: Record, entity_id: str, day: date, *, according_to: str | None = None) -> StatusCard:
    """Return the status card of an entity on a day, as the record or one party has it.

    Raises
    ------
    UnknownNameError
        If no entity has that id; the nearest ids are offered.
    DateError
        If the day lies outside the record.
    """
    if entity_id not in record.entities:
        raise UnknownNameError("entity", entity_id, record.entities)
    on_day = slice_on(record, day, according_to=according_to)
    state = on_day.state_of(entity_id)
    own = timeline(record, entity_id, according_to)
    statements = on_day.rivals_of(entity_id)
    events = _events(record, entity_id, day, state)
    positions = positions_on(record, entity_id, day, state.valid_from if state else day)
    return StatusCard(
        entity=record.entities[entity_id],
        day=day,
        state=state,
        certainty=certainty(state, day, record.profile.reviewed_through) if state else None,
        previous=next((s for s in reversed(own) if s.valid_to and s.valid_to <= day), None),
        next=next((s for s in own if s.valid_from > day), None),
        statements=statements,
        positions=positions,
        events=events,
        sources=sources.of_rows(record, [*([state] if state else []), *statements, *positions, *events]),
        place=_place(on_day, entity_id),
    )


def _events(record: Record, entity_id: str, day: date, state: State | None) -> tuple[Event, ...]:
    days = {day} | ({state.valid_from} if state else set())
    return tuple(e for e in record.events if entity_id in e.entity_ids and e.day in days)


def _place(on_day: Slice, entity_id: str) -> Place | None:
    drawn = (d.feature for d in on_day.features if d.feature.entity_id == entity_id)
    feature = next(drawn, None)
    return Place(feature.accuracy_m, feature.method, feature.schematic) if feature else None


def as_dict(words: Words, card: StatusCard) -> dict[str, object]:
    """Return the card as plain values; days as ISO text, `until` inclusive."""
    names = words.record.names.get(card.entity.name_id)
    return {
        **entity_as_dict(words, card.entity),
        "day": card.day.isoformat(),
        "certainty": card.certainty,
        "state": state_as_dict(words, card.state),
        "names": dict(names.by_language) if names else {},
        "previous": state_as_dict(words, card.previous),
        "next": state_as_dict(words, card.next),
        "statements": [state_as_dict(words, s) for s in card.statements],
        "positions": [_position_dict(words, p) for p in card.positions],
        "events": [_event_dict(words, e) for e in card.events],
        "source_ids": [s.source_id for s in card.sources],
        "place": asdict(card.place) if card.place else None,
    }


def entity_as_dict(words: Words, entity: Entity) -> dict[str, object]:
    """Return an entity as plain values."""
    title = words.title(entity.entity_id)
    return {"entity_id": entity.entity_id, "title": title, "layer": entity.layer, "group": entity.group}


def _event_dict(words: Words, event: Event) -> dict[str, object]:
    return {
        "event_id": event.event_id,
        "day": event.day.isoformat(),
        "edtf": event.edtf,
        "title": words.told(event.title),
        "source_ids": list(event.source_ids),
    }


def _position_dict(words: Words, position: Position) -> dict[str, object]:
    return {
        "day": position.event.day.isoformat(),
        "aspect": position.aspect,
        "according_to": position.according_to,
        "words": words.told(position.words),
        "confidence": position.confidence,
        "source_ids": list(position.source_ids),
    }


def state_as_dict(words: Words, state: State | None) -> dict[str, object] | None:
    """Return a state as plain values, None where there is none; `until` is inclusive."""
    if state is None:
        return None
    return {
        "status": state.status,
        "label": words.status(state.status),
        "since": state.valid_from.isoformat(),
        "until": last_day(state.valid_to).isoformat() if state.valid_to else None,
        "since_edtf": state.edtf_from,
        "until_edtf": state.edtf_to,
        "basis_kind": state.basis_kind,
        "basis": words.told(state.basis),
        "confidence": state.confidence,
        "according_to": state.according_to,
        "note": words.told(state.note),
        "source_ids": list(state.source_ids),
    }


def as_text(words: Words, card: StatusCard) -> str:
    """Return the card as plain text, one fact a line."""
    head = f"{words.title(card.entity.entity_id)}, {words.day(card.day)}"
    facts = [f"  {label}: {value}" for label, value in _facts(words, card)]
    cited = [f"  - {sources.plain(s)}" for s in card.sources]
    return "\n".join([head, *facts, f"  {words.say('Sources')}:", *cited])


def as_markdown(words: Words, card: StatusCard) -> str:
    """Return the card as Markdown; text of the record is escaped, links are http(s) only."""
    title = words.title(card.entity.entity_id)
    head = f"### {escape.markdown(title)}, {words.day(card.day)}"
    facts = [f"- **{label}:** {escape.markdown(value)}" for label, value in _facts(words, card)]
    cited = [f"- {sources.markdown(s)}" for s in card.sources]
    return "\n".join([head, "", *facts, "", f"**{words.say('Sources')}**", "", *cited])


def _facts(words: Words, card: StatusCard) -> list[tuple[str, str]]:
    """Return (label, value) pairs in the order in which a reader asks."""
    say = words.say
    facts = _state_facts(words, card)
    facts += [
        (words.according_to(s.according_to), _told(words, s))
        for s in card.statements
        if s.according_to and s is not card.state
    ]
    facts += [(_position_label(words, p), words.told(p.words)) for p in card.positions]
    if card.previous:
        facts.append((say("Before"), _told(words, card.previous)))
    if card.next:
        facts.append((say("Next change"), _told(words, card.next)))
    facts += [(words.day(e.day), words.told(e.title)) for e in card.events]
    names = words.record.names.get(card.entity.name_id)
    if names:
        facts.append((say("Names"), "; ".join(f"{n} ({lang})" for lang, n in names.by_language.items())))
    if card.place:
        facts.append((say("Position"), _place_words(words, card.place)))
    return facts


def _place_words(words: Words, place: Place) -> str:
    within = words.say("within about {metres} m; {method}").format(
        metres=place.accuracy_m, method=words.told(place.method)
    )
    schematic = "schematic: it shows the link or the place, not its exact course or edge"
    return f"{words.say(schematic)}; {within}" if place.schematic else within


def _position_label(words: Words, position: Position) -> str:
    day = words.day(position.event.day)
    return f"{day}, {words.according_to(position.according_to)}, {words.aspect(position.aspect)}"


def _basis(words: Words, state: State) -> str:
    told = (words.say(state.basis_kind or ""), words.told(state.basis))
    return ": ".join(part for part in told if part)


def _told(words: Words, state: State) -> str:
    return f"{words.status(state.status)}, {words.interval(state)}"


def _state_facts(words: Words, card: StatusCard) -> list[tuple[str, str]]:
    say = words.say
    state = card.state
    if state is None or card.certainty is None:
        return [(say("Status"), say("the record has no status for this day"))]
    until = words.boundary(last_day(state.valid_to), state.edtf_to) if state.valid_to else ""
    facts = [
        (words.according_to(state.according_to) if state.according_to else say("Status"), words.status(state.status)),
        (say("Since"), words.boundary(state.valid_from, state.edtf_from)),
        (say("Until"), until or words.open_end(state)),
        (say("Certainty"), say(card.certainty)),
        (say("Confidence"), say(state.confidence)),
        (say("Basis"), _basis(words, state)),
        (say("Note"), words.told(state.note)),
    ]
    return [(label, value) for label, value in facts if value]
