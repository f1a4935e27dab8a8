"""Figure -> bytes, without a time stamp and with the recipe inside."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from PIL.PngImagePlugin import PngInfo

from layers import caption, recipe
from layers.figure import animation, page, text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from layers.model import Record
    from layers.recipe import Recipe

SETTINGS: Any = {
    "font.family": text.FAMILIES,
    "svg.hashsalt": "karabakh-dated-map",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "lines.scale_dashes": False,
    "lines.solid_capstyle": "butt",
    "image.composite_image": False,
}

_DRAWING = Lock()
"""One figure at a time: matplotlib's settings are those of the whole process, and a page has many sessions."""


@dataclass(frozen=True)
class About:
    """What a file says of itself: title, description for those who cannot see it, and recipe as JSON."""

    title: str
    description: str
    recipe: str


def render(record: Record, made: Recipe) -> bytes:
    """Return the figure of a recipe as PNG, SVG or PDF, or the animation as GIF or MP4.

    Raises
    ------
    LayersError
        If nothing is drawn, or the text does not fit on the sheet.
    """
    text.load()
    told = json.dumps(recipe.as_dict(record, made))
    with _DRAWING, mpl.rc_context(SETTINGS):
        if made.form in recipe.ANIMATIONS:
            return animation.render(record, made, told)
        slices = recipe.slices(record, made)
        about = About(caption.title(record, made), caption.alt_text(record, made, slices), told)
        return _saved(page.compose(record, made, slices).figure, made, about)


def _saved(figure: Figure, made: Recipe, about: About) -> bytes:
    stream = io.BytesIO()
    told = {"Title": about.title, "Description": about.description, "Source": about.recipe, "Date": None}
    pdf = {"Title": about.title, "Subject": about.description, "Keywords": about.recipe, "CreationDate": None}
    options: Any = {
        "png": {"dpi": made.dpi, "pil_kwargs": {"pnginfo": _png_info(about)}},
        "svg": {"metadata": told},
        "pdf": {"metadata": pdf},
    }[made.form]
    figure.savefig(stream, format=made.form, facecolor=figure.get_facecolor(), **options)
    return stream.getvalue()


def _png_info(about: About) -> PngInfo:
    info = PngInfo()
    info.add_itxt("Title", about.title)
    info.add_itxt("Description", about.description)
    info.add_itxt("recipe", about.recipe)
    return info
