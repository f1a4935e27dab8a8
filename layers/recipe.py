"""The recipe: everything that an artefact is made from, beside the record; it travels inside the artefact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from layers import permalink, sheet, words
from layers.dates import parse_day
from layers.errors import LayersError, UnknownNameError, one_of
from layers.extent import bounds_of, extent, within
from layers.model import Party
from layers.timeslice import require_day, slice_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from layers.extent import Extent
    from layers.model import Record
    from layers.timeslice import Slice

PICTURES = ("png", "svg", "pdf")
ANIMATIONS = ("gif", "mp4")
DATA = ("geojson", "gpkg", "kml", "csv", "parquet", "jsonfg")
FORMATS = (*PICTURES, *ANIMATIONS, "html", *DATA, "zip")
MIN_DPI, MAX_DPI, MAX_PIXELS = 50, 1200, 120_000_000
"""Fewest and most dots per inch, both inclusive, and the most pixels of a picture."""
MAX_ANIMATED_PIXELS = 4_000_000
"""Most pixels of one frame of an animation."""
MAX_PANELS = 12
DAYS = {
    **dict.fromkeys(PICTURES, (1, MAX_PANELS)),
    **dict.fromkeys(ANIMATIONS, (2, 2)),
    **dict.fromkeys(DATA, (0, 1)),
    "html": (1, 1),
    "zip": (1, 1),
}
"""Format -> fewest and most days, both inclusive."""
MIN_FRAME = 18.0
"""Shortest side of a map frame, millimetres."""
ANIMATION_WIDTH = 1200
"""Usual width of an animation in pixels."""


class Look(StrEnum):
    """The palette; both can be told apart without colour vision, the second is made for greyscale print."""

    COLOUR = "colour"
    GREY = "grey"


@dataclass(frozen=True)
class Recipe:
    """What to make.

    Attributes
    ----------
    days
        Ascending. A picture has one map frame a day; an animation runs from the first to the last of two; a
        page, data and a report (zip) have one; data without a day are the whole dated record.
    view
        A name in `extent.VIEWS` or `west,south,east,north` in degrees (EPSG:4326).
    layers
        Keys of the layers drawn, in the order of the record.
    mark
        Whether each map frame marks what changed since the one before.
    size
        A name in `sheet.SIZES` or `WIDTHxHEIGHT` in millimetres.
    dpi
        Dots per inch of pictures; vector formats have none.
    title
        Heading of the figure; empty = what the view is called.
    """

    days: tuple[date, ...]
    layers: tuple[str, ...]
    form: str = "png"
    view: str = "region"
    language: str = "en"
    according_to: Party | None = None
    mark: bool = False
    size: str = "a4"
    dpi: int = 300
    look: Look = Look.COLOUR
    title: str = ""


def parse(record: Record, fields: Mapping[str, Any]) -> Recipe:
    """Return the recipe that text, from a file, a command or a page, asks for; what is not given is as usual.

    Raises
    ------
    LayersError
        If a value cannot be used; the message names every such value.
    """
    readers: dict[str, Callable[[Any], Any]] = {
        "days": partial(_days, record),
        "layers": partial(_layers, record),
        "form": lambda value: one_of("format", str(value), FORMATS),
        "view": lambda value: (bounds_of(str(value)), str(value))[1],
        "language": lambda value: words.require_language(str(value)),
        "according_to": lambda value: Party(one_of("party", str(value), Party)),
        "mark": _flag,
        "size": lambda value: (sheet.size_of(str(value)), str(value))[1],
        "dpi": _dpi,
        "look": lambda value: Look(one_of("look", str(value), Look)),
        "title": str,
    }
    taken: dict[str, Any] = {"days": (), "layers": permalink.all_layers(record)}
    given = {key for key, value in fields.items() if value is not None and value is not False}
    faults = [f"{UnknownNameError('field of a recipe', key, readers)}" for key in fields if key not in readers]
    for key in readers:
        if key in given:
            try:
                taken[key] = readers[key](fields[key])
            except LayersError as error:
                faults.append(str(error))
    if faults:
        raise LayersError("; ".join(faults))
    return _completed(Recipe(**taken), given)


def _completed(made: Recipe, given: set[str]) -> Recipe:
    """Fill in the usual dpi, and refuse what does not fit together."""
    _require_days(made)
    if made.form not in (*DATA, "html"):
        if "dpi" not in given:
            made = replace(made, dpi=_usual_dpi(made))
        _require_room(made)
    return made


def _usual_dpi(made: Recipe) -> int:
    if made.form in ANIMATIONS:
        return min(MAX_DPI, round(ANIMATION_WIDTH * 25.4 / sheet.size_of(made.size).width))
    return sheet.USUAL_DPI.get(made.size, 300)


def _require_days(made: Recipe) -> None:
    """Raise `LayersError` unless there are as many days as the format shows."""
    count = len(made.days)
    least, most = DAYS[made.form]
    if count < least:
        raise LayersError(f"{made.form}: {count or 'no'} day is given; required: {least}, as YYYY-MM-DD")
    if count > most:
        raise LayersError(f"{made.form}: {count} days are given; required: {most} or fewer")
    if made.mark and count < 2:
        raise LayersError("one day has no difference to mark; required: two days or more")


def _require_room(made: Recipe) -> None:
    """Raise `LayersError` if the map frames do not fit, or the picture has too many pixels."""
    size = sheet.size_of(made.size)
    frame = sheet.layout(size, panels(made)).panels[0]
    if min(frame.width, frame.height) < MIN_FRAME:
        raise LayersError(f"{panels(made)} map frames do not fit on {made.size}; choose a larger size or fewer days")
    limit = {"png": MAX_PIXELS, "zip": MAX_PIXELS} | dict.fromkeys(ANIMATIONS, MAX_ANIMATED_PIXELS)
    pixels = size.width * size.height * (made.dpi / 25.4) ** 2
    if pixels > limit.get(made.form, pixels):
        raise LayersError(
            f"{made.size} at {made.dpi} dpi has {pixels:.0f} pixels; the limit of {made.form} is {limit[made.form]}"
        )


def panels(recipe: Recipe) -> int:
    """Return how many map frames stand on the sheet: one a day, or one that is animated."""
    return 1 if recipe.form in ANIMATIONS else len(recipe.days)


def _texts(value: Any) -> list[str]:
    """Return several values, or a text with commas, as texts."""
    return [str(part).strip() for part in (value if isinstance(value, list | tuple) else str(value).split(","))]


def _days(record: Record, value: Any) -> tuple[date, ...]:
    days = sorted({parse_day(text) for text in _texts(value)})
    for day in days:
        require_day(record, day)
    return tuple(days)


def _layers(record: Record, value: Any) -> tuple[str, ...]:
    chosen = permalink.layers_of(record, _texts(value))
    if not chosen:
        raise LayersError(f"no layer is chosen; required: one or more of {', '.join(permalink.all_layers(record))}")
    return chosen


def _flag(value: Any) -> bool:
    if value is not True:
        raise LayersError(f"mark {value!r} is neither true nor false")
    return True


def _dpi(value: Any) -> int:
    try:
        dpi = int(value)
    except (TypeError, ValueError):
        raise LayersError(f"dpi {value!r} is not a whole number") from None
    if not MIN_DPI <= dpi <= MAX_DPI:
        raise LayersError(f"dpi {dpi} is outside {MIN_DPI} to {MAX_DPI}")
    return dpi


def as_dict(record: Record, recipe: Recipe) -> dict[str, Any]:
    """Return the recipe with the edition and the SHA-256 of the data, as plain values for JSON."""
    return {
        "days": [d.isoformat() for d in recipe.days],
        "layers": list(recipe.layers),
        "form": recipe.form,
        "view": recipe.view,
        "language": recipe.language,
        "according_to": recipe.according_to.value if recipe.according_to else None,
        "mark": recipe.mark,
        "size": recipe.size,
        "dpi": recipe.dpi,
        "look": recipe.look.value,
        "title": recipe.title,
        "edition": record.edition,
        "sha256": record.digest,
    }


def shown(recipe: Recipe) -> Extent:
    """Return the extent of each map frame of the recipe."""
    frame = sheet.layout(sheet.size_of(recipe.size), panels(recipe)).panels[0]
    return extent(recipe.view, frame.width / frame.height)


def slices(record: Record, recipe: Recipe, days: Iterable[date] | None = None) -> tuple[Slice, ...]:
    """Return what is drawn: the part of each day's slice that the extent and the layers show.

    Parameters
    ----------
    record, recipe
        What to draw and how.
    days
        Other days than those of the recipe.

    Raises
    ------
    LayersError
        If nothing is drawn on any of the days.
    """
    area = shown(recipe)
    on_days = (slice_on(record, d, according_to=recipe.according_to) for d in days or recipe.days)
    drawn = tuple(within(on_day, recipe.layers, area) for on_day in on_days)
    if not any(len(part.features) for part in drawn):
        raise LayersError(f"nothing is drawn: no feature of {', '.join(recipe.layers)} in view {recipe.view}")
    return drawn
