"""Imports point one way, and each outside library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for p in (ROOT / "layers").rglob("*.py") if p != ROOT / "layers" / "__init__.py")
ORDER = [
    {"errors", "escape"},
    {"dates", "style"},
    {"model"},
    {"check"},
    {"read"},
    {"timeslice"},
    {"words"},
    {"card", "search", "compare", "permalink", "files", "extent", "sheet"},
    {"recipe", "citation"},
    {"caption"},
    {"webmap", "figure", "export", "panel", "report"},
    {"artefact", "provenance", "component"},
    {"commands"},
    {"__main__"},
]
"""Each level may import the levels before it, and modules of its own level."""
HOMES = {
    "streamlit": {"app.py", "layers/component.py"},
    "folium": {"layers/webmap/"},
    "branca": {"layers/webmap/"},
    "matplotlib": {"layers/figure/"},
    "imageio_ffmpeg": {"layers/figure/", "layers/provenance.py"},
    "edtf": {"layers/dates.py"},
    "babel": {"layers/words.py"},
}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _level(module: str) -> int:
    levels = [i for i, names in enumerate(ORDER) if module in names]
    assert levels, f"layers.{module} has no place in the order of tests/test_architecture.py"
    return levels[0]


def _module(path: Path) -> str:
    return path.relative_to(ROOT / "layers").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = _level(_module(path))
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "layers" and len(parts) > 1:
            assert _level(parts[1]) <= own, f"{path.name} imports {name}"
        assert parts[0] != "app", f"{path.name} imports the page"


@pytest.mark.parametrize("library", HOMES)
def test_library_is_used_in_its_home_only(library: str) -> None:
    for path in [ROOT / "app.py", *MODULES]:
        used = any(name.split(".")[0] == library for name in _imports(path))
        relative = path.relative_to(ROOT).as_posix()
        at_home = any(relative.startswith(home) for home in HOMES[library])
        assert at_home or not used, f"{relative} imports {library}"
