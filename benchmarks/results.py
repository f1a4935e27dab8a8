"""What a measurement is: one row of results.json, and one line of the table in docs/performance.md."""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

ROOT = Path(__file__).resolve().parent.parent
RESULTS, DOCUMENT = ROOT / "benchmarks" / "results.json", ROOT / "docs" / "performance.md"
RUNS = 7
"""Fewest runs of a measurement."""


@dataclass(frozen=True)
class Row:
    """One measurement.

    Attributes
    ----------
    part
        The runner that made it; a new run replaces the rows of its part.
    what
        What was done.
    who
        Who did it: "this map", or a contender.
    size
        Features of the record; 0 = the shipped one.
    median, p95
        Wall time, milliseconds.
    processor
        Processor time, milliseconds, the middle one; None where the work is done elsewhere, as in a browser.
    """

    part: str
    what: str
    who: str
    size: int
    median: float
    p95: float
    runs: int
    processor: float | None = None


def measure(
    part: str, what: str, size: int, contenders: Mapping[str, Callable[[], object]], runs: int = RUNS
) -> list[Row]:
    """Return one row a contender: wall time, the contenders by turns, so that a busy moment meets all of them."""
    wall: dict[str, list[float]] = {who: [] for who in contenders}
    processor: dict[str, list[float]] = {who: [] for who in contenders}
    for _ in range(runs):
        for who, work in contenders.items():
            start, before = time.perf_counter(), _processor()
            work()
            wall[who].append((time.perf_counter() - start) * 1000)
            processor[who].append((_processor() - before) * 1000)
    return [row(part, what, who, size, times, statistics.median(processor[who])) for who, times in wall.items()]


def _processor() -> float:
    """Return the processor seconds of this process and of those that it waited for."""
    return time.process_time() + sum(os.times()[2:4])


def row(part: str, what: str, who: str, size: int, times: list[float], processor: float | None = None) -> Row:
    """Return the row of some wall times in milliseconds."""
    p95 = sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]
    spent = None if processor is None else round(processor, 3)
    return Row(part, what, who, size, round(statistics.median(times), 3), round(p95, 3), len(times), spent)


def machine() -> dict[str, Any]:
    """Return what matters of the machine; nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def write(part: str, rows: Iterable[Row], about: Mapping[str, Any], sizes: Collection[int]) -> None:
    """Put the rows of a part for some sizes, and its machine, in the place of the last ones; write the table anew."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"machines": {}, "rows": []}
    kept["machines"][part] = dict(about)
    kept["rows"] = [old for old in kept["rows"] if old["part"] != part or old["size"] not in sizes] + [
        asdict(new) for new in rows
    ]
    RESULTS.write_text(json.dumps(kept, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    text = DOCUMENT.read_text(encoding="utf-8")
    table = "\n".join(["<!-- table -->", "", *_lines(kept), "", "<!-- /table -->"])
    DOCUMENT.write_text(
        re.sub(r"<!-- table -->.*<!-- /table -->", lambda _: table, text, flags=re.DOTALL), encoding="utf-8"
    )


def _lines(kept: Mapping[str, Any]) -> list[str]:
    lines = []
    for part, about in kept["machines"].items():
        described = "{cores} cores, {memory_gib} GiB, {system}, Python {python}, load {load} at the start"
        lines += [f"**{part}** ({described.format(**about)})", ""]
        lines += ["| what | features | who | median, ms | 95th percentile, ms | processor, ms | runs |"]
        lines += ["|---|--:|---|--:|--:|--:|--:|"]
        lines += [_line(found) for found in kept["rows"] if found["part"] == part]
        lines.append("")
    return lines[:-1]


def _line(found: Mapping[str, Any]) -> str:
    size = f"{found['size']:,}" if found["size"] else "shipped"
    times = " | ".join(_rounded(found[key]) for key in ("median", "p95", "processor"))
    return f"| {found['what']} | {size} | {found['who']} | {times} | {found['runs']} |"


def _rounded(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "–"
    return f"{milliseconds:,.0f}" if milliseconds >= 10 else f"{milliseconds:.2f}"
