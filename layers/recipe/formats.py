"""The one table of formats: what each is called, how many days it shows, its limits, and who writes and reads it.

Writers and readers are named, not imported: a table of text needs neither matplotlib nor GDAL.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from layers.errors import LayersError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from layers.wording.words import Words


class Family(StrEnum):
    """What sort of thing a format is, in the order of a menu."""

    PICTURE = "picture"
    REPORT = "report"
    ANIMATION = "animation"
    PAGE = "page"
    DATA = "data"


MAX_PANELS = 12
MAX_PIXELS = 120_000_000
MAX_ANIMATED_PIXELS = 4_000_000
"""Most map frames of a picture, pixels of a picture, and pixels of one frame of an animation."""


@dataclass(frozen=True)
class Format:
    """A format of an artefact.

    Attributes
    ----------
    key, name
        The ending of its files, without the dot, and what it is called.
    mime
        Media type (IANA).
    days
        Fewest and most days, both inclusive; data without a day are the whole dated record.
    writer, reader
        `module:function`: resolved recipe -> bytes, and path -> the recipe inside as JSON; an empty reader
        means that the format has no place for a recipe.
    max_pixels
        Most pixels of one picture; None = not made of pixels.
    also
        Another ending of its files.
    """

    key: str
    family: Family
    name: str
    mime: str
    days: tuple[int, int]
    writer: str
    reader: str = ""
    max_pixels: int | None = None
    also: str = ""

    def write(self, *arguments: Any) -> bytes:
        """Return what the writer makes."""
        made: bytes = _load(self.writer)(*arguments)
        return made

    def read(self, path: Path) -> str | None:
        """Return the recipe inside a file as JSON, None where there is none."""
        found: str | None = _load(self.reader)(path) if self.reader else None
        return found

    @property
    def drawn(self) -> bool:
        """Whether it is drawn on a sheet of paper or a screen."""
        return self.family in (Family.PICTURE, Family.ANIMATION, Family.REPORT)


def _load(name: str) -> Callable[..., Any]:
    """Return a function by its name.

    Raises
    ------
    LayersError
        If a library that it needs is not installed.
    """
    module, function = name.split(":")
    try:
        found: Callable[..., Any] = getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        raise LayersError(f"found no {error.name}; required: this package installed with its extra `figure`") from None
    return found


_FIGURE, _FILM = "layers.render.figure.save:render", "layers.render.figure.animation:render"
_DATA, _INSIDE = "layers.render.export:render", "layers.render.embedded:"
_ROWS = (
    Format("png", Family.PICTURE, "PNG", "image/png", (1, MAX_PANELS), _FIGURE, f"{_INSIDE}from_picture", MAX_PIXELS),
    Format("svg", Family.PICTURE, "SVG", "image/svg+xml", (1, MAX_PANELS), _FIGURE, f"{_INSIDE}from_svg"),
    Format("pdf", Family.PICTURE, "PDF", "application/pdf", (1, MAX_PANELS), _FIGURE, f"{_INSIDE}from_pdf"),
    Format(
        *("zip", Family.REPORT, "ZIP", "application/zip", (1, 1)),
        *("layers.render.report:render", f"{_INSIDE}from_zip", MAX_PIXELS),
    ),
    Format("gif", Family.ANIMATION, "GIF", "image/gif", (2, 2), _FILM, f"{_INSIDE}from_picture", MAX_ANIMATED_PIXELS),
    Format("mp4", Family.ANIMATION, "MP4", "video/mp4", (2, 2), _FILM, f"{_INSIDE}from_mp4", MAX_ANIMATED_PIXELS),
    Format("html", Family.PAGE, "HTML", "text/html", (1, 1), "layers.render.webmap:render", f"{_INSIDE}from_html"),
    Format(
        *("geojson", Family.DATA, "GeoJSON", "application/geo+json", (0, 1), _DATA),
        *(f"{_INSIDE}from_collection", None, "json"),
    ),
    Format(
        *("gpkg", Family.DATA, "GeoPackage", "application/geopackage+sqlite3", (0, 1)),
        *(_DATA, f"{_INSIDE}from_gpkg"),
    ),
    Format("kml", Family.DATA, "KML", "application/vnd.google-earth.kml+xml", (0, 1), _DATA),
    Format("csv", Family.DATA, "CSV", "text/csv", (0, 1), _DATA),
    Format(
        *("parquet", Family.DATA, "GeoParquet", "application/vnd.apache.parquet", (0, 1)),
        *(_DATA, f"{_INSIDE}from_parquet"),
    ),
    Format("jsonfg", Family.DATA, "JSON-FG", "application/geo+json", (0, 1), _DATA, f"{_INSIDE}from_collection"),
)
FORMATS = {row.key: row for row in _ROWS}
"""Key -> format, in the order of a menu."""


def keys(*families: Family) -> tuple[str, ...]:
    """Return the keys of the formats of some families."""
    return tuple(row.key for row in _ROWS if row.family in families)


def of_path(path: Path, among: Iterable[str] = FORMATS) -> Format:
    """Return the format that the ending of a file's name asks for; upper and lower case are the same.

    Raises
    ------
    UnknownNameError
        If it is none of `among`.
    """
    ending, known = path.suffix.removeprefix(".").lower(), tuple(among)
    found = next((FORMATS[key] for key in known if ending in (key, FORMATS[key].also) and ending), None)
    if found is None:
        raise UnknownNameError("format", path.suffix.removeprefix("."), known)
    return found


def labels(words: Words) -> dict[str, str]:
    """Return what each format is called, in the order of a menu."""
    families = {
        Family.PICTURE: words.say("Picture"),
        Family.REPORT: words.say("Report with figure, sources and data"),
        Family.ANIMATION: words.say("Animation"),
        Family.PAGE: words.say("Page that needs no network"),
        Family.DATA: words.say("Data of the day"),
    }
    return {row.key: f"{families[row.family]}, {row.name}" for row in _ROWS}
