"""The one style table: what a style is, the styles that the engine itself needs, and the ramp for a status without one.

Colours are sRGB hex, widths and dashes CSS pixels at 96 dpi (figures scale them to points by 0.75). The style of each
status comes from the record's profile; statuses should differ in lightness or in pattern, so that the map can be read
in greyscale and with each of the three colour-vision deficiencies; tests measure it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from layers.record.model import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class Hatch(StrEnum):
    """The second channel of an area, beside its colour."""

    NONE = "none"
    STRIPES = "stripes"
    CROSS = "cross"
    DOTS = "dots"


@dataclass(frozen=True)
class Style:
    """How one status is drawn.

    Attributes
    ----------
    stroke, width
        Colour and width of the line or outline.
    dash
        On and off lengths; empty = solid.
    ticks
        Whether short cross ticks stand on the line.
    fill
        Colour of an area, None = no fill.
    hatch, hatch_colour
        Pattern laid over the fill.
    """

    stroke: str
    width: float
    dash: tuple[float, ...] = ()
    ticks: bool = False
    fill: str | None = None
    hatch: Hatch = Hatch.NONE
    hatch_colour: str | None = None


AREA_WIDTH = 1.2
"""Usual width of the outline of an area."""


def area(fill: str, stroke: str, hatch: Hatch = Hatch.NONE, hatch_colour: str | None = None) -> Style:
    """Return the style of an area."""
    return Style(stroke, AREA_WIDTH, fill=fill, hatch=hatch, hatch_colour=hatch_colour)


CONTEXT = Style("#8f8878", 0.8, (2, 3))
"""A feature without a dated status."""

AGREEMENT: dict[str, Style] = {
    "A_AGREE": area("#7fa38c", "#3f5f4c"),
    "A_ALONE": area("#e8dfb4", "#8a7f45", Hatch.DOTS, "#8a7f45"),
    "A_CONTRADICT": area("#5b3a5e", "#2b1a2d", Hatch.CROSS, "#e9dcea"),
}
"""What the sources of a status are to one another -> style of an area; lines take the outline's colour."""

CHANGED = Style("#b3261e", 1.9)
"""Outline, over a white casing, of what changed between two days of a figure."""

MUTED = Style("#a59d8d", 0.8, fill="#d9d3c6")
"""What did not change, where the difference of two days is drawn."""

NOT_REVIEWED_OPACITY = 0.18
POSSIBLE_OPACITY = 0.45
CERTAIN_OPACITY = 0.78
OPACITY = {
    Certainty.CERTAIN: CERTAIN_OPACITY,
    Certainty.POSSIBLE: POSSIBLE_OPACITY,
    Certainty.NOT_REVIEWED: NOT_REVIEWED_OPACITY,
}
"""How far the record vouches for a state -> how much of its colour is laid on."""
SCHEMATIC_DASH = (4.0, 3.0)
"""Outline of an area whose position is only schematic; lines keep their status dash and get a pale casing."""


class Track(NamedTuple):
    """How the line of a railway is drawn: how much wider than its status has it, and the shares of that.

    `core` is left open between the rails; `road`, in its middle, is the line of a road that goes with them.
    """

    widened: float
    core: float
    road: float


TRACKS = {"rail": Track(2.5, 0.4, 0.0), "both": Track(4.5, 0.6, 0.2)}
"""Kind of track -> how it is drawn: a railway double, a road and a railway in one as three lines."""

PALETTE = {
    "land": "#f6f3ec",
    "neighbour": "#efebe2",
    "water": "#d5e4ea",
    "shore": "#9db8c4",
    "ink": "#2b2b2b",
    "muted": "#6d675c",
    "border": "#7d7668",
    "rayon": "#b9b1a0",
    "paper": "#fbf9f4",
    "casing": "#ffffff",
    "accent": "#6b4f2a",
}
"""The colours of the base map and of the page."""

_FILLS = (("#2f6f96", "#1c4a67"), ("#dca54c", "#8a5a14"), ("#cfc6ea", "#6d5fa3"), ("#7a9c78", "#33492c"))
_HATCHES = ((Hatch.NONE, None), (Hatch.DOTS, "#ffffff"), (Hatch.STRIPES, "#f6f3ec"), (Hatch.CROSS, "#2b2b2b"))
_STROKES = ("#1f2a33", "#a4501c", "#1d5440", "#8f80d4")
_DASHES: tuple[tuple[float, ...], ...] = ((), (13, 5, 2, 5), (6, 5), (1, 5))


def ramp(number: int, *, filled: bool) -> Style:
    """Return the style of a status that the profile gives none: the `number`th (from 0) of areas or of lines.

    Colours repeat with another pattern after four; after sixteen they repeat.
    """
    if filled:
        choices = [area(fill, stroke, hatch, colour) for (hatch, colour), (fill, stroke) in product(_HATCHES, _FILLS)]
    else:
        choices = [Style(stroke, 3, dash) for dash, stroke in product(_DASHES, _STROKES)]
    return choices[number % len(choices)]


def in_agreement(own: Style, code: str) -> Style:
    """Return the style of what the sources of a status are to one another; a line keeps the pattern of its status."""
    agreed = AGREEMENT[code]
    return agreed if own.fill else replace(own, stroke=agreed.stroke)


def as_dict(style: Style) -> dict[str, object]:
    """Return the style as plain values for JSON."""
    return asdict(style)


def from_dict(values: Mapping[str, Any]) -> Style:
    """Return the style that a profile writes down; what it leaves out is as usual for an area or a line."""
    usual = {"width": AREA_WIDTH if values.get("fill") else 3}
    return Style(
        **{**usual, **values, "dash": tuple(values.get("dash", ())), "hatch": Hatch(values.get("hatch", "none"))}
    )
