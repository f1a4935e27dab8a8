"""A place is found by any of its names in any of the five languages and scripts."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers.errors import LayersError, UnknownNameError
from layers.render.webmap import data
from layers.wording import card, search, settlements
from layers.wording.words import Words
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record

FOLDED: list[tuple[str, str]] = [
    tuple(row) for row in json.loads((Path(__file__).parent / "vectors" / "fold.json").read_text(encoding="utf-8"))
]
"""Text and how search folds it; the script of the map is held to the same table."""


@pytest.mark.parametrize(("text", "folded"), FOLDED, ids=[ascii(text) for text, _ in FOLDED])
def test_text_is_folded_as_the_table_says(text: str, folded: str) -> None:
    assert search.fold(text) == folded
    assert search.fold(folded) == folded


def test_table_of_folding_holds_every_dash_and_hyphen_of_unicode() -> None:
    dashes = {chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) == "Pd"} | {"\u2212"}
    assert len(dashes) > 20
    assert {f"Ağdam{dash}Xankəndi" for dash in dashes} <= {text for text, _ in FOLDED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_that_is_shown_finds_its_place(record: Record, language: str) -> None:
    words = Words(record, language)
    for entity in record.entities:
        assert entity in search.resolve(record, words.title(entity)), words.title(entity)
        assert search.find(record, words.title(entity))[0] in search.resolve(record, words.title(entity))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_place_finds_it(record: Record, language: str) -> None:
    words = Words(record, language)
    for entity in (e for e in record.entities.values() if e.name_id):
        assert entity.entity_id in search.resolve(record, words.name(entity.name_id)), words.name(entity.name_id)


def test_only_the_beginning_of_a_long_query_counts(record: Record) -> None:
    assert search.find(record, "Aghdam" + " " * search.LONGEST + "x" * 100_000) == search.find(record, "Aghdam")
    assert search.events(record, "zzz " * 20_000) == ()
    with pytest.raises(UnknownNameError) as caught:
        search.resolve(record, "x" * 100_000)
    assert len(str(caught.value)) < 2 * search.LONGEST + 200


@pytest.mark.parametrize("query", ["Ağdam", "Աղդամ", "Агдам", "Agdam", "Akna", "AGDAM", " aghdam ", "Ակնա"])
def test_aghdam_is_found_by_any_name(query: str, record: Record) -> None:
    assert "aghdam_held" in search.find(record, query)[:2]


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("Şuşa", "shusha"),
        ("Шуша", "shusha"),
        ("Kəlbəcər", "kalbajar"),
        ("kelbecer", "kalbajar"),
        ("Berdzor", "lachin_town"),
    ],
)
def test_case_and_diacritics_do_not_matter(query: str, entity: str, record: Record) -> None:
    assert entity in search.resolve(record, query)


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("Karabagh", "nkao"),
        ("Garabagh", "nkao"),
        ("Qarabağ", "nkao"),
        ("Карабах", "nkao"),
        ("Шуши", "shusha"),
        ("Shoushi", "shusha"),
        ("Furukh", "farrukh"),
        ("Goradiz", None),
        ("Nakhichevan", "nakhchivan_city"),
        ("TRIPP", "zangezur"),
    ],
)
def test_spelling_that_readers_write_finds_its_place_here_and_in_the_offline_map(
    query: str, entity: str | None, record: Record
) -> None:
    if entity is None:
        assert [s.name for s in settlements.resolve(record, query)] == ["Horadiz"]
        return
    assert entity in search.resolve(record, query)
    assert search.fold(query) in data.payload(record)["search"][entity]


def test_settlements_of_one_name_are_all_found(record: Record) -> None:
    assert {s.name for s in settlements.resolve(record, "Martuni")} == {"Khojavend", "Martuni"}
    assert {s.name for s in settlements.resolve(record, "Մարտունի")} == {"Khojavend", "Martuni"}


def test_spelling_that_only_finds_is_shown_nowhere(record: Record) -> None:
    for language in LANGUAGES:
        words = Words(record, language)
        assert "Schuscha" not in words.title("shusha")
        assert "Schuscha" not in str(card.as_dict(words, card.status_of(record, "shusha", date(2022, 1, 1))))


def test_layer_name_means_all_its_entities(record: Record) -> None:
    assert search.resolve(record, "lachin") == ("lachin_district", "lachin_town")


def test_id_means_one_entity(record: Record) -> None:
    assert search.resolve(record, "lachin_town") == ("lachin_town",)


def test_unknown_name_offers_the_three_nearest(record: Record) -> None:
    with pytest.raises(UnknownNameError, match="Jabrayil") as caught:
        search.resolve(record, "Jabrayl")
    assert len(caught.value.nearest) == 3


@pytest.mark.parametrize("query", ["", "  ", "- -"])
def test_empty_search_is_refused_in_words(query: str, record: Record) -> None:
    with pytest.raises(LayersError, match="empty"):
        search.find(record, query)


def test_events_are_found_by_all_words(record: Record) -> None:
    found = search.events(record, "brussels meeting")
    assert [e.day.isoformat() for e in found][:2] == ["2021-12-14", "2022-04-06"]
    assert search.events(record, "no such words at all") == ()
