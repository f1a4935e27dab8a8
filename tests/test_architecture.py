"""Imports point one way, without a circle, each outside library has one home, and a table of text loads no plotter."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import FIXTURES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "layers"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")
BASE = {"collector", "errors", "escape", "files", "static"}
"""Modules that stand below every package, and import one another only."""
ORDER = ["record", "wording", "recipe", "render", "page", "cli", "__main__"]
"""Each package may import those before it, and modules of its own."""
HOMES = {
    "streamlit": {"app.py", "layers/page/"},
    "folium": {"layers/render/webmap/"},
    "branca": {"layers/render/webmap/"},
    "matplotlib": {"layers/render/figure/"},
    "imageio_ffmpeg": {"layers/render/figure/", "layers/render/embedded.py"},
    "edtf": {"layers/record/dates.py"},
    "babel": {"layers/wording/", "layers/record/profile_rules.py", "layers/record/catalogue.py"},
    "geopandas": {"layers/render/export/"},
    "xyzservices": {"layers/recipe/tiles.py"},
    "jsonschema": {"layers/record/profile_rules.py"},
}
HEAVY = {"geopandas", "pandas", "matplotlib", "folium", "streamlit", "pyarrow", "PIL"}
"""What takes seconds to load, and what the commands that print have no use for."""


def _at_run_time(tree: ast.AST) -> list[ast.stmt]:
    """Return every statement but those under `if TYPE_CHECKING`."""
    found: list[ast.stmt] = []
    waiting = list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            waiting += node.orelse
            continue
        if isinstance(node, ast.stmt):
            found.append(node)
        waiting += ast.iter_child_nodes(node)
    return found


def _names(nodes: list[ast.stmt]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute, so that this test can read them"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imports(path: Path, *, types: bool = True) -> set[str]:
    """Return what a module imports; without `types`, what it imports when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return _names([n for n in ast.walk(tree) if isinstance(n, ast.stmt)] if types else _at_run_time(tree))


def dotted(path: Path) -> str:
    """Return the name under which a module is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def level(name: str) -> int:
    """Return where a name of layers stands in the order; the base modules come first."""
    package = name.split(".")[1]
    if package in BASE:
        return -1
    assert package in ORDER, f"layers.{package} has no place in the order of tests/test_architecture.py"
    return ORDER.index(package)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = level(dotted(path))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "layers" and len(parts) > 1:
            assert level(name) <= own, f"{path.name} imports {name}"
        assert parts[0] != "app", f"{path.name} imports the page"


def test_order_lists_what_there_is() -> None:
    packages = {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()}
    modules = {p.stem for p in PACKAGE.glob("*.py")} - {"__init__"}
    assert packages | modules == {*ORDER, *BASE}


def test_no_module_imports_itself_by_a_detour() -> None:
    known = {dotted(path): path for path in MODULES}
    graph = {
        module: {
            target
            for name in imports(path, types=False)
            for target in (name, name.rsplit(".", 1)[0])
            if target in known and target != module
        }
        for module, path in known.items()
    }
    assert sum(map(len, graph.values())) > 100
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle
    assert set(order) == set(known)


@pytest.mark.parametrize("library", HOMES)
def test_library_is_used_in_its_home_only(library: str) -> None:
    used = {
        path.relative_to(ROOT).as_posix()
        for path in [ROOT / "app.py", *MODULES]
        if any(name.split(".")[0] == library for name in imports(path, types=False))
    }
    assert used, f"nothing uses {library}"
    assert {u for u in used if not any(u.startswith(home) for home in HOMES[library])} == set()


def loaded(*statements: str) -> set[str]:
    """Return which of the heavy libraries a fresh interpreter has loaded after some statements."""
    code = "\n".join(
        [
            "import contextlib, io, json, sys",
            "with contextlib.redirect_stdout(io.StringIO()):",
            *(f"    {statement}" for statement in statements),
            f"print(json.dumps([name for name in {sorted(HEAVY)!r} if name in sys.modules]))",
        ]
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_parser_and_commands_that_print_import_no_heavy_library() -> None:
    assert loaded("import layers.cli.tables", "import layers.cli") == set()
    assert loaded("import geopandas") >= {"geopandas", "pandas"}, "the test must see what is loaded"


PRINTED = [
    *(["on", "2022-08-26", "--format", form] for form in ("table", "json", "csv")),
    *(["status", "lachin", "--on", "2022-08-26", "--format", form] for form in ("text", "json", "markdown")),
    *(["changes", "--from", "2020-11-01", "--to", "2020-12-01", "--format", form] for form in ("text", "json", "csv")),
    *(["diff", "2020-11-01", "2020-12-01", "--format", form] for form in ("text", "json", "csv")),
    ["check", str(FIXTURES / "good")],
]


def test_commands_that_print_load_no_heavy_library_when_they_run() -> None:
    runs = [f"assert main({arguments!r}) == 0" for arguments in PRINTED]
    assert loaded("from layers.cli import main", *runs) == set()


def test_json_is_written_without_nan() -> None:
    """Hold every writer of JSON to what JSON has: NaN and Infinity are none of it, and end the script of a page."""
    sources = [
        ROOT / "app.py",
        *(p for folder in ("layers", "geodata", "benchmarks") for p in (ROOT / folder).rglob("*.py")),
    ]
    calls = [
        (path.relative_to(ROOT).as_posix(), node)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("json.dumps", "json.dump")
    ]
    assert len(calls) > 10
    loose = [f"{name}:{node.lineno}" for name, node in calls if "allow_nan=False" not in ast.unparse(node)]
    assert loose == []
    named = [p.name for p in sources if "from json import" in p.read_text(encoding="utf-8")]
    assert named == [], "a writer that goes by another name would not be found"
