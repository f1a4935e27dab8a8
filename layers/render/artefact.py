"""Recipe -> artefact: the one function that makes whatever a recipe asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.recipe.formats import Family
from layers.recipe.recipe import resolve
from layers.wording.words import require_drawable

if TYPE_CHECKING:
    from layers.recipe.recipe import Recipe
    from layers.record.model import Record


def render(record: Record, made: Recipe) -> bytes:
    """Return the artefact of a recipe; the same recipe and record give the same bytes.

    Raises
    ------
    LayersError
        If nothing is drawn, the text does not fit on the sheet, or no font for the language is bundled.
    """
    if made.format.family is not Family.DATA:
        require_drawable(record, made.language)
    return made.format.write(resolve(record, made))
