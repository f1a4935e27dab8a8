"""The dated features of a frame, in the style of their status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from shapely import GeometryCollection, MultiLineString, MultiPoint, box, get_parts, simplify
from shapely.affinity import rotate

from layers import style
from layers.figure.ground import area, line
from layers.figure.panel import FINEST
from layers.model import Certainty, Group
from layers.style import Hatch

if TYPE_CHECKING:
    from typing import Any

    from matplotlib.axes import Axes
    from shapely import Geometry

    from layers.figure.ink import Ink
    from layers.figure.panel import Panel
    from layers.model import Record
    from layers.style import Style
    from layers.timeslice import Slice

POINTS_PER_PIXEL = 0.75 * 0.72
"""The style table speaks of CSS pixels; on paper lines are somewhat finer than on a screen."""
MM_PER_PIXEL = 25.4 / 96
OPACITY = {
    Certainty.CERTAIN.value: style.CERTAIN_OPACITY,
    Certainty.POSSIBLE.value: style.POSSIBLE_OPACITY,
    Certainty.NOT_REVIEWED.value: style.NOT_REVIEWED_OPACITY,
}
BAND = 0.9
"""How far from a line or a point its outline runs where it changed, millimetres."""
ORDER = (Group.CONTEXT, Group.TERRITORY, Group.ZONE, Group.CORRIDOR)


def look(status: str | None) -> Style:
    """Return the style of a status; None is a feature without one."""
    return style.STYLES[status] if status else style.CONTEXT


def draw(
    page: Axes, panel: Panel, record: Record, on_day: Slice, ink: Ink, changed: frozenset[str] = frozenset()
) -> None:
    """Draw the features of a day: context first, corridors last, small areas over large ones.

    The entities in `changed` are marked, over everything else.
    """
    rows = list(on_day.features.itertuples())
    rows.sort(key=lambda r: (ORDER.index(record.entities[r.entity_id].group), -r.geometry.area))
    for row in rows:
        for part in panel.parts(row.geometry):
            _feature(page, part, row, ink)
    for row in rows:
        if row.entity_id in changed:
            mark(page, panel.cut(_outline(panel.placed(row.geometry))), ink)


def _outline(placed: Geometry) -> Geometry:
    """Return the edge of an area, or of a band around a line or a point, in millimetres."""
    return (placed if placed.area else placed.buffer(BAND)).boundary


def mark(page: Axes, outline: Geometry, ink: Ink) -> None:
    """Draw the outline of what changed."""
    for path in get_parts(simplify(outline, FINEST)):
        line(page, path, ink("casing"), style.CHANGED.width * POINTS_PER_PIXEL + 1.0)
        line(page, path, ink(style.CHANGED.stroke), style.CHANGED.width * POINTS_PER_PIXEL)


def _feature(page: Axes, part: Geometry, row: Any, ink: Ink) -> None:
    drawn = look(row.status)
    opacity = OPACITY[row.certainty or Certainty.CERTAIN.value]
    if part.geom_type == "Point":
        part = part.buffer(1.1)
        area(page, part, ink("paper"))
    if part.geom_type == "Polygon":
        swatch(page, part, drawn, opacity, ink)
        dash = style.SCHEMATIC_DASH if row.schematic else drawn.dash
        for ring in get_parts(part.boundary):
            line(page, ring, ink(drawn.stroke), drawn.width * POINTS_PER_PIXEL, _points(dash))
    elif part.geom_type == "LineString":
        road(page, part, drawn, opacity, row.schematic, ink)


def swatch(page: Axes, part: Geometry, drawn: Style, opacity: float, ink: Ink) -> None:
    """Fill an area in millimetres with the colour and the pattern of a style."""
    if not drawn.fill:
        return
    area(page, part, ink(drawn.fill), opacity)
    colour = ink(drawn.hatch_colour or drawn.stroke)
    for piece in get_parts(_pattern(part, drawn.hatch)):
        if piece.geom_type == "Polygon":
            area(page, piece, colour, min(1.0, opacity + 0.15))
        elif piece.geom_type == "LineString":
            line(page, piece, colour, 0.45)


def _pattern(part: Geometry, hatch: Hatch) -> Geometry:
    """Return the bands, lines or dots of a hatch that lie in a polygon, in millimetres."""
    west, south, east, north = part.bounds
    period = 8 * MM_PER_PIXEL * 0.8
    # on one grid for the whole sheet, so that the hatches of neighbours and of the legend agree
    reach = (abs(east) + abs(north)) * 1.5 + period
    steps = np.arange(-reach // period, reach // period + 1) * period
    if hatch is Hatch.STRIPES:
        bands = [rotate(box(-reach, y, reach, y + period / 2), 45, origin=(0, 0)) for y in steps]
        return GeometryCollection([p for band in bands for p in get_parts(band.intersection(part))])
    if hatch is Hatch.CROSS:
        level = MultiLineString([[(-reach, y), (reach, y)] for y in steps])
        return GeometryCollection(
            [p for turn in (45, -45) for p in get_parts(rotate(level, turn, origin=(0, 0)).intersection(part))]
        )
    if hatch is Hatch.DOTS:
        pitch = period / 2
        xs, ys = (np.arange(low // pitch, high // pitch + 1) for low, high in ((west, east), (south, north)))
        dots = [(x * pitch, y * pitch) for x in xs for y in ys if (x + y) % 2 == 0]
        return MultiPoint(dots).buffer(0.9 * MM_PER_PIXEL, quad_segs=3).intersection(part)
    return MultiPoint()


def road(page: Axes, path: Geometry, drawn: Style, opacity: float, schematic: bool, ink: Ink) -> None:
    """Draw a line in millimetres: a casing, pale where only schematic, the line itself and its ticks."""
    width = drawn.width * POINTS_PER_PIXEL
    dash = drawn.dash or (tuple(2 * d for d in style.SCHEMATIC_DASH) if schematic else ())
    line(page, path, _faded(ink("casing"), 0.35 if schematic else 0.8), width + 1.6)
    line(page, path, _faded(ink(drawn.stroke), opacity), width, _points(dash))
    if drawn.ticks:
        line(page, path, _faded(ink(drawn.stroke), opacity), width + 3.6, _points((1.4, 9)))


def _faded(colour: str, opacity: float) -> str:
    """Return a colour with the opacity of a line: full where certain."""
    alpha = 1.0 if opacity == style.CERTAIN_OPACITY else opacity + 0.1
    return f"{colour}{round(alpha * 255):02x}"


def _points(dash: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(d * POINTS_PER_PIXEL for d in dash)
