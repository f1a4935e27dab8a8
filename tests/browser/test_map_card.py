"""The docked card and what is around it on the offline page: keyboard, address, gestures, time bar and print."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from layers.record.timeslice import slice_on
from layers.wording.words import Words
from tests.browser.conftest import DESKTOP, PHONE, go
from tests.browser.test_map import drawn
from tests.browser.test_map_evidence import PAINTED, facts_of, open_card, open_lanes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from layers.record.model import Record

FOCUSED = "document.activeElement.id || document.activeElement.className"
LAPTOP = {"width": 1024, "height": 768}
SMALL = {"width": 320, "height": 640}


def boxes(page: Page, *selectors: str) -> list[dict[str, float]]:
    found: list[dict[str, float]] = page.evaluate(
        "all => all.map((s) => document.querySelector(s).getBoundingClientRect().toJSON())", list(selectors)
    )
    return found


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Return whether two boxes share no more than their edge."""
    beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
    return beside or one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1


def opened(page: Page, path: Path, address: str) -> Page:
    page.goto(path.as_uri() + address)
    page.wait_for_selector("#timebar .today")
    return page


@pytest.mark.parametrize("viewport", [DESKTOP, LAPTOP, PHONE, SMALL], ids=lambda v: str(v["width"]))
def test_card_lies_over_nothing_and_leaves_room_for_the_map(
    context: BrowserContext, map_file: Path, viewport: Any
) -> None:
    page = context.new_page()
    page.set_viewport_size(viewport)
    opened(page, map_file, "#place=lachin_town")
    card, chart, side, bar = boxes(page, ".card", ".folium-map", ".side", "#timebar")
    assert all(apart(card, other) for other in (chart, side, bar))
    assert chart["width"] >= min(viewport["width"], 520)
    assert chart["height"] >= 170
    assert card["height"] >= 200
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert apart(chart, bar)


def test_sources_come_before_everything_but_the_status(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, "2022-04-01")
    shown = open_card(page, Words(record, "en").title("farrukh"))
    text = shown.inner_text()
    order = ["Status", "Sources", "What the parties say", "Since", "Until", "Before", "Position", "Basis", "Certainty"]
    places = [re.search(rf"^{label}\s*$", text, re.MULTILINE) for label in order]
    assert None not in places, text
    assert [p.start() for p in places if p] == sorted(p.start() for p in places if p)
    link = shown.locator(".status ~ ul a").first.bounding_box()
    assert link
    assert link["y"] < DESKTOP["height"] / 2


def test_uncertain_days_and_accuracy_are_said_in_words(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, "1992-06-01")
    shown = open_card(page, Words(record, "en").title("shusha"))
    facts = facts_of(shown)
    assert facts["Since"] == "8 or 9 May 1992"
    assert shown.locator("dd[title='[1992-05-08,1992-05-09]']").inner_text() == "8 or 9 May 1992"
    assert re.match(r"within about [\d.]+ km", facts["Position"])
    assert "[" not in facts["Since"] + facts["Until"]


def test_card_and_legend_use_one_swatch(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, "2022-04-01")
    title = Words(record, "en").title("farrukh")
    open_card(page, title)
    row = page.locator("#panel .row").filter(has=page.get_by_role("button", name=title, exact=True))
    one, other = (where.locator(".swatch").first.inner_html() for where in (row, page.locator(".card .status")))
    assert one == other


def test_card_takes_the_focus_and_gives_it_back(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    title = Words(record, "en").title("kalbajar")
    shown = open_card(page, title)
    expect(shown).to_have_role("dialog")
    expect(shown).to_have_accessible_name(title)
    assert page.evaluate(FOCUSED) == "card"
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == title
    page.keyboard.press("Enter")
    expect(shown).to_be_visible()
    shown.get_by_role("button", name="Close").click()
    expect(shown).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == title


def test_card_keeps_the_focus_while_the_day_moves(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    shown = open_card(page, Words(record, "en").title("kalbajar"))
    page.focus("#card-before")
    page.keyboard.press("Enter")
    assert page.input_value("input.day") == "2020-11-10"
    assert page.evaluate(FOCUSED) == "card-before"
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def test_shapes_are_no_tab_stops(open_map: Callable[..., Page]) -> None:
    page = open_map()
    stops = page.evaluate("[...document.querySelectorAll('.leaflet-pane path')].filter((p) => p.tabIndex >= 0).length")
    assert stops == 0


def test_places_are_one_stop_in_which_arrows_move_and_enter_opens(
    open_map: Callable[..., Page], record: Record
) -> None:
    page = open_map()
    page.click("#panel .all > summary")
    places = page.get_by_role("listbox", name="Places on this day")
    options = places.get_by_role("option")
    shown = drawn(page)
    expect(options).to_have_count(len({f.entity_id for f in record.features if f.feature_id in shown}))
    assert places.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    last = options.nth(options.count() - 2)
    expect(last).to_be_focused()
    words = Words(record, "en")
    entity = (last.get_attribute("id") or "").removeprefix("place-")
    title = words.title(entity)
    assert last.inner_text().startswith(f"{title}, ")
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(last).to_be_focused()


def test_small_place_wins_over_the_road_and_the_rest_is_offered(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    page.evaluate("map_dated.setZoom(7.5, { animate: false })")
    drawn = [d.feature for d in slice_on(record, date(2022, 8, 26)).features]
    (town,) = (f.geometry for f in drawn if f.entity_id == "lachin_town")
    lines = (f.geometry for f in drawn if f.geometry.geom_type == "LineString")
    road = next(line for line in lines if line.intersection(town).length)
    lon, lat = road.intersection(town).interpolate(0.5, normalized=True).coords[0]
    at = page.evaluate(
        """([lat, lon]) => {
            const { left, top } = map_dated.getContainer().getBoundingClientRect();
            const { x, y } = map_dated.latLngToContainerPoint([lat, lon]);
            return { x: left + x, y: top + y };
        }""",
        [lat, lon],
    )
    page.mouse.click(at["x"], at["y"])
    expect(page.locator(".card h2")).to_have_text(words.title("lachin_town"))
    others = page.locator(".card .also button")
    assert others.count() >= 1
    name = others.first.inner_text()
    others.first.click()
    expect(page.locator(".card h2")).to_have_text(name)
    expect(page.locator(".card .also button", has_text=words.title("lachin_town"))).to_have_count(1)


def test_sheet_grows_to_full_height_and_back(open_map: Callable[..., Page]) -> None:
    page = open_map(PHONE)
    page.click("#panel > summary")
    page.fill("#find", "lachin")
    page.press("#find", "Enter")
    half = boxes(page, ".card")[0]["height"]
    page.get_by_role("button", name="Full height").click()
    full, bar = boxes(page, ".card", "#timebar")
    assert full["top"] == 0
    assert apart(full, bar)
    assert page.evaluate("document.querySelector('#maps').inert")
    page.get_by_role("button", name="Half height").click()
    assert boxes(page, ".card")[0]["height"] == half
    assert not page.evaluate("document.querySelector('#maps').inert")


def test_play_on_the_last_day_starts_over(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, record.profile.last_day.isoformat())
    page.select_option("select.speed", "4")
    page.click("button.play")
    assert page.input_value("input.day") == record.profile.first_day.isoformat()
    expect(page.locator("input.day")).not_to_have_value(record.profile.first_day.isoformat())


@pytest.mark.parametrize("typed", ["26.08.2020", "26 Aug 2020", "2020/8/26", " ٢٠٢٠-٠٨-٢٦ "])
def test_typed_day_is_understood(open_map: Callable[..., Page], typed: str) -> None:
    page = open_map()
    go(page, typed)
    assert page.inner_text(".today") == "26 August 2020"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("day", ["1923-01-01", "2020-11-10", "2022-08-26", "2026-12-31"])
def test_slider_and_lanes_stand_at_one_pixel(open_map: Callable[..., Page], viewport: Any, day: str) -> None:
    page = open_map(viewport)
    open_lanes(page)
    go(page, day)
    page.evaluate(PAINTED)
    line, slider = boxes(page, "#lanes path.now", "#slider")
    thumb = slider["left"] + 8 + float(page.input_value("#slider")) / 10000 * (slider["width"] - 16)
    assert line["left"] + line["width"] / 2 == pytest.approx(thumb, abs=1)


def test_lanes_can_be_reached_and_scrolled_by_keys(open_map: Callable[..., Page]) -> None:
    page = open_map()
    open_lanes(page)
    page.focus("#lanes")
    page.keyboard.press("End")
    page.wait_for_function("() => document.querySelector('#lanes').scrollTop > 0")
    expect(page.locator("#lanes")).to_have_accessible_name("Timeline of every place and road")


def test_address_keeps_what_is_shown(open_map: Callable[..., Page]) -> None:
    page = open_map()
    go(page, "2020-12-01")
    page.uncheck("#layer-kelbajar")
    page.select_option("#pick-party", "Armenia")
    page.select_option("#pick-language", "ru")
    page.evaluate("map_dated.setView([39.8, 46.7], 9, { animate: false })")
    page.wait_for_function("() => location.hash.includes('view=39.8,46.7,9')")
    address, entries = page.url, page.evaluate("history.length")
    assert entries <= 2
    again = page.context.new_page()
    again.goto(address)
    again.wait_for_selector("#timebar .today")
    assert again.input_value("input.day") == "2020-12-01"
    assert "kalbajar" not in drawn(again)
    assert again.input_value("#pick-party") == "Armenia"
    assert again.get_attribute("html", "lang") == "ru"
    assert again.evaluate("map_dated.getZoom()") == 9


@pytest.mark.parametrize(
    "address", ["#", "#date=soon&lang=xx&by=nobody&place=atlantis", "#view=900,900,99", "#view=a,b", "#layers=%"]
)
def test_bad_address_leaves_the_opening_view(context: BrowserContext, map_file: Path, address: str) -> None:
    page = opened(context.new_page(), map_file, address)
    assert page.input_value("input.day") == "2022-08-26"
    assert page.get_attribute("html", "lang") == "en"
    assert page.evaluate("map_dated.getZoom()") < 10
    assert page.locator(".card:visible").count() == 0


def test_page_without_script_says_what_it_is(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(map_file.as_uri())
    expect(page.locator("noscript p")).to_be_visible()
    assert "It needs JavaScript" in page.locator("noscript p").inner_text()
    context.close()


def test_reader_who_wants_no_motion_gets_none(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = opened(context.new_page(), map_file, "")
    names = ["zoomAnimation", "fadeAnimation", "markerZoomAnimation", "inertia"]
    assert page.evaluate("names => names.map((name) => map_dated.options[name])", names) == [False] * 4
    context.close()


def framed(context: BrowserContext, map_file: Path, viewport: Any = DESKTOP) -> Page:
    """Return a page that is longer than the window, with the map in a frame at its head."""
    outer = map_file.parent / "outer.html"
    outer.write_text(
        f'<body style="margin: 0; height: 3000px"><iframe src="{map_file.name}" style="width: 100%; height: 600px">'
    )
    page = context.new_page()
    page.set_viewport_size(viewport)
    page.goto(outer.as_uri())
    page.frames[1].wait_for_selector("#timebar .today")
    return page


def test_wheel_scrolls_the_page_unless_the_map_is_meant(context: BrowserContext, map_file: Path) -> None:
    page = framed(context, map_file)
    inner = page.frames[1]
    zoom = inner.evaluate("map_dated.getZoom()")
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 100)
    page.wait_for_function("() => window.scrollY > 0")
    assert inner.evaluate("map_dated.getZoom()") == zoom
    expect(inner.locator(".hint")).to_have_text("Hold Ctrl to zoom the map with the wheel")
    page.evaluate("window.scrollTo(0, 0)")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    inner.wait_for_function("zoom => map_dated.getZoom() > zoom", arg=zoom)
    zoom = inner.evaluate("map_dated.getZoom()")
    inner.wait_for_function("() => !map_dated._animatingZoom")  # Leaflet drops what comes while it zooms
    inner.locator(".folium-map").focus()  # a click may open a card, which takes the focus
    page.mouse.wheel(0, -200)
    inner.wait_for_function("zoom => map_dated.getZoom() > zoom", arg=zoom)
    assert page.evaluate("window.scrollY") == 0


def test_one_finger_is_left_to_the_page_around(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    inner = framed(context, map_file, PHONE).frames[1]
    touch = "getComputedStyle(document.querySelector('.folium-map')).touchAction"
    assert inner.evaluate(touch) == "pan-x pan-y"
    assert not inner.evaluate("map_dated.dragging.enabled()")
    assert inner.evaluate("map_dated.touchZoom.enabled()")
    alone = opened(context.new_page(), map_file, "")
    assert alone.evaluate("map_dated.dragging.enabled()")
    context.close()


def test_print_is_a_report(context: BrowserContext, map_file: Path) -> None:
    page = opened(context.new_page(), map_file, "#place=lachin_town&date=2022-08-26")
    centre = page.evaluate("map_dated.getCenter().toString()")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for selector in (".folium-map", ".today", "#panel .row", ".card .status", ".card ul a", ".credits"):
        expect(page.locator(selector).first).to_be_visible()
    for selector in ("#slider", "button.play", "#find", ".leaflet-control-zoom", "#pick-language", ".card .close"):
        expect(page.locator(selector)).to_be_hidden()
    drawn_size = page.evaluate("(() => { const { x, y } = map_dated.getSize(); return [x, y]; })()")
    shown = boxes(page, ".folium-map")[0]
    assert drawn_size == [round(shown["width"]), round(shown["height"])]
    assert shown["width"] <= 703, "wider than A4 between its margins"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("map_dated.getCenter().toString()") == centre
    expect(page.locator("#slider")).to_be_visible()


def test_page_can_be_enlarged_and_has_one_heading(open_map: Callable[..., Page], map_file: Path) -> None:
    assert "user-scalable" not in map_file.read_text(encoding="utf-8")
    page = open_map()
    expect(page.locator("h1")).to_have_count(1)
    assert page.inner_text("h1") == page.title()
    for role in ("main", "complementary"):
        expect(page.get_by_role(role)).to_have_count(1)


@pytest.mark.parametrize("width", [1440, 1024, 716], ids=str)
def test_controls_of_the_time_bar_stand_in_one_row(open_map: Callable[..., Page], width: int) -> None:
    page = open_map({"width": width, "height": 700})
    assert boxes(page, "#timebar .controls")[0]["height"] < 50
