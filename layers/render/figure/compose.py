"""Compose a figure: title, one map frame a day, legend, sources, notes and locator on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from layers.errors import LayersError
from layers.recipe import paper
from layers.recipe.extent import Extent, extent
from layers.record.timeslice import diff
from layers.render import caption
from layers.render.figure import dated, flow, furniture, ground, labels, letters, parts
from layers.render.figure.frame import MapFrame
from layers.render.figure.ink import Ink
from layers.render.figure.keyed import numbered
from layers.render.figure.letters import SEMIBOLD, Type, put
from layers.wording.words import UNTRANSLATED_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from layers.recipe.paper import Plan
    from layers.recipe.recipe import Recipe, Resolved
    from layers.record.timeslice import Slice
    from layers.render.figure.keyed import Numbered
    from layers.render.figure.labels import Label

SMALLEST_ON_MAP = 6.0
"""Plain type of a small map frame, points; names and degrees are somewhat smaller."""


@dataclass(frozen=True)
class Drawing:
    """A figure with what was put on it, for those who check it; lengths in millimetres of the sheet."""

    figure: Figure
    axes: Axes
    panels: tuple[MapFrame, ...]
    labels: tuple[tuple[Label, ...], ...]
    set: tuple[flow.Set, ...]


def compose(made: Resolved) -> Drawing:
    """Return the figure of a recipe, one map frame a day."""
    ink, plan = Ink(made.recipe.look), plan_of(made.recipe)
    drawn, axes = blank(plan, ink("paper"))
    heading(axes, plan, caption.title(made), ink)
    below_heading(axes, plan, caption.day_line(made), ink)
    frames = tuple(MapFrame(frame, shown(made)) for frame in plan.panels)
    marks = changed(made.slices) if made.recipe.mark else [frozenset[str]()] * len(made.slices)
    named = []
    keyed = numbered(made.slices, made.recipe.colours)
    described = caption.of_frames(made)
    for number, (panel, on_day, mark) in enumerate(zip(frames, made.slices, marks, strict=True)):
        if len(made.slices) > 1:
            _day_above(axes, panel, made.words.day(on_day.day), plan, ink)
        with parts.part(axes, parts.FIGURE, described[number], panel.frame):
            ground.draw(axes, panel, made.record, ink)
            named.append(tuple(day_map(axes, panel, made, on_day, ink, keyed, mark, furnished=number == 0)))
    notes = surroundings(axes, plan, made, made.slices, ink, starred=starred(named))
    return Drawing(drawn, axes, frames, tuple(named), tuple(notes))


def shown(made: Resolved) -> Extent:
    """Return the extent of each map frame."""
    assert isinstance(made.area, Extent)
    return made.area


def plan_of(recipe: Recipe) -> Plan:
    """Return where the parts of the figure stand."""
    return paper.layout(paper.size_of(recipe.size), recipe.panels)


def blank(plan: Plan, colour: str) -> tuple[Figure, Axes]:
    """Return an empty figure, and axes over the whole of it whose unit is the millimetre."""
    figure = Figure(figsize=(plan.size.width / 25.4, plan.size.height / 25.4), facecolor=colour)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, plan.size.width)
    axes.set_ylim(0, plan.size.height)
    axes.set_autoscale_on(False)
    return figure, axes


def heading(axes: Axes, plan: Plan, said: str, ink: Ink) -> None:
    """Write the title."""
    room, points = plan.title, plan.size.points
    kind = fitted(said, points * 1.5, SEMIBOLD, room.width)
    with parts.part(axes, parts.TITLE):
        put(axes, room.x, room.top - points * 1.45 * paper.MM_PER_POINT, said, kind, colour=ink("ink"))


def below_heading(axes: Axes, plan: Plan, said: str, ink: Ink) -> None:
    """Write the line below the title."""
    room, points = plan.title, plan.size.points
    kind = fitted(said, points * 1.15, letters.REGULAR, room.width)
    with parts.part(axes, parts.PARAGRAPH):
        put(axes, room.x, room.top - points * 3.0 * paper.MM_PER_POINT, said, kind, colour=ink("muted"))


def fitted(said: str, points: float, weight: int, room: float) -> Type:
    """Return the largest type, up to `points`, in which a line fits into a width.

    Raises
    ------
    LayersError
        If the smallest type is too wide.
    """
    kind = Type(points, weight)
    wide = letters.width(said, kind)
    if wide > room * points / flow.SMALLEST:
        raise LayersError(f"{said!r} is too long for this size; required: a shorter title or a larger size")
    return kind if wide <= room else Type(points * room / wide * 0.995, weight)


def changed(slices: Sequence[Slice]) -> list[frozenset[str]]:
    """Return for each slice the entities whose status differs from the slice before; for the first, from the next."""
    steps = [frozenset(c.entity_id for c in diff(before, after)) for before, after in pairwise(slices)]
    return [steps[0], *steps]


def day_map(
    axes: Axes,
    panel: MapFrame,
    made: Resolved,
    on_day: Slice,
    ink: Ink,
    keyed: Numbered,
    mark: frozenset[str] = frozenset(),
    *,
    furnished: bool = True,
) -> list[Label]:
    """Draw what is dated over the base map of a frame; return the names that found room.

    `furnished` says whether it has a scale bar and a north arrow: of several frames of one extent the first has.
    """
    points = points_on(panel, paper.size_of(made.recipe.size).points)
    dated.draw(axes, panel, made, on_day, ink, mark)
    ground.graticule(axes, panel, ink, points)
    taken = [furniture.draw_scale(axes, panel, ink, points)] if furnished else []
    named = labels.place(labels.Sight(made.words, panel, on_day, keyed, points), taken)
    labels.draw(axes, named, ink)
    furniture.frame(axes, panel.frame, ink)
    return named


def points_on(panel: MapFrame, points: float) -> float:
    """Return the plain type of names, degrees and scale on a map frame: that of the sheet, less on a small frame."""
    return min(points, max(SMALLEST_ON_MAP, panel.frame.width / 9))


def _day_above(axes: Axes, panel: MapFrame, day: str, plan: Plan, ink: Ink) -> None:
    points = plan.size.points
    above = panel.frame.top + points * paper.MM_PER_POINT * 0.4
    kind = fitted(day, points, SEMIBOLD, panel.frame.width)
    with parts.part(axes, parts.HEADING):
        put(axes, panel.frame.x, above, day, kind, colour=ink("ink"))


def surroundings(
    axes: Axes, plan: Plan, made: Resolved, slices: Sequence[Slice], ink: Ink, *, starred: bool
) -> list[flow.Set]:
    """Draw legend, sources, notes and, if the record has one, the locator of the last day; return the text as set."""
    told = flow.Told(made.words, tuple(slices), made.recipe.mark, starred, made.recipe.colours)
    notes = flow.fit(told, plan.columns, plan.size.points)
    flow.draw(axes, notes, ink)
    around, room = made.record.profile.locator, plan.locator
    if around:
        panel = MapFrame(room, extent(around, room.width / room.height))
        _locator(axes, panel, plan, made, slices[-1].day, ink)
    return notes


def _locator(axes: Axes, panel: MapFrame, plan: Plan, made: Resolved, day: date, ink: Ink) -> None:
    """Draw the locator, with what it is above it and the countries in it as they are called on a day."""
    points, room = plan.size.points, panel.frame
    said = made.words.say("Location of the map")
    kind = fitted(said, points * 0.72, SEMIBOLD, room.width)
    with parts.part(axes, parts.HEADING):
        put(axes, room.x, room.top + points * paper.MM_PER_POINT * 0.3, said, kind, colour=ink("ink"))
    with parts.part(axes, parts.FIGURE, f"{said}: {caption.title(made)}", room):
        marked = furniture.locator(axes, panel, made.record, shown(made), ink)
        small = max(flow.SMALLEST, points * 0.6)
        labels.draw(axes, labels.of_countries(made.words, day, panel, small, [marked.boundary]), ink)


def starred(named: Sequence[Sequence[Label]]) -> bool:
    """Return True if a name on a map stands in another language for want of its own."""
    return any(label.words.endswith(UNTRANSLATED_NAME) for names in named for label in names)
