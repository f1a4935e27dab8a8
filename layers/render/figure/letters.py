"""The typeface of figures: how wide a text is, where it breaks, and how it is put on the page.

Lengths are millimetres, sizes of type points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from matplotlib import font_manager, patheffects
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags

from layers.recipe import fonts
from layers.recipe.paper import MM_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

FAMILIES = ["Noto Sans", "Noto Sans Armenian"]
REGULAR, SEMIBOLD = 400, 600
LEADING = 1.3
"""Distance of lines over the size of type."""
NOTE_GAP = 0.08
"""Room before the small numbers after a line, over the size of type."""
LEVEL = 1
"""The z-order of everything: what is drawn later lies over what was drawn before."""
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Type:
    """A size in points and a weight."""

    points: float
    weight: int = REGULAR

    @property
    def line(self) -> float:
        """Distance of lines in millimetres."""
        return self.points * MM_PER_POINT * LEADING


@cache
def load() -> None:
    """Make the vendored fonts known to matplotlib, once."""
    for path in fonts.files():
        font_manager.fontManager.addfont(path)


def properties(kind: Type) -> FontProperties:
    """Return the font of a type; letters that the first family lacks come from the second."""
    load()
    return FontProperties(family=FAMILIES, weight=kind.weight, size=kind.points)


def width(words: str, kind: Type) -> float:
    """Return the width of a line."""
    return _hundredfold(words, kind.weight) * (kind.points / 100) * MM_PER_POINT


@lru_cache(maxsize=65536)
def _hundredfold(words: str, weight: int) -> float:
    """Return the width of a line in type of 100 points, in points; letters are not hinted, so all sizes share it."""
    font = font_manager.get_font(_files(weight))
    font.set_size(100, 72)
    font.set_text(words, 0, flags=LoadFlags.NO_HINTING)
    across, _ = font.get_width_height()
    return float(across) / 64


@cache
def _files(weight: int) -> list[str]:
    """Return the files of a weight, in the order in which a letter is looked for; each stands for its family."""
    return [str(next(fonts.FONTS.glob(f"{family.replace(' ', '')}_{weight}*.ttf"))) for family in FAMILIES]


def raised(kind: Type) -> Type:
    """Return the type of the small numbers after a line in another."""
    return Type(kind.points * 0.66, REGULAR)


def noted_width(words: str, note: str, kind: Type) -> float:
    """Return the width of a line with the small numbers after it, if it has any."""
    if not note:
        return width(words, kind)
    return width(words, kind) + kind.points * MM_PER_POINT * NOTE_GAP + width(note, raised(kind))


def wrapped(words: str, kind: Type, room: float) -> list[str]:
    """Return a text as lines of at most `room`; a word that is wider than that is broken, a no-break space is not."""
    pieces = [piece for word in _SPACE.split(words.strip()) for piece in _pieces(word, kind, room)]
    lines: list[str] = []
    while pieces:
        count = _fitting(pieces, " ", kind, room)
        lines.append(" ".join(pieces[:count]))
        pieces = pieces[count:]
    return lines


def _pieces(word: str, kind: Type, room: float) -> list[str]:
    pieces: list[str] = []
    while word:
        count = len(word) if width(word, kind) <= room else _fitting(word, "", kind, room)
        pieces.append(word[:count])
        word = word[count:]
    return pieces


def _fitting(parts: Sequence[str], between: str, kind: Type, room: float) -> int:
    """Return how many parts fit into a line, at least one.

    A line is shaped as a whole, so that the sum of its parts is only a guess; what decides is the width of the line
    itself, measured where the guess ends and then part by part. A line with one more part is never less wide.
    """
    gap = width(f"n{between}n", kind) - width("nn", kind)
    count, across = 0, 0.0
    while count < len(parts) and across <= room:
        across += width(parts[count], kind) + gap
        count += 1
    while count < len(parts) and width(between.join(parts[: count + 1]), kind) <= room:
        count += 1
    while count > 1 and width(between.join(parts[:count]), kind) > room:
        count -= 1
    return count


def put(
    page: Axes,
    x: float,
    y: float,
    words: str,
    kind: Type,
    *,
    colour: str,
    align: str = "left",
    halo: str | None = None,
    turn: float = 0.0,
    note: str = "",
) -> None:
    """Write a line with its baseline at `y`; `halo` is the colour of a rim around the letters.

    The rim is an artist of its own, so that the letters themselves stay text in a PDF. `note` are small numbers that
    stand, raised, after a line that is aligned at its left.
    """
    font = properties(kind)
    where: dict[str, Any] = {
        "ha": align,
        "va": "baseline",
        "rotation": turn,
        "rotation_mode": "anchor",
        "zorder": LEVEL,
    }
    if halo:
        rim = patheffects.Stroke(linewidth=kind.points * 0.28, foreground=halo, joinstyle="round")
        page.text(x, y, words, color=halo, path_effects=[rim], fontproperties=font, **where)
    page.text(x, y, words, color=colour, fontproperties=font, **where)
    if note:
        angle, size = radians(turn), kind.points * MM_PER_POINT
        along, up = width(words, kind) + size * NOTE_GAP, size * 0.34
        over, above = along * cos(angle) - up * sin(angle), along * sin(angle) + up * cos(angle)
        put(page, x + over, y + above, note, raised(kind), colour=colour, halo=halo, turn=turn)
