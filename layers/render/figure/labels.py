"""Names on a frame, placed greedily: the most important first, each inside the frame and over no other.

A town's name stands at its dot, that of a country or of an area inside it, that of a route along its course. All
lengths are millimetres of the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely import LineString, Point, Polygon, box, line_merge
from shapely.affinity import rotate
from shapely.ops import substring

from layers.recipe.paper import MM_PER_POINT
from layers.record import basemap
from layers.record.profile import Role
from layers.render.figure import ground
from layers.render.figure.dated import POINT
from layers.render.figure.letters import REGULAR, SEMIBOLD, Type, noted_width, put
from layers.wording import courses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.record.basemap import Basemap, Thing
    from layers.record.timeslice import Drawn, Slice
    from layers.render.figure.frame import MapFrame
    from layers.render.figure.ink import Ink
    from layers.render.figure.keyed import Numbered
    from layers.wording.words import Words

DENSEST = {1: 9000.0, 2: 2600.0, 3: 1500.0, 4: 1100.0}
"""Class of a town -> most metres in a millimetre at which it is drawn."""
SMALLEST_NAMED, LARGEST_POINTED_AT = 20.0, 8.0
"""Smallest area, square millimetres, inside which a name is sought room, and the largest beside which it stands."""
SMALLEST_COUNTRY = 30.0
"""Smallest part of a country, square millimetres, that is named."""
COUNTRY_TYPES = (1.15, 0.95, 0.75)
"""Type of the name of a country over the plain type of its frame, the largest first."""
FAR = 3.0
"""How far from a point, in millimetres, an area is that its name may not reach into."""
FINEST, COARSEST = 0.6, 3.0
"""How far apart the places may be, in millimetres, that are tried for a name inside an area."""
COARSE = 0.2
"""How exactly, in millimetres, the outline of an area matters for a name inside it."""
OVER_THE_EDGE = 0.75
"""Smallest share of a name that lies in its area, where there is no room for all of it."""
MOST_BOWED = 2.0
"""How far a route may bow away from its name, over the size of the type."""
STEEPEST = 80.0
"""Most degrees by which a name along a route is turned."""
BESIDE = 0.35
"""Room that a name keeps clear at either end, in millimetres: two in a row would read as one."""


@dataclass(frozen=True)
class Label:
    """A name, the lower left corner of its baseline, its type and the room that it takes.

    `note` are the small numbers after it, `turn` the degrees by which it is turned about that corner.
    """

    words: str
    x: float
    y: float
    kind: Type
    room: BaseGeometry
    dot: BaseGeometry | None = None
    note: str = ""
    turn: float = 0.0
    colour: str = "ink"


KeptClear = tuple["BaseGeometry", ...]
"""What a name had better not lie over, each thing counting as much as the others."""


class Wanted(NamedTuple):
    """A name that is to be placed: what it is of, and the places for it, the best first."""

    of: str
    spots: Iterable[Label]


class Sight(NamedTuple):
    """What a frame shows on a day, and how large its plain type is in points."""

    words: Words
    panel: MapFrame
    on_day: Slice
    numbered: Numbered
    points: float


def place(seen: Sight, taken: list[BaseGeometry]) -> list[Label]:
    """Return the names that find room; `taken` is what they must keep clear of."""
    return _placed(_all(seen), seen.panel, taken, _marks(seen))


def _marks(seen: Sight) -> list[BaseGeometry]:
    """Return what the points of the day cover; no name hides one, though a town's dot may stand in it."""
    parts = chain.from_iterable(seen.panel.parts(drawn.feature.geometry) for drawn in seen.on_day.features)
    return [part.buffer(POINT) for part in parts if isinstance(part, Point)]


def of_countries(words: Words, day: date, panel: MapFrame, points: float, taken: list[BaseGeometry]) -> list[Label]:
    """Return the names of the countries that find room on a small map of nothing else."""
    return _placed(_countries(words, day, panel, points, ()), panel, taken, [])


def _placed(
    names: Iterator[Wanted], panel: MapFrame, taken: list[BaseGeometry], marks: list[BaseGeometry]
) -> list[Label]:
    frame = panel.frame
    inside = box(frame.x + 0.3, frame.y + 0.3, frame.right - 0.3, frame.top - 0.3)
    placed: dict[str, Label] = {}
    full = list(taken)
    for wanted in names:
        if wanted.of in placed:
            continue
        spots = (label for label in wanted.spots if not shapely.intersects(marks, label.room).any())
        chosen = next((label for label in spots if _free(label, inside, full)), None)
        if chosen:
            placed[wanted.of] = chosen
            full += _parts(chosen)
    return list(placed.values())


def _free(label: Label, inside: BaseGeometry, full: list[BaseGeometry]) -> bool:
    """Return True if a name with its dot lies inside the frame and meets nothing."""
    return all(inside.contains(one) and not shapely.intersects(full, one).any() for one in _parts(label))


def _parts(label: Label) -> list[BaseGeometry]:
    return [label.room, label.dot] if label.dot else [label.room]


def _all(seen: Sight) -> Iterator[Wanted]:
    """Yield the names in the order of their weight."""
    roads = _routes(seen)
    course = shapely.union_all([line for _, line in roads])
    areas = _areas(seen)
    towns = list(_towns(seen))
    parts = [part for drawn in _of_role(seen, Role.TERRITORY) for part in _polygons(seen, drawn)]
    dated = (shapely.union_all(parts), shapely.union_all([course, *(part.boundary for part in parts)]))
    yield from (wanted for size, wanted in towns if size == 1)
    yield from _countries(seen.words, seen.on_day.day, seen.panel, seen.points, dated)
    yield from (wanted for size, wanted in towns if size == 2)
    yield from _inside_areas(seen, areas, course)
    yield from _along(seen, roads, course)
    yield from _at_points(seen, parts)
    yield from (wanted for size, wanted in towns if size > 2)
    yield from _beside_areas(seen, areas)


def _room(x: float, y: float, said: str, note: str, kind: Type) -> BaseGeometry:
    size = kind.points * MM_PER_POINT
    return box(x - BESIDE, y - size * 0.3, x + noted_width(said, note, kind) + BESIDE, y + size * 1.08)


def _towns(seen: Sight) -> Iterator[tuple[int, Wanted]]:
    base = basemap.of(seen.words.record)
    named = {e.name_id: e.entity_id for e in seen.words.record.entities.values() if e.name_id}
    rows = [(town.properties, town.geometry) for town in (base.layers["places"] if base else ())]
    for about, point in sorted(rows, key=lambda row: (row[0]["class"], row[0]["name"])):
        size, name, name_id = about["class"], about["name"], about["name_id"]
        if seen.panel.metres > DENSEST.get(size, 600.0):
            continue
        said = seen.words.town(name, name_id)
        x, y = seen.panel.placed(point).coords[0]
        kind = Type(seen.points * (0.95 if size == 1 else 0.82), SEMIBOLD if size == 1 else REGULAR)
        note = _note(seen, named[name_id]) if name_id in named else ""
        yield size, Wanted(name_id or name, _around(x, y, said, note, kind))


def _note(seen: Sight, entity_id: str) -> str:
    state = seen.on_day.state_of(entity_id)
    return seen.numbered.note([state]) if state else ""


def _around(x: float, y: float, said: str, note: str, kind: Type) -> list[Label]:
    """Return the four places of a name around its dot, the best first (after Imhof 1975)."""
    size, long = kind.points * MM_PER_POINT, noted_width(said, note, kind)
    dot = box(x - 0.5, y - 0.5, x + 0.5, y + 0.5)
    spots = [
        (x + 0.9, y - size * 0.3),
        (x - 0.9 - long, y - size * 0.3),
        (x - long / 2, y + 0.9),
        (x - long / 2, y - size - 0.3),
    ]
    return [Label(said, a, b, kind, _room(a, b, said, note, kind), dot, note) for a, b in spots]


def _countries(words: Words, day: date, panel: MapFrame, points: float, kept_clear: KeptClear) -> Iterator[Wanted]:
    """Yield the names of the countries, each in the largest part that the frame shows, off what is dated if it can."""
    base = basemap.of(words.record)
    if base is None:
        return
    kept_clear = (*kept_clear, _waters(panel, base))
    for country, part in _largest(panel, base):
        iso = country.properties["iso"]
        name = Name(words.country(iso, day), "", Type(points), "muted")
        sizes = [name._replace(kind=Type(points * share)) for share in COUNTRY_TYPES]
        spots = [*(_inside(part, size, kept_clear) for size in sizes), _across(part, sizes[-1], kept_clear)]
        yield Wanted(iso, chain.from_iterable(spots) if part.area >= SMALLEST_COUNTRY else ())


@lru_cache(maxsize=16)
def _waters(panel: MapFrame, base: Basemap) -> BaseGeometry:
    """Return the waters of a frame as one geometry."""
    placed = (ground.placed(panel, base, name) for name in ("sea", "lakes"))
    return shapely.union_all([part for layer in placed for _, parts in layer for part in parts])


@lru_cache(maxsize=16)
def _largest(panel: MapFrame, base: Basemap) -> tuple[tuple[Thing, BaseGeometry], ...]:
    """Return each country with its largest part in a frame."""
    placed = ground.placed(panel, base, "countries")
    found = ((country, max(parts, key=lambda p: p.area, default=Polygon())) for country, parts in placed)
    return tuple((country, part.simplify(COARSE)) for country, part in found)


class Name(NamedTuple):
    """What is written: a name, the small numbers after it, its type and its colour."""

    said: str
    note: str
    kind: Type
    colour: str = "ink"

    def boxes(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.object_]:
        """Return the room that it takes about each of some centres."""
        size, half = self.kind.points * MM_PER_POINT, noted_width(self.said, self.note, self.kind) / 2
        boxes: NDArray[np.object_] = shapely.box(x - half - BESIDE, y - size * 0.65, x + half + BESIDE, y + size * 0.73)
        return boxes

    def at(self, x: float, y: float, room: BaseGeometry) -> Label:
        """Return it as a label about a centre."""
        size, long = self.kind.points * MM_PER_POINT, noted_width(self.said, self.note, self.kind)
        low = y - size * 0.35
        return Label(self.said, x - long / 2, low, self.kind, room, None, self.note, colour=self.colour)


def _inside(part: BaseGeometry, name: Name, kept_clear: KeptClear) -> Iterator[Label]:
    """Yield places for a name that lie in an area."""
    x, y = _grid(part)
    rooms = name.boxes(x, y)
    shapely.prepare(part)
    held = shapely.contains(part, rooms)
    yield from _inward(part, name, kept_clear, x[held], y[held], rooms[held])


def _across(part: BaseGeometry, name: Name, kept_clear: KeptClear) -> Iterator[Label]:
    """Yield places for a name that lie mostly in an area, for want of one that lies in it wholly."""
    x, y = _grid(part)
    rooms = name.boxes(x, y)
    share = shapely.area(shapely.intersection(part, rooms)) / shapely.area(rooms)
    held = share >= OVER_THE_EDGE
    yield from _inward(part, name, kept_clear, x[held], y[held], rooms[held])


def _inward(
    part: BaseGeometry,
    name: Name,
    kept_clear: KeptClear,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    rooms: NDArray[np.object_],
) -> Iterator[Label]:
    """Yield labels about centres in an area: first those that meet the least of what is to be clear, then by depth."""
    centres = shapely.points(x, y)
    met, depth = np.zeros(len(x)), shapely.distance(part.boundary, centres)
    for other in kept_clear:
        shapely.prepare(other)
        hit = shapely.intersects(other, rooms)
        met += hit
        depth = np.where(hit | other.is_empty, depth, np.fmin(depth, shapely.distance(other, centres)))
    for n in np.lexsort((-depth, met)):
        yield name.at(float(x[n]), float(y[n]), rooms[n])


def _grid(part: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the points at which a name is tried in an area, as x and y."""
    west, south, east, north = part.bounds
    pitch = min(COARSEST, max(FINEST, min(east - west, north - south) / 16))
    x, y = np.meshgrid(np.arange(west, east, pitch), np.arange(south, north, pitch))
    return x.ravel(), y.ravel()


def _of_role(seen: Sight, role: Role) -> Iterator[Drawn]:
    record = seen.words.record
    for drawn in seen.on_day.features:
        if record.profile.role_of(record.entities[drawn.feature.entity_id].group) is role:
            yield drawn


def _areas(seen: Sight) -> list[tuple[str, Polygon]]:
    """Return each territory with the largest part of it in the frame, the largest first."""
    found: dict[str, Polygon] = {}
    for drawn in _of_role(seen, Role.TERRITORY):
        for part in _polygons(seen, drawn):
            entity = drawn.feature.entity_id
            found[entity] = max(part, found.get(entity, Polygon()), key=lambda p: p.area)
    return sorted(found.items(), key=lambda row: -row[1].area)


def _polygons(seen: Sight, drawn: Drawn) -> list[Polygon]:
    return seen.panel.polygons(drawn.feature.geometry)


def _called(seen: Sight, entity_id: str) -> str:
    entity = seen.words.record.entities[entity_id]
    return seen.words.name(entity.name_id) if entity.name_id else seen.words.told(entity.label)


def _inside_areas(seen: Sight, areas: list[tuple[str, Polygon]], course: BaseGeometry) -> Iterator[Wanted]:
    kind = Type(seen.points * 0.78, SEMIBOLD)
    for entity, part in areas:
        if part.area >= SMALLEST_NAMED:
            name = Name(_called(seen, entity), _note(seen, entity), kind)
            spots = chain.from_iterable(way(part.simplify(COARSE), name, (course,)) for way in (_inside, _across))
            yield Wanted(seen.words.record.entities[entity].name_id or entity, spots)


def _beside_areas(seen: Sight, areas: list[tuple[str, Polygon]]) -> Iterator[Wanted]:
    """Yield the names of areas that are too small for them, where no other area could be taken for what they name."""
    kind = Type(seen.points * 0.75)
    for entity, part in areas:
        about = seen.words.record.entities[entity]
        if part.area < LARGEST_POINTED_AT and about.name_id:
            others = shapely.union_all([other for key, other in areas if key != entity])
            spots = _at_the_side(part, _called(seen, entity), _note(seen, entity), kind)
            yield Wanted(about.name_id, [label for label in spots if not label.room.intersects(others)])


def _at_points(seen: Sight, parts: list[Polygon]) -> Iterator[Wanted]:
    """Yield the names of what is drawn as a point, where they reach into no area of `parts` that is far from it."""
    kind = Type(seen.points * 0.75)
    for drawn in (*_of_role(seen, Role.TERRITORY), *_of_role(seen, Role.ROUTE)):
        entity = drawn.feature.entity_id
        name, note = _called(seen, entity), _note(seen, entity)
        for point in (p for p in seen.panel.parts(drawn.feature.geometry) if isinstance(p, Point)):
            far = shapely.union_all([part for part in parts if part.distance(point) > FAR])
            spots = _at_the_side(point.buffer(POINT), name, note, kind)
            about = seen.words.record.entities[entity]
            yield Wanted(about.name_id or entity, [label for label in spots if not label.room.intersects(far)])


def _at_the_side(part: Polygon, said: str, note: str, kind: Type) -> list[Label]:
    """Return the places of a name right and left of an area."""
    west, south, east, north = part.bounds
    y = (south + north) / 2 - kind.points * MM_PER_POINT * 0.3
    places = (east + 0.7, west - 0.7 - noted_width(said, note, kind))
    return [Label(said, x, y, kind, _room(x, y, said, note, kind), None, note) for x in places]


def _routes(seen: Sight) -> list[tuple[str, BaseGeometry]]:
    """Return each route with its course in the frame, the longest first."""
    found: dict[str, list[BaseGeometry]] = {}
    for drawn in _of_role(seen, Role.ROUTE):
        lines = [part for part in seen.panel.parts(drawn.feature.geometry) if isinstance(part, LineString)]
        found.setdefault(drawn.feature.entity_id, []).extend(lines)
    merged = {e: line_merge(shapely.union_all(lines)) for e, lines in found.items() if lines}
    return sorted(merged.items(), key=lambda row: -row[1].length)


def _along(seen: Sight, roads: list[tuple[str, BaseGeometry]], course: BaseGeometry) -> Iterator[Wanted]:
    """Yield the names of routes, the shorter where the longer has no room; two of one name are told apart."""
    kind, used = Type(seen.points * 0.74), set[str]()
    for entity, path in roads:
        every = courses.names(seen.words, entity)
        names = [name for name in every if name not in used] or every[-1:]
        used.add(names[0])
        note, parts = _note(seen, entity), shapely.get_parts(path)
        spots = chain.from_iterable(_on(part, said, note, kind) for said in names for part in parts)
        yield Wanted(entity, (label for label in spots if not label.room.intersects(course)))


def _on(path: LineString, said: str, note: str, kind: Type) -> Iterator[Label]:
    """Yield places for a name beside the straightest stretches of a path, the straightest first."""
    size, long = kind.points * MM_PER_POINT, noted_width(said, note, kind)
    stretches = []
    for start in np.arange(0, path.length - long, 1.5):
        stretch = substring(path, start, start + long)
        (x, y), (x2, y2) = stretch.coords[0], stretch.coords[-1]
        chord = LineString([(x, y), (x2, y2)])
        bow = float(shapely.hausdorff_distance(chord, stretch)) if chord.length else long
        if bow <= size * MOST_BOWED:
            stretches.append((round(bow, 1), abs(start + long / 2 - path.length / 2), chord, bow))
    for _, _, chord, bow in sorted(stretches, key=lambda s: s[:2]):
        yield from _beside(chord, bow, said, note, kind)


def _beside(chord: LineString, bow: float, said: str, note: str, kind: Type) -> Iterator[Label]:
    """Yield the places of a name above and below a straight line, as far off as its path bows."""
    size, long = kind.points * MM_PER_POINT, noted_width(said, note, kind)
    (x, y), (x2, y2) = sorted(chord.coords)
    turn = float(np.degrees(np.arctan2(y2 - y, x2 - x)))
    if abs(turn) > STEEPEST:
        return
    along = np.array([x2 - x, y2 - y]) / chord.length
    across = np.array([-along[1], along[0]])
    first = np.array([x, y]) + along * (chord.length - long) / 2
    for off in (bow + 0.9 + size * 0.25, -(bow + 0.9 + size * 0.8)):
        a, b = map(float, first + across * off)
        room = rotate(_room(a, b, said, note, kind), turn, origin=(a, b))
        yield Label(said, a, b, kind, room, None, note, turn)


def draw(axes: Axes, labels: list[Label], ink: Ink) -> None:
    """Write the names, with a halo of the colour of the land."""
    for label in labels:
        if label.dot:
            ground.area(axes, label.dot.centroid.buffer(0.55), ink("paper"))
            ground.area(axes, label.dot.centroid.buffer(0.42), ink("ink"))
    for label in labels:
        put(
            *(axes, label.x, label.y, label.words, label.kind),
            colour=ink(label.colour),
            halo=ink("paper"),
            turn=label.turn,
            note=label.note,
        )
