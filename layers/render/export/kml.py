"""KML 2.2 (OGC 07-147r2) for globes: a folder a layer, a style a status, the time and the sources of each placemark.

A `TimeSpan` ends where the next one begins, on the day after the last: readers take a day as its first moment, and
would show nothing on the last one. `start_date` and `end_date` are in the extended data, both inclusive, as elsewhere.
KML has neither hatches nor dashes: a hatched area has the mixed colour, and the description says the rest.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml import ElementTree
from shapely import get_coordinates, get_parts
from shapely.geometry import LineString, Point, Polygon

from layers import escape
from layers.errors import LayersError
from layers.record import style
from layers.record.style import Hatch
from layers.render.export.rows import plain
from layers.wording import sources

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from layers.record.style import Style
    from layers.render.export.rows import About
    from layers.wording.words import Words

NAMESPACE = "http://www.opengis.net/kml/2.2"
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
    looks = {**words.record.profile.styles, "": style.CONTEXT}
    document.extend(_style(code, look) for code, look in looks.items() if code in set(frame["status"]))
    placed = list(zip(plain(frame), frame.geometry, strict=True))
    for layer, label in words.layers().items():
        own = [_placemark(words, row, geometry) for row, geometry in placed if row["layer"] == layer]
        if own:
            folder = SubElement(document, "Folder")
            _text(folder, "name", label)
            folder.extend(own)
    return _sound(root)


def _sound(root: Element) -> bytes:
    """Return the text of a document that can be read again."""
    indent(root, " ")
    text = tostring(root, encoding="UTF-8", xml_declaration=True)
    try:
        ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise LayersError(f"KML: {error}; required: texts without control characters") from None
    return bytes(text) + b"\n"


def _style(code: str, look: Style) -> Element:
    drawn = Element("Style", id=_id("status", code))
    _text(SubElement(drawn, "IconStyle"), "color", _colour(look.stroke))
    line = SubElement(drawn, "LineStyle")
    _text(line, "color", _colour(look.stroke))
    _text(line, "width", f"{look.width:g}")
    area = SubElement(drawn, "PolyStyle")
    _text(area, "color", _colour(_seen(look), style.CERTAIN_OPACITY))
    _text(area, "fill", "1" if look.fill else "0")
    return drawn


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


def _placemark(words: Words, row: dict[str, Any], geometry: BaseGeometry) -> Element:
    placemark = Element("Placemark", id=_id("feature", row["id"], row["start_date"] or ""))
    _text(placemark, "name", row["title"])
    _text(placemark, "description", _description(words, row))
    if row["start_date"] or row["end_date"]:
        span = SubElement(placemark, "TimeSpan")
        _text(span, "begin", row["start_date"])
        _text(span, "end", _day_after(row["end_date"]))
    _text(placemark, "styleUrl", "#" + _id("status", row["status"]))
    data = SubElement(placemark, "ExtendedData")
    for key, value in row.items():
        _text(SubElement(data, "Data", name=key), "value", "" if value is None else str(value))
    placemark.append(_shape(geometry))
    return placemark


def _day_after(day: str | None) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None


def _description(words: Words, row: dict[str, Any]) -> str:
    """Return HTML: status, first and last day, what it rests on, and its sources with their links."""
    days = [words.day(date.fromisoformat(row[key])) if row[key] else "" for key in ("start_date", "end_date")]
    facts = [row["status_label"], " – ".join(days) if any(days) else "", row["basis"]]
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
