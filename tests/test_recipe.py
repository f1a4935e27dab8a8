"""A recipe says what is drawn; what no artefact could hold is refused in words before anything is made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import box, shape

from layers.cli import main
from layers.errors import LayersError
from layers.recipe import paper, recipe
from layers.recipe.formats import FORMATS, Family
from layers.record.dates import parse_day
from layers.record.timeslice import holds
from tests.conftest import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.record.model import Feature, Record

BOUNDS = (45.9, 39.6, 47.2, 39.65)
VIEW = ",".join(map(str, BOUNDS))


def touching(record: Record, day: str) -> set[str]:
    """Return the ids of the features that hold on a day and touch the box, without the code under test."""
    wanted = parse_day(day)
    states = {s.entity_id for s in record.states if not s.according_to and holds(s.valid_from, s.valid_to, wanted)}
    undated = set(record.entities) - {s.entity_id for s in record.states}

    def held(feature: Feature) -> bool:
        return feature.entity_id in states | undated and holds(feature.valid_from, feature.valid_to, wanted)

    return {f.feature_id for f in record.features if held(f) and f.geometry.intersects(box(*BOUNDS))}


def test_data_of_a_view_hold_exactly_what_touches_it(record: Record, tmp_path: Path) -> None:
    counts = {}
    for day in ("1988-01-01", "2020-11-24", "2022-08-26", "2026-03-12"):
        out = tmp_path / f"{day}.geojson"
        assert main(["data", "--view", VIEW, "--day", day, "--out", str(out)]) == 0
        features = json.loads(out.read_text(encoding="utf-8"))["features"]
        assert {f["id"] for f in features} == touching(record, day), day
        assert all(shape(f["geometry"]).intersects(box(*BOUNDS)) for f in features)
        counts[day] = len(features)
    assert counts["2022-08-26"] == 13
    assert counts["1988-01-01"] == 4


def drawn(record: Record, **fields: str) -> set[str]:
    """Return the ids of the features that a recipe draws on 26 August 2022."""
    made = recipe.resolve(record, recipe.parse(record, {"form": "geojson", "days": "2022-08-26"} | fields))
    return {d.feature.feature_id for d in made.slices[0].features}


@pytest.mark.parametrize("size", paper.SIZES)
def test_data_do_not_depend_on_a_sheet_of_paper(record: Record, size: str) -> None:
    assert drawn(record, view=VIEW, size=size) == touching(record, "2022-08-26")


@pytest.mark.parametrize("view", VIEWS)
def test_figure_shows_at_least_what_the_data_of_its_view_hold(record: Record, view: str) -> None:
    assert drawn(record, view=view) <= drawn(record, view=view, form="png")


TITLED = [(form, {"form": form, "days": "2022-08-26", "view": "lachin"}) for form in ("png", "html", "geojson", "zip")]


@pytest.mark.parametrize("asked", [a for _, a in TITLED], ids=[form for form, _ in TITLED])
@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("قره‌باغ", ["'ق' (U+0642)", "'ه' (U+0647)", "'غ' (U+063A)"]),
        ("Karabakh 山 map", ["'山' (U+5C71)"]),
        ("\ud800", ["(U+D800)"]),
        ("half a pair \udfff", ["(U+DFFF)"]),
        ("a\x00b", ["(U+0000)"]),
        ("a\x1bb\x07", ["(U+001B)", "(U+0007)"]),
        ("two\nlines", ["(U+000A)"]),
        ("\x85", ["(U+0085)"]),
        ("\ue000", ["(U+E000)"]),
        ("\uffff", ["(U+FFFF)"]),
        ("😀", ["(U+1F600)"]),
    ],
)
def test_title_that_cannot_be_written_is_refused_with_its_characters(
    record: Record, asked: dict[str, str], title: str, named: list[str]
) -> None:
    with pytest.raises(LayersError, match="title") as caught:
        recipe.parse(record, asked | {"title": title})
    for said in named:
        assert said in str(caught.value)
    str(caught.value).encode()
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "title", ["Laçın, Şuşa, Kəlbəcər", "Լաչինի միջանցք", "Лачинский коридор № 5", "“Ağdam” – 2020…", ""]
)
def test_title_in_a_script_of_the_fonts_is_kept(record: Record, title: str) -> None:
    made = recipe.parse(record, {"form": "png", "days": "2022-08-26", "title": title})
    assert made.title == title
    assert recipe.as_dict(record, made)["title"] == title


NO_DPI = [*(float("inf"), float("-inf"), float("nan"), "Infinity", "NaN", "1e3"), *("", [], {}, 10**400, -300, "300.5")]


@pytest.mark.parametrize("dpi", NO_DPI)
def test_dpi_is_a_whole_number_within_bounds(record: Record, dpi: object) -> None:
    asked: dict[str, object] = {"form": "png", "days": "2022-08-26"}
    assert recipe.parse(record, asked).dpi == 300
    with pytest.raises(LayersError, match="dpi"):
        recipe.parse(record, asked | {"dpi": dpi})


@pytest.mark.parametrize(
    "content", ['{"dpi": Infinity}', '{"dpi": NaN}', '{"title": "\\ud800"}', '{"title": "\\u0000"}']
)
def test_recipe_of_a_file_is_held_to_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    asked = {"form": "png", "days": ["2022-08-26"], "view": "lachin"}
    (tmp_path / "recipe.json").write_text(json.dumps(asked)[:-1] + ", " + content[1:])
    assert main(["render", str(tmp_path / "recipe.json")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("layers: ")
    assert len(said.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["recipe.json"]


NO_VIEW = [
    *("nan,nan,nan,nan", "inf,0,0,0", "1e999,39,47,40", "45,39,47", "45,39,47,40,41", "45,39,45,40", ",,,", "a,")
]


@pytest.mark.parametrize("view", NO_VIEW)
def test_view_that_is_no_extent_is_refused(record: Record, view: str) -> None:
    with pytest.raises(LayersError, match=r"extent|view"):
        recipe.parse(record, {"form": "geojson", "view": view})


@pytest.mark.parametrize("form", FORMATS)
def test_recipe_survives_the_round_trip_through_its_own_words(record: Record, form: str) -> None:
    days = "2022-08-24,2022-08-31" if FORMATS[form].family is Family.ANIMATION else "2022-08-26"
    asked = {
        "form": form,
        "days": days,
        "view": "lachin",
        "language": "hy",
        "according_to": "azerbaijan",
        "title": "Title",
    }
    made = recipe.parse(record, asked)
    assert made.according_to == "Azerbaijan"
    told = json.loads(json.dumps(recipe.as_dict(record, made)))
    assert (told.pop("edition"), told.pop("sha256")) == (record.profile.edition, record.digest)
    assert recipe.parse(record, told) == made
