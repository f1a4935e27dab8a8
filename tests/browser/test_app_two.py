"""Two visitors of one server, each with a day and a language of their own: nothing of one reaches the other."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from layers.wording.words import Words
from tests.browser.conftest import DESKTOP
from tests.browser.test_app_page import frame

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from layers.record.model import Record

MOVES = 6


def says(page: Page, words: Words, day: date) -> None:
    """Wait until heading, map and address of a visitor say the day, the first two in the visitor's language."""
    told = words.say("As of {day}").format(day=words.day(day))
    expect(page.get_by_role("heading", name=told)).to_be_visible(timeout=60_000)
    expect(page.frame_locator(".st-key-map iframe").locator(".today")).to_have_text(words.day(day), timeout=60_000)
    expect(page).to_have_url(re.compile(rf"[?&]date={day}(&|$)"))


def test_two_browsers_at_once_keep_their_own_day_and_language(browser: Browser, server: str, record: Record) -> None:
    starts = {"hy": date(2020, 11, 20), "ru": date(2022, 8, 24)}
    contexts = {language: browser.new_context(viewport=DESKTOP) for language in starts}
    pages = {language: context.new_page() for language, context in contexts.items()}
    try:
        for language, page in pages.items():
            page.goto(f"{server}/?date={starts[language]}&lang={language}")
        for language, page in pages.items():
            says(page, Words(record, language), starts[language])
            frame(page).locator("#slider").focus()
        for move in range(1, MOVES + 1):
            for page in pages.values():
                page.keyboard.press("ArrowRight")
            for language, page in pages.items():
                says(page, Words(record, language), starts[language] + timedelta(days=move))
    finally:
        for context in contexts.values():
            context.close()
