"""The online map in a real browser, its tiles from a server on this machine."""

from __future__ import annotations

import io
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from layers.recipe import recipe
from layers.render import artefact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from layers.record.model import Record

CREDIT = "© Survey of the test"
SHOWN = "(name) => getComputedStyle(map_dated.getPane(name)).display"


@contextmanager
def tile_server() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server of one green tile, and the paths that it was asked for."""
    asked: list[str] = []
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), "#9fd19f").save(picture, "PNG")

    class Tile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(picture.getvalue())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tile)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def served_tiles() -> Iterator[tuple[str, list[str]]]:
    with tile_server() as running:
        yield running


def opened(context: BrowserContext, record: Record, folder: Path, address: str) -> Page:
    fields = {"days": "2022-08-26", "form": "html", "tiles": f"{address}/{{z}}/{{x}}/{{y}}.png {CREDIT}"}
    path = folder / "map.html"
    path.write_bytes(artefact.render(record, recipe.parse(record, fields)))
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#timebar .today")
    return page


def test_nothing_is_asked_until_the_reader_switches_the_online_map_on(
    context: BrowserContext, record: Record, tmp_path: Path, served_tiles: tuple[str, list[str]]
) -> None:
    address, asked = served_tiles
    page = opened(context, record, tmp_path, address)
    page.evaluate("map_dated.setZoom(9, { animate: false })")
    page.goto(f"{page.url.split('#')[0]}#tiles=1&tiles=true&date=2022-08-26")
    page.wait_for_timeout(700)
    assert asked == []
    assert page.evaluate(SHOWN, "relief") == "block"
    assert CREDIT not in page.inner_text(".leaflet-control-attribution summary")
    page.check("#tiles")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    assert asked
    assert CREDIT in page.inner_text(".leaflet-control-attribution summary")
    assert [page.evaluate(SHOWN, name) for name in ("base", "relief")] == ["none", "none"]
    page.uncheck("#tiles")
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    assert page.evaluate(SHOWN, "relief") == "block"
    assert CREDIT not in page.inner_text(".leaflet-control-attribution summary")
    known = len(asked)
    page.evaluate("map_dated.setZoom(11, { animate: false })")
    page.wait_for_timeout(500)
    assert len(asked) == known


def test_switch_says_whose_map_it_is_in_the_language_of_the_reader(
    context: BrowserContext, record: Record, tmp_path: Path, served_tiles: tuple[str, list[str]]
) -> None:
    address, _ = served_tiles
    page = opened(context, record, tmp_path, address)
    host = address.removeprefix("http://")
    expect(page.locator("label:has(#tiles)")).to_have_text(f"Online map ({host})")
    page.select_option("#pick-language", "hy")
    expect(page.locator("label:has(#tiles)")).to_have_text(f"Առցանց քարտեզ ({host})")
    assert host in page.inner_text("#tiles-note")


def test_maps_beside_each_other_have_it_too_and_nothing_else_may_be_asked(
    context: BrowserContext, record: Record, tmp_path: Path, served_tiles: tuple[str, list[str]]
) -> None:
    address, _ = served_tiles
    page = opened(context, record, tmp_path, address)
    page.check("#tiles")
    page.goto(f"{page.url.split('#')[0]}#date=2022-08-26&compare=2020-11-24")
    expect(page.locator("#map2 .leaflet-tile-loaded").first).to_be_visible()
    with tile_server() as (other, asked):
        code = (
            "(url) => new Promise((done) => Object.assign(new Image(),"
            " { onload: () => done('sent'), onerror: () => done('refused'), src: url }))"
        )
        assert page.evaluate(code, f"{other}/0/0/0.png") == "refused"
        assert asked == []
        assert page.evaluate("(url) => fetch(url).then(() => 'sent', () => 'refused')", address) == "refused"


def test_where_no_tile_comes_the_base_map_stays(context: BrowserContext, record: Record, tmp_path: Path) -> None:
    with tile_server() as (address, _):
        pass  # it has ended
    page = opened(context, record, tmp_path, address)
    page.check("#tiles")
    page.wait_for_timeout(500)
    assert page.evaluate(SHOWN, "relief") == "block"


def test_page_that_offers_none_has_no_switch(context: BrowserContext, map_file: Path) -> None:
    page = context.new_page()
    page.goto(map_file.as_uri())
    page.wait_for_selector("#panel .toggle")
    assert page.locator("#tiles").count() == 0
