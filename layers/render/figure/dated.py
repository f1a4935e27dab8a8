"""The dated features of a frame, in the style of their status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Polygon,
    box,
    get_parts,
    simplify,
    union_all,
)
from shapely.affinity import rotate

from layers.recipe.paper import MM_PER_POINT
from layers.record import style
from layers.record.choice import Colours
from layers.record.model import Certainty
from layers.record.profile import Role
from layers.record.style import Hatch
from layers.record.timeslice import agreement
from layers.render.figure.frame import FINEST
from layers.render.figure.ground import area, line, lines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from layers.recipe.recipe import Resolved
    from layers.record.style import Style
    from layers.record.timeslice import Drawn, Slice
    from layers.render.figure.frame import MapFrame
    from layers.render.figure.ink import Ink

POINTS_PER_PIXEL = 0.75 * 0.72
"""The style table speaks of CSS pixels; on paper lines are somewhat finer than on a screen."""
MM_PER_PIXEL = 25.4 / 96
POINT = 1.1
"""Radius of what is drawn as a point, millimetres."""
BAND, BAND_OPACITY = 1.3, 0.35
"""How much wider than a line or a point the band under it is where it changed, millimetres, and how dense."""


def draw(
    axes: Axes, panel: MapFrame, made: Resolved, on_day: Slice, ink: Ink, changed: frozenset[str] = frozenset()
) -> None:
    """Draw the features of a day: context first, routes last, small areas over large ones.

    The entities in `changed` are marked: areas by an outline over everything else, lines by a band under them.
    """
    record, roles = made.record, list(Role)
    rows = sorted(
        on_day.features,
        key=lambda d: (
            roles.index(record.profile.role_of(record.entities[d.feature.entity_id].group)),
            -d.feature.geometry.area,
        ),
    )
    for row in rows:
        drawn = look(made, on_day, row)
        for part in panel.parts(row.feature.geometry):
            if row.feature.entity_id in changed and not isinstance(part, Polygon):
                underlay(axes, part, drawn, ink)
            track = record.profile.track_of(record.entities[row.feature.entity_id].kind)
            _feature(axes, part, row, drawn, ink, track=track)
    areas = [panel.placed(row.feature.geometry) for row in rows if row.feature.entity_id in changed]
    mark(axes, panel.cut(union_all([a for a in areas if a.area]).boundary), ink)


def look(made: Resolved, on_day: Slice, drawn: Drawn) -> Style:
    """Return the style in which a recipe draws a feature."""
    if drawn.state is None:
        return style.CONTEXT
    own = made.record.profile.styles[drawn.state.status]
    if made.recipe.colours is Colours.STATUS:
        return own
    return style.in_agreement(own, agreement(drawn.state, on_day.rivals_of(drawn.feature.entity_id)))


def mark(axes: Axes, outline: BaseGeometry, ink: Ink) -> None:
    """Draw the outline of the areas that changed, finer than the routes and paler than the areas that it marks."""
    for path in get_parts(simplify(outline, FINEST)):
        line(axes, path, _faded(ink("casing"), 0.6), style.CHANGED.width * POINTS_PER_PIXEL + 0.5)
        line(axes, path, ink(style.CHANGED.stroke), style.CHANGED.width * POINTS_PER_PIXEL * 0.75)


def underlay(axes: Axes, part: BaseGeometry, drawn: Style, ink: Ink) -> None:
    """Draw a pale band under a line or a point that changed."""
    if part.geom_type == "Point":
        area(axes, part.buffer(POINT + BAND / 2), ink(style.CHANGED.stroke), BAND_OPACITY)
    elif part.geom_type == "LineString":
        width = drawn.width * POINTS_PER_PIXEL + BAND / MM_PER_POINT
        line(axes, part, f"{ink(style.CHANGED.stroke)}{round(BAND_OPACITY * 255):02x}", width)


def _feature(axes: Axes, part: BaseGeometry, row: Drawn, drawn: Style, ink: Ink, *, track: str) -> None:
    schematic, opacity = row.feature.schematic, style.OPACITY[row.certainty or Certainty.CERTAIN]
    if part.geom_type == "Point":
        part = part.buffer(POINT)
        area(axes, part, ink("paper"))
    if isinstance(part, Polygon):
        swatch(axes, part, drawn, opacity, ink)
        dash = style.SCHEMATIC_DASH if schematic else drawn.dash
        for ring in get_parts(part.boundary):
            line(axes, ring, ink(drawn.stroke), drawn.width * POINTS_PER_PIXEL, _points(dash))
    elif part.geom_type == "LineString":
        road(axes, part, drawn, opacity, schematic, ink, track=track)


def swatch(axes: Axes, part: Polygon, drawn: Style, opacity: float, ink: Ink) -> None:
    """Fill an area in millimetres with the colour and the pattern of a style."""
    if not drawn.fill:
        return
    area(axes, part, ink(drawn.fill), opacity)
    colour = ink(drawn.hatch_colour or drawn.stroke)
    pieces = get_parts(_pattern(part, drawn.hatch))
    area(axes, MultiPolygon([p for p in pieces if isinstance(p, Polygon)]), colour, min(1.0, opacity + 0.15))
    lines(axes, [p for p in pieces if isinstance(p, LineString)], colour, 0.45)


def _pattern(part: BaseGeometry, hatch: Hatch) -> BaseGeometry:
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


def road(
    axes: Axes, path: BaseGeometry, drawn: Style, opacity: float, schematic: bool, ink: Ink, *, track: str = ""
) -> None:
    """Draw a line in millimetres: a casing, pale where only schematic, the line, its tracks, and its ticks."""
    rails = style.TRACKS.get(track)
    width = (drawn.width + (rails.widened if rails else 0)) * POINTS_PER_PIXEL
    dash = drawn.dash or (tuple(2 * d for d in style.SCHEMATIC_DASH) if schematic else ())
    line(axes, path, _faded(ink("casing"), 0.35 if schematic else 0.8), width + 1.6)
    line(axes, path, _faded(ink(drawn.stroke), opacity), width, _points(dash))
    if rails:
        line(axes, path, ink("casing"), width * rails.core)
    if rails and rails.road:
        line(axes, path, _faded(ink(drawn.stroke), opacity), width * rails.road, _points(dash))
    if drawn.ticks:
        line(axes, path, _faded(ink(drawn.stroke), opacity), width + 3.6, _points((1.4, 9)))


def _faded(colour: str, opacity: float) -> str:
    """Return a colour with the opacity of a line: full where certain."""
    alpha = 1.0 if opacity == style.CERTAIN_OPACITY else opacity + 0.1
    return f"{colour}{round(alpha * 255):02x}"


def _points(dash: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(d * POINTS_PER_PIXEL for d in dash)
