"""The map's page is where Streamlit serves it, whoever else writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import component

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_published_page_is_named_by_its_content_and_put_back_if_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(component, "STATIC", tmp_path)
    first = component.publish("<p>one</p>")
    second = component.publish("<p>two</p>")
    assert first != second
    assert [p.name for p in tmp_path.iterdir()] == [second.rsplit("/", 1)[1]]
    assert component.publish("<p>one</p>") == first
    assert (tmp_path / first.rsplit("/", 1)[1]).read_text(encoding="utf-8") == "<p>one</p>"


def test_size_of_the_map_is_that_on_a_desktop_before_it_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_report", lambda: None)
    assert component.map_size() == component.USUAL_SIZE
    monkeypatch.setattr(component, "_report", lambda: {"size": [390, 520]})
    assert component.map_size() == (390, 520)
