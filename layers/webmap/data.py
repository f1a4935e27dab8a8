"""The record as the plain values that the script in the map reads; days are whole days since 1970-01-01."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from shapely import maximum_inscribed_circle
from shapely.geometry import mapping

from layers import escape, style, words
from layers.dates import is_approximate
from layers.model import LANGUAGES, Entity, Group
from layers.timeslice import change_days, timeline
from layers.webmap.messages import messages

if TYPE_CHECKING:
    from pathlib import Path

    from geopandas import GeoDataFrame

    from layers.model import Event, Position, Record, State

EPOCH = date(1970, 1, 1).toordinal()


def number(day: date | None) -> int | None:
    """Return a day as days since 1970-01-01, negative before it; None stays None."""
    return None if day is None else day.toordinal() - EPOCH


def payload(record: Record, basemap: dict[str, GeoDataFrame], folder: Path) -> dict[str, Any]:
    """Return everything that the map shows, in all languages."""
    relief = json.loads((folder / "basemap" / "relief.json").read_text(encoding="utf-8"))
    image = base64.b64encode((folder / "basemap" / "relief.png").read_bytes()).decode()
    return {
        "first": number(record.first_day),
        "last": number(record.last_day),
        "reviewed": number(record.reviewed_through),
        "edition": record.edition,
        "changes": [number(d) for d in change_days(record)],
        "events": [_event(e) for e in record.events],
        "positions": [_position(p) for p in record.positions],
        "told": {language: _told(record, language) for language in LANGUAGES if language != "en"},
        "features": [_feature(row) for row in _largest_first(record.features).itertuples()],
        "entities": {e: _entity(record, entity) for e, entity in record.entities.items()},
        "sources": {s.source_id: _source(s) for s in record.sources.values()},
        "styles": {code: style.as_dict(s) for code, s in style.STYLES.items()},
        "agreement": {code: style.as_dict(s) for code, s in style.AGREEMENT.items()},
        "context": style.as_dict(style.CONTEXT),
        "muted": style.as_dict(style.MUTED),
        "palette": style.PALETTE,
        "opacity": {
            "certain": style.CERTAIN_OPACITY,
            "possible": style.POSSIBLE_OPACITY,
            "not reviewed": style.NOT_REVIEWED_OPACITY,
        },
        "schematicDash": list(style.SCHEMATIC_DASH),
        "languages": words.LANGUAGE_NAMES,
        "texts": {language: messages(record, language) for language in LANGUAGES},
        "dates": {language: words.date_pattern(language) for language in LANGUAGES},
        "base": {name: _plain(frame) for name, frame in basemap.items()},
        "countries": [_country(row) for row in basemap["countries"].itertuples()],
        "places": _places(record, basemap["places"]),
        "relief": {"image": f"data:image/png;base64,{image}", "bounds": relief["bounds"]},
        "attribution": _attribution(record),
    }


def _attribution(record: Record) -> list[str]:
    """Return whom the geometry must be credited to, each once."""
    owners = (part.strip() for source in record.features["source"] for part in source.split(";"))
    return list(dict.fromkeys([*owners, "NOAA GLOBE (relief)", "Natural Earth (sea, lakes)"]))


def _event(event: Event) -> dict[str, Any]:
    return {
        "day": number(event.day),
        "title": event.title,
        "entities": list(event.entity_ids),
        "sources": list(event.source_ids),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "day": number(position.event.day),
        "aspect": position.aspect.value,
        "party": position.according_to.value,
        "words": position.words,
        "entities": list(position.event.entity_ids),
        "sources": list(position.source_ids),
    }


def _told(record: Record, language: str) -> dict[str, str]:
    """Return English text of the record -> the same in a language, for every text that the map shows."""
    texts = [e.title for e in record.events] + [p.words for p in record.positions]
    texts += [text for s in record.states for text in (s.basis, s.note)] + list(record.features["method"])
    return {text: words.text(text, language) for text in dict.fromkeys(texts) if text}


def _source(source: Any) -> dict[str, Any]:
    url = escape.link(source.url)
    return {"publisher": source.publisher, "title": source.title, "date": source.day, "url": url}


def _feature(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "entity": row.entity_id,
        "segment": row.segment,
        "from": number(row.valid_from),
        "to": number(row.valid_to),
        "schematic": bool(row.schematic),
        "accuracy": int(row.accuracy_m),
        "method": row.method,
        "credit": row.source,
        "geometry": mapping(row.geometry),
    }


def _entity(record: Record, entity: Entity) -> dict[str, Any]:
    names = record.names.get(entity.name_id)
    rivals = [s for s in record.states if s.entity_id == entity.entity_id and s.according_to]
    return {
        "layer": entity.layer,
        "group": Group(entity.group).value,
        "title": {language: words.title(record, entity.entity_id, language) for language in LANGUAGES},
        "names": dict(names.by_language) if names else {},
        "anchor": _anchor(record, entity.entity_id),
        "states": [_state(s) for s in timeline(record, entity.entity_id)],
        "rivals": [_state(s) for s in rivals],
    }


def _anchor(record: Record, entity_id: str) -> list[float] | None:
    """Return a point on the entity as latitude and longitude, None where it has no geometry."""
    own = record.features[record.features["entity_id"] == entity_id]
    if own.empty:
        return None
    largest = max(own.geometry, key=lambda g: (g.area, g.length))
    is_line = largest.length and not largest.area
    point = largest.interpolate(0.5, normalized=True) if is_line else largest.representative_point()
    return [round(point.y, 5), round(point.x, 5)]


def _largest_first(features: GeoDataFrame) -> GeoDataFrame:
    """Return the features so ordered that a small area is drawn over the large one around it."""
    return features.loc[sorted(features.index, key=lambda i: -features.geometry[i].area)]


def _state(state: State) -> dict[str, Any]:
    return {
        "status": state.status,
        "from": number(state.valid_from),
        "to": number(state.valid_to),
        "aboutFrom": is_approximate(state.edtf_from),
        "aboutTo": is_approximate(state.edtf_to),
        "startLatest": number(state.start.latest),
        "endEarliest": number(state.end.earliest),
        "edtfFrom": state.edtf_from,
        "edtfTo": state.edtf_to,
        "confidence": state.confidence,
        "basisKind": state.basis_kind.value,
        "basis": state.basis,
        "note": state.note,
        "party": state.according_to,
        "sources": list(state.source_ids),
    }


def _country(row: Any) -> dict[str, Any]:
    """Return a country's code and names and the middle of its part within the map."""
    part = max(getattr(row.geometry, "geoms", [row.geometry]), key=lambda g: g.area)
    point = maximum_inscribed_circle(part, tolerance=0.05).coords[0]
    names = {language: words.country(row.iso, language) for language in LANGUAGES}
    return {"iso": row.iso, "lat": round(point[1], 3), "lon": round(point[0], 3), "name": names}


def _plain(frame: GeoDataFrame) -> list[dict[str, Any]]:
    return [mapping(g) for g in frame.geometry]


def _places(record: Record, frame: GeoDataFrame) -> list[dict[str, Any]]:
    columns = zip(frame["name"], frame["name_id"], frame["class"], frame.geometry, strict=True)
    return [
        {
            "lat": point.y,
            "lon": point.x,
            "class": int(size),
            "name": {language: words.town(record, name, name_id, language) for language in LANGUAGES},
        }
        for name, name_id, size, point in columns
    ]
