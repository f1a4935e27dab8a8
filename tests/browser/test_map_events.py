"""Events on the offline page: their card, their marks on the map, their address; and the sheet that a finger drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from layers.wording.words import Words
from tests.browser.conftest import PHONE, go
from tests.browser.test_map_card import boxes, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from layers.record.model import Event, Record

MARK = ".event"


def handover(record: Record) -> Event:
    return next(e for e in record.events if e.event_id == "2020-11-25-kalbajar")


def test_event_has_an_address_and_tells_what_happened_who_says_so_and_where(
    context: BrowserContext, map_file: Path, record: Record
) -> None:
    event = handover(record)
    page = opened(context.new_page(), map_file, f"#event={event.event_id}&lang=ru&events=1")
    words = Words(record, "ru")
    card = page.locator(".card")
    expect(card.locator("h2")).to_have_text(words.told(event.title))
    expect(card).to_contain_text(words.day(event.day))
    expect(card.get_by_role("link").first).to_have_attribute("href", record.sources[event.source_ids[0]].url)
    expect(page.locator(".event.now")).to_be_visible()
    card.get_by_role("button", name=words.title("kalbajar"), exact=True).click()
    expect(card.locator("h2")).to_have_text(words.title("kalbajar"))
    page.wait_for_function("() => location.hash.includes('place=kalbajar') && !location.hash.includes('event=')")


def test_event_of_a_place_opens_and_its_card_goes_with_its_day(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, "2020-11-25")
    page.fill("#find", "kalbajar")
    page.press("#find", "Enter")
    event = handover(record)
    page.locator(".card").get_by_role("button", name=event.title).click()
    expect(page.locator(".card h2")).to_have_text(event.title)
    go(page, "2020-11-26")
    expect(page.locator(".card")).to_be_hidden()


def test_position_of_a_party_stands_with_the_event(context: BrowserContext, map_file: Path, record: Record) -> None:
    position = next(p for p in record.positions if p.event.entity_ids)
    page = opened(context.new_page(), map_file, f"#event={position.event.event_id}")
    said = page.locator(".card dd.wide", has_text=position.words)
    expect(said.first).to_be_visible()


def test_marks_are_off_until_wanted_and_stay_in_the_address(open_map: Callable[..., Page]) -> None:
    page = open_map()
    go(page, "2020-11-25")
    expect(page.locator(MARK)).to_have_count(0)
    page.check("#events")
    expect(page.locator(MARK).first).to_be_visible()
    page.wait_for_function("() => location.hash.includes('events=1')")
    page.uncheck("#events")
    expect(page.locator(MARK)).to_have_count(0)


def test_marks_lie_apart_and_one_of_several_offers_all(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    go(page, "2020-11-25")
    page.check("#events")
    centres = page.evaluate(
        "[...document.querySelectorAll('.event')].map((e) => e.getBoundingClientRect()).map((b) => [b.x, b.y])"
    )
    for i, (x, y) in enumerate(centres):
        assert all(abs(x - u) + abs(y - v) > 24 for u, v in centres[:i])
    several = page.locator(".event.now")
    count = int(several.inner_text())
    several.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text(handover(record).title)
    expect(page.locator(".card .also button")).to_have_count(count - 1)


def test_search_opens_an_event(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    page.fill("#find", "Kalbajar handed over")
    page.locator(".found button", has_text="25 November 2020").click()
    expect(page.locator(".card h2")).to_have_text(handover(record).title)
    expect(page.locator("#timebar .today")).to_contain_text("25 November 2020")


def drag(page: Page, by: int) -> None:
    head = boxes(page, ".card header")[0]
    x, y = head["left"] + 20, head["top"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + by, steps=4)
    page.mouse.up()


def test_sheet_follows_the_finger_to_full_height_to_half_and_away(open_map: Callable[..., Page]) -> None:
    page = open_map(PHONE)
    page.click("#panel > summary")
    page.fill("#find", "lachin")
    page.press("#find", "Enter")
    half = boxes(page, ".card")[0]["height"]
    drag(page, 20)  # too little to mean anything
    assert boxes(page, ".card")[0]["height"] == half
    drag(page, -120)
    assert boxes(page, ".card")[0]["top"] == 0
    drag(page, 120)
    assert boxes(page, ".card")[0]["height"] == half
    drag(page, 120)
    expect(page.locator(".card")).to_be_hidden()


def test_card_on_a_desk_is_not_dragged(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.fill("#find", "lachin")
    page.press("#find", "Enter")
    drag(page, 300)
    expect(page.locator(".card")).to_be_visible()
