"""The map from one day to another as an animation: a still for each day on which something changes or happens.

What does not move is drawn once; each still lays the day's features, names, date and events over it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from shapely import LineString

from layers import caption, recipe, style, words
from layers.errors import LayersError
from layers.figure import ground, page, text
from layers.figure.ink import Ink
from layers.figure.panel import Panel
from layers.figure.text import SEMIBOLD, put
from layers.sheet import MM_PER_POINT
from layers.timeslice import change_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from layers.model import Event, Record
    from layers.recipe import Recipe
    from layers.sheet import Sheet
    from layers.timeslice import Slice

CHANGE_SECONDS, EVENT_SECONDS = 1.0, 2.5
"""How long a still stands: on a day of change, and on one with an event, where the film pauses."""
FRAME_RATE = 10
"""Frames a second of the MP4; players dislike fewer."""
MAX_STILLS = 200


@dataclass(frozen=True)
class Still:
    """One picture, of shape (rows, columns, 3), and how long it stands."""

    picture: NDArray[np.uint8]
    seconds: float


def render(record: Record, made: Recipe, told: str) -> bytes:
    """Return the animation as GIF or MP4, with the recipe in its comment.

    Raises
    ------
    LayersError
        If nothing is drawn, or there are more stills than `MAX_STILLS`.
    """
    if made.form == "gif":
        return _gif(stills(record, made), told, made.look)
    return _mp4(stills(record, made), told)


def days_of(record: Record, made: Recipe) -> list[date]:
    """Return the days of the stills: the first, the last, and each between with a change or an event of what is drawn.

    Raises
    ------
    LayersError
        If there are more than `MAX_STILLS`.
    """
    first, last = made.days
    inside = [d for d in change_days(record) if first < d < last]
    drawn = _drawn(recipe.slices(record, made, [first, *inside, last]))
    events = {e.day for e in record.events if not drawn.isdisjoint(e.entity_ids)}
    between = {d for d in {*change_days(record, drawn), *events} if first < d < last}
    days = [first, *sorted(between), last]
    if len(days) > MAX_STILLS:
        raise LayersError(
            f"{first} to {last} has {len(days)} stills; the limit is {MAX_STILLS}: choose fewer layers or days"
        )
    return days


def _drawn(slices: tuple[Slice, ...]) -> set[str]:
    return {entity for on_day in slices for entity in on_day.features["entity_id"]}


def stills(record: Record, made: Recipe) -> Iterator[Still]:
    """Yield the stills in order."""
    days = days_of(record, made)
    slices = recipe.slices(record, made, days)
    drawn, ink, plan = _drawn(slices), Ink(made.look), page.plan_of(made)
    panel = Panel(plan.panels[0], recipe.shown(made))
    fixed = Image.fromarray(_pixels(_fixed(record, made, slices, panel, plan), made.dpi))
    for on_day in slices:
        events = [e for e in record.events if e.day == on_day.day and not drawn.isdisjoint(e.entity_ids)]
        figure, axes = page.blank(plan, "none")
        page.day_map(axes, panel, record, on_day, made, ink)
        _burn_in(axes, plan, record, made, on_day.day, events)
        moving = Image.fromarray(_pixels(figure, made.dpi))
        whole = Image.alpha_composite(fixed, moving).convert("RGB")
        pause = bool(events) or on_day.day in made.days
        yield Still(np.asarray(whole), EVENT_SECONDS if pause else CHANGE_SECONDS)


def _fixed(record: Record, made: Recipe, slices: tuple[Slice, ...], panel: Panel, plan: Sheet) -> Figure:
    """Return what stands still: title, base map, legend and sources of all days, locator."""
    ink = Ink(made.look)
    figure, axes = page.blank(plan, ink("paper"))
    page.heading(axes, plan, caption.title(record, made), ink)
    ground.draw(axes, panel, ink)
    _, unseen = page.blank(plan, "none")
    named = page.day_map(unseen, panel, record, slices[0], made, ink)
    page.surroundings(axes, plan, record, made, slices, ink, starred=page.starred([named]))
    return figure


def _burn_in(axes: Axes, plan: Sheet, record: Record, made: Recipe, day: date, events: list[Event]) -> None:
    """Write the day with its events, and draw how far the film has come."""
    ink, room, points = Ink(made.look), plan.title, plan.size.points
    shown = caption.qualified(record, made, words.day(day, made.language), day)
    large = page.fitted(shown, points * 1.4, SEMIBOLD, room.width)
    y = room.top - points * 3.0 * MM_PER_POINT
    put(axes, room.x, y, shown, large, colour=ink("accent"))
    left = room.x + text.width(shown, large) + points * MM_PER_POINT
    told = " · ".join(words.text(e.title, made.language) for e in events)
    plain = text.Type(points * 1.05)
    lines = text.wrapped(told, plain, room.right - left)
    put(axes, left, y, lines[0] + (" …" if len(lines) > 1 else "") if lines else "", plain, colour=ink("muted"))
    _progress(axes, plan, made, day, ink)


def _progress(axes: Axes, plan: Sheet, made: Recipe, day: date, ink: Ink) -> None:
    frame = plan.panels[0]
    first, last = made.days
    share = (day - first).days / (last - first).days
    y = frame.top + plan.size.points * MM_PER_POINT * 0.28
    ground.line(axes, LineString([(frame.x, y), (frame.right, y)]), ink("rayon"), 1.6)
    if share:
        ground.line(axes, LineString([(frame.x, y), (frame.x + share * frame.width, y)]), ink("accent"), 1.6)


def _pixels(figure: Figure, dpi: int) -> NDArray[np.uint8]:
    """Return a figure as an array of shape (rows, columns, 4), its sides even, as H.264 wants them."""
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(drawn[: drawn.shape[0] // 2 * 2, : drawn.shape[1] // 2 * 2])


def _palette(picture: NDArray[np.uint8], look: recipe.Look) -> Image.Image:
    """Return 256 colours: those of the lines of the style table, however rare, and the most common others."""
    ink = Ink(look)
    lines = dict.fromkeys(ink(s.stroke) for s in (*style.STYLES.values(), style.CONTEXT))
    common = Image.fromarray(picture).quantize(256 - len(lines), dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*common, *(part for colour in lines for part in bytes.fromhex(colour[1:]))])
    return palette


def _gif(shown: Iterator[Still], told: str, look: recipe.Look) -> bytes:
    """Return a GIF that runs on and on, all stills in the colours of one palette."""
    made = list(shown)
    palette = _palette(np.concatenate([s.picture[::4, ::4] for s in made]), look)
    pictures = [Image.fromarray(s.picture).quantize(palette=palette, dither=Image.Dither.NONE) for s in made]
    stream = BytesIO()
    pictures[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=[round(s.seconds * 1000) for s in made],
        loop=0,
        comment=told.encode(),
        optimize=False,
    )
    return stream.getvalue()


def _mp4(shown: Iterator[Still], told: str) -> bytes:
    """Return an MP4 (H.264); one thread and no stamps, so that the same input gives the same bytes."""
    exact = ["-bitexact", "-threads", "1", "-movflags", "+faststart", "-metadata", f"comment={told}"]
    first = next(shown)
    rows, columns, _ = first.picture.shape
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        film = imageio_ffmpeg.write_frames(
            path, (columns, rows), fps=FRAME_RATE, codec="libx264", quality=8, macro_block_size=2, output_params=exact
        )
        film.send(None)
        for still in (first, *shown):
            for _ in range(round(still.seconds * FRAME_RATE)):
                film.send(still.picture)
        film.close()
        return path.read_bytes()
