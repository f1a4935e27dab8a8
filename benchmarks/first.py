"""How long a reader waits for the map: from the call for the page to the first frame in which its features are drawn.

    python -m benchmarks.first [runs]

The servers are warm, the browser is not: each visit is a context of its own, which has kept nothing. Ends with 1 if the
bare page of st_folium was ahead.
"""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks import results
from benchmarks.browser import FLOOR, SERVED, US, install, serve, served
from layers.record import read
from layers.render import webmap
from tests.browser import chromium
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playwright.sync_api import Browser

PART, WHAT, OFFLINE = "First map", "from the call to the map", "this map, offline page"
RUNS = 15
OTHER_HOSTS = re.compile(r"^https?://(?!127\.0\.0\.1|localhost)")
TELL = """{
  const drawn = "path[data-feature], .leaflet-overlay-pane path, .leaflet-overlay-pane canvas, body > p.floor";
  const painted = () => setTimeout(() => console.log("drawn", performance.timeOrigin + performance.now()));
  const frames = () => [...document.querySelectorAll("iframe")].flatMap((frame) => frame.contentDocument ?? []);
  const isDrawn = () => [document, ...frames()].some((one) => one.querySelector(drawn));
  const look = () => requestAnimationFrame(isDrawn() ? painted : look);
  requestAnimationFrame(look);
}"""
"""In every frame of a page: the first one that holds features says when it was painted; a timer that is set in a frame
goes off after it. A frame of the page's own origin may not run it, so the page looks into that itself."""


def visit(browser: Browser, address: str) -> float:
    """Open a page as a reader who comes for the first time; return the milliseconds until the map is drawn."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route(OTHER_HOSTS, serve)
    context.add_init_script(TELL)
    page = context.new_page()
    with page.expect_console_message(lambda message: message.text.startswith("drawn "), timeout=120_000) as told:
        page.goto(address, wait_until="commit")
    at, start = float(told.value.text.split()[1]), float(page.evaluate("performance.timeOrigin"))
    context.close()
    return at - start


def race(browser: Browser, addresses: Mapping[str, str], runs: int) -> list[results.Row]:
    """Visit all pages by turns; the first visit of each warms its server and does not count."""
    times: dict[str, list[float]] = {who: [] for who in addresses}
    for _ in range(runs + 1):
        for who, address in addresses.items():
            times[who].append(visit(browser, address))
    return [results.row(PART, WHAT, who, 0, found[1:]) for who, found in times.items()]


def behind(rows: Sequence[results.Row]) -> list[str]:
    """Return where the bare page had its map before this one, in the same run."""
    taken = {row.who: row.median for row in rows}
    return [f"{WHAT}: {SERVED} {taken[SERVED]} ms, {US} {taken[US]} ms"] if taken[SERVED] < taken[US] else []


def main(runs: int = RUNS) -> int:
    """Measure, write what was found, and say whether the bare page was ahead."""
    install()
    about = results.machine()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        offline, floor = Path(folder, "map.html"), Path(folder, "floor.html")
        offline.write_text(webmap.html(webmap.build(read.record())), encoding="utf-8")
        floor.write_text('<!doctype html><p class="floor">.</p>', encoding="utf-8")
        ours, _ = stack.enter_context(serving())
        addresses = {
            US: f"{ours}/",
            SERVED: stack.enter_context(served(read.DATA)),
            OFFLINE: offline.as_uri(),
            FLOOR: floor.as_uri(),
        }
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        about["python"] += f", Chromium {browser.version}"
        rows = race(browser, addresses, runs)
        browser.close()
    print(*rows, sep="\n", file=sys.stderr)
    results.write(PART, rows, about, (0,))
    found = behind(rows)
    print(*found, sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
