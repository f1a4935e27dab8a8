"""Figure -> bytes, without a time stamp and with the recipe inside."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from PIL.PngImagePlugin import PngInfo

from layers import recipe as recipes
from layers.figure import page, text

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
    "text.hinting_factor": 1,
    "lines.scale_dashes": False,
    "lines.solid_capstyle": "butt",
    "image.composite_image": False,
}


def render(record: Record, recipe: Recipe) -> bytes:
    """Return the figure of a recipe as PNG, SVG or PDF.

    Raises
    ------
    LayersError
        If nothing is drawn, or the text does not fit on the sheet.
    """
    text.load()
    with mpl.rc_context(SETTINGS):
        drawn = page.compose(record, recipe, recipes.slices(record, recipe)).figure
        return _saved(drawn, recipe, page.title_of(record, recipe), json.dumps(recipes.as_dict(record, recipe)))


def _saved(figure: Figure, recipe: Recipe, title: str, told: str) -> bytes:
    stream = io.BytesIO()
    options: Any = {
        "png": {"dpi": recipe.dpi, "pil_kwargs": {"pnginfo": _png_info(title, told)}},
        "svg": {"metadata": {"Title": title, "Source": told, "Date": None}},
        "pdf": {"metadata": {"Title": title, "Keywords": told, "CreationDate": None}},
    }[recipe.form]
    figure.savefig(stream, format=recipe.form, facecolor=figure.get_facecolor(), **options)
    return stream.getvalue()


def _png_info(title: str, told: str) -> PngInfo:
    info = PngInfo()
    info.add_itxt("Title", title)
    info.add_itxt("recipe", told)
    return info
