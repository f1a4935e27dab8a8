"""A disk that is really full: a small file system in memory, mounted for the commands alone (`unshare`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from layers.recipe.formats import FORMATS
from tests.conftest import ROOT
from tests.test_writing import asked

if TYPE_CHECKING:
    from pathlib import Path

MOUNTED = 'mount -t tmpfs -o size=64k full "$1" && head -c "$2" /dev/zero > "$1/filler" && exec "$3" -c "$4" "$1"'
"""Fills a disk of 64 kB with so much, and runs a script with its place there."""
WRITTEN = """
import json, os, sys
from layers.cli import main
place = sys.argv[1]
open(os.path.join(place, "old.kml"), "wb").close()
codes = [main(arguments) for arguments in json.load(sys.stdin)]
print(json.dumps([codes, sorted(os.listdir(place))]))
"""


@pytest.mark.parametrize("filled", [64 * 1024, 56 * 1024], ids=["to the last byte", "but for 8 kB"])
@pytest.mark.parametrize("temporary", [True, False], ids=["temporary files there too", "temporary files elsewhere"])
def test_full_disk_is_one_line_and_leaves_nothing_in_every_format(tmp_path: Path, filled: int, temporary: bool) -> None:
    place, spare = tmp_path / "full", tmp_path / "spare"
    place.mkdir()
    spare.mkdir()
    commands = [asked(form, place / f"new.{form}") for form in FORMATS] + [asked("kml", place / "old.kml")]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", MOUNTED, "sh", str(place), str(filled), sys.executable, WRITTEN],
        input=json.dumps(commands),
        env=os.environ | {"TMPDIR": str(place if temporary else spare)},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    codes, left = json.loads(done.stdout or "null")
    lines = [line for line in done.stderr.splitlines() if line.startswith("layers: ")]
    assert codes == [2] * len(commands), done.stderr
    assert len(lines) == len(commands), done.stderr
    assert "Traceback" not in done.stderr
    assert left == ["filler", "old.kml"]
    assert list(spare.iterdir()) == []
