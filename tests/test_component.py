"""What the server of the page holds: one page of the map, under a name made from its content, kept by browsers."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette

from layers.page import component, served
from tests.conftest import PROFILE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class Answer(NamedTuple):
    """What the server answers."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(path: str, **headers: str) -> Answer:
    """Ask our part of the server, as a browser does."""
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        said.append(message)

    asked = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": asked}
    # A thread of its own: in ours the loop of the browser's driver may already run.
    with start_blocking_portal() as portal:
        portal.call(Starlette(routes=served.routes()), scope, receive, send)
    told = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return Answer(said[0]["status"], told, b"".join(m.get("body", b"") for m in said[1:]))


def test_map_is_kept_by_the_browser_for_ever_under_a_name_made_from_its_content() -> None:
    address = served.map_page().address
    answer = get(f"/{address}", accept_encoding="gzip")
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body).startswith(b"<!DOCTYPE html>")
    assert re.fullmatch(r"map/[0-9a-f]{20}\.html", address)
    assert get("/map/0123456789abcdef0123.html").status == 404


def test_map_opened_by_itself_has_no_origin() -> None:
    policy = get(f"/{served.map_page().address}").headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-same-origin" not in policy


def test_map_is_unpacked_for_those_who_cannot() -> None:
    answer = get(f"/{served.map_page().address}", accept_encoding="identity")
    assert "content-encoding" not in answer.headers
    assert answer.body == gzip.decompress(served.map_page().packed)


def test_first_answer_tells_what_the_page_is_and_holds_the_map_as_it_is_asked_for() -> None:
    address = served.map_page().address
    page = served.first_page({"lang": "ru", "date": "2022-08-26"})
    assert f'src="./{address}#date=2022-08-26&amp;lang=ru&amp;within=1"' in page
    assert "within=0" in served.first_page({"embed": "true"})
    assert '<html lang="ru">' in page
    assert "Карта загружается" in page
    assert "SourceSans" not in page
    assert f"<title>{PROFILE['title']}</title>" in served.first_page({})
    assert "<h1>" not in served.first_page({"embed": "true"})


def test_record_that_cannot_be_read_leaves_the_first_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERS_GEODATA", str(tmp_path))
    answer = get("/")
    assert answer.status == 200
    assert b'<div id="root">' in answer.body
    assert str(tmp_path).encode() not in answer.body
    assert get("/map/0123456789abcdef0123.html").status == 503


def test_what_is_kept_for_good_is_spared_the_collector_that_streamlit_calls_after_each_rerun() -> None:
    build = "import gc; from layers.page import served; served.map_page()"
    asked = f"{build}; print(len(gc.get_objects()), gc.get_freeze_count())"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=ROOT).stdout
    collected, spared = map(int, told.split())
    assert collected < spared / 10


def test_size_of_the_map_is_that_on_a_desktop_before_it_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_report", lambda: None)
    assert component.map_size() == component.USUAL_SIZE
    monkeypatch.setattr(component, "_report", lambda: {"size": [390, 520]})
    assert component.map_size() == (390, 520)
