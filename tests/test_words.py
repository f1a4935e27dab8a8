"""Words in five languages."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers import words
from layers.model import LANGUAGES

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
    assert len(texts) > 90
    for message in texts:
        translated = words.text(message, language)
        assert not translated.endswith(words.UNTRANSLATED), message
        assert set(re.findall(r"\{\w+\}", translated)) == set(re.findall(r"\{\w+\}", message)), message


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
