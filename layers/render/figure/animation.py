"""The map from one day to another as an animation: a still for each day on which something changes or happens.

What does not move is drawn once; each still lays the day's features, names, date and events over it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from shapely import LineString

from layers.errors import LayersError
from layers.recipe.paper import MM_PER_POINT
from layers.record import style
from layers.record.timeslice import change_days
from layers.render import caption
from layers.render.figure import compose, ground, letters
from layers.render.figure.film import Still, mp4
from layers.render.figure.frame import MapFrame
from layers.render.figure.ink import Ink
from layers.render.figure.keyed import numbered
from layers.render.figure.letters import SEMIBOLD, put
from layers.render.figure.save import drawing, told
from layers.render.turns import DRAWING, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from layers.recipe.paper import Plan
    from layers.recipe.recipe import Look, Resolved
    from layers.record.model import Event
    from layers.record.style import Style
    from layers.record.timeslice import Slice
    from layers.render.figure.keyed import Numbered

CHANGE_SECONDS, EVENT_SECONDS = 1.0, 2.5
"""How long a still stands: on a day of change, and on one with an event, where the film pauses."""
MAX_STILLS = 200
MAX_LINE_COLOURS = 64
"""How many of the 256 colours of a GIF are kept for lines."""


def render(made: Resolved) -> bytes:
    """Return the animation as GIF or MP4, with the recipe in its comment.

    Raises
    ------
    LayersError
        If nothing is drawn, there are more stills than `MAX_STILLS`, too many wait to be drawn, or FFmpeg fails.
    """
    DRAWING.require_room()
    return _gif(stills(made), made) if made.recipe.form == "gif" else mp4(stills(made), told(made))


def days_of(made: Resolved) -> list[date]:
    """Return the days of the stills: the first, the last, and each between with a change or an event of what is drawn.

    Raises
    ------
    LayersError
        If there are more than `MAX_STILLS`.
    """
    record, (first, last) = made.record, made.recipe.days
    inside = [d for d in change_days(record) if first < d < last]
    drawn = _drawn(made.sliced(d) for d in [first, *inside, last])
    events = {e.day for e in record.events if not drawn.isdisjoint(e.entity_ids)}
    between = {d for d in {*change_days(record, drawn), *events} if first < d < last}
    days = [first, *sorted(between), last]
    if len(days) > MAX_STILLS:
        raise LayersError(
            f"{first} to {last} has {len(days)} stills; the limit is {MAX_STILLS}: choose fewer layers or days"
        )
    return days


def _drawn(slices: Iterable[Slice]) -> set[str]:
    return {drawn.feature.entity_id for on_day in slices for drawn in on_day.features}


def stills(made: Resolved) -> Iterator[Still]:
    """Yield the stills in order; each waits for a turn of its own, so that others can draw between them."""
    slices = [made.sliced(day) for day in days_of(made)]
    drawn, plan = _drawn(slices), compose.plan_of(made.recipe)
    panel = MapFrame(plan.panels[0], compose.shown(made))
    keyed = numbered(slices, made.recipe.colours)
    with drawing(Urgency.FRAME):
        fixed = Image.fromarray(_pixels(_fixed(made, slices, panel, plan, keyed), made.recipe.dpi))
    for on_day in slices:
        events = [e for e in made.record.events if e.day == on_day.day and not drawn.isdisjoint(e.entity_ids)]
        with drawing(Urgency.FRAME):
            figure, axes = compose.blank(plan, "none")
            compose.day_map(axes, panel, made, on_day, Ink(made.recipe.look), keyed)
            _burn_in(axes, plan, made, on_day.day, events)
            moving = Image.fromarray(_pixels(figure, made.recipe.dpi))
        whole = Image.alpha_composite(fixed, moving).convert("RGB")
        pause = bool(events) or on_day.day in made.recipe.days
        yield Still(np.asarray(whole), EVENT_SECONDS if pause else CHANGE_SECONDS)


def _fixed(made: Resolved, slices: list[Slice], panel: MapFrame, plan: Plan, keyed: Numbered) -> Figure:
    """Return what stands still: title, base map, legend and sources of all days, locator."""
    ink = Ink(made.recipe.look)
    figure, axes = compose.blank(plan, ink("paper"))
    compose.heading(axes, plan, caption.title(made), ink)
    ground.draw(axes, panel, made.record, ink)
    _, unseen = compose.blank(plan, "none")
    named = compose.day_map(unseen, panel, made, slices[0], ink, keyed)
    compose.surroundings(axes, plan, made, slices, ink, starred=compose.starred([named]))
    return figure


def _burn_in(axes: Axes, plan: Plan, made: Resolved, day: date, events: list[Event]) -> None:
    """Write the day with its events, and draw how far the film has come."""
    ink, room, points = Ink(made.recipe.look), plan.title, plan.size.points
    shown = caption.qualified(made, made.words.day(day), day)
    large = compose.fitted(shown, points * 1.4, SEMIBOLD, room.width)
    y = room.top - points * 3.0 * MM_PER_POINT
    put(axes, room.x, y, shown, large, colour=ink("accent"))
    left = room.x + letters.width(shown, large) + points * MM_PER_POINT
    titles = " · ".join(made.words.told(e.title) for e in events)
    plain = letters.Type(points * 1.05)
    lines = letters.wrapped(titles, plain, room.right - left)
    put(axes, left, y, lines[0] + (" …" if len(lines) > 1 else "") if lines else "", plain, colour=ink("muted"))
    _progress(axes, plan, made, day, ink)


def _progress(axes: Axes, plan: Plan, made: Resolved, day: date, ink: Ink) -> None:
    frame = plan.panels[0]
    first, last = made.recipe.days
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


def _palette(picture: NDArray[np.uint8], look: Look, styles: Iterable[Style]) -> Image.Image:
    """Return 256 colours: those of the lines of the styles, however rare, and the most common others."""
    ink = Ink(look)
    lines = list(dict.fromkeys(ink(s.stroke) for s in (*styles, *style.AGREEMENT.values(), style.CONTEXT)))[
        :MAX_LINE_COLOURS
    ]
    common = Image.fromarray(picture).quantize(256 - len(lines), dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*common, *(part for colour in lines for part in bytes.fromhex(colour[1:]))])
    return palette


def _gif(shown: Iterator[Still], made: Resolved) -> bytes:
    """Return a GIF that runs on and on, all stills in the colours of one palette."""
    drawn = list(shown)
    sample = np.concatenate([s.picture[::4, ::4] for s in drawn])
    palette = _palette(sample, made.recipe.look, made.record.profile.styles.values())
    pictures = [Image.fromarray(s.picture).quantize(palette=palette, dither=Image.Dither.NONE) for s in drawn]
    stream = BytesIO()
    pictures[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=[round(s.seconds * 1000) for s in drawn],
        loop=0,
        comment=told(made).encode(),
        optimize=False,
    )
    return stream.getvalue()
