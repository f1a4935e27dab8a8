"""What the server holds once for all visitors: the record, the page of the map, and the page before Streamlit is there.

Streamlit names its media by their content but lets no browser keep them, sends them unpacked, and forgets what no
session asked for of late. So the page of the map has an address of its own: it is packed once, and a browser that has
it never asks for it again. The first answer shows the head of the page and the map itself, which so is there before
Streamlit's own script; the page then takes it over as it is.
"""

from __future__ import annotations

import gc
import gzip
import hashlib
import logging
import os
import re
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import config, file_util

from layers import escape
from layers.errors import LayersError
from layers.page import permalink
from layers.recipe import tiles
from layers.record import read
from layers.wording.words import Words, drawable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from layers.page.permalink import Shown
    from layers.record.model import Record

HERE = Path(__file__).resolve().parent
LOG = logging.getLogger(__name__)
FOREVER = "public, max-age=31536000, immutable"
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What the map may do, which has no origin (component.js frames it alike)."""
ROOT = '<div id="root"></div>'
FONT = '<link rel="preload" href="./app/static/noto-sans-latin-{weight}-normal.woff2" as="font" crossorigin />'
_OTHER_FONT = re.compile(r"<link\s+rel=\"preload\"\s[^>]*as=\"font\"[^>]*>")
"""What has the browser fetch a typeface that the page does not use."""
_LOCK = threading.Lock()


@dataclass(frozen=True)
class MapPage:
    """The page of the map, packed, and its name, which is made from its content."""

    name: str
    packed: bytes

    @property
    def address(self) -> str:
        """Where it is served, relative to the page."""
        return f"map/{self.name}.html"


def record() -> Record:
    """Return the record that the page shows, read once for all sessions.

    Raises
    ------
    LayersError
        If it cannot be read.
    """
    with _LOCK:
        return _record(os.environ.get("LAYERS_GEODATA") or str(read.DATA))


@lru_cache(maxsize=2)
def _record(folder: str) -> Record:
    found = read.record(folder)
    _keep_for_good()
    return found


def _keep_for_good() -> None:
    """Spare the collector what is held now; Streamlit calls it after every rerun, of which it else takes half."""
    gc.collect()
    gc.freeze()


def map_page() -> MapPage:
    """Return the page of the map, built once for each record.

    Raises
    ------
    LayersError, OSError
        If it cannot be built.
    """
    found = record()
    with _LOCK:
        return _map_page(found)


@lru_cache(maxsize=2)
def _map_page(found: Record) -> MapPage:
    from layers.render import webmap  # loads folium and geopandas, which nothing else on the page needs

    asked = os.environ.get("LAYERS_TILES", "")
    offered = tiles.named(asked) if asked else None
    page = webmap.html(webmap.build(found, language=drawable(found)[0], tiles=offered)).encode()
    _keep_for_good()  # the libraries that it loads are many objects
    return MapPage(hashlib.sha256(page).hexdigest()[:20], gzip.compress(page, mtime=0))


@asynccontextmanager
async def ready(_: object) -> AsyncIterator[None]:
    """Build the map when the server starts, so that the first visitor waits no longer than the others."""
    threading.Thread(target=_prepare, daemon=True).start()
    yield


def _prepare() -> None:
    try:
        map_page()
    except (LayersError, OSError) as error:
        LOG.warning("the map cannot be built: %s", error)  # each visitor is told, with a number (faults.py)


def routes() -> list[BaseRoute]:
    """Return what the server answers besides what Streamlit does."""
    base = config.get_option("server.baseUrlPath").strip("/")
    start = f"/{base}" if base else ""
    return [Route(f"{start}/", _first), Route(f"{start}/map/{{name}}.html", _map)]


async def _map(request: Request) -> Response:
    """Answer with the page of the map, sandboxed wherever it is opened."""
    try:
        page = await to_thread.run_sync(map_page)
    except (LayersError, OSError) as error:
        LOG.warning("the map cannot be built: %s", error)
        return Response(status_code=503)
    if request.path_params["name"] != page.name:
        return Response(status_code=404)
    policy = {"Content-Security-Policy": f"sandbox {SANDBOX}"}
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"} | policy
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(gzip.decompress(page.packed), headers=headers)
    return HTMLResponse(page.packed, headers=headers | {"Content-Encoding": "gzip"})


async def _first(request: Request) -> Response:
    """Answer with Streamlit's page, which shows the head of ours until its script has come."""
    page = await to_thread.run_sync(first_page, dict(request.query_params))
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def first_page(query: dict[str, str]) -> str:
    """Return Streamlit's page with our style and the map, and what stands there until the map does."""
    page = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    page = _OTHER_FONT.sub("", page)
    head = f"<style>{style()}</style>" + "".join(FONT.format(weight=weight) for weight in (400, 600))
    try:
        told, title, language = _told(query)
    except (LayersError, OSError):
        return page.replace("</head>", f"{head}</head>", 1)  # the page itself says what is wrong (faults.py)
    page = page.replace('<html lang="en">', f'<html lang="{language}">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
    return page.replace("</head>", f"{head}</head>", 1).replace(ROOT, told + ROOT, 1)


def _told(query: dict[str, str]) -> tuple[str, str, str]:
    """Return what stands there first as HTML, the title of the page and its language."""
    found = record()
    shown, _ = permalink.read(found, query)
    words, about = Words(found, shown.language), found.profile
    whole = query.get("embed") != "true"
    top = head(words) if whole else ""
    loading = escape.html(words.say("The map is being loaded …"))
    place = f'<p class="map" role="status">{loading}{_frame(words, shown, whole=whole)}</p>'
    told = f'<div id="first" class="{"whole" if whole else "bare"}">{top}{place}</div>'
    return told, escape.html(words.told(about.title)), shown.language


def _frame(words: Words, shown: Shown, *, whole: bool) -> str:
    """Return the frame of the map, which begins with what is asked for and which the page takes over (component.js)."""
    if not _map_page.cache_info().currsize:
        return ""  # nobody waits here for what is not yet built
    asked = f"{permalink.query(words.record, shown)}&within={int(whole)}"
    source, title = f"./{map_page().address}#{asked}", words.told(words.record.profile.map_title)
    named = f'src="{escape.html(source)}" title="{escape.html(title)}"'
    return f'<iframe class="dated-map" sandbox="{SANDBOX}" allowfullscreen inert {named}></iframe>'


def head(words: Words) -> str:
    """Return title and sentence of the page as HTML."""
    about = words.record.profile
    sentence = f"<p>{escape.html(words.told(about.about))}</p>" if about.about else ""
    return f'<div class="told"><h1>{escape.html(words.told(about.title))}</h1>{sentence}</div>'


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet of the page."""
    return (HERE / "page.css").read_text(encoding="utf-8")
