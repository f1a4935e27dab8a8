"""The recipe: everything that an artefact is made from, beside the record; it travels inside the artefact."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from layers import escape
from layers.errors import LayersError, UnknownNameError, one_of
from layers.recipe import fonts, paper, tiles
from layers.recipe.extent import bounds_of, extent, within
from layers.recipe.formats import FORMATS, Family, Format
from layers.record import choice
from layers.record.choice import Colours
from layers.record.dates import day_asked
from layers.record.timeslice import require_day, slice_on
from layers.wording import words
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from layers.recipe.extent import Extent
    from layers.record.model import Record
    from layers.record.profile import Box
    from layers.record.timeslice import Slice

MIN_DPI, MAX_DPI = 50, 1200
"""Fewest and most dots per inch, both inclusive."""
MIN_FRAME = 18.0
"""Shortest side of a map frame, millimetres."""
ANIMATION_WIDTH = 1200
"""Usual width of an animation in pixels."""
LONGEST_TITLE = 300
"""Most characters of a title."""


class Look(StrEnum):
    """The palette; both can be told apart without colour vision, the second is made for greyscale print."""

    COLOUR = "colour"
    GREY = "grey"


class Lettering(StrEnum):
    """How an SVG holds its letters: as outlines, the same everywhere, or as text, to be edited where the fonts are."""

    PATHS = "paths"
    REAL = "real"


@dataclass(frozen=True)
class Recipe:
    """What to make.

    Attributes
    ----------
    days
        Ascending. A picture has one map frame a day; an animation runs from the first to the last of two; a
        page, data and a report (zip) have one; data without a day are the whole dated record.
    view
        A view of the profile or `west,south,east,north` in degrees (EPSG:4326).
    layers
        Keys of the layers drawn, in the order of the record.
    mark
        Whether each map frame marks what changed since the one before.
    size
        A name in `paper.SIZES` or `WIDTHxHEIGHT` in millimetres.
    dpi
        Dots per inch of pictures; vector formats have none.
    title
        Heading of the figure; empty = what the view is called.
    colours
        What the colours of a picture or an animation show.
    text
        How an SVG holds its letters; the other formats have no choice.
    tiles
        The online map that an offline page offers, as `tiles.named` takes it; empty = none.
    """

    days: tuple[date, ...]
    layers: tuple[str, ...]
    view: str
    language: str
    form: str = "png"
    according_to: str | None = None
    mark: bool = False
    size: str = "a4"
    dpi: int = 300
    look: Look = Look.COLOUR
    title: str = ""
    colours: Colours = Colours.STATUS
    text: Lettering = Lettering.PATHS
    tiles: str = ""

    @property
    def format(self) -> Format:
        """The row of the table of formats."""
        return FORMATS[self.form]

    @property
    def panels(self) -> int:
        """How many map frames stand on the sheet: one a day, or one that is animated."""
        return 1 if self.format.family is Family.ANIMATION else len(self.days)


@dataclass(frozen=True, eq=False)
class Resolved:
    """A recipe with all that renderers take: the record, its words, what is drawn, and where.

    Attributes
    ----------
    area
        The extent of each map frame; for what has no sheet, the view as a box in degrees.
    slices
        The part of each day's slice that the area and the layers show; empty for the whole dated record.
    """

    recipe: Recipe
    record: Record
    words: Words
    area: Extent | Box
    slices: tuple[Slice, ...]

    def sliced(self, day: date) -> Slice:
        """Return what is drawn on another day."""
        return _drawn_on(self.record, self.recipe, self.area, day)


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
        "view": lambda value: (bounds_of(record, str(value)), str(value))[1],
        "language": lambda value: words.require_language(record, str(value)),
        "according_to": lambda value: record.profile.party(str(value)),
        "mark": _flag,
        "size": lambda value: (paper.size_of(str(value)), str(value))[1],
        "dpi": _dpi,
        "look": lambda value: Look(one_of("look", str(value), Look)),
        "title": _title,
        "colours": lambda value: Colours(one_of("colours", str(value), Colours)),
        "text": lambda value: Lettering(one_of("text", str(value), Lettering)),
        "tiles": _tiles,
    }
    usual = {"view": record.profile.default_view, "language": record.profile.language}
    taken: dict[str, Any] = {"days": (), "layers": choice.all_layers(record), **usual}
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
    if made.tiles and made.format.family is not Family.PAGE:
        raise LayersError(f"{made.form}: offers no online map; required: html")
    if made.format.drawn:
        if "dpi" not in given:
            made = replace(made, dpi=_usual_dpi(made))
        _require_room(made)
    return made


def _usual_dpi(made: Recipe) -> int:
    if made.format.family is Family.ANIMATION:
        return min(MAX_DPI, round(ANIMATION_WIDTH * 25.4 / paper.size_of(made.size).width))
    return paper.USUAL_DPI.get(made.size, 300)


def _require_days(made: Recipe) -> None:
    """Raise `LayersError` unless there are as many days as the format shows."""
    count = len(made.days)
    least, most = made.format.days
    if count < least:
        raise LayersError(f"{made.form}: {count or 'no'} day is given; required: {least}, as YYYY-MM-DD")
    if count > most:
        raise LayersError(f"{made.form}: {count} days are given; required: {most} or fewer")
    if made.mark and count < 2:
        raise LayersError("one day has no difference to mark; required: two days or more")


def _require_room(made: Recipe) -> None:
    """Raise `LayersError` if the map frames do not fit, or the picture has too many pixels."""
    size = paper.size_of(made.size)
    frame = paper.layout(size, made.panels).panels[0]
    if min(frame.width, frame.height) < MIN_FRAME:
        raise LayersError(f"{made.panels} map frames do not fit on {made.size}; choose a larger size or fewer days")
    limit = made.format.max_pixels
    pixels = size.width * size.height * (made.dpi / 25.4) ** 2
    if limit and pixels > limit:
        raise LayersError(f"{made.size} at {made.dpi} dpi has {pixels:.0f} pixels; the limit of {made.form} is {limit}")


def _texts(value: Any) -> list[str]:
    """Return several values, or a text with commas, as texts."""
    return [str(part).strip() for part in (value if isinstance(value, list | tuple) else str(value).split(","))]


def _days(record: Record, value: Any) -> tuple[date, ...]:
    days = sorted({day_asked(text) for text in _texts(value)})
    for day in days:
        require_day(record, day)
    return tuple(days)


def _layers(record: Record, value: Any) -> tuple[str, ...]:
    chosen = choice.layers_of(record, _texts(value))
    if not chosen:
        raise LayersError(f"no layer is chosen; required: one or more of {', '.join(choice.all_layers(record))}")
    return chosen


def _flag(value: Any) -> bool:
    if value is not True:
        raise LayersError(f"mark {value!r} is neither true nor false")
    return True


def _title(value: Any) -> str:
    """Return a title that every format can hold and every figure can write."""
    title = str(value)
    odd = [c for c in dict.fromkeys(title) if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or escape.odd(c)]
    missing = odd or fonts.missing(title)
    if missing:
        named = escape.code_points(missing)
        raise LayersError(
            f"the title has characters that cannot be written: {named}; required: Latin, Cyrillic, Armenian"
        )
    if len(title) > LONGEST_TITLE:
        raise LayersError(f"the title has {len(title)} characters; required: {LONGEST_TITLE} or fewer")
    return title


def _tiles(value: Any) -> str:
    """Return the name of an online map, or its address and credit, if there is one; empty = none."""
    text = str(value)
    if text:
        tiles.named(text)
    return text


def _dpi(value: Any) -> int:
    try:
        dpi = int(value)
    except (TypeError, ValueError, OverflowError):
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
        "according_to": recipe.according_to,
        "mark": recipe.mark,
        "size": recipe.size,
        "dpi": recipe.dpi,
        "look": recipe.look.value,
        "title": recipe.title,
        "colours": recipe.colours.value,
        "text": recipe.text.value,
        "tiles": recipe.tiles,
        "edition": record.profile.edition,
        "sha256": record.digest,
    }


def resolve(record: Record, made: Recipe) -> Resolved:
    """Return the recipe with what is drawn.

    Raises
    ------
    LayersError
        If nothing is drawn on any of the days.
    """
    area = _area(record, made)
    slices = tuple(_drawn_on(record, made, area, day) for day in made.days)
    if slices and not any(part.features for part in slices):
        raise LayersError(f"nothing is drawn: no feature of {', '.join(made.layers)} in view {made.view}")
    return Resolved(made, record, Words(record, made.language), area, slices)


def _area(record: Record, made: Recipe) -> Extent | Box:
    """Return what each map frame shows; what is not drawn on a sheet ends where the view ends."""
    bounds = bounds_of(record, made.view)
    if not made.format.drawn:
        return bounds
    frame = paper.layout(paper.size_of(made.size), made.panels).panels[0]
    return extent(bounds, frame.width / frame.height)


def _drawn_on(record: Record, made: Recipe, area: Extent | Box, day: date) -> Slice:
    return within(slice_on(record, day, according_to=made.according_to), made.layers, area)
