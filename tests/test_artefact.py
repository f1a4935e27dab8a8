"""Every artefact, made again from itself, and opened with readers that are not ours."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from importlib import import_module
from threading import Event, Thread
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pyogrio
import pytest
from PIL import Image

from layers.cli import main
from layers.errors import LayersError
from layers.recipe import paper, recipe
from layers.recipe.formats import FORMATS, Family, keys
from layers.record.timeslice import diff, slice_on
from layers.render import artefact, embedded
from layers.render.figure import animation, film

if TYPE_CHECKING:
    from pathlib import Path

    from layers.recipe.recipe import Recipe, Resolved
    from layers.record.model import Record
    from layers.render.figure.film import Still

SMALL = {"days": "2022-08-26", "view": "lachin", "size": "170x135", "dpi": "60"}
CARRYING = ["gif", "mp4", "html", "geojson", "jsonfg", "gpkg", "parquet", "zip"]
"""The formats that carry their recipe, beside the pictures, which tests/test_figure.py holds to the same."""


def made(record: Record, form: str, **fields: object) -> Recipe:
    days = {"days": "2022-08-24,2022-08-31"} if FORMATS[form].family is Family.ANIMATION else {}
    return recipe.parse(record, SMALL | days | {"form": form} | fields)


def resolved(record: Record, form: str, **fields: object) -> Resolved:
    return recipe.resolve(record, made(record, form, **fields))


@pytest.mark.parametrize("form", CARRYING)
def test_artefact_gives_its_bytes_again_in_another_process(record: Record, tmp_path: Path, form: str) -> None:
    asked = made(record, form, language="az", title="A = b; #c")
    path = tmp_path / f"first.{form}"
    path.write_bytes(artefact.render(record, asked))
    assert embedded.recipe_of(path) == recipe.as_dict(record, asked)
    again = subprocess.run([sys.executable, "-m", "layers", "render", str(path)], check=True, capture_output=True)
    assert again.stderr == b""
    assert (tmp_path / f"first-again.{form}").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("form", ["kml", "csv"])
def test_data_without_room_for_a_recipe_say_so(record: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"day.{form}"
    path.write_bytes(artefact.render(record, made(record, form)))
    assert embedded.recipe_of(path) is None


def test_every_format_has_a_media_type_a_number_of_days_and_a_writer_that_exists() -> None:
    for key, form in FORMATS.items():
        assert form.key == key
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", form.mime), key
        assert 0 <= form.days[0] <= form.days[1], key
        for name in filter(None, (form.writer, form.reader)):
            module, function = name.split(":")
            assert callable(getattr(import_module(module), function)), name
    assert {key for key, form in FORMATS.items() if not form.reader} == {"kml", "csv"}


def test_data_hold_what_the_figure_draws(record: Record) -> None:
    asked = made(record, "geojson", layers="lachin,lachin_corridor")
    features = json.loads(artefact.render(record, asked))["features"]
    drawn = recipe.resolve(record, asked).slices[0].features
    assert [f["id"] for f in features] == [d.feature.feature_id for d in drawn]
    assert {f["properties"]["layer"] for f in features} == {"lachin", "lachin_corridor"}


def test_the_region_holds_every_feature(record: Record) -> None:
    day = date(2022, 8, 26)
    asked = recipe.parse(record, {"days": day.isoformat(), "form": "geojson"})
    assert recipe.resolve(record, asked).slices[0].features == slice_on(record, day).features


def test_data_without_a_day_are_the_whole_record(record: Record, tmp_path: Path) -> None:
    assert main(["data", "--out", str(tmp_path / "all.gpkg")]) == 0
    towns = pyogrio.read_dataframe(tmp_path / "all.gpkg", layer="polygons", where="id = 'lachin_town'")
    starts, ends = (list(towns[c].dropna().dt.date.map(str)) for c in ("start_date", "end_date"))
    assert starts == ["1991-08-30", "1992-05-18", "2020-11-10", "2022-08-26"]
    assert ends == ["1992-05-17", "2020-11-09", "2022-08-25"]


def test_whole_record_holds_the_chosen_layers_only(record: Record) -> None:
    asked = recipe.parse(record, {"form": "geojson", "layers": "lachin"})
    features = json.loads(artefact.render(record, asked))["features"]
    assert {f["properties"]["layer"] for f in features} == {"lachin"}


@pytest.mark.parametrize("size", paper.SIZES)
def test_animation_is_about_as_wide_as_a_web_page(record: Record, size: str) -> None:
    asked = recipe.parse(record, {"form": "mp4", "size": size, "days": "2022-08-24,2022-08-31"})
    assert paper.SIZES[size].width / 25.4 * asked.dpi == pytest.approx(recipe.ANIMATION_WIDTH, rel=0.01)


def test_report_holds_figure_words_citations_data_page_and_recipe(record: Record, tmp_path: Path) -> None:
    assert main(["report", "--day", "2022-08-26", "--view", "lachin", "--out", str(tmp_path / "report.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "report.zip") as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    figures = {f"figure.{form}" for form in keys(Family.PICTURE)}
    citations = {f"citations.{form}" for form in ("md", "bib", "json", "ris")}
    data = {f"data/2022-08-26.{form}" for form in ("geojson", "gpkg", "csv", "kml")}
    texts = {"caption.txt", "alt-text.txt", "README.md", "recipe.json", "map.html"}
    assert set(parts) == figures | citations | data | texts
    assert parts["figure.png"] == artefact.render(record, recipe.parse(record, SMALL | {"size": "a4", "dpi": "300"}))
    assert "As of 26 August 2022" in parts["caption.txt"].decode()
    for name in parts:
        if name != "README.md":
            assert name.split("/")[0].rsplit(".", 1)[0] in parts["README.md"].decode()


def stills(asked: Resolved) -> list[Still]:
    return list(animation.stills(asked))


def test_gif_has_a_frame_for_each_day_of_change_and_pauses_at_events(record: Record) -> None:
    asked = resolved(record, "gif", days="2022-08-24,2022-08-31")
    days = animation.days_of(asked)
    assert days == [date(2022, 8, d) for d in (24, 26, 30, 31)]
    with Image.open(io.BytesIO(animation.render(asked))) as picture:
        assert getattr(picture, "n_frames", 1) == len(days)
        for frame, _ in enumerate(days):
            picture.seek(frame)
            assert picture.info["duration"] == animation.EVENT_SECONDS * 1000
        assert picture.info["loop"] == 0


def test_gif_keeps_the_colours_of_rare_lines(record: Record) -> None:
    asked = made(record, "gif", days="2020-11-09,2020-11-12", size="a4")
    with Image.open(io.BytesIO(artefact.render(record, asked))) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    for status in ("C_OPEN", "C_OPEN_RPK"):
        assert tuple(bytes.fromhex(record.profile.styles[status].stroke[1:])) in colours, status


def test_days_of_change_without_an_event_stand_shorter(record: Record) -> None:
    asked = resolved(record, "gif", days="2020-10-12,2020-10-21", view="karabakh", size="a4")
    days = animation.days_of(asked)
    events = {e.day for e in record.events}
    seconds = {day: still.seconds for day, still in zip(days, stills(asked), strict=True)}
    quiet = [d for d in days[1:-1] if d not in events]
    assert quiet
    assert all(seconds[d] == animation.CHANGE_SECONDS for d in quiet)
    assert all(seconds[d] == animation.EVENT_SECONDS for d in days if d in events)


def test_every_day_on_which_something_drawn_changes_has_a_still(record: Record) -> None:
    first, last = date(2020, 11, 1), date(2020, 12, 5)
    asked = resolved(record, "gif", days=f"{first},{last}", layers="kelbajar", view="region")
    found = set(animation.days_of(asked))
    for offset in range(1, (last - first).days):
        day = first + timedelta(days=offset)
        changes = diff(slice_on(record, day - timedelta(days=1)), slice_on(record, day))
        happens = any("kalbajar" in e.entity_ids and e.day == day for e in record.events)
        assert (day in found) is (happens or any(c.entity_id == "kalbajar" for c in changes)), day


def test_stills_differ_on_the_map_where_the_status_changes(record: Record) -> None:
    first, second, *_ = stills(resolved(record, "gif"))
    rows = first.picture.shape[0]
    assert (first.picture[rows // 3 :] != second.picture[rows // 3 :]).any()


def test_mp4_is_h264_of_even_size_and_as_long_as_its_stills(record: Record, tmp_path: Path) -> None:
    asked = resolved(record, "mp4", size="151x111")
    path = tmp_path / "film.mp4"
    path.write_bytes(animation.render(asked))
    about = next(imageio_ffmpeg.read_frames(path))
    assert about["codec"] == "h264"
    assert all(side % 2 == 0 for side in about["source_size"])
    frames, _ = imageio_ffmpeg.count_frames_and_secs(path)
    assert frames == round(sum(s.seconds for s in stills(asked)) * film.FRAME_RATE)


def ffmpeg_that(folder: Path, does: str) -> str:
    """Return the path of a program that does something else before, or in place of, FFmpeg."""
    path = folder / "ffmpeg"
    path.write_text(f'#!/bin/sh\n{does} "$@"\n')
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("ulimit -f 8; exec {ffmpeg}", "FFmpeg ended with"),  # a disk that is full after 4 kB
        ("exec sleep 60; :", "FFmpeg ended with -9"),
        (
            "cat > /dev/null; for last; do :; done; [ $last = - ] || printf x > $last; exit 0; :",
            "FFmpeg wrote 0 of",
        ),
    ],
)
def test_a_film_that_is_not_whole_is_said_and_not_handed_on(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    program = ffmpeg_that(tmp_path, does.format(ffmpeg=imageio_ffmpeg.get_ffmpeg_exe()))
    monkeypatch.setattr(film, "get_ffmpeg_exe", lambda: program)
    monkeypatch.setattr(film, "PATIENCE", 1.0)
    with pytest.raises(LayersError, match=said):
        artefact.render(record, made(record, "mp4"))


def test_a_still_waits_for_one_picture_of_an_animation_and_not_for_all(record: Record) -> None:
    """Measured in turns, not in seconds: between the asking and the drawing of a still at most one picture is drawn."""
    film_made = resolved(record, "gif", days="2020-09-27,2020-12-05", view="karabakh")
    still = made(record, "png")
    drawn: list[str] = []
    under_way = Event()

    def animate() -> None:
        for _ in animation.stills(film_made):
            drawn.append("picture")
            under_way.set()

    other = Thread(target=animate)
    other.start()
    assert under_way.wait(60)
    asked = len(drawn)
    artefact.render(record, still)
    answered = len(drawn)
    other.join()
    assert answered - asked <= 2  # the one under way, and the one whose turn ended while the still was asked for
    assert len(drawn) > answered + 5


def test_artefacts_are_kept_within_bounds_and_given_again(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Recipe] = []

    def write(_: Record, asked: Recipe) -> bytes:
        written.append(asked)
        return bytes(400)

    monkeypatch.setattr(artefact, "render", write)
    kept = artefact.Kept(1000)
    first, second, third = (made(record, "png", days=f"2022-08-2{n}") for n in (4, 5, 6))
    for asked in (first, second, first, third, first):
        assert kept.render(record, asked) == bytes(400)
        assert kept.size <= 1000
    assert written == [first, second, third]
    kept.render(record, second)
    assert written == [first, second, third, second]


def test_picture_says_in_words_what_it_shows(record: Record) -> None:
    with Image.open(io.BytesIO(artefact.render(record, made(record, "png")))) as picture:
        assert "As of 26 August 2022" in picture.info["Description"]
        assert "Azerbaijani control" in picture.info["Description"]
        assert np.asarray(picture).any()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"form": "gif", "days": "2022-08-26"}, "gif: 1 day is given; required: 2"),
        ({"form": "html", "days": "2022-08-26,2022-08-27"}, "html: 2 days are given; required: 1 or fewer"),
        ({"form": "zip", "days": []}, "zip: no day is given"),
        ({"form": "png", "layers": []}, "no layer is chosen"),
        ({"form": "gif", "days": "1923-01-01,2026-12-31", "dpi": "1200", "size": "a4"}, "the limit of gif"),
        ({"form": "zip", "size": "600x600", "dpi": "1200"}, "the limit of zip"),
        ({"form": "png", "mark": "yes", "days": "2022-08-26,2022-08-27"}, "neither true nor false"),
    ],
)
def test_what_does_not_fit_a_format_is_said(record: Record, fields: dict[str, object], said: str) -> None:
    with pytest.raises(LayersError, match=said):
        recipe.parse(record, SMALL | fields)


@pytest.mark.parametrize("name", ["a.zip", "a.mp4", "a.gif", "a.geojson", "a.gpkg", "a.parquet"])
def test_a_broken_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / name).write_bytes(b"not what it says")
    assert main(["render", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert len(said.splitlines()) == 1


def test_an_ending_of_another_command_is_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ["map", "--out", "map.png"],
        ["data", "--out", "a.svg"],
        ["report", "--day", "2022-08-26", "--out", "r.rar"],
    ):
        assert main([*arguments[:-1], str(tmp_path / arguments[-1])]) == 2
        assert "unknown format" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
