"""What the page shows survives being written into an address and read back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.page import notices, permalink
from layers.page.permalink import Fault, Maps, Mode, Shown, View
from layers.record import choice, read, settlements
from layers.wording.words import Words
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record

RECORD = read.record()
LAYERS = choice.all_layers(RECORD)
DAYS = st.dates(RECORD.profile.first_day, RECORD.profile.last_day)
VIEWS = st.builds(View, st.integers(-85, 85), st.integers(-180, 180), st.integers(5, 13))


@given(
    day=DAYS,
    layers=st.sets(st.sampled_from(LAYERS)),
    view=st.none() | VIEWS,
    language=st.sampled_from(LANGUAGES),
    party=st.none() | st.sampled_from(tuple(RECORD.profile.parties)),
    mode=st.sampled_from([Mode.STATUS, Mode.AGREEMENT]),
    maps=st.sampled_from(Maps),
    place=st.none() | st.sampled_from(sorted(RECORD.entities)),
    town=st.none() | st.sampled_from(sorted(settlements.of(RECORD))),
    event=st.none() | st.sampled_from([e.event_id for e in RECORD.events]),
    events=st.booleans(),
)
def test_written_address_reads_back(**fields: object) -> None:
    layers = tuple(key for key in LAYERS if key in fields["layers"])  # type: ignore[operator]
    shown = Shown(**{**fields, "layers": layers})  # type: ignore[arg-type]
    assert permalink.read(RECORD, permalink.write(RECORD, shown)) == (shown, ())
    assert permalink.followed(RECORD, permalink.query(RECORD, shown)) == shown


def test_day_is_always_in_the_address(record: Record) -> None:
    shown, _ = permalink.read(record, {})
    assert permalink.write(record, shown) == {"date": record.profile.default_day.isoformat()}


def test_no_layer_at_all_is_kept(record: Record) -> None:
    shown, faults = permalink.read(record, {"layers": ""})
    assert shown.layers == ()
    assert not faults


def test_what_is_none_of_ours_is_passed_over(record: Record) -> None:
    query = {"date": "2022-08-26", "fbclid": "x", "utm_source": "mail", "colour": "red", "embed": "true"}
    shown, unused = permalink.read(record, query)
    assert (shown.day, unused) == (date(2022, 8, 26), ())


@pytest.mark.parametrize(
    ("query", "field", "read"),
    [
        ({"lang": "AZ"}, "language", "az"),
        ({"lang": " hy "}, "language", "hy"),
        ({"by": "armenia"}, "party", "Armenia"),
        ({"by": "Third Parties"}, "party", "third parties"),
        ({"date": " 26.08.2022 "}, "day", date(2022, 8, 26)),
        ({"date": "26 Aug 2022"}, "day", date(2022, 8, 26)),
        ({"date": "2022/8/26"}, "day", date(2022, 8, 26)),
        ({"date": "2022-08-26", "compare": "1.8.2022"}, "compare", date(2022, 8, 1)),
        ({"maps": "swipe"}, "maps", Maps.SWIPE),
        ({"maps": "parties"}, "maps", Maps.PARTIES),
        ({"view": "39.8,46.7,2000"}, "view", View(39.8, 46.7, 13)),
        ({"view": "39.8,46.7,-3"}, "view", View(39.8, 46.7, 5)),
    ],
)
def test_value_is_understood_as_readers_write_it(
    query: dict[str, str], field: str, read: object, record: Record
) -> None:
    shown, unused = permalink.read(record, query)
    assert (getattr(shown, field), unused) == (read, ())


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"date": "8/26/2022"}, Fault.UNKNOWN),
        ({"date": "1800-01-01"}, Fault.OUTSIDE),
        ({"view": "39.8,46.7,inf"}, Fault.UNKNOWN),
        ({"date": "2022-08-26", "compare": "2022-08-26"}, Fault.REVERSED),
        ({"event": "none"}, Fault.UNKNOWN),
        ({"town": "none"}, Fault.UNKNOWN),
    ],
)
def test_value_that_cannot_be_used_is_reported(query: dict[str, str], fault: Fault, record: Record) -> None:
    (unused,) = permalink.read(record, query)[1]
    assert unused.fault is fault


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_faults_are_one_notice_in_the_readers_language_and_names(record: Record, language: str) -> None:
    query = {"date": "1800-01-01", "place": "nkaoo", "by": "nobody", "lang": "xx", "view": "1" * 500}
    words = Words(record, language)
    said = notices.unused(words, permalink.read(record, query)[1])
    assert said.count("“") == len(query)
    assert "[en]" not in said
    assert words.day(record.profile.first_day) in said
    assert not {"nkao", "Armenia'", "unknown"} & set(re.findall(r"\w+'?", said)), "ids are not names"
    assert all(words.party(p) in said for p in record.profile.parties)
    assert len(said) < 900


def test_examples_of_the_record_can_be_followed(record: Record) -> None:
    assert record.profile.examples
    for example in record.profile.examples:
        shown = permalink.followed(record, example.query)
        assert permalink.read(record, dict(parse_qsl(example.query)))[1] == ()
        assert dict(parse_qsl(permalink.query(record, shown))) == dict(parse_qsl(example.query))


def test_view_of_a_box_holds_it(record: Record) -> None:
    box = (46.5, 39.6, 46.9, 39.8)
    west, south, east, north = View.of(box, (800, 600), (5, 13)).bounds(800, 600)
    assert west < box[0] < box[2] < east
    assert south < box[1] < box[3] < north
