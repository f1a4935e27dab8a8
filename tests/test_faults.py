"""What a stranger sees when something fails: a plain sentence, never a path or a traceback."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

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


def test_visitors_see_no_details_of_errors() -> None:
    config = (Path(APP).parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert 'showErrorDetails = "none"' in config
