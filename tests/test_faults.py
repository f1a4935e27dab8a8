"""What a stranger sees when something fails: a plain sentence, never a path or a traceback."""

from __future__ import annotations

import importlib
import logging
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from layers.errors import ReadError
from layers.page import served
from layers.record import read
from layers.render import artefact

if TYPE_CHECKING:
    from collections.abc import Callable

APP = str(Path(__file__).resolve().parent.parent / "app.py")


def test_record_that_cannot_be_read_is_said_with_a_number_that_the_log_holds(
    overlay: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = overlay("unknown_status")
    monkeypatch.setenv("LAYERS_GEODATA", str(folder))
    with caplog.at_level(logging.ERROR, logger="layers.page.faults"):
        page = AppTest.from_file(APP, default_timeout=60).run()
    assert not page.exception
    (said,) = page.error
    assert str(folder) not in said.value
    assert "C_AJAR" not in said.value
    number = re.search(r"number (\w+)\.", said.value)
    assert number
    (logged,) = [r.getMessage() for r in caplog.records if r.name == "layers.page.faults"]
    assert logged.startswith(number[1])
    assert "C_AJAR" in logged


@pytest.mark.parametrize(
    ("part", "tab"),
    [
        ("layers.page.served.map_page", "List of events"),
        ("layers.page.tables.status_table", "List of events"),
        ("layers.page.happened.filtered", "List of events"),
        ("layers.render.artefact.render", "Figures and files"),
        ("layers.page.finder.example", "List of events"),
    ],
)
@pytest.mark.parametrize("error", [OSError("/srv/secret/file"), RuntimeError("broken"), ReadError("/srv/secret/file")])
def test_part_that_fails_says_so_with_a_number_and_leaves_the_others(
    part: str, tab: str, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    st.cache_data.clear()
    monkeypatch.setattr(artefact, "KEPT", artefact.Kept())
    module, name = part.rsplit(".", 1)
    monkeypatch.setattr(importlib.import_module(module), name, broken)
    app = AppTest.from_file(APP, default_timeout=60)
    app.session_state["tools"] = tab
    with caplog.at_level(logging.ERROR, logger="layers.page.faults"):
        app.run()
    assert not app.exception
    (said,) = app.error
    assert str(error) not in said.value
    (logged,) = [r.getMessage() for r in caplog.records if r.name == "layers.page.faults"]
    assert logged.split(":")[0] in said.value
    assert str(error) in logged
    assert app.tabs
    assert app.header[0].value.startswith("As of")
    assert any(box.label == "Language" for box in app.selectbox)


def test_map_file_that_is_gone_costs_the_map_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "record"
    shutil.copytree(read.DATA, folder, ignore=shutil.ignore_patterns("build", "__pycache__"))
    monkeypatch.setenv("LAYERS_GEODATA", str(folder))
    served.record()
    (folder / "basemap" / "relief.png").unlink()
    with caplog.at_level(logging.ERROR, logger="layers.page.faults"):
        app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    (said,) = app.error
    assert str(folder) not in said.value
    assert app.header[0].value.startswith("As of")


def test_visitors_see_no_details_of_errors() -> None:
    config = (Path(APP).parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert 'showErrorDetails = "none"' in config
