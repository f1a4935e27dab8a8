"""Figure -> bytes, without a time stamp and with the recipe inside."""

from __future__ import annotations

import io
import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from layers.recipe.recipe import Lettering, as_dict
from layers.render import caption
from layers.render.figure import compose, letters
from layers.render.turns import DRAWING, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from layers.recipe.recipe import Recipe, Resolved
    from layers.render.figure.compose import Drawing

SETTINGS: Any = {
    "font.family": letters.FAMILIES,
    "svg.hashsalt": "dated-map",
    "pdf.fonttype": 42,
    "text.hinting": "none",
    "lines.scale_dashes": False,
    "lines.solid_capstyle": "butt",
    "image.composite_image": False,
}

Z_RLE = 3
"""The strategy of zlib that suits a map: as small as the usual one, and three times as fast."""


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
        If the text does not fit on the sheet, or too many wait to be drawn.
    """
    about = About(caption.title(made), caption.alt_text(made), told(made))
    with drawing(Urgency.STILL):
        return _saved(compose.compose(made), made.recipe, about)


@contextmanager
def drawing(urgency: Urgency) -> Iterator[None]:
    """Wait for a turn to draw, and draw with the settings of figures."""
    with DRAWING.turn(urgency), mpl.rc_context(SETTINGS):
        letters.load()
        yield


def told(made: Resolved) -> str:
    """Return the recipe as JSON, as a file carries it."""
    return json.dumps(as_dict(made.record, made.recipe), allow_nan=False)


def _saved(drawn: Drawing, made: Recipe, about: About) -> bytes:
    if made.form == "pdf":
        from layers.render.figure import tagged  # takes longer to load than a PNG to draw

        told = {"Title": about.title, "Subject": about.description, "Keywords": about.recipe, "CreationDate": None}
        return tagged.save(drawn.figure, drawn.axes, told, made.dpi, made.language)
    stream = io.BytesIO()
    if made.form == "svg":
        told = {"Title": about.title, "Description": about.description, "Source": about.recipe, "Date": None}
        real = made.text is Lettering.REAL
        with mpl.rc_context({"svg.fonttype": "none" if real else "path"}):
            drawn.figure.savefig(stream, format="svg", facecolor=drawn.figure.get_facecolor(), metadata=told)
        last = ", ".join(f"'{family}'" for family in letters.FAMILIES)
        # where neither font is installed, another without serifs is the nearest
        return stream.getvalue().replace(last.encode(), f"{last}, sans-serif".encode()) if real else stream.getvalue()
    dots = (made.dpi, made.dpi)
    pixels(drawn.figure, made.dpi).save(stream, "PNG", dpi=dots, pnginfo=_png_info(about), compress_type=Z_RLE)
    return stream.getvalue()


def pixels(figure: Figure, dpi: int) -> Image.Image:
    """Return a figure, which is opaque, as a picture without alpha."""
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]


def _png_info(about: About) -> PngInfo:
    info = PngInfo()
    info.add_itxt("Title", about.title)
    info.add_itxt("Description", about.description)
    info.add_itxt("recipe", about.recipe)
    return info
