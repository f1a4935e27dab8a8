"""The map's page is where Streamlit serves it: in memory, and nothing is written beside the source."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from layers import static
from layers.page import component

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> MemoryMediaFileStorage:
    """Return the memory from which Streamlit serves files."""
    kept = MemoryMediaFileStorage("/media")
    runtime = SimpleNamespace(media_file_mgr=MediaFileManager(storage=kept))
    monkeypatch.setattr(component, "get_instance", lambda: runtime)
    return kept


def served(storage: MemoryMediaFileStorage, address: str) -> bytes:
    return storage.get_file(address.rsplit("/", 1)[1]).content


def test_published_page_is_named_by_its_content_and_put_back_if_taken_away(storage: MemoryMediaFileStorage) -> None:
    first = component.publish(b"<p>one</p>")
    second = component.publish(b"<p>two</p>")
    assert first != second
    assert first.startswith("media/")
    assert first.endswith(".html")
    assert served(storage, second) == b"<p>two</p>"
    storage.delete_file(first.rsplit("/", 1)[1].removesuffix(".html"))
    assert component.publish(b"<p>one</p>") == first
    assert served(storage, first) == b"<p>one</p>"


def test_publishing_writes_no_file(
    storage: MemoryMediaFileStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(static.FOLDER.rglob("*"))
    component.publish(b"<p>one</p>")
    assert list(tmp_path.iterdir()) == []
    assert sorted(static.FOLDER.rglob("*")) == before


def test_size_of_the_map_is_that_on_a_desktop_before_it_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "_report", lambda: None)
    assert component.map_size() == component.USUAL_SIZE
    monkeypatch.setattr(component, "_report", lambda: {"size": [390, 520]})
    assert component.map_size() == (390, 520)
