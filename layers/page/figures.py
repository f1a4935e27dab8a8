"""What the choices of a figure are, and how it stands on the page."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

from layers import escape
from layers.recipe.extent import clamped

if TYPE_CHECKING:
    from datetime import date

    from layers.page.permalink import Shown
    from layers.record.model import Record
    from layers.wording.words import Words


def views(words: Words, shown: Shown, map_size: tuple[int, int]) -> dict[str, str]:
    """Return the views of a figure, with what the map shows first where it was moved: view -> its name.

    `map_size` is the width and height of the map in CSS pixels.
    """
    as_shown = words.say("As on the map")
    own = {clamped(words.record, shown.view.bounds(*map_size)): as_shown} if shown.view else {}
    return own | words.views()


def year_before(record: Record, shown: Shown) -> date:
    """Return the day that an animation starts on if nothing else is chosen: that compared, or a year before."""
    return shown.compare or max(record.profile.first_day, shown.day - timedelta(days=365))


def image(picture: bytes, told: str) -> str:
    """Return a PNG as an HTML image with its description."""
    data = base64.b64encode(picture).decode()
    return f'<img class="figure" alt="{escape.html(told)}" src="data:image/png;base64,{data}">'
