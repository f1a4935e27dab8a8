"""Compose a figure: title, one map frame a day, legend, sources, notes and locator on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from layers import caption, sheet, words
from layers import recipe as recipes
from layers.errors import LayersError
from layers.extent import extent
from layers.figure import dated, flow, furniture, ground, labels, text
from layers.figure.ink import Ink
from layers.figure.panel import Panel
from layers.figure.text import SEMIBOLD, Type, put
from layers.timeslice import diff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from layers.figure.labels import Label
    from layers.model import Record
    from layers.recipe import Recipe
    from layers.sheet import Sheet
    from layers.timeslice import Slice

SMALLEST_ON_MAP = 6.0
"""Plain type of a small map frame, points; names and degrees are somewhat smaller."""
AROUND = "42.6,37.9,50.2,41.9"
"""What the locator shows, degrees (EPSG:4326): west, south, east, north."""


@dataclass(frozen=True)
class Drawing:
    """A figure with what was put on it, for those who check it; lengths in millimetres of the sheet."""

    figure: Figure
    panels: tuple[Panel, ...]
    labels: tuple[tuple[Label, ...], ...]
    set: tuple[flow.Set, ...]


def compose(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> Drawing:
    """Return the figure of the given slices, one frame each."""
    ink, plan = Ink(recipe.look), plan_of(recipe)
    drawn, page = blank(plan, ink("paper"))
    heading(page, plan, caption.title(record, recipe), ink)
    below_heading(page, plan, caption.day_line(record, recipe), ink)
    frames = tuple(Panel(frame, recipes.shown(recipe)) for frame in plan.panels)
    marks = changed(slices) if recipe.mark else [frozenset[str]()] * len(slices)
    named = []
    for panel, on_day, mark in zip(frames, slices, marks, strict=True):
        ground.draw(page, panel, ink)
        named.append(tuple(day_map(page, panel, record, on_day, recipe, ink, mark)))
        if len(slices) > 1:
            _day_above(page, panel, words.day(on_day.day, recipe.language), plan, ink)
    notes = surroundings(page, plan, record, recipe, slices, ink, starred=starred(named))
    return Drawing(drawn, frames, tuple(named), tuple(notes))


def plan_of(recipe: Recipe) -> Sheet:
    """Return where the parts of the figure stand."""
    return sheet.layout(sheet.size_of(recipe.size), recipes.panels(recipe))


def blank(plan: Sheet, colour: str) -> tuple[Figure, Axes]:
    """Return an empty figure, and axes over the whole of it whose unit is the millimetre."""
    figure = Figure(figsize=(plan.size.width / 25.4, plan.size.height / 25.4), facecolor=colour)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_axis_off()
    page.set_xlim(0, plan.size.width)
    page.set_ylim(0, plan.size.height)
    page.set_autoscale_on(False)
    return figure, page


def heading(page: Axes, plan: Sheet, words_: str, ink: Ink) -> None:
    """Write the title."""
    room, points = plan.title, plan.size.points
    kind = fitted(words_, points * 1.5, SEMIBOLD, room.width)
    put(page, room.x, room.top - points * 1.45 * sheet.MM_PER_POINT, words_, kind, colour=ink("ink"))


def below_heading(page: Axes, plan: Sheet, words_: str, ink: Ink) -> None:
    """Write the line below the title."""
    room, points = plan.title, plan.size.points
    kind = fitted(words_, points * 1.15, text.REGULAR, room.width)
    put(page, room.x, room.top - points * 3.0 * sheet.MM_PER_POINT, words_, kind, colour=ink("muted"))


def fitted(words_: str, points: float, weight: int, room: float) -> Type:
    """Return the largest type, up to `points`, in which a line fits into a width.

    Raises
    ------
    LayersError
        If the smallest type is too wide.
    """
    kind = Type(points, weight)
    wide = text.width(words_, kind)
    if wide > room * points / flow.SMALLEST:
        raise LayersError(f"{words_!r} is too long for this size; required: a shorter title or a larger size")
    return kind if wide <= room else Type(points * room / wide * 0.995, weight)


def changed(slices: Sequence[Slice]) -> list[frozenset[str]]:
    """Return for each slice the entities whose status differs from the slice before; for the first, from the next."""
    steps = [frozenset(c.entity_id for c in diff(before, after)) for before, after in pairwise(slices)]
    return [steps[0], *steps]


def day_map(
    page: Axes,
    panel: Panel,
    record: Record,
    on_day: Slice,
    recipe: Recipe,
    ink: Ink,
    mark: frozenset[str] = frozenset(),
) -> list[Label]:
    """Draw what is dated over the base map of a frame; return the names that found room."""
    points = points_on(panel, sheet.size_of(recipe.size).points)
    dated.draw(page, panel, record, on_day, ink, mark)
    ground.graticule(page, panel, ink, points)
    taken = [furniture.draw_scale(page, panel, ink, points)]
    named = labels.place(record, panel, on_day, recipe.language, points, taken)
    labels.draw(page, named, ink)
    furniture.frame(page, panel.frame, ink)
    return named


def points_on(panel: Panel, points: float) -> float:
    """Return the plain type of names, degrees and scale on a map frame: that of the sheet, less on a small frame."""
    return min(points, max(SMALLEST_ON_MAP, panel.frame.width / 9))


def _day_above(page: Axes, panel: Panel, day: str, plan: Sheet, ink: Ink) -> None:
    points = plan.size.points
    above = panel.frame.top + points * sheet.MM_PER_POINT * 0.4
    put(page, panel.frame.x, above, day, fitted(day, points, SEMIBOLD, panel.frame.width), colour=ink("ink"))


def surroundings(
    page: Axes, plan: Sheet, record: Record, recipe: Recipe, slices: Sequence[Slice], ink: Ink, *, starred: bool
) -> list[flow.Set]:
    """Draw legend, sources, notes and locator; return the text as it was set."""
    told = flow.Told(tuple(slices), recipe.language, recipe.mark, starred)
    notes = flow.fit(record, told, plan.columns, plan.size.points)
    flow.draw(page, notes, ink)
    locator = plan.locator
    wide = extent(AROUND, locator.width / locator.height)
    furniture.locator(page, locator, wide, recipes.shown(recipe), ink)
    return notes


def starred(named: Sequence[Sequence[Label]]) -> bool:
    """Return True if a name on a map stands in English for want of another."""
    return any(label.words.endswith(words.IN_ENGLISH) for names in named for label in names)
