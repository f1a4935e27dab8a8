"""Figure -> bytes, without a time stamp and with the recipe inside."""

from __future__ import annotations

import io
import json
from threading import Lock
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from defusedxml import ElementTree
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from layers import recipe as recipes
from layers.errors import ReadError
from layers.figure import page, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def render(record: Record, recipe: Recipe) -> bytes:
    """Return the figure of a recipe as PNG, SVG or PDF.

    Raises
    ------
    LayersError
        If nothing is drawn, or the text does not fit on the sheet.
    """
    text.load()
    with _DRAWING, mpl.rc_context(SETTINGS):
        drawn = page.compose(record, recipe, recipes.slices(record, recipe)).figure
        return _saved(drawn, recipe, page.title_of(record, recipe), json.dumps(recipes.as_dict(record, recipe)))


def recipe_of(path: Path) -> dict[str, Any] | None:
    """Return the recipe that a figure, or a .json file, carries; None where there is none.

    Raises
    ------
    ReadError
        If the file is missing or is not what its ending says.
    """
    try:
        told = _READERS.get(path.suffix, _no_recipe)(path)
        found = json.loads(told) if told else None
    except (OSError, ValueError, PyPdfError, ElementTree.ParseError) as error:
        raise ReadError(f"{path}: {error}; required: a figure or a recipe that can be read") from None
    if not isinstance(found, dict | None):
        raise ReadError(f"{path}: found {type(found).__name__}; required: a recipe, a JSON object")
    return found


def _no_recipe(path: Path) -> str | None:
    path.stat()
    return None


def _from_png(path: Path) -> str | None:
    with Image.open(path) as picture:
        picture.load()
        return picture.info.get("recipe")


def _from_svg(path: Path) -> str | None:
    source = ElementTree.parse(path).find(".//{http://purl.org/dc/elements/1.1/}source")
    return None if source is None else source.text


def _from_pdf(path: Path) -> str | None:
    about = PdfReader(path).metadata
    return str(about["/Keywords"]) if about and "/Keywords" in about else None


_READERS: dict[str, Callable[[Path], str | None]] = {
    ".png": _from_png,
    ".svg": _from_svg,
    ".pdf": _from_pdf,
    ".json": lambda path: path.read_text(encoding="utf-8"),
}


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
