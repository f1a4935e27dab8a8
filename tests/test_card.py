"""The status card answers what held, how surely, and who says so."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.errors import DateError, UnknownNameError
from layers.record.model import Certainty
from layers.wording import card
from layers.wording.words import Words
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record


def english(record: Record) -> Words:
    return Words(record, "en")


def test_lachin_town_on_the_day_of_the_change(record: Record) -> None:
    answer = card.status_of(record, "lachin_town", date(2022, 8, 26))
    assert answer.state is not None
    assert answer.previous is not None
    assert (answer.previous.status, answer.state.status, answer.next) == ("T_RPK", "T_AZ", None)
    assert answer.certainty is Certainty.CERTAIN
    assert any("azernews.az" in source.url for source in answer.sources)
    assert [e.day for e in answer.events] == [date(2022, 8, 26)]


def test_both_sides_are_quoted_where_they_differ(record: Record) -> None:
    answer = card.status_of(record, "farrukh", date(2022, 4, 1))
    assert answer.state is not None
    assert answer.state.status == "T_CONTESTED"
    assert {(s.according_to, s.status) for s in answer.statements} == {
        ("Azerbaijan", "T_AZ"),
        ("third parties", "T_RPK"),
    }


def test_party_that_is_chosen_is_heard_in_place_of_the_record_and_named(record: Record) -> None:
    answer = card.status_of(record, "farrukh", date(2022, 4, 5), according_to="Azerbaijan")
    assert answer.state is not None
    assert (answer.state.status, answer.state.according_to) == ("T_AZ", "Azerbaijan")
    text = card.as_text(english(record), answer)
    assert "\n  according to Azerbaijan: Azerbaijani control\n" in text
    assert text.count("\n  according to Azerbaijan:") == text.count("\n  according to third parties:") == 1
    assert "Contested" not in text.split("Before")[0]


def test_parties_are_quoted_on_more_than_the_status_with_their_sources(record: Record) -> None:
    answer = card.status_of(record, "lachin_new", date(2023, 1, 10))
    assert {(p.according_to, p.aspect) for p in answer.positions} == {(p, "nature") for p in record.profile.parties}
    text = card.as_text(english(record), answer)
    assert "12 December 2022, according to Armenia, on what it is: 'blockade'" in text
    assert "'protest' against the extraction of resources" in text
    assert {i for p in answer.positions for i in p.source_ids} <= {s.source_id for s in answer.sources}


def test_positions_are_told_from_the_start_of_the_state_to_the_day(record: Record) -> None:
    told = [card.status_of(record, "zangezur", d).positions for d in (date(2021, 2, 14), date(2021, 2, 15))]
    assert {p.event.day for p in told[0]} == {date(2020, 11, 10)}
    assert next(p.event.day for p in told[1]) == date(2021, 2, 15)
    assert card.status_of(record, "zangezur", date(2026, 1, 14)).positions == ()


def test_card_says_what_the_status_rests_on_and_how_well_the_place_is_known(record: Record) -> None:
    text = card.as_text(english(record), card.status_of(record, "kalbajar", date(2020, 12, 1)))
    assert "Basis: agreement: handover under item 6" in text
    assert "Position: within about 1.8 km" in text


def test_sources_of_the_status_stand_right_below_it_and_accuracy_last(record: Record) -> None:
    text = card.as_text(english(record), card.status_of(record, "shusha", date(1992, 6, 1)))
    asked = ["Other names", "Status", "Sources", "    - ", "according to", "Since", "Until", "Before", "Next change"]
    asked += ["What the status means", "Basis", "Certainty", "Confidence", "Position", "How it was drawn"]
    places = [text.index(part) for part in asked]
    assert places == sorted(places)
    assert "Since: 8 or 9 May 1992" in text
    assert "within about 3 km" in text


def test_each_party_is_cited_by_its_own_source(record: Record) -> None:
    told = card.facts(english(record), card.status_of(record, "zangezur", date(2021, 2, 15)))
    lavrov = next(f for f in told if "Lavrov" in f.value)
    assert lavrov.row is not None
    assert list(lavrov.row.source_ids) == [
        i for p in record.positions if "Lavrov" in p.words and p.event.day == date(2021, 2, 15) for i in p.source_ids
    ]


def test_certainty_and_confidence_are_explained(record: Record) -> None:
    text = card.as_text(english(record), card.status_of(record, "kalbajar", date(2020, 12, 1)))
    assert "Certainty: certain (the day lies between" in text
    assert re.search(r"Confidence: \w+ \(how sure", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_says_what_the_word_for_the_status_means(record: Record, language: str) -> None:
    words = Words(record, language)
    text = card.as_text(words, card.status_of(record, "lachin_town", date(2020, 11, 20)))
    assert f"{words.say('What the status means')}: {words.meaning('T_RPK')}" in text


def test_text_prints_the_last_day_inclusively(record: Record) -> None:
    answer = card.status_of(record, "kalbajar", date(2020, 11, 12))
    text = card.as_text(english(record), answer)
    assert "Since: 10 November 2020" in text
    assert "Until: 24 November 2020" in text
    assert "Handover agreed, not yet carried out" in text
    assert "https://www.primeminister.am/" in text


def test_markdown_links_http_only_and_escapes(record: Record) -> None:
    text = card.as_markdown(english(record), card.status_of(record, "aghdam_held", date(2021, 1, 1)))
    assert "](<https://www.aljazeera.com/" in text
    assert "\\_" not in text.split("](<")[1].split(">)")[0]


def test_json_holds_the_same_answer(record: Record) -> None:
    held = card.status_of(record, "kalbajar", date(2020, 11, 12))
    answer = json.loads(json.dumps(card.as_dict(english(record), held)))
    assert answer["state"]["status"] == "T_PENDING"
    assert answer["state"]["until"] == "2020-11-24"
    assert answer["next"]["since"] == "2020-11-25"
    assert answer["names"]["hy"] == "Քարվաճառ"


def test_unknown_end_and_missing_status_are_said(record: Record) -> None:
    road = card.status_of(record, "aghdam_khankendi_road", date(2024, 1, 1))
    assert road.certainty is Certainty.POSSIBLE
    assert "not known after 18 September 2023" in card.as_text(english(record), road)
    before = card.status_of(record, "aghdam_khankendi_road", date(1990, 1, 1))
    assert before.state is None
    assert "no status for this day" in card.as_text(english(record), before)


def test_days_after_the_review_are_said(record: Record) -> None:
    text = card.as_text(english(record), card.status_of(record, "kalbajar", date(2026, 6, 1)))
    assert "Certainty: not reviewed" in text


def test_bad_entity_and_day_are_refused(record: Record) -> None:
    with pytest.raises(UnknownNameError, match="kalbajar"):
        card.status_of(record, "kalbajr", date(2022, 1, 1))
    with pytest.raises(DateError):
        card.status_of(record, "kalbajar", date(1900, 1, 1))
