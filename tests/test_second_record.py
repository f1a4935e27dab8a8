"""A second record, invented, with nothing of the shipped one: every command and every format go through it.

What differs is told in tests/records/oruma/README.md.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
from PIL import Image
from pyarrow import parquet
from pypdf import PdfReader

from layers.cli import main
from layers.recipe.formats import FORMATS, Family, keys
from layers.record import read
from layers.record.style import ramp
from layers.render.embedded import recipe_of
from layers.render.figure.ground import degrees
from layers.wording.words import drawable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.record.model import Record

FOLDER = Path(__file__).parent / "records" / "oruma"
DAY = "1960-01-01"
SHEET = ("--size", "150x150", "--dpi", "60")
FILM = ("--days", "1968-02-29,1968-09-01", "--size", "150x150", "--dpi", "50")
COMMANDS: dict[str, tuple[str, ...]] = {
    "map.html": ("map", "--day", DAY),
    **{f"figure.{form}": ("figure", "--days", f"{DAY},1968-09-01", "--mark", *SHEET) for form in keys(Family.PICTURE)},
    **{f"film.{form}": ("figure", *FILM) for form in keys(Family.ANIMATION)},
    "report.zip": ("report", "--day", DAY, *SHEET),
    **{f"day.{form}": ("data", "--day", DAY) for form in keys(Family.DATA)},
    **{f"all.{form}": ("data",) for form in keys(Family.DATA)},
}
"""Name of a file -> the command that writes it."""


@cache
def foreign() -> re.Pattern[str]:
    """Return what finds an id, a code, a party or a name of the shipped record that the second one lacks."""
    shipped = read.record()
    spelt = [n for name in shipped.names.values() for n in (*name.by_language.values(), *name.spellings.values())]
    known = {part.strip() for name in spelt for part in re.split(r"[/()]", name) if part != part.lower()}
    known |= {*shipped.entities, *shipped.terms, *shipped.profile.parties, *shipped.profile.views}
    known |= {"Karabakh", shipped.profile.record_id, shipped.profile.title, shipped.digest}
    own = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.*"))
    common = {"border"}  # an entity there, and a word of CSS
    words = sorted(w for w in known - common if len(w) > 4 and w not in own)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def clean(text: str) -> str:
    """Return a text that has no word of the shipped record in it."""
    assert foreign().findall(text) == []
    return text


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command prints of the second record."""
    assert main([*arguments, "--folder", str(FOLDER)]) == 0
    return clean(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line in which a command refuses."""
    assert main([*arguments, "--folder", str(FOLDER)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    return clean(err)


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    """Return the rows of a table, the same in JSON and CSV."""
    told = json.loads(run(capsys, *arguments, "--format", "json"))["rows"]
    cells = list(csv.DictReader(io.StringIO(run(capsys, *arguments, "--format", "csv"))))
    assert [{k: v for k, v in row.items() if v} for row in cells] == [dict(filled(row)) for row in told]
    return cells


def filled(row: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the cells of a row of JSON that are not empty, those of a state after its name."""
    for key, value in row.items():
        if isinstance(value, dict):
            yield from filled(value, f"{key}_")
        elif isinstance(value, bool):
            yield before + key, "yes" if value else "no"
        elif value:
            yield before + key, ";".join(value) if isinstance(value, list) else value


def features(capsys: pytest.CaptureFixture[str], day: str, *more: str) -> dict[str, dict[str, Any]]:
    """Return feature -> properties on a day."""
    told = json.loads(run(capsys, "on", day, "--format", "geojson", *more))
    return {f["id"]: f["properties"] for f in told["features"]}


@pytest.fixture(scope="module")
def second() -> Record:
    return read.record(FOLDER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one file of each format."""
    folder = tmp_path_factory.mktemp("made")
    for name, arguments in COMMANDS.items():
        assert main([*arguments, "--folder", str(FOLDER), "--out", str(folder / name)]) == 0
    return folder


def text_of(path: Path) -> str:
    """Return the text in a file, as far as it is not drawn."""
    if path.suffix == ".zip":
        return "\n".join(text_of(member) for member in unpacked(path))
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        return "\n".join([*(page.extract_text() for page in reader.pages), *map(str, (reader.metadata or {}).values())])
    if path.suffix == ".parquet":
        table = parquet.read_table(path)
        return f"{table.schema.metadata}\n{table.drop_columns('geometry').to_pylist()}"
    return path.read_bytes().decode(errors="replace")


def unpacked(path: Path) -> Iterator[Path]:
    """Yield the files of an archive."""
    folder = path.with_suffix("")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    yield from (member for member in sorted(folder.rglob("*")) if member.is_file())


def table_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a data file; of KML what it has of them."""
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    if path.suffix == ".parquet":
        return list(parquet.read_table(path).to_pylist())
    if path.suffix in (".geojson", ".jsonfg"):
        return [f["properties"] for f in json.loads(path.read_text(encoding="utf-8"))["features"]]
    layers = [name for name in gpd.list_layers(path)["name"] if name != "layer_styles"]
    frames = (gpd.read_file(path, layer=name).drop(columns="geometry").astype(object) for name in layers)
    return [row for frame in frames for row in frame.where(frame.notna(), "").to_dict("records")]  # type: ignore[misc]


# What the record is


def test_the_record_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FOLDER)]) == 0
    assert "no findings" in clean(capsys.readouterr().out)


def test_the_record_differs_from_the_shipped_one_in_all_that_a_profile_tells(second: Record) -> None:
    shipped = read.record()
    about, other = second.profile, shipped.profile
    assert (about.first_day.year, about.last_day.year, len(about.parties)) == (1945, 1995, 3)
    assert not set(about.parties) & set(other.parties)
    assert not set(about.groups) & set(other.groups)
    assert not set(second.terms) & set(shipped.terms)
    assert (about.basemap, about.locator, second.claims, second.positions) == (None, None, (), ())
    assert about.default_view != next(iter(about.views))
    assert drawable(second) == ("en",)
    assert about.pending
    assert about.contested
    assert about.styles["Q_UNION"] == ramp(0, filled=True)
    assert about.styles["W_OPEN"] == ramp(1, filled=False)


def test_every_format_is_written_below(made: Path) -> None:
    assert {path.suffix.removeprefix(".") for path in made.iterdir() if path.is_file()} == set(FORMATS)


# What held on a day

BOUNDARIES = [
    ("upper_oruma", "1951-06-17", "Mandate administration", "Administered by the Union"),
    ("upper_oruma", "1968-02-29", "Administered by the Union", "Transfer agreed, not yet carried out"),
    ("upper_oruma", "1968-08-31", "Transfer agreed, not yet carried out", "Administered by the Cantons"),
    ("lower_oruma", "1958-05-19", "Mandate administration", "Claimed by both"),
    ("lower_oruma", "1961-11-03", "Claimed by both", "Administered jointly"),
    ("quill", "1978-12-31", "Administered by the Union", "Administered by the Cantons"),
    ("tell_canal", "1953-08-14", "Under construction", "In service"),
    ("tell_canal", "1974-01-31", "In service", "Shut"),
    ("railway", "1991-12-30", "In service", "Taken up"),
    ("ferry", "1949-03-14", None, "In service"),
    ("ferry", "1960-09-30", "In service", None),
    ("truce_line", "1961-11-03", None, "Truce line in force"),
    ("truce_line", "1968-08-31", "Truce line in force", None),
]
"""Entity, the last day of a status, the status until then and the one from the next day on."""


@pytest.mark.parametrize(("entity", "eve", "before", "after"), BOUNDARIES)
def test_on_tells_the_status_on_both_days_of_a_change(
    capsys: pytest.CaptureFixture[str], entity: str, eve: str, before: str | None, after: str | None
) -> None:
    next_day = str(np.datetime64(eve) + 1)
    for day, status in ((eve, before), (next_day, after)):
        told = {r["entity_id"]: r["state_label"] for r in rows(capsys, "on", day)}
        assert told.get(entity) == status, day
        table = [line.split() for line in run(capsys, "on", day).splitlines()]
        assert any(line[:1] == [entity] for line in table) is (status is not None)


def test_on_answers_on_the_first_and_the_last_day_and_not_beyond(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Mandate administration" in run(capsys, "on", "1945-01-01")
    assert "not reviewed: the record ends on 30 June 1993" in run(capsys, "on", "1995-12-31")
    for day in ("1944-12-31", "1996-01-01"):
        assert "1945-01-01 to 1995-12-31" in refused(capsys, "on", day)


def test_a_segment_is_drawn_on_its_own_days_and_an_entity_without_geometry_never(
    capsys: pytest.CaptureFixture[str],
) -> None:
    old, new = features(capsys, "1966-06-30"), features(capsys, "1966-07-01")
    assert old.keys() - new.keys() == {"tell_canal/old"}
    assert new.keys() - old.keys() == {"tell_canal/new"}
    assert "ferry" in {r["entity_id"] for r in rows(capsys, "on", DAY)}
    assert "ferry" not in features(capsys, DAY)


@pytest.mark.parametrize(
    ("feature", "day", "certainty"),
    [
        ("lower_oruma", "1958-04-30", "certain"),
        ("lower_oruma", "1958-05-01", "possible"),
        ("lower_oruma", "1958-05-30", "possible"),
        ("lower_oruma", "1958-05-31", "certain"),
        ("sand_cape", "1959-12-30", "possible"),
        ("sand_cape", "1959-12-31", "certain"),
        ("quill", "1988-05-31", "certain"),
        ("quill", "1988-06-01", "possible"),
        ("quill", "1993-06-30", "possible"),
        ("quill", "1993-07-01", "not reviewed"),
    ],
)
def test_an_uncertain_day_makes_a_status_possible_only_where_it_may_lie(
    capsys: pytest.CaptureFixture[str], feature: str, day: str, certainty: str
) -> None:
    assert features(capsys, day)[feature]["certainty"] == certainty


@pytest.mark.parametrize(
    ("party", "lower", "heron"),
    [
        ((), "Q_DISPUTE", None),
        (("--according-to", "north"), "Q_NORTH", "Q_NORTH"),
        (("--according-to", "SOUTH"), "Q_UNION", "Q_UNION"),
        (("--according-to", "commission"), "Q_DISPUTE", None),
    ],
)
def test_a_partys_statements_stand_first_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], party: tuple[str, ...], lower: str, heron: str | None
) -> None:
    told = features(capsys, DAY, *party)
    assert told["lower_oruma"]["status"] == lower
    assert told.get("heron_bank", {}).get("status") == heron
    assert told["upper_oruma"]["status"] == "Q_UNION"


def test_the_partys_label_stands_in_the_head_and_an_unknown_party_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    head = run(capsys, "on", DAY, "--according-to", "north").splitlines()[0]
    assert head == "1 January 1960, according to the Northern Cantons"
    told = refused(capsys, "on", DAY, "--according-to", "the moon")
    assert sorted(re.findall("north|south|commission", told)) == ["commission", "north", "south"]


# What changed


def test_changes_lists_what_changed_long_before_1970(capsys: pytest.CaptureFixture[str]) -> None:
    told = rows(capsys, "changes", "--from", "1945-01-01", "--to", "1951-06-18")
    assert [(r["day"], r["entity_id"]) for r in told] == [
        ("1947-02-10", "tell_canal"),
        ("1949-03-15", "ferry"),
        ("1951-06-18", "upper_oruma"),
        ("1951-06-18", "quill"),
    ]
    head, *_ = run(capsys, "changes", "--from", "1945-01-01", "--to", "1951-06-18").splitlines()
    assert head == "1 January 1945 – 18 June 1951"


def test_diff_counts_in_the_words_of_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    sentence, *_ = run(capsys, "diff", "1968-02-29", "1968-09-01").splitlines()
    assert "1 quarter, by agreement: Administered by the Union → Administered by the Cantons" in sentence
    assert "(Upper Oruma / Haute-Orouma)" in sentence
    assert "1 × Lines: Truce line in force → no status in the record" in sentence
    told = rows(capsys, "diff", "1968-02-29", "1968-09-01")
    assert {r["entity_id"]: r["by_agreement"] for r in told} == {"upper_oruma": "yes", "truce_line": "no"}


@pytest.mark.parametrize("party", [(), ("--according-to", "north"), ("--according-to", "south")])
def test_diff_draws_what_it_tells(capsys: pytest.CaptureFixture[str], party: tuple[str, ...]) -> None:
    told = {r["entity_id"] for r in rows(capsys, "diff", "1954-01-01", DAY, *party)}
    drawn = json.loads(run(capsys, "diff", "1954-01-01", DAY, "--format", "geojson", *party))["features"]
    assert "lower_oruma" in told
    assert {f["properties"]["entity_id"] for f in drawn} == told


# One place


@pytest.mark.parametrize("name", ["upper_oruma", "Upper Oruma", "haute-orouma", "أوروما العليا"])
def test_status_finds_a_place_by_its_names_in_both_languages(capsys: pytest.CaptureFixture[str], name: str) -> None:
    (told,) = json.loads(run(capsys, "status", name, "--on", "1968-08-31", "--format", "json"))["rows"]
    assert told["entity_id"] == "upper_oruma"
    assert (told["state"]["status"], told["state"]["until"]) == ("Q_AWAIT", "1968-08-31")
    text = run(capsys, "status", name, "--on", "1968-08-31")
    assert "Next change: Administered by the Cantons, 1 September 1968" in text
    assert "**Status:** Transfer agreed" in run(capsys, "status", name, "--on", "1968-08-31", "--format", "markdown")


def test_status_attributes_what_only_the_parties_say(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "status", "Heron Bank", "--on", DAY)
    assert "Status: the record has no status for this day" in told
    assert "according to the Northern Cantons: Administered by the Cantons" in told
    assert "according to the Southern Union: Administered by the Union" in told
    assert "Union Herald, 1955-04-03" in told


def test_an_open_end_says_until_when_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert "not known after 31 May 1988" in run(capsys, "status", "quill", "--on", "1990-01-01")
    told = run(capsys, "status", "sand_cape", "--on", "1990-01-01")
    assert "still so on 30 June 1993, when the record was last reviewed" in told
    assert "1 January 1953 (195X)" in told


# Files


@pytest.mark.parametrize("name", COMMANDS)
def test_no_word_of_the_shipped_record_is_in_a_file(made: Path, name: str) -> None:
    text = clean(text_of(made / name))
    assert text
    assert "OpenStreetMap" not in text, "whom this record owes nothing is not credited"


@pytest.mark.parametrize("name", [n for n in COMMANDS if n.startswith("day.")])
def test_data_of_a_day_hold_the_slice_in_every_format(
    made: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {(p["entity_id"], p["status"]) for p in features(capsys, DAY).values()}
    assert {(row["entity_id"], row["status"] or "") for row in table_of(made / name)} == expected


@pytest.mark.parametrize("name", [n for n in COMMANDS if n.startswith("all.")])
def test_the_whole_record_holds_every_status_with_its_days_in_every_format(
    made: Path, name: str, second: Record
) -> None:
    table = table_of(made / name)
    own = {(s.entity_id, s.status) for s in second.states if s.according_to is None and s.entity_id in second.drawn}
    assert own <= {(row["entity_id"], row["status"]) for row in table}
    undated = {row["entity_id"] for row in table if not row["status"]}
    assert undated == {"hinterland"}, "a place of which the record or a party states a status is not undated"


def test_days_before_1970_and_ends_are_inclusive_in_the_whole_record(made: Path) -> None:
    told = [r for r in table_of(made / "all.csv") if r["id"] == "tell_canal/old"]
    assert [(r["start_date"], r["end_date"]) for r in told] == [
        ("1947-02-10", "1953-08-14"),
        ("1953-08-15", "1966-06-30"),
    ]


@pytest.mark.parametrize("name", ["all.csv", "all.geojson", "day.kml"])
def test_a_source_without_title_and_address_leaves_no_empty_marks(made: Path, name: str) -> None:
    cells = [row.get("sources") or "" for row in table_of(made / name)]
    assert any("Quill Gazette" in cell for cell in cells)
    assert not [cell for cell in cells if "<>" in cell or ", ," in cell]


@pytest.mark.parametrize("form", keys(Family.DATA))
def test_data_that_show_one_party_say_so(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"north.{form}"
    run(capsys, "data", "--day", DAY, "--layers", "plains", "--according-to", "north", "--out", str(out))
    assert re.search(r"\bnorth\b|the Northern Cantons", clean(text_of(out)))


def test_the_map_carries_its_title_and_all_days(made: Path) -> None:
    page = (made / "map.html").read_text(encoding="utf-8")
    assert "<title>Map of the Oruma plain</title>" in page
    assert "Line of Honour" in page
    assert 'lang="ar"' not in page


def test_a_report_holds_figure_texts_and_data(made: Path) -> None:
    files = {path.name for path in unpacked(made / "report.zip")}
    assert files >= {"figure.png", "figure.svg", "figure.pdf", "map.html", f"{DAY}.geojson", "caption.txt", "README.md"}


def frame_of(path: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return the pixels of the first picture of a file."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.mark.parametrize("name", ["figure.png", "film.gif"])
def test_a_figure_without_a_base_map_is_drawn(made: Path, name: str) -> None:
    pixels = frame_of(made / name).astype(int)
    paper = pixels[0, 0]
    drawn = np.abs(pixels - paper).sum(axis=2) > 60
    assert 0.05 < drawn.mean() < 0.7
    rows, columns = (np.flatnonzero(drawn.any(axis=axis)) for axis in (1, 0))
    assert np.ptp(rows) > pixels.shape[0] * 0.7, "map and legend stand one below the other"
    assert np.ptp(columns) > pixels.shape[1] * 0.7
    assert len(np.unique(pixels[drawn], axis=0)) > 20


def test_a_figure_shows_the_view_and_the_party_that_are_asked_for(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = {}
    asked = {"north": ("--according-to", "north"), "port": ("--view", "port"), "box": ("--view=-59,-28.6,-58,-27.6",)}
    for name, more in {"record": (), **asked}.items():
        out = tmp_path / f"{name}.png"
        run(capsys, "figure", "--days", DAY, *SHEET, "--out", str(out), *more)
        pictures[name] = frame_of(out)
        told = recipe_of(out)
        assert told
        assert told["view"] == {"port": "port", "box": "-59,-28.6,-58,-27.6"}.get(name, "whole")
    assert not np.array_equal(pictures["record"], pictures["north"])
    assert not np.array_equal(pictures["record"], pictures["port"])
    assert not np.array_equal(pictures["record"], pictures["box"])


@pytest.mark.parametrize(("value", "said"), [(28.5, "28°30′"), (-28.5, "28°30′"), (-59.75, "59°45′"), (-0.25, "0°15′")])
def test_degrees_south_and_west_are_those_of_the_place(value: float, said: str) -> None:
    assert said in degrees(value)
    assert degrees(value) != degrees(-value)


@pytest.mark.parametrize("name", [n for n in COMMANDS if FORMATS[n.split(".")[1]].reader])
def test_a_file_is_made_again_from_its_own_recipe_byte_for_byte(
    made: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / name
    run(capsys, "render", str(made / name), "--out", str(again))
    assert again.read_bytes() == (made / name).read_bytes()


@pytest.mark.parametrize("name", [n for n in COMMANDS if not FORMATS[n.split(".")[1]].reader])
def test_a_file_without_a_recipe_is_the_same_twice_and_cannot_be_made_again(
    made: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, *COMMANDS[name], "--out", str(tmp_path / name))
    assert (tmp_path / name).read_bytes() == (made / name).read_bytes()
    assert "carries no recipe" in refused(capsys, "render", str(made / name))


# Citations


@pytest.mark.parametrize("form", ["md", "bib", "json", "ris"])
def test_sources_without_titles_are_cited(capsys: pytest.CaptureFixture[str], form: str) -> None:
    told = run(capsys, "cite", "--days", DAY, "--format", form)
    for words in ("Oruma test atlas", "data edition 0.3.0", "Quill Gazette", "truce-text", "Harbour Book"):
        assert words in told
    assert "Accord" not in told, "only what is drawn is cited"
    assert "{{}}" not in told
    assert "“”" not in told


@pytest.mark.parametrize("form", ["caption", "alt"])
def test_caption_and_description_tell_the_day(capsys: pytest.CaptureFixture[str], form: str) -> None:
    told = run(capsys, "cite", "--days", DAY, "--format", form, "--according-to", "south")
    assert "As of 1 January 1960, according to the Southern Union." in told
    assert (
        "Administered by the Union – Upper Oruma / Haute-Orouma, Lower Oruma, Port Quill, Sand Cape, Heron Bank" in told
    )


# The language that is written right to left


def test_text_commands_speak_the_language_without_a_font(capsys: pytest.CaptureFixture[str]) -> None:
    arabic = ("--language", "ar")
    assert "في الخدمة" in run(capsys, "on", DAY, *arabic)
    assert "1 يناير 1960" in run(capsys, "on", DAY, *arabic)
    assert "تحت إدارة الكانتونات" in run(capsys, "changes", "--from", "1968-01-01", "--to", "1968-12-31", *arabic)
    assert "حي واحد" in run(capsys, "diff", "1968-02-29", "1968-09-01", *arabic)
    assert "الحالة: مغلق" in run(capsys, "status", "قناة تل", "--on", "1980-01-01", *arabic)
    assert "Heron Bank [en]" in run(capsys, "status", "heron_bank", "--on", DAY, *arabic)
    assert "أوروما السفلى" in run(capsys, "on", DAY, "--format", "geojson", *arabic)


@pytest.mark.parametrize("form", ["md", "bib", "json", "ris", "caption", "alt"])
def test_cite_speaks_the_language_without_a_font(capsys: pytest.CaptureFixture[str], form: str) -> None:
    told = run(capsys, "cite", "--days", DAY, "--format", form, "--language", "ar")
    assert "سهل أوروما يوما بيوم" in told or "يطالب به الطرفان" in told


@pytest.mark.parametrize("form", keys(Family.DATA))
def test_data_speak_the_language_without_a_font(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"day.{form}"
    run(capsys, "data", "--day", DAY, "--language", "ar", "--out", str(out))
    assert {row["status_label"] for row in table_of(out)} >= {"في الخدمة", "يطالب به الطرفان"}


@pytest.mark.parametrize("name", [n for n in COMMANDS if FORMATS[n.split(".")[1]].family is not Family.DATA])
def test_map_and_figures_are_refused_in_a_language_without_a_font(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(capsys, *COMMANDS[name], "--language", "ar", "--out", str(tmp_path / name))
    assert "language 'ar'" in told
    assert "required: one of en" in told
    assert not list(tmp_path.iterdir())


def test_a_title_without_a_font_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figure.png"
    told = refused(capsys, "figure", "--days", DAY, *SHEET, "--title", "سهل", "--out", str(out))
    assert "U+0633" in told
    assert not out.exists()


# Where the record is


def test_the_environment_names_the_record_as_well_as_the_option(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[tuple[str, ...]] = [
        ("on", DAY),
        ("changes", "--from", DAY, "--to", "1970-01-01"),
        ("status", "Port Quill", "--on", DAY),
        ("diff", DAY, "1970-01-01"),
        ("cite", "--days", DAY),
    ]
    expected = [run(capsys, *arguments) for arguments in printed]
    monkeypatch.setenv("LAYERS_GEODATA", str(FOLDER))
    for arguments, told in zip(printed, expected, strict=True):
        assert main(arguments) == 0
        assert capsys.readouterr().out == told
    for name in ("map.html", "figure.svg", "day.csv", "report.zip"):
        assert main([*COMMANDS[name], "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes() == (made / name).read_bytes()
    assert main(["render", str(made / "figure.png"), "--out", str(tmp_path / "again.png")]) == 0
    assert main(["check"]) == 0
    assert str(FOLDER) in capsys.readouterr().out


@pytest.mark.parametrize("named", [("--folder", FOLDER.name), ()])
def test_app_starts_the_page_with_the_record_wherever_it_is_called(
    named: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def execv(program: str, arguments: list[str]) -> None:
        started.extend(arguments)
        raise SystemExit

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.chdir(FOLDER.parent)
    monkeypatch.setenv("LAYERS_GEODATA", FOLDER.name)
    with pytest.raises(SystemExit):
        main(["app", *named])
    assert "streamlit" in started
    assert read.record(os.environ["LAYERS_GEODATA"]).profile.record_id == "oruma-plain"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("figure", "--days", DAY, "--view", "nowhere"), "port, whole"),
        (("figure", "--days", DAY, "--view", "44,39,46,40"), "-62, -31, -56, -26"),
        (("figure", "--days", DAY, "--layers", "river"), "lines, plains, rivers"),
        (("figure", "--days", "1944-01-01"), "1945-01-01 to 1995-12-31"),
        (("figure", "--days", DAY, "--language", "fr"), "ar, en"),
    ],
)
def test_what_is_not_in_the_record_is_refused_in_its_own_terms(
    arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(capsys, *arguments, "--out", str(tmp_path / "figure.png"))
    wanted = set(re.findall(r"[\w-]+", said))
    assert wanted <= set(re.findall(r"[\w-]+", told)), told
