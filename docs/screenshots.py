"""Take the pictures of the README: `make screenshots`."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
PAGE, FIGURE = ROOT / "docs" / "app.png", ROOT / "docs" / "figure.png"


def main() -> None:
    """Make the figure again from the recipe in it; start the app on a free port and photograph it."""
    subprocess.run([sys.executable, "-m", "layers", "render", str(FIGURE), "--out", str(FIGURE)], cwd=ROOT, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = subprocess.Popen([sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)], cwd=ROOT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        _take(f"http://127.0.0.1:{port}/?date=2020-11-24", PAGE)
    finally:
        app.terminate()


def _wait(address: str) -> None:
    for _ in range(120):
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the app did not answer within a minute")


def _take(address: str, path: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.frame_locator("iframe[srcdoc]").locator(".today").wait_for(timeout=60_000)
        page.wait_for_timeout(2500)
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main()
