"""The shipped tables: valid as a data package, complete, and in neutral words."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layers.record import settlements
from layers.record.read import DATA
from layers.record.timeslice import change_days
from layers.render.webmap.messages import messages
from layers.wording import card, compare
from layers.wording.words import Words
from tests.conftest import LANGUAGES, PROFILE
from tests.test_words import asked, record_texts

if TYPE_CHECKING:
    from layers.record.model import Record

ROWS = {
    "claims": 31,
    "editions": 569,
    "evidence": 97,
    "entities": 63,
    "events": 139,
    "names": 99,
    "positions": 77,
    "sources": 221,
    "status": 129,
    "vocabulary": 19,
}
ONE_SIDED = {
    language: re.compile(rf"\b({stems})\w*", re.IGNORECASE)
    for language, stems in {
        "en": "liberat|reconquer|recaptur|occupi|occupation|blockad|invasion|invad|aggress|separatist|regime",
        "az": "işğal|azad (?:ed|olun)|blokada|təcavüz|separat",
        "hy": "օկուպ|բռնազավթ|ազատագր|շրջափակում|ագրես|անջատողա",
        "ru": "оккуп|освобод|освобожд|блокад|агресс|сепарат",
        "tr": "işgal|kurtar|kurtul|abluka|saldırgan|ayrılıkçı",
    }.items()
}
"""Stems of the words that vocabulary.csv and the design list as one side's, and their like in each language."""


def test_data_package_is_valid() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_data_package_describes_every_file_as_it_is() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    described = {r["path"]: r["hash"] for r in package["resources"]}
    tables = [*DATA.glob("*.csv"), *DATA.glob("*.geojson"), *DATA.glob("basemap/*")]
    files = [*tables, DATA / "profile.json", *DATA.glob("locale/*.po")]
    assert described == {
        p.relative_to(DATA).as_posix(): f"sha256:{hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files
    }
    assert package["reviewed_through"] == PROFILE["reviewed_through"] == "2026-03-12"
    assert (package["name"], package["version"]) == (PROFILE["id"], PROFILE["edition"])
    assert all(r["licenses"] for r in package["resources"] if not r["path"].endswith("relief.json"))


@pytest.mark.parametrize("table", ROWS)
def test_table_keeps_every_row(table: str) -> None:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == ROWS[table]


def test_every_state_event_and_position_has_a_source(record: Record) -> None:
    cited = [row.source_ids for row in record.states] + [row.source_ids for row in record.events]
    cited += [row.source_ids for row in record.positions]
    for ids in cited:
        assert ids
        assert set(ids) <= set(record.sources)


def test_names_stand_in_all_five_languages(record: Record) -> None:
    shown = {e.name_id for e in record.entities.values()} | {v.name_id for v in record.profile.layers.values()}
    assert len(shown) > 25
    for name in (record.names[i] for i in shown if i):
        assert set(name.by_language) == set(LANGUAGES), name


def test_most_towns_of_the_base_map_have_a_name_in_every_language(record: Record) -> None:
    towns = [record.names.get(s.name_id) for s in settlements.of(record).values()]
    lacking = [town for town in towns if town is None or set(town.by_language) != set(LANGUAGES)]
    assert len(towns) > 70
    assert len(lacking) <= 14


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks; an apostrophe is none."""
    return re.sub(r"(?<!\w)'.*?'(?!\w)|“.*?”|«.*?»|„.*?“|‘.*?’|\".*?\"", " ", text)


def words_to_avoid(record: Record) -> re.Pattern[str]:
    """Return a pattern of the words that the vocabulary's `avoid` lists, without its remarks on their use."""
    entries = {part for term in record.terms.values() for entry in term.avoid for part in entry.split("/")}
    bare = {re.sub(r"\(.*?\)| as a? ?label.*", "", entry).strip() for entry in entries}
    assert {"occupied", "liberated", "blockade", "protest", "front", "Artsakh", "recaptured"} <= bare
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, bare))) + r")\b", re.IGNORECASE)


def said(record: Record, language: str) -> list[str]:
    """Return what the map, the page, cards, sentences, captions and figures say in a language."""
    words = Words(record, language)
    catalogued = [words.say(text) for text in asked()] + [words.told(text) for text in record_texts(record)]
    titles = [words.title(e) for e in record.entities]
    labels = [words.status(code) for code in record.terms]
    days = [record.profile.first_day, *change_days(record), record.profile.last_day]
    compared = [compare.sentence(words, a, b, compare.compare(record, a, b)) for a, b in pairwise(days[::6])]
    cards = [card.as_text(words, card.status_of(record, e, d)) for e in record.entities for d in days[::9]]
    lines = [line for text in cards for line in text.splitlines()]
    told = [line for line in lines if " “" not in line and "<http" not in line]  # sources keep their titles
    return [*messages(words).values(), *catalogued, *titles, *labels, *compared, *told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_in_words_of_one_side_outside_quotation(record: Record, language: str) -> None:
    texts = said(record, language)
    assert len(texts) > 900
    patterns = [ONE_SIDED[language], words_to_avoid(record)] if language == "en" else [ONE_SIDED[language]]
    assert sorted({t for t in texts for pattern in patterns if pattern.search(unquoted(t))}) == []


def test_words_in_quotation_are_all_that_is_passed_over() -> None:
    assert "liberated" not in unquoted("the villages are 'liberated'")
    assert "blockade" in unquoted("the soldier's blockade of the peacekeepers' zone")
    assert "оккупация" not in unquoted("«оккупация Лачина»")


@pytest.mark.parametrize(
    ("language", "link", "quoted"),
    [
        ("en", "Syunik", "'Zangezur corridor'"),
        ("az", "Sünik", "«Zəngəzur dəhlizi»"),
        ("hy", "Սյունիք", "«Զանգեզուրի միջանցք»"),
        ("ru", "Сюник", "«Зангезурским коридором»"),
        ("tr", "Syunik", "“Zengezur Koridoru”"),
    ],
)
def test_syunik_route_is_labelled_with_who_calls_it_what(record: Record, language: str, link: str, quoted: str) -> None:
    label = Words(record, language).layers()["zangezur_corridor"]
    assert label.startswith(link)
    assert quoted in label
    assert label == Words(record, language).title("zangezur").split(": ")[0]


@pytest.mark.parametrize(
    ("name_id", "labels"),
    [
        (
            "khankendi",
            ("Xankəndi / Stepanakert", "Ստեփանակերտ / Xankəndi", "Ханкенди (Степанакерт)", "Hankendi / Stepanakert"),
        ),
        ("shusha", ("Şuşa / Shushi", "Շուշի / Şuşa", "Шуша / Shushi", "Şuşa / Shushi")),
        ("kalbajar", ("Kəlbəcər", "Քարվաճառ / Kəlbəcər", "Кельбаджар", "Kelbecer")),
    ],
)
def test_no_sides_name_stands_alone_in_any_language(record: Record, name_id: str, labels: tuple[str, ...]) -> None:
    assert tuple(Words(record, language).name(name_id) for language in ("az", "hy", "ru", "tr")) == labels
