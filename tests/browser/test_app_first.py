"""The first view of the page: something at once, nothing that moves, one of each control, and the same on paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from layers.wording.words import Words
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_app_page import frame, open_app, says

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from layers.record.model import Record

__all__ = ["open_app"]

TABLET: ViewportSize = {"width": 1024, "height": 768}
SMALL: ViewportSize = {"width": 320, "height": 640}
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
MOST_SHIFT = 0.02


@pytest.mark.parametrize("viewport", [DESKTOP, TABLET, PHONE, SMALL])
def test_nothing_moves_while_the_page_comes(context: BrowserContext, server: str, viewport: ViewportSize) -> None:
    context.add_init_script(SHIFTS)
    for _ in ("with an empty cache", "with a full one"):
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.goto(f"{server}/?date=2022-08-26")
        says(page, "26 August 2022")
        page.wait_for_timeout(1500)
        assert page.evaluate("window.shifted") < MOST_SHIFT
        page.close()


def test_page_says_at_once_what_it_is_and_that_the_map_comes(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.route("**/static/js/*", lambda route: route.abort())  # Streamlit's own script, which comes later
    page.goto(f"{server}/?lang=ru")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Карта загружается …")


def test_map_is_asked_for_once_and_before_the_page_is_there(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/?date=2022-08-26")
    says(page, "26 August 2022")
    maps = [i for i, url in enumerate(asked) if re.search(r"/map/\w+\.html$", url)]
    assert len({asked[i] for i in maps}) == 1
    assert maps[0] < next(i for i, url in enumerate(asked) if "/_stcore/" in url)


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_language_link_and_files_are_seen_whole_without_scrolling(
    context: BrowserContext, server: str, language: str
) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-08-26&lang={language}")
    expect(page.locator(".st-key-files button")).to_be_visible(timeout=60_000)
    for viewport in (DESKTOP, TABLET, PHONE, SMALL):
        page.set_viewport_size(viewport)
        for control in (".st-key-language", ".st-key-head .stPopover button", ".st-key-files button"):
            box = page.locator(control).bounding_box()
            assert box
            assert box["y"] + box["height"] <= viewport["height"], (control, viewport)
            assert box["x"] + box["width"] <= viewport["width"], (control, viewport)
        cut = "(all) => all.filter((p) => p.scrollWidth > p.clientWidth + 1).map((p) => p.textContent)"
        assert page.locator(".st-key-head button p").evaluate_all(cut) == [], viewport
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("language", ["en", "hy"])
def test_page_seen_twice_as_large_has_the_map_over_its_whole_width_and_the_card_beside_it(
    context: BrowserContext, server: str, language: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 720, "height": 450})  # a desk of 1440 by 900 at 200 %
    page.goto(f"{server}/?date=2022-08-26&place=lachin_town&lang={language}")
    inner = frame(page)
    inner.wait_for_selector(".card h2", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    width = inner.evaluate("innerWidth")
    assert width > 640
    card = inner.locator(".card").evaluate("(card) => card.getBoundingClientRect().width")
    assert card < width / 2, "the card covers the map"


def test_letters_grow_with_those_that_the_reader_has_set(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-08-26&lang=ru")
    frame(page).wait_for_selector("#timebar .today", timeout=60_000)
    size = "parseFloat(getComputedStyle(document.querySelector('.told p')).fontSize)"
    before = page.evaluate(size)
    page.add_style_tag(content=":root { font-size: 187.5% !important; }")  # as if the reader had set 32 px for 16
    assert page.evaluate(size) == pytest.approx(2 * before, rel=0.01)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
    for control in (".st-key-language", ".st-key-files button", ".st-key-chips button"):
        box = page.locator(control).bounding_box()
        assert box
        assert box["x"] + box["width"] <= DESKTOP["width"], control


def test_each_control_stands_once(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26&place=lachin_town")
    inner = page.frame_locator(".st-key-map iframe")
    expect(page.locator(".st-key-language")).to_have_count(1)
    expect(inner.locator("#pick-language")).to_be_hidden()
    expect(inner.locator("#find")).to_be_hidden()
    for name in ("Next change", "Previous change"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
        expect(inner.get_by_role("button", name=name, exact=True)).to_have_count(1)
    expect(inner.locator("input.day")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Day")).to_have_count(0)


def test_embedded_map_offers_what_no_page_around_it_does(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-08-26&embed=true")
    inner = page.frame_locator(".st-key-map iframe")
    expect(inner.locator("#pick-language")).to_be_visible(timeout=60_000)
    expect(inner.locator("#find")).to_be_visible()


def test_party_is_named_alike_by_banner_legend_card_page_and_table(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-04-05&by=azerbaijan&place=farrukh")
    says(page, "5 April 2022")
    said = "Where the parties differ, as stated by: Azerbaijan"
    inner = page.frame_locator(".st-key-map iframe")
    for part in (".banner", "#panel .body", ".card .by"):
        expect(inner.locator(part).first).to_contain_text(said)
    expect(page.get_by_test_id("stAlert").first).to_contain_text(said)
    expect(page.locator("table.states caption")).to_contain_text(said)


def test_single_move_reaches_the_page_at_once_and_many_are_told_twice(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    says(page, "26 August 2022")
    page.evaluate("""() => {
        window.told = [];
        window.addEventListener("message", ({ data }) => told.push(data?.type));
    }""")
    inner = frame(page)
    inner.evaluate("""() => { document.querySelector("#slider").focus();
        map_dated.once("moveend", () => setTimeout(() => window.parent.postMessage({ type: "after the move" }, "*")));
        map_dated.setZoom(map_dated.getZoom() + 1, { animate: false }); }""")
    page.wait_for_function("told.includes('after the move')")
    assert page.evaluate("told.indexOf('map:state') + 1 || 99") <= page.evaluate("told.indexOf('after the move')")
    page.wait_for_timeout(600)
    page.evaluate("told.length = 0")
    inner.evaluate("""async () => { for (let i = 0; i < 20; i++) {
        map_dated.panBy([3, 0], { animate: false }); await new Promise((done) => setTimeout(done, 20)); } }""")
    page.wait_for_timeout(600)
    assert page.evaluate("told.filter((type) => type === 'map:state').length") == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_map_follow_one_scheme(browser: Browser, server: str, scheme: Any) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{server}/?date=2022-08-26")
    says(page, "26 August 2022")
    grounds = [
        page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor"),
        frame(page).evaluate("getComputedStyle(document.body).backgroundColor"),
    ]
    assert set(grounds) == {{"light": "rgb(251, 249, 244)", "dark": "rgb(35, 33, 30)"}[scheme]}
    page.close()


def printed(page: Page, paper: str) -> list[str]:
    """Return the text of each sheet, in one case."""
    page.wait_for_timeout(700)  # the map has told what the page prints
    return [sheet.extract_text().casefold() for sheet in PdfReader(io.BytesIO(page.pdf(format=paper))).pages]


def is_in(said: str, text: str) -> bool:
    """Return True if a printed text has the words, however it is broken and spaced."""
    return re.sub(r"\s", "", said.casefold()) in re.sub(r"\s", "", text)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_page_prints_map_day_legend_card_and_sources_without_controls(
    open_app: Callable[..., Page], paper: str
) -> None:
    page = open_app("?date=2022-08-26&place=lachin_town")
    expect(page.frame_locator(".st-key-map iframe").locator(".card h2")).to_be_visible()
    first, *others = printed(page, paper)
    for said in ("Territories and corridors", "50 km", "26 August 2022", "Shown on this day", "schematic position"):
        assert is_in(said, first), said
    text = "\n".join([first, *others])
    for said in ("Azerbaijani control", "Azernews", "How it was drawn", "https://www.azernews.az"):
        assert is_in(said, text), said
    assert text.count("how it was drawn") == 1, "the card is printed by the frame too, where it may be cut"
    for control in ("Figures and files", "Close", "Hide", "changes in view", "List of events"):
        assert not re.search(rf"\b{control}\b".casefold(), text), control


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_first_sheet_has_title_map_and_whole_legend_in_each_language(
    context: BrowserContext, server: str, record: Record, language: str
) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-04-05&maps=parties&lang={language}")
    frame(page).wait_for_selector("body.parties #differences li", timeout=60_000)
    page.locator("table.states tr").first.wait_for()
    words = Words(record, language)
    first, second, *_ = printed(page, "Letter")
    for said in (words.told(record.profile.title), words.say("schematic position"), "NOAA GLOBE"):
        assert is_in(said, first), said
    assert is_in(words.title("farrukh"), first + second)


def test_map_that_runs_before_it_has_room_unfolds_its_legend_when_it_has(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-08-26")
    frame(page).wait_for_selector("#timebar .today", timeout=60_000)
    page.evaluate("""() => {
        const other = document.createElement("iframe");
        Object.assign(other, { id: "other", src: document.querySelector("iframe.dated-map").src });
        other.style.cssText = "position: fixed; inset: 0; z-index: 9; border: 0; width: 0; height: 0";
        document.body.append(other);
    }""")
    page.wait_for_timeout(1500)
    page.evaluate("document.getElementById('other').style.cssText += 'width: 1200px; height: 800px'")
    expect(page.frame_locator("#other").locator("#panel .row").first).to_be_visible()


def test_browser_that_cannot_move_a_frame_makes_one_of_its_own(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.add_init_script("delete Element.prototype.moveBefore")
    page.goto(f"{server}/?date=2022-08-26")
    says(page, "26 August 2022")
    expect(page.locator("iframe.dated-map")).to_have_count(1)
    assert page.get_attribute("iframe.dated-map", "srcdoc")
