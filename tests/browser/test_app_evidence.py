"""The evidence on the running app: two days compared, bad addresses, search and the examined statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers.wording import settlements
from layers.wording.words import Words
from tests.browser.test_app_page import frame, idle, open_app, says
from tests.browser.test_map import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Locator, Page

    from layers.record.model import Record

__all__ = ["open_app"]

TWO_DAYS = "?date=2020-12-01&compare=2020-11-01"
OFFSETS = """() => [".folium-map", "#map2"].map((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const shape = document.querySelector(selector + " path[data-feature=kalbajar]").getBoundingClientRect();
    return { x: shape.x + shape.width / 2 - box.x - box.width / 2,
             y: shape.y + shape.height / 2 - box.y - box.height / 2, width: shape.width };
})"""
"""Where a shape lies from the middle of each of the two maps, and how wide it is, in CSS pixels."""
MOVED_ALIKE = f"""({{ before, dx, dy }}) => {{
    const now = ({OFFSETS})();
    const alike = ["x", "y", "width"].every((key) => Math.abs(now[0][key] - now[1][key]) <= 4);
    const went = (from, to, way) => (to - from) * Math.sign(way) >= Math.abs(way) / 2;
    return alike && now.every((o, i) => went(before[i].x, o.x, dx) && went(before[i].y, o.y, dy));
}}"""
WIDENED_ALIKE = f"""(before) => {{
    const now = ({OFFSETS})();
    return Math.abs(now[0].width - now[1].width) <= 1 && now.every((o, i) => o.width > before[i].width * 1.2);
}}"""

STILL = """() => new Promise((done) => {
    let timer = setTimeout(done, 800);
    map_dated.on("moveend", () => {
        clearTimeout(timer);
        timer = setTimeout(done, 800);
    });
})"""
"""Holds once the map has not moved for longer than it waits before it tells the page of a move."""


def two_maps(page: Page) -> Frame:
    """Wait until the two maps stand side by side and return their frame."""
    inner = frame(page)
    inner.wait_for_selector("body.beside")
    inner.wait_for_selector("#map2 path[data-feature=kalbajar]")
    return inner


def drag(page: Page, inner: Frame, selector: str, dx: int, dy: int) -> None:
    """Pull a map by its middle."""
    box = inner.locator(selector).bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)
    page.mouse.up()


def tab(page: Page, name: str) -> Locator:
    """Open a tab under the map and return its panel."""
    page.get_by_role("tab", name=name).click()
    panel = page.get_by_role("tabpanel", name=name)
    expect(panel.get_by_test_id("stElementContainer").first).to_be_visible()
    idle(page)
    return panel


def look_for(page: Page, query: str) -> Locator:
    """Write into the field that finds; return the suggestions."""
    page.get_by_role("combobox", name="A place by any of its names").fill(query)
    return page.get_by_role("option")


def statement_of(panel: Locator, claim_id: str) -> Locator:
    """Return the box of a statement, which its number begins."""
    title = panel.page.locator("summary", has_text=f"{claim_id} ·")
    return panel.get_by_test_id("stExpander").filter(has=title)


def test_comparison_draws_the_two_days_on_two_maps(open_app: Callable[..., Page]) -> None:
    page = open_app(TWO_DAYS)
    says(page, "1 December 2020")
    inner = two_maps(page)
    expect(inner.locator(".folium-map .caption")).to_have_text("1 December 2020")
    expect(inner.locator("#map2 .caption")).to_have_text("1 November 2020")
    expect(inner.locator(".folium-map path[data-feature=kalbajar]")).to_have_attribute("data-status", "T_AZ")
    expect(inner.locator("#map2 path[data-feature=kalbajar]")).to_have_attribute("data-status", "T_ARM")


def test_two_maps_stand_beside_each_other_with_one_legend_and_one_time_bar(open_app: Callable[..., Page]) -> None:
    inner = two_maps(open_app(TWO_DAYS))
    later, earlier = inner.locator(".folium-map").bounding_box(), inner.locator("#map2").bounding_box()
    assert later
    assert earlier
    assert earlier["x"] + earlier["width"] <= later["x"] + 1
    assert later["width"] == pytest.approx(earlier["width"], abs=4)
    for control in ("#panel", "#pick-language", "#slider", "input.day", ".leaflet-control-zoom"):
        expect(inner.locator(control)).to_have_count(1)


@pytest.mark.parametrize("pulled", [".folium-map", "#map2"])
def test_pull_of_one_map_moves_the_other(open_app: Callable[..., Page], pulled: str) -> None:
    page = open_app(TWO_DAYS)
    inner = two_maps(page)
    before = inner.evaluate(OFFSETS)
    drag(page, inner, pulled, 110, -70)
    inner.wait_for_function(MOVED_ALIKE, arg={"before": before, "dx": 110, "dy": -70})


def test_zoom_of_one_map_zooms_the_other(open_app: Callable[..., Page]) -> None:
    inner = two_maps(open_app(TWO_DAYS))
    before = inner.evaluate(OFFSETS)
    inner.click(".leaflet-control-zoom-in")
    inner.wait_for_function(WIDENED_ALIKE, arg=before)


def test_end_of_the_comparison_leaves_one_map(open_app: Callable[..., Page]) -> None:
    page = open_app(TWO_DAYS)
    inner = two_maps(page)
    inner.click("#do-endComparison")
    page.wait_for_url(lambda address: "compare=" not in address)
    inner.wait_for_selector("body:not(.beside)")
    expect(inner.locator("#map2")).to_be_hidden()
    expect(inner.locator(".folium-map .caption")).to_be_hidden()
    says(page, "1 December 2020")


def test_difference_is_drawn_on_one_map(open_app: Callable[..., Page]) -> None:
    page = open_app(TWO_DAYS + "&colours=difference")
    says(page, "1 December 2020")
    inner = frame(page)
    expect(inner.locator("path[data-feature=kalbajar]")).to_have_attribute("data-status", "T_ARM>T_AZ")
    expect(inner.locator("body")).not_to_have_class("beside")
    expect(inner.locator("#map2")).to_be_hidden()
    shown = drawn(inner)
    assert shown["jabrayil"] == "unchanged"
    assert shown["lachin_town"] == "T_ARM>T_RPK"
    fills = [inner.get_attribute(f"path[data-feature={f}]", "fill") or "" for f in ("kalbajar", "jabrayil")]
    assert fills[0].startswith("url(#hatch-stripes")
    assert not fills[1].startswith("url(")


def test_address_of_the_difference_is_reached_from_the_comparison(open_app: Callable[..., Page]) -> None:
    page = open_app(TWO_DAYS)
    inner = two_maps(page)
    inner.click("#way-difference")
    page.wait_for_url("**colours=difference**")
    inner.wait_for_selector("body:not(.beside)")
    expect(inner.locator(".folium-map path[data-feature=kalbajar]")).to_have_attribute("data-status", "T_ARM>T_AZ")


def test_comparison_is_counted_kind_by_kind(open_app: Callable[..., Page]) -> None:
    page = open_app(TWO_DAYS)
    panel = tab(page, "Compare two days")
    expect(panel).to_contain_text("Between 1 November 2020 and 1 December 2020:")
    expect(panel.get_by_role("listitem").first).to_contain_text("3 territories, by agreement")
    expect(panel.locator("table.changes tbody tr").first).to_contain_text("Azerbaijani control")
    expect(panel.locator("table.changes img").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said", "day"),
    [
        ("?date=2020-11-01&compare=2020-12-01", "it is not before the day", "1 November 2020"),
        ("?date=2020-11-01&place=atlantis", "atlantis", "1 November 2020"),
        ("?date=2020-13-01", "2020-13-01", "26 August 2022"),
        ("?date=1800-01-01", "1800-01-01", "26 August 2022"),
    ],
)
def test_address_that_cannot_be_followed_is_said_and_a_day_is_shown_all_the_same(
    open_app: Callable[..., Page], query: str, said: str, day: str
) -> None:
    page = open_app(query)
    says(page, day)
    alerts = page.get_by_test_id("stAlert")
    expect(alerts).to_have_count(1)
    expect(alerts).to_contain_text(said)
    expect(frame(page).locator("body")).not_to_have_class("beside")
    assert drawn(frame(page))["kalbajar"]


def told_everything(page: Page) -> None:
    """Wait until the page has taken in whatever the map told it: a later question has been answered."""
    frame(page).evaluate(STILL)
    expect(look_for(page, "Ակնա").first).to_be_visible()


def test_resize_of_the_window_leaves_address_and_alert(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2020-11-01&place=atlantis")
    says(page, "1 November 2020")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    address = page.url
    page.set_viewport_size({"width": 1300, "height": 860})
    told_everything(page)
    assert page.url == address
    expect(page.get_by_test_id("stAlert")).to_have_count(1)


def test_place_of_the_address_opens_its_card_and_leaves_the_address(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2020-11-01&place=kalbajar")
    says(page, "1 November 2020")
    address = page.url
    expect(page.frame_locator(".st-key-map iframe").locator(".card")).to_be_visible()
    told_everything(page)
    assert page.url == address


def test_map_is_not_mounted_again_when_an_alert_goes(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-25&place=atlantis")
    says(page, "25 August 2022")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    inner = frame(page)
    inner.evaluate("document.body.dataset.mark = 'same'")
    inner.locator("#slider").focus()
    page.keyboard.press("ArrowRight")
    says(page, "26 August 2022")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.frame_locator(".st-key-map iframe").locator("body")).to_have_attribute("data-mark", "same")


def test_search_suggests_while_typing_and_opens_a_place_by_its_armenian_name(
    open_app: Callable[..., Page], record: Record
) -> None:
    page = open_app("?date=2022-08-26")
    view = frame(page).locator(".leaflet-control-scale-line").inner_text()
    found = look_for(page, "Ակնա").filter(has_text=Words(record, "en").title("aghdam_held"))
    found.click()
    page.wait_for_url("**place=aghdam_held**")
    expect(frame(page).locator(".card h2")).to_have_text(Words(record, "en").title("aghdam_held"))
    expect(frame(page).locator(".leaflet-control-scale-line")).not_to_have_text(view)
    says(page, "26 August 2022")


def test_search_is_used_by_keys_alone(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    field = page.get_by_role("combobox", name="A place by any of its names")
    expect(look_for(page, "Шуша").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(look_for(page, "Шуш").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**place=shusha**")


def test_settlement_is_told_by_what_it_lies_in(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    look_for(page, "Stepanakert").first.click()
    page.wait_for_url("**town=Khankendi**")
    expect(frame(page).locator(".card")).to_contain_text("lies within")
    expect(frame(page).locator(".card h2")).to_contain_text("Stepanakert")


def test_search_without_result_offers_the_nearest_names(open_app: Callable[..., Page], record: Record) -> None:
    page = open_app("?date=2022-08-26")
    options = look_for(page, "zzzz")
    said = page.locator(".find [role=status]")
    names = settlements.nearest(record, "zzzz")
    assert names
    for name in names:
        expect(said).to_contain_text(name)
    expect(options).to_have_count(0)


def test_empty_search_changes_nothing(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    says(page, "26 August 2022")
    address = page.url
    expect(look_for(page, "Ակնա").first).to_be_visible()
    expect(look_for(page, "   ")).to_have_count(0)
    says(page, "26 August 2022")
    assert page.url == address


def test_row_of_the_status_table_opens_the_card_on_page_and_map(open_app: Callable[..., Page], record: Record) -> None:
    page = open_app("?date=2022-08-26")
    frame(page).evaluate("document.body.dataset.mark = 'same'")
    title = Words(record, "en").title("lachin_town")
    row = page.locator("table.states tr", has_text=title)
    box = row.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)  # the whole row, not only the name
    page.wait_for_url("**place=lachin_town**")
    expect(frame(page).locator(".card h2")).to_have_text(title)
    assert frame(page).evaluate("document.body.dataset.mark") == "same", "the page was loaded anew"


def test_event_is_told_and_shown_where_it_happened(open_app: Callable[..., Page], record: Record) -> None:
    page = open_app("?date=2022-08-26")
    event = next(e for e in record.events if e.day.isoformat() == "2020-11-25")
    panel = tab(page, "List of events")
    panel.get_by_role("link", name=event.title).click()
    page.wait_for_url(f"**event={event.event_id}**")
    says(page, "25 November 2020")
    told = frame(page).locator(".card")
    expect(told.locator("h2")).to_have_text(event.title)
    expect(told.get_by_role("link").first).to_have_attribute("href", record.sources[event.source_ids[0]].url)
    other = open_app("?" + page.url.split("?")[1])
    expect(frame(other).locator(".card h2")).to_have_text(event.title)


def test_example_takes_one_click(open_app: Callable[..., Page], record: Record) -> None:
    page = open_app()
    page.get_by_role("link", name=record.profile.examples[1].label).click()
    says(page, "25 November 2020")
    frame(page).wait_for_selector("path[data-feature=kalbajar][data-status='T_PENDING>T_AZ']")


def test_page_says_its_language(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("combobox", name="Language").click()
    page.get_by_role("option", name="Русский").click()
    page.wait_for_url("**lang=ru**")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading", name="26 августа 2022")).to_be_visible()


def test_playing_leaves_one_step_in_the_history(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    idle(page)
    before = page.evaluate("history.length")
    slider = frame(page).locator("#slider")
    slider.focus()
    for _ in range(6):
        day = page.url
        page.keyboard.press("ArrowRight")
        expect(page).not_to_have_url(day)
    assert page.evaluate("history.length") == before + 1
    page.wait_for_timeout(300)
    page.go_back()
    says(page, "26 August 2022")


def test_comparison_begun_on_the_map_is_the_page_s_too(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2020-12-01")
    says(page, "1 December 2020")
    inner = frame(page)
    inner.click("#compare")
    page.wait_for_url("**compare=2019-12-01**")
    inner.fill("#compare-field", "2020-11-01")
    inner.press("#compare-field", "Enter")
    page.wait_for_url("**compare=2020-11-01**")
    inner.click("#way-swipe")
    page.wait_for_url("**maps=swipe**")
    panel = tab(page, "Compare two days")
    expect(panel).to_contain_text("Between 1 November 2020 and 1 December 2020:")
    expect(inner.locator("#divider")).to_be_visible()
    inner.click("#do-endComparison")
    page.wait_for_url(lambda address: "compare=" not in address and "maps=" not in address)
    expect(panel).to_contain_text("“Compare” under the map")


def test_maps_of_the_parties_are_in_the_address_of_the_page(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26&maps=parties")
    inner = frame(page)
    expect(inner.locator("#map4 .caption")).to_have_text("As stated by: third parties")
    inner.click("#do-oneMap")
    page.wait_for_url(lambda address: "maps=" not in address)


def test_each_statement_of_the_article_is_listed(open_app: Callable[..., Page], record: Record) -> None:
    panel = tab(open_app(), "Statements examined")
    expect(panel.get_by_test_id("stExpander")).to_have_count(len(record.claims))
    for claim in record.claims:
        expect(statement_of(panel, claim.claim_id)).to_have_count(1)


def test_contradicted_statement_leads_to_the_day_of_the_record(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2020-12-14")
    says(page, "14 December 2020")
    statement = statement_of(tab(page, "Statements examined"), "C14")
    expect(statement.locator("summary")).to_contain_text("contradicted")
    statement.locator("summary").click()
    statement.get_by_role("button").click()
    says(page, "14 December 2021")
    assert "date=2021-12-14" in page.url
