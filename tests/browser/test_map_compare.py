"""Two days compared, and a map for each party, on the offline page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from layers.record.timeslice import slice_on
from layers.wording import compare
from layers.wording.words import Words
from tests.browser.conftest import PHONE, go

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

    from layers.record.model import Record

DAYS = "#date=2020-12-01&compare=2020-11-01"
BEFORE, AFTER = date(2020, 11, 1), date(2020, 12, 1)
DRAWN = """(box) => Object.fromEntries([...document.querySelectorAll(box + " path[data-feature]")]
    .filter((p) => p.style.display !== "none").map((p) => [p.dataset.feature, p.dataset.status]))"""
SEEN = """() => [...document.querySelectorAll("#differences li button")].map(({ id }) => {
    const entity = id.replace("differs-", "");
    const box = document.querySelector(`.folium-map path[data-feature=${entity}]`)?.getBoundingClientRect();
    const map = document.querySelector(".folium-map").getBoundingClientRect();
    const across = !box?.width || (box.left >= map.left && box.right <= map.right);
    return across && (!box?.width || (box.top >= map.top && box.bottom <= map.bottom));
})"""
STROKES = "path => ['stroke', 'stroke-dasharray', 'stroke-opacity'].map((name) => path.getAttribute(name))"


@pytest.fixture
def open_at(context: BrowserContext, map_file: Path) -> Callable[..., Page]:
    """Return a function that opens the offline page at an address."""

    def open_page(address: str, **viewport: Any) -> Page:
        page = context.new_page()
        if viewport:
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.goto(map_file.as_uri() + address)
        page.wait_for_selector("#timebar .today")
        return page

    return open_page


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def thumb(page: Page, selector: str) -> tuple[float, float]:
    """Return the middle of the thumb of a slider."""
    box = page.locator(selector).bounding_box()
    assert box
    share = float(page.input_value(selector)) / 10000
    return box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2


def expected(record: Record, day: date, party: str | None = None) -> dict[str, str]:
    features = slice_on(record, day, according_to=party).features
    return {d.feature.feature_id: d.state.status if d.state else "" for d in features}


def test_second_thumb_is_there_only_while_two_days_are_compared(open_at: Callable[..., Page]) -> None:
    page = open_at("")
    expect(page.locator("#earlier")).to_be_hidden()
    page.click("#compare")
    expect(page.get_by_role("slider", name="Earlier day")).to_be_visible()
    expect(page.get_by_role("slider", name="Later day")).to_be_visible()
    assert page.get_attribute("#earlier", "aria-valuetext") == "26 August 2021"
    assert page.get_attribute("#slider", "aria-valuetext") == "26 August 2022"
    assert page.locator(".flags span").all_inner_texts() == ["26 August 2021", "26 August 2022"]
    page.get_by_role("button", name="End the comparison").first.click()
    expect(page.locator("#earlier")).to_be_hidden()
    expect(page.get_by_role("slider", name="Day shown on the map")).to_be_visible()


def test_keys_on_the_earlier_thumb_move_the_earlier_day_alone(open_at: Callable[..., Page], record: Record) -> None:
    page = open_at(DAYS)
    page.keyboard.press("Tab")
    page.focus("#earlier")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.input_value("#compare-field") == "2020-10-01"
    assert page.input_value("#day-field") == "2020-12-01"
    assert page.evaluate(DRAWN, "#map2") == expected(record, date(2020, 10, 1))
    assert page.evaluate(DRAWN, ".folium-map") == expected(record, AFTER)


def test_neither_thumb_passes_the_other(open_at: Callable[..., Page]) -> None:
    page = open_at(DAYS)
    page.focus("#earlier")
    page.keyboard.press("End")
    assert page.input_value("#compare-field") == "2020-11-30"
    page.focus("#slider")
    page.keyboard.press("Home")
    assert page.input_value("#day-field") == "2020-12-01"


def test_each_of_two_thumbs_that_touch_can_be_pulled(open_at: Callable[..., Page]) -> None:
    page = open_at("#date=2020-12-01&compare=2020-11-30")
    for selector, field, way in (("#earlier", "#compare-field", -1), ("#slider", "#day-field", 1)):
        kept = page.input_value("#day-field" if way < 0 else "#compare-field")
        x, y = thumb(page, selector)
        page.mouse.move(x + way * 4, y)
        page.mouse.down()
        page.mouse.move(x + way * 120, y, steps=5)
        page.mouse.up()
        assert (page.input_value(field) < "2020-11-20") if way < 0 else (page.input_value(field) > "2020-12-10")
        assert page.input_value("#day-field" if way < 0 else "#compare-field") == kept


@pytest.mark.parametrize(("field", "typed"), [("#compare-field", "1.10.2020"), ("#day-field", "5 Jan 2021")])
def test_typed_day_counts_with_enter(open_at: Callable[..., Page], field: str, typed: str) -> None:
    page = open_at(DAYS)
    page.fill(field, typed)
    page.press(field, "Enter")
    days = {
        "#compare-field": ["1 October 2020", "1 December 2020"],
        "#day-field": ["1 November 2020", "5 January 2021"],
    }
    assert page.locator("#maps .caption").all_inner_texts() == days[field][::-1]


def test_days_typed_the_wrong_way_round_are_put_in_order(open_at: Callable[..., Page]) -> None:
    page = open_at(DAYS)
    go(page, "2019-05-01")
    assert page.input_value("#day-field") == "2020-11-01"
    assert page.input_value("#compare-field") == "2019-05-01"


def test_day_is_picked_from_the_calendar(open_at: Callable[..., Page], record: Record) -> None:
    page = open_at("")
    calendar = page.get_by_label("Calendar", exact=True)
    assert calendar.get_attribute("min") == record.profile.first_day.isoformat()
    calendar.fill("2020-11-25")
    assert page.input_value("#day-field") == "2020-11-25"
    go(page, "2021-03-01")
    expect(calendar).to_have_value("2021-03-01")


def test_divider_shows_the_earlier_day_on_its_left(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&maps=swipe")
    box = page.locator("#maps").bounding_box()
    assert box
    earlier = """([x, y]) => document.elementFromPoint(x, y).closest(".follower") !== null"""
    spots = [(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.8) for share in (0.3, 0.4, 0.6, 0.7)]
    assert [page.evaluate(earlier, spot) for spot in spots] == [True, True, False, False]
    page.mouse.move(*middle(page.locator("#maps")))
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.35, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    assert [page.evaluate(earlier, spot) for spot in spots] == [True, False, False, False]
    page.get_by_role("slider", name="Divider between the two days").focus()
    page.keyboard.press("End")
    assert [page.evaluate(earlier, spot) for spot in spots] == [True, True, True, True]
    for key in ("Home", "ArrowRight", "PageUp"):
        page.keyboard.press(key)
    assert [page.evaluate(earlier, spot) for spot in spots] == [False, False, False, False]


def test_controls_of_the_map_work_under_the_divider(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&maps=swipe")
    width = "document.querySelector('#map2 path[data-feature=kalbajar]').getBoundingClientRect().width"
    zooms = f"[map_dated.getZoom(), {width}]"
    before = page.evaluate(zooms)
    page.click(".leaflet-control-zoom-in")
    page.wait_for_function(f"(before) => {zooms}[0] > before[0] && {zooms}[1] > before[1] * 1.2", arg=before)


def test_ways_of_seeing_both_days_are_one_switch(open_at: Callable[..., Page]) -> None:
    page = open_at(DAYS)
    for name, layout in (("Swipe", "swipe"), ("Difference", ""), ("Side by side", "beside")):
        page.get_by_role("button", name=name, exact=True).click()
        pressed = page.locator(".ways [aria-pressed=true]").all_inner_texts()
        assert pressed == [name]
        classes = set((page.get_attribute("body", "class") or "").split()) & {"beside", "swipe", "parties"}
        assert classes == ({layout} if layout else set())
        assert page.locator("#map2").is_visible() == bool(layout)


@pytest.mark.parametrize("way", ["beside", "swipe"])
def test_comparison_begins_where_the_changes_are_and_leaves_the_view_to_the_reader(
    open_at: Callable[..., Page], way: str
) -> None:
    page = open_at(f"{DAYS}&maps={way}")
    assert page.locator("#differences li").count() > 5
    assert all(page.evaluate(SEEN))
    view = "JSON.stringify(map_dated.getBounds())"
    page.evaluate("map_dated.setView([41.5, 44.5], 10, { animate: false })")
    away = page.evaluate(view)
    page.focus("#earlier")
    page.keyboard.press("PageDown")
    assert page.evaluate(view) == away
    page.get_by_role("button", name="Show all that differs").click()
    assert all(page.evaluate(SEEN))


def test_view_of_an_address_is_kept_when_it_compares(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&view=40.2,45.1,9")
    assert page.evaluate("map_dated.getZoom()") == 9


def test_list_says_what_the_comparison_of_the_record_says(open_at: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_at(DAYS)
    rows = compare.rows(words, compare.compare(record, BEFORE, AFTER))
    shown = [row.inner_text().split("\n") for row in page.locator("#differences li").all()]
    said = {(title, before, after.removeprefix("→ ")) for title, before, after in shown}
    # the list adds what is not certain
    plain = {tuple(text.removesuffix(" (possible)") for text in row) for row in said}
    assert plain == {(row["title"], row["before"], row["after"]) for row in rows}
    expect(page.locator("#differences summary")).to_have_text(f"Changed between the two days: {len(rows)}")


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desk", "phone"])
def test_row_of_the_list_opens_the_card_and_closing_gives_it_back(
    open_at: Callable[..., Page], record: Record, size: dict[str, int]
) -> None:
    page = open_at(DAYS, **size)
    if size == PHONE:
        page.click("#differences summary")
    page.click("#differs-kalbajar")
    expect(page.locator(".card h2")).to_have_text(Words(record, "en").title("kalbajar"))
    expect(page.locator("#differences")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#differs-kalbajar")).to_be_focused()


def test_one_legend_stands_for_both_days(open_at: Callable[..., Page], record: Record) -> None:
    page = open_at(DAYS)
    words = Words(record, "en")
    statuses = [slice_on(record, day).state_of("kalbajar") for day in (BEFORE, AFTER)]
    rows = [row.strip() for row in page.locator("#panel .row > summary").all_inner_texts()]
    for state in statuses:
        assert state
        assert words.status(state.status) in rows
    expect(page.locator("#panel h2").first).to_have_text("Shown on these maps")


def test_line_of_the_difference_has_the_strokes_of_its_swatch(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&colours=difference&view=39.7,46.5,9")  # lines are drawn at their whole width here
    row = page.locator("#panel .row", has_text="Open → Open under Russian peacekeepers")
    swatch = [stroke.evaluate(STROKES) for stroke in row.locator("summary path").all()]
    line = page.locator("path[data-status='C_OPEN>C_OPEN_RPK']").first
    paths = line.evaluate_handle("main => [main.previousElementSibling, main, main.nextElementSibling]")
    drawn = [paths.evaluate(f"(three, i) => ({STROKES})(three[i])", i) for i in (0, 1, 2)]
    assert [stroke[0] for stroke in swatch] == [stroke[0] for stroke in drawn]
    assert len({stroke[0] for stroke in swatch}) == 3, "edges of the colour before, a gap, and the line as it is"
    assert [float(stroke[2]) for stroke in swatch] == [float(stroke[2]) for stroke in drawn]


def test_line_that_is_no_more_is_a_quiet_dotted_one_on_the_map_and_in_the_legend(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&colours=difference&view=39.7,46.5,9")
    row = page.locator("#panel .row", has_text="Zone or line in force → no status")
    drawn = page.locator("path[data-status='Z_IN_FORCE>none']").first.evaluate(STROKES)
    assert row.locator("summary path").nth(1).evaluate(STROKES)[0] == drawn[0]
    dot, gap = map(float, drawn[1].split())
    assert dot < gap
    widths = page.locator("path[data-status='Z_IN_FORCE>none']").first.evaluate(
        "(main) => [main.previousElementSibling, main].map((one) => Number(one.getAttribute('stroke-width')))"
    )
    assert widths == sorted(widths, reverse=True)
    assert widths[0] < 5.5
    casing = page.locator("path[data-status='Z_IN_FORCE>none']").first.evaluate(
        "(main) => main.previousElementSibling.getAttribute('stroke')"
    )
    assert casing == "#ffffff"


@pytest.mark.parametrize("address", ["#date=2022-04-05&maps=parties&lang=hy", f"{DAYS}&lang=hy"])
@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (720, 450)])
def test_credit_lies_beside_or_under_the_scale_of_a_narrow_map(
    open_at: Callable[..., Page], address: str, width: int, height: int
) -> None:
    page = open_at(address, width=width, height=height)
    scale, credit = (
        page.locator(f".folium-map .leaflet-control-{part}").bounding_box() for part in ("scale", "attribution")
    )
    assert scale
    assert credit
    beside = scale["x"] + scale["width"] <= credit["x"]
    assert beside or scale["y"] + scale["height"] <= credit["y"] + 1
    assert credit["height"] < 24


CLIPPED = """() => {
    const said = document.querySelectorAll("button, h1, h2, h3, dt, dd, p, label, summary, li, .today");
    return [...said].filter((one) => {
        const { width, height } = one.getBoundingClientRect(), cut = one.scrollWidth > one.clientWidth + 1;
        return width > 1 && height > 1 && cut && getComputedStyle(one).overflowX !== "visible"
            && !one.closest(".leaflet-control-attribution, .heard");
    }).map((one) => one.textContent);
}"""


@pytest.mark.parametrize(
    "address",
    [
        "#date=2022-08-26&lang=ru",
        "#date=2022-08-26&place=lachin_town&lang=hy",
        f"{DAYS}&lang=ru",
        f"{DAYS}&colours=difference&lang=az",
        "#date=2022-04-05&maps=parties&lang=tr",
    ],
)
def test_page_seen_twice_as_large_is_whole(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address, width=720, height=450)  # a desk of 1440 by 900 at 200 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert page.evaluate(CLIPPED) == []
    for control in page.locator("#timebar button:visible, #timebar input:visible").all():
        box = control.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 720
        assert box["y"] + box["height"] <= 450
    seen = page.locator("#maps").bounding_box()
    assert seen
    assert seen["width"] * seen["height"] > 720 * 450 / 4, "the map keeps a quarter of the window"


def test_pointer_on_the_earlier_map_tells_the_earlier_status(open_at: Callable[..., Page], record: Record) -> None:
    page = open_at(DAYS)
    words = Words(record, "en")
    for box, day in (("#map2", BEFORE), (".folium-map", AFTER)):
        page.mouse.move(*middle(page.locator(f"{box} path[data-feature=kalbajar]")))
        state = slice_on(record, day).state_of("kalbajar")
        assert state
        expect(page.locator(f"{box} .leaflet-tooltip")).to_contain_text(words.status(state.status))


def test_address_keeps_how_the_days_are_seen(open_at: Callable[..., Page], map_file: Path) -> None:
    page = open_at("")
    page.click("#compare")
    page.click("#way-swipe")
    page.wait_for_url("**maps=swipe**")
    address = page.url
    assert "compare=2021-08-26" in address
    other = open_at(address.removeprefix(map_file.as_uri()))
    expect(other.locator("#divider")).to_be_visible()
    assert other.input_value("#compare-field") == "2021-08-26"
    other.get_by_role("button", name="End the comparison").first.click()
    other.wait_for_url(lambda url: "compare=" not in url and "maps=" not in url)


def test_each_party_has_a_map_with_what_it_states(open_at: Callable[..., Page], record: Record) -> None:
    words = Words(record, "en")
    page = open_at("")
    page.get_by_role("button", name="A map for each party").click()
    parties = list(record.profile.parties)
    boxes = [".folium-map", *(f"#map{i}" for i in range(2, len(parties) + 1))]
    for box, party in zip(boxes, parties, strict=True):
        assert page.evaluate(DRAWN, box) == expected(record, date(2022, 8, 26), party)
        expect(page.locator(f"{box} .caption")).to_have_text(words.stated_by(party))
        expect(page.locator(f"{box} path.mark")).to_have_count(1)
    row = page.locator("#differences li")
    expect(row).to_have_count(1)
    for party in parties:
        state = slice_on(record, date(2022, 8, 26), according_to=party).state_of("farrukh")
        assert state
        expect(row).to_contain_text(f"{words.party(party)}: {words.status(state.status)}")
    page.wait_for_url("**maps=parties**")
    page.get_by_role("button", name="Back to one map").click()
    expect(page.locator("#map2")).to_be_hidden()
    expect(page.locator(".folium-map path.mark")).to_have_count(0)


def test_maps_of_the_parties_show_the_same_place(open_at: Callable[..., Page]) -> None:
    page = open_at("#maps=parties")
    offsets = """() => ["map_dated", "map2", "map3", "map4"].map((id) => {
        const box = document.getElementById(id) ?? document.querySelector(".folium-map");
        const [map, mark] = [box, box.querySelector("path.mark")].map((one) => one.getBoundingClientRect());
        return [Math.round(mark.x - map.x), Math.round(mark.y - map.y), Math.round(map.width), Math.round(map.height)];
    })"""
    first, *others = page.evaluate(offsets)
    assert others == [pytest.approx(first, abs=2)] * 3
    x, y = middle(page.locator("#map4"))
    page.mouse.move(x, y + 60)
    page.mouse.down()
    page.mouse.move(x + 50, y + 20, steps=5)
    page.mouse.up()
    page.wait_for_timeout(600)
    moved, *others = page.evaluate(offsets)
    assert moved[0] > first[0] + 20
    assert others == [pytest.approx(moved, abs=2)] * 3


def test_maps_of_the_parties_are_offered_only_where_they_differ(open_at: Callable[..., Page]) -> None:
    page = open_at("#date=1993-01-01")
    expect(page.locator("#per-party")).to_have_count(0)
    expect(page.locator("#panel")).to_contain_text("On this day the parties state no different status.")
    go(page, "2022-08-26")
    expect(page.locator("#per-party")).to_be_visible()


def test_card_of_full_height_shuts_all_maps_off_on_a_phone(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&place=kalbajar", **PHONE)
    page.click(".card .size")
    assert page.evaluate("document.querySelector('#map2').closest('[inert]') !== null")


def test_two_maps_under_a_divider_print_side_by_side(open_at: Callable[..., Page]) -> None:
    page = open_at(f"{DAYS}&maps=swipe")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    earlier, later = page.locator("#map2").bounding_box(), page.locator(".folium-map").bounding_box()
    assert earlier
    assert later
    assert earlier["x"] + earlier["width"] <= later["x"] + 1
    assert page.evaluate("getComputedStyle(document.querySelector('#map2')).clipPath") == "none"
