"""Every status has a style of its own that can be told apart without colour vision and in greyscale."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from layers.record.profile import Role
from layers.record.style import AGREEMENT, Hatch, Style, ramp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.record.model import Record

VISION = ["normal", "deuteranomaly", "protanomaly", "tritanomaly"]
MIN_DELTA_E = 15.0
"""CAM02-UCS difference between two fills; about 1 is just noticeable side by side."""
MIN_DELTA_L = 8.0
"""CIELAB lightness difference that keeps two plain fills apart on a greyscale print."""
RAMPS = {True: [ramp(n, filled=True) for n in range(16)], False: [ramp(n, filled=False) for n in range(16)]}


@pytest.fixture(scope="module")
def areas(record: Record) -> dict[str, Style]:
    found = {code: style for code, style in record.profile.styles.items() if style.fill}
    assert len(found) > 6
    return found


@pytest.fixture(scope="module")
def lines(record: Record) -> dict[str, Style]:
    """Return the styles of routes; those of zones stand alone."""
    about = record.profile
    routes = {term.code for term in record.terms.values() if about.role_of(term.scope) is Role.ROUTE}
    assert len(routes) > 8
    return {code: about.styles[code] for code in routes}


def _rgb(colour: str) -> NDArray[np.float64]:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def _seen(colour: str, vision: str) -> NDArray[np.float64]:
    if vision == "normal":
        return _rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": 100}
    seen: NDArray[np.float64] = np.clip(cspace_convert(_rgb(colour), space, "sRGB1"), 0, 1)
    return seen


def _difference(one: str, other: str, vision: str = "normal") -> float:
    return float(deltaE(_seen(one, vision), _seen(other, vision), input_space="sRGB1"))


def _lightness(colour: str) -> float:
    return float(cspace_convert(_rgb(colour), "sRGB1", "CIELab")[0])


def _pattern(style: Style) -> tuple[object, ...]:
    return (style.hatch, style.dash, style.ticks)


def _colour(style: Style) -> str:
    return style.fill or style.stroke


def _alike(pairs: Iterable[tuple[Style, Style]]) -> list[tuple[str, str]]:
    """Return the colours of the pairs that only their colour tells apart."""
    return [(_colour(a), _colour(b)) for a, b in pairs if _pattern(a) == _pattern(b)]


def test_every_status_has_a_style_and_no_style_is_left_over(record: Record) -> None:
    assert set(record.profile.styles) == set(record.terms)


def test_no_two_statuses_look_the_same(record: Record) -> None:
    assert len(set(record.profile.styles.values())) == len(record.profile.styles)


@pytest.mark.parametrize("vision", VISION)
def test_areas_differ_in_colour_or_pattern_for_every_vision(vision: str, areas: dict[str, Style]) -> None:
    pairs = _alike(combinations(areas.values(), 2))
    assert pairs
    assert {pair: _difference(*pair, vision) for pair in pairs if _difference(*pair, vision) <= MIN_DELTA_E} == {}


def test_areas_differ_in_lightness_or_pattern_on_a_greyscale_print(areas: dict[str, Style]) -> None:
    pairs = _alike(combinations(areas.values(), 2))
    assert [(a, b) for a, b in pairs if abs(_lightness(a) - _lightness(b)) <= MIN_DELTA_L] == []


def test_lines_differ_in_pattern_or_lightness(lines: dict[str, Style]) -> None:
    pairs = _alike(combinations(lines.values(), 2))
    assert pairs
    assert [(a, b) for a, b in pairs if abs(_lightness(a) - _lightness(b)) <= MIN_DELTA_L] == []


def test_patterns_contrast_with_their_fill(areas: dict[str, Style]) -> None:
    for style in [*areas.values(), *AGREEMENT.values(), *RAMPS[True]]:
        if style.hatch is not Hatch.NONE:
            assert style.hatch_colour, style
            assert _difference(_colour(style), style.hatch_colour) > MIN_DELTA_E, style


def told_apart(looks: list[Style]) -> list[tuple[str, str]]:
    """Return the pairs of a ramp that must differ and have one pattern: neighbours, and any two of the first eight."""
    pairs = _alike([*pairwise(looks), *combinations(looks[:8], 2)])
    assert len(pairs) > 12
    return pairs


@pytest.mark.parametrize("filled", [True, False], ids=["areas", "lines"])
def test_ramp_gives_sixteen_styles_and_begins_again(filled: bool) -> None:
    assert len(set(RAMPS[filled])) == 16
    assert all(bool(style.fill) is filled for style in RAMPS[filled])
    assert ramp(16, filled=filled) == RAMPS[filled][0]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("filled", [True, False], ids=["areas", "lines"])
def test_ramp_differs_in_colour_or_pattern_for_every_vision(filled: bool, vision: str) -> None:
    measured = {pair: _difference(*pair, vision) for pair in told_apart(RAMPS[filled])}
    assert {pair: value for pair, value in measured.items() if value <= MIN_DELTA_E} == {}


@pytest.mark.parametrize("filled", [True, False], ids=["areas", "lines"])
def test_ramp_differs_in_lightness_or_pattern_on_a_greyscale_print(filled: bool) -> None:
    measured = {(a, b): abs(_lightness(a) - _lightness(b)) for a, b in told_apart(RAMPS[filled])}
    assert {pair: value for pair, value in measured.items() if value <= MIN_DELTA_L} == {}


def test_status_without_a_style_takes_one_from_the_ramp(small: Record) -> None:
    assert small.profile.styles == {
        "T_ONE": ramp(0, filled=True),
        "T_TWO": ramp(1, filled=True),
        "C_OPEN": ramp(0, filled=False),
    }
