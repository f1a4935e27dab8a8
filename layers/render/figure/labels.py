"""Names on a frame, placed greedily: the most important first, each inside the frame and over no other.

All lengths are millimetres of the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely import box, maximum_inscribed_circle

from layers.recipe.paper import MM_PER_POINT
from layers.record import basemap
from layers.record.profile import Role
from layers.render.figure.ground import area
from layers.render.figure.letters import REGULAR, SEMIBOLD, Type, put, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from layers.record.timeslice import Slice
    from layers.render.figure.frame import MapFrame
    from layers.render.figure.ink import Ink
    from layers.wording.words import Words

DENSEST = {1: 9000.0, 2: 2600.0, 3: 1500.0, 4: 1100.0}
"""Class of a town -> most metres in a millimetre at which it is drawn."""

SMALLEST_NAMED = 40.0
"""Smallest area, square millimetres, in which a name is written."""
SHIFTS = (0.0, 2.0, -2.0, 4.0, -4.0)
"""How far, in millimetres, a name moves up or down from the widest part of its area to find room."""


@dataclass(frozen=True)
class Label:
    """A name, the lower left corner of its baseline, its type and the room that it takes."""

    words: str
    x: float
    y: float
    kind: Type
    room: BaseGeometry
    dot: BaseGeometry | None


def place(words: Words, panel: MapFrame, on_day: Slice, points: float, taken: list[BaseGeometry]) -> list[Label]:
    """Return the names that find room; `taken` is what they must keep clear of."""
    frame = panel.frame
    inside = box(frame.x + 0.3, frame.y + 0.3, frame.right - 0.3, frame.top - 0.3)
    placed: list[Label] = []
    for choices in (*_towns(words, panel, points), *_territories(words, panel, on_day, points)):
        if not choices or any(choices[0].words == label.words for label in placed):
            continue
        full = [*taken, *(label.room for label in placed), *(label.dot for label in placed if label.dot)]
        free = (c for c in choices if inside.contains(c.room) and not any(_meets(c, other) for other in full))
        chosen = next(free, None)
        if chosen:
            placed.append(chosen)
    return placed


def _meets(label: Label, other: BaseGeometry) -> bool:
    return bool(label.room.intersects(other) or (label.dot and label.dot.intersects(other)))


def _room(x: float, y: float, said: str, kind: Type) -> BaseGeometry:
    size = kind.points * MM_PER_POINT
    return box(x - 0.2, y - size * 0.3, x + width(said, kind) + 0.2, y + size * 1.08)


def _towns(words: Words, panel: MapFrame, points: float) -> Iterator[list[Label]]:
    base = basemap.of(words.record)
    if base is None:
        return
    towns = base.layers["places"].sort_values(["class", "name"])
    columns = zip(towns["class"], towns["name"], towns["name_id"], towns.geometry, strict=True)
    for size, name, name_id, point in columns:
        if panel.metres > DENSEST.get(size, 600.0):
            continue
        said = words.town(name, name_id)
        x, y = panel.placed(point).coords[0]
        kind = Type(points * (0.95 if size == 1 else 0.82), SEMIBOLD if size == 1 else REGULAR)
        yield _around(x, y, said, kind)


def _around(x: float, y: float, said: str, kind: Type) -> list[Label]:
    """Return the four places of a name around its dot, the best first (after Imhof 1975)."""
    size, long = kind.points * MM_PER_POINT, width(said, kind)
    dot = box(x - 0.5, y - 0.5, x + 0.5, y + 0.5)
    spots = [
        (x + 0.9, y - size * 0.3),
        (x - 0.9 - long, y - size * 0.3),
        (x - long / 2, y + 0.9),
        (x - long / 2, y - size - 0.3),
    ]
    return [Label(said, a, b, kind, _room(a, b, said, kind), dot) for a, b in spots]


def _territories(words: Words, panel: MapFrame, on_day: Slice, points: float) -> Iterator[list[Label]]:
    """Return names in the widest part of each area, where the name is not that of a town drawn there."""
    kind = Type(points * 0.78, SEMIBOLD)
    record = words.record
    for drawn in on_day.features:
        entity = record.entities[drawn.feature.entity_id]
        if record.profile.role_of(entity.group) is not Role.TERRITORY or not entity.name_id:
            continue
        for part in panel.polygons(drawn.feature.geometry):
            if part.area < SMALLEST_NAMED:
                continue
            x, y = maximum_inscribed_circle(part, tolerance=0.2).coords[0]
            said = words.name(entity.name_id)
            long = width(said, kind)
            spots = [
                Label(said, x - long / 2, y + d, kind, _room(x - long / 2, y + d, said, kind), None) for d in SHIFTS
            ]
            yield [label for label in spots if part.contains(label.room)]


def draw(axes: Axes, labels: list[Label], ink: Ink) -> None:
    """Write the names, with a halo of the colour of the land."""
    for label in labels:
        if label.dot:
            area(axes, label.dot.centroid.buffer(0.55), ink("paper"))
            area(axes, label.dot.centroid.buffer(0.42), ink("ink"))
    for label in labels:
        put(axes, label.x, label.y, label.words, label.kind, colour=ink("ink"), halo=ink("paper"))
