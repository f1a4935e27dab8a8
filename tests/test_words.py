"""Words in five languages."""

from __future__ import annotations

import ast
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.recipe.recipe import Look
from layers.record import basemap, catalogue
from layers.record.model import Aspect, Basis, Certainty, Confidence
from layers.wording import card, uncertain
from layers.wording.words import LOCALE, Words
from tests.conftest import OTHERS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.record.model import Record

UNTRANSLATED = "[en]"
"""What stands behind a text that has no translation."""


def nodes() -> Iterator[ast.AST]:
    """Yield every node of the code."""
    for path in [ROOT / "app.py", *(ROOT / "layers").rglob("*.py")]:
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def asked() -> set[str]:
    """Return every constant that the code hands to `text` or `say`."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in {"text", "say"} and isinstance(node.args[0].value, str):
                found.add(node.args[0].value)
    return found - {""}


@pytest.mark.parametrize("language", OTHERS)
def test_every_interface_text_is_translated_with_its_fields(record: Record, language: str) -> None:
    texts = asked()
    assert len(texts) > 130
    for message in texts:
        translated = Words(record, language).say(message)
        assert not translated.endswith(UNTRANSLATED), message
        assert set(re.findall(r"\{\w+\}", translated)) == set(re.findall(r"\{\w+\}", message)), message


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_a_text_that_is_gone(language: str) -> None:
    texts = catalogue.parsed((LOCALE / f"{language}.po").read_bytes(), language)
    written = {node.value for node in nodes() if isinstance(node, ast.Constant)}
    assert len(texts) > 130
    assert [text.id for text in texts if text.id and text.id not in written] == []


def record_texts(record: Record) -> set[str]:
    """Return every text of the record that a card, a list, the map, the page or an animation shows."""
    about = record.profile
    texts = {text for e in record.events for text in (e.title, e.description)} | {p.words for p in record.positions}
    texts |= {text for s in record.states for text in (s.basis, s.note)} | {f.method for f in record.features}
    texts |= (
        {about.title, about.map_title, about.claims_note, about.about}
        | {e.label for e in about.examples}
        | {p.label for p in about.parties.values()}
    )
    texts |= {r.why for r in record.revisions}
    texts |= {c.label for c in about.basemap.countries} if about.basemap else set()
    texts |= {g.label for g in about.groups.values()} | {e.kind for e in record.events}
    texts |= {v.label for v in (*about.layers.values(), *about.view_labels.values())}
    texts |= {text for term in record.terms.values() for text in (term.label, term.definition)}
    texts |= {e.label for e in record.entities.values()}
    return (texts | {text for c in record.claims for text in (c.finding, c.verdict)}) - {""}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_record_is_translated(record: Record, language: str) -> None:
    texts = record_texts(record)
    assert len(texts) > 280
    assert [t for t in texts if Words(record, language).told(t).endswith(UNTRANSLATED)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_short_word_of_the_tables_is_translated(record: Record, language: str) -> None:
    words = Words(record, language)
    short = {*Certainty, *Confidence, *Basis, *Look, "yes", "no"}
    short |= {*card.CERTAINTY.values(), card.CONFIDENCE, card.SCHEMATIC}
    assert [s for s in short if words.say(s).endswith(UNTRANSLATED)] == []
    told = {e.kind for e in record.events} | {c.verdict for c in record.claims}
    assert [s for s in told if words.told(s).endswith(UNTRANSLATED)] == []
    assert not any(words.party(p).endswith(UNTRANSLATED) for p in record.profile.parties)
    assert not any(words.aspect(a).endswith(UNTRANSLATED) for a in Aspect)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 territory"),
        ("en", 3, "3 territories"),
        ("ru", 1, "1 территория"),
        ("ru", 3, "3 территории"),
        ("ru", 5, "5 территорий"),
        ("az", 3, "3 ərazi"),
    ],
)
def test_numbers_take_the_plural_of_their_language(record: Record, language: str, count: int, said: str) -> None:
    assert Words(record, language).counted("territory", count) == said


@pytest.mark.parametrize("language", OTHERS)
def test_every_counted_group_is_translated(record: Record, language: str) -> None:
    words = Words(record, language)
    assert not any(words.counted(group, 2).endswith(UNTRANSLATED) for group in record.profile.groups)


def test_towns_come_from_the_record_then_stand_in_english_with_a_star(record: Record) -> None:
    armenian = Words(record, "hy")
    assert armenian.town("Goris", "goris") == "Գորիս"
    assert armenian.town("Yerevan", "yerevan") == "Երևան"
    assert armenian.town("Sisian", None) == "Sisian*"
    assert Words(record, "en").town("Sisian", None) == "Sisian"


@pytest.mark.parametrize("language", OTHERS)
def test_town_that_the_record_names_is_drawn_under_that_name(record: Record, language: str) -> None:
    base = basemap.of(record)
    assert base is not None
    places = [town.properties for town in base.layers["places"] if town.properties["name_id"]]
    towns = {town["name"]: town["name_id"] for town in places}
    assert {"Yerevan", "Baku", "Goris"} <= set(towns)
    words = Words(record, language)
    starred = {t for t, name in towns.items() if words.town(t, name).endswith("*")}
    assert starred == {t for t, name in towns.items() if language not in record.names[name].by_language}
    assert len(starred) < len(towns) / 5


@pytest.mark.parametrize("language", OTHERS)
def test_every_status_and_title_is_translated(record: Record, language: str) -> None:
    words = Words(record, language)
    for code in record.terms:
        assert not words.status(code).endswith(UNTRANSLATED)
    for entity in record.entities:
        assert UNTRANSLATED not in words.title(entity)


def test_what_is_not_translated_stands_in_english_with_a_mark(record: Record) -> None:
    words = Words(record, "hy")
    assert words.say("a text that nobody translated") == "a text that nobody translated [en]"
    assert words.told("a text that nobody translated") == "a text that nobody translated [en]"


def test_no_record_is_lent_the_words_of_the_interface_or_of_another_record(small: Record) -> None:
    words = Words(small, "az")
    assert words.status("C_OPEN") == "Open [en]"
    assert words.told("Sources") == "Sources [en]"
    assert words.counted("territory", 2) == "2 × Territories [en]"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "26 August 2022"),
        ("az", "26 avqust 2022"),
        ("hy", "26 օգոստոսի, 2022 թ."),
        ("ru", "26 августа 2022\u202fг."),
        ("tr", "26 Ağustos 2022"),
    ],
)
def test_day_follows_cldr(record: Record, language: str, said: str) -> None:
    assert Words(record, language).day(date(2022, 8, 26)) == said


@pytest.mark.parametrize(
    ("language", "edtf", "said"),
    [
        ("en", "[1992-05-08,1992-05-09]", "8 or 9 May 1992"),
        ("az", "[1992-05-08,1992-05-09]", "8 və ya 9 may 1992"),
        ("hy", "[1992-05-08,1992-05-09]", "8 կամ 9 մայիսի, 1992 թ."),
        ("ru", "[1992-05-08,1992-05-09]", "8 или 9 мая 1992 г."),
        ("tr", "[1992-05-08,1992-05-09]", "8 veya 9 Mayıs 1992"),
        ("en", "[1992-05-22,1992-05-25,1992-05-28]", "22, 25 or 28 May 1992"),
        ("en", "[1993-04-02..1993-04-03]", "between 2 and 3 April 1993"),
        ("ru", "[1993-04-02..1993-04-03]", "между 2 и 3 апреля 1993 г."),
        ("en", "[2023-04-28..2023-05-01]", "between 28 April 2023 and 1 May 2023"),
        ("en", "1991-08-30~", "about 30 August 1991"),
        ("ru", "1991-08-30~", "около 30 августа 1991 г."),
        ("en", "1989-08", "August 1989"),
        ("en", "1992~", "about 1992"),
        ("en", "[2026-02-28..]", "28 February 2026 or later"),
        ("en", "[..2026-02-28]", "28 February 2026 or earlier"),
        ("en", "", "1 May 1992"),
        ("en", "1992-05-XX", "1 May 1992 (1992-05-XX)"),
    ],
)
def test_uncertain_days_are_told_in_words(record: Record, language: str, edtf: str, said: str) -> None:
    told = Words(record, language).boundary(date(1992, 5, 1), edtf)
    assert told.replace("\u202f", " ") == said


def test_last_day_is_the_eve_of_an_uncertain_end() -> None:
    assert uncertain.eve("[1993-05-01,1993-05-02]") == "[1993-04-30,1993-05-01]"
    assert uncertain.eve("1992-02") == "1992-02"


def test_interval_is_no_surer_than_its_ends(record: Record) -> None:
    taken = next(s for s in record.states if s.entity_id == "shusha" and s.edtf_from)
    assert Words(record, "en").interval(taken, short=True) == "8 or 9 May 1992 – about 28 October 2020"


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_no_uncertain_day_of_the_record_is_left_in_its_code(record: Record, language: str) -> None:
    words = Words(record, language)
    told = [words.boundary(s.valid_from, s.edtf_from) for s in record.states]
    told += [words.until(s) for s in record.states] + [words.boundary(e.day, e.edtf) for e in record.events]
    assert [text for text in told if re.search(r"[\[\]~?]|\d{4}-\d{2}", text)] == []


def test_distances_are_in_kilometres_from_a_thousand_metres_on(record: Record) -> None:
    told = [Words(record, "ru").distance(metres) for metres in (999, 1000, 2440)]
    assert told == ["999 м", "1 км", "2,4 км"]
