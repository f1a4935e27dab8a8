"""How long a move takes on the screen, beside the contenders: from a key to the frame that shows another day.

    python -m benchmarks.browser [features ...]

Each contender has a page of its own in one Chromium; they move by turns. Ends with 1 if one of them was faster than
this map at the same size.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks import pages, results, synthetic, work
from layers.record import read
from layers.record.timeslice import diff, slice_on
from tests.browser import chromium
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import BrowserContext, Route

    from benchmarks.results import Row
    from layers.record.model import Record
    from layers.record.timeslice import Slice

PART, US, FLOOR, SERVED = "Browser", "this map", "an empty page", "st_folium, feature_group_to_add"
SIZES = (0, 2_000, 20_000, 100_000)
"""Features; 0 = the shipped record."""
MOST = {SERVED: 2_000, "folium TimeSliderChoropleth": 2_000}
"""Up to which size a contender is asked: it sends, or holds, every feature for every day."""
MOVES, WARM = 31, 2
PANNING = "pan by 300 pixels"
PANNED = (US, "folium Timeline", "Leaflet canvas, filtered by date", "MapLibre GL filter")
CONTENDERS, INSTALLED = Path(__file__).parent / "contenders", results.ROOT / ".bench"
"""What is pinned, and where it is installed."""
ARGUMENTS = [*chromium.ARGUMENTS, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""A machine without a GPU draws WebGL by its processor."""
FILES = (
    (r"https://cdn\.jsdelivr\.net/npm/([\w.-]+)@[\d.]+/(.*)", r"\1/\2"),
    (r"https://d3js\.org/d3\.v4\.min\.js", "d3/build/d3.min.js"),
    (r"https://code\.jquery\.com/jquery-[\d.]+\.min\.js", "jquery/dist/jquery.min.js"),
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/moment\.js/[\d.]+/(.*)", r"moment/min/\1"),
    (r".*/leaflet\.timeline\.min\.js", "leaflet.timeline/dist/leaflet.timeline.js"),
)
"""Addresses that folium's pages ask for -> files among what is installed."""
WATCH = """
window.bench = { took: 0, shown: 0 };
const watch = new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "keydown") bench.shown = duration;
});
watch.observe({ type: "event", durationThreshold: 16 });
addEventListener("keydown", async (event) => {
  if (event.key !== window.key) return;
  Object.assign(bench, { took: 0, shown: 16 });
  await window.move(window.day);
  requestAnimationFrame(() => setTimeout(() => { bench.took = performance.now() - event.timeStamp; }));
}, true);
"""
"""Event Timing tells, to 8 ms and from 16 on, when the first frame after a key was on the screen; `took` is when the
frame after the last step was done, for those that work in several steps."""
SETTLE = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 60))"
FRAME_MOVE = """() => new Promise((done) => {
  const box = document.querySelector("iframe").contentDocument;
  const drawn = ".leaflet-overlay-pane path, .leaflet-marker-icon";
  const whole = () => box.querySelectorAll(drawn).length === window.expected;
  const watch = new MutationObserver(() => { if (whole()) { watch.disconnect(); done(); } });
  watch.observe(box, { subtree: true, childList: true });
})"""
"""A move of st_folium is over when the frame holds as many paths and marks as the day has features."""


def install() -> None:
    """Put the contenders, as pinned, into a folder of their own."""
    INSTALLED.mkdir(exist_ok=True)
    for file in CONTENDERS.glob("package*.json"):
        shutil.copy(file, INSTALLED)
    npm = ["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(npm, check=True, cwd=INSTALLED)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade"]
    pinned = ["--target", str(INSTALLED / "python"), "-r", str(CONTENDERS / "requirements.txt")]
    subprocess.run([*pip, *pinned], check=True)


def serve(route: Route) -> None:
    """Answer what a page asks of another host from what is installed, and nothing where it is not needed."""
    address = route.request.url
    if not address.startswith("http") or "//127.0.0.1" in address or "//localhost" in address:
        return route.continue_()
    for pattern, file in FILES:
        found = re.fullmatch(pattern, address)
        path = INSTALLED / "node_modules" / (found.expand(file) if found else "")
        if path.is_file():
            return route.fulfill(path=path)
    return route.fulfill(body="")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run the page of st_folium with a record; yield its address."""
    path = os.pathsep.join((str(INSTALLED / "python"), str(results.ROOT)))
    command = ("streamlit", "run", str(CONTENDERS / "app.py"), "--server.headless", "true", "--server.port")
    # in a folder without our settings of Streamlit
    with serving(command, folder, PYTHONPATH=path, RECORD=str(folder)) as (address, _):
        yield address


class Moved(NamedTuple):
    """Milliseconds to the first frame after a key, to the frame after the last step, and of the page's main thread."""

    first: float
    whole: float
    spent: float


class Contender:
    """A page, and what is measured of it.

    Parameters
    ----------
    counts
        Day -> how many features are drawn; only where the page cannot tell when it has moved.
    """

    def __init__(self, context: BrowserContext, address: str, counts: Mapping[str, int] | None = None) -> None:
        self.page, self.counts = context.new_page(), counts
        self.page.set_default_timeout(120_000)
        self.page.add_init_script(WATCH)
        self.page.goto(address)
        self.session = context.new_cdp_session(self.page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.evaluate("window.key = 'F8'")
        if counts is not None:
            self.page.frame_locator("iframe").locator(".leaflet-overlay-pane path").first.wait_for(state="attached")
            self.page.evaluate(f"Object.assign(window, {{ key: 'Enter', move: {FRAME_MOVE} }})")
        self.page.wait_for_function("typeof window.move === 'function'")
        self.page.wait_for_timeout(1000)

    def move(self, day: str) -> Moved:
        """Press the key and wait until the page has moved."""
        page, key = self.page, "F8"
        page.bring_to_front()
        if self.counts is not None:
            key = "Enter"
            page.get_by_role("textbox").fill(day)
            page.evaluate("count => { window.expected = count; }", self.counts[day])
        page.evaluate("day => { bench.took = 0; window.day = day; }", day)
        page.evaluate(SETTLE)
        before = self.computed()
        page.keyboard.press(key)
        page.wait_for_function("bench.took")
        spent = self.computed() - before
        page.evaluate(SETTLE)
        first, last = page.evaluate("[bench.shown, bench.took]")
        return Moved(first, max(first, last), spent)

    def computed(self) -> float:
        """Return the milliseconds that the main thread of the page has computed so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(m["value"]) for m in metrics if m["name"] == "TaskDuration")


def race(what: str, size: int, contenders: Mapping[str, Contender], steps: Sequence[str]) -> list[Row]:
    """Move all contenders by turns; the first steps warm them up."""
    found: dict[str, list[Moved]] = {who: [] for who in contenders}
    for step in steps:
        for who, contender in contenders.items():
            found[who].append(contender.move(step))
    rows = []
    for who, moves in found.items():
        first, whole, spent = zip(*moves[WARM:], strict=True)
        computed = None if who == SERVED else statistics.median(spent)  # the rest of it is computed by the server
        rows.append(results.row(PART, what, who, size, list(whole), computed))
        if what == PANNING:
            rows.append(results.row(PART, f"{what}: first frame", who, size, list(first)))
    print(*rows, sep="\n", file=sys.stderr)
    return rows


def days(record: Record, count: int) -> list[str]:
    """Return days at random, the same every time; on each something is different from the one before."""
    first, last = record.profile.first_day, record.profile.last_day
    random = Random(1)  # noqa: S311
    found: list[Slice] = []
    while len(found) < count:
        on_day = slice_on(record, first + timedelta(days=random.randrange((last - first).days)))
        if not found or diff(found[-1], on_day):
            found.append(on_day)
    return [on_day.day.isoformat() for on_day in found]


def measure(context: BrowserContext, folder: Path, size: int) -> Iterator[Row]:
    """Open a page a contender, and let them race; the pages are closed again."""
    where = synthetic.write(folder / str(size), size) if size else read.DATA
    record = read.record(where)
    asked = days(record, MOVES + WARM)
    with ExitStack() as stack:
        contenders: dict[str, Contender] = {}
        for who, maker in pages.MAKERS.items():
            if size > MOST.get(who, size):
                continue
            file = folder / f"{size}-{len(contenders)}.html"
            file.write_text(maker(record), encoding="utf-8")
            contenders[who] = Contender(context, file.as_uri())
        if size <= MOST[SERVED]:
            contenders[SERVED] = Contender(context, stack.enter_context(served(where)), counts(record, asked))
        yield from race("move to a day", size, contenders, asked)
        if size:
            work.collect(record, contenders[US], contenders[FLOOR])
        panned = {who: contenders[who] for who in PANNED}
        for one in panned.values():
            one.page.evaluate(f"window.move = {PAN}")
        yield from race(PANNING, size, panned, ["300", "-300"] * (MOVES // 2 + 1))
        for one in contenders.values():
            one.page.close()


PAN = """(by) => {
  map.panBy([Number(by), 0], { animate: false, duration: 0 });
  return window.whole?.() ?? (map.loaded?.() === undefined ? null : new Promise((done) => map.once("idle", done)));
}"""


def counts(record: Record, asked: Sequence[str]) -> dict[str, int]:
    """Return day -> how many features are drawn on it."""
    held = [(p["properties"]["start"], p["properties"]["end"]) for p in pages.pieces(record)]
    return {day: sum(start <= day < end for start, end in held) for day in asked}


def behind(rows: Sequence[Row]) -> list[str]:
    """Return where a contender took less time than this map, at the same size in the same run."""
    us = {(r.what, r.size): r.median for r in rows if r.who == US}
    faster = [r for r in rows if r.who not in (US, FLOOR) and r.median < us[r.what, r.size]]
    return [f"{r.what}, {r.size} features: {r.who} {r.median} ms, {US} {us[r.what, r.size]} ms" for r in faster]


def main(sizes: Sequence[int]) -> int:
    """Measure, write what was found, and say where this map is behind."""
    install()
    about = results.machine()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=ARGUMENTS)
        about["python"] += f", Chromium {browser.version}"
        context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
        context.route("**/*", serve)
        rows = [row for size in sizes for row in measure(context, Path(folder), size)]
        browser.close()
    results.write(PART, rows, about, sizes)
    found = behind(rows)
    print(*found, sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or SIZES))
