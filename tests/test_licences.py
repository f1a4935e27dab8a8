"""The places that state a licence agree: REUSE.toml, datapackage.json, the layer files and CITATION.cff."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from fnmatch import fnmatch
from typing import Any

import pytest

from layers.record import read
from tests.conftest import ROOT

ANNOTATIONS: list[dict[str, Any]] = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
PACKAGE: dict[str, Any] = json.loads((read.DATA / "datapackage.json").read_text(encoding="utf-8"))
STATED = {f"geodata/{r['path']}": {v["name"] for v in r.get("licenses", ())} for r in PACKAGE["resources"]}
"""File of the record -> its licences (SPDX), as datapackage.json has them."""


def annotation(file: str) -> dict[str, Any]:
    """Return what REUSE.toml says of a file: of several annotations the last one."""
    return [a for a in ANNOTATIONS if any(fnmatch(file, pattern) for pattern in a["path"])][-1]


def licences(file: str) -> set[str]:
    return set(annotation(file)["SPDX-License-Identifier"].split(" AND "))


@pytest.mark.parametrize("file", STATED)
def test_reuse_and_datapackage_state_the_same_licences(file: str) -> None:
    assert STATED[file], "each file of the record has a licence"
    assert licences(file) == STATED[file]


@pytest.mark.parametrize("file", [file for file in STATED if file.endswith(".geojson") and file.count("/") == 1])
def test_licences_of_the_features_are_among_those_of_their_file(file: str) -> None:
    features = json.loads((ROOT / file).read_text(encoding="utf-8"))["features"]
    named = {name for f in features for name in f["properties"]["licence"].split(" AND ")}
    assert named <= STATED[file]


def test_pictures_of_the_documents_have_the_licences_of_the_data_that_they_show() -> None:
    pictures = sorted((ROOT / "docs").glob("*.png"))
    assert len(pictures) == 2
    for picture in pictures:
        assert licences(f"docs/{picture.name}") == set().union(*STATED.values())


def test_every_licence_has_its_text() -> None:
    named = {name for a in ANNOTATIONS for name in a["SPDX-License-Identifier"].split(" AND ")}
    assert {path.stem for path in (ROOT / "LICENSES").iterdir()} == named


def test_every_pattern_of_reuse_meets_a_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for pattern in (pattern for a in ANNOTATIONS for pattern in a["path"]):
        assert any(fnmatch(file, pattern) for file in listed), pattern


def test_citation_claims_no_one_licence_for_the_whole() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert not re.search("^license:", text, re.MULTILINE)
    for said in ("The code is MIT", "the tables are CC BY 4.0", "each geometry file has its own licence"):
        assert said in text
    assert licences("app.py") == {"MIT"}
    assert licences("geodata/status.csv") == {"CC-BY-4.0"}
    assert PACKAGE["licenses"][0]["title"] == "The tables; each geometry file has its own licence"
