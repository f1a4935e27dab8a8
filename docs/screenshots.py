"""Take the pictures of the README: `make screenshots`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.server import serving

ROOT = Path(__file__).resolve().parent.parent
PAGE, FIGURE = ROOT / "docs" / "app.png", ROOT / "docs" / "figure.png"


def main() -> None:
    """Make the figure again from the recipe in it; start the app on a free port and photograph it."""
    subprocess.run([sys.executable, "-m", "layers", "render", str(FIGURE), "--out", str(FIGURE)], cwd=ROOT, check=True)
    with serving() as (address, _):
        _take(f"{address}/?date=2020-11-24", PAGE)


def _take(address: str, path: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.frame_locator(".st-key-map iframe").locator(".today").wait_for(timeout=60_000)
        page.wait_for_timeout(2500)
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main()
