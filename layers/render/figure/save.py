"""Figure -> bytes, without a time stamp and with the recipe inside."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from PIL.PngImagePlugin import PngInfo

from layers.recipe.recipe import as_dict
from layers.render import caption
from layers.render.figure import compose, letters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from layers.recipe.recipe import Recipe, Resolved

SETTINGS: Any = {
    "font.family": letters.FAMILIES,
    "svg.hashsalt": "dated-map",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "lines.scale_dashes": False,
    "lines.solid_capstyle": "butt",
    "image.composite_image": False,
}

DRAWING = Lock()
"""One figure at a time: matplotlib's settings are those of the whole process, and a page has many sessions."""


@dataclass(frozen=True)
class About:
    """What a file says of itself: title, description for those who cannot see it, and recipe as JSON."""

    title: str
    description: str
    recipe: str


def render(made: Resolved) -> bytes:
    """Return the figure of a recipe as PNG, SVG or PDF.

    Raises
    ------
    LayersError
        If the text does not fit on the sheet.
    """
    letters.load()
    about = About(caption.title(made), caption.alt_text(made), told(made))
    with DRAWING, mpl.rc_context(SETTINGS):
        return _saved(compose.compose(made).figure, made.recipe, about)


def told(made: Resolved) -> str:
    """Return the recipe as JSON, as a file carries it."""
    return json.dumps(as_dict(made.record, made.recipe), allow_nan=False)


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
