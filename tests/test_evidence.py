"""Where in a source a row has its proof, wherever sources are shown; what a bibliography keeps of a source."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import rispy
from pybtex.database import parse_string

from layers import escape
from layers.recipe import recipe
from layers.record import read
from layers.record.model import Evidence, Form
from layers.render import artefact, caption, citation
from layers.render.webmap import data
from layers.wording import card, sources
from layers.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.recipe.recipe import Resolved
    from layers.record.model import Record

SOURCES = """source_id,publisher,title,date,url,language,kind,accessed,archive_url,note
gazette,The Gazette,The valley,2010-06-16,https://example.org/valley,ru,newspaper,2020-02-29,https://example.org/kept/valley,\
The day was not in the copy read.
"""
EVIDENCE = """table,row,source_id,locator,quote,form
status,valley@2000-01-01,gazette,page 3,Долина остаётся за прежними,quotation
status,valley@2010-06-15@Armenia,gazette,,The paper reports a denial.,paraphrase
events,2010-06-15-valley,gazette,item 2,,
positions,2010-06-15-valley@date@Azerbaijan,gazette,,"14 июня, четырнадцатого",quotation
claims,C1,gazette,page 4,долина перешла,quotation
"""
QUOTED = "page 3: “Долина остаётся за прежними” (quotation)"
HEDGES = ("citable", "copy read", "not recorded", "no source", "was not opened", "not found")
"""Words of the record's remarks on how it read a source, or on a row without one."""


@pytest.fixture
def proved(overlay: Callable[..., Path]) -> Record:
    """Return the made-up record with proofs."""
    folder = overlay("good")
    for name, text in (("sources", SOURCES), ("evidence", EVIDENCE)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read.record(folder)


def asked(record: Record, day: str, **fields: str) -> Resolved:
    return recipe.resolve(record, recipe.parse(record, {"days": day} | fields))


def test_a_row_has_its_own_proofs(proved: Record) -> None:
    state = proved.states[0]
    assert state.evidence == (Evidence("gazette", "page 3", "Долина остаётся за прежними", Form.QUOTATION),)
    assert [s.evidence[0].form for s in proved.states if s.according_to == "Armenia"] == [Form.PARAPHRASE]
    assert proved.events[0].evidence == (Evidence("gazette", "item 2", "", None),)
    assert proved.positions[0].evidence[0].quote == "14 июня, четырнадцатого"
    assert proved.claims[0].evidence[0].locator == "page 4"
    assert [s.evidence for s in proved.states if s.entity_id == "road"] == [()]


def test_card_quotes_as_published_and_says_whose_words_stand_there(proved: Record) -> None:
    text = card.as_text(Words(proved, "en"), card.status_of(proved, "valley", date(2005, 1, 1)))
    assert QUOTED in text
    assert "(newspaper; Russian; opened on 29 February 2020)" in text
    assert "archived copy <https://example.org/kept/valley>" in text
    later = card.as_text(Words(proved, "en"), card.status_of(proved, "valley", date(2010, 6, 16)))
    assert "      The paper reports a denial. (paraphrase)" in later
    assert "      item 2\n" in later


def test_card_in_markdown_says_the_same_with_links(proved: Record) -> None:
    text = card.as_markdown(Words(proved, "en"), card.status_of(proved, "valley", date(2005, 1, 1)))
    assert "  - [" in text
    assert "[archived copy](<https://example.org/kept/valley>)" in text
    assert f"    - {escape.markdown(QUOTED)}" in text


def test_language_of_a_publication_is_said_to_those_who_read_another(proved: Record) -> None:
    source = proved.sources["gazette"]
    assert "русский" not in sources.about(Words(proved, "ru"), source)
    assert "; rus; " in sources.about(Words(proved, "az"), source)


def test_map_carries_the_proofs_and_translates_the_records_own_words_only(proved: Record) -> None:
    payload = data.payload(proved)
    first = payload["entities"]["valley"]["states"][0]
    assert first["proofs"] == [
        {"source_id": "gazette", "locator": "page 3", "quote": "Долина остаётся за прежними", "form": "quotation"}
    ]
    known = payload["sources"]["gazette"]
    assert (known["kind"], known["language"]) == ("newspaper", "ru")
    assert known["accessed"] == data.number(date(2020, 2, 29))
    assert known["archive"] == "https://example.org/kept/valley"
    told = payload["told"]["ru"]
    assert "The paper reports a denial." in told
    assert "Долина остаётся за прежними" not in told
    assert payload["texts"]["az"]["language:ru"] == "rus"


def test_data_files_carry_the_proofs_as_lists(proved: Record) -> None:
    made = {form: artefact.render(proved, recipe.parse(proved, {"form": form})) for form in ("geojson", "csv")}
    proof = {"source_id": "gazette", "locator": "page 3", "quote": "Долина остаётся за прежними", "form": "quotation"}
    rows = [f["properties"] for f in json.loads(made["geojson"])["features"]]
    assert [r["evidence"] for r in rows if r["start_date"] == "2000-01-01"] == [[proof]]
    assert {json.dumps(r["evidence"]) for r in rows if r["entity_id"] == "road"} == {"[]"}
    cells = csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig")))
    assert [json.loads(r["evidence"]) for r in cells if r["start_date"] == "2000-01-01"] == [[proof]]


def test_citation_keeps_when_it_was_opened_and_where_it_is_archived(proved: Record) -> None:
    made = asked(proved, "2005-01-01")
    entry = parse_string(citation.render(made.words, made.slices, "bib"), "bibtex").entries["gazette"].fields
    assert (entry["urldate"], entry["archiveurl"]) == ("2020-02-29", "https://example.org/kept/valley")
    assert entry["language"] == "ru"
    item = json.loads(citation.render(made.words, made.slices, "json"))[1]
    assert item["accessed"] == {"date-parts": [[2020, 2, 29]]}
    assert (item["archive_location"], item["language"]) == ("https://example.org/kept/valley", "ru")
    ris = rispy.loads(citation.render(made.words, made.slices, "ris"))[1]
    assert (ris["access_date"], ris["language"]) == ("2020/02/29", "ru")
    assert ris["urls"] == ["https://example.org/valley", "https://example.org/kept/valley"]


def test_remarks_on_how_a_source_was_read_are_no_part_of_a_citation(proved: Record) -> None:
    made = asked(proved, "2005-01-01")
    for form in citation.FORMATS:
        assert "copy read" not in citation.render(made.words, made.slices, form)
    assert "SHA-256" in citation.render(made.words, made.slices, "bib")


@pytest.mark.parametrize("day", ["1992-06-01", "2020-10-20", "2023-08-01", "2026-01-01"])
def test_no_remark_on_a_missing_source_reaches_figure_caption_or_citation(record: Record, day: str) -> None:
    made = asked(record, day)
    texts = [citation.render(made.words, made.slices, form) for form in citation.FORMATS]
    texts += [caption.caption(made), caption.alt_text(made)]
    texts.append(artefact.render(record, recipe.parse(record, {"days": day, "form": "svg", "size": "a4"})).decode())
    assert [(word, t[:40]) for t in texts for word in HEDGES if word in t] == []


def test_every_proof_of_the_record_is_read(record: Record) -> None:
    proofs = [p for state in record.states for p in state.evidence]
    proofs += [p for event in record.events for p in event.evidence]
    proofs += [p for position in record.positions for p in position.evidence]
    proofs += [p for claim in record.claims for p in claim.evidence]
    with (record.folder / "evidence.csv").open(encoding="utf-8", newline="") as stream:
        assert len(proofs) == len(list(csv.DictReader(stream)))
