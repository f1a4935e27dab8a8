"""The shipped tables: valid as a data package, complete, and in neutral words."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import warnings
from typing import TYPE_CHECKING

import pytest

from layers import words
from layers.read import DATA
from layers.webmap.messages import messages

if TYPE_CHECKING:
    from layers.model import Record

ROWS = {"claims": 30, "entities": 50, "events": 111, "names": 57, "sources": 119, "status": 99, "vocabulary": 19}
ONE_SIDED = re.compile(
    r"\b(liberat|reconquer|recaptur|occupied|occupation|blockade|invasion|artsakh|separatist)\w*", re.IGNORECASE
)
"""Stems of the words that vocabulary.csv and the design list as one side's."""


def test_data_package_is_valid() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_data_package_describes_every_file_as_it_is() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    described = {r["path"]: r["hash"] for r in package["resources"]}
    files = [*DATA.glob("*.csv"), *DATA.glob("*.geojson"), *DATA.glob("basemap/*")]
    assert described == {
        p.relative_to(DATA).as_posix(): f"sha256:{hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files
    }
    assert package["reviewed_through"] == "2026-03-12"
    assert all(r["licenses"] for r in package["resources"] if not r["path"].endswith("relief.json"))


@pytest.mark.parametrize("table", ROWS)
def test_table_keeps_every_row(table: str) -> None:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == ROWS[table]


def test_every_state_and_event_has_a_source(record: Record) -> None:
    cited = [row.source_ids for row in record.states] + [row.source_ids for row in record.events]
    for ids in cited:
        assert ids
        assert set(ids) <= set(record.sources)


def test_names_stand_in_all_five_languages(record: Record) -> None:
    for name in record.names.values():
        assert set(name.by_language) == set(words.LANGUAGE_NAMES)


def test_labels_titles_and_interface_use_no_word_of_one_side(record: Record) -> None:
    texts = [
        *messages(record, "en").values(),
        *(t.label for t in record.terms.values()),
        *(e.label for e in record.entities.values()),
        *(words.title(record, e) for e in record.entities),
        *(re.sub(r"[“\"'‘].*?[”\"'’]", "", e.title) for e in record.events),
    ]
    assert len(texts) > 200
    assert [t for t in texts if ONE_SIDED.search(t)] == []


def test_syunik_route_is_labelled_with_who_calls_it_what(record: Record) -> None:
    label = words.layers(record)["zangezur_corridor"]
    assert label.startswith("Syunik")
    assert "called" in label
