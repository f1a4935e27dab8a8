"""Names along routes, and the shape of railways, in a real browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from shapely.affinity import translate

from layers.render import webmap
from layers.wording import courses
from layers.wording.words import Words
from tests.browser.conftest import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, ViewportSize

    from layers.record.model import Record

NAMES = """() => [...document.querySelectorAll(".folium-map .along")].map((box) => {
    const [path, text] = [box.querySelector("path"), box.querySelector(".letters textPath")];
    const frame = box.querySelector("svg").getScreenCTM();
    const letters = [...text.textContent].map((_, i) => {
        const { x, y } = text.getStartPositionOfChar(i).matrixTransform(frame);
        return [x, y];
    });
    const [first, last] = [text.getStartPositionOfChar(0), text.getEndPositionOfChar(text.getNumberOfChars() - 1)];
    return { text: text.textContent, letters, ends: last.x - first.x,
        room: path.getTotalLength() - text.getComputedTextLength() };
})"""
TOWNS = """() => [...document.querySelectorAll(".folium-map .town span")].map((town) => {
    const { left, top, right, bottom } = town.getBoundingClientRect();
    return [left, top, right, bottom];
})"""


def names(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(NAMES)
    return found


def look(page: Page, lat: float, lon: float, zoom: float) -> None:
    page.evaluate(f"map_dated.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")
    page.wait_for_timeout(300)  # names follow when the map has stood for a moment


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["en", "hy"])
def test_routes_are_named_along_their_course_upright_and_over_no_town(
    open_map: Callable[..., Page], record: Record, viewport: ViewportSize, language: str
) -> None:
    page = open_map(viewport)
    page.goto(f"{page.url.split('#')[0]}#date=2026-03-01&lang={language}")
    look(page, 39.35, 45.4, 9)
    found = names(page)
    words = Words(record, language)
    assert {one["text"] for one in found} <= {text for e in record.entities for text in courses.names(words, e)}
    assert words.title("nakhchivan_rail") in {one["text"] for one in found}
    towns = page.evaluate(TOWNS)
    for one in found:
        assert one["ends"] > 0, one["text"]
        assert one["room"] >= 0, one["text"]
        inside = [
            town for town in towns for x, y in one["letters"] if town[0] < x < town[2] and town[1] < y - 3 < town[3]
        ]
        assert not inside, one["text"]


def test_names_follow_the_language_the_layers_and_the_day(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    page.goto(f"{page.url.split('#')[0]}#date=2026-03-01")
    look(page, 39.35, 45.4, 9)
    english, russian = (Words(record, code).title("nakhchivan_rail") for code in ("en", "ru"))
    named = page.locator(".along .letters textPath")
    expect(named.filter(has_text=english)).to_have_count(1)
    page.select_option("#pick-language", "ru")
    expect(named.filter(has_text=russian)).to_have_count(1)
    expect(named.filter(has_text=english)).to_have_count(0)
    page.uncheck("#layer-nakhchivan_link")
    expect(named.filter(has_text=russian)).to_have_count(0)
    page.check("#layer-nakhchivan_link")
    expect(named.filter(has_text=russian)).to_have_count(1)


def test_a_line_that_is_short_on_the_screen_has_no_name(open_map: Callable[..., Page]) -> None:
    page = open_map()
    look(page, 39.35, 45.4, 5)
    assert names(page) == []


def test_of_very_many_routes_none_is_named_until_few_are_in_view(
    context: BrowserContext, record: Record, tmp_path: Path
) -> None:
    page = context.new_page()
    path = tmp_path / "many.html"
    path.write_text(webmap.html(webmap.build(crowded(record), day=date(2026, 3, 1))), encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_selector("#timebar .today")
    look(page, 39.5, 46.3, 7)
    assert names(page) == []
    look(page, 39.35, 47.0, 11)
    assert 0 < len(names(page)) <= 14


def crowded(record: Record) -> Record:
    """Return the record with eighty more roads, each a little further north."""
    road = record.entities["horadiz_aghband_road"]
    own = [f for f in record.features if f.entity_id == road.entity_id]
    states = record.states_of[road.entity_id]
    entities, features, more = dict(record.entities), list(record.features), list(record.states)
    for n in range(80):
        key = f"road_{n}"
        entities[key] = replace(road, entity_id=key, label=f"Road {n}")
        features += [
            replace(f, feature_id=key, entity_id=key, geometry=translate(f.geometry, 0, 0.03 * n)) for f in own
        ]
        more += [replace(s, entity_id=key) for s in states]
    return replace(record, entities=entities, features=tuple(features), states=tuple(more))


def test_railways_are_double_lines_and_roads_are_not(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    page.goto(f"{page.url.split('#')[0]}#date=2026-03-01")
    look(page, 39.35, 45.8, 9)
    strokes = """(id) => {
        const main = document.querySelector(`path[data-feature="${id}"]`), next = main.nextElementSibling;
        const one = (path) => [path.getAttribute("stroke"), Number(path.getAttribute("stroke-width"))];
        const over = next.getAttribute("d") === main.getAttribute("d") && next.style.display !== "none";
        return [one(main), one(next), over];
    }"""
    (_, wide), (colour, open_width), over = page.evaluate(strokes, "kars_nakhchivan_rail")
    assert over
    assert colour == "#ffffff"
    assert 1 < open_width < wide / 2
    (_, wide), _, over = page.evaluate(strokes, "bilasuvar_julfa")
    assert not over
    note = page.locator("#panel .note", has_text="railway: a double line")
    expect(note).to_be_visible()
    for layer in ("nakhchivan_link", "zangezur_corridor"):
        page.uncheck(f"#layer-{layer}")
    expect(note).to_have_count(0)


def test_road_and_railway_in_one_are_three_lines_on_map_and_in_the_legend(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.goto(f"{page.url.split('#')[0]}#date=2022-08-26")
    look(page, 39.1, 46.2, 9.5)
    widths = """(id) => {
        const main = document.querySelector(`path[data-feature="${id}"]`), found = [];
        for (let path = main; path && path.getAttribute("d") === main.getAttribute("d"); path = path.nextElementSibling)
            if (path.style.display !== "none" && path.getAttribute("stroke-opacity") !== "0")
                found.push([path.getAttribute("stroke"), Number(path.getAttribute("stroke-width"))]);
        return found.slice(0, 3);
    }"""
    (colour, wide), (gap, open_width), (own, road) = page.evaluate(widths, "aras_iran/ordubad")
    assert (own, gap) == (colour, "#ffffff")
    assert 1 < road < open_width - 2 < wide - 3
    note = page.locator("#panel .note", has_text="road and railway: a triple line")
    expect(note.locator("path")).to_have_count(4)


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_route_with_a_sentence_for_a_name_has_the_words_before_its_comma(
    open_map: Callable[..., Page], record: Record, language: str
) -> None:
    page = open_map()
    page.goto(f"{page.url.split('#')[0]}#date=2022-08-26&lang={language}")
    found: set[str] = set()
    for zoom in (10, 10.5, 11):
        look(page, 39.0, 46.35, zoom)
        found |= {one["text"] for one in names(page)}
    whole = Words(record, language).name("zangezur_corridor")
    assert found & {whole, whole.split(",")[0]}


CUT = """() => [...document.querySelectorAll("#maps .folium-map, #maps .follower:not([hidden])")].flatMap((map) => {
    const view = map.getBoundingClientRect();
    return [...map.querySelectorAll(".town span, .country span, .along .letters")].filter((name) => {
        const { left, top, right, bottom } = name.getBoundingClientRect();
        const outside = right <= view.left || left >= view.right || bottom <= view.top || top >= view.bottom;
        const isCut = left < view.left - 1 || right > view.right + 1 || top < view.top - 3 || bottom > view.bottom + 3;
        return !outside && isCut;
    }).map((name) => name.textContent);
})"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("language", ["en", "hy", "tr"])
def test_no_name_is_cut_at_the_edge_of_the_view(
    open_map: Callable[..., Page], viewport: ViewportSize, language: str
) -> None:
    page = open_map(viewport)
    page.goto(f"{page.url.split('#')[0]}#date=2022-08-26&lang={language}")
    page.wait_for_timeout(500)
    assert page.evaluate(CUT) == [], "in the opening view"
    for lat, lon, zoom in ((39.8, 46.6, 8), (39.35, 45.4, 9), (40.2, 47.3, 8.5), (39.0, 46.1, 9)):
        look(page, lat, lon, zoom)
        assert page.evaluate(CUT) == [], (lat, lon, zoom)
        assert page.locator(".folium-map .town").count() > 3
