"""`python -m layers` as a person types it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from layers.cli import main
from tests.conftest import FIXTURES

if TYPE_CHECKING:
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
    rows = json.loads(run(capsys, "on", "2022-08-26", "--format", "json"))
    assert rows == list(csv.DictReader(io.StringIO(run(capsys, "on", "2022-08-26", "--format", "csv"))))
    features = json.loads(run(capsys, "on", "2022-08-26", "--format", "geojson"))["features"]
    assert {f["properties"]["entity_id"] for f in features} >= {"kalbajar", "lachin_town", "zangezur"}


def test_changes_lists_both_days_inclusively(capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(run(capsys, "changes", "--from", "2020-11-20", "--to", "2020-11-25", "--format", "json"))
    found = {(r["day"], r["entity_id"]) for r in rows}
    assert found == {("2020-11-20", "aghdam_held"), ("2020-11-25", "kalbajar"), ("2020-11-25", "vardenis_road")}


def test_status_and_diff_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 December 2020" in run(capsys, "status", "lachin", "--on", "2022-08-26")
    assert "Kalbajar" in run(capsys, "diff", "2020-11-01", "2020-12-01")


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


def test_module_runs_without_a_traceback() -> None:
    done = subprocess.run([sys.executable, "-m", "layers", "on", "x"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
