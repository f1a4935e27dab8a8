"""Colours of a figure: those of the style table, or their greys."""

from __future__ import annotations

from dataclasses import dataclass

from layers.recipe.recipe import Look
from layers.record.style import PALETTE


@dataclass(frozen=True)
class Ink:
    """Gives each colour as the chosen look prints it."""

    look: Look

    def __call__(self, colour: str) -> str:
        """Return a colour of the palette, or a hex one, in the chosen look."""
        value = PALETTE.get(colour, colour)
        return grey(value) if self.look is Look.GREY else value


def grey(colour: str) -> str:
    """Return the grey of the same relative luminance (IEC 61966-2-1, BT.709 weights)."""
    linear = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    level = round(255 * (1.055 * light ** (1 / 2.4) - 0.055 if light > 0.0031308 else 12.92 * light))
    return f"#{level:02x}{level:02x}{level:02x}"


def _linear(part: float) -> float:
    return float(((part + 0.055) / 1.055) ** 2.4) if part > 0.04045 else part / 12.92
