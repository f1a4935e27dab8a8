"""What stands beside the map."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.page import permalink, tables
from layers.record.timeslice import change_days, slice_on
from layers.wording.words import Words
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record


def test_every_day_of_change_says_what_changed(record: Record) -> None:
    for day in change_days(record):
        assert tables.change_words(Words(record, "en"), day), day


def test_a_day_without_change_says_nothing(record: Record) -> None:
    assert tables.change_words(Words(record, "en"), date(2022, 8, 27)) == []


def test_changes_of_status_statement_and_course_are_told_apart(record: Record) -> None:
    town = "Lachin: Lachin town with Zabukh and Sus: "
    status = "Russian peacekeeping zone (Armenian local administration) → Azerbaijani control"
    assert town + status in tables.change_words(Words(record, "en"), date(2022, 8, 26))
    statements = ["Farrukh / Parukh: the statements of the parties"]
    assert tables.change_words(Words(record, "en"), date(2022, 3, 27)) == statements
    assert tables.change_words(Words(record, "en"), date(2023, 4, 1))[0].endswith(": the course that is drawn")


def test_status_table_shows_only_the_layers_that_are_on_and_the_last_day_inclusively(record: Record) -> None:
    table = tables.status_table(Words(record, "en"), slice_on(record, date(2020, 11, 24)), ("kelbajar",))
    assert "10 Nov 2020 – 24 Nov 2020" in table
    assert "Lachin" not in table


def test_party_that_is_chosen_is_heard_in_table_and_changes(record: Record) -> None:
    words, day = Words(record, "en"), date(2022, 4, 5)
    own, stated = (
        tables.status_table(words, slice_on(record, day, according_to=party), ("zones", "districts"))
        for party in (None, "Azerbaijan")
    )
    assert re.search(r"Azerbaijani control \([^<]*according to Azerbaijan\)", stated)
    assert "according to" not in own
    assert own.count("Contested") == stated.count("Contested") + 1
    (change,) = tables.change_words(words, date(2022, 3, 27), according_to="Azerbaijan")
    assert change == f"Farrukh / Parukh: {words.status('T_CONTESTED')} → Azerbaijani control"


def test_view_as_on_the_map_follows_the_size_of_the_map(record: Record) -> None:
    shown, _ = permalink.read(record, {"date": "2022-08-26", "view": "39.6,46.5,9"})
    own = [next(iter(tables.views(Words(record, "en"), shown, size))) for size in ((800, 660), (390, 520))]
    width = [float(view.split(",")[2]) - float(view.split(",")[0]) for view in own]
    assert width[0] / width[1] == pytest.approx(800 / 390, rel=0.01)


def test_views_are_named_in_every_language(record: Record) -> None:
    shown, _ = permalink.read(record, {"date": "2022-08-26"})
    for language in LANGUAGES:
        names = tables.views(Words(record, language), shown, (800, 660))
        assert all(name and "[en]" not in name for name in names.values())
