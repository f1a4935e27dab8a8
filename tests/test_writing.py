"""What is written is written whole or not at all, over nothing of others, and whatever the terminal is."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from layers import files
from layers.cli import main
from layers.errors import LayersError
from layers.recipe.formats import FORMATS, Family
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DAY, LAYER = "2022-08-26", "lachin"
SMALL = ("--view", "lachin", "--layers", LAYER)
SHEET = ("--size", "170x135", "--dpi", "60")
COMMANDS = {
    Family.PICTURE: ("figure", "--days", DAY, *SMALL, *SHEET),
    Family.REPORT: ("report", "--day", DAY, *SMALL, *SHEET),
    Family.ANIMATION: ("figure", "--days", "2022-08-24,2022-08-31", *SMALL, *SHEET),
    Family.PAGE: ("map", "--day", DAY, *SMALL),
    Family.DATA: ("data", "--day", DAY, *SMALL),
}
OTHER_DAY = {"2022-08-26": "2022-08-25", "2022-08-24,2022-08-31": "2022-08-24,2022-08-30"}


def asked(form: str, out: Path) -> list[str]:
    """Return the command that writes a small file of a format."""
    return [*COMMANDS[FORMATS[form].family], "--out", str(out)]


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    """Return an empty folder for temporary files."""
    (tmp_path / "spare").mkdir()
    return tmp_path / "spare"


def started(*arguments: str, spare: Path, **around: str) -> subprocess.Popen[str]:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, and so would ours
    return subprocess.Popen(
        [sys.executable, "-m", "layers", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(spare)} | around,
    )


FULL = """
import json, resource, sys
from layers.cli import main
from layers.render.figure import animation, save
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
print(*(main(arguments) for arguments in json.load(sys.stdin)))
"""
"""Runs commands where no file may grow beyond 4 kB, as on a disk that is nearly full."""


def test_a_full_disk_leaves_what_was_there_in_every_format(tmp_path: Path, spare: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.kml").write_bytes(b"")
    commands = [asked(form, out / f"new.{form}") for form in FORMATS] + [asked("kml", out / "old.kml")]
    done = subprocess.run(
        [sys.executable, "-c", FULL],
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(spare)},
    )
    assert done.stdout.split() == ["2"] * len(commands), done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("layers: ")]
    assert all("cannot be written" in line for line in lines), lines
    assert len(lines) == len(commands)
    assert "Traceback" not in done.stderr
    assert [(p.name, p.read_bytes()) for p in out.iterdir()] == [("old.kml", b"")]
    assert list(spare.iterdir()) == []


@pytest.mark.parametrize(
    "form", ["png", "svg", "pdf", "gif", "mp4", "html", "geojson", "gpkg", "kml", "csv", "parquet"]
)
def test_half_a_file_in_a_batch_is_made_anew(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"a.{form}"
    assert main(asked(form, path)) == 0
    whole = path.read_bytes()
    for share in (0, 0.5, 0.95):
        path.write_bytes(whole[: int(share * len(whole))])
        assert main(asked(form, path)) == 0
        assert path.read_bytes() == whole
    path.write_bytes(b"mine" + whole[: len(whole) // 2])
    assert main(asked(form, path)) == 2
    assert "carries no recipe" in capsys.readouterr().err


def test_file_of_another_recipe_is_ours_and_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    assert main(asked("geojson", path)) == 0
    first = path.read_bytes()
    assert main([OTHER_DAY.get(argument, argument) for argument in asked("geojson", path)]) == 0
    assert path.read_bytes() != first


def test_file_of_the_same_recipe_is_left_alone_but_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    assert main(asked("geojson", path)) == 0
    made = path.stat().st_mtime_ns
    assert main(asked("geojson", path)) == 0
    assert path.stat().st_mtime_ns == made
    assert main([*asked("geojson", path), "--force"]) == 0
    assert path.stat().st_mtime_ns > made


@pytest.mark.parametrize("name", ["a.png", "a.csv", "a.geojson", "a.html"])
def test_what_is_not_ours_is_overwritten_by_force_only(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, command = tmp_path / name, asked(name.partition(".")[2], tmp_path / name)
    path.write_text("a thesis")
    assert main(command) == 2
    assert path.read_text() == "a thesis"
    assert "--force" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    assert path.read_bytes() != b"a thesis"


def test_again_is_written_beside_and_never_over_what_is_not_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, other = tmp_path / "a.geojson", tmp_path / "b.geojson"
    assert main(asked("geojson", source)) == 0
    other.write_text("a thesis")
    assert main(["render", str(source), "--out", str(other)]) == 2
    assert other.read_text() == "a thesis"
    assert main(["render", str(source), "--out", str(tmp_path / "b.png")]) == 2
    assert "unknown format 'png'; the nearest are geojson" in capsys.readouterr().err
    assert not (tmp_path / "b.png").exists()


@pytest.mark.parametrize("mask", [0o077, 0o022, 0o007])
def test_new_file_has_the_mode_of_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        files.write_whole(tmp_path / "a", b"a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~mask


def test_written_file_keeps_the_mode_and_the_link_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "link").symlink_to("a")
    files.write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_name_that_no_file_can_have_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "full.csv").symlink_to("/dev/full")
    (tmp_path / "file").write_bytes(b"")
    for name in ("x" * 300 + ".csv", "pipe.csv", "folder.csv", "full.csv", "file/a.csv", "nowhere/a.csv"):
        assert main([*asked("csv", tmp_path / name), "--force"]) == 2
        said = capsys.readouterr().err
        assert len(said.splitlines()) == 1
        assert f"{name}: cannot be written" in said
    assert {p.name for p in tmp_path.iterdir()} == {"pipe.csv", "folder.csv", "full.csv", "file"}
    with pytest.raises(LayersError, match="a device"):
        files.write_whole(tmp_path / "full.csv", b"")


def stopped(process: subprocess.Popen[str], spare: Path, wanted: str, number: signal.Signals) -> tuple[int, str]:
    """Send a signal as soon as a temporary file is there; return the exit code and what was said."""
    latest = time.monotonic() + 60
    while not any(spare.rglob(wanted)) and process.poll() is None and time.monotonic() < latest:
        time.sleep(0.005)
    assert process.poll() is None, "it must not be ready before it is told to stop"
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_signal_leaves_no_temporary_file(tmp_path: Path, spare: Path, number: signal.Signals, code: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    command = ("figure", "--days", "1988-01-01,2026-03-12", *SMALL, *SHEET, "--out", str(out / "long.mp4"))
    with started(*command, spare=spare) as process:
        assert stopped(process, spare, "film.mp4", number) == (code, "")
    assert list(out.iterdir()) == []
    assert list(spare.iterdir()) == []


PRINTED = ["on 2022-08-26 --language hy", "status lachin --on 2022-08-26 --language az", "check", "--help"]


@pytest.mark.parametrize("line", PRINTED)
def test_terminal_without_letters_gets_their_codes(spare: Path, line: str) -> None:
    for around in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        with started(*line.split(), spare=spare, **around) as process:
            told, said = process.communicate()
        assert (process.returncode, said) == (0, "")
        assert told.isascii()
        if "--language" in line:
            assert "\\u" in told


@pytest.mark.parametrize("form", ["json", "csv", "geojson"])
def test_data_are_printed_in_utf_8_whatever_the_terminal_has(spare: Path, form: str) -> None:
    command = ("on", DAY, "--language", "hy", "--format", form)
    with started(*command, spare=spare) as usual, started(*command, spare=spare, PYTHONIOENCODING="ascii") as poor:
        assert usual.communicate()[0] == (told := poor.communicate()[0])
    assert "Լաչին" in told


ENDINGS = [("> /dev/full", 2, "No space left"), (">&-", 2, "Bad file descriptor"), (">&- 2>&-", 2, "")]


@pytest.mark.parametrize(("end", "code", "said"), ENDINGS)
@pytest.mark.parametrize("line", ["on 2022-08-26", "on 2022-08-26 --format geojson", "check", "--version"])
def test_output_that_cannot_be_written_is_one_line(line: str, end: str, code: int, said: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m layers {line} {end}", shell=True, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == bool(said)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_reader_that_goes_early_is_no_fault(spare: Path, unbuffered: str) -> None:
    with started("on", DAY, "--format", "geojson", spare=spare, PYTHONUNBUFFERED=unbuffered) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1) == "{"
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_file_is_written_with_standard_output_closed(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    line = f"{sys.executable} -m layers {' '.join(asked('csv', out))} >&-"
    assert subprocess.run(line, shell=True, check=False, cwd=ROOT).returncode == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,")
