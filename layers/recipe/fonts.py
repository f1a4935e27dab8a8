"""The bundled fonts of figures, and which characters they have."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from layers.errors import LayersError

FONTS = Path(__file__).resolve().parents[1] / "render" / "figure" / "fonts"


def files() -> list[Path]:
    """Return the files of the fonts.

    Raises
    ------
    LayersError
        If one is missing: letters would be drawn as boxes.
    """
    paths = [FONTS / row["file"] for row in json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))]
    fonts = [path for path in paths if path.suffix == ".ttf"]
    missing = [path.name for path in fonts if not path.is_file()]
    if missing or not fonts:
        raise LayersError(f"{FONTS}: found no {', '.join(missing) or 'fonts'}; required: a whole installation")
    return fonts


@cache
def _covered() -> frozenset[int]:
    """Return the code points that the fonts have in every weight."""
    families: dict[str, set[int]] = {}
    for path in files():
        with TTFont(path, lazy=True) as font:
            covered = set(font.getBestCmap())
        family = path.stem.split("_")[0]
        families[family] = families.get(family, covered) & covered
    return frozenset().union(*families.values())


def missing(text: str) -> list[str]:
    """Return the characters of a text that no bundled font has; they would be drawn as boxes."""
    return [c for c in dict.fromkeys(text) if not c.isspace() and ord(c) not in _covered()]
