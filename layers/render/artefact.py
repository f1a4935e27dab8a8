"""Recipe -> artefact: the one function that makes whatever a recipe asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.recipe.recipe import resolve

if TYPE_CHECKING:
    from layers.recipe.recipe import Recipe
    from layers.record.model import Record


def render(record: Record, made: Recipe) -> bytes:
    """Return the artefact of a recipe; the same recipe and record give the same bytes.

    Raises
    ------
    LayersError
        If nothing is drawn, or the text does not fit on the sheet.
    """
    return made.format.write(resolve(record, made))
