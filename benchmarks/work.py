"""What a move costs against what it changes: a point a move in docs/work.svg, over a day up to half the record.

The points are kept in work.json, so that a run for one size draws those of the others again.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
import shapely

from benchmarks import results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.browser import Contender
    from layers.record.model import Record

PICTURE, POINTS = results.ROOT / "docs" / "work.svg", results.ROOT / "benchmarks" / "work.json"
MOVES = 40
Point = tuple[float, float]
"""Pixels that a move changed, and the milliseconds that it cost."""


def collect(record: Record, ours: Contender, floor: Contender) -> None:
    """Move by spans of days that grow from one to half the record, and draw all that is known so far."""
    random = Random(2)  # noqa: S311
    first, whole = record.profile.first_day, (record.profile.last_day - record.profile.first_day).days
    zoom = ours.page.evaluate("map_dated.getZoom()")
    points = []
    for n in range(MOVES):
        span = round((whole / 2) ** (n / (MOVES - 1)))
        start = first + timedelta(days=random.randrange(whole - span))
        ours.move(start.isoformat())
        end = start + timedelta(days=span)
        spent, nothing = (one.move(end.isoformat()).spent for one in (ours, floor))
        points.append((round(changed_pixels(record, start, end, zoom)), round(max(spent - nothing, 0), 1)))
    known = json.loads(POINTS.read_text(encoding="utf-8")) if POINTS.exists() else {}
    known[str(len(record.features))] = points
    POINTS.write_text(json.dumps(known, allow_nan=False) + "\n", encoding="utf-8")
    draw({int(size): own for size, own in known.items()})


def changed_pixels(record: Record, start: date, end: date, zoom: float) -> float:
    """Return the area, in CSS pixels, of the features that are drawn on one of two days only."""
    index = record.index.features
    on = [(index.start <= day.toordinal()) & (day.toordinal() < index.end) for day in (start, end)]
    degree = 256 * 2**zoom / 360
    bounds = shapely.bounds(record.index.geometries[on[0] != on[1]])
    middle = np.radians((bounds[:, 1] + bounds[:, 3]) / 2)
    area = shapely.area(record.index.geometries[on[0] != on[1]])
    return float(np.sum(area * degree**2 / np.cos(middle)))


def draw(known: Mapping[int, list[Point]]) -> None:
    """Draw the points of records, by their number of features."""
    plt.rcParams["svg.hashsalt"] = "work"
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for (size, points), marker in zip(sorted(known.items()), "o^s", strict=False):
        pixels, spent = zip(*points, strict=True)
        axes.scatter(pixels, spent, marker=marker, s=18, label=f"{size:,} features")
    axes.set(
        xscale="log", xlabel="CSS pixels whose feature changes", ylabel="computed for the move, ms", ylim=(0, None)
    )
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(PICTURE, metadata={"Date": None})
    plt.close(figure)
