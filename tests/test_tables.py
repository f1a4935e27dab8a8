"""What stands beside the map."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

from layers.page import figures, finder, happened, permalink, tables
from layers.record import settlements
from layers.record.timeslice import change_days, slice_on
from layers.wording import compare
from layers.wording.words import Words
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record


def test_every_day_of_change_says_what_changed(record: Record) -> None:
    for day in change_days(record):
        assert happened.change_words(Words(record, "en"), day), day


def test_a_day_without_change_says_nothing(record: Record) -> None:
    assert happened.change_words(Words(record, "en"), date(2022, 8, 27)) == []


def test_changes_of_status_statement_and_course_are_told_apart(record: Record) -> None:
    town = "Lachin: Lachin town with Zabukh / Aghavno and Sus: "
    status = "Russian peacekeeping zone (Armenian local administration) → Azerbaijani control"
    assert town + status in happened.change_words(Words(record, "en"), date(2022, 8, 26))
    statements = ["Farrukh / Parukh: the statements of the parties"]
    assert happened.change_words(Words(record, "en"), date(2022, 3, 27)) == statements
    assert happened.change_words(Words(record, "en"), date(2023, 4, 1))[0].endswith(": the course that is drawn")


def test_status_table_shows_only_the_layers_that_are_on_and_the_last_day_inclusively(record: Record) -> None:
    table = tables.status_table(
        Words(record, "en"), slice_on(record, date(2020, 11, 24)), ("kelbajar",), "date=2020-11-24"
    )
    assert "10 Nov 2020 – 24 Nov 2020" in table
    assert "Lachin" not in table


def test_party_that_is_chosen_is_heard_in_table_and_changes(record: Record) -> None:
    words, day = Words(record, "en"), date(2022, 4, 5)
    own, stated = (
        tables.status_table(words, slice_on(record, day, according_to=party), ("zones", "districts"), "date=2022-04-05")
        for party in (None, "Azerbaijan")
    )
    assert re.search(r"Azerbaijani control \([^<]*according to Azerbaijan\)", stated)
    assert "according to" not in own
    assert own.count("Contested") == stated.count("Contested") + 1
    (change,) = happened.change_words(words, date(2022, 3, 27), according_to="Azerbaijan")
    assert change == f"Farrukh / Parukh: {words.status('T_CONTESTED')} → Azerbaijani control"


def test_view_as_on_the_map_follows_the_size_of_the_map(record: Record) -> None:
    shown, _ = permalink.read(record, {"date": "2022-08-26", "view": "39.6,46.5,9"})
    own = [next(iter(figures.views(Words(record, "en"), shown, size))) for size in ((800, 660), (390, 520))]
    width = [float(view.split(",")[2]) - float(view.split(",")[0]) for view in own]
    assert width[0] / width[1] == pytest.approx(800 / 390, rel=0.01)


def test_views_are_named_in_every_language(record: Record) -> None:
    shown, _ = permalink.read(record, {"date": "2022-08-26"})
    for language in LANGUAGES:
        names = figures.views(Words(record, language), shown, (800, 660))
        assert all(name and "[en]" not in name for name in names.values())


def test_rows_of_the_status_table_are_links_to_the_cards(record: Record) -> None:
    table = tables.status_table(
        Words(record, "en"), slice_on(record, date(2022, 8, 26)), ("lachin",), "date=2022-08-26"
    )
    assert set(re.findall(r'href="\?date=2022-08-26&amp;place=(\w+)"', table)) == {"lachin_district", "lachin_town"}
    assert "<caption>" in table


def found(record: Record, query: str, language: str = "en") -> list[dict[str, str]]:
    shown, _ = permalink.read(record, {"date": "2022-08-26"})
    return finder.results(Words(record, language), shown, (800, 660), query)


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_letters_of_a_title_in_any_language_find_its_place(record: Record, language: str) -> None:
    words = Words(record, language)
    for entity in record.entities:
        title = words.title(entity)
        assert any(f"place={entity}" in r["href"] for r in found(record, title, language)), title


def test_every_settlement_of_the_base_map_is_found_by_each_of_its_names(record: Record) -> None:
    for town in settlements.of(record).values():
        names = [town.name]
        if town.name_id in record.names:
            names += record.names[town.name_id].by_language.values()
        for name in names:
            assert any(
                f"town={quote_plus(town.name)}" in r["href"]
                or record.entities.get(permalink.followed(record, r["href"]).place or "") is not None
                for r in found(record, name)
            ), name


def test_settlement_opens_its_own_card(record: Record) -> None:
    shown = permalink.followed(record, found(record, "Ստեփանակերտ")[0]["href"])
    assert (shown.town, shown.place) == ("Khankendi", None)


def test_event_opens_its_card_on_its_day(record: Record) -> None:
    result = next(r for r in found(record, "Kalbajar handed") if "event=" in r["href"])
    shown = permalink.followed(record, result["href"])
    event = next(e for e in record.events if e.event_id == shown.event)
    assert (shown.day, shown.place) == (event.day, None)


def test_search_without_letters_finds_nothing(record: Record) -> None:
    assert found(record, "  - ") == found(record, "") == []


def test_difference_is_listed_with_the_swatches_of_the_map(record: Record) -> None:
    changes = compare.compare(record, date(2020, 11, 24), date(2020, 11, 25))
    table = tables.change_table(Words(record, "en"), changes, "date=2020-11-25")
    looks = record.profile.styles
    assert tables.swatch(looks["T_PENDING"]) in table
    assert tables.swatch(looks["T_AZ"]) in table
    assert "25 November 2020" in table
