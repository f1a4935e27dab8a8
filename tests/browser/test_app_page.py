"""The app in a real browser: one address drives the page and a map that is never mounted again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, go
from tests.browser.test_map import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Frame, Locator, Page, ViewportSize


@pytest.fixture
def open_app(context: BrowserContext, server: str) -> Callable[..., Page]:
    def open_page(query: str = "", viewport: ViewportSize | None = None) -> Page:
        page = context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        page.goto(f"{server}/{query}")
        expect(heading(page)).to_be_visible(timeout=60_000)
        frame(page).wait_for_selector("#timebar .today", timeout=60_000)
        return page

    return open_page


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", name="As of")


def frame(page: Page) -> Frame:
    handle = page.wait_for_selector(".st-key-map iframe", timeout=60_000)
    assert handle
    inner = handle.content_frame()
    assert inner
    return inner


def says(page: Page, day: str) -> None:
    """Wait until the page and the map both say the day; of two days compared, the later one."""
    expect(page.get_by_role("heading", name=f"As of {day}")).to_be_visible()
    expect(page.frame_locator(".st-key-map iframe").locator(".today")).to_have_text(
        re.compile(rf"(^|→ ){re.escape(day)}$")
    )


def idle(page: Page) -> None:
    """Wait until the script of the page has run to its end: what is chosen while it runs may be lost."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


def test_address_sets_page_and_map(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2020-11-24")
    says(page, "24 November 2020")
    assert drawn(frame(page))["kalbajar"] == "T_PENDING"


def test_move_on_the_map_reaches_page_and_address_and_back_undoes_it(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-25")
    says(page, "25 August 2022")
    inner = frame(page)
    inner.evaluate("document.body.dataset.mark = 'same'")
    inner.locator("#slider").focus()
    page.keyboard.press("ArrowRight")
    says(page, "26 August 2022")
    assert "date=2022-08-26" in page.url
    page.go_back()
    says(page, "25 August 2022")
    assert "date=2022-08-25" in page.url
    assert frame(page).evaluate("document.body.dataset.mark") == "same", "the map was mounted again"


def test_steps_keep_zoom_and_toggles(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    says(page, "26 August 2022")
    inner = frame(page)
    inner.uncheck("#layer-kelbajar")
    page.wait_for_url("**layers=**")
    before = page.url
    inner.click(".leaflet-control-zoom-in")
    page.wait_for_url(lambda address: address != before)
    view = page.url.split("view=")[1].split("&")[0]
    inner.get_by_role("button", name="Next change").click()
    says(page, "30 August 2022")
    assert page.url.split("view=")[1].split("&")[0] == view
    assert "layers=" in page.url
    assert "kalbajar" not in drawn(inner)


def test_permalink_opens_the_same_in_a_new_tab(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    says(page, "26 August 2022")
    inner = frame(page)
    inner.uncheck("#layer-aghdam")
    page.wait_for_url("**layers=**")
    before = page.url
    inner.click(".leaflet-control-zoom-in")
    page.wait_for_url(lambda address: address != before)
    other = open_app("?" + page.url.split("?")[1])
    says(other, "26 August 2022")
    assert drawn(frame(other)) == drawn(inner)
    assert frame(other).is_checked("#layer-aghdam") is False
    scale = ".leaflet-control-scale-line"
    assert frame(other).inner_text(scale) == inner.inner_text(scale)


def test_typed_day_on_the_map_reaches_the_page(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    says(page, "26 August 2022")
    go(frame(page), "1992-05-18")
    says(page, "18 May 1992")


def test_bad_values_of_the_address_are_said(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-02-30&lang=xx&layers=lachin,nowhere")
    alerts = page.get_by_test_id("stAlert")
    expect(alerts).to_have_count(1)
    for said in ("Day “2022-02-30”", "Language “xx”", "Layers “lachin,nowhere”"):
        expect(alerts).to_contain_text(said)


def test_hidden_frame_is_sandboxed_without_the_page_origin(open_app: Callable[..., Page]) -> None:
    page = open_app()
    sandbox = page.get_attribute(".st-key-map iframe", "sandbox") or ""
    assert "allow-scripts" in sandbox
    assert "allow-same-origin" not in sandbox
    assert frame(page).evaluate("window.origin") == "null"


def test_phone_shows_map_before_table(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26", PHONE)
    says(page, "26 August 2022")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    above = page.locator(".st-key-map iframe").bounding_box()
    below = page.get_by_role("heading", name="As of").bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_map_that_does_not_come_says_so_and_can_be_asked_for_again(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.route("**/map/*.html", lambda route: route.abort())
    page.goto(f"{server}/?date=2022-08-26")
    expect(page.get_by_text("The map could not be loaded.")).to_be_visible(timeout=60_000)
    page.unroute("**/map/*.html")
    page.get_by_role("button", name="Try again").click()
    expect(page.frame_locator(".st-key-map iframe").locator(".today")).to_have_text("26 August 2022", timeout=60_000)
    expect(page.get_by_text("The map could not be loaded.")).to_be_hidden()
