"""The parts of a sheet: what a screen reader may tell apart in a PDF (ISO 32000-1, 14.7 and 14.8).

What is drawn inside `part` is labelled with its place in the structure; `layers.render.figure.tagged` reads the labels.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.recipe.paper import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from layers.recipe.paper import Rect

TITLE, HEADING, PARAGRAPH, FIGURE = "H1", "H2", "P", "Figure"
"""Standard structure types that a figure uses; all else on the sheet is an artifact."""


@dataclass(frozen=True)
class Part:
    """One part of the sheet: its structure type; of a picture its description and its bounds, in points."""

    number: int
    kind: str
    alt: str = ""
    bounds: tuple[float, ...] = ()

    @property
    def label(self) -> str:
        """The part as an artist carries it."""
        return json.dumps([self.number, self.kind, self.alt, self.bounds], allow_nan=False)


@contextmanager
def part(axes: Axes, kind: str, alt: str = "", room: Rect | None = None) -> Iterator[None]:
    """Make what is drawn inside the block one part of the sheet; `alt` and `room` tell of a picture."""
    before = len(_drawn(axes))
    yield
    corners = (room.x, room.y, room.right, room.top) if room else ()
    label = Part(before, kind, alt, tuple(round(c / MM_PER_POINT, 2) for c in corners)).label
    for artist in _drawn(axes)[before:]:
        artist.set_label(label)


def _drawn(axes: Axes) -> list[Artist]:
    """Return what was drawn on axes, in order: their own parts come after it, first of them the spines."""
    children = axes.get_children()
    return children[: children.index(axes.spines["left"])]


def told(label: str) -> Part:
    """Return the part that a label tells of."""
    number, kind, alt, bounds = json.loads(label)
    return Part(number, kind, alt, tuple(bounds))
