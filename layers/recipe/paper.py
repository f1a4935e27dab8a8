"""Sizes of figures and where things stand on them, in millimetres from the lower left corner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.errors import LayersError, UnknownNameError

if TYPE_CHECKING:
    from layers.wording.words import Words

MM_PER_POINT = 25.4 / 72
MIN_SIDE, MAX_SIDE = 60.0, 600.0
"""Shortest and longest side of a figure in millimetres, both inclusive."""


@dataclass(frozen=True)
class Size:
    """Width and height in millimetres, and the size of its plain text in points."""

    width: float
    height: float
    points: float


SIZES = {
    "a4": Size(170, 200, 8),
    "a4-half": Size(90, 160, 6.5),
    "letter": Size(165.1, 190, 8),
    "column": Size(90, 160, 6.5),
    "two-columns": Size(190, 150, 7.5),
    "slide": Size(338.67, 190.5, 13),
    "card": Size(203.2, 106.68, 7),
}
"""Preset -> size: the text width of an A4 page, half of it and of a Letter page with usual margins; one and two
columns of a journal (Elsevier, artwork sizing: 90 and 190 mm); a 16:9 slide (13.33 x 7.5 inches); a card of
1200 x 630 pixels at 150 dpi."""
USUAL_DPI = {"card": 150}
"""Preset -> dots per inch where not 300."""


def labels(words: Words) -> dict[str, str]:
    """Return what each preset is called."""
    return {
        "a4": words.say("A4, text width"),
        "a4-half": words.say("A4, half the text width"),
        "letter": words.say("Letter, text width"),
        "column": words.say("Journal, one column"),
        "two-columns": words.say("Journal, two columns"),
        "slide": words.say("Slide, 16:9"),
        "card": words.say("Web card, 1200 × 630"),
    }


@dataclass(frozen=True)
class Rect:
    """A rectangle on the sheet, millimetres from the sheet's lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Plan:
    """Where the parts of a figure stand.

    Attributes
    ----------
    title
        Room of the title and the day.
    panels
        One map frame a day, row by row; all of one size.
    columns
        Through which legend, sources and notes flow.
    locator
        The small map that shows where the frame lies.
    """

    size: Size
    title: Rect
    panels: tuple[Rect, ...]
    columns: tuple[Rect, ...]
    locator: Rect


def size_of(text: str) -> Size:
    """Return a preset, or the size of `WIDTHxHEIGHT` in millimetres.

    Raises
    ------
    LayersError
        If it is neither, or a side is outside `MIN_SIDE` to `MAX_SIDE`.
    """
    if text in SIZES:
        return SIZES[text]
    match = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?", text)
    if not match:
        raise UnknownNameError("size", text, SIZES)
    width, height = float(match[1]), float(match[2])
    if not (min(width, height) >= MIN_SIDE and max(width, height) <= MAX_SIDE):
        raise LayersError(f"size {text}: each side must be {MIN_SIDE:g} to {MAX_SIDE:g} mm")
    return Size(width, height, points=min(13.0, max(6.5, 4.6 + (width * height) ** 0.5 / 55)))


def layout(size: Size, panels: int) -> Plan:
    """Return where the parts stand: the text beside the map on a wide sheet, below it on a tall one."""
    line = size.points * MM_PER_POINT
    margin = max(1.5, line * 0.8)
    inner = Rect(margin, margin, size.width - 2 * margin, size.height - 2 * margin)
    head = line * 3.6
    title = Rect(inner.x, inner.top - head, inner.width, head)
    rest = Rect(inner.x, inner.y, inner.width, inner.height - head)
    return _wide(size, title, rest, panels) if size.width > size.height * 1.15 else _tall(size, title, rest, panels)


def _wide(size: Size, title: Rect, rest: Rect, panels: int) -> Plan:
    gap = size.points * MM_PER_POINT * 1.4
    side = rest.width * 0.34
    maps = Rect(rest.x, rest.y, rest.width - side - gap, rest.height)
    count = 2 if side > 60 else 1
    columns = _columns(Rect(rest.right - side, rest.y, side, rest.height), count, gap)
    return _with_locator(size, title, _grid(size, maps, panels), columns)


def _tall(size: Size, title: Rect, rest: Rect, panels: int) -> Plan:
    gap = size.points * MM_PER_POINT * 1.4
    below = rest.height * (0.33 if rest.width > 120 else 0.46)
    maps = Rect(rest.x, rest.y + below + gap, rest.width, rest.height - below - gap)
    columns = _columns(Rect(rest.x, rest.y, rest.width, below), 3 if rest.width > 120 else 2, gap)
    return _with_locator(size, title, _grid(size, maps, panels), columns)


def _columns(area: Rect, count: int, gap: float) -> tuple[Rect, ...]:
    width = (area.width - gap * (count - 1)) / count
    return tuple(Rect(area.x + i * (width + gap), area.y, width, area.height) for i in range(count))


def _with_locator(size: Size, title: Rect, panels: tuple[Rect, ...], columns: tuple[Rect, ...]) -> Plan:
    """Take the foot of the last column for the locator."""
    last = columns[-1]
    height = min(last.width / 1.5, last.height * 0.26)
    locator = Rect(last.x, last.y, height * 1.5, height)
    gap = size.points * MM_PER_POINT * 1.2
    shorter = Rect(last.x, last.y + height + gap, last.width, last.height - height - gap)
    return Plan(size, title, panels, (*columns[:-1], shorter), locator)


def _grid(size: Size, area: Rect, panels: int) -> tuple[Rect, ...]:
    """Divide an area into equal frames as near to squares as can be; each keeps room for degrees and its day."""
    line = size.points * MM_PER_POINT
    left, below, above = line * 1.2, line * 1.2, line * 1.5 if panels > 1 else 0.0
    across = min(range(1, panels + 1), key=lambda n: _unevenness(area, n, -(-panels // n), panels))
    down = -(-panels // across)
    width, height = area.width / across, area.height / down
    return tuple(
        Rect(
            area.x + column * width + left,
            area.top - (row + 1) * height + below,
            width - left - (line * 0.4 if across > 1 else 0),
            height - below - above,
        )
        for row, column in (divmod(i, across) for i in range(panels))
    )


def _unevenness(area: Rect, across: int, down: int, panels: int) -> float:
    aspect = (area.width / across) / (area.height / down)
    return max(aspect, 1 / aspect) * (1 + (across * down - panels) / panels)
