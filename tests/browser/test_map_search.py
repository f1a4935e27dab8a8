"""The search on the offline page, the banner of the party that speaks, and a record without a base map."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers.record import settlements
from layers.record.timeslice import slice_on
from layers.render import webmap
from layers.wording import search
from layers.wording import settlements as in_settlements
from layers.wording.words import Words
from tests.browser.conftest import PHONE, go
from tests.browser.test_map import drawn
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from layers.record.model import Record

FOUND = ".found button"


@pytest.fixture
def open_small(context: BrowserContext, small: Record, tmp_path: Path) -> Page:
    """Return the offline page of the made-up record, which has no base map."""
    path = tmp_path / "small.html"
    path.write_text(webmap.html(webmap.build(small)), encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#timebar .today")
    return page


def found_in(page: Page, query: str) -> list[str]:
    page.fill("#find", query)
    return page.locator(FOUND).all_text_contents()


@pytest.mark.parametrize("query", ["Ağdam", "ԱՂԴԱՄ", "агдам", "agdam", "lachin", "KƏLBƏCƏR", "bypass", "road"])
def test_typing_lists_the_places_and_events_that_the_record_finds(
    open_map: Callable[..., Page], record: Record, query: str
) -> None:
    words = Words(record, "en")
    places = [words.title(e) for e in search.find(record, query)[:8]]
    events = [f"{words.boundary(e.day, e.edtf)}: {e.title}" for e in search.events(record, query)[:8]]
    assert places or events
    assert found_in(open_map(), query) == [*places, *events]


def test_settlement_is_told_by_what_it_lies_in_on_each_day(open_map: Callable[..., Page], record: Record) -> None:
    page, words = open_map(), Words(record, "en")
    assert found_in(page, "Степанакерт")[0] == "Khankendi / Stepanakert (settlement)"
    page.press("#find", "Enter")
    card, town = page.locator(".card"), settlements.of(record)["Khankendi"]
    for day in (date(2022, 8, 26), date(2023, 10, 1), date(1950, 1, 1)):
        go(page, day.isoformat())
        expect(card.locator("h2")).to_have_text("Khankendi / Stepanakert")
        expect(card).to_contain_text(in_settlements.told(words, town, day)[0])
    page.wait_for_function("() => location.hash.includes('town=Khankendi')")


def test_events_are_found_by_their_title_in_any_language(open_map: Callable[..., Page], record: Record) -> None:
    event = next(e for e in record.events if e.day.isoformat() == "2022-08-26")
    titles = {Words(record, language).told(event.title) for language in LANGUAGES}
    assert len(titles) == len(LANGUAGES)
    page = open_map()
    for title in titles:
        assert found_in(page, title) == [f"26 August 2022: {event.title}"]


def test_found_place_opens_its_card(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    title = Words(record, "en").title("aghdam_held")
    page.fill("#find", "Ակնա")
    page.locator(FOUND, has_text=title).click()
    expect(page.locator(".card h2")).to_have_text(title)


def test_enter_takes_the_first_and_escape_clears(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    first = found_in(page, "shusha")[0]
    page.press("#find", "Enter")
    expect(page.locator(".card h2")).to_have_text(first)
    page.press("#find", "Escape")
    assert page.input_value("#find") == ""
    expect(page.locator(FOUND)).to_have_count(0)


def test_found_event_goes_to_its_day(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.fill("#find", "trilateral statement russia")
    page.locator(FOUND, has_text="10 November 2020").click()
    assert page.input_value("input.day") == "2020-11-10"


def test_letters_in_the_search_are_no_shortcuts(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.focus("#find")
    page.keyboard.type("npnn")
    assert page.input_value("input.day") == "2022-08-26"


def test_what_has_no_name_is_said_and_the_nearest_are_offered(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    offered = found_in(page, "Jabrayl")
    assert "Nothing has that name" in page.inner_text(".found")
    assert offered[0] == Words(record, "en").title("jabrayil")
    assert len(offered) == 3
    page.press("#find", "Enter")
    expect(page.locator(".card h2")).to_have_text(offered[0])


@pytest.mark.parametrize("query", ["<img src=x onerror=document.title='hit'>", "\\", "%", "((", "\u0301", "𐐨" * 500])
def test_strange_query_stays_text(open_map: Callable[..., Page], query: str) -> None:
    page = open_map()
    title = page.title()
    page.fill("#find", query)
    assert page.locator(".found img").count() == 0
    assert page.title() == title


def test_place_without_geometry_has_a_card_and_leaves_the_map(open_map: Callable[..., Page], record: Record) -> None:
    unplaced = next(e for e in record.entities if e not in record.drawn)
    page = open_map()
    centre = "(() => { const { lat, lng } = map_dated.getCenter(); return [lat, lng].map((v) => v.toFixed(2)); })()"
    before = page.evaluate(centre)
    page.fill("#find", unplaced)
    page.press("#find", "Enter")
    expect(page.locator(".card h2")).to_have_text(Words(record, "en").title(unplaced))
    assert page.evaluate(centre) == before


def test_results_follow_the_language(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    page.fill("#find", "shusha")
    page.select_option("#pick-language", "hy")
    title = Words(record, "hy").title("shusha")
    expect(page.locator(FOUND).first).to_have_text(title)
    assert page.get_attribute("#find", "placeholder") == Words(record, "hy").say("Find")


def test_card_found_on_a_phone_is_not_covered(open_map: Callable[..., Page]) -> None:
    page = open_map(PHONE)
    page.click("#panel > summary")
    page.select_option("#pick-party", "Azerbaijan")
    page.fill("#find", "farrukh")
    page.press("#find", "Enter")
    card = page.locator(".card").bounding_box()
    assert card
    for selector in ("#panel", ".banner", ".leaflet-control-zoom", ".leaflet-bar .full"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["y"] + box["height"] <= card["y"], selector
    bar = page.locator("#timebar").bounding_box()
    assert bar
    assert card["y"] + card["height"] <= bar["y"] + 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_banner_says_whose_word_the_map_shows(open_map: Callable[..., Page], record: Record, language: str) -> None:
    words = Words(record, language)
    page = open_map()
    expect(page.locator(".banner")).to_be_hidden()
    page.select_option("#pick-language", language)
    for party in record.profile.parties:
        page.select_option("#pick-party", party)
        expect(page.locator(".banner")).to_have_text(words.as_stated_by(party))
        expect(page.locator(".banner")).to_be_visible()
    page.select_option("#pick-party", "")
    expect(page.locator(".banner")).to_be_hidden()


def test_lane_shows_what_the_party_states(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    page.click("button.lanes")
    stated = next(s for s in record.states if s.entity_id == "farrukh" and s.according_to == "Azerbaijan")
    bar = page.locator("#lanes rect").filter(
        has=page.locator("title", has_text=f"{words.status(stated.status)}, {words.interval(stated)}")
    )
    statement_alone = bar.count()
    page.select_option("#pick-party", "Azerbaijan")
    expect(bar).not_to_have_count(statement_alone)


def test_record_without_a_base_map_is_drawn_on_plain_land(open_small: Page, small: Record) -> None:
    page = open_small
    assert page.locator("path[data-feature]").count() == len(small.features)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.folium-map')).backgroundColor") == "rgb(246, 243, 236)"
    )
    for absent in (".relief", ".label"):
        expect(page.locator(absent)).to_have_count(0)
    assert page.inner_text(".leaflet-control-attribution").strip() == "none"


@pytest.mark.parametrize("party", ["", "Azerbaijan", "Armenia", "third parties"])
def test_record_without_a_base_map_shows_its_slices(open_small: Page, small: Record, party: str) -> None:
    page = open_small
    page.select_option("#pick-party", party)
    for day in ("2000-01-01", "2007-01-01", "2010-06-14", "2010-06-15", "2010-06-19", "2010-06-20", "2021-12-31"):
        go(page, day)
        features = slice_on(small, date.fromisoformat(day), according_to=party or None).features
        assert drawn(page) == {d.feature.feature_id: d.state.status if d.state else "" for d in features}


def test_ends_of_the_bar_are_the_ends_of_the_record(open_small: Page, small: Record) -> None:
    page = open_small
    page.focus("#slider")
    for key, beyond, day in (("Home", "ArrowLeft", "first_day"), ("End", "PageUp", "last_day")):
        page.keyboard.press(key)
        page.keyboard.press(beyond)
        assert page.input_value("input.day") == getattr(small.profile, day).isoformat()
    years = [int(text) for text in page.locator("svg.axis text").all_text_contents()]
    assert years == sorted(set(years))
    assert set(years) <= set(range(2000, 2022))
