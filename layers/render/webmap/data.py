"""The record as the plain values that the script in the map reads; days are whole days since 1970-01-01.

The script knows no record and no time rule: what differs between records, and what holds on which days, is computed
here. Its side of the contract is `script/types.d.ts`.
"""

from __future__ import annotations

import base64
import io
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from PIL import Image, ImageChops
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
from layers.render.webmap.geojson import written
from layers.render.webmap.messages import messages
from layers.wording import courses, search, sources, words
from layers.wording import settlements as in_settlements
from layers.wording.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from layers.record.basemap import Thing
    from layers.record.model import Entity, Event, Evidence, Feature, Position, Record, Source, State
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
        "features": _features(record),
        "entities": _entities(speakers, record),
        "search": {e: sorted(terms) for e, terms in search.index(record).items()},
        "sources": {s.source_id: _source(s) for s in record.sources.values()},
        "styles": {code: style.as_dict(s) for code, s in about.styles.items()},
        "agreement": {code: style.as_dict(s) for code, s in style.AGREEMENT.items()},
        "context": style.as_dict(style.CONTEXT),
        "muted": style.as_dict(style.MUTED),
        "palette": style.PALETTE,
        "opacity": {certainty.value: opacity for certainty, opacity in style.OPACITY.items()},
        "schematicDash": list(style.SCHEMATIC_DASH),
        "tracks": {key: track._asdict() for key, track in style.TRACKS.items()},
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
    image = base64.b64encode(_shadow(base.relief)).decode()
    return {
        "base": {name: _plain(things) for name, things in base.layers.items() if name != "places"},
        "countries": [_country(speakers, country) for country in base.layers["countries"]],
        "places": _places(speakers, record, base.layers["places"]),
        "relief": {"image": f"data:image/png;base64,{image}", "bounds": base.bounds},
    }


@lru_cache(maxsize=4)
def _shadow(relief: Path) -> bytes:
    """Return the relief as black that is as thick as its grey is dark.

    Laid over the land it gives the colours that multiplying by the grey would; but to multiply, a browser composes the
    whole map in one piece after every move.
    """
    with Image.open(relief) as image:
        grey, thick = image.convert("RGBA").convert("LA").split()
    shadow = ImageChops.multiply(ImageChops.invert(grey), thick)
    shadow.putpalette(bytes(768))
    with io.BytesIO() as stream:
        shadow.save(stream, "PNG", transparency=bytes(range(256)))
        return stream.getvalue()


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


def _features(record: Record) -> list[dict[str, Any]]:
    """Return the features so ordered that a small area is drawn over the large one around it."""
    geometries = record.index.geometries
    order = np.argsort(-shapely.area(geometries), kind="stable")
    coordinates = written(geometries[order])
    return [_feature(record.features[n], geometry) for n, geometry in zip(order.tolist(), coordinates, strict=True)]


def _feature(feature: Feature, geometry: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": feature.feature_id,
        "entity": feature.entity_id,
        "from": number(feature.valid_from),
        "to": number(feature.valid_to),
        "schematic": feature.schematic,
        "accuracy": feature.accuracy_m,
        "method": feature.method,
        "geometry": geometry,
    }


def _entities(speakers: dict[str, Words], record: Record) -> dict[str, dict[str, Any]]:
    anchors = _anchors(record)
    return {e: _entity(speakers, record, entity, anchors.get(e)) for e, entity in record.entities.items()}


def _entity(speakers: dict[str, Words], record: Record, entity: Entity, anchor: list[float] | None) -> dict[str, Any]:
    names = record.names.get(entity.name_id)
    return {
        "layer": entity.layer,
        "group": entity.group,
        "title": {code: w.title(entity.entity_id) for code, w in speakers.items()},
        "names": {code: name for code, name in names.by_language.items() if code in speakers} if names else {},
        "track": record.profile.track_of(entity.kind),
        "along": _along(speakers, record, entity),
        "anchor": anchor,
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
    known = record.states_of.get(entity_id, ())
    places = {id(state): place for place, state in enumerate(known)}
    voices = {state.according_to for state in known} & {*record.profile.parties}
    alone = _span_rows(record, entity_id, None, places)
    others = {p: _span_rows(record, entity_id, p, places) for p in record.profile.parties if p in voices}
    return {"": alone} | {party: rows for party, rows in others.items() if rows != alone}


def _span_rows(record: Record, entity_id: str, party: str | None, places: dict[int, int]) -> list[tuple[Any, ...]]:
    """Return the spans, the state of each as its place among the states of the entity."""
    return [
        (number(s.start), number(s.end), places[id(s.state)], s.certainty, s.agreement)
        for s in spans(record, entity_id, party)
    ]


def _anchors(record: Record) -> dict[str, list[float]]:
    """Return for each entity that is drawn a point on the largest of its geometries as latitude and longitude."""
    geometries = record.index.geometries
    area, length = shapely.area(geometries), shapely.length(geometries)
    order = np.lexsort((-length, -area))  # the largest first; of two the one that stands first in the record
    _, first = np.unique(record.index.of_feature[order], return_index=True)
    largest = order[first]
    is_line = (length[largest] > 0) & (area[largest] == 0)
    middle = shapely.line_interpolate_point(geometries[largest[is_line]], 0.5, normalized=True)
    points = shapely.point_on_surface(geometries[largest])
    points[is_line] = middle
    places = zip(largest.tolist(), shapely.get_y(points).tolist(), shapely.get_x(points).tolist(), strict=True)
    return {record.features[n].entity_id: [round(y, 5), round(x, 5)] for n, y, x in places}


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


def _country(speakers: dict[str, Words], country: Thing) -> dict[str, Any]:
    """Return a country's code and names, those of other days too, and the middle of its part within the map."""
    iso, part = country.properties["iso"], max(get_parts(country.geometry), key=lambda g: g.area)
    point = maximum_inscribed_circle(part, tolerance=0.05).coords[0]
    called = {code: w.country_names(iso) for code, w in speakers.items()}
    *dated, usual = (
        {"from": number(start), "to": number(end), "name": {code: names[n][2] for code, names in called.items()}}
        for n, (start, end, _) in enumerate(next(iter(called.values())))
    )
    return {"iso": iso, "lat": round(point[1], 3), "lon": round(point[0], 3), "name": usual["name"], "dated": dated}


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
