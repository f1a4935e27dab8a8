"""The time rule, on the shipped record and on made-up intervals."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.errors import DateError
from layers.record import read
from layers.record.model import Certainty, Feature, Record, State
from layers.record.timeslice import (
    Agreement,
    Slice,
    Span,
    agreement,
    certainty,
    change_days,
    diff,
    holds,
    last_day,
    slice_on,
    spans,
    timeline,
)
from tests.conftest import FIXTURES

ONE_DAY = timedelta(days=1)
SHIPPED = read.record()
DAYS = st.dates(SHIPPED.profile.first_day, SHIPPED.profile.last_day)
STATES = st.sampled_from(SHIPPED.states)


def _key_set(record: Record, day: date) -> set[str]:
    on_day = slice_on(record, day)
    return {s.key for s in (*on_day.states, *on_day.statements)}


def _features(record: Record, day: date, party: str | None = None) -> list[Feature]:
    return [d.feature for d in slice_on(record, day, according_to=party).features]


def _drawn(record: Record, day: date, party: str | None = None) -> set[str]:
    return {f.feature_id for f in _features(record, day, party)}


@given(DAYS, STATES)
def test_state_is_in_the_slice_exactly_when_its_interval_contains_the_day(day: date, state: State) -> None:
    contains = state.valid_from <= day and (state.valid_to is None or day < state.valid_to)
    assert (state.key in _key_set(SHIPPED, day)) is contains


@given(DAYS)
def test_drawn_features_are_those_whose_entity_and_segment_hold(day: date) -> None:
    on_day = slice_on(SHIPPED, day)
    dated = {s.entity_id for s in SHIPPED.states}
    held = {s.entity_id for s in on_day.states}
    expected = {
        f.feature_id
        for f in SHIPPED.features
        if (f.entity_id in held or f.entity_id not in dated) and holds(f.valid_from, f.valid_to, day)
    }
    assert _drawn(SHIPPED, day) == expected


@given(DAYS, DAYS)
def test_slices_differ_only_across_a_change_day(a: date, b: date) -> None:
    early, late = sorted((a, b))
    crossed = [d for d in change_days(SHIPPED) if early < d <= late]
    same_states = _key_set(SHIPPED, early) == _key_set(SHIPPED, late)
    same_features = _features(SHIPPED, early) == _features(SHIPPED, late)
    if not crossed:
        assert same_states
        assert same_features


def test_every_change_day_changes_the_slice(record: Record) -> None:
    for day in change_days(record):
        states = _key_set(record, day - ONE_DAY) != _key_set(record, day)
        assert states or _features(record, day - ONE_DAY) != _features(record, day), day


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
    reviewed = small.profile.reviewed_through
    assert certainty(first, date(2000, 12, 30), reviewed) is Certainty.POSSIBLE
    assert certainty(first, date(2000, 12, 31), reviewed) is Certainty.CERTAIN
    assert certainty(first, date(2010, 6, 13), reviewed) is Certainty.CERTAIN
    assert certainty(first, date(2010, 6, 14), reviewed) is Certainty.POSSIBLE
    assert certainty(second, date(2010, 6, 15), reviewed) is Certainty.CERTAIN


def test_days_after_the_review_are_not_reviewed(small: Record) -> None:
    second = timeline(small, "valley")[1]
    assert certainty(second, small.profile.reviewed_through, small.profile.reviewed_through) is Certainty.CERTAIN
    after = small.profile.reviewed_through + ONE_DAY
    assert certainty(second, after, small.profile.reviewed_through) is Certainty.NOT_REVIEWED
    assert {d.certainty for d in slice_on(small, after).features} == {"not reviewed"}


def test_unknown_end_is_possible_from_its_earliest_day(record: Record) -> None:
    road = timeline(record, "aghdam_khankendi_road")[-1]
    assert road.valid_to is None
    assert certainty(road, date(2023, 9, 18), record.profile.reviewed_through) is Certainty.CERTAIN
    assert certainty(road, date(2023, 9, 19), record.profile.reviewed_through) is Certainty.POSSIBLE


def test_segment_is_drawn_only_while_it_exists(small: Record) -> None:
    assert "road/north" not in _drawn(small, date(2006, 12, 31))
    assert "road/north" in _drawn(small, date(2007, 1, 1))
    assert "road/north" in _drawn(small, date(2011, 12, 31))
    assert "road/north" not in _drawn(small, date(2012, 1, 1))


def test_a_party_is_heard_in_place_of_the_record(small: Record) -> None:
    day = date(2010, 6, 16)
    own = slice_on(small, day).state_of("valley")
    armenia = slice_on(small, day, according_to="Armenia").state_of("valley")
    assert own is not None
    assert armenia is not None
    assert (own.status, armenia.status) == ("T_TWO", "T_ONE")
    third = slice_on(small, day, according_to="third parties").state_of("valley")
    assert third == own


@pytest.mark.parametrize("day", [date(1922, 12, 31), date(2027, 1, 1)])
def test_day_outside_the_record_is_refused_with_its_extent(day: date, record: Record) -> None:
    with pytest.raises(DateError, match="1923-01-01 to 2026-12-31"):
        slice_on(record, day)


def test_slicing_leaves_the_record_as_it_was(record: Record) -> None:
    before = (record.features, record.states)
    drawn = slice_on(record, date(2022, 8, 26)).features[0]
    with pytest.raises(FrozenInstanceError):
        drawn.feature.segment = "changed"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        drawn.state = None  # type: ignore[misc]
    assert (record.features, record.states) == before


def _boundary_days(record: Record) -> list[date]:
    """Return both sides of every day on which anything of the record can differ from the day before."""
    about = record.profile
    certain = {d for s in record.states for d in (s.start.latest, s.end.earliest) if d}
    edges = {*change_days(record), *certain, about.reviewed_through + ONE_DAY}
    days = {about.first_day, about.last_day, *(d for e in edges for d in (e - ONE_DAY, e))}
    return sorted(d for d in days if about.first_day <= d <= about.last_day)


Said = tuple[State, Certainty, Agreement]


def _spanned(found: tuple[Span, ...], day: date) -> Said | None:
    """Return what the precomputed spans say of a day."""
    on_day = [s for s in found if s.start <= day < s.end]
    assert len(on_day) < 2
    return (on_day[0].state, on_day[0].certainty, on_day[0].agreement) if on_day else None


def _sliced(record: Record, on_day: Slice, entity: str) -> Said | None:
    """Return the same as the slice of the day has it."""
    state = on_day.state_of(entity)
    if state is None:
        return None
    sure = certainty(state, on_day.day, record.profile.reviewed_through)
    return state, sure, agreement(state, on_day.rivals_of(entity))


def _without_own_states(record: Record, entity: str) -> Record:
    """Return the record without its own findings on an entity, so that only the parties speak of it."""
    return replace(record, states=tuple(s for s in record.states if s.entity_id != entity or s.according_to))


SMALL = read.record(FIXTURES / "good")
RIVALS_ONLY = _without_own_states(SMALL, "valley")


@pytest.mark.parametrize("held", [SHIPPED, SMALL, RIVALS_ONLY], ids=["shipped", "good", "rivals-only"])
def test_spans_are_the_slices_of_every_entity_and_party_on_both_sides_of_every_boundary(held: Record) -> None:
    days, reviewed = _boundary_days(held), held.profile.reviewed_through
    assert {held.profile.first_day, held.profile.last_day, reviewed, reviewed + ONE_DAY} <= set(days)
    for party in (None, *held.profile.parties):
        slices = [slice_on(held, day, according_to=party) for day in days]
        for entity in held.entities:
            found = spans(held, entity, party)
            for on_day in slices:
                expected = _sliced(held, on_day, entity)
                assert _spanned(found, on_day.day) == expected, (entity, on_day.day, party)
                drawn = {(d.state, d.certainty) for d in on_day.features if d.feature.entity_id == entity}
                assert drawn <= {expected[:2] if expected else (None, None)}


@pytest.mark.parametrize("held", [SHIPPED, SMALL, RIVALS_ONLY], ids=["shipped", "good", "rivals-only"])
def test_spans_are_in_order_apart_within_the_record_and_as_long_as_can_be(held: Record) -> None:
    after = held.profile.last_day + ONE_DAY
    for party in (None, *held.profile.parties):
        for entity in held.entities:
            found = spans(held, entity, party)
            assert all(held.profile.first_day <= s.start < s.end <= after for s in found)
            for one, other in pairwise(found):
                assert one.end <= other.start
                assert one.end < other.start or replace(one, start=other.start, end=other.end) != other


def test_entity_of_which_only_the_parties_speak_is_hidden_until_one_is_chosen() -> None:
    day = date(2010, 6, 15)
    assert "valley" not in _drawn(RIVALS_ONLY, day)
    assert slice_on(RIVALS_ONLY, day).state_of("valley") is None
    assert [s.according_to for s in slice_on(RIVALS_ONLY, day).rivals_of("valley")] == ["Armenia", "Azerbaijan"]
    assert spans(RIVALS_ONLY, "valley") == ()
    for party, status in (("Armenia", "T_ONE"), ("Azerbaijan", "T_TWO")):
        (said,) = spans(RIVALS_ONLY, "valley", party)
        assert (said.start, last_day(said.end), said.state.status) == (day, date(2010, 6, 19), status)
        assert "valley" in _drawn(RIVALS_ONLY, day, party)
        assert "valley" not in _drawn(RIVALS_ONLY, date(2010, 6, 20), party)
    assert "valley" not in _drawn(RIVALS_ONLY, day, "third parties")
    assert spans(RIVALS_ONLY, "valley", "third parties") == ()
