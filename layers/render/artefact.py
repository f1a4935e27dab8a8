"""Recipe -> artefact: the one function that makes whatever a recipe asks for."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from layers.recipe.formats import Family
from layers.recipe.recipe import resolve
from layers.wording.words import require_drawable

if TYPE_CHECKING:
    from layers.recipe.recipe import Recipe
    from layers.record.model import Record

MOST_KEPT = 128 * 2**20
"""How many bytes of artefacts are kept for who asks for the same again."""


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


class Kept:
    """Artefacts that were made lately: together at most `most` bytes, the one not asked for the longest goes first."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._made: OrderedDict[tuple[str, Recipe], bytes] = OrderedDict()

    def render(self, record: Record, made: Recipe) -> bytes:
        """Return the artefact of a recipe, as `render` does, without making it again while it is kept."""
        key = (record.digest, made)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        content = render(record, made)
        with self._lock:
            self._made[key] = content
            while self.size > self._most:
                self._made.popitem(last=False)
        return content

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(map(len, self._made.values()))


KEPT = Kept()
"""The artefacts that this process keeps."""
