"""A real Chromium in which every host but this machine is blocked, and the app on a free port."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from layers.render import webmap
from tests.browser import chromium
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route, ViewportSize

    from layers.record.model import Record

ROOT = Path(__file__).resolve().parents[2]
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def go(page: Page | Frame, day: str) -> None:
    """Type a day into the field of the map."""
    page.fill("input.day", day)
    page.press("input.day", "Enter")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a context that fails the test if a page asked another host or raised an error."""
    opened = browser.new_context(viewport=DESKTOP)
    outside: list[str] = []
    errors: list[str] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {"127.0.0.1", "localhost"}:
            outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    opened.route("**/*", guard)
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()
    assert not outside, f"the page asked other hosts: {outside}"
    assert not errors, f"the page raised errors: {errors}"


@pytest.fixture(scope="session")
def map_file(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the offline page as a file, opened on 26 August 2022."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    day = next(e.day for e in record.events if e.day.isoformat() == "2022-08-26")
    path.write_text(webmap.html(webmap.build(record, day=day)), encoding="utf-8")
    return path


@pytest.fixture
def open_map(context: BrowserContext, map_file: Path) -> Callable[..., Page]:
    """Return a function that opens the offline page from its file."""

    def open_page(viewport: ViewportSize = DESKTOP) -> Page:
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.goto(map_file.as_uri())
        page.wait_for_selector("#timebar .today")
        return page

    return open_page


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start the app and return its address."""
    with serving() as (address, _):
        yield address
