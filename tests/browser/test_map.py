"""The offline page in a real browser, opened from its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers.record.timeslice import slice_on
from layers.render import webmap
from tests.browser.conftest import PHONE, go

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Frame, Page

    from layers.record.model import Record

VISIBLE = """() => Object.fromEntries([...document.querySelectorAll("path[data-feature]")]
    .filter((p) => p.style.display !== "none").map((p) => [p.dataset.feature, p.dataset.status]))"""


def drawn(page: Page | Frame) -> dict[str, str]:
    """Return what is visible: feature -> status, empty for context."""
    shown: dict[str, str] = page.evaluate(VISIBLE)
    return shown


def test_map_draws_and_every_feature_has_a_path(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    assert page.locator("path[data-feature]").count() == len(record.features)
    assert page.evaluate("getComputedStyle(document.querySelector('path[data-feature=kalbajar]')).fill") != "none"


@pytest.mark.parametrize(
    "day",
    [
        "1923-01-01",
        "1988-02-20",
        "1992-05-18",
        "2020-11-24",
        "2020-11-25",
        "2022-08-25",
        "2022-08-26",
        "2026-03-12",
        "2026-12-31",
    ],
)
def test_map_shows_the_slice_of_the_record(open_map: Callable[..., Page], record: Record, day: str) -> None:
    page = open_map()
    go(page, day)
    features = slice_on(record, date.fromisoformat(day)).features
    assert drawn(page) == {d.feature.feature_id: d.state.status if d.state else "" for d in features}


@pytest.mark.parametrize(
    ("feature", "eve", "before", "after"),
    [("kalbajar", "2020-11-24", "T_PENDING", "T_AZ"), ("lachin_town", "2022-08-25", "T_RPK", "T_AZ")],
)
def test_both_days_of_a_handover(
    open_map: Callable[..., Page], feature: str, eve: str, before: str, after: str
) -> None:
    page = open_map()
    go(page, eve)
    assert drawn(page)[feature] == before
    page.focus("#slider")
    page.keyboard.press("ArrowRight")
    assert page.input_value("input.day") == (date.fromisoformat(eve) + timedelta(days=1)).isoformat()
    assert drawn(page)[feature] == after


def test_scrubbing_changes_the_shapes_while_the_pointer_moves(open_map: Callable[..., Page]) -> None:
    page = open_map()
    go(page, "2020-11-09")
    box = page.locator("#slider").bounding_box()
    assert box
    share = float(page.input_value("#slider")) / 10000
    start = box["x"] + 8 + share * (box["width"] - 16)
    page.mouse.move(start, box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = set()
    for step in range(1, 40):
        page.mouse.move(start + step * 6, box["y"] + box["height"] / 2)
        seen.add((drawn(page)["kalbajar"], drawn(page)["lachin_town"]))
    page.mouse.up()
    assert ("T_AZ", "T_RPK") in seen
    assert len(seen) >= 2


def test_keyboard_alone_moves_by_day_month_year_and_change(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.focus("#slider")
    moves = [
        ("ArrowLeft", "2022-08-25"),
        ("ArrowRight", "2022-08-26"),
        ("Shift+ArrowRight", "2022-09-26"),
        ("PageDown", "2021-09-26"),
        ("PageUp", "2022-09-26"),
        ("Home", "1923-01-01"),
        ("End", "2026-12-31"),
    ]
    for key, day in moves:
        page.keyboard.press(key)
        assert page.input_value("input.day") == day, key
    assert "not reviewed" in (page.get_attribute("#slider", "aria-valuetext") or "")
    go(page, "2022-08-26")
    page.focus("#slider")
    page.keyboard.press("n")
    assert page.input_value("input.day") == "2022-08-30"
    page.keyboard.press("p")
    assert page.input_value("input.day") == "2022-08-26"
    assert page.get_attribute("#slider", "aria-valuetext") == "26 August 2022"


def test_play_goes_from_change_to_change_and_stops_when_asked(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.select_option("select.speed", "4")
    page.click("button.play")
    expect(page.locator("input.day")).not_to_have_value("2022-08-26")
    page.click("button.play")
    assert page.get_attribute("button.play", "aria-label") == "Play"


@pytest.mark.parametrize(
    ("typed", "said"), [("2022-02-30", "YYYY-MM-DD"), ("soon", "YYYY-MM-DD"), ("1800-01-01", "1923-01-01")]
)
def test_bad_day_is_said_and_changes_nothing(open_map: Callable[..., Page], typed: str, said: str) -> None:
    page = open_map()
    before = drawn(page)
    go(page, typed)
    assert said in page.inner_text(".trouble")
    assert page.inner_text(".today") == "26 August 2022"
    assert drawn(page) == before


def test_layers_and_groups_are_switched_off_and_on(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.uncheck("#layer-kelbajar")
    assert "kalbajar" not in drawn(page)
    page.check("#group-territory")
    page.uncheck("#group-territory")
    assert not {f for f, s in drawn(page).items() if s.startswith("T_")}
    page.check("#group-territory")
    assert drawn(page)["kalbajar"] == "T_AZ"


def test_legend_lists_what_is_shown_on_the_day_only(open_map: Callable[..., Page]) -> None:
    page = open_map()
    go(page, "2020-11-24")
    assert "Handover agreed" in page.inner_text("#panel")
    go(page, "2022-08-26")
    assert "Handover agreed" not in page.inner_text("#panel")


def test_a_legend_of_many_is_that_of_the_day_however_it_is_opened_and_shut(
    context: BrowserContext, map_file: Path, tmp_path: Path
) -> None:
    text, few = map_file.read_text(encoding="utf-8"), "FEW = 30"
    assert text.count(few) == 1
    many = tmp_path / "many.html"
    many.write_text(text.replace(few, "FEW = 0"), encoding="utf-8")  # every row is filled when it is opened
    pages = [context.new_page() for _ in range(2)]
    for page, file in zip(pages, (many, map_file), strict=True):
        page.goto(file.as_uri())
        page.wait_for_selector("#timebar .today")
    rows = "#panel .body > div:first-child details.row"
    for day in ("1985-05-05", "2020-11-08", "2020-11-09", "2020-11-24", "2020-11-25", "2026-06-12", "1985-05-05"):
        for page in pages:
            go(page, day)
            page.evaluate("rows => document.querySelectorAll(rows).forEach(row => { row.open = true; })", rows)
            page.wait_for_timeout(100)
        lists = [page.locator(rows).all_text_contents() for page in pages]
        assert lists[0] == lists[1]
        for page in pages:
            page.evaluate("rows => document.querySelectorAll(rows).forEach(row => { row.open = false; })", rows)
            page.wait_for_timeout(100)
    page = pages[0]
    for day, same in (("2020-11-26", False), ("2020-11-27", True), ("1985-05-05", False)):
        page.evaluate("rows => { document.querySelector(rows).kept = true; }", rows)
        go(page, day)
        assert page.evaluate("rows => Boolean(document.querySelector(rows)?.kept)", rows) == same, day


def test_card_says_status_days_sources_and_names(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.locator("path[data-feature=lachin_district]").dispatch_event("click")
    card = page.locator(".card")
    text = card.inner_text()
    for words in ("Azerbaijani control", "1 December 2020", "still so on 12 March 2026", "certain", "Քաշաթաղ"):
        assert words in text
    link = card.locator("ul a").first
    assert (link.get_attribute("href") or "").startswith("https://")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_contested_is_hatched_and_unreviewed_is_pale(open_map: Callable[..., Page]) -> None:
    page = open_map()
    opacity = "document.querySelector('path[data-feature=kalbajar]').getAttribute('fill-opacity')"
    assert page.evaluate(opacity) == "0.78"
    go(page, "2026-03-13")
    assert page.evaluate(opacity) == "0.18"
    go(page, "2020-10-01")
    fills = page.evaluate(
        "[...document.querySelectorAll('path[data-status=T_CONTESTED]')].map((p) => p.getAttribute('fill'))"
    )
    assert fills
    assert all(fill.startswith("url(#hatch-cross") for fill in fills)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("az", "26 avqust 2022"),
        ("hy", "26 օգոստոսի, 2022 թ."),
        ("ru", "26 августа 2022\u202fг."),
        ("tr", "26 Ağustos 2022"),
    ],
)
def test_language_changes_day_and_labels(open_map: Callable[..., Page], language: str, day: str) -> None:
    page = open_map()
    page.select_option("#pick-language", language)
    assert page.inner_text(".today") == day
    assert page.get_attribute("html", "lang") == language


def test_phone_shows_the_map_first_and_the_controls_fit(open_map: Callable[..., Page]) -> None:
    page = open_map(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not page.locator("#panel").get_attribute("open")
    for selector in ("button.play", "button.nextChange", "input.day", "#slider"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    page.click("button.nextChange")
    assert page.input_value("input.day") == "2022-08-30"
    page.click("#panel > summary")
    assert page.locator("#layer-kelbajar").is_visible()


def test_hostile_text_of_the_record_stays_text(context: BrowserContext, record: Record, tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=\"document.title='hit'\">{{ 7 * 7 }}"
    states = tuple(replace(s, note=evil) if s.entity_id == "kalbajar" else s for s in record.states)
    path = tmp_path / "evil.html"
    path.write_text(webmap.html(webmap.build(replace(record, states=states), day=date(2022, 8, 26))), encoding="utf-8")
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator("path[data-feature=kalbajar]").dispatch_event("click")
    assert evil in page.inner_text(".card")
    assert page.locator(".card img").count() == 0
    assert page.title() != "hit"


def test_policy_names_no_host(open_map: Callable[..., Page]) -> None:
    page = open_map()
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content") or ""
    assert policy.startswith("default-src 'none'")
    assert "http" not in policy
    assert page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')") == "refused"


def test_zoom_stays_where_the_base_map_can_be_read(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.evaluate("map_dated.setZoom(1, { animate: false })")
    assert page.evaluate("map_dated.getZoom()") == 5
    page.evaluate("map_dated.setZoom(19, { animate: false })")
    assert page.evaluate("map_dated.getZoom()") == 13
