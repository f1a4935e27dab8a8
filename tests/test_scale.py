"""Work grows with the record and not faster; what is computed for many rows at once is what one row at a time gives."""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box, mapping, shape

from benchmarks import synthetic
from layers import escape
from layers.errors import ReadError
from layers.recipe.extent import Extent, extent, projected, within
from layers.record import check, read, wkb
from layers.record import tables as raw
from layers.record.timeslice import Drawn, certainty, change_days, diff, holds, slice_on, spans
from layers.render.figure import letters
from layers.render.figure.letters import Type
from layers.render.webmap.data import payload
from layers.render.webmap.geojson import written
from layers.wording import search, sources
from layers.wording.words import Words
from tests.conftest import FIXTURES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from layers.record.model import Feature, Record, State
    from layers.record.profile import Box

RELAXED = settings(deadline=None)
"""No limit to one example: what is measured first loads fonts or projections, and other work may run beside."""
RECORDS = [read.record(f) for f in (read.DATA, FIXTURES / "good", *sorted((ROOT / "tests" / "records").glob("*/")))]


def _spent(work: Callable[[], object]) -> float:
    """Return the processor seconds of the middle one of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _require_linear(work: Callable[[Any], object], small: Any, twice: Any) -> None:
    """Twice as much may take less than three times as long; a hundredth of a second is noise."""
    work(small)
    assert _spent(lambda: work(twice)) < 3 * _spent(lambda: work(small)) + 0.01


def test_reading_grows_with_the_record(tmp_path: Path) -> None:
    folders = [synthetic.write(tmp_path / str(size), size) for size in (2000, 4000)]
    assert [len(read.record(folder).features) for folder in folders] == [2000, 4000]
    _require_linear(read.record, *folders)


def test_writing_the_map_grows_with_the_record(tmp_path: Path) -> None:
    records = [read.record(synthetic.write(tmp_path / str(size), size)) for size in (4000, 8000)]
    search.index.cache_clear()  # else the second run finds the names of the first
    _require_linear(payload, *records)


def test_the_collector_is_on_again_after_a_record_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read.record(tmp_path)
    assert gc.isenabled()


def test_a_place_with_many_rival_statements_is_checked_in_one_pass() -> None:
    def tables(count: int) -> raw.Tables:
        rows = [("place", "A" if n % 2 else "B", n // 2, n // 2 + 1, ("North", "South")[n % 2]) for n in range(count)]
        return _tables(rows)

    _require_linear(lambda lot: list(check._lone_claim(lot)), tables(4000), tables(8000))


def test_the_spans_of_a_place_with_many_states_are_found_in_one_pass() -> None:
    record = RECORDS[1]
    first, entity = record.profile.first_day, next(iter(record.entities))
    one = next(s for s in record.states if s.entity_id == entity)

    def with_states(count: int) -> Record:
        days = [first + timedelta(days=n) for n in range(count + 1)]
        states = (replace(one, valid_from=a, valid_to=b, note=str(a)) for a, b in pairwise(days))
        return replace(record, states=tuple(states))

    assert len(spans(with_states(9), entity)) == 9
    _require_linear(lambda held: spans(held, entity), with_states(2000), with_states(4000))


def test_comparing_every_change_of_a_record_looks_at_what_changes(tmp_path: Path) -> None:
    records = [read.record(synthetic.write(tmp_path / str(size), size)) for size in (2000, 4000)]

    def month(record: Record) -> list[object]:
        first = date(2010, 1, 1)
        return [diff(*(slice_on(record, first + timedelta(days=n + m)) for m in (0, 1))) for n in range(30)]

    _require_linear(month, *records)


def test_the_command_line_is_there_before_any_heavy_library() -> None:
    heavy = {"numpy", "shapely", "babel", "jsonschema", "pandas", "geopandas", "matplotlib"}
    for module, loaded in (("layers.cli", set()), ("layers.cli.tables", {"numpy", "shapely", "babel", "jsonschema"})):
        code = f"import sys, {module}; print(*sys.modules)"
        found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
        assert heavy & set(found.stdout.split()) == loaded


def test_no_character_that_unicode_calls_printable_is_odd() -> None:
    """So that a text of a million letters is known to be sound without looking for each of the odd ones."""
    assert [c for c in map(chr, range(sys.maxunicode + 1)) if c.isprintable() and escape._ODD.search(c)] == []
    assert escape.odd("a\u202eb") == ["\u202e"]


# ---- slices


def _plain(record: Record, day: date, party: str | None) -> tuple[list[State], list[State], list[Drawn]]:
    """Return states, statements and drawn features of a day, one row after the other."""
    on_day = [s for s in record.states if holds(s.valid_from, s.valid_to, day)]
    states = {s.entity_id: s for s in on_day if s.according_to is None}
    statements = [s for s in on_day if s.according_to is not None]
    states |= {s.entity_id: s for s in statements if s.according_to == party}
    dated = {s.entity_id for s in record.states}
    drawn = []
    for feature in record.features:
        state = states.get(feature.entity_id)
        if holds(feature.valid_from, feature.valid_to, day) and (state or feature.entity_id not in dated):
            drawn.append(
                Drawn(feature, state, certainty(state, day, record.profile.reviewed_through) if state else None)
            )
    return list(states.values()), statements, drawn


@st.composite
def asked(draw: st.DrawFn) -> tuple[Record, date, str | None]:
    """Draw a record, a day of it and a party or none; the days around every change are drawn more often."""
    record = draw(st.sampled_from(RECORDS))
    first, last = record.profile.first_day, record.profile.last_day
    ends = [d for s in record.states for d in (s.valid_from, s.valid_to, s.start.latest, s.end.earliest) if d]
    near = [d + timedelta(days=n) for d in ends if first < d <= last for n in (-1, 0)]
    day = draw(st.one_of(st.dates(first, last), st.sampled_from(near)))
    return record, day, draw(st.sampled_from([None, *record.profile.parties]))


@given(asked())
@RELAXED
def test_a_slice_is_what_a_loop_over_all_rows_gives(asked: tuple[Record, date, str | None]) -> None:
    record, day, party = asked
    states, statements, drawn = _plain(record, day, party)
    on_day = slice_on(record, day, according_to=party)
    assert list(on_day.states) == states
    assert list(on_day.statements) == statements
    assert list(on_day.features) == drawn
    for entity in record.entities:
        assert on_day.state_of(entity) == next((s for s in states if s.entity_id == entity), None)
        assert list(on_day.rivals_of(entity)) == [s for s in statements if s.entity_id == entity]
    assert on_day.state_of("no such place") is None


@given(asked(), st.data())
@RELAXED
def test_a_difference_is_what_a_loop_over_all_entities_gives(
    asked: tuple[Record, date, str | None], data: st.DataObject
) -> None:
    record, day, party = asked
    other = data.draw(st.dates(record.profile.first_day, record.profile.last_day))
    before, after = (slice_on(record, d, according_to=party) for d in (day, other))
    order = dict.fromkeys(s.entity_id for s in (*after.states, *before.states))
    plain = [(e, before.state_of(e), after.state_of(e)) for e in order]
    expected = [row for row in plain if (row[1] and row[1].status) != (row[2] and row[2].status)]
    assert [(c.entity_id, c.before, c.after) for c in diff(before, after)] == expected


@given(asked(), st.data())
@RELAXED
def test_what_an_extent_shows_is_what_a_loop_over_the_drawn_features_gives(
    asked: tuple[Record, date, str | None], data: st.DataObject
) -> None:
    record, day, party = asked
    bounds = record.profile.views[data.draw(st.sampled_from(sorted(record.profile.views)))]
    layers = sorted(record.profile.layers)[: data.draw(st.integers(1, len(record.profile.layers)))]
    shown: Extent | Box = extent(bounds, 1.3) if data.draw(st.booleans()) else bounds
    on_day = slice_on(record, day, according_to=party)
    part = within(on_day, layers, shown)
    expected = [d for d in on_day.features if d.feature.layer in layers and _touches(d, shown)]
    assert list(part.features) == expected
    drawn = {d.feature.entity_id for d in expected}
    assert part.states == tuple(s for s in on_day.states if s.entity_id in drawn)
    assert part.statements == tuple(s for s in on_day.statements if s.entity_id in drawn)


def _touches(drawn: Drawn, shown: Extent | Box) -> bool:
    if not isinstance(shown, Extent):
        return bool(drawn.feature.geometry.intersects(box(*shown)))
    rectangle = box(shown.west, shown.south, shown.east, shown.north)
    return bool(projected(drawn.feature.geometry, shown.crs).intersects(rectangle))


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.profile.record_id)
def test_change_days_are_the_ends_of_all_rows(record: Record) -> None:
    first, last = record.profile.first_day, record.profile.last_day
    for wanted in (None, [], *([e] for e in record.entities)):
        rows: list[State | Feature] = [*record.states, *record.features]
        ends = {d for r in rows if wanted is None or r.entity_id in wanted for d in (r.valid_from, r.valid_to) if d}
        assert change_days(record, wanted) == tuple(sorted(d for d in ends if first < d <= last))


def test_a_record_without_states_or_features_can_be_sliced() -> None:
    record = RECORDS[1]
    assert slice_on(replace(record, states=()), date(2010, 6, 16)).states == ()
    assert len(slice_on(replace(record, states=()), date(2010, 6, 16)).features) > 0
    assert slice_on(replace(record, features=()), date(2010, 6, 16)).features == ()


# ---- intervals of status.csv

Said = tuple[str, str, int, int, str]
"""Entity, status, first day, day after the last (numbers), and party."""
SAID = st.lists(
    st.tuples(
        st.sampled_from("xy"),
        st.sampled_from("ABC"),
        st.integers(0, 20),
        st.integers(1, 9),
        st.sampled_from(["", "North", "South"]),
    ).map(lambda row: (row[0], row[1], row[2], row[2] + row[3], row[4])),
    max_size=25,
)


def _day(number: int) -> date:
    return date(2000, 1, 1) + timedelta(days=number)


def _tables(rows: list[Said]) -> raw.Tables:
    columns = {
        "entity_id": [r[0] for r in rows],
        "status": [r[1] for r in rows],
        "valid_from": [str(_day(r[2])) for r in rows],
        "valid_to": [str(_day(r[3])) for r in rows],
        "according_to": [r[4] for r in rows],
    }
    features = raw.Features([], {}, np.array([], dtype=object), {})
    return raw.Tables({"status": raw.Rows(columns)}, features, {}, {}, frozenset(), {})


def _voices(rows: list[Said]) -> Iterator[list[Said]]:
    for voice in dict.fromkeys((r[0], r[4]) for r in rows):
        yield sorted((r for r in rows if (r[0], r[4]) == voice), key=lambda r: r[2:4])


@given(SAID)
@RELAXED
def test_gaps_are_those_between_neighbours(rows: list[Said]) -> None:
    pairs = [p for own in _voices([r for r in rows if not r[4]]) for p in pairwise(own) if p[0][3] < p[1][2]]
    expected = sorted(f"nothing from {_day(a[3])} to {_day(b[2])}" for a, b in pairs)
    assert sorted(f.found for f in check._gap(_tables(rows))) == expected


@given(SAID)
@RELAXED
def test_an_overlap_is_told_against_the_row_that_lasts_longest(rows: list[Said]) -> None:
    expected = []
    for first, *others in _voices(rows):
        for row in others:
            if row[2] < first[3]:
                expected.append(f"{first[1]} until {_day(first[3])} beside {row[1]} from {_day(row[2])}")
            if row[3] > first[3]:
                first = row
    assert sorted(f.found for f in check._overlap(_tables(rows))) == sorted(expected)


@given(SAID)
@RELAXED
def test_a_claim_is_alone_when_no_other_status_is_stated_on_its_days(rows: list[Said]) -> None:
    said = [r for r in rows if r[4]]
    alone = [r for r in said if not any(o[0] == r[0] and o[1] != r[1] and o[2] < r[3] and r[2] < o[3] for o in said)]
    expected = sorted(f"only {r[4]} in [{_day(r[2])}, {_day(r[3])})" for r in alone)
    assert sorted(f.found for f in check._lone_claim(_tables(rows))) == expected


# ---- geometry

NUMBER = st.floats(-180, 180) | st.integers(-180, 180)
POSITION = st.tuples(NUMBER, NUMBER).map(list)
LINE = st.lists(POSITION, min_size=2, max_size=6)
RING = st.lists(POSITION, min_size=3, max_size=6).map(lambda ring: [*ring, ring[0]])
POLYGON = st.lists(RING, min_size=1, max_size=3)
GEOMETRY = st.one_of(
    *(
        st.fixed_dictionaries({"type": st.just(kind), "coordinates": coordinates})
        for kind, coordinates in (
            ("Point", POSITION),
            ("LineString", LINE),
            ("Polygon", POLYGON),
            ("MultiPoint", st.lists(POSITION, min_size=1, max_size=4)),
            ("MultiLineString", st.lists(LINE, min_size=1, max_size=3)),
            ("MultiPolygon", st.lists(POLYGON, min_size=1, max_size=3)),
        )
    )
)


@given(GEOMETRY)
@RELAXED
def test_packed_geometry_is_that_of_the_file(written: dict[str, Any]) -> None:
    packed = wkb.packed(written)
    assert isinstance(packed, bytes)
    found = shapely.from_wkb(packed)
    assert mapping(found) == mapping(shape(written))


@given(st.lists(GEOMETRY, max_size=6))
@RELAXED
def test_geometries_of_any_types_are_written_in_their_order(geometries: list[dict[str, Any]]) -> None:
    found = written(np.array([*map(shape, geometries)], dtype=object))
    assert json.loads(json.dumps([mapping(shape(g)) for g in geometries])) == found


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.profile.record_id)
def test_the_anchor_of_an_entity_lies_on_its_largest_geometry(record: Record) -> None:
    for entity, about in payload(record)["entities"].items():
        drawn = [f.geometry for f in record.features if f.entity_id == entity]
        if not drawn:
            assert about["anchor"] is None
            continue
        largest = max(drawn, key=lambda g: (g.area, g.length))
        is_line = largest.length and not largest.area
        point = largest.interpolate(0.5, normalized=True) if is_line else largest.representative_point()
        assert about["anchor"] == [round(point.y, 5), round(point.x, 5)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.profile.record_id)
def test_the_map_is_given_the_coordinates_of_the_record(record: Record) -> None:
    expected = {f.feature_id: json.loads(json.dumps(mapping(f.geometry))) for f in record.features}
    assert {f["id"]: f["geometry"] for f in payload(record)["features"]} == expected


@pytest.mark.parametrize(
    "written",
    [
        None,
        "a text",
        {"type": "Blob", "coordinates": [1, 2]},
        {"type": "Point", "coordinates": [1, 2, 3]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": []},
        {"type": "LineString", "coordinates": [[1, 2]]},
        {"type": "LineString", "coordinates": [[1, 2, 3], [4]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "MultiPoint", "coordinates": [[1, None]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point", "coordinates": [10**400, 0]},
    ],
)
def test_geometry_of_another_form_is_left_for_its_message(written: object) -> None:
    assert wkb.packed(written) is written


# ---- text of figures


def _wrapped(words: str, kind: Type, room: float) -> list[str]:
    """Return a text as lines, measured word by word and, in a word that is too long, letter by letter."""
    lines = [""]
    for word in words.split():
        pieces = [word]
        if letters.width(word, kind) > room:
            pieces = [""]
            for letter in word:
                if pieces[-1] and letters.width(pieces[-1] + letter, kind) > room:
                    pieces.append("")
                pieces[-1] += letter
        for piece in pieces:
            longer = f"{lines[-1]} {piece}".strip()
            if letters.width(longer, kind) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _texts(record: Record, language: str) -> Iterator[str]:
    words = Words(record, language)
    yield from (words.told(text) for s in record.states for text in (s.basis, s.note))
    yield from (words.told(e.title) for e in record.events)
    yield from (words.title(e) for e in record.entities)
    yield from (words.status(t) for t in record.terms)
    yield from (words.told(f.method) for f in record.features)
    yield from (sources.cited(s) for s in record.sources.values())


@pytest.mark.parametrize("language", RECORDS[0].profile.languages)
def test_lines_break_where_word_by_word_they_would(language: str) -> None:
    kind, room = Type(5.78), 31.0
    for text in dict.fromkeys(_texts(RECORDS[0], language)):
        assert letters.wrapped(text, kind, room) == _wrapped(text, kind, room), text


@given(
    st.text(st.sampled_from("aijlmwAVTYWfi.,-–  əğışçöüƏİ ԱԲԳև ЖШЩж"), max_size=60),
    st.sampled_from([Type(8), Type(5.5, 600)]),
    st.floats(1, 60),
)
@RELAXED
def test_any_text_breaks_where_letter_by_letter_it_would(text: str, kind: Type, room: float) -> None:
    assert letters.wrapped(text, kind, room) == _wrapped(text, kind, room)
