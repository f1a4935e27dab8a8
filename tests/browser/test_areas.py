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
KEEPS = "return stepOf(frame.ratio) > 0 ||"
"""Where the script says that a picture may be moved rather than drawn anew."""
PANS = (
    (300, 0),
    (-300, 0),
    (70, 64),
    (-170, 130),
    (3, -2),
    (0, -300),
    (2500, 900),
    (-2400, -900),
    (-64, 64),
    (-9, 173),
)
"""There and back, along an axis and across, by whole cells and by less, and away from all that was seen."""
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


def opened(browser: Browser, path: Path, ratio: float = 1, width: int = 1100, height: int = 760) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=ratio)
    page.goto(path.as_uri())
    page.wait_for_selector("#timebar .today")
    return page


def drawn(page: Page) -> dict[str, str]:
    page.evaluate("map_dated.getContainer().dispatchEvent(new Event('tell-drawn'))")
    shown: dict[str, str] = json.loads(page.get_attribute(".folium-map", "data-drawn") or "")
    return shown


def pixels(page: Page, clip: FloatRect = CLIP) -> np.ndarray:
    page.wait_for_timeout(300)
    return np.asarray(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")).astype(int)


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
    for zoom, day in ((8.5, DAYS[1]), (9, DAYS[2])):
        assert [page.evaluate(ask, [[40.05, 46.4], zoom, day]) for page in (at_once, slowly)][1] > 0
        for page in (at_once, slowly):
            expect(page.locator("canvas[data-pending]")).to_have_count(0)
        assert (pixels(at_once) == pixels(slowly)).all()


@pytest.mark.parametrize(("ratio", "slice_ms"), [(1, 0), (2, 24), (3, 24), (1.25, 0)])
def test_a_picture_that_was_panned_is_the_one_drawn_anew(
    browser: Browser, painted_file: Path, tmp_path: Path, ratio: float, slice_ms: int
) -> None:
    text = painted_file.read_text(encoding="utf-8").replace(SLICE, f"PICTURE_MS = {slice_ms}")
    assert text.count(KEEPS) == 1
    kept, anew = tmp_path / "kept.html", tmp_path / "anew.html"
    kept.write_text(text, encoding="utf-8")
    anew.write_text(text.replace(KEEPS, "return"), encoding="utf-8")
    pages = [opened(browser, file, ratio, 480, 400) for file in (kept, anew)]
    for page in pages:
        page.evaluate("map_dated.setView([40.05, 46.4], 9, {animate: false})")
        expect(page.locator("canvas[data-pending]")).to_have_count(0)
    ask = """([by, day]) => {
        map_dated.panBy(by, {animate: false});
        const field = document.querySelector("input.day");
        field.value = day;
        field.dispatchEvent(new Event("change")); // another day while what came into view is being made
        return document.querySelectorAll("canvas[data-pending]").length;
    }"""
    sliced = 0
    for step, by in enumerate(PANS):
        pending = [page.evaluate(ask, [by, DAYS[step % len(DAYS)]]) for page in pages]
        sliced += pending[0]
        if step % 5 != 4:
            continue
        for page in pages:
            expect(page.locator("canvas[data-pending]")).to_have_count(0)
        found, expected = (pixels(page, {"x": 0, "y": 0, "width": 480, "height": 260}) for page in pages)
        assert len(np.unique(expected.sum(axis=2))) > 20, "nothing is drawn that could differ"
        assert (found == expected).all()
    assert slice_ms or sliced, "nothing came in slices"
    for page in pages:
        page.close()


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
