"""What the page shows, as the query of its address: the one state that every control reads and writes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from layers import escape
from layers.errors import DateError, LayersError, one_of
from layers.record import settlements
from layers.record.choice import all_layers, layers_of
from layers.record.dates import day_asked
from layers.record.timeslice import require_day
from layers.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any, Self

    from layers.record.model import Record
    from layers.record.profile import Box


ROOM = 2.5
"""How many times as wide as a place the map is that shows it, so that what lies around is seen too."""
MARKED = "1"
"""The value with which an address marks the events of the past year on the map."""


class Mode(StrEnum):
    """What the colours of the map show."""

    STATUS = "status"
    AGREEMENT = "agreement"
    DIFFERENCE = "difference"


class Maps(StrEnum):
    """How several maps are laid out: two days side by side or under a divider, or one map a party."""

    BESIDE = "beside"
    SWIPE = "swipe"
    PARTIES = "parties"


@dataclass(frozen=True)
class View:
    """Centre of the map in degrees (EPSG:4326) and its zoom (Web Mercator, 256-pixel tiles)."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lat:.4f},{self.lon:.4f},{self.zoom:g}"

    @classmethod
    def of(cls, box: Box, size: tuple[int, int], zooms: tuple[int, int]) -> Self:
        """Return the view of a map window, width and height in CSS pixels, that holds a box with room around it."""
        west, south, east, north = box
        lat = (south + north) / 2
        across = (east - west) / size[0]
        along = (north - south) / size[1] / math.cos(math.radians(lat))
        degrees = max(across, along, 1e-9) * ROOM
        zoom = math.floor(math.log2(360 / 256 / degrees) * 2) / 2
        return cls(round(lat, 4), round((west + east) / 2, 4), min(max(zoom, zooms[0]), zooms[1] - 2))

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
    party
        Whose statements stand first, or None.
    mode, maps
        What the colours show, and how several maps are laid out.
    place
        The entity whose card is open, or None.
    town
        The settlement of the base map that is told of, or None.
    event
        The event that is told of, or None.
    events
        Whether the events of the past year are marked on the map.
    """

    day: date
    layers: tuple[str, ...]
    language: str
    compare: date | None = None
    view: View | None = None
    party: str | None = None
    mode: Mode = Mode.STATUS
    maps: Maps = Maps.BESIDE
    place: str | None = None
    town: str | None = None
    event: str | None = None
    events: bool = False


class Fault(StrEnum):
    """Why a value of an address cannot be used."""

    UNKNOWN = "unknown"
    OUTSIDE = "outside the record"
    REVERSED = "not before the day"


@dataclass(frozen=True)
class Unused:
    """A value of an address that cannot be used: its key, the value, and why."""

    key: str
    value: str
    fault: Fault


def read(record: Record, query: Mapping[str, str]) -> tuple[Shown, tuple[Unused, ...]]:
    """Return what an address asks for, and each of its values that cannot be used.

    A value that cannot be used leaves its default in place. What is none of ours (`utm_source`) is passed over.
    """
    about = record.profile
    shown = Shown(day=about.default_day, layers=all_layers(record), language=_language_of(record))
    unused: list[Unused] = []
    for key in (key for key in _READERS if key in query):
        try:
            shown = replace(shown, **{_FIELDS.get(key, key): _READERS[key](record, query[key])})
        except LayersError as error:
            fault = Fault.OUTSIDE if isinstance(error, OutsideError) else Fault.UNKNOWN
            unused.append(Unused(key, query[key], fault))
    if shown.compare and shown.compare >= shown.day:
        unused.append(Unused("compare", query["compare"], Fault.REVERSED))
        shown = replace(shown, compare=None)
    if shown.mode is Mode.DIFFERENCE and not shown.compare:
        shown = replace(shown, mode=Mode.STATUS)
    return shown, tuple(unused)


def _language_of(record: Record) -> str:
    """Return the first language of a record in which the page can be written."""
    return next(iter(words.drawable(record)), record.profile.language)


class OutsideError(LayersError):
    """A day that is one, but none of the record."""


def _day(record: Record, value: str) -> date:
    day = day_asked(value)
    try:
        require_day(record, day)
    except DateError as error:
        raise OutsideError(str(error)) from error
    return day


def _view(record: Record, value: str) -> View:
    try:
        view = View(*(float(part) for part in value.split(",")))
    except (TypeError, ValueError):
        raise LayersError(f"{value!r} is not a view; write latitude,longitude,zoom, three numbers") from None
    if not (all(map(math.isfinite, (view.lat, view.lon, view.zoom))) and abs(view.lat) <= 85 and abs(view.lon) <= 180):
        raise LayersError(f"{value!r} is outside the globe; write latitude,longitude,zoom, three numbers")
    least, greatest = record.profile.zooms
    return replace(view, zoom=min(max(view.zoom, least), greatest))


def _language(record: Record, value: str) -> str:
    spelt = {code.casefold(): code for code in record.profile.languages}
    return words.require_drawable(record, spelt.get(value.strip().casefold(), value))


_READERS: Mapping[str, Callable[[Record, str], Any]] = {
    "date": _day,
    "compare": _day,
    "layers": lambda record, value: layers_of(record, filter(None, value.split(","))),
    "view": _view,
    "lang": _language,
    "by": lambda record, value: record.profile.party(value.strip()),
    "colours": lambda _, value: Mode(one_of("colours", value, Mode)),
    "maps": lambda _, value: Maps(one_of("maps", value, Maps)),
    "place": lambda record, value: one_of("place", value, record.entities),
    "town": lambda record, value: one_of("settlement", value, settlements.of(record)),
    "event": lambda record, value: one_of("event", value, [e.event_id for e in record.events]),
    "events": lambda _, value: one_of("events", value, (MARKED,)) == MARKED,
}
"""Each parameter of an address, in their order, and what reads it."""
_FIELDS = {"date": "day", "lang": "language", "by": "party", "colours": "mode"}
"""What of `Shown` a parameter sets, where that has another name."""


def address(base: str, record: Record, shown: Shown) -> str:
    """Return the whole address of what is shown; `base` is that of the page, without a query."""
    return f"{base}?{query(record, shown)}"


def query(record: Record, shown: Shown) -> str:
    """Return the query of the address of what is shown, as text."""
    return urlencode(write(record, shown), safe=",")


def followed(record: Record, text: str) -> Shown:
    """Return what a query as text asks for; what cannot be used is left out."""
    return read(record, dict(parse_qsl(text, keep_blank_values=True)))[0]


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
    if shown.maps is not Maps.BESIDE:
        query["maps"] = shown.maps.value
    told = {"place": shown.place, "town": shown.town, "event": shown.event, "events": MARKED if shown.events else None}
    return query | {key: value for key, value in told.items() if value}
