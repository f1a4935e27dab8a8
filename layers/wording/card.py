"""The status card: what held for one entity on one day, how surely, and who says so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from layers import escape
from layers.errors import UnknownNameError
from layers.record.model import Certainty
from layers.record.timeslice import certainty, last_day, positions_on, slice_on, timeline
from layers.wording import sources

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Entity, Event, Position, Record, Source, State
    from layers.record.timeslice import Slice
    from layers.wording.sources import Sourced
    from layers.wording.words import Words


CERTAINTY = {
    Certainty.CERTAIN: "the day lies between the latest start and the earliest end",
    Certainty.POSSIBLE: "the day lies where the start or the end is not known to the day",
    Certainty.NOT_REVIEWED: "the day is after the last one for which the record was reviewed",
}
"""What each certainty means, for those who do not know the word."""
CONFIDENCE = "how sure the record is of this entry"
"""What confidence means."""
SCHEMATIC = "schematic: it shows the link or the place, not its exact course or edge"
"""What is said of a position that is only schematic."""


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
        "evidence": sources.as_dicts(event.evidence),
    }


def _position_dict(words: Words, position: Position) -> dict[str, object]:
    return {
        "day": position.event.day.isoformat(),
        "aspect": position.aspect,
        "according_to": position.according_to,
        "words": words.told(position.words),
        "confidence": position.confidence,
        "source_ids": list(position.source_ids),
        "evidence": sources.as_dicts(position.evidence),
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
        "evidence": sources.as_dicts(state.evidence),
    }


@dataclass(frozen=True)
class Fact:
    """One line of a card: what it says of what, and the row whose sources say so."""

    label: str
    value: str
    row: Sourced | None = None


def as_text(words: Words, card: StatusCard) -> str:
    """Return the card as plain text, one fact a line, the sources of a fact and their proofs below it."""
    lines = [f"{words.title(card.entity.entity_id)}, {words.day(card.day)}"]
    for fact in facts(words, card):
        lines.append(f"  {fact.label}: {fact.value}".rstrip())
        lines += [f"    {line}" for line in sources.text_lines(words, fact.row)] if fact.row else []
    return "\n".join(lines)


def as_markdown(words: Words, card: StatusCard) -> str:
    """Return the card as Markdown; text of the record is escaped, links are http(s) only."""
    lines = [f"### {escape.markdown(words.title(card.entity.entity_id))}, {words.day(card.day)}", ""]
    for fact in facts(words, card):
        lines.append(f"- **{fact.label}:** {escape.markdown(fact.value)}".rstrip())
        lines += [f"  {line}" for line in sources.markdown_lines(words, fact.row)] if fact.row else []
    return "\n".join(lines)


def facts(words: Words, card: StatusCard) -> tuple[Fact, ...]:
    """Return what the card says, in the order in which a reader asks.

    Other names, the status and who publishes it, what each party says with its own source, since and until, what
    came before and after, and last how sure all of it is.
    """
    found = [
        Fact(words.say("Other names"), _other_names(words, card.entity)),
        *_status(words, card),
        *_said(words, card),
        *_days(words, card),
        *_events_told(words, card),
        *_how_sure(words, card),
    ]
    return tuple(fact for fact in found if fact.value or fact.row)


def _other_names(words: Words, entity: Entity) -> str:
    name = words.record.names.get(entity.name_id)
    if name is None:
        return ""
    others = {lang: spelt for lang, spelt in name.by_language.items() if lang != words.language}
    return "; ".join(f"{spelt} ({lang})" for lang, spelt in others.items())


def _status(words: Words, card: StatusCard) -> list[Fact]:
    state = card.state
    if state is None:
        return [Fact(words.say("Status"), words.say("the record has no status for this day"))]
    label = words.according_to(state.according_to) if state.according_to else words.say("Status")
    return [Fact(label, words.status(state.status)), Fact(words.say("Sources"), "", state)]


def _said(words: Words, card: StatusCard) -> list[Fact]:
    stated = [s for s in card.statements if s is not card.state]
    told = [Fact(words.according_to(s.according_to or ""), _told(words, s), s) for s in stated]
    return told + [Fact(_position_label(words, p), words.told(p.words), p) for p in card.positions]


def _days(words: Words, card: StatusCard) -> list[Fact]:
    state, say = card.state, words.say
    own = (
        [(say("Since"), words.boundary(state.valid_from, state.edtf_from)), (say("Until"), words.until(state))]
        if state
        else []
    )
    around = [(say("Before"), card.previous), (say("Next change"), card.next)]
    return [Fact(*pair) for pair in own] + [Fact(label, _told(words, s)) for label, s in around if s]


def _events_told(words: Words, card: StatusCard) -> list[Fact]:
    return [Fact(words.boundary(e.day, e.edtf), words.told(e.title), e) for e in card.events]


def _how_sure(words: Words, card: StatusCard) -> list[Fact]:
    """Return what the status rests on, how sure the record is of it, and how well the place is known."""
    say, state, found = words.say, card.state, list[Fact]()
    if state and card.certainty:
        found += [
            Fact(say("What the status means"), words.meaning(state.status)),
            Fact(say("Basis"), ": ".join(filter(None, (say(state.basis_kind or ""), words.told(state.basis))))),
            Fact(say("Note"), words.told(state.note)),
            Fact(say("Certainty"), f"{say(card.certainty)} ({say(CERTAINTY[card.certainty])})"),
            Fact(say("Confidence"), f"{say(state.confidence)} ({say(CONFIDENCE)})"),
        ]
    if card.place:
        found += [
            Fact(say("Position"), _accuracy(words, card.place)),
            Fact(say("How it was drawn"), words.told(card.place.method)),
        ]
    return found


def _accuracy(words: Words, place: Place) -> str:
    within = words.say("within about {distance}").format(distance=words.distance(place.accuracy_m))
    return f"{words.say(SCHEMATIC)}; {within}" if place.schematic else within


def _position_label(words: Words, position: Position) -> str:
    day = words.boundary(position.event.day, position.event.edtf)
    return f"{day}, {words.according_to(position.according_to)}, {words.aspect(position.aspect)}"


def _told(words: Words, state: State) -> str:
    return f"{words.status(state.status)}, {words.boundary(state.valid_from, state.edtf_from)} – {words.until(state)}"
