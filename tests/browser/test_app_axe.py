"""Accessibility of the page around the map, as far as axe-core finds it: no violation in any tab and state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, ROOT
from tests.browser.test_app_evidence import look_for, tab
from tests.browser.test_app_page import idle, open_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

__all__ = ["open_app"]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERYTHING = "?date=2022-04-05&by=Azerbaijan&place=farrukh&compare=2022-03-01"
SETTLED = "() => !document.querySelector('[data-stale=true]')"
"""Holds once nothing stands greyed because it is being made anew."""


def violations(page: Page) -> list[str]:
    """Return what axe-core finds outside the frame of the map, a line each: its rule and where."""
    idle(page)
    page.wait_for_function(SETTLED)
    assert AXE.exists(), f"{AXE} is missing: run `npm ci`"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run({ exclude: [['iframe']] })")
    assert len(found["passes"]) > 20
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@pytest.mark.parametrize(
    ("query", "viewport"),
    [
        (EVERYTHING, DESKTOP),
        ("?date=2022-02-30&lang=xx&town=Khankendi", DESKTOP),
        ("?date=2022-08-26&place=lachin_town", PHONE),
    ],
)
def test_axe_finds_nothing_in_a_state(open_app: Callable[..., Page], query: str, viewport: Any) -> None:
    assert violations(open_app(query, viewport)) == []


def test_axe_finds_nothing_in_any_tab(open_app: Callable[..., Page]) -> None:
    page = open_app(EVERYTHING)
    for name in [text.strip() for text in page.get_by_role("tab").all_inner_texts()]:
        tab(page, name)
        assert violations(page) == [], name


def test_axe_finds_nothing_in_what_opens(open_app: Callable[..., Page]) -> None:
    page = open_app("?date=2022-08-26")
    expect(look_for(page, "Shusha").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_text("Link to this map")).to_be_visible()
    assert violations(page) == []
