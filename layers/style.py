"""The one table from status to colour, hatch and line, and the palette of the base map.

Colours are sRGB hex, widths and dashes CSS pixels at 96 dpi (figures scale them to points by 0.75). Both
sides get hues of equal weight and none of a flag. Statuses differ in lightness or in pattern, so that
the map can be read in greyscale and with each of the three colour-vision deficiencies; tests measure it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


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


AZERBAIJAN = "#2f6f96"
ARMENIA = "#c98a2e"
PEACEKEEPERS = "#b9aedb"
_DARK = "#33404a"
_GREY = "#a0a0a0"


def _area(fill: str, stroke: str, hatch: Hatch = Hatch.NONE, hatch_colour: str | None = None) -> Style:
    return Style(stroke, 1.2, fill=fill, hatch=hatch, hatch_colour=hatch_colour)


STYLES: dict[str, Style] = {
    "T_SOVIET": _area("#8d867b", "#5c564d", Hatch.DOTS, "#c9c2b5"),
    "T_CONTESTED": _area("#e9e2d3", "#2b2b2b", Hatch.CROSS, "#2b2b2b"),
    "T_ARM": _area(ARMENIA, "#8a5a14"),
    "T_PENDING": _area(ARMENIA, "#5c5a4a", Hatch.STRIPES, AZERBAIJAN),
    "T_RPK": _area(PEACEKEEPERS, "#6d5fa3"),
    "T_AZ_RPK": _area(AZERBAIJAN, "#1c4a67", Hatch.STRIPES, PEACEKEEPERS),
    "T_AZ": _area(AZERBAIJAN, "#1c4a67"),
    "T_ARM_STATE": _area("#e6c48a", "#8a5a14", Hatch.DOTS, "#8a5a14"),
    "C_PROPOSED": Style(_DARK, 3, (1, 6)),
    "C_PRINCIPLE": Style(_DARK, 3, (1, 5, 6, 5)),
    "C_AGREED": Style(_DARK, 3, (6, 5)),
    "C_BUILD": Style(_DARK, 3, (13, 5, 2, 5)),
    "C_OPEN": Style("#1d4d3a", 3.5),
    "C_OPEN_RPK": Style("#8374c9", 3.5),
    "C_RESTRICTED": Style("#a4501c", 3.5, (16, 6)),
    "C_CLOSED": Style("#2b2b2b", 3, ticks=True),
    "C_SUPERSEDED": Style(_GREY, 1.5),
    "C_DISMANTLED": Style(_GREY, 2, (2, 9), ticks=True),
    "Z_IN_FORCE": Style("#4a4a4a", 1.6, (5, 4)),
}
"""Status code -> style; every code of the vocabulary has one."""

CONTEXT = Style("#8f8878", 0.8, (2, 3))
"""A feature without a dated status."""

AGREEMENT: dict[str, Style] = {
    "A_AGREE": _area("#7fa38c", "#3f5f4c"),
    "A_ALONE": _area("#e8dfb4", "#8a7f45", Hatch.DOTS, "#8a7f45"),
    "A_CONTRADICT": _area("#5b3a5e", "#2b1a2d", Hatch.CROSS, "#e9dcea"),
}
"""What the sources of a status are to one another -> style of an area; lines take the outline's colour."""

CHANGED = Style("#b3261e", 1.9)
"""Outline, over a white casing, of what changed between two days of a figure."""

MUTED = Style("#a59d8d", 0.8, fill="#d9d3c6")
"""What did not change, where the difference of two days is drawn."""

NOT_REVIEWED_OPACITY = 0.18
POSSIBLE_OPACITY = 0.45
CERTAIN_OPACITY = 0.78
SCHEMATIC_DASH = (4.0, 3.0)
"""Outline of an area whose position is only schematic; lines keep their status dash and get a pale casing."""

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


def as_dict(style: Style) -> dict[str, object]:
    """Return the style as plain values for JSON."""
    return asdict(style)
