"""Accessibility of the offline page, as far as axe-core finds it: no violation in any state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TWO_DAYS = "#date=2020-12-01&compare=2020-11-01"
COMPARED = f"{TWO_DAYS}&place=kalbajar&by=Armenia"
TABLET = {"width": 1024, "height": 768}
STATES = [
    ("", "light", DESKTOP, ()),
    ("#place=lachin_town", "light", DESKTOP, ()),
    ("#place=lachin_town", "light", DESKTOP, ("button.lanes", "#panel .all > summary", "#panel .row > summary")),
    (COMPARED, "light", DESKTOP, ()),
    ("#place=lachin_town&colours=agreement", "dark", DESKTOP, ("button.lanes", "#panel .all > summary")),
    (COMPARED, "dark", PHONE, ()),
    (f"{TWO_DAYS}&maps=swipe", "light", DESKTOP, ("#panel .all > summary",)),
    (f"{TWO_DAYS}&colours=difference&lang=hy", "dark", TABLET, ()),
    (f"{TWO_DAYS}&maps=swipe&lang=ru", "light", PHONE, ("#differences summary",)),
    ("#maps=parties", "dark", DESKTOP, ()),
    ("#maps=parties&lang=tr", "light", PHONE, ("#differences summary",)),
    ("#place=lachin_town&lang=hy", "light", PHONE, (".card .size",)),
    ("#date=2020-11-25&event=2020-11-25-kalbajar&events=1", "light", DESKTOP, ()),
    ("#date=2020-11-25&event=2020-11-25-kalbajar&events=1&lang=ru", "dark", PHONE, ()),
    ("#lang=ru", "light", PHONE, ("#panel > summary", "button.lanes")),
]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, a line each: its rule and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 20
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize(("address", "scheme", "viewport", "clicks"), STATES)
def test_axe_finds_nothing(
    browser: Browser, map_file: Path, address: str, scheme: Any, viewport: Any, clicks: tuple[str, ...]
) -> None:
    assert AXE.exists(), f"{AXE} is missing: run `npm ci`"
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(map_file.as_uri() + address)
    page.wait_for_selector("#timebar .today")
    for selector in clicks:
        page.locator(selector).first.click()
    if "place=" in address or "event=" in address:
        expect(page.locator(".card")).to_be_visible()
    assert violations(page) == []
    context.close()
