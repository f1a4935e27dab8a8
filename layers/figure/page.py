"""Compose a figure: title, one map frame a day, legend, sources, notes and locator on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from layers import recipe as recipes
from layers import sheet, words
from layers.errors import LayersError
from layers.extent import extent
from layers.figure import dated, flow, furniture, ground, labels, text
from layers.figure.ink import Ink
from layers.figure.panel import Panel
from layers.figure.text import SEMIBOLD, Type, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from layers.figure.labels import Label
    from layers.model import Record
    from layers.recipe import Recipe
    from layers.sheet import Sheet
    from layers.timeslice import Slice

AROUND = "42.6,37.9,50.2,41.9"
"""What the locator shows, degrees (EPSG:4326): west, south, east, north."""


@dataclass(frozen=True)
class Drawing:
    """A figure with what was put on it, for those who check it; lengths in millimetres of the sheet."""

    figure: Figure
    panels: tuple[Panel, ...]
    labels: tuple[tuple[Label, ...], ...]
    set: tuple[flow.Set, ...]


def title_of(record: Record, recipe: Recipe) -> str:
    """Return the heading of a figure."""
    say = partial(words.text, language=recipe.language)
    named = {
        "karabakh": say("Karabakh and the districts around it"),
        "lachin": words.name(record, "lachin_corridor", recipe.language),
        "zangezur": words.name(record, "zangezur_corridor", recipe.language),
        "nakhchivan": say("Nakhchivan link"),
    }
    return recipe.title or named.get(recipe.view) or say("Territories and corridors around Karabakh")


def day_line(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> str:
    """Return the line below the title: the day or the first and last, according to whom, and whether reviewed."""
    language = recipe.language
    say = partial(words.text, language=language)
    first, last = (words.day(slices[i].day, language) for i in (0, -1))
    line = say("As of {day}").format(day=first) if len(slices) == 1 else f"{first} – {last}"
    if recipe.according_to:
        line += f", {say('according to {party}').format(party=say(recipe.according_to))}"
    if slices[-1].day <= record.reviewed_through:
        return line
    end = words.day(record.reviewed_through, language)
    return f"{line} ({say('not reviewed: the record ends on {day}').format(day=end)})"


def compose(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> Drawing:
    """Return the figure of the given slices, one frame each."""
    size = sheet.size_of(recipe.size)
    plan = sheet.layout(size, len(slices))
    ink = Ink(recipe.look)
    drawn = Figure(figsize=(size.width / 25.4, size.height / 25.4), facecolor=ink("paper"))
    page = _page(drawn, plan)
    _heading(page, plan, record, recipe, slices, ink)
    shown = recipes.shown(recipe)
    frames = tuple(Panel(frame, shown) for frame in plan.panels)
    named = tuple(
        tuple(_map(page, panel, record, on_day, recipe, ink, several=len(slices) > 1))
        for panel, on_day in zip(frames, slices, strict=True)
    )
    notes = flow.fit(record, slices, recipe.language, plan.columns, size.points)
    flow.draw(page, notes, ink)
    locator = plan.locator
    furniture.locator(page, locator, extent(AROUND, locator.width / locator.height), shown, ink)
    return Drawing(drawn, frames, named, tuple(notes))


def _page(figure: Figure, plan: Sheet) -> Axes:
    """Return axes over the whole sheet whose unit is the millimetre."""
    page = figure.add_axes((0, 0, 1, 1))
    page.set_axis_off()
    page.set_xlim(0, plan.size.width)
    page.set_ylim(0, plan.size.height)
    page.set_autoscale_on(False)
    return page


def _heading(page: Axes, plan: Sheet, record: Record, recipe: Recipe, slices: Sequence[Slice], ink: Ink) -> None:
    room, points = plan.title, plan.size.points
    below = day_line(record, recipe, slices)
    large = _fitted(title_of(record, recipe), points * 1.5, SEMIBOLD, room.width)
    plain = _fitted(below, points * 1.15, text.REGULAR, room.width)
    put(page, room.x, room.top - points * 1.45 * sheet.MM_PER_POINT, title_of(record, recipe), large, colour=ink("ink"))
    put(page, room.x, room.top - points * 3.0 * sheet.MM_PER_POINT, below, plain, colour=ink("muted"))


def _fitted(words_: str, points: float, weight: int, room: float) -> Type:
    """Return the largest type, up to `points`, in which a line fits into a width."""
    kind = Type(points, weight)
    wide = text.width(words_, kind)
    if wide > room * points / flow.SMALLEST:
        raise LayersError(f"{words_!r} is too long for this size; required: a shorter title or a larger size")
    return kind if wide <= room else Type(points * room / wide * 0.995, weight)


def _map(
    page: Axes, panel: Panel, record: Record, on_day: Slice, recipe: Recipe, ink: Ink, *, several: bool
) -> list[Label]:
    """Draw one frame; return the names that found room."""
    points = sheet.size_of(recipe.size).points
    ground.draw(page, panel, ink)
    dated.draw(page, panel, record, on_day, ink)
    ground.graticule(page, panel, ink, points)
    taken = [furniture.draw_scale(page, panel, ink, points)]
    named = labels.place(record, panel, on_day, recipe.language, points, taken)
    labels.draw(page, named, ink)
    furniture.frame(page, panel.frame, ink)
    if several:
        above = panel.frame.top + points * sheet.MM_PER_POINT * 0.4
        day = words.day(on_day.day, recipe.language)
        put(page, panel.frame.x, above, day, _fitted(day, points, SEMIBOLD, panel.frame.width), colour=ink("ink"))
    return named
