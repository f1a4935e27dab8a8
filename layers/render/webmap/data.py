"""The record as the plain values that the script in the map reads; days are whole days since 1970-01-01.

The script knows no record and no time rule: what differs between records, and what holds on which days, is computed
here. Its side of the contract is `script/types.d.ts`.
"""

from __future__ import annotations

import base64
from datetime import date
from typing import TYPE_CHECKING, Any

from shapely import get_parts, maximum_inscribed_circle
from shapely.geometry import mapping

from layers import escape
from layers.record import basemap, settlements, style
from layers.record.choice import Colours
from layers.record.dates import parse_day
from layers.record.model import Form
from layers.record.profile import Role
from layers.record.timeslice import change_days, spans
from layers.render.webmap.axis import knots
from layers.render.webmap.messages import messages
from layers.wording import courses, search, sources, words
from layers.wording import settlements as in_settlements
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.record.basemap import Thing
    from layers.record.model import Entity, Event, Evidence, Feature, Position, Record, Source, State
    from layers.record.profile import CountryName
    from layers.record.settlements import Settlement

EPOCH = date(1970, 1, 1).toordinal()


def number(day: date | None) -> int | None:
    """Return a day as days since 1970-01-01, negative before it; None stays None."""
    return None if day is None else day.toordinal() - EPOCH


def payload(record: Record) -> dict[str, Any]:
    """Return everything that the map shows, in all languages that it can be written in."""
    about = record.profile
    speakers = {code: Words(record, code) for code in words.drawable(record)}
    return {
        "first": number(about.first_day),
        "last": number(about.last_day),
        "reviewed": number(about.reviewed_through),
        "axis": [(number(day), share) for day, share in knots(record)],
        "parties": list(about.parties),
        "groups": [{"id": g.group_id, "role": g.role} for g in about.groups.values()],
        "modes": list(Colours),
        "changes": [number(d) for d in change_days(record)],
        "events": [_event(speakers, record, e) for e in record.events],
        "positions": [_position(p) for p in record.positions],
        "told": {code: _told(w) for code, w in speakers.items() if code != about.language},
        "features": [_feature(f) for f in _largest_first(record.features)],
        "entities": {e: _entity(speakers, record, entity) for e, entity in record.entities.items()},
        "search": {e: sorted(terms) for e, terms in search.index(record).items()},
        "sources": {s.source_id: _source(s) for s in record.sources.values()},
        "styles": {code: style.as_dict(s) for code, s in about.styles.items()},
        "agreement": {code: style.as_dict(s) for code, s in style.AGREEMENT.items()},
        "context": style.as_dict(style.CONTEXT),
        "muted": style.as_dict(style.MUTED),
        "palette": style.PALETTE,
        "opacity": {certainty.value: opacity for certainty, opacity in style.OPACITY.items()},
        "schematicDash": list(style.SCHEMATIC_DASH),
        "rail": {"widened": style.RAIL_WIDENED, "core": style.RAIL_CORE},
        "languages": {code: about.languages[code].name for code in speakers},
        "texts": {code: messages(w) for code, w in speakers.items()},
        "dates": {code: w.date_pattern() for code, w in speakers.items()},
        "distances": {code: _distances(w) for code, w in speakers.items()},
        **_base(speakers, record),
        "highlight": list(about.basemap.highlight if about.basemap else ()),
        **_credits(record),
    }


def _base(speakers: dict[str, Words], record: Record) -> dict[str, Any]:
    base = basemap.of(record)
    if base is None:
        return {"base": None, "countries": [], "places": [], "relief": None}
    about = record.profile.basemap
    dated = about.countries if about else ()
    image = base64.b64encode(base.relief.read_bytes()).decode()
    return {
        "base": {name: _plain(things) for name, things in base.layers.items() if name != "places"},
        "countries": [_country(speakers, country, dated) for country in base.layers["countries"]],
        "places": _places(speakers, record, base.layers["places"]),
        "relief": {"image": f"data:image/png;base64,{image}", "bounds": base.bounds},
    }


def _credits(record: Record) -> dict[str, Any]:
    """Return whom the geometry must be credited to, each once, and the short credit that is always on the map."""
    owners = (part.strip() for feature in record.features for part in feature.source.split(";"))
    base = record.profile.basemap.credits if record.profile.basemap else ()
    everyone = list(dict.fromkeys([*owners, *base]))
    return {"credit": record.profile.credit or next(iter(everyone), ""), "attribution": everyone}


def _event(speakers: dict[str, Words], record: Record, event: Event) -> dict[str, Any]:
    """Return an event; only a day that is not sure has words of its own."""
    unsure = event.edtf != event.day.isoformat()
    return {
        "id": event.event_id,
        "day": number(event.day),
        "when": {code: w.boundary(event.day, event.edtf) for code, w in speakers.items() if unsure},
        "title": event.title,
        "description": event.description,
        "confidence": event.confidence,
        "folded": search.event_index(record)[event.event_id],
        "entities": list(event.entity_ids),
        "sources": list(event.source_ids),
        "proofs": sources.as_dicts(event.evidence),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "event": position.event.event_id,
        "day": number(position.event.day),
        "aspect": position.aspect.value,
        "party": position.according_to,
        "words": position.words,
        "entities": list(position.event.entity_ids),
        "sources": list(position.source_ids),
        "proofs": sources.as_dicts(position.evidence),
    }


def _told(words: Words) -> dict[str, str]:
    """Return text of the record -> the same in a language, for every text that the map shows."""
    record = words.record
    texts = [text for e in record.events for text in (e.title, e.description)] + [p.words for p in record.positions]
    texts += [text for s in record.states for text in (s.basis, s.note)] + [f.method for f in record.features]
    texts += [s.kind for s in record.sources.values()]
    for row in (record.states, record.events, record.positions):
        texts += [text for sourced in row for proof in sourced.evidence for text in _own_words(proof)]
    return {text: words.told(text) for text in dict.fromkeys(texts) if text}


def _own_words(proof: Evidence) -> tuple[str, ...]:
    """Return the words of a proof that are the record's own: a quotation stands as published in every language."""
    return (proof.locator,) if proof.form is Form.QUOTATION else (proof.locator, proof.quote)


def _distances(words: Words) -> dict[str, str]:
    """Return the accuracies of the record, in metres, and the same in words."""
    return {str(metres): words.distance(metres) for metres in sorted({f.accuracy_m for f in words.record.features})}


def _source(source: Source) -> dict[str, Any]:
    told = {"publisher": source.publisher, "title": source.title, "date": source.day, "url": escape.link(source.url)}
    opened = number(parse_day(source.accessed)) if source.accessed else None
    archived = escape.link(source.archive_url)
    return told | {"kind": source.kind, "language": source.language, "accessed": opened, "archive": archived}


def _around(record: Record, place: Settlement) -> list[tuple[str, bool]]:
    """Return the areas in which a settlement lies, and whether at an edge that is not known so well."""
    found = settlements.around(record, place)
    return [(f.feature_id, settlements.at_the_edge(f, place)) for f in found]


def _feature(feature: Feature) -> dict[str, Any]:
    return {
        "id": feature.feature_id,
        "entity": feature.entity_id,
        "from": number(feature.valid_from),
        "to": number(feature.valid_to),
        "schematic": feature.schematic,
        "accuracy": feature.accuracy_m,
        "method": feature.method,
        "geometry": mapping(feature.geometry),
    }


def _entity(speakers: dict[str, Words], record: Record, entity: Entity) -> dict[str, Any]:
    names = record.names.get(entity.name_id)
    return {
        "layer": entity.layer,
        "group": entity.group,
        "title": {code: w.title(entity.entity_id) for code, w in speakers.items()},
        "names": {code: name for code, name in names.by_language.items() if code in speakers} if names else {},
        "rail": entity.kind in record.profile.rail_kinds,
        "along": _along(speakers, record, entity),
        "anchor": _anchor(record, entity.entity_id),
        "dated": entity.entity_id in record.dated,
        "states": [_state(speakers, s) for s in record.states_of.get(entity.entity_id, ())],
        "spans": _spans(record, entity.entity_id),
    }


def _along(speakers: dict[str, Words], record: Record, entity: Entity) -> dict[str, tuple[str, ...]]:
    """Return what may be written along a route, the best first, by language; nothing for what is none."""
    is_route = record.profile.role_of(entity.group) is Role.ROUTE
    return {code: courses.names(w, entity.entity_id) for code, w in speakers.items()} if is_route else {}


def _spans(record: Record, entity_id: str) -> dict[str, list[Any]]:
    """Return party -> its spans; the empty party is the record alone, and one that says the same is left out."""
    alone = _span_rows(record, entity_id, None)
    others = {party: _span_rows(record, entity_id, party) for party in record.profile.parties}
    return {"": alone} | {party: rows for party, rows in others.items() if rows != alone}


def _span_rows(record: Record, entity_id: str, party: str | None) -> list[tuple[Any, ...]]:
    """Return the spans, the state of each as its place among the states of the entity."""
    known = record.states_of.get(entity_id, ())
    return [
        (number(s.start), number(s.end), known.index(s.state), s.certainty, s.agreement)
        for s in spans(record, entity_id, party)
    ]


def _anchor(record: Record, entity_id: str) -> list[float] | None:
    """Return a point on the entity as latitude and longitude, None where it has no geometry."""
    own = [f.geometry for f in record.features if f.entity_id == entity_id]
    if not own:
        return None
    largest = max(own, key=lambda g: (g.area, g.length))
    is_line = largest.length and not largest.area
    point = largest.interpolate(0.5, normalized=True) if is_line else largest.representative_point()
    x, y = point.coords[0]
    return [round(y, 5), round(x, 5)]


def _largest_first(features: tuple[Feature, ...]) -> list[Feature]:
    """Return the features so ordered that a small area is drawn over the large one around it."""
    return sorted(features, key=lambda f: -f.geometry.area)


def _state(speakers: dict[str, Words], state: State) -> dict[str, Any]:
    """Return a state; only a boundary that is not sure to the day has words of its own."""
    since = {code: w.boundary(state.valid_from, state.edtf_from) for code, w in speakers.items() if state.edtf_from}
    until = {code: w.until(state) for code, w in speakers.items() if state.edtf_to}
    return {
        "status": state.status,
        "from": number(state.valid_from),
        "to": number(state.valid_to),
        "endEarliest": number(state.end.earliest),
        "edtfFrom": state.edtf_from,
        "edtfTo": state.edtf_to,
        "since": since,
        "until": until,
        "confidence": state.confidence,
        "basisKind": state.basis_kind or "",
        "basis": state.basis,
        "note": state.note,
        "party": state.according_to,
        "sources": list(state.source_ids),
        "proofs": sources.as_dicts(state.evidence),
    }


def _country(speakers: dict[str, Words], country: Thing, dated: Sequence[CountryName]) -> dict[str, Any]:
    """Return a country's code and names, those of other days too, and the middle of its part within the map."""
    iso, part = country.properties["iso"], max(get_parts(country.geometry), key=lambda g: g.area)
    point = maximum_inscribed_circle(part, tolerance=0.05).coords[0]
    names = {code: w.country(iso) for code, w in speakers.items()}
    others = [
        {
            "from": number(other.valid_from),
            "to": number(other.valid_to),
            "name": {code: w.told(other.label) for code, w in speakers.items()},
        }
        for other in dated
        if other.iso == iso
    ]
    return {"iso": iso, "lat": round(point[1], 3), "lon": round(point[0], 3), "name": names, "dated": others}


def _plain(things: tuple[Thing, ...]) -> list[dict[str, Any]]:
    return [mapping(thing.geometry) for thing in things]


def _places(speakers: dict[str, Words], record: Record, towns: tuple[Thing, ...]) -> list[dict[str, Any]]:
    """Return the settlements: where they are, by what they are found, and in what areas they lie, smallest first."""
    terms = in_settlements.index(record)
    return [
        {
            "id": town.properties["name"],
            "lat": town.geometry.coords[0][1],
            "lon": town.geometry.coords[0][0],
            "class": town.properties["class"],
            "name": {code: w.town(town.properties["name"], town.properties["name_id"]) for code, w in speakers.items()},
            "terms": sorted(terms.get(town.properties["name"], ())),
            "around": _around(record, settlements.of(record)[town.properties["name"]]),
        }
        for town in towns
    ]
