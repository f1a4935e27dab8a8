"""Fixtures shared by all tests: the shipped record and the small made-up one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.model import Record

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the record that ships."""
    return read.record()


@pytest.fixture(scope="session")
def small() -> Record:
    """Return the made-up record of tests/fixtures/good."""
    return read.record(FIXTURES / "good")


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that lays the files of one fixture over the good ones, in a folder of its own."""

    def lay(name: str) -> Path:
        folder = tmp_path / name
        shutil.copytree(FIXTURES / "good", folder)
        shutil.copytree(FIXTURES / name, folder, dirs_exist_ok=True)
        return folder

    return lay
