"""The offline page as a file; what it does in a browser is tested in tests/browser."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from layers import static
from layers.errors import DateError, UnknownNameError
from layers.render import webmap
from layers.render.webmap import data
from layers.render.webmap.build import ASSETS
from tests.conftest import LANGUAGES

if TYPE_CHECKING:
    from layers.record.model import Record

DAY = date(2022, 8, 26)


@pytest.fixture(scope="module")
def page(record: Record) -> str:
    return webmap.html(webmap.build(record, day=DAY))


def test_no_country_bears_todays_name_before_its_independence(record: Record) -> None:
    countries = {c["iso"]: c for c in data.payload(record)["countries"]}
    for iso, eve, earlier in (("AM", date(1991, 9, 22), "Armenian SSR"), ("AZ", date(1991, 10, 17), "Azerbaijan SSR")):
        (dated,) = countries[iso]["dated"]
        assert (dated["from"], dated["to"]) == (None, data.number(eve + timedelta(days=1)))
        assert dated["name"]["en"] == earlier
        assert dated["name"]["ru"].endswith("ССР")
    assert countries["IR"]["dated"] == []


def test_same_record_gives_the_same_page_in_another_process(page: str) -> None:
    code = (
        "import datetime, hashlib; from layers.record import read; from layers.render import webmap;"
        "page = webmap.build(read.record(), day=datetime.date(2022, 8, 26));"
        "print(hashlib.sha256(webmap.html(page).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_page_names_no_file_of_another_host(page: str) -> None:
    assert re.findall(r"<(?:script|img|iframe)[^>]*\ssrc\s*=", page) == []
    assert "<link" not in page
    assert re.findall(r"url\((?!['\"]?(?:data:|#))[^)]*\)", page.split("<script")[0]) == []
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_every_text_stands_in_every_language(page: str) -> None:
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    texts = json.loads(found[1])["texts"]
    assert set(texts) == set(LANGUAGES)
    assert len({frozenset(t) for t in texts.values()}) == 1


def test_script_asks_for_known_texts_only(page: str) -> None:
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    known = json.loads(found[1])["texts"]["en"]
    asked = set(re.findall(r'say\("(\w+)"', (ASSETS / "map.js").read_text(encoding="utf-8")))
    assert len(asked) > 20
    assert asked <= set(known)


@pytest.mark.parametrize("name", ["map.js", "vendor/leaflet.js"])
def test_script_cannot_end_its_element(name: str) -> None:
    script = (ASSETS / name).read_text(encoding="utf-8").lower()
    assert not [word for word in ("</script", "<!--", "sourcemappingurl=data") if word in script]


def test_vendored_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((ASSETS / "vendor" / "manifest.json").read_text(encoding="utf-8"))
    listed = {entry["file"]: entry["sha256"] for entry in manifest}
    files = [*(p for p in (ASSETS / "vendor").iterdir() if p.name != "manifest.json"), *static.FOLDER.glob("noto-*")]
    assert listed == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    assert all(entry["version"] and entry["licence"] for entry in manifest)


def test_bad_day_and_language_are_refused(record: Record) -> None:
    with pytest.raises(DateError):
        webmap.build(record, day=date(1800, 1, 1))
    with pytest.raises(UnknownNameError):
        webmap.build(record, day=DAY, language="xx")


def test_title_and_recipe_cannot_end_their_element(record: Record) -> None:
    page = webmap.html(webmap.build(record, day=DAY, title="</title><script>x</script>", about='"/><script>y</script>'))
    assert "<script>x" not in page
    assert "<script>y" not in page


def test_first_view_and_layers_must_be_known(record: Record) -> None:
    with pytest.raises(UnknownNameError, match="lachin"):
        webmap.build(record, day=DAY, view="lachn")
    with pytest.raises(UnknownNameError, match="kelbajar"):
        webmap.build(record, day=DAY, layers=["kelbajr"])
