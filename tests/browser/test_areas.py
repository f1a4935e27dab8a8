"""The areas of the record on a canvas, as a record of many areas is drawn, beside the same as paths."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from layers.record.timeslice import slice_on
from tests.browser.conftest import go

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, FloatRect, Page

    from layers.record.model import Record

SWITCH = "MOST_PATHS = 300"
"""The number of areas up to which they are paths, as it stands in the script."""
SLICE = "PICTURE_MS = 24"
"""How long a slice of a new picture takes."""
CLIP: FloatRect = {"x": 0, "y": 0, "width": 800, "height": 600}
DAYS = ("1985-05-05", "2020-11-24", "2026-06-12")


@pytest.fixture(scope="session")
def painted_file(map_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same page as `map_file` with every area on a canvas."""
    text = map_file.read_text(encoding="utf-8")
    assert text.count(SWITCH) == 1
    path = tmp_path_factory.mktemp("painted") / "map.html"
    path.write_text(text.replace(SWITCH, "MOST_PATHS = 0"), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, ratio: float = 1) -> Page:
    page = browser.new_page(viewport={"width": 1100, "height": 760}, device_scale_factor=ratio)
    page.goto(path.as_uri())
    page.wait_for_selector("#timebar .today")
    return page


def drawn(page: Page) -> dict[str, str]:
    page.evaluate("map_dated.getContainer().dispatchEvent(new Event('tell-drawn'))")
    shown: dict[str, str] = json.loads(page.get_attribute(".folium-map", "data-drawn") or "")
    return shown


def pixels(page: Page) -> np.ndarray:
    page.wait_for_timeout(300)
    return np.asarray(Image.open(io.BytesIO(page.screenshot(clip=CLIP))).convert("RGB")).astype(int)


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_canvas_looks_as_paths_do(browser: Browser, map_file: Path, painted_file: Path, ratio: float) -> None:
    paths, painted = (opened(browser, file, ratio) for file in (map_file, painted_file))
    assert painted.locator("canvas").count() == 3  # territories, zones and context
    empty = pixels(paths)
    for day in DAYS:
        for page in (paths, painted):
            go(page, day)
        expected, found = pixels(paths), pixels(painted)
        far = (np.abs(expected - found).max(axis=2) > 48).mean()
        assert far < 0.006, f"{day}: {far:.2%} of the pixels differ, more than the dashes of outlines can"
        assert np.abs(expected - found).mean() < 0.6
    assert (np.abs(empty - found).max(axis=2) > 48).mean() > 0.02, "nothing was drawn that could differ"


def test_a_canvas_shows_the_slice_of_the_record(browser: Browser, painted_file: Path, record: Record) -> None:
    page = opened(browser, painted_file)
    for day in DAYS:
        go(page, day)
        features = slice_on(record, date.fromisoformat(day)).features
        assert drawn(page) == {d.feature.feature_id: d.state.status if d.state else "" for d in features}


def test_a_picture_made_in_slices_is_the_one_made_at_once(browser: Browser, painted_file: Path, tmp_path: Path) -> None:
    text = painted_file.read_text(encoding="utf-8")
    assert text.count(SLICE) == 1
    sliced = tmp_path / "map.html"
    sliced.write_text(text.replace(SLICE, "PICTURE_MS = 0"), encoding="utf-8")
    at_once, slowly = (opened(browser, file) for file in (painted_file, sliced))
    expect(slowly.locator("canvas[data-pending]")).to_have_count(0)
    for page in (at_once, slowly):
        go(page, DAYS[0])
    ask = """([view, zoom, day]) => {
        map_dated.setView(view, zoom, {animate: false});
        const field = document.querySelector("input.day");
        field.value = day;
        field.dispatchEvent(new Event("change")); // another day while the picture is being made
        return document.querySelectorAll("canvas[data-pending]").length;
    }"""
    for zoom, day in ((8, DAYS[1]), (9, DAYS[2])):
        assert [page.evaluate(ask, [[40.05, 46.4], zoom, day]) for page in (at_once, slowly)][1] == 3
        for page in (at_once, slowly):
            expect(page.locator("canvas[data-pending]")).to_have_count(0)
        assert (pixels(at_once) == pixels(slowly)).all()


def test_a_painted_area_is_found_by_the_pointer_after_the_map_has_moved(browser: Browser, painted_file: Path) -> None:
    page = opened(browser, painted_file)
    page.evaluate("map_dated.setView([40.05, 46.0], 8.5, {animate: false})")
    at = page.evaluate("(({x, y}) => [x, y])(map_dated.latLngToContainerPoint([40.05, 46.0]))")
    before = pixels(page)[int(at[1]) + 12, int(at[0]) + 12]
    page.mouse.move(at[0] + 12, at[1] + 12)
    expect(page.locator(".leaflet-tooltip.hover")).to_contain_text("Kalbajar")
    page.mouse.click(at[0] + 12, at[1] + 12)
    expect(page.locator(".card h2")).to_contain_text("Kalbajar")
    assert page.locator("path[data-feature=kalbajar]").count() == 1  # the outline of what is selected
    page.keyboard.press("Escape")
    go(page, "1985-05-05")
    assert (pixels(page)[int(at[1]) + 12, int(at[0]) + 12] != before).any()
