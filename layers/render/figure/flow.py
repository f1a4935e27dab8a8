"""Legend, sources and notes: items that flow through the columns of a sheet, in type as large as fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from shapely import LineString, box

from layers.errors import LayersError
from layers.recipe.paper import MM_PER_POINT
from layers.record import style
from layers.record.choice import Colours
from layers.record.model import Certainty
from layers.record.timeslice import diff
from layers.render import caption
from layers.render.figure import ground, parts
from layers.render.figure.dated import mark, road, swatch
from layers.render.figure.keyed import grouped, numbered, runs
from layers.render.figure.letters import SEMIBOLD, Type, noted_width, put, raised, wrapped
from layers.wording import compare, sources
from layers.wording.words import UNTRANSLATED_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from layers.recipe.paper import Rect
    from layers.record.model import Source
    from layers.record.style import Style
    from layers.record.timeslice import Slice
    from layers.render.figure.ink import Ink
    from layers.render.figure.keyed import Numbered
    from layers.wording.words import Words

SMALLEST = 4.5
"""Smallest type of a figure, points."""
NO_BREAK = "\N{NO-BREAK SPACE}"
SCALES = (1.0, 0.93, 0.86, 0.82, 0.78, 0.74, 0.68, 0.62, 0.56, 0.5, 0.45, 0.4)


class Detail(IntEnum):
    """What there is room for: of each source the publisher, its days or its titles; below that, no list of changes."""

    BARE = 0
    NAMES = 1
    DAYS = 2
    TITLES = 3


@dataclass(frozen=True)
class Key:
    """What a legend entry shows beside its words."""

    look: Style
    opacity: float = style.CERTAIN_OPACITY
    schematic: bool = False
    track: str = ""


@dataclass(frozen=True)
class Told:
    """What the text beside the map tells of.

    Attributes
    ----------
    slices
        What is drawn.
    mark
        Whether what changed from day to day is marked on the map.
    starred
        Whether a name on the map stands in English for want of another.
    colours
        What the colours of the map show.
    """

    words: Words
    slices: tuple[Slice, ...]
    mark: bool = False
    starred: bool = False
    colours: Colours = Colours.STATUS

    @cached_property
    def numbered(self) -> Numbered:
        """The sources of what is drawn, with their numbers."""
        return numbered(self.slices, self.colours)


@dataclass(frozen=True)
class Item:
    """A paragraph of the text beside the map, with the numbers of its sources; a heading keeps to what follows it."""

    said: str
    heading: bool = False
    key: Key | None = None
    small: bool = False
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A line of text, and the small numbers after it."""

    said: str
    note: str = ""


@dataclass(frozen=True)
class Set:
    """An item with the place of its first baseline, its lines and its type."""

    item: Item
    x: float
    y: float
    lines: tuple[Line, ...]
    kind: Type


def items(told: Told, detail: Detail) -> list[Item]:
    """Return legend, sources and notes of what is drawn, and of nothing else."""
    words, say = told.words, told.words.say
    return [
        Item(say("Legend"), heading=True),
        *legend(told),
        *(_tracks(told) if detail > Detail.BARE else ()),
        *(_changes(told) if detail > Detail.BARE else ()),
        Item(say("Sources"), heading=True),
        *_sources(told.numbered.sources, detail),
        Item(f"{say('Geometry')}: {'; '.join(credits(told, detail))}.", small=True),
        Item(caption.edition(words), small=True),
        Item(caption.disclaimer(words), small=True),
    ]


TRACKS = {"rail": "railway: a double line", "both": "road and railway: a triple line"}
"""Key of `style.TRACKS` -> what the legend says of it."""


def _tracks(told: Told) -> list[Item]:
    """Return what double and triple lines are, where drawn; a sheet without room goes without: names tell it too."""
    record = told.words.record
    kinds = {record.entities[row.feature.entity_id].kind for on_day in told.slices for row in on_day.features}
    drawn = {record.profile.track_of(kind) for kind in kinds}
    plain = style.Style(style.PALETTE["muted"], 3)
    return [Item(told.words.say(said), key=Key(plain, track=track)) for track, said in TRACKS.items() if track in drawn]


def legend(told: Told) -> list[Item]:
    """Return an entry for each status that is drawn, in the order of the vocabulary, then the other signs."""
    words, about = told.words, told.words.record.profile
    rows = [row for on_day in told.slices for row in on_day.features]
    looks = style.AGREEMENT if told.colours is Colours.AGREEMENT else about.styles
    named = words.agreement if told.colours is Colours.AGREEMENT else words.status
    groups = grouped(told.slices, told.colours).items()
    entries = [Item(named(code), key=Key(looks[code]), note=told.numbered.note(states)) for code, states in groups]
    if not all(row.state for row in rows):
        entries.append(Item(words.say("no dated status in the record"), key=Key(style.CONTEXT)))
    for certainty in (Certainty.POSSIBLE, Certainty.NOT_REVIEWED):
        seen = [row.state.status for row in rows if row.certainty is certainty and row.state]
        if seen:
            key = Key(about.styles[sorted(seen)[-1]], style.OPACITY[certainty])
            entries.append(Item(words.say(certainty), key=key))
    if any(row.feature.schematic for row in rows):
        outline = style.Style(style.CONTEXT.stroke, 1.0, style.SCHEMATIC_DASH)
        entries.append(Item(words.say("schematic position"), key=Key(outline, schematic=True)))
    if told.mark:
        entries.append(Item(words.say("changed between the days shown"), key=Key(style.CHANGED)))
    if told.starred:
        explained = words.say("name in English; the record has no other")
        entries.append(Item(f"{UNTRANSLATED_NAME} {explained}", small=True))
    return entries


def _changes(told: Told) -> list[Item]:
    """Return what is different between the two days of a marked pair."""
    if not told.mark or len(told.slices) != 2:
        return []
    rows = compare.rows(told.words, diff(*told.slices))
    lines = [Item(f"{r['title']}: {r['before']} › {r['after']}", small=True) for r in rows]
    nothing = Item(told.words.say("the record shows no change of status"), small=True)
    return [Item(told.words.say("Changed between the two days"), heading=True), *(lines or [nothing])]


def credits(told: Told, detail: Detail) -> list[str]:  # noqa: A001
    """Return whom the geometry that is drawn is credited to, each once.

    Where room is short, without the packages; where it is very short, without the editions.
    """
    about = told.words.record.profile
    drawn = [d.feature.source for on_day in told.slices for d in on_day.features]
    owners = [part.strip() for source in drawn for part in source.split(";")]
    if detail is not Detail.TITLES:
        owners = [re.sub(r",? via [^,]*|, as shipped.*| \([^)]*\)", "", owner) for owner in owners]
    if detail < Detail.DAYS:
        owners = [re.sub(r" \d.*", "", owner) for owner in owners]
    base = about.basemap.credits if about.basemap else ()
    return list(dict.fromkeys([*owners, *(re.sub(r" \([^)]*\)", "", owner) for owner in base)]))


def _sources(cited: Sequence[Source], detail: Detail) -> list[Item]:
    """Return the sources with their numbers: each a paragraph, or all in one with their days, or by publisher."""
    if detail is Detail.TITLES:
        return [Item(f"{number}{NO_BREAK}{sources.cited(s)}", small=True) for number, s in enumerate(cited, 1)]
    if detail is Detail.DAYS:
        told = {str(n): f"{s.publisher} ({s.day})" if s.day else s.publisher for n, s in enumerate(cited, 1)}
    else:
        by: dict[str, list[int]] = {}
        for number, s in enumerate(cited, 1):
            by.setdefault(s.publisher, []).append(number)
        told = {runs(numbers).replace(" ", NO_BREAK): who for who, numbers in by.items()}
    return [Item("; ".join(f"{key}{NO_BREAK}{who}" for key, who in told.items()) + ".", small=True)]


def fit(told: Told, columns: Sequence[Rect], points: float) -> list[Set]:
    """Return the items set in the largest type that fits, with the sources shortened where that is needed.

    Raises
    ------
    LayersError
        If the smallest type does not fit.
    """
    for detail in sorted(Detail, reverse=True):
        written = items(told, detail)
        scales = [s for s in SCALES if points * s * 0.85 >= SMALLEST and (detail <= Detail.NAMES or s >= 0.74)]
        if not scales or _set(written, columns, points * scales[-1]) is None:
            continue
        for scale in scales:
            placed = _set(written, columns, points * scale)
            if placed is not None:
                return placed
    raise LayersError("the legend and the sources do not fit; choose a larger size, fewer layers or a closer view")


def _set(written: list[Item], columns: Sequence[Rect], points: float) -> list[Set] | None:
    """Return the items one below the other, column after column; None if they do not fit."""
    placed: list[Set] = []
    column, y = 0, columns[0].top
    for item in written:
        kind = Type(points * (0.85 if item.small else 1.0), SEMIBOLD if item.heading else 400)
        indent = _indent(points) if item.key else 0.0
        waiting = _lines(item, kind, columns[column].width - indent)
        while waiting:
            gap = kind.line * (0.5 if item.heading and y < columns[column].top else 0.15)
            room = int((y - gap - columns[column].y) / kind.line)
            needed = min(len(waiting), 2) + (2 if item.heading else 0) if item.small or item.heading else len(waiting)
            if room < needed:
                column += 1
                if column == len(columns):
                    return None
                y = columns[column].top
                continue
            taken, waiting = waiting[:room], waiting[room:]
            placed.append(
                Set(item, columns[column].x + indent, y - gap - kind.points * MM_PER_POINT, tuple(taken), kind)
            )
            y -= gap + len(taken) * kind.line
    return placed


def _lines(item: Item, kind: Type, room: float) -> list[Line]:
    """Return the lines of an item; its numbers stand after the last word, which moves down if they need the room."""
    *before, last = wrapped(item.said, kind, room)
    if noted_width(last, item.note, kind) > room and " " in last:
        first, last = last.rsplit(" ", 1)
        before.append(first)
    if noted_width(last, item.note, kind) > room:
        numbers = wrapped(item.note, raised(kind), room * 0.98)
        return [*map(Line, (*before, last)), *(Line("", part) for part in numbers)]
    return [*map(Line, before), Line(last, item.note)]


def _indent(points: float) -> float:
    return points * MM_PER_POINT * 3.2


def draw(axes: Axes, placed: list[Set], ink: Ink) -> None:
    """Write the items and draw the keys of the legend."""
    for entry in placed:
        if entry.item.key:
            _key(axes, entry, entry.item.key, ink)
        colour = ink("muted" if entry.item.small else "ink")
        with parts.part(axes, parts.HEADING if entry.item.heading else parts.PARAGRAPH):
            for number, line in enumerate(entry.lines):
                said = line.said if line is entry.lines[-1] else f"{line.said} "  # for who reads on without seeing
                y = entry.y - number * entry.kind.line
                put(axes, entry.x, y, said, entry.kind, colour=colour, note=line.note)


def _key(axes: Axes, entry: Set, key: Key, ink: Ink) -> None:
    size = entry.kind.points * MM_PER_POINT
    left, right = entry.x - _indent(entry.kind.points), entry.x - size * 0.7
    if key.look is style.CHANGED:
        mark(axes, box(left, entry.y - size * 0.05, right, entry.y + size * 0.75).exterior, ink)
    elif key.look.fill:
        patch = box(left, entry.y - size * 0.15, right, entry.y + size * 0.85)
        swatch(axes, patch, key.look, key.opacity, ink)
        ground.line(axes, patch.exterior, ink(key.look.stroke), 0.6)
    else:
        middle = entry.y + size * 0.33
        course = LineString([(left, middle), (right, middle)])
        road(axes, course, key.look, key.opacity, key.schematic, ink, track=key.track)
