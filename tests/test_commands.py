"""`python -m layers` as a person types it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from layers.cli import main
from layers.record import read
from layers.wording.words import Words
from tests.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_on_prints_a_row_for_each_dated_entity(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "on", "2022-08-26")
    header = text.splitlines()[1].split()
    assert header == ["entity", "status", "since", "until", "confidence", "sources"]
    row = next(line for line in text.splitlines() if line.startswith("lachin_town"))
    assert "Azerbaijani control" in row
    assert "2022-08-26" in row


def test_on_writes_json_csv_and_geojson(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "on", "2022-08-26", "--format", "json"))["rows"]
    cells = list(csv.DictReader(io.StringIO(run(capsys, "on", "2022-08-26", "--format", "csv"))))
    assert [(r["entity_id"], r["state"]["status"]) for r in rows] == [
        (c["entity_id"], c["state_status"]) for c in cells
    ]
    features = json.loads(run(capsys, "on", "2022-08-26", "--format", "geojson"))["features"]
    assert {f["properties"]["entity_id"] for f in features} >= {"kalbajar", "lachin_town", "zangezur"}


SCHEMA = json.loads((resources.files("layers.cli") / "answers.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("on", "2022-08-26"),
        ("on", "2026-06-01", "--according-to", "Armenia", "--language", "hy"),
        ("changes", "--from", "1988-01-01", "--to", "2024-01-01"),
        ("changes", "--from", "2022-08-27", "--to", "2022-08-27"),
        ("diff", "1990-01-01", "2022-08-26", "--language", "ru"),
        ("status", "lachin", "--on", "2022-08-26", "--language", "az"),
        ("status", "aghdam_khankendi_road", "--on", "2020-01-01"),
        ("editions", "--language", "tr"),
    ],
)
def test_json_of_every_command_has_the_one_documented_shape(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    answer = json.loads(run(capsys, *arguments, "--format", "json"))
    Draft202012Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(answer)] == []
    assert answer["command"] == arguments[0]
    named = set(re.findall(r'"source_ids": \[([^]]*)\]', json.dumps(answer)))
    assert set(answer["sources"]) == {i.strip(' "') for ids in named for i in ids.split(",") if i}
    assert bool(answer["sources"]) == bool(named - {""})


def test_json_has_codes_labels_and_lists_of_sources(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capsys, "diff", "2020-11-24", "2020-11-25", "--language", "ru", "--format", "json"))
    (row,) = (r for r in answer["rows"] if r["entity_id"] == "kalbajar")
    assert (row["before"]["status"], row["after"]["status"]) == ("T_PENDING", "T_AZ")
    assert row["after"]["label"] == Words(read.record(), "ru").status("T_AZ")
    assert (row["before"]["until"], row["after"]["since"]) == ("2020-11-24", "2020-11-25")
    assert row["after"]["source_ids"] == ["caucasian-knot-2020-11-25"]
    assert answer["sources"]["caucasian-knot-2020-11-25"]["url"] == "https://eng.kavkaz-uzel.eu/articles/52882"


def test_editions_tell_what_was_added_changed_and_withdrawn_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(run(capsys, "editions", "--edition", "2.0.0", "--format", "csv"))))
    assert {r["edition"] for r in rows} == {"2.0.0"}
    assert {r["change"] for r in rows} == {"added", "changed", "withdrawn"}
    (gone,) = (r for r in rows if r["row"] == "2017-vardenis-road")
    assert (gone["change"], gone["title"]) == ("withdrawn", "")
    (road,) = (r for r in rows if (r["table"], r["row"]) == ("status", "lachin_new@2023-06-15"))
    assert road["columns"] == "valid_to;basis;confidence;source_ids"
    assert "25 June" in road["why"]
    assert not [r["why"] for r in rows if not r["why"].endswith(".")]
    told = run(capsys, "editions", "--edition", "1.1.0", "--language", "ru")
    assert "[en]" not in told
    assert main(["editions", "--edition", "3"]) == 2


def test_record_without_editions_tells_nothing(
    capsys: pytest.CaptureFixture[str], overlay: Callable[..., Path]
) -> None:
    assert "(nothing)" in run(capsys, "editions", "--folder", str(overlay("good")))


def test_csv_of_a_command_has_no_formula_and_a_header_without_rows(
    capsys: pytest.CaptureFixture[str], overlay: Callable[..., Path]
) -> None:
    folder = overlay("good")
    table = folder / "entities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",Valley road", ",=Valley road"), encoding="utf-8")
    told = run(capsys, "on", "2011-01-01", "--folder", str(folder), "--format", "csv")
    assert "'=Valley" in told
    assert ",=" not in told
    empty = run(capsys, "changes", "--from", "2022-08-27", "--to", "2022-08-27", "--format", "csv")
    assert empty.startswith("day,entity_id,title,by_agreement,before_status,")
    assert empty.count("\n") == 1


def test_an_address_that_breaks_out_of_a_link_is_found(
    capsys: pytest.CaptureFixture[str], overlay: Callable[..., Path]
) -> None:
    folder = overlay("good")
    table = folder / "sources.csv"
    hostile = table.read_text(encoding="utf-8").replace(
        "https://example.org/valley", '"https://example.org/"">> <script>"'
    )
    table.write_text(hostile, encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    assert "gazette: bad address" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["DAY.GEOJSON", "day.json", "day.Csv"])
def test_endings_of_data_may_be_capital_and_json_is_geojson(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    out = tmp_path / name
    run(capsys, "data", "--day", "2022-08-26", "--layers", "lachin", "--out", str(out))
    if name == "day.json":
        first = out.read_bytes()
        assert json.loads(first)["type"] == "FeatureCollection"
        assert main(["data", "--day", "2020-08-26", "--layers", "lachin", "--out", str(out)]) == 0
        assert out.read_bytes() != first, "a file with a recipe of ours may be made anew"
        run(capsys, "render", str(out), "--out", str(tmp_path / "again.geojson"))
        assert (tmp_path / "again.geojson").read_bytes() == out.read_bytes()


def test_a_foreign_collection_of_features_is_not_overwritten(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "mine.json"
    out.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert main(["data", "--day", "2022-08-26", "--out", str(out)]) == 2
    assert "carries no recipe" in capsys.readouterr().err


def test_changes_lists_both_days_inclusively(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "changes", "--from", "2020-11-20", "--to", "2020-11-25", "--format", "json"))["rows"]
    found = {(r["day"], r["entity_id"]) for r in rows}
    assert found == {("2020-11-20", "aghdam_held"), ("2020-11-25", "kalbajar"), ("2020-11-25", "vardenis_road")}


def test_status_and_diff_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 December 2020" in run(capsys, "status", "lachin", "--on", "2022-08-26")
    assert "Kalbajar" in run(capsys, "diff", "2020-11-01", "2020-12-01")


@pytest.mark.parametrize("name", ["Stepanakert", "Ստեփանակերտ", "Khojaly", "Askyaran"])
def test_settlement_without_a_status_is_told_by_what_it_lies_in(capsys: pytest.CaptureFixture[str], name: str) -> None:
    text = run(capsys, "status", name, "--on", "26.08.2022")
    assert "lies within" in text.splitlines()[0]
    assert "Russian peacekeeping zone" in text.splitlines()[0]
    assert "26 August 2022" in text.splitlines()[2]


def test_every_settlement_of_a_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "Martuni", "--on", "2022-08-26"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Khojavend lies within ")
    assert "Martuni: the record has no status for it" in said


def test_settlement_in_no_territory_is_said_to_have_no_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no status" in run(capsys, "status", "Yerevan", "--on", "2022-08-26")
    assert json.loads(run(capsys, "status", "Yerevan", "--on", "2022-08-26", "--format", "json"))["rows"] == []


def test_name_that_nothing_has_offers_settlements_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "Martunii", "--on", "2022-08-26"]) == 2
    assert "Martuni" in capsys.readouterr().err


def test_a_name_with_day_is_filled_in_for_one_day_and_for_the_whole_record(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "data", "--layers", "lachin", "--out", str(tmp_path / "{day}.csv"))
    run(capsys, "data", "--layers", "lachin", "--day", "2022-08-26", "--out", str(tmp_path / "{day}.csv"))
    assert {p.name for p in tmp_path.iterdir()} == {"all.csv", "2022-08-26.csv"}


def test_map_writes_one_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, "map", "--out", str(tmp_path / "map.html"), "--day", "2022-08-26")
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]
    assert "</html>" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_check_exits_1_with_findings_and_0_without(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert main(["check", str(FIXTURES / "good")]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["on", "2022-13-01"], "write it as YYYY-MM-DD"),
        (["on", "1800-01-01"], "outside the record"),
        (["on", "2022-08-26", "--folder", "/nowhere"], "no such folder"),
        (["on", "2022-08-26", "--language", "xx"], "unknown language"),
        (["on", "2022-08-26", "--according-to", "Nobody"], "unknown party"),
        (["status", "Lachinn", "--on", "2022-08-26"], "Lachin"),
        (["changes", "--from", "2022-01-02", "--to", "2022-01-01"], "earlier day first"),
        (["diff", "2022-01-02", "2022-01-01"], "reversed"),
        (["map", "--out", "/nowhere/map.html"], "cannot be written"),
        (["map", "--out", "map.html", "--day", "soon"], "YYYY-MM-DD"),
        (["check", "/nowhere"], "no such folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_party_is_heard_in_every_command_that_prints(capsys: pytest.CaptureFixture[str]) -> None:
    by = ("--according-to", "azerbaijan", "--format", "json")
    changed = ("changes", "--from", "2022-03-27", "--to", "2022-03-27")
    rows = json.loads(run(capsys, "on", "2022-04-05", *by))["rows"]
    assert {r["entity_id"]: r["state"]["status"] for r in rows}["farrukh"] == "T_AZ"
    (card,) = json.loads(run(capsys, "status", "farrukh", "--on", "2022-04-05", *by))["rows"]
    assert (card["state"]["status"], card["state"]["according_to"]) == ("T_AZ", "Azerbaijan")
    for command in (("diff", "2022-03-26", "2022-04-05"), changed):
        answer = json.loads(run(capsys, *command, *by))
        assert answer["according_to"] == "Azerbaijan"
        assert [(r["entity_id"], r["after"]["status"]) for r in answer["rows"]] == [("farrukh", "T_AZ")]
    assert json.loads(run(capsys, *changed, "--format", "json"))["rows"] == []
    assert "according to Azerbaijan" in run(capsys, "on", "2022-04-05", "--according-to", "Azerbaijan").splitlines()[0]


def test_other_record_is_reached_by_option_and_by_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("on", "2010-06-16", "--format", "json")
    by_option = run(capsys, *asked, "--folder", str(FIXTURES / "good"))
    monkeypatch.setenv("LAYERS_GEODATA", str(FIXTURES / "good"))
    assert run(capsys, *asked) == by_option
    assert {r["entity_id"] for r in json.loads(by_option)["rows"]} == {"valley", "road"}
    assert str(FIXTURES / "good") in run(capsys, "check")


def test_closed_pipe_is_silent() -> None:
    command = [sys.executable, "-m", "layers", "on", "2022-08-26"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_version_and_exit_codes_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    for option, said in (("--version", "layers "), ("--help", "exit codes: 0 done; 1 a record with findings")):
        with pytest.raises(SystemExit) as ended:
            main([option])
        assert ended.value.code == 0
        assert said in capsys.readouterr().out


def test_module_runs_without_a_traceback() -> None:
    done = subprocess.run([sys.executable, "-m", "layers", "on", "x"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
