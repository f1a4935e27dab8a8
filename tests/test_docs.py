"""The README promises what the code does."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest

from layers.cli import parser
from layers.page import permalink
from layers.record import read
from tests.conftest import PROFILE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/python -m layers (.*)$", README, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_is_understood(line: str) -> None:
    assert parser._parser().parse_args(shlex.split(line, comments=True)).run


def test_every_command_stands_in_the_readme() -> None:
    usage = parser._parser().format_help()
    known = set(re.findall(r"^    (\w+) ", usage, re.MULTILINE))
    assert len(known) > 8
    assert known == {line.split()[0] for line in COMMANDS}


def test_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "26 August 2022" in capsys.readouterr().out


def test_every_parameter_of_an_address_is_told_of() -> None:
    text = (ROOT / "docs" / "address.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(permalink._READERS)
    for values in (permalink.Mode, permalink.Maps):
        assert all(f"`{value}`" in text for value in values)


def test_files_that_the_documents_name_exist() -> None:
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "geodata" / "README.md"]:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (document.parent / target).exists(), target


def test_every_promise_of_security_is_held_by_a_test_that_exists() -> None:
    rows = re.findall(
        r"^\| (?!promise)(.+?) \| (.+) \|$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) > 10
    for promise, tests in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, promise
        for file, test in named:
            assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), (promise, test)


def test_workflow_runs_both_kinds_of_tests_by_pinned_actions_that_may_only_read() -> None:
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    assert re.findall(r"- run: (make .+)", text) == ["make test", "make test-clients"]
    used = re.findall(r"uses: (\S+)", text)
    assert len(used) == 4
    assert [action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)] == []
    assert re.findall(r"^permissions:\n((?: .+\n)+)", text, re.MULTILINE) == ["  contents: read\n"]


def test_numbers_of_rows_are_those_of_the_tables() -> None:
    text = (read.DATA / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| (\w+)\.csv \| (\d+) \|", text, re.MULTILINE))
    assert set(told) == {p.stem for p in read.DATA.glob("*.csv")}
    for name, count in told.items():
        with (read.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            assert len(list(csv.DictReader(stream))) == int(count), name


def test_changelog_and_citation_name_the_edition_of_the_data() -> None:
    edition = PROFILE["edition"]
    assert f"## Data edition {edition} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\nversion: {edition}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"data edition {edition}" in (read.DATA / "README.md").read_text(encoding="utf-8")
