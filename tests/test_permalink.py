"""What the page shows survives being written into an address and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from layers.page import permalink
from layers.page.permalink import Mode, Shown, View
from layers.record import choice, read
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
    place=st.none() | st.sampled_from(sorted(RECORD.entities)),
)
def test_written_address_reads_back(**fields: object) -> None:
    layers = tuple(key for key in LAYERS if key in fields["layers"])  # type: ignore[operator]
    shown = Shown(**{**fields, "layers": layers})  # type: ignore[arg-type]
    assert permalink.read(RECORD, permalink.write(RECORD, shown)) == (shown, ())


def test_day_is_always_in_the_address(record: Record) -> None:
    shown, _ = permalink.read(record, {})
    assert permalink.write(record, shown) == {"date": "2026-03-12"}


def test_no_layer_at_all_is_kept(record: Record) -> None:
    shown, faults = permalink.read(record, {"layers": ""})
    assert shown.layers == ()
    assert not faults
