"""Fixtures shared by all tests: the shipped record and the small made-up one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from layers.record import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.record.model import Record

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = Path(__file__).parent / "fixtures"
PROFILE: dict[str, Any] = json.loads((read.DATA / "profile.json").read_text(encoding="utf-8"))
"""The shipped profile as it stands in its file, for lists of parameters."""
LANGUAGES = tuple(v["code"] for v in PROFILE["languages"])
OTHERS = LANGUAGES[1:]
"""The languages into which the shipped record is translated."""
VIEWS = tuple(v["id"] for v in PROFILE["views"])

LONG = 200
"""How many times as many examples `make fuzz` tries as `make test` does."""
settings.register_profile("short", derandomize=True, database=None, deadline=None)
settings.register_profile("long", max_examples=100 * LONG, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("short")


def examples(count: int) -> settings:
    """Return settings for a test that tries so many examples in `make test`."""
    times = LONG if settings.get_current_profile_name() == "long" else 1
    return settings(max_examples=count * times)


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the record that ships."""
    return read.record()


@pytest.fixture(scope="session")
def small() -> Record:
    """Return the made-up record of tests/fixtures/good."""
    return read.record(FIXTURES / "good")


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that lays the files of fixtures over the good ones, in a folder of its own."""

    def lay(*names: str) -> Path:
        folder = tmp_path / "-".join(names)
        shutil.copytree(FIXTURES / "good", folder)
        for name in names:
            shutil.copytree(FIXTURES / name, folder, dirs_exist_ok=True)
        return folder

    return lay
