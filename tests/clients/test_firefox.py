"""What Firefox shows of the offline page, opened as a file."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageColor

from layers.recipe import recipe
from layers.record import style
from layers.record.model import Certainty
from layers.render import artefact

if TYPE_CHECKING:
    from pathlib import Path

    from layers.record.model import Record


@pytest.fixture(scope="module")
def offline(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("firefox") / "map.html"
    path.write_bytes(artefact.render(record, recipe.parse(record, {"days": "2022-08-26", "form": "html"})))
    return path


def seen(page: Path, folder: Path, address: str) -> np.ndarray:
    """Return what Firefox shows at an address of the page: height × width × RGB."""
    picture = folder / "seen.png"
    asked = ["--window-size=1440,900", "--screenshot", str(picture), page.as_uri() + address]
    subprocess.run(["firefox-esr", "--headless", "--profile", str(folder), *asked], check=True, timeout=120)
    return np.asarray(Image.open(picture).convert("RGB")).astype(int)


def painted(picture: np.ndarray, record: Record, status: str) -> int:
    """Return how many pixels have about the fill of a status, which lies over shaded ground."""
    fill, ground = (np.array(ImageColor.getrgb(c)) for c in (record.profile.styles[status].fill, style.PALETTE["land"]))
    opacity = style.OPACITY[Certainty.CERTAIN]
    expected = fill * opacity + ground * (1 - opacity)
    return int((np.abs(picture - expected).max(axis=2) < 24).sum())


def test_firefox_opens_the_file_on_the_day_of_its_address(offline: Path, record: Record, tmp_path: Path) -> None:
    eve, day = (
        painted(seen(offline, tmp_path, f"#date={date}"), record, "T_AZ") for date in ("2020-11-24", "2020-11-25")
    )
    assert eve > 10_000
    assert day > eve * 1.15, "Kalbajar was handed over on that day"


def test_firefox_shows_the_card_that_its_address_opens(offline: Path, tmp_path: Path) -> None:
    bare = seen(offline, tmp_path, "#date=2022-08-26")
    carded = seen(offline, tmp_path, "#date=2022-08-26&place=lachin_town")
    beside = np.s_[100:700, 950:1200]  # between the map and the panel
    assert (carded[beside] == carded[690, 950]).all(axis=2).mean() > 0.6, "the card has one quiet ground"
    assert (bare[beside] == bare[690, 950]).all(axis=2).mean() < 0.3, "the map has not"
