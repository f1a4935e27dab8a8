"""Folium map -> one HTML page that needs no network: everything that it shows stands in the file."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from layers import collector, escape, static
from layers.recipe import tiles as online
from layers.recipe.extent import bounds_of
from layers.recipe.recipe import as_dict
from layers.record import choice
from layers.record.timeslice import require_day
from layers.render.webmap.data import number, payload
from layers.wording import words
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from layers.recipe.recipe import Resolved
    from layers.recipe.tiles import Tiles
    from layers.record.model import Record

ASSETS = Path(__file__).resolve().parent / "assets"
FONTS = {
    "latin": "U+0000-00FF, U+0131, U+2000-206F, U+20AC, U+2190-2199, U+2212",
    "latin-ext": "U+0100-02BA, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
    "armenian-armenian": "U+0308, U+0530-058F, U+2010, U+2024, U+25CC, U+FB13-FB17",
}
"""Vendored subset -> the code points that it covers (from the CSS of @fontsource/noto-sans 5.3.0)."""
FONT_FILES = tuple(
    static.FOLDER / f"noto-sans-{subset}-{weight}-normal.woff2" for subset in FONTS for weight in (400, 600)
)
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src {images}; font-src data:; base-uri 'none'; form-action 'none'"
)
"""Content-Security-Policy of the page: it names no host but that of the online map, if the page offers one."""


STILL = (
    'if (matchMedia("(prefers-reduced-motion: reduce)").matches) L.Map.mergeOptions('
    "{ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });"
)
"""Statement that switches Leaflet's animations off, before the map is made, for readers who want none."""
LEAFLET_OPTIONS: dict[str, Any] = {
    "zoom_snap": 0.25,
    "zoom_delta": 0.5,
    "wheel_px_per_zoom_level": 90,
    "track_resize": False,
}
"""What Leaflet is told; the script tracks the size itself."""


_UNZOOMABLE = re.compile(r'<meta name="viewport" content="[^"]*user-scalable=no" />')
"""What folium puts into the head, and what would keep a reader from enlarging the page."""


class Verbatim(Element):
    """Text that stands in the page as it is; branca would read it as a template."""

    _template = Template("{{ this.content }}")

    def __init__(self, content: str) -> None:
        super().__init__()
        self.content = content


class OfflineMap(folium.Map):
    """A Folium map without its files from other hosts."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class DatedLayers(MacroElement):
    """The dated layers with their time bar, legend and cards.

    Parameters
    ----------
    head
        HTML for the head: Leaflet, style sheets, fonts.
    body
        HTML that follows the map: time bar and data.
    script
        Statements run after folium's, which make the map as the global `map_dated`.
    """

    def __init__(self, head: str, body: str, script: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "DatedLayers", "dated"
        self.parts = {"header": head, "html": body, "script": script}

    def render(self, **_: object) -> str:
        """Put the three parts where branca puts those of a macro; the element itself is empty."""
        figure = self.get_root()
        for place, content in self.parts.items():
            getattr(figure, place).add_child(Verbatim(content), name=f"dated_{place}")
        return ""


def render(made: Resolved) -> bytes:
    """Return the offline page of a recipe."""
    page = build(
        made.record,
        day=made.recipe.days[0],
        language=made.recipe.language,
        layers=made.recipe.layers,
        view=made.recipe.view,
        according_to=made.recipe.according_to,
        title=made.recipe.title,
        tiles=online.named(made.recipe.tiles) if made.recipe.tiles else None,
        about=json.dumps(as_dict(made.record, made.recipe), ensure_ascii=False, allow_nan=False),
    )
    return html(page).encode()


@collector.paused()
def build(
    record: Record,
    *,
    day: date | None = None,
    language: str | None = None,
    layers: Sequence[str] | None = None,
    view: str | None = None,
    according_to: str | None = None,
    title: str = "",
    about: str = "",
    tiles: Tiles | None = None,
) -> folium.Map:
    """Return the map of the whole record, with `day` shown first.

    Parameters
    ----------
    record
        The record to draw; all its days are in the map.
    day
        The day shown when the page opens, within the record; default: the profile's.
    language
        The language in which the page opens; it holds all that can be drawn. Default: the record's first.
    layers
        Keys of the layers that are on when the page opens; default: all.
    view
        What the page shows first: a view of the profile or `west,south,east,north` in degrees (EPSG:4326).
    according_to
        The party whose statements stand first when the page opens.
    title
        Title of the page; default: what the map shows, in `language`.
    about
        What the page was made from, kept in its head under the name `recipe`.
    tiles
        The online map that a reader can switch on; None = none, and the page can ask no host for anything.

    Raises
    ------
    DateError
        If the day lies outside the record.
    UnknownNameError
        If the language, a layer or the view is not known.
    LayersError
        If no font for the language comes with the page.
    """
    profile = record.profile
    day, language = day or profile.default_day, words.require_drawable(record, language or profile.language)
    require_day(record, day)
    start = {
        "day": number(day),
        "language": language,
        "party": according_to or "",
        "hidden": _hidden(record, layers),
        "bounds": _corners(record, view or profile.default_view),
        "title": title,
        "tiles": _offered(tiles) if tiles else None,
    }
    least, most = profile.zooms
    # in Leaflet's spelling: folium gives min_zoom and max_zoom to its tiles only, of which there are none
    page = OfflineMap(tiles=None, zoom_control=False, minZoom=least, maxZoom=most, **LEAFLET_OPTIONS)
    page._name, page._id = "map", "dated"
    _figure(title or Words(record, language).told(profile.map_title), about, tiles).add_child(page)
    page.add_child(DatedLayers(_head(), _body(Words(record, language), start), _text("map.js")))
    return page


def _offered(tiles: Tiles) -> dict[str, object]:
    return {"name": tiles.name, "url": tiles.url, "host": tiles.host, "credit": tiles.credit, "zooms": tiles.zooms}


def _figure(title: str, about: str, tiles: Tiles | None) -> Figure:
    """Return the empty page, with what stands first in its head."""
    figure = Figure(title=escape.html(title))
    policy = POLICY.format(images=f"data: {tiles.origin}" if tiles else "data:")
    metas = {"policy": f'http-equiv="Content-Security-Policy" content="{policy}"'}
    metas |= {"recipe": f'name="recipe" content="{escape.html(about)}"'} if about else {}
    for name, attributes in metas.items():
        figure.header.add_child(Verbatim(f"<meta {attributes} />"), name=name)
    return figure


def _hidden(record: Record, layers: Sequence[str] | None) -> list[str]:
    known = choice.all_layers(record)
    shown = choice.layers_of(record, known if layers is None else layers)
    return [key for key in known if key not in shown]


def _corners(record: Record, view: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the south-west and the north-east corner of a view as latitude and longitude."""
    west, south, east, north = bounds_of(record, view)
    return (south, west), (north, east)


def html(page: folium.Map) -> str:
    """Return the map as the text of one HTML file; the same map gives the same text."""
    return _UNZOOMABLE.sub("", str(page.get_root().render()), count=1)


def _head() -> str:
    leaflet = _text("vendor/leaflet.css")
    without_images = re.sub(r"background-image: url\(images/[^)]*\);", "", leaflet)
    unmapped = re.sub(r"//# sourceMappingURL=\S+", "", _text("vendor/leaflet.js"))
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1" />'
    sheets = "\n".join(f"<style>{css}</style>" for css in (without_images, _fonts(), _text("page.css")))
    return f"{viewport}\n{sheets}\n<script>{unmapped}</script>\n<script>{STILL}</script>"


def _text(asset: str) -> str:
    return (ASSETS / asset).read_text(encoding="utf-8")


def _fonts() -> str:
    return "\n".join(map(_font, FONT_FILES))


def _font(file: Path) -> str:
    subset, weight = file.stem.removeprefix("noto-sans-").removesuffix("-normal").rsplit("-", 1)
    address = f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"
    return (
        f'@font-face {{ font-family: "Noto Sans"; font-weight: {weight}; '
        f"src: url({address}) format('woff2'); unicode-range: {FONTS[subset]}; }}"
    )


def _body(words: Words, start: Mapping[str, object]) -> str:
    patterns = '<svg class="hidden" aria-hidden="true"><defs id="patterns"></defs></svg>'
    title = escape.html(words.told(words.record.profile.map_title))
    needed = words.say(
        "This page is a map with a time bar. It needs JavaScript, which is switched off here; "
        "it asks nothing of the network."
    )
    silent = f'<noscript><p lang="{words.language}"><b>{title}</b><br />{escape.html(needed)}</p></noscript>'
    return (
        f'{silent}\n<section id="timebar"></section>\n{patterns}\n'
        f'<script type="application/json" id="data">{_json(payload(words.record))}</script>\n'
        f'<script type="application/json" id="start">{_json(start)}</script>'
    )


def _json(value: object) -> str:
    """Return JSON that cannot end the script element in which it stands."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
