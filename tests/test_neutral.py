"""One wording for both sides (docs/decisions/neutral-wording.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.wording.words import Words
from tests.conftest import OTHERS
from tests.test_record import unquoted
from tests.test_sources import table
from tests.test_words import record_texts

if TYPE_CHECKING:
    from layers.record.model import Record

OTHER_VERBS = re.compile(
    r"\b(captur|seiz|conquer|retak|occup|liberat|tak(e|es|en|ing)\b|took\b|f[ae]ll(s|en)?\b|enter|los[est])", re.I
)
FORMS = (r".+ announces control of .+", r".+ pass(es)? to (Armenian|Azerbaijani) control, .+ says?")
PAIRS = (
    *(("Shusha", "Shushi"), ("Khankendi", "Stepanakert"), ("Sugovushan", "Madagiz"), ("Farrukh", "Parukh")),
    ("Zabukh", "Aghavno"),
)
DOCUMENTS = ("Shusha Declaration",)
QUOTED_ONLY = ("land corridor", "environmental activists", "formerly", "renamed")


def english(record: Record) -> set[str]:
    """Return the texts of the record in English: tables, what happened in each event, and how features were drawn."""
    texts = record_texts(record) | {e.description for e in record.events} | {e.date_note for e in record.events}
    return (texts | {f.segment for f in record.features}) - {""}


def test_a_change_of_control_has_one_of_two_forms_for_either_side(record: Record) -> None:
    titles = [e.title for e in record.events if e.kind == "control"]
    assert [t for t in titles if OTHER_VERBS.search(unquoted(t))] == []
    about = [t for t in titles if re.search(r"\bcontrol\b", t)]
    assert [t for t in about if not any(re.fullmatch(form, t) for form in FORMS)] == []
    gained = {"Armenian": 0, "Azerbaijani": 0}
    for title in about:
        gained["Azerbaijani" if "Azerbaijan announces" in title or "to Azerbaijani" in title else "Armenian"] += 1
    assert min(gained.values()) > 5


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_both_names_stand_wherever_either_does_the_official_one_first(first: str, second: str, record: Record) -> None:
    lone = re.compile(rf"\b({first}|{second})\b")
    texts = {t: re.sub(rf"\b{first} / {second}\b|{'|'.join(DOCUMENTS)}", " ", t) for t in english(record)}
    assert [t for t, rest in texts.items() if lone.search(rest)] == []
    assert any(f"{first} / {second}" in t for t in texts)


@pytest.mark.parametrize("language", OTHERS)
def test_both_names_stand_in_the_other_languages_too(language: str, record: Record) -> None:
    paired = [t for t in record_texts(record) if any(f"{first} / {second}" in t for first, second in PAIRS)]
    assert len(paired) > 10
    assert [t for t in paired if not re.search(r" / |\(", Words(record, language).told(t))] == []


def test_words_of_one_side_stand_in_quotation_only(record: Record) -> None:
    texts = english(record) | {row["note"] for row in table("names")} | {row["en"] for row in table("names")}
    assert [t for t in texts for word in QUOTED_ONLY if re.search(rf"\b{word}", unquoted(t), re.I)] == []
