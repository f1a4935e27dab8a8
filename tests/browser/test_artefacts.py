"""What leaves the page: the offline page made from a recipe, and files downloaded from the tab of figures and files."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect

from layers.recipe import recipe
from layers.render import artefact, embedded
from tests.browser.test_app_page import idle, open_app  # noqa: F401 - open_app is a fixture
from tests.browser.test_map import drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    from layers.record.model import Record


def test_offline_page_opens_as_its_recipe_says(context: BrowserContext, record: Record, tmp_path: Path) -> None:
    fields = {"days": "2022-04-01", "layers": "districts", "view": "lachin", "language": "ru", "form": "html"}
    made = recipe.parse(record, fields | {"according_to": "third parties", "title": "Лачин & окрестности"})
    path = tmp_path / "map.html"
    path.write_bytes(artefact.render(record, made))
    page = context.new_page()
    page.goto(path.as_uri())
    expect(page.locator("#timebar .today")).to_have_text("1 апреля 2022 г.")
    shown = drawn(page)
    assert shown["farrukh"] == "T_RPK"
    assert "kalbajar" not in shown
    assert page.is_checked("#layer-districts")
    assert not page.is_checked("#layer-kelbajar")
    assert page.get_attribute("html", "lang") == "ru"
    assert page.title() == "Лачин & окрестности"
    west, south, east, north = record.profile.views["lachin"]
    bounds = [float(v) for v in page.evaluate("map_dated.getBounds().toBBoxString()").split(",")]
    assert bounds[0] <= west < east <= bounds[2]
    assert bounds[1] <= south < north <= bounds[3]
    assert bounds[2] - bounds[0] < 4 * (east - west)
    assert embedded.recipe_of(path) == recipe.as_dict(record, made)


def open_export(open_page: Callable[..., Page], query: str) -> Page:
    page = open_page(query)
    page.get_by_role("tab", name="Figures and files").click()
    expect(page.locator("img.figure")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stExpander").get_by_text("Sources", exact=True)).to_be_visible()
    return page


def choose(page: Page, label: str, option: str) -> None:
    idle(page)
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value(option)


def downloaded(page: Page) -> Path:
    idle(page)
    with page.expect_download(timeout=60_000) as told:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    return told.value.path()


def test_figure_is_downloaded_without_a_rerun_and_carries_its_recipe(
    open_app: Callable[..., Page],  # noqa: F811
    record: Record,
) -> None:
    page = open_export(open_app, "?date=2022-08-26&layers=lachin,lachin_corridor")
    address = page.url
    page.evaluate("window.mark = document.querySelector('img.figure').src")
    with Image.open(downloaded(page)) as picture:
        told = picture.info["recipe"]
        assert picture.info["dpi"][0] > 299
    assert '"days": ["2022-08-26"]' in told
    assert '"layers": ["lachin", "lachin_corridor"]' in told
    assert record.digest in told
    assert page.url == address
    assert page.evaluate("window.mark === document.querySelector('img.figure').src")


def test_report_is_downloaded_whole_in_the_language_chosen(open_app: Callable[..., Page]) -> None:  # noqa: F811
    page = open_export(open_app, "?date=2022-08-26")
    preview = page.locator("img.figure")
    before = preview.get_attribute("src") or ""
    choose(page, "Language of the file", "Türkçe")
    expect(preview).not_to_have_attribute("src", before, timeout=60_000)
    choose(page, "What", "Report with figure, sources and data, ZIP")
    expect(page.get_by_test_id("stDownloadButton").first).to_contain_text("ZIP")
    with zipfile.ZipFile(io.BytesIO(downloaded(page).read_bytes())) as archive:
        assert archive.testzip() is None
        assert "26 Ağustos 2022" in archive.read("caption.txt").decode()


def test_embedded_page_shows_the_map_alone(context: BrowserContext, server: str) -> None:
    page = context.new_page()
    page.goto(f"{server}/?date=2022-08-26&embed=true")
    expect(page.frame_locator(".st-key-map iframe").locator(".today")).to_have_text("26 August 2022", timeout=60_000)
    expect(page.get_by_role("tab")).to_have_count(0)
