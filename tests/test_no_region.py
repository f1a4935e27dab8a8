"""The code knows no region: nothing of the shipped record stands in a module, a script or a style sheet."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from layers.record import read
from layers.record.profile import Role
from layers.record.style import PALETTE
from tests.conftest import LANGUAGES, PROFILE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from layers.record.model import Record

MODULES = [ROOT / "app.py", *sorted((ROOT / "layers").rglob("*.py"))]
GLOBS = (
    "layers/**/*.css",
    "layers/record/*.json",
    "layers/page/*.js",
    "layers/render/webmap/script/*.js",
    "layers/render/webmap/assets/*.js",
)
"""Scripts, style sheets and schemas; what is vendored and what is translated is left out."""
SCRIPTS = sorted(p for glob in GLOBS for p in ROOT.glob(glob) if not {"vendor", "locale"} & set(p.parts))
ENGLISH = {"region", "zones", "districts", "admin", "border", "bridge", "link", "called", "until"}
"""Ids, and parts of names, that are words of English: they count only where they stand alone in quotation marks."""
OWN = {*Role, *PALETTE}
"""Words of the engine that a record may use as ids."""
SOURCE = {"en": "layers/wording/words.py"}
"""The language of the interface, and the one module that names it."""
_COUPLE = re.compile(r"(?<![\w.])(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)(?![\w.])")
_YEAR = re.compile(r"(?<![\w.,+#/-])((?:19|20)\d\d)(?![\d.]*\d)")
_QUOTED = re.compile(r"""(["'`])((?:(?!\1)[^\\\n])+)\1""")


@cache
def shipped() -> Record:
    return read.record()


@cache
def ids() -> frozenset[str]:
    """Return every id and code of the record but those that are words of the engine."""
    record = shipped()
    about = record.profile
    found = {*record.entities, *record.names, *record.terms, *about.layers, *about.views, *about.parties, *LANGUAGES}
    found |= {f.feature_id for f in record.features} | {e.event_id for e in record.events} | set(record.sources)
    return frozenset({i.casefold() for i in found} - OWN - set(SOURCE))


@cache
def distinctive() -> re.Pattern[str]:
    """Return a pattern of ids and names that stand for nothing but a thing of the record, as whole words."""
    record = shipped()
    names = chain.from_iterable((*n.by_language.values(), *n.spellings.values()) for n in record.names.values())
    parts = (part.strip().casefold() for name in names for part in re.split(r"[/()«»“”'’;,:]", name))
    whole = {word for word in {*ids(), *parts} - ENGLISH if len(word) > 3}
    return re.compile(r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, whole), key=len, reverse=True)) + r")(?![\w-])")


@cache
def years() -> frozenset[str]:
    """Return the years in which something of the record begins, ends or happens."""
    record = shipped()
    about = record.profile
    days = {about.first_day, about.last_day, about.reviewed_through, *(e.day for e in record.events)}
    days |= {d for s in record.states for d in (s.valid_from, s.valid_to) if d}
    return frozenset(str(d.year) for d in days)


@cache
def coordinates() -> frozenset[float]:
    """Return the degrees of the profile that are no round numbers, which code may use for anything."""
    views = [v["bounds"] for v in PROFILE["views"]]
    found = chain.from_iterable([*views, PROFILE["bounds"], PROFILE["limits"], PROFILE["locator"]])
    return frozenset(float(v) for v in found if v % 1)


def in_words(text: str) -> Iterator[str]:
    """Yield what a text names, wherever it stands."""
    yield from (m[0] for m in distinctive().finditer(text.casefold()))


def in_value(text: str) -> Iterator[str]:
    """Yield what a quoted text names: an id alone, a year, or two coordinates of a place within the record."""
    if text.casefold() in ids():
        yield text
    yield from (m[1] for m in _YEAR.finditer(text) if m[1] in years())
    west, south, east, north = PROFILE["bounds"]
    for couple in _COUPLE.finditer(text):
        one, other = float(couple[1]), float(couple[2])
        if (west <= one <= east and south <= other <= north) or (west <= other <= east and south <= one <= north):
            yield couple[0]


def in_number(value: float) -> Iterator[str]:
    """Yield a number that is a year or a coordinate of the record."""
    if str(value) in years() or float(value) in coordinates():
        yield str(value)


def docstrings(tree: ast.AST) -> set[int]:
    """Return the identities of the constants that are documentation."""
    found = set()
    for node in ast.walk(tree):
        for statement in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def in_module(text: str) -> Iterator[str]:
    """Yield what a Python module names of the record."""
    yield from in_words(text)
    tree = ast.parse(text)
    documentation = docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation or isinstance(node.value, bool):
            continue
        if isinstance(node.value, str):
            yield from in_value(node.value)
        elif isinstance(node.value, int | float):
            yield from in_number(node.value)


def in_script(text: str) -> Iterator[str]:
    """Yield what a script, a style sheet or a schema names of the record."""
    yield from in_words(text)
    yield from chain.from_iterable(in_value(m[2]) for m in _QUOTED.finditer(text))
    bare = re.sub(r"/\*.*?\*/|//[^\n]*", " ", _QUOTED.sub(" ", text), flags=re.DOTALL)
    for number in re.findall(r"(?<![\w#.])\d+(?:\.\d+)?(?![\w%])", bare):
        yield from in_number(float(number) if "." in number else int(number))


def named(path: Path, found: Iterable[str]) -> list[str]:
    relative = path.relative_to(ROOT).as_posix()
    return [f for f in dict.fromkeys(found) if SOURCE.get(f) != relative]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_names_nothing_of_the_shipped_record(path: Path) -> None:
    assert named(path, in_module(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_script_names_nothing_of_the_shipped_record(path: Path) -> None:
    assert named(path, in_script(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_one_module_names_the_language_of_the_interface(path: Path) -> None:
    constants = [n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)]
    relative = path.relative_to(ROOT).as_posix()
    assert [c for c in constants if c in SOURCE] == [code for code, home in SOURCE.items() if home == relative]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('HOME = "kalbajar"', "kalbajar"),
        ('LAYER = "zones"', "zones"),
        ('"""Told of the Lachin corridor."""', "lachin corridor"),
        ("x = 1  # as in Stepanakert", "stepanakert"),
        ('PENDING = "T_PENDING"', "t_pending"),
        ('PARTIES = ["Azerbaijan"]', "azerbaijan"),
        ('LANGUAGES = ("az",)', "az"),
        ("BREAKS = [1988, 1994]", "1988"),
        ('YEAR = "from 2020 on"', "2020"),
        ("WEST = 44.3", "44.3"),
        ('EXAMPLE = "latitude, longitude: 39.8,46.7"', "39.8,46.7"),
        ('NAME = "Շուշի"', "շուշի"),
    ],
)
def test_what_is_of_the_record_is_seen(line: str, found: str) -> None:
    assert found in [v.casefold() for v in in_module(line)]
    script = line.replace("#", "//").replace('"""', "`")
    assert found in [v.casefold() for v in in_script(script)]


@pytest.mark.parametrize(
    "line", ['ROLE = "zone"', 'A = "the region around"', "WIDTH = 2026.5", "PAGE = 1975", 'F = "x1988"', "N = 42"]
)
def test_what_is_of_the_engine_is_passed_over(line: str) -> None:
    assert list(in_module(line)) == list(in_script(line)) == []
