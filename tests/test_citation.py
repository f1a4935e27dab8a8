"""The bibliography, read by other people's readers; caption and description from the same slice."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft7Validator
from pybtex.database import parse_string

from layers import escape
from layers.cli import main
from layers.errors import UnknownNameError
from layers.recipe import recipe
from layers.record.model import Source
from layers.render import caption, citation
from layers.wording import sources
from tests.conftest import FIXTURES, LANGUAGES

if TYPE_CHECKING:
    from layers.recipe.recipe import Resolved
    from layers.record.model import Record


def asked(record: Record, **fields: str) -> Resolved:
    return recipe.resolve(record, recipe.parse(record, {"days": "2022-08-26", "view": "lachin"} | fields))


def written(record: Record, form: str) -> tuple[str, list[str]]:
    """Return the bibliography and the ids that must stand in it: the map's, then those of what is drawn."""
    made = asked(record)
    ids = ["karabakh-dated-map", *(s.source_id for s in sources.drawn(record, made.slices))]
    assert len(ids) > 5
    return citation.render(made.words, made.slices, form), ids


HOSTILE = Source(
    source_id="hostile",
    publisher="Ministry of Roads, embassy in Valley",
    title="50 % of {a\nER  - \n](x) <script>$1 & `b`",
    day="2020-12",
    url='https://example.org/">> <script>',
    note="",
    accessed="2021-01-02",
)
"""A source with all that could break out of a format."""


def test_bibtex_is_read_by_pybtex(record: Record) -> None:
    text, ids = written(record, "bib")
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == ids
    tass = entries["tass-2020-12-01"].fields
    assert tass["url"] == "https://tass.com/world/1229757"
    assert (tass["date"], tass["year"]) == ("2020-12-01", "2020")
    assert entries["tass-2020-12-01"].type == "online"


def test_ris_is_read_by_rispy(record: Record) -> None:
    text, ids = written(record, "ris")
    rows = rispy.load(io.StringIO(text))
    assert [row["id"] for row in rows] == ids
    assert next(r for r in rows if r["id"] == "tass-2020-12-01")["urls"] == ["https://tass.com/world/1229757"]


def test_ris_has_tags_alone_and_ends_lines_as_the_format_asks(record: Record) -> None:
    text, ids = written(record, "ris")
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)
    assert lines.count("ER  - ") == len(ids)


def test_csl_json_is_valid_against_the_schema_of_its_authors(record: Record) -> None:
    schema = json.loads((FIXTURES.parent / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
    for text in (written(record, "json")[0], citation.FORMATS["json"]([HOSTILE])):
        assert [error.message for error in Draft7Validator(schema).iter_errors(json.loads(text))] == []


def test_nothing_breaks_out_of_a_bibliography() -> None:
    made = {form: write([HOSTILE, replace(HOSTILE, source_id="next")]) for form, write in citation.FORMATS.items()}
    entries = parse_string(made["bib"], "bibtex").entries
    assert list(entries) == ["hostile", "next"]
    assert "url" not in entries["hostile"].fields
    assert (entries["hostile"].fields["date"], entries["hostile"].fields["urldate"]) == ("2020-12", "2021-01-02")
    rows = rispy.loads(made["ris"])
    assert [row["id"] for row in rows] == ["hostile", "next"]
    assert rows[0]["authors"] == ["Ministry of Roads – embassy in Valley"]
    assert (rows[0]["publisher"], rows[0]["access_date"]) == ("Ministry of Roads, embassy in Valley", "2021/01/02")
    assert len(made["md"].splitlines()) == 2
    assert not re.search(r"(?<!\\)[<>$`&]|(?<!\\)\]\(", made["md"])
    assert json.loads(made["json"])[0]["author"] == [{"literal": "Ministry of Roads, embassy in Valley"}]


@pytest.mark.parametrize(
    ("url", "written_as"),
    [
        ("https://example.org/a_(b)?c=d&e#f", "https://example.org/a_(b)?c=d&e#f"),
        ("https://example.org/Мост/%D0%9C", "https://example.org/%D0%9C%D0%BE%D1%81%D1%82/%D0%9C"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/\u202egnp", "https://example.org/%E2%80%AEgnp"),
        ('https://example.org/">> <script>', None),
        ("https://example.org/a b", None),
        ("https://example.org/\ud800", None),
        ("https:///path", None),
        ("javascript://example.org/", None),
    ],
)
def test_an_address_is_percent_encoded_or_none(url: str, written_as: str | None) -> None:
    assert escape.link(url) == written_as


def test_csl_json_is_read_by_citeproc(record: Record) -> None:
    text, ids = written(record, "json")
    read = CiteProcJSON(json.loads(text))
    assert list(read) == ids
    assert read["tass-2020-12-01"].issued.year == 2020


def test_markdown_lists_every_source_with_its_link(record: Record) -> None:
    text, ids = written(record, "md")
    assert len(text.splitlines()) == len(ids)
    assert "](<https://tass.com/world/1229757>)" in text


def test_every_source_of_the_record_can_be_cited(record: Record) -> None:
    made = recipe.resolve(record, recipe.parse(record, {"days": "2025-12-31", "form": "geojson"}))
    for form in citation.FORMATS:
        assert citation.render(made.words, made.slices, form)
    assert set(citation.NAMES) == set(citation.FORMATS)


def test_text_is_escaped_for_latex() -> None:
    assert escape.latex(r"50 % of a_b & {c} \ ~") == (
        r"50 \% of a\_b \& \textbraceleft{}c\textbraceright{} \textbackslash{} \textasciitilde{}"
    )


def test_unknown_format_is_refused(record: Record) -> None:
    with pytest.raises(UnknownNameError, match="bib"):
        citation.render(asked(record).words, asked(record).slices, "bibtx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_caption_tells_day_statuses_sources_edition_and_disclaimer(record: Record, language: str) -> None:
    made = asked(record, language=language)
    told, words = caption.caption(made), made.words
    assert words.language == language
    assert words.day(made.recipe.days[0]) in told
    for state in made.slices[0].states:
        assert words.status(state.status) in told
        assert words.title(state.entity_id) in told
    for source in sources.drawn(record, made.slices):
        assert source.publisher in told
    assert record.profile.edition in told
    assert record.digest[:12] in told
    assert words.say("Borders and names imply no position on the legal status of any territory.") in told
    assert "[en]" not in told


def test_description_of_two_days_tells_the_first_and_what_changed(record: Record) -> None:
    told = caption.alt_text(asked(record, days="2022-08-25,2022-08-26"))
    assert told.startswith("Maps: Lachin corridor. 25 August 2022 – 26 August 2022.")
    assert "Between 25 August 2022 and 26 August 2022: 1 territory" in told


def test_days_after_the_review_are_said_in_the_caption(record: Record) -> None:
    told = caption.caption(asked(record, days="2026-06-01"))
    assert "(not reviewed: the record ends on 12 March 2026)" in told
    assert "Lachin: Lachin town with Zabukh / Aghavno and Sus (not reviewed)" in told


def test_cite_prints_each_of_its_formats(capsys: pytest.CaptureFixture[str]) -> None:
    starts = {"md": "- ", "bib": "@online", "json": "[", "ris": "TY", "caption": "Lachin", "alt": "Map: Lachin"}
    for form, start in starts.items():
        assert main(["cite", "--days", "2022-08-26", "--view", "lachin", "--format", form]) == 0
        assert capsys.readouterr().out.startswith(start)
