"""The second record of the tests in a real browser: the offline map from its file, and the page on its folder."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers.cli import main
from layers.record import read
from layers.record.timeslice import slice_on
from tests.browser.conftest import go
from tests.browser.server import serving
from tests.browser.test_app_page import idle
from tests.test_second_record import FOLDER, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from layers.record.model import Record

FIRST, LAST = "1945-01-01", "1995-12-31"
VISIBLE = """() => Object.fromEntries([...document.querySelectorAll("path[data-feature]")]
    .filter((p) => p.style.display !== "none").map((p) => [p.dataset.feature, p.dataset.status]))"""


@pytest.fixture(scope="module")
def second() -> Record:
    return read.record(FOLDER)


@pytest.fixture
def open_second(context: BrowserContext, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the offline map from its file; what it writes to the console fails the test."""
    said: list[str] = []

    def open_page(*options: str) -> Page:
        path = tmp_path / "map.html"
        assert main(["map", "--folder", str(FOLDER), "--out", str(path), *options]) == 0
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(path.as_uri())
        page.wait_for_selector("#timebar .today")
        return page

    yield open_page
    assert said == []


def expected(record: Record, day: str, party: str | None = None) -> dict[str, str]:
    on_day = slice_on(record, date.fromisoformat(day), according_to=party)
    return {d.feature.feature_id: d.state.status if d.state else "" for d in on_day.features}


@pytest.mark.parametrize("party", [None, "north", "south"])
def test_the_map_shows_the_slice_of_each_day(
    open_second: Callable[..., Page], second: Record, party: str | None
) -> None:
    page = open_second("--day", "1960-01-01", *(("--according-to", party) if party else ()))
    for day in ("1960-01-01", FIRST, "1961-11-03", "1961-11-04", "1966-06-30", "1966-07-01", "1968-08-31", LAST):
        go(page, day)
        assert page.evaluate(VISIBLE) == expected(second, day, party), day


def test_the_map_opens_on_the_day_and_the_view_of_the_record(open_second: Callable[..., Page], second: Record) -> None:
    page = open_second()
    assert page.title() == "Map of the Oruma plain"
    assert page.input_value("input.day") == "1968-09-01"
    expect(page.locator("#timebar .today")).to_have_text("1 September 1968")
    west, south, east, north = second.profile.views["whole"]
    bounds = [float(v) for v in page.evaluate("map_dated.getBounds().toBBoxString()").split(",")]
    assert bounds[0] <= west < east <= bounds[2]
    assert bounds[1] <= south < north <= bounds[3]
    clean(page.inner_text("body"))
    assert "OpenStreetMap" not in page.inner_text("body")


def test_the_time_bar_spans_the_record_and_never_leaves_it(open_second: Callable[..., Page]) -> None:
    page = open_second()
    slider = page.locator("#slider")
    low, high = (int(slider.get_attribute(end) or "") for end in ("min", "max"))
    days = []
    for share in range(41):
        slider.fill(str(low + (high - low) * share // 40))
        days.append(page.input_value("input.day"))
    assert (days[0], days[-1]) == (FIRST, LAST)
    assert days == sorted(set(days)), "each place on the bar is a later day"
    years = [int(text) for text in page.locator("#timebar svg text").all_text_contents() if text.isdigit()]
    assert len(years) >= 4
    assert all(1945 <= year <= 1995 for year in years)


def test_keys_at_the_ends_stay_within_the_record(open_second: Callable[..., Page]) -> None:
    page = open_second()
    page.focus("#slider")
    for end, beyond, day in (("Home", ("ArrowLeft", "PageDown"), FIRST), ("End", ("ArrowRight", "PageUp"), LAST)):
        page.keyboard.press(end)
        for key in beyond:
            page.keyboard.press(key)
        assert page.input_value("input.day") == day
    page.keyboard.press("Home")
    page.keyboard.press("n")
    assert page.input_value("input.day") == "1947-02-10", "the first change, long before 1970"


def test_a_day_outside_is_refused_with_the_days_of_the_record(open_second: Callable[..., Page]) -> None:
    page = open_second()
    go(page, "2020-11-25")
    expect(page.locator("#timebar [role=alert]")).to_contain_text(f"{FIRST} to {LAST}")
    assert page.locator("#timebar .today").inner_text() == "1 September 1968"


@pytest.fixture(scope="module")
def second_server() -> Iterator[str]:
    """Start the page by `layers app` with the record that the environment names; return its address."""
    with serving(("layers", "app", "--port"), LAYERS_GEODATA=str(FOLDER)) as (address, _):
        yield address


def opened(context: BrowserContext, address: str) -> Page:
    """Return the page once its script has run to its end."""
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", name="As of")).to_be_visible(timeout=60_000)
    idle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page


def test_the_page_shows_the_record_and_no_block_of_what_it_lacks(context: BrowserContext, second_server: str) -> None:
    page = opened(context, second_server)
    expect(page).to_have_title("The Oruma plain, day by day")
    expect(page.get_by_role("heading", name="As of 1 September 1968")).to_be_visible()
    tabs = page.get_by_role("tab")
    assert [text.strip() for text in tabs.all_inner_texts()] == [
        "List of events",
        "Compare two days",
        "Figures and files",
    ]
    for tab in tabs.all():
        tab.click()
        idle(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        clean(page.locator(".stMainBlockContainer").inner_text())
    expect(page.locator("img.figure")).to_be_visible(timeout=60_000)
    frame = page.frame_locator(".st-key-map iframe")
    expect(frame.locator(".today")).to_have_text("1 September 1968", timeout=60_000)
    clean(frame.locator("body").inner_text())


def test_the_page_shows_a_party_in_its_label(context: BrowserContext, second_server: str) -> None:
    page = opened(context, f"{second_server}/?date=1960-01-01&by=north&place=heron_bank")
    stated = "Where the parties differ, as stated by: the Northern Cantons"
    expect(page.get_by_test_id("stAlertContentInfo")).to_have_text(stated)
    expect(page.locator("table.states caption")).to_contain_text(stated)
    expect(page.locator("table.states")).to_contain_text("Heron Bank")
    expect(page.frame_locator(".st-key-map iframe").locator(".today")).to_have_text("1 January 1960", timeout=60_000)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lang=ar", r"Language “ar” \(there are English\)"),
        ("date=2020-11-25", r"the record covers 1 January 1945 to 31 December 1995"),
        ("by=commissioner", r"“commissioner” \(there are "),
        ("layers=districts", r"“districts” \(there are "),
    ],
)
def test_the_page_says_in_one_sentence_what_of_an_address_it_cannot_show(
    context: BrowserContext, second_server: str, query: str, said: str
) -> None:
    page = opened(context, f"{second_server}/?{query}")
    expect(page.get_by_role("alert").first).to_contain_text(re.compile(said))
    expect(page.get_by_role("heading", name="As of 1 September 1968")).to_be_visible()
