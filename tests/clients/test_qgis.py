"""What QGIS draws of a GeoPackage, against what the record says of the day."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from layers.recipe import recipe
from layers.record import style
from layers.record.style import Hatch
from layers.record.timeslice import slice_on
from layers.render import artefact
from layers.wording.words import Words
from tests.conftest import PROFILE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layers.record.model import Record

ONE_DAY = timedelta(days=1)
ZONES = ("America/Los_Angeles", "Asia/Yerevan")
"""West and east of UTC."""
BOUNDARIES = (
    (date(1993, 4, 2), date(1993, 4, 3)),
    (date(2020, 11, 19), date(2020, 11, 20)),
    (date(2020, 11, 24), date(2020, 11, 25)),
    (date(2020, 11, 30), date(2020, 12, 1)),
    (date(2022, 8, 25), date(2022, 8, 26)),
)
"""The last day of one state and the first of the next."""
REVIEW = (date.fromisoformat(PROFILE["reviewed_through"]), date.fromisoformat(PROFILE["reviewed_through"]) + ONE_DAY)
"""The last day that the record was reviewed through, and the one after."""
DOUBTFUL = tuple(date(1993, 10, day) for day in (27, 28, 29, 30))
"""Zangilan changed hands on the 28th or the 29th: sure, possible, possible, sure."""
DAYS = tuple(day for days in (*BOUNDARIES, REVIEW, DOUBTFUL) for day in days)
LANGUAGE = "az"
HATCHED = {
    Hatch.NONE: [],
    Hatch.STRIPES: ["LinePatternFill"],
    Hatch.CROSS: ["LinePatternFill"] * 2,
    Hatch.DOTS: ["PointPatternFill"],
}
"""Hatch -> the classes of QGIS's symbol layers that draw it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("qgis")


@pytest.fixture(scope="module", params=ZONES)
def seen(request: pytest.FixtureRequest, record: Record, folder: Path) -> dict[str, Any]:
    """Return what QGIS says of the whole record in a time zone."""
    path = folder / "all.gpkg"
    made = recipe.parse(record, {"form": "gpkg", "language": LANGUAGE})
    path.write_bytes(artefact.render(record, made))
    command = ["/usr/bin/python3", "-m", "tests.clients.in_qgis", str(path), str(folder), *map(str, DAYS)]
    around = {"TZ": request.param, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | around, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_each_day_shows_what_the_record_says_of_it(record: Record, seen: dict[str, Any]) -> None:
    for day in DAYS:
        drawn = slice_on(record, day).features
        wanted = Counter((d.feature.feature_id, d.state.status if d.state else "") for d in drawn)
        assert Counter(map(tuple, seen["drawn"][str(day)])) == wanted, day
    for eve, day in BOUNDARIES:
        assert seen["drawn"][str(eve)] != seen["drawn"][str(day)]


def test_legend_labels_and_hatches_are_those_of_the_map(record: Record, seen: dict[str, Any]) -> None:
    words, styles = Words(record, LANGUAGE), record.profile.styles
    for layer in ("polygons", "linestrings", "points"):
        legend = {code: label for code, label in seen["legend"][layer].items() if code}
        assert legend == {code: words.status(code) for code in legend}
        assert seen["labels"][layer] == "title"
    symbols = seen["symbols"]["polygons"]
    assert {"T_CONTESTED", "T_PENDING"} <= set(symbols)
    for code, classes in symbols.items():
        assert classes == ["SimpleFill", *HATCHED[styles[code].hatch if code else Hatch.NONE]], code


@pytest.mark.usefixtures("seen")
def test_the_pending_handover_is_seen_striped(record: Record, folder: Path) -> None:
    look = record.profile.styles["T_PENDING"]
    assert look.fill
    assert look.hatch_colour
    fill = over(look.fill, style.CERTAIN_OPACITY, "#ffffff")
    stripe = over(look.hatch_colour, style.CERTAIN_OPACITY + 0.15, "#" + bytes(fill).hex())
    pixels = seen_on(folder, "2020-11-24")
    assert min(near(pixels, fill), near(pixels, stripe)) > 2_000


@pytest.mark.usefixtures("seen")
def test_days_after_the_review_are_seen_pale(record: Record, folder: Path) -> None:
    look = record.profile.styles["T_AZ"]
    assert look.fill
    certain, unseen = (over(look.fill, o, "#ffffff") for o in (style.CERTAIN_OPACITY, style.NOT_REVIEWED_OPACITY))
    last, first = (seen_on(folder, str(day)) for day in REVIEW)
    assert near(last, certain) > 20_000 > 500 > near(last, unseen)
    assert near(first, unseen) > 20_000 > 500 > near(first, certain)


@pytest.mark.usefixtures("seen")
def test_possible_days_are_seen_paler_on_both_sides(record: Record, folder: Path) -> None:
    sure_before, last, first, sure_after = (seen_on(folder, str(day)) for day in DOUBTFUL)
    for status, possible, certain in (("T_AZ", last, sure_before), ("T_ARM", first, sure_after)):
        fill = record.profile.styles[status].fill
        assert fill
        pale = over(fill, style.POSSIBLE_OPACITY, "#ffffff")
        assert near(possible, pale) > near(certain, pale) + 1_000, status


def seen_on(folder: Path, day: str) -> list[tuple[int, Any]]:
    """Return the colours of what QGIS drew on a day, each with its number of pixels."""
    with Image.open(folder / f"{day}.png") as picture:
        return picture.convert("RGB").getcolors(picture.width * picture.height) or []


def over(colour: str, opacity: float, ground: str) -> tuple[int, ...]:
    """Return a colour laid over another one."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return tuple(round(own * opacity + below * (1 - opacity)) for own, below in pairs)


def near(pixels: Iterable[tuple[int, Any]], colour: tuple[int, ...]) -> int:
    """Return how many pixels have a colour, give or take what rounding does."""
    return sum(n for n, found in pixels if all(abs(a - b) <= 3 for a, b in zip(found, colour, strict=True)))
