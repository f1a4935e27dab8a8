"""The evidence on the offline page: lanes, agreement, who says so, cards and languages, in a real browser."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layers import escape
from layers.record.timeslice import slice_on, timeline
from layers.render.webmap.messages import messages
from layers.wording import card
from layers.wording.words import Words
from tests.browser.conftest import go
from tests.browser.test_map import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from layers.record.model import Record

BARS = """title => {
    const middle = (e) => e.getBBox().y + e.getBBox().height / 2;
    const names = [...document.querySelectorAll("#lanes text")];
    const nearest = (bar) => names.reduce((a, b) =>
        Math.abs(middle(a) - middle(bar)) < Math.abs(middle(b) - middle(bar)) ? a : b);
    return [...document.querySelectorAll("#lanes rect:not(.unreviewed)")]
        .filter((bar) => nearest(bar).querySelector("title").textContent === title)
        .map((bar) => ({ words: bar.textContent, x: bar.getBBox().x }));
}"""
LINE_AT_BAR = f"""({{ title, label }}) => {{
    const bar = ({BARS})(title).find((bar) => bar.words === label);
    return Math.abs(document.querySelector("#lanes path.now").getBBox().x - bar.x) < 0.5;
}}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
FACTS = "facts => [...facts.children].map((e) => e.innerText)"
PIECES = """card => { const texts = [], walk = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) texts.push(walk.currentNode.data.trim());
    return texts; }"""


def open_lanes(page: Page) -> Locator:
    """Open the chart, wait until it has fitted itself to its place, and return the names of its lanes."""
    page.click("button.lanes")
    names = page.locator("#lanes text")
    names.first.wait_for()
    page.evaluate(PAINTED)
    return names


def titles(names: Locator) -> list[str]:
    """Return the whole titles of the lanes; what stands beside a lane may be shortened."""
    return names.locator("title").all_text_contents()


def bars(page: Page, title: str) -> list[dict[str, str | float]]:
    """Return the bars of one lane, each with its words and its left edge in pixels of the chart."""
    found: list[dict[str, str | float]] = page.evaluate(BARS, title)
    return found


def dated_in(record: Record, hidden: str = "") -> list[str]:
    """Return the titles of the entities that have a state of their own, without those of a layer."""
    words = Words(record, "en")
    dated = [e for e in record.entities.values() if timeline(record, e.entity_id) and e.layer != hidden]
    return [words.title(e.entity_id) for e in dated]


def legend_row(page: Page, title: str) -> Locator:
    """Return the row of the legend in which an entity stands."""
    button = page.locator("button.plain").filter(has_text=re.compile(f"^{re.escape(title)}$"))
    return page.locator("#panel .row").filter(has=button)


def open_card(page: Page, title: str) -> Locator:
    """Open the card of an entity as a reader does, through the legend."""
    row = legend_row(page, title)
    row.locator("summary").click()
    row.get_by_role("button", name=title, exact=True).click()
    shown = page.locator(".card")
    expect(shown.locator("h2")).to_have_text(title)
    return shown


def facts_of(shown: Locator) -> dict[str, str]:
    """Return the facts of a card: label -> what is said."""
    told = [piece for facts in shown.locator("dl").all() for piece in facts.evaluate(FACTS)]
    assert len(told[::2]) == len(set(told[::2])), "a label stands twice"
    return dict(zip(told[::2], told[1::2], strict=True))


def fill_of(page: Page, feature: str) -> str | None:
    return page.get_attribute(f"path[data-feature={feature}]", "fill")


def test_lanes_stay_shut_until_they_are_asked_for(open_map: Callable[..., Page]) -> None:
    page = open_map()
    expect(page.locator("#lanes")).to_be_hidden()
    open_lanes(page)
    expect(page.locator("#lanes")).to_be_visible()
    assert page.get_attribute("button.lanes", "aria-pressed") == "true"
    page.click("button.lanes")
    expect(page.locator("#lanes")).to_be_hidden()
    assert page.get_attribute("button.lanes", "aria-pressed") == "false"


def test_each_dated_entity_has_one_lane(open_map: Callable[..., Page], record: Record) -> None:
    names = open_lanes(open_map())
    assert sorted(titles(names)) == sorted(dated_in(record))


def test_lanes_of_a_layer_that_is_off_are_gone(open_map: Callable[..., Page], record: Record) -> None:
    page = open_map()
    names = open_lanes(page)
    left = dated_in(record, hidden="lachin_corridor")
    assert len(left) < names.count()
    page.uncheck("#layer-lachin_corridor")
    assert sorted(titles(names)) == sorted(left)
    page.check("#layer-lachin_corridor")
    assert sorted(titles(names)) == sorted(dated_in(record))


def test_bar_of_each_state_stands_in_the_lane_of_its_entity(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    open_lanes(page)
    said = [str(bar["words"]) for bar in bars(page, words.title("lachin_new"))]
    for state in timeline(record, "lachin_new"):
        assert f"{words.status(state.status)}, {words.interval(state)}" in said


def test_click_on_a_bar_goes_to_a_day_of_that_state(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    open_lanes(page)
    restricted = next(s for s in timeline(record, "lachin_new") if s.status == "C_RESTRICTED")
    label = f"{words.status(restricted.status)}, {words.interval(restricted)}"
    bar = page.locator("#lanes rect").filter(has=page.locator("title", has_text=label)).last
    bar.click()
    shown = date.fromisoformat(page.input_value("input.day"))
    assert restricted.valid_to
    assert restricted.valid_from < shown < restricted.valid_to
    assert page.inner_text(".today") == words.day(shown)
    row = legend_row(page, words.title("lachin_new"))
    expect(row.locator("summary")).to_have_text(words.status("C_RESTRICTED"))


def test_click_on_the_name_of_a_lane_leaves_the_day(open_map: Callable[..., Page]) -> None:
    page = open_map()
    open_lanes(page).first.click()
    assert page.input_value("input.day") == "2022-08-26"


@pytest.mark.parametrize(("day", "entity"), [("2020-11-10", "lachin_town"), ("2020-11-25", "kalbajar")])
def test_line_of_the_day_stands_where_a_state_of_that_day_begins(
    open_map: Callable[..., Page], record: Record, day: str, entity: str
) -> None:
    words = Words(record, "en")
    page = open_map()
    open_lanes(page)
    go(page, day)
    state = next(s for s in timeline(record, entity) if s.valid_from == date.fromisoformat(day))
    label = f"{words.status(state.status)}, {words.interval(state)}"
    where = {"title": words.title(entity), "label": label}
    page.wait_for_function(LINE_AT_BAR, arg=where, timeout=5_000)


def test_lane_of_farrukh_holds_the_rival_statements(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    open_lanes(page)
    said = [str(bar["words"]) for bar in bars(page, words.title("farrukh"))]
    rivals = [s for s in record.states if s.entity_id == "farrukh" and s.according_to]
    assert {s.according_to for s in rivals} == {"Azerbaijan", "third parties"}
    for s in rivals:
        label = f"according to {s.according_to}: {words.status(s.status)}, {words.interval(s)}"
        assert said.count(label) == 1
    others = [str(bar["words"]) for bar in bars(page, words.title("kalbajar"))]
    assert others
    assert not [label for label in others if label.startswith("according to")]


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        ("farrukh", "sources contradict one another"),
        ("kalbajar", "one source stands alone"),
        ("rpk_zone", "several sources agree"),
    ],
)
def test_agreement_view_sorts_the_legend_by_what_the_sources_are_to_one_another(
    open_map: Callable[..., Page], record: Record, entity: str, said: str
) -> None:
    words = Words(record, "en")
    page = open_map()
    go(page, "2022-04-01")
    state = slice_on(record, date(2022, 4, 1)).state_of(entity)
    assert state
    assert (len(set(state.source_ids)) < 2) == (entity != "rpk_zone"), "the record does not say what the test needs"
    page.select_option("#pick-mode", "agreement")
    unfold = "(rows) => rows.forEach((row) => { row.open = true; })"  # a row of many lists them when it is opened
    page.locator("#panel .row").evaluate_all(unfold)
    expect(legend_row(page, words.title(entity)).locator("summary")).to_have_text(said)


def test_agreement_view_draws_contradiction_apart_from_the_status(open_map: Callable[..., Page]) -> None:
    page = open_map()
    go(page, "2022-04-01")
    by_status = fill_of(page, "farrukh")
    page.select_option("#pick-mode", "agreement")
    by_agreement = fill_of(page, "farrukh")
    assert by_agreement != by_status
    assert by_agreement != fill_of(page, "kalbajar")
    pattern = re.fullmatch(r"url\(#(.+)\)", by_agreement or "")
    assert pattern
    assert page.locator(f"[id='{pattern[1]}'] path").count() == 1, "the pattern of the contradiction is not in the page"
    page.select_option("#pick-mode", "status")
    assert fill_of(page, "farrukh") == by_status


@pytest.mark.parametrize(
    ("party", "status"),
    [("Azerbaijan", "T_AZ"), ("third parties", "T_RPK"), ("Armenia", "T_CONTESTED"), ("", "T_CONTESTED")],
)
def test_party_decides_what_farrukh_is_drawn_as(open_map: Callable[..., Page], party: str, status: str) -> None:
    page = open_map()
    go(page, "2022-04-01")
    page.select_option("#pick-party", "third parties" if party != "third parties" else "Azerbaijan")
    others = {f: s for f, s in drawn(page).items() if f != "farrukh"}
    page.select_option("#pick-party", party)
    assert drawn(page) == others | {"farrukh": status}


def test_card_says_according_to_whom(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    go(page, "2022-04-01")
    facts = facts_of(open_card(page, words.title("farrukh")))
    assert facts["Status"].strip() == words.status("T_CONTESTED")
    assert facts["according to Azerbaijan"].startswith(words.status("T_AZ"))
    assert facts["according to third parties"].startswith(words.status("T_RPK"))
    page.select_option("#pick-party", "Azerbaijan")
    own = facts_of(page.locator(".card"))
    assert own["according to Azerbaijan"].strip() == f"{words.status('T_AZ')} (possible)"
    assert "Status" not in own
    stated = words.as_stated_by("Azerbaijan")
    expect(page.locator(".card .by")).to_have_text(stated)
    expect(page.locator(".banner")).to_have_text(stated)
    expect(page.locator("#panel h2").first).to_have_text("Shown on this day")
    expect(page.locator("#panel .note").first).to_have_text(stated)


def test_second_card_from_the_legend_follows_the_day_too(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    open_card(page, words.title("farrukh"))
    title = words.title("kalbajar")
    legend_row(page, title).locator("summary").click()
    legend_row(page, title).get_by_role("button", name=title, exact=True).click()
    expect(page.locator(".card")).to_have_count(1)
    go(page, "2020-11-24")
    expect(page.locator(".card h2")).to_have_text(title)
    expect(page.locator(".card .asof")).to_have_text(words.day(date(2020, 11, 24)))


def test_card_quotes_both_sides_on_the_nature_of_the_event(open_map: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_map()
    go(page, "2023-01-10")
    shown = open_card(page, words.title("lachin_new"))
    facts = facts_of(shown)
    assert "'protest'" in facts["12 December 2022, according to Azerbaijan, on what it is"]
    assert "'blockade'" in facts["12 December 2022, according to Armenia, on what it is"]
    on_it = [p for p in record.positions if p.event.event_id == "2022-12-12-lachin-new"]
    assert len(on_it) > 1
    for position in on_it:
        label = f"12 December 2022, {words.according_to(position.according_to)}, {words.aspect(position.aspect)}"
        said = shown.locator("dt", has_text=label).locator("+ dd")
        expected = [record.sources[s].url for s in position.source_ids]
        assert said.locator("a").evaluate_all("links => links.map((a) => a.getAttribute('href'))") == expected


@pytest.mark.parametrize(
    ("entity", "day"),
    [
        ("lachin_new", "2023-01-10"),
        ("lachin_new", "2023-05-01"),
        ("farrukh", "2022-04-01"),
        ("lachin_town", "2022-08-26"),
        ("kalbajar", "2020-11-12"),
        ("zangezur", "2021-06-20"),
        ("lachin_corridor_zone", "2021-01-01"),
        ("hadrut", "2020-10-09"),
    ],
)
def test_card_links_the_sources_of_the_status_and_no_other(
    open_map: Callable[..., Page], record: Record, entity: str, day: str
) -> None:
    words = Words(record, "en")
    page = open_map()
    go(page, day)
    shown = open_card(page, words.title(entity))
    linked = shown.locator("a").evaluate_all("links => links.map((a) => a.getAttribute('href'))")
    sources = card.status_of(record, entity, date.fromisoformat(day)).sources
    expected = [url for url in (escape.link(s.url) for s in sources) if url]
    assert expected
    assert set(linked) == set(expected)
    state = slice_on(record, date.fromisoformat(day)).state_of(entity)
    own = [escape.link(record.sources[s].url) for s in (state.source_ids if state else ())]
    first = shown.locator(".status ~ ul").first.locator("a")
    if own:
        assert first.evaluate_all("links => links.map((a) => a.getAttribute('href'))") == own


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_language_changes_legend_card_and_day(open_map: Callable[..., Page], record: Record, language: str) -> None:
    words = Words(record, language)
    page = open_map()
    shown = open_card(page, Words(record, "en").title("lachin_town"))
    before = set(facts_of(shown)) | set(page.locator("#panel .row > summary").all_inner_texts())
    page.select_option("#pick-language", language)
    said = messages(words)
    assert page.inner_text(".today") == words.day(date(2022, 8, 26))
    row = legend_row(page, words.title("lachin_town"))
    expect(row.locator("summary")).to_have_text(said["status:T_AZ"])
    expect(shown.locator("h2")).to_have_text(words.title("lachin_town"))
    expect(shown.locator(".asof")).to_have_text(words.day(date(2022, 8, 26)))
    expect(shown.locator("h3").first).to_have_text(said["sources"])
    facts = facts_of(shown)
    assert {said["status"], said["since"], said["until"], said["basis"]} <= set(facts)
    assert facts[said["status"]].strip() == said["status:T_AZ"]
    after = set(facts) | set(page.locator("#panel .row > summary").all_inner_texts())
    same_word = {"Status"} if language == "az" else set()
    assert before & after == same_word, "labels stayed in English"


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_card_has_no_text_left_in_english(open_map: Callable[..., Page], record: Record, language: str) -> None:
    words = Words(record, language)
    page = open_map()
    page.select_option("#pick-language", language)
    shown = open_card(page, words.title("lachin_town"))
    pieces = shown.evaluate(PIECES)
    assert messages(words)["status:T_AZ"] in pieces
    assert [text for text in pieces if text.endswith("[en]")] == []
