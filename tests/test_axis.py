"""The axis of the time bar: it spans the record, ascends, and gives room to the days on which much changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layers.record import read
from layers.render.webmap.axis import KNOTS, knots
from tests.conftest import FIXTURES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layers.record.model import Record

RECORDS = [read.DATA, FIXTURES / "good", *sorted((ROOT / "tests" / "records").glob("*/"))]


@pytest.mark.parametrize("folder", RECORDS, ids=lambda folder: folder.name)
def test_axis_goes_from_the_first_day_to_the_last_and_ascends(folder: Path) -> None:
    record = read.record(folder)
    found = knots(record)
    assert found[0] == (record.profile.first_day, 0)
    assert found[-1] == (record.profile.last_day, 1)
    assert len(found) <= KNOTS + 2
    for (day, share), (later, further) in pairwise(found):
        assert day < later
        assert share < further


def _changing_on(record: Record, *days: str) -> Record:
    """Return the record with no states but those that begin on the days."""
    usual = record.states[0]
    states = tuple(replace(usual, valid_from=date.fromisoformat(day), valid_to=None) for day in days)
    return replace(record, states=states, features=())


def test_change_on_the_day_after_the_first_does_not_share_its_place(small: Record) -> None:
    profile = replace(small.profile, first_day=date(1001, 1, 1))
    record = replace(_changing_on(small, "1001-01-02", "2010-01-01"), profile=profile)
    shares = [share for _, share in knots(record)]
    assert shares == sorted(set(shares))
    assert knots(record)[0] == (date(1001, 1, 1), 0)


def test_change_on_the_day_before_the_last_does_not_share_its_place(small: Record) -> None:
    eve = small.profile.last_day - timedelta(days=1)
    record = _changing_on(small, "2001-01-01", eve.isoformat())
    found = knots(record)
    assert found[-1] == (small.profile.last_day, 1)
    assert [share for _, share in found] == sorted({share for _, share in found})


def test_record_without_changes_has_an_even_axis(small: Record) -> None:
    ends = [(small.profile.first_day, 0), (small.profile.last_day, 1)]
    assert knots(_changing_on(small)) == ends


def test_record_of_one_day_has_an_axis(small: Record) -> None:
    day = small.profile.first_day
    assert knots(replace(_changing_on(small), profile=replace(small.profile, last_day=day))) == [(day, 1)]


def test_half_of_the_changes_have_about_half_of_the_axis(record: Record) -> None:
    shares = dict(knots(record))
    early = [share for day, share in shares.items() if day.year < 2020]
    assert max(early) < 0.5, "the quiet decades are pressed together"
