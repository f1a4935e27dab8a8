"""What the page shows, as the query of its address: the one state that every control reads and writes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from layers import escape
from layers.errors import LayersError, UnknownNameError, one_of
from layers.record.choice import all_layers, layers_of
from layers.record.dates import day_asked
from layers.record.timeslice import require_day
from layers.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from layers.record.model import Record
    from layers.record.profile import Box


class Mode(StrEnum):
    """What the colours of the map show."""

    STATUS = "status"
    AGREEMENT = "agreement"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class View:
    """Centre of the map in degrees (EPSG:4326) and its zoom (Web Mercator, 256-pixel tiles)."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lat:.4f},{self.lon:.4f},{self.zoom:g}"

    def bounds(self, width: int, height: int) -> Box:
        """Return west, south, east, north in degrees of a map window of the given size in CSS pixels."""
        degrees = 360 / (256 * 2**self.zoom)
        across, along = width / 2 * degrees, height / 2 * degrees * math.cos(math.radians(self.lat))
        return self.lon - across, self.lat - along, self.lon + across, self.lat + along


@dataclass(frozen=True)
class Shown:
    """What the page shows.

    Attributes
    ----------
    day, compare
        The day, and the earlier day set beside it, or None.
    layers
        Keys of the layers that are switched on, in the order of the record.
    view
        Where the map looks, None = the whole region.
    place
        The entity whose card is open, or None.
    """

    day: date
    layers: tuple[str, ...]
    language: str
    compare: date | None = None
    view: View | None = None
    party: str | None = None
    mode: Mode = Mode.STATUS
    place: str | None = None


def read(record: Record, query: Mapping[str, str]) -> tuple[Shown, tuple[str, ...]]:
    """Return what an address asks for, and one sentence for each of its values that cannot be used.

    A value that cannot be used leaves its default in place; a name that is not known is reported too.
    """
    about = record.profile
    shown = Shown(day=about.default_day, layers=all_layers(record), language=_language_of(record))
    faults: list[str] = []
    for key, value in query.items():
        try:
            shown = _take(record, shown, key, value)
        except LayersError as error:
            faults.append(f"{key}: {error}")
    if shown.compare and shown.compare >= shown.day:
        faults.append(f"compare: {shown.compare} is not before {shown.day}; give the earlier day")
        shown = replace(shown, compare=None)
    if shown.mode is Mode.DIFFERENCE and not shown.compare:
        shown = replace(shown, mode=Mode.STATUS)
    return shown, tuple(faults)


def _language_of(record: Record) -> str:
    """Return the first language of a record in which the page can be written."""
    return next(iter(words.drawable(record)), record.profile.language)


def _take(record: Record, shown: Shown, key: str, value: str) -> Shown:
    match key:
        case "date":
            return replace(shown, day=_day(record, value))
        case "compare":
            return replace(shown, compare=_day(record, value))
        case "layers":
            return replace(shown, layers=layers_of(record, filter(None, value.split(","))))
        case "view":
            return replace(shown, view=_view(value))
        case "lang":
            return replace(shown, language=words.require_drawable(record, value))
        case "by":
            return replace(shown, party=record.profile.party(value))
        case "colours":
            return replace(shown, mode=Mode(one_of("colours", value, Mode)))
        case "place":
            return replace(shown, place=one_of("place", value, record.entities))
        case _:
            raise UnknownNameError("parameter", key, _KEYS)


_KEYS = ("date", "compare", "layers", "view", "lang", "by", "colours", "place")


def _day(record: Record, value: str) -> date:
    day = day_asked(value)
    require_day(record, day)
    return day


def _view(value: str) -> View:
    try:
        view = View(*(float(part) for part in value.split(",")))
    except (TypeError, ValueError):
        raise LayersError(f"{value!r} is not a view; write latitude,longitude,zoom, three numbers") from None
    if not (all(map(math.isfinite, (view.lat, view.lon, view.zoom))) and abs(view.lat) <= 85 and abs(view.lon) <= 180):
        raise LayersError(f"{value!r} is outside the globe; write latitude,longitude,zoom, three numbers")
    return view


def address(base: str, record: Record, shown: Shown) -> str:
    """Return the whole address of what is shown; `base` is that of the page, without a query."""
    return f"{base}?{urlencode(write(record, shown), safe=',')}"


def embedding(at: str, title: str) -> str:
    """Return HTML that puts the map at an address into another page."""
    source, name = escape.html(f"{at}&embed=true"), escape.html(title)
    return f'<iframe src="{source}" title="{name}" width="100%" height="780" style="border:0" allowfullscreen></iframe>'


def write(record: Record, shown: Shown) -> dict[str, str]:
    """Return the query that `read` turns into `shown`; what is as usual is left out, but never the day."""
    query = {"date": shown.day.isoformat()}
    if shown.compare:
        query["compare"] = shown.compare.isoformat()
    if shown.layers != all_layers(record):
        query["layers"] = ",".join(shown.layers)
    if shown.view:
        query["view"] = str(shown.view)
    if shown.language != _language_of(record):
        query["lang"] = shown.language
    if shown.party:
        query["by"] = shown.party
    if shown.mode is not Mode.STATUS:
        query["colours"] = shown.mode.value
    if shown.place:
        query["place"] = shown.place
    return query
