"""The style of a layer for QGIS 3 (QML), in the colours, hatches and dashes of the style table.

Time goes by expressions, not by fields: QGIS takes a DATE as less than the same day's midnight, and would show every
row a day early (qgis/QGIS 44589 and what we measured); a row without an end would not be shown at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from layers.record import style
from layers.record.model import Certainty
from layers.record.style import Hatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from layers.record.style import Style

START = """to_datetime(coalesce("start_date", to_date('0001-01-01')))"""
END = """to_datetime(coalesce("end_date", to_date('9999-12-30'))) + to_interval('1 day')"""
"""When a row begins to hold, and when it no longer does: the midnight after its last day."""
UNCERTAIN = (
    """("certain_from" IS NULL OR @map_start_time < to_datetime("certain_from")"""
    """ OR @map_start_time >= to_datetime("certain_to") + to_interval('1 day'))"""
)
"""Whether the day of the controller is one on which a row is not certain."""
MM_PER_PIXEL = 25.4 / 96
PERIOD = 6.4 * MM_PER_PIXEL
"""Distance of the bands, lines and dots of a hatch, millimetres; as in a figure."""
_SYMBOLS = {"polygon": "fill", "linestring": "line", "point": "marker"}
_PLACEMENT = {"polygon": "4", "linestring": "2", "point": "0"}
"""Where QGIS puts a label: level in an area, along a line, around a point (QgsPalLayerSettings)."""
_DASHED_IF_SCHEMATIC = {"outlineStyle": "if(\"schematic\", 'dash', 'solid')"}
_BY_EXPRESSION = "3"
"""Type of a data-defined property (QgsProperty)."""
_BY_EXPRESSIONS = "4"
"""Mode of the temporal properties (QgsVectorLayerTemporalProperties)."""


def qml(kind: str, legend: Iterable[tuple[str, str, Style]], reviewed: date) -> str:
    """Return the style of a layer of one kind of geometry.

    `legend` has code, label and style of each status; days after `reviewed` are drawn as not reviewed.
    """
    root = Element("qgis", version="3.22", styleCategories="AllStyleCategories", labelsEnabled="1")
    time = {"startExpression": START, "endExpression": END, "mode": _BY_EXPRESSIONS, "limitMode": "0"}
    SubElement(root, "temporal", time | {"enabled": "1", "accumulate": "0"})
    renderer = SubElement(root, "renderer-v2", type="categorizedSymbol", attr="status", enableorderby="1")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (code, label, look) in enumerate(legend):
        SubElement(categories, "category", symbol=str(number), value=code, label=label, render="true")
        symbols.append(_symbol(str(number), kind, look, _faded(reviewed) if code else {}))
    SubElement(SubElement(renderer, "orderby"), "orderByClause", asc="0").text = "$area"  # small areas over large ones
    root.append(_labels(kind))
    return "<!DOCTYPE qgis>" + tostring(root, encoding="unicode")


def _symbol(name: str, kind: str, look: Style, defined: Mapping[str, str]) -> Element:
    symbol = Element("symbol", type=_SYMBOLS[kind], name=name, alpha="1")
    symbol.append(_defined(defined))
    symbol.extend(_LAYERS[kind](look))
    return symbol


def _faded(reviewed: date) -> dict[str, str]:
    """Return the opacity, in percent of that of a certain status, by the row and by the day of the controller.

    Where there is no controller, only what holds of the row is looked at: `@map_start_time` is null, and so are the
    conditions that it is in.
    """
    possible, unseen = (
        round(100 * o / style.CERTAIN_OPACITY) for o in (style.POSSIBLE_OPACITY, style.NOT_REVIEWED_OPACITY)
    )
    after = f"@map_start_time >= to_datetime('{reviewed}') + to_interval('1 day')"
    return {
        "alpha": f"CASE WHEN \"certainty\" = '{Certainty.NOT_REVIEWED}' OR {after} THEN {unseen}"
        f" WHEN \"certainty\" = '{Certainty.POSSIBLE}' OR {UNCERTAIN} THEN {possible} ELSE 100 END"
    }


def _area(look: Style) -> list[Element]:
    fill = _rgb(look.fill, style.CERTAIN_OPACITY) if look.fill else "0,0,0,0"
    width = f"{look.width * MM_PER_PIXEL:.2f}"
    own = {"color": fill, "style": "solid", "outline_color": _rgb(look.stroke), "outline_width": width}
    if look.dash:
        return [_layer("SimpleFill", own | {"outline_style": "dash"}), *_hatch(look)]
    return [_layer("SimpleFill", own, _DASHED_IF_SCHEMATIC), *_hatch(look)]


def _hatch(look: Style) -> list[Element]:
    """Return the symbol layers of a hatch: a fill pattern of QGIS has a symbol of its own."""
    colour = _rgb(look.hatch_colour or look.stroke, style.CERTAIN_OPACITY + 0.15)
    if look.hatch is Hatch.STRIPES:
        return [_lines(45, PERIOD / 2, colour)]
    if look.hatch is Hatch.CROSS:
        return [_lines(angle, 0.16, colour) for angle in (45, -45)]
    if look.hatch is Hatch.DOTS:
        own = {"distance_x": PERIOD, "distance_y": PERIOD / 2, "displacement_x": PERIOD / 2}
        pattern = _layer("PointPatternFill", {key: f"{value:.2f}" for key, value in own.items()})
        dot = {"name": "circle", "color": colour, "outline_style": "no", "size": f"{1.8 * MM_PER_PIXEL:.2f}"}
        return [_within(pattern, "marker", _layer("SimpleMarker", dot))]
    return []


def _lines(angle: int, width: float, colour: str) -> Element:
    pattern = _layer("LinePatternFill", {"angle": str(angle), "distance": f"{PERIOD:.2f}"})
    return _within(pattern, "line", _layer("SimpleLine", {"line_color": colour, "line_width": f"{width:.2f}"}))


def _within(pattern: Element, kind: str, drawn: Element) -> Element:
    SubElement(pattern, "symbol", type=kind, name="pattern", alpha="1").append(drawn)
    return pattern


def _line(look: Style) -> list[Element]:
    own = {"line_color": _rgb(look.stroke), "line_width": f"{look.width * MM_PER_PIXEL:.2f}"}
    if look.dash:
        dash = ";".join(f"{length * MM_PER_PIXEL:.2f}" for length in look.dash)
        return [_layer("SimpleLine", own | {"use_custom_dash": "1", "customdash": dash, "capstyle": "flat"})]
    return [_layer("SimpleLine", own | {"capstyle": "flat"}, _DASHED_IF_SCHEMATIC)]


def _point(look: Style) -> list[Element]:
    own = {"name": "circle", "color": _rgb(look.fill or style.PALETTE["paper"]), "outline_color": _rgb(look.stroke)}
    return [_layer("SimpleMarker", own | {"size": "2.4"})]


_LAYERS = {"polygon": _area, "linestring": _line, "point": _point}
"""Kind of geometry -> how the layers of its symbols are made."""


def _layer(kind: str, options: Mapping[str, str], defined: Mapping[str, str] | None = None) -> Element:
    layer = Element("layer", {"class": kind, "enabled": "1"})
    stated = SubElement(layer, "Option", type="Map")
    for key, value in options.items():
        SubElement(stated, "Option", type="QString", name=key, value=value)
    if defined:
        layer.append(_defined(defined))
    return layer


def _defined(expressions: Mapping[str, str]) -> Element:
    """Return properties that follow an expression, property -> expression."""
    defined = Element("data_defined_properties")
    stated = SubElement(defined, "Option", type="Map")
    SubElement(stated, "Option", type="QString", name="name", value="")
    properties = SubElement(stated, "Option", type="Map", name="properties")
    for key, expression in expressions.items():
        one = SubElement(properties, "Option", type="Map", name=key)
        SubElement(one, "Option", type="bool", name="active", value="true")
        SubElement(one, "Option", type="QString", name="expression", value=expression)
        SubElement(one, "Option", type="int", name="type", value=_BY_EXPRESSION)
    SubElement(stated, "Option", type="QString", name="type", value="collection")
    return defined


def _labels(kind: str) -> Element:
    """Return labels with the title of each row, in ink on a pale edge."""
    labels = Element("labeling", type="simple")
    settings = SubElement(labels, "settings")
    ink, casing = _rgb(style.PALETTE["ink"]), _rgb(style.PALETTE["casing"])
    font = {"fontSize": "8", "fontSizeUnit": "Point", "textColor": ink, "textOpacity": "1"}
    text = SubElement(settings, "text-style", font | {"fieldName": "title", "isExpression": "0"})
    SubElement(text, "text-buffer", bufferDraw="1", bufferColor=casing, bufferSize="0.8", bufferSizeUnits="MM")
    SubElement(settings, "text-format", autoWrapLength="24", useMaxLineLengthForAutoWrap="1", multilineAlign="1")
    SubElement(settings, "placement", placement=_PLACEMENT[kind])
    return labels


def _rgb(colour: str, opacity: float = 1) -> str:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(map(str, [*channels, round(255 * opacity)]))
