"""The date parser: full ISO days and strict EDTF bounds, nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.errors import DateError
from layers.record.dates import Bounds, day_asked, is_approximate, parse_day, parse_edtf

ASKED: list[tuple[str, str | None]] = [
    tuple(row)
    for row in json.loads((Path(__file__).parent / "vectors" / "days.json").read_text(encoding="utf-8"))["days"]
]
"""What readers write for a day, and the day; the script of the map is held to the same table."""


@pytest.mark.parametrize(("text", "named"), ASKED, ids=[ascii(text) for text, _ in ASKED])
def test_day_is_understood_as_readers_write_it_and_never_guessed(text: str, named: str | None) -> None:
    if named:
        assert day_asked(text) == date.fromisoformat(named)
    else:
        with pytest.raises(DateError, match="YYYY-MM-DD"):
            day_asked(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_day_survives_the_round_trip(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_edtf(day.isoformat()) == Bounds(day, day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022",
        "2022-08",
        "20220826",
        "2022-8-6",
        "2022-02-30",
        "26.08.2022",
        "2022-08-26T00:00",
        "٢٠٢٢-٠٨-٢٦",
    ],
)
def test_what_is_not_a_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(DateError, match="YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1989-08", date(1989, 8, 1), date(1989, 8, 31)),
        ("1992", date(1992, 1, 1), date(1992, 12, 31)),
        ("1992~", date(1992, 1, 1), date(1992, 12, 31)),
        ("2020-10-18~", date(2020, 10, 18), date(2020, 10, 18)),
        ("[1993-04-02,1993-04-03]", date(1993, 4, 2), date(1993, 4, 3)),
        ("[1993-10-28..1993-10-30]", date(1993, 10, 28), date(1993, 10, 30)),
        ("[2026-02-28..]", date(2026, 2, 28), None),
    ],
)
def test_edtf_bounds_are_strict(text: str, earliest: date, latest: date | None) -> None:
    assert parse_edtf(text) == Bounds(earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        *("last spring", "2020-13", "2020-11-25/", "2020-11-10/2020-11-25", "2020-02-30"),
        *("", " ", "0000", "0000-01-01", "-0001", "Y9999999999999999999", "Y-17E7", "/..", "../..", "[..]"),
        *("[" * 200 + "2020" + "]" * 200, "{" * 5000, "[2020", "9999-12-31/..", "٢٠٢٠", "XXXX"),
        *("20200101T00", "\x00", "[2020,,2021]"),
    ],
)
def test_bad_edtf_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_edtf(text)


def test_approximate_marks_are_seen() -> None:
    assert is_approximate("1991-08-30~")
    assert is_approximate("2025?")
    assert not is_approximate("[1993-04-02,1993-04-03]")
