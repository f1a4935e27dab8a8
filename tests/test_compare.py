"""Two days compared: the earlier first, agreed handovers named as such."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.errors import DateError
from layers.wording import compare
from layers.wording.words import Words

if TYPE_CHECKING:
    from layers.record.model import Record

BEFORE, AFTER = date(2020, 11, 11), date(2020, 12, 1)


def test_three_handovers_by_agreement_in_november_2020(record: Record) -> None:
    changes = compare.compare(record, date(2020, 11, 1), AFTER)
    agreed = {c.entity_id for c in changes if compare.by_agreement(record, c)}
    assert agreed == {"kalbajar", "aghdam_held", "lachin_district"}


def test_sentence_counts_and_names_the_changes(record: Record) -> None:
    changes = compare.compare(record, BEFORE, AFTER)
    sentence = compare.sentence(Words(record, "en"), BEFORE, AFTER, changes)
    assert sentence.startswith("Between 11 November 2020 and 1 December 2020: 3 territories, by agreement: ")
    assert "Kalbajar" in sentence


def test_equal_days_say_that_nothing_changed(record: Record) -> None:
    sentence = compare.sentence(Words(record, "en"), AFTER, AFTER, compare.compare(record, AFTER, AFTER))
    assert sentence.endswith("the record shows no change of status.")


def test_reversed_comparison_is_refused(record: Record) -> None:
    with pytest.raises(DateError, match="reversed"):
        compare.compare(record, AFTER, BEFORE)


def test_party_that_is_chosen_is_heard_in_the_comparison(record: Record) -> None:
    days, words = (date(2022, 3, 1), date(2022, 4, 5)), Words(record, "en")
    for party, after in ((None, words.status("T_CONTESTED")), ("Azerbaijan", "Azerbaijani control")):
        changes = compare.compare(record, *days, according_to=party)
        assert {r["entity_id"]: r["after"] for r in compare.rows(words, changes)}["farrukh"] == after


def test_rows_tell_before_and_after(record: Record) -> None:
    rows = compare.rows(Words(record, "en"), compare.compare(record, date(2022, 8, 25), date(2022, 8, 26)))
    town = next(r for r in rows if r["entity_id"] == "lachin_town")
    assert town["before"] == "Russian peacekeeping zone (Armenian local administration)"
    assert town["after"] == "Azerbaijani control"
    assert town["since"] == "2022-08-26"
