"""Every status has a style of its own that can be told apart without colour vision and in greyscale."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from layers.record.style import STYLES, Hatch, Style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.record.model import Record

AREAS = {code: style for code, style in STYLES.items() if style.fill}
LINES = {code: style for code, style in STYLES.items() if code.startswith("C_")}
VISION = ["normal", "deuteranomaly", "protanomaly", "tritanomaly"]
MIN_DELTA_E = 15.0
"""CAM02-UCS difference between two fills; about 1 is just noticeable side by side."""
MIN_DELTA_L = 8.0
"""CIELAB lightness difference that keeps two plain fills apart on a greyscale print."""


def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def _seen(colour: str, vision: str) -> NDArray[np.float64]:
    if vision == "normal":
        return _rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    seen: NDArray[np.float64] = np.clip(cspace_convert(_rgb(colour), space, "sRGB1"), 0, 1)
    return seen


def _pattern(style: Style) -> tuple[object, ...]:
    return (style.hatch, style.dash, style.ticks)


def test_every_status_has_a_style_and_no_style_is_left_over(record: Record) -> None:
    assert set(STYLES) == set(record.terms)


def test_no_two_statuses_look_the_same() -> None:
    assert len(set(STYLES.values())) == len(STYLES)


@pytest.mark.parametrize("vision", VISION)
def test_areas_differ_in_colour_or_pattern_for_every_vision(vision: str) -> None:
    for (a, one), (b, other) in combinations(AREAS.items(), 2):
        if _pattern(one) == _pattern(other):
            difference = deltaE(_seen(one.fill or "", vision), _seen(other.fill or "", vision), input_space="sRGB1")
            assert difference > MIN_DELTA_E, f"{a} and {b}: {difference:.1f}"


def test_areas_differ_in_lightness_or_pattern_on_a_greyscale_print() -> None:
    light = {c: cspace_convert(_rgb(s.fill or ""), "sRGB1", "CIELab")[0] for c, s in AREAS.items()}
    for (a, one), (b, other) in combinations(AREAS.items(), 2):
        if _pattern(one) == _pattern(other):
            assert abs(light[a] - light[b]) > MIN_DELTA_L, f"{a} and {b}"


def test_lines_differ_in_pattern_or_lightness() -> None:
    light = {c: cspace_convert(_rgb(s.stroke), "sRGB1", "CIELab")[0] for c, s in LINES.items()}
    for (a, one), (b, other) in combinations(LINES.items(), 2):
        if _pattern(one) == _pattern(other):
            assert abs(light[a] - light[b]) > MIN_DELTA_L, f"{a} and {b}"


def test_patterns_contrast_with_their_fill() -> None:
    for code, style in AREAS.items():
        if style.hatch is not Hatch.NONE:
            assert style.hatch_colour, code
            difference = deltaE(_rgb(style.fill or ""), _rgb(style.hatch_colour), input_space="sRGB1")
            assert difference > MIN_DELTA_E, code
