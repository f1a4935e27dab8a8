"""A place is found by any of its names in any of the five languages and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.errors import LayersError, UnknownNameError
from layers.wording import search

if TYPE_CHECKING:
    from layers.record.model import Record


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
