"""The bundled fonts of figures, and which characters they have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "render" / "figure" / "fonts"


@cache
def _covered() -> frozenset[int]:
    """Return the code points that the fonts have in every weight."""
    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            covered = set(font.getBestCmap())
        family = path.stem.split("_")[0]
        families[family] = families.get(family, covered) & covered
    return frozenset().union(*families.values())


def missing(text: str) -> list[str]:
    """Return the characters of a text that no bundled font has; they would be drawn as boxes."""
    return [c for c in dict.fromkeys(text) if not c.isspace() and ord(c) not in _covered()]
