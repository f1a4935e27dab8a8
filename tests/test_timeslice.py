"""The time rule, on the shipped record and on made-up intervals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import read
from layers.errors import DateError
from layers.model import Certainty, Party, Record
from layers.timeslice import certainty, change_days, diff, holds, slice_on, timeline

if TYPE_CHECKING:
    from layers.model import State

ONE_DAY = timedelta(days=1)
SHIPPED = read.record()
DAYS = st.dates(SHIPPED.first_day, SHIPPED.last_day)
STATES = st.sampled_from(SHIPPED.states)


def _key_set(record: Record, day: date) -> set[str]:
    on_day = slice_on(record, day)
    return {s.key for s in (*on_day.states, *on_day.statements)}


@given(DAYS, STATES)
def test_state_is_in_the_slice_exactly_when_its_interval_contains_the_day(day: date, state: State) -> None:
    contains = state.valid_from <= day and (state.valid_to is None or day < state.valid_to)
    assert (state.key in _key_set(SHIPPED, day)) is contains


@given(DAYS)
def test_drawn_features_are_those_whose_entity_and_segment_hold(day: date) -> None:
    on_day = slice_on(SHIPPED, day)
    dated = {s.entity_id for s in SHIPPED.states}
    held = {s.entity_id for s in on_day.states}
    frame = SHIPPED.features
    expected = {
        row.id
        for row in frame.itertuples()
        if (row.entity_id in held or row.entity_id not in dated) and holds(row.valid_from, row.valid_to, day)
    }
    assert set(on_day.features["id"]) == expected


@given(DAYS, DAYS)
def test_slices_differ_only_across_a_change_day(a: date, b: date) -> None:
    early, late = sorted((a, b))
    crossed = [d for d in change_days(SHIPPED) if early < d <= late]
    same_states = _key_set(SHIPPED, early) == _key_set(SHIPPED, late)
    same_features = list(slice_on(SHIPPED, early).features["id"]) == list(slice_on(SHIPPED, late).features["id"])
    if not crossed:
        assert same_states
        assert same_features


def test_every_change_day_changes_the_slice(record: Record) -> None:
    for day in change_days(record):
        before, after = slice_on(record, day - ONE_DAY), slice_on(record, day)
        states = _key_set(record, day - ONE_DAY) != _key_set(record, day)
        assert states or list(before.features["id"]) != list(after.features["id"]), day


@given(DAYS)
def test_diff_of_equal_days_is_empty(day: date) -> None:
    assert diff(slice_on(SHIPPED, day), slice_on(SHIPPED, day)) == ()


@pytest.mark.parametrize("state", SHIPPED.states, ids=lambda s: s.key)
def test_both_boundary_days_of_every_interval(state: State) -> None:
    first = state.valid_from
    assert state.key in _key_set(SHIPPED, first)
    assert state.key not in _key_set(SHIPPED, first - ONE_DAY)
    if state.valid_to is not None:
        assert state.key in _key_set(SHIPPED, state.valid_to - ONE_DAY)
        assert state.key not in _key_set(SHIPPED, state.valid_to)


FACTS = [
    ("kalbajar", "2020-11-24", "T_PENDING"),
    ("kalbajar", "2020-11-25", "T_AZ"),
    ("aghdam_held", "2020-11-19", "T_PENDING"),
    ("aghdam_held", "2020-11-20", "T_AZ"),
    ("lachin_district", "2020-11-30", "T_PENDING"),
    ("lachin_district", "2020-12-01", "T_AZ"),
    ("lachin_town", "2022-08-25", "T_RPK"),
    ("lachin_town", "2022-08-26", "T_AZ"),
    ("lachin_new", "2022-08-29", "C_BUILD"),
    ("lachin_new", "2022-08-30", "C_OPEN_RPK"),
    ("zangezur", "2026-01-12", "C_PRINCIPLE"),
    ("zangezur", "2026-01-13", "C_AGREED"),
    ("lachin_new", "2023-06-24", "C_CLOSED"),
    ("lachin_new", "2023-06-25", "C_RESTRICTED"),
    ("lachin_new", "2023-07-11", "C_CLOSED"),
    ("hin_tagher", "2020-12-11", "T_ARM"),
    ("hin_tagher", "2020-12-12", "T_AZ"),
    ("vardenis_road", "2017-09-01", "C_OPEN"),
    ("baghanis_ayrum", "1990-03-24", "T_ARM_STATE"),
    ("gazakh_4", "2024-05-23", "T_PENDING"),
    ("gazakh_4", "2024-05-24", "T_AZ"),
]


@pytest.mark.parametrize(("entity", "day", "status"), FACTS)
def test_known_status_on_a_boundary_day(entity: str, day: str, status: str, record: Record) -> None:
    state = slice_on(record, date.fromisoformat(day)).state_of(entity)
    assert state is not None
    assert state.status == status


def test_only_one_state_an_entity_a_day(record: Record) -> None:
    for day in change_days(record):
        ids = [s.entity_id for s in slice_on(record, day).states]
        assert len(ids) == len(set(ids)), day


def test_certain_between_latest_start_and_earliest_end(small: Record) -> None:
    first, second = timeline(small, "valley")
    reviewed = small.reviewed_through
    assert certainty(first, date(2000, 12, 30), reviewed) is Certainty.POSSIBLE
    assert certainty(first, date(2000, 12, 31), reviewed) is Certainty.CERTAIN
    assert certainty(first, date(2010, 6, 13), reviewed) is Certainty.CERTAIN
    assert certainty(first, date(2010, 6, 14), reviewed) is Certainty.POSSIBLE
    assert certainty(second, date(2010, 6, 15), reviewed) is Certainty.CERTAIN


def test_days_after_the_review_are_not_reviewed(small: Record) -> None:
    second = timeline(small, "valley")[1]
    assert certainty(second, small.reviewed_through, small.reviewed_through) is Certainty.CERTAIN
    after = small.reviewed_through + ONE_DAY
    assert certainty(second, after, small.reviewed_through) is Certainty.NOT_REVIEWED
    assert set(slice_on(small, after).features["certainty"]) == {"not reviewed"}


def test_unknown_end_is_possible_from_its_earliest_day(record: Record) -> None:
    road = timeline(record, "aghdam_khankendi_road")[-1]
    assert road.valid_to is None
    assert certainty(road, date(2023, 9, 18), record.reviewed_through) is Certainty.CERTAIN
    assert certainty(road, date(2023, 9, 19), record.reviewed_through) is Certainty.POSSIBLE


def test_segment_is_drawn_only_while_it_exists(small: Record) -> None:
    def drawn(day: date) -> set[str]:
        return set(slice_on(small, day).features["id"])

    assert "road/north" not in drawn(date(2006, 12, 31))
    assert "road/north" in drawn(date(2007, 1, 1))
    assert "road/north" in drawn(date(2011, 12, 31))
    assert "road/north" not in drawn(date(2012, 1, 1))


def test_a_party_is_heard_in_place_of_the_record(small: Record) -> None:
    day = date(2010, 6, 16)
    own = slice_on(small, day).state_of("valley")
    armenia = slice_on(small, day, according_to=Party.ARMENIA).state_of("valley")
    assert own is not None
    assert armenia is not None
    assert (own.status, armenia.status) == ("T_TWO", "T_ONE")
    third = slice_on(small, day, according_to=Party.THIRD).state_of("valley")
    assert third == own


@pytest.mark.parametrize("day", [date(1922, 12, 31), date(2027, 1, 1)])
def test_day_outside_the_record_is_refused_with_its_extent(day: date, record: Record) -> None:
    with pytest.raises(DateError, match="1923-01-01 to 2026-12-31"):
        slice_on(record, day)


def test_slicing_leaves_the_record_as_it_was(record: Record) -> None:
    columns = list(record.features.columns)
    slice_on(record, date(2022, 8, 26)).features["status"] = "changed"
    assert list(record.features.columns) == columns
