"""The script of the map says what the Python says: the same states, the same finds, one form of payload."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from layers.record import read, settlements
from layers.record.dates import Bounds
from layers.record.timeslice import agreement, certainty, slice_on, spans
from layers.render.webmap.data import number, payload
from layers.wording import compare, search
from layers.wording import settlements as in_settlements
from tests.conftest import FIXTURES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.record.model import Feature, Record, State
    from layers.record.settlements import Settlement
    from layers.record.timeslice import Slice

RECORDS = [read.DATA, FIXTURES / "good", *sorted((ROOT / "tests" / "records").glob("*/"))]
SCRIPT = ROOT / "tests" / "script" / "agreement.js"
TYPES = (ROOT / "layers" / "render" / "webmap" / "script" / "types.d.ts").read_text(encoding="utf-8")
VECTORS = json.loads((ROOT / "tests" / "vectors" / "time.json").read_text(encoding="utf-8"))
ONE_DAY = timedelta(days=1)


@pytest.fixture(scope="module", params=RECORDS, ids=lambda folder: folder.name)
def any_record(request: pytest.FixtureRequest) -> Record:
    return read.record(request.param)


def node() -> str:
    """Return the path of Node.js; without it the test fails in the words of `make script`."""
    found = shutil.which("node")
    said = re.search(r'echo "(The script of the map[^"]+)"', (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert said
    assert found, said[1]
    return found


def differences(
    record: Record,
    *,
    slices: Sequence[dict[str, Any]] = (),
    queries: Sequence[dict[str, Any]] = (),
    pairs: Sequence[dict[str, Any]] = (),
) -> list[dict[str, Any]]:
    """Return where the script says otherwise than was expected."""
    questions = {"slices": slices, "queries": queries, "pairs": pairs}
    asked = json.dumps({"data": payload(record), **questions}, allow_nan=False)
    done = subprocess.run([node(), str(SCRIPT)], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def boundary_days(record: Record) -> list[date]:
    """Return both sides of every day on which anything may change."""
    about = record.profile
    edges = {about.first_day, about.last_day, about.reviewed_through, about.reviewed_through + ONE_DAY}
    rows: list[State | Feature] = [*record.states, *record.features]
    edges |= {day for row in rows for day in (row.valid_from, row.valid_to) if day}
    edges |= {day for s in record.states for b in (s.start, s.end) for day in (b.earliest, b.latest) if day}
    both = {side for day in edges for side in (day - ONE_DAY, day)}
    return sorted(day for day in both if about.first_day <= day <= about.last_day)


def expected_on(record: Record, day: date, party: str | None) -> dict[str, Any]:
    """Return what the script must say of a day, from the slice of that day alone."""
    on_day = slice_on(record, day, according_to=party)
    said = {s.entity_id: _said(record, on_day, s) for s in on_day.states}
    drawn = on_day.features
    shown = {d.feature.entity_id for d in drawn}
    return {
        "day": number(day),
        "party": party or "",
        "entities": said,
        # context, which has neither status nor certainty, is drawn as what is certain
        "features": {d.feature.feature_id: (d.state and d.state.status, d.certainty or "certain") for d in drawn},
        "legend": {e: sources for e, (_, _, sources, _) in said.items() if e in shown},
        "towns": {key: _around(record, on_day, town) for key, town in settlements.of(record).items()},
    }


def _around(record: Record, on_day: Slice, town: Settlement) -> tuple[str, bool] | None:
    found = settlements.within(record, on_day, town)
    return (found.drawn.feature.feature_id, found.at_the_edge) if found else None


def _said(record: Record, on_day: Slice, state: State) -> tuple[str | None, ...]:
    sure = certainty(state, on_day.day, record.profile.reviewed_through)
    return state.status, sure, agreement(state, on_day.rivals_of(state.entity_id)), state.according_to


def queries(record: Record) -> Iterator[str]:
    """Yield names as they are written, parts of them, words of events, and what nobody is called."""
    for terms in search.index(record).values():
        for term in terms:
            yield from (term.upper(), term[:3], term[2:])
    for terms in in_settlements.index(record).values():
        for term in terms:
            yield from (term, term[1:4])
    for event in record.events:
        yield event.title
        yield " ".join(reversed(event.title.split()[:2]))
    yield from ("zzz no such name", "- –", "x" * 300, "ԵՐԵՒԱՆ", "İ ı ß")


def found(record: Record, query: str) -> dict[str, Any]:
    """Return what the search of the page finds, nothing where there is nothing to look for."""
    empty = not search.fold(query)
    return {
        "query": query,
        "places": [] if empty else search.find(record, query),
        "events": [] if empty else [record.events.index(e) for e in search.events(record, query)],
        "towns": [] if empty else [town.name for town in in_settlements.find(record, query)],
    }


def test_map_says_of_every_entity_what_the_slice_says_on_both_sides_of_every_boundary(any_record: Record) -> None:
    parties = [None, *any_record.profile.parties]
    slices = [expected_on(any_record, day, party) for day in boundary_days(any_record) for party in parties]
    assert len(slices) > 20
    assert differences(any_record, slices=slices) == []


def test_map_finds_what_the_search_finds(any_record: Record) -> None:
    asked = [found(any_record, query) for query in dict.fromkeys(queries(any_record))]
    assert any(row["places"] for row in asked)
    assert differences(any_record, queries=asked) == []


def changed_between(record: Record, before: date, after: date, party: str | None) -> dict[str, Any]:
    """Return what the list of the map must hold when two days are compared."""
    changes = compare.compare(record, before, after, according_to=party)
    days = {"before": number(before), "after": number(after)}
    return {**days, "party": party or "", "changed": [c.entity_id for c in changes]}


def test_map_lists_the_changes_that_the_comparison_finds(any_record: Record) -> None:
    days = boundary_days(any_record)
    steps = [*pairwise(days), *zip(days, days[len(days) // 3 :], strict=False)]
    parties = [None, *any_record.profile.parties]
    pairs = [changed_between(any_record, *step, party) for step in steps for party in parties]
    assert any(pair["changed"] for pair in pairs)
    assert differences(any_record, pairs=pairs) == []


def test_differences_are_found(small: Record) -> None:
    """The proof above can fail: a slice of another day is told apart."""
    day = next(s.valid_from for s in small.states if s.valid_from > small.profile.first_day)
    wrong = expected_on(small, day, None) | {"day": number(day - ONE_DAY)}
    wrong_query = found(small, "valley") | {"places": ["road"]}
    wrong_pair = changed_between(small, day - ONE_DAY, day, None) | {"changed": []}
    found_wrong = differences(small, slices=[wrong], queries=[wrong_query], pairs=[wrong_pair])
    assert {d["where"][0] for d in found_wrong} == {"entities", "features", "legend", "places", "changed"}


@pytest.fixture(scope="module")
def worked_out() -> Record:
    """Return the record of the table of vectors; of the rest it needs nothing."""
    good = read.record(FIXTURES / "good")
    first, last, reviewed = (date.fromisoformat(VECTORS[key]) for key in ("first", "last", "reviewed"))
    profile = replace(good.profile, first_day=first, last_day=last, reviewed_through=reviewed)
    states = [_state(e, row) for e, entity in VECTORS["entities"].items() for row in entity["states"]]
    return replace(good, profile=profile, states=tuple(states), features=())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _state(entity: str, row: dict[str, Any]) -> State:
    usual = next(iter(read.record(FIXTURES / "good").states))
    return replace(
        usual,
        entity_id=entity,
        status=row["status"],
        valid_from=date.fromisoformat(row["from"]),
        valid_to=_day(row["to"]),
        start=Bounds(None, _day(row["startLatest"])),
        end=Bounds(_day(row["endEarliest"]), None),
        according_to=row["party"],
        source_ids=tuple(row["sources"]),
    )


@pytest.mark.parametrize(("entity", "day", "party", "expected"), VECTORS["rows"])
def test_slice_says_what_was_worked_out_by_hand(
    worked_out: Record, entity: str, day: str, party: str, expected: list[str] | None
) -> None:
    on_day = slice_on(worked_out, date.fromisoformat(day), according_to=party or None)
    state = on_day.state_of(entity)
    assert (list(_said(worked_out, on_day, state)[:3]) if state else None) == expected


@pytest.mark.parametrize("entity", VECTORS["entities"])
def test_spans_are_those_worked_out_by_hand(worked_out: Record, entity: str) -> None:
    states = worked_out.states_of[entity]
    by_hand = VECTORS["entities"][entity]["spans"]
    for party in ("", *VECTORS["parties"]):
        said = [
            [s.start.isoformat(), s.end.isoformat(), states.index(s.state), s.certainty, s.agreement]
            for s in spans(worked_out, entity, party or None)
        ]
        assert said == by_hand.get(party, by_hand[""]), party


def declared(interface: str) -> set[str]:
    """Return the fields that types.d.ts gives an interface, those of Interval where it extends that."""
    block = re.search(rf"export interface {interface}( extends Interval)? \{{\n(.*?)\n\}}", TYPES, re.DOTALL)
    assert block, interface
    return set(re.findall(r"^  (\w+): ", block[2], re.MULTILINE)) | ({"from", "to"} if block[1] else set())


def test_types_of_the_script_name_every_field_of_the_payload_and_no_other(any_record: Record) -> None:
    data = payload(any_record)
    assert set(data) == declared("Payload")
    rows = {
        "Entity": [*data["entities"].values()],
        "Told": [told for entity in data["entities"].values() for told in entity["states"]],
        "Source": [*data["sources"].values()],
        "Style": [*data["styles"].values(), data["context"], data["muted"]],
        "Feature": data["features"],
        "Event": data["events"],
        "Position": data["positions"],
        "Country": data["countries"],
        "Place": data["places"],
    }
    for interface, values in rows.items():
        assert {frozenset(value) for value in values} <= {frozenset(declared(interface))}, interface


def test_payload_of_a_record_without_a_base_map_has_none(small: Record) -> None:
    data = payload(small)
    assert (data["base"], data["relief"]) == (None, None)
    assert data["countries"] == data["places"] == data["highlight"] == []
    assert data["credit"] == data["attribution"][0]
