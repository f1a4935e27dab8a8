"""The recipe: everything that an artefact is made from, beside the record; it travels inside the artefact."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from layers import permalink, sheet, words
from layers.dates import parse_day
from layers.errors import LayersError, UnknownNameError
from layers.extent import bounds_of, extent, within
from layers.model import Party
from layers.timeslice import require_day, slice_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from layers.extent import Extent
    from layers.model import Record
    from layers.timeslice import Slice

FORMATS = ("png", "svg", "pdf")
MIN_DPI, MAX_DPI, MAX_PIXELS = 50, 1200, 120_000_000
"""Fewest and most dots per inch, both inclusive, and the most pixels of a picture."""
MAX_PANELS = 12
MIN_FRAME = 18.0
"""Shortest side of a map frame, millimetres."""


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
        The days shown, ascending, one map frame each.
    view
        A name in `extent.VIEWS` or `west,south,east,north` in degrees (EPSG:4326).
    layers
        Keys of the layers drawn, in the order of the record.
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
        "form": lambda value: _one_of("format", value, FORMATS),
        "view": lambda value: (bounds_of(str(value)), str(value))[1],
        "language": lambda value: words.require_language(str(value)),
        "according_to": lambda value: Party(_one_of("party", value, Party)),
        "size": lambda value: (sheet.size_of(str(value)), str(value))[1],
        "dpi": _dpi,
        "look": lambda value: Look(_one_of("look", value, Look)),
        "title": str,
    }
    taken: dict[str, Any] = {}
    faults = [f"{UnknownNameError('field of a recipe', key, readers)}" for key in fields if key not in readers]
    for key, read in readers.items():
        if fields.get(key) not in (None, ""):
            try:
                taken[key] = read(fields[key])
            except LayersError as error:
                faults.append(str(error))
    faults += [] if fields.get("days") else ["no day is given; write YYYY-MM-DD"]
    if faults:
        raise LayersError("; ".join(faults))
    made = Recipe(**{"layers": permalink.all_layers(record), **taken})
    return _completed(made, set(taken))


def _completed(made: Recipe, given: set[str]) -> Recipe:
    """Fill in the usual dpi of the size, and refuse what does not fit together."""
    if "dpi" not in given:
        made = replace(made, dpi=sheet.USUAL_DPI.get(made.size, 300))
    if len(made.days) > MAX_PANELS:
        raise LayersError(f"found {len(made.days)} days; required: {MAX_PANELS} or fewer on one sheet")
    size = sheet.size_of(made.size)
    frame = sheet.layout(size, len(made.days)).panels[0]
    if min(frame.width, frame.height) < MIN_FRAME:
        raise LayersError(f"{len(made.days)} map frames do not fit on {made.size}; choose a larger size or fewer days")
    pixels = size.width * size.height * (made.dpi / 25.4) ** 2
    if made.form == "png" and pixels > MAX_PIXELS:
        raise LayersError(f"{made.size} at {made.dpi} dpi has {pixels:.0f} pixels; the limit is {MAX_PIXELS}")
    return made


def _texts(value: Any) -> list[str]:
    """Return a list, or a text with commas, as texts."""
    return [str(part).strip() for part in (value if isinstance(value, list) else str(value).split(","))]


def _days(record: Record, value: Any) -> tuple[date, ...]:
    days = sorted({parse_day(text) for text in _texts(value)})
    for day in days:
        require_day(record, day)
    return tuple(days)


def _layers(record: Record, value: Any) -> tuple[str, ...]:
    known = permalink.all_layers(record)
    wanted = {_one_of("layer", key, known) for key in _texts(value)}
    return tuple(key for key in known if key in wanted)


def _dpi(value: Any) -> int:
    try:
        dpi = int(value)
    except (TypeError, ValueError):
        raise LayersError(f"dpi {value!r} is not a whole number") from None
    if not MIN_DPI <= dpi <= MAX_DPI:
        raise LayersError(f"dpi {dpi} is outside {MIN_DPI} to {MAX_DPI}")
    return dpi


def _one_of(kind: str, value: Any, known: Iterable[str]) -> str:
    names = [str(name) for name in known]
    if str(value) not in names:
        raise UnknownNameError(kind, str(value), names)
    return str(value)


def as_dict(record: Record, recipe: Recipe) -> dict[str, Any]:
    """Return the recipe with the edition and the SHA-256 of the data, as plain values for JSON."""
    return {
        "days": [d.isoformat() for d in recipe.days],
        "layers": list(recipe.layers),
        "form": recipe.form,
        "view": recipe.view,
        "language": recipe.language,
        "according_to": recipe.according_to.value if recipe.according_to else None,
        "size": recipe.size,
        "dpi": recipe.dpi,
        "look": recipe.look.value,
        "title": recipe.title,
        "edition": record.edition,
        "sha256": record.digest,
    }


def shown(recipe: Recipe) -> Extent:
    """Return the extent of each map frame of the recipe."""
    frame = sheet.layout(sheet.size_of(recipe.size), len(recipe.days)).panels[0]
    return extent(recipe.view, frame.width / frame.height)


def slices(record: Record, recipe: Recipe) -> tuple[Slice, ...]:
    """Return what is drawn, frame by frame: the part of each day's slice that the extent and the layers show.

    Raises
    ------
    LayersError
        If nothing is drawn on any of the days.
    """
    area = shown(recipe)
    on_days = (slice_on(record, d, according_to=recipe.according_to) for d in recipe.days)
    drawn = tuple(within(on_day, recipe.layers, area) for on_day in on_days)
    if not any(len(part.features) for part in drawn):
        raise LayersError(f"nothing is drawn: no feature of {', '.join(recipe.layers)} in view {recipe.view}")
    return drawn
