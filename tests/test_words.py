"""Words in five languages."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers import recipe, words
from layers.model import LANGUAGES, Aspect, Basis, Certainty, Group, Party

if TYPE_CHECKING:
    from layers.model import Record

ROOT = Path(__file__).resolve().parent.parent
OTHERS = [language for language in LANGUAGES if language != "en"]


def asked() -> set[str]:
    """Return every constant that the code hands to `text` or `say`."""
    found = set()
    for path in [ROOT / "app.py", *(ROOT / "layers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"text", "say"} and isinstance(node.args[0].value, str):
                    found.add(node.args[0].value)
    return found - {""}


@pytest.mark.parametrize("language", OTHERS)
def test_every_interface_text_is_translated_with_its_fields(language: str) -> None:
    texts = asked()
    assert len(texts) > 130
    for message in texts:
        translated = words.text(message, language)
        assert not translated.endswith(words.UNTRANSLATED), message
        assert set(re.findall(r"\{\w+\}", translated)) == set(re.findall(r"\{\w+\}", message)), message


def record_texts(record: Record) -> set[str]:
    """Return every text of the record that a card, a list, the map or an animation shows."""
    texts = {e.title for e in record.events} | {p.words for p in record.positions}
    texts |= {text for s in record.states for text in (s.basis, s.note)} | set(record.features["method"])
    return (texts | {c.finding for c in record.claims}) - {""}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_record_is_translated(record: Record, language: str) -> None:
    texts = record_texts(record)
    assert len(texts) > 280
    assert [t for t in texts if words.text(t, language).endswith(words.UNTRANSLATED)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_short_word_of_the_tables_is_translated(record: Record, language: str) -> None:
    short = {*Certainty, *Party, *Basis, *recipe.Look, "high", "medium", "low", "yes", "no"}
    short |= {e.kind for e in record.events} | {c.verdict for c in record.claims}
    assert [s for s in short if words.text(s, language).endswith(words.UNTRANSLATED)] == []
    assert not any(words.aspect(a, language).endswith(words.UNTRANSLATED) for a in Aspect)


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
def test_numbers_take_the_plural_of_their_language(language: str, count: int, said: str) -> None:
    assert words.counted(Group.TERRITORY, count, language) == said


@pytest.mark.parametrize("language", OTHERS)
def test_every_counted_group_is_translated(language: str) -> None:
    assert not any(words.counted(group, 2, language).endswith(words.UNTRANSLATED) for group in Group)


def test_towns_come_from_the_record_then_cldr_then_stand_in_english_with_a_star(record: Record) -> None:
    assert words.town(record, "Goris", "goris", "hy") == "Գորիս"
    assert words.town(record, "Yerevan", None, "hy") == "Երևան"
    assert words.town(record, "Sisian", None, "hy") == "Sisian*"
    assert words.town(record, "Sisian", None, "en") == "Sisian"


@pytest.mark.parametrize("language", OTHERS)
def test_every_status_and_title_is_translated(record: Record, language: str) -> None:
    for code in record.terms:
        assert not words.status(record, code, language).endswith(words.UNTRANSLATED)
    for entity in record.entities:
        assert words.UNTRANSLATED not in words.title(record, entity, language)


def test_what_is_not_translated_stands_in_english_with_a_mark() -> None:
    assert words.text("a text that nobody translated", "hy") == "a text that nobody translated [en]"


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
def test_day_follows_cldr(language: str, said: str) -> None:
    assert words.day(date(2022, 8, 26), language) == said
