"""KML 2.2 (OGC 07-147r2) for globes: a folder a layer, a style a status, the time and the sources of each placemark.

A `TimeSpan` ends where the next one begins, on the day after the last: readers take a day as its first moment, and
would show nothing on the last one. `start_date` and `end_date` are in the extended data, both inclusive, as elsewhere.
A row of the whole record whose days are not all alike certain is one placemark for each part of them.
KML has neither hatches nor dashes: a hatched area has the mixed colour, and the description says the rest.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml import ElementTree
from shapely import get_coordinates, get_parts
from shapely.geometry import LineString, Point, Polygon

from layers import escape
from layers.errors import LayersError
from layers.record import style
from layers.record.model import Certainty
from layers.record.style import Hatch
from layers.render.export.rows import DAYS, plain
from layers.wording import card, sources

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from layers.record.style import Style
    from layers.render.export.rows import About
    from layers.wording.words import Words

NAMESPACE = "http://www.opengis.net/kml/2.2"
_SHADES = {"": style.CERTAIN_OPACITY, **{certainty.value: opacity for certainty, opacity in style.OPACITY.items()}}
"""Certainty, or none -> how much of the colour of an area is laid on."""
_DOUBTS = {c.value: said for c, said in card.CERTAINTY.items() if c is not Certainty.CERTAIN}
_COVER = {Hatch.NONE: 0.0, Hatch.STRIPES: 0.5, Hatch.CROSS: 0.25, Hatch.DOTS: 0.25}
"""Hatch -> the part of an area that it covers."""


def kml(frame: gpd.GeoDataFrame, about: About) -> bytes:
    """Return KML.

    Raises
    ------
    LayersError
        If a text of the record has a character that XML does not have.
    """
    words, root = about.words, Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    _text(document, "name", words.told(words.record.profile.title))
    reviewed = words.record.profile.reviewed_through
    placed = [
        (row, part, g) for row, g in zip(plain(frame), frame.geometry, strict=True) for part in _parts(row, reviewed)
    ]
    looks = {**words.record.profile.styles, "": style.CONTEXT}
    used = {(row["status"], part.certainty) for row, part, _ in placed}
    document.extend(
        _style(code, look, sure) for code, look in looks.items() for sure in _SHADES if (code, sure) in used
    )
    for layer, label in words.layers().items():
        own = [_placemark(words, *placed_one) for placed_one in placed if placed_one[0]["layer"] == layer]
        if own:
            folder = SubElement(document, "Folder")
            _text(folder, "name", label)
            folder.extend(own)
    return _sound(root)


class Part(NamedTuple):
    """The days of a row, both inclusive as ISO text, that are alike in how far the record vouches for them."""

    start: str | None
    end: str | None
    certainty: str


def _parts(row: dict[str, Any], reviewed: date) -> list[Part]:
    """Return the parts of a row of the whole dated record, one after the other; a row of one day is one part."""
    start, end, first, last = (row[key] for key in DAYS)
    if row["certainty"] or not row["status"]:
        return [Part(start, end, row["certainty"])]
    unseen = (reviewed + timedelta(days=1)).isoformat()
    edges = sorted({start, *(d for d in (first, _day_after(last), unseen) if d and start < d <= (end or d))})
    ends = [(date.fromisoformat(edge) - timedelta(days=1)).isoformat() for edge in edges[1:]]
    return [Part(d, e, _certainty(d, first, last, unseen)) for d, e in zip(edges, [*ends, end], strict=True)]


def _certainty(day: str, first: str | None, last: str | None, unseen: str) -> str:
    if day >= unseen:
        return Certainty.NOT_REVIEWED.value
    sure = first and first <= day <= (last or day)
    return Certainty.CERTAIN.value if sure else Certainty.POSSIBLE.value


def _sound(root: Element) -> bytes:
    """Return the text of a document that can be read again."""
    indent(root, " ")
    text = tostring(root, encoding="UTF-8", xml_declaration=True)
    try:
        ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise LayersError(f"KML: {error}; required: texts without control characters") from None
    return bytes(text) + b"\n"


def _style(code: str, look: Style, certainty: str) -> Element:
    opacity = _SHADES[certainty]
    drawn = Element("Style", id=_style_id(code, certainty))
    stroke = _colour(look.stroke, opacity / style.CERTAIN_OPACITY)
    _text(SubElement(drawn, "IconStyle"), "color", stroke)
    line = SubElement(drawn, "LineStyle")
    _text(line, "color", stroke)
    _text(line, "width", f"{look.width:g}")
    area = SubElement(drawn, "PolyStyle")
    _text(area, "color", _colour(_seen(look), opacity))
    _text(area, "fill", "1" if look.fill else "0")
    return drawn


def _style_id(code: str, certainty: str) -> str:
    return _id("status", code, *([] if certainty in ("", Certainty.CERTAIN) else [certainty]))


def _seen(look: Style) -> str:
    """Return the one colour that stands for an area: its fill, mixed with its hatch by how much that covers."""
    fill, hatch = look.fill or look.stroke, look.hatch_colour or look.stroke
    share = _COVER[look.hatch]
    pairs = ((int(fill[i : i + 2], 16), int(hatch[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(own * (1 - share) + other * share):02x}" for own, other in pairs)


def _colour(colour: str, opacity: float = 1) -> str:
    """Return a colour as KML has it: opacity, blue, green, red."""
    return f"{round(255 * opacity):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


def _id(*parts: str) -> str:
    """Return a name that XML takes for an id (NCName), another one for other parts."""
    return ".".join(re.sub(r"[^A-Za-z0-9_-]", lambda m: f".{ord(m[0]):x}.", part) for part in parts)


def _placemark(words: Words, row: dict[str, Any], part: Part, geometry: BaseGeometry) -> Element:
    placemark = Element("Placemark", id=_id("feature", row["id"], part.start or ""))
    _text(placemark, "name", row["title"])
    _text(placemark, "description", _description(words, row, part))
    if part.start or part.end:
        span = SubElement(placemark, "TimeSpan")
        _text(span, "begin", part.start)
        _text(span, "end", _day_after(part.end))
    _text(placemark, "styleUrl", "#" + _style_id(row["status"], part.certainty))
    data = SubElement(placemark, "ExtendedData")
    for key, value in (row | {"certainty": part.certainty}).items():
        _text(SubElement(data, "Data", name=key), "value", "" if value is None else str(value))
    placemark.append(_shape(geometry))
    return placemark


def _day_after(day: str | None) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


def _description(words: Words, row: dict[str, Any], part: Part) -> str:
    """Return HTML: status, first and last day, what it rests on, and its sources with their links."""
    days = [words.day(date.fromisoformat(row[key])) if row[key] else "" for key in ("start_date", "end_date")]
    facts = [row["status_label"], " – ".join(days) if any(days) else "", row["basis"]]
    facts.append(words.say(_DOUBTS.get(part.certainty, "")))
    facts.append(words.say("schematic position") if row["schematic"] else "")
    cited = [words.record.sources[i] for i in row["source_ids"].split(";") if i]
    told = "".join(f"<p>{escape.html(fact)}</p>" for fact in facts if fact)
    return told + (f"<ul>{''.join(f'<li>{sources.html(s)}</li>' for s in cited)}</ul>" if cited else "")


def _shape(geometry: BaseGeometry) -> Element:
    """Return a geometry that lies on the ground, tessellated so that it follows the relief."""
    shape = Element(geometry.geom_type if isinstance(geometry, Point | LineString | Polygon) else "MultiGeometry")
    if isinstance(geometry, LineString | Polygon):
        _text(shape, "tessellate", "1")
    if isinstance(geometry, Polygon):
        _ring(shape, "outerBoundaryIs", geometry.exterior)
        for hole in geometry.interiors:
            _ring(shape, "innerBoundaryIs", hole)
    elif isinstance(geometry, Point | LineString):
        _text(shape, "coordinates", _coordinates(geometry))
    else:
        shape.extend(map(_shape, get_parts(geometry)))
    return shape


def _ring(polygon: Element, name: str, ring: BaseGeometry) -> None:
    _text(SubElement(SubElement(polygon, name), "LinearRing"), "coordinates", _coordinates(ring))


def _coordinates(path: BaseGeometry) -> str:
    return " ".join(f"{x},{y}" for x, y in get_coordinates(path).tolist())


def _text(parent: Element, name: str, text: str | None) -> None:
    """Add an element with a text; none where there is no text."""
    if text is not None:
        SubElement(parent, name).text = text
