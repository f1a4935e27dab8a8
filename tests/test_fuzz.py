"""What comes from outside is used or refused in our words, whatever it is; never another exception.

`make test` runs each for a second or two, the same examples each time; `make fuzz` goes on for long (tests/fuzz.py).
A case that was found stands in `tests/test_hostile.py`, or among the fixtures of `tests/test_check.py`.
"""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from layers.errors import DateError, LayersError, ReadError
from layers.page import permalink
from layers.recipe import recipe
from layers.recipe.formats import FORMATS
from layers.record import catalogue, check, read
from layers.record.dates import Bounds, day_asked, parse_day, parse_edtf
from layers.record.tables import FEATURE_TYPES, TABLES
from layers.render import embedded
from tests.carriers import CARRIERS, RECIPE, checked_again
from tests.conftest import FIXTURES, examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.record.profile import Profile

TABLES_OF_SMALL = read.tables(FIXTURES / "good")
SMALL = read.record(FIXTURES / "good")
ODD = st.sampled_from(
    [
        *("", " ", "\x00", "\x1b[2J", "\ud800", "\ufeff", "\u202e", "İ", "٢٠٢٢", "²", "NaN", "Infinity", "1e999", "-0"),
        *("null", "9999-12-31", "0001-01-01", "0000-00-00", "2010-06-15", "10000-01-01", "[..]", "../..", "=1+1", ";"),
        *("valley", "road", "T_ONE", "C_OPEN", "gazette", "en", "places", "45,39,47,40", "a" * 5000, "[" * 3000),
    ]
)
TEXTS = ODD | st.text(max_size=30) | st.lists(ODD | st.characters(codec=None), max_size=6).map("".join)
NUMBERS = st.integers(-(10**30), 10**30) | st.floats() | st.sampled_from([10**400, -0.0, 1e308])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


def one_line(error: Exception, name: str = "") -> None:
    """Hold a refusal to one line that names the file."""
    assert str(error)
    assert len(str(error).splitlines()) == 1, error
    assert name in str(error)


DAYLIKE = st.from_regex(r"\s*\d{1,5}[-./ ]\w{1,9}[-./ ]\d{1,5}\s*", fullmatch=True)


@given(TEXTS | DAYLIKE)
def test_day_of_any_text(text: str) -> None:
    for parse in (day_asked, parse_day):
        try:
            day = parse(text)
        except DateError as error:
            one_line(error)
        else:
            assert parse_day(day.isoformat()) == day


EDTF = st.lists(
    st.sampled_from([*"0123456789-~?%/.,[]{}XYEST:Z+", "..", "2020", "2020-11", "-0001", "9999-12-31", "open"]),
    max_size=12,
).map("".join)


@examples(40)
@given(EDTF | TEXTS)
def test_edtf_of_any_text(text: str) -> None:
    try:
        bounds = parse_edtf(text)
    except DateError as error:
        one_line(error)
    else:
        assert isinstance(bounds, Bounds)
        assert not (bounds.earliest and bounds.latest) or bounds.earliest <= bounds.latest


def known(about: Profile) -> st.SearchStrategy[str]:
    """Return words that mean something in an address or a recipe."""
    words = [*about.languages, *about.parties, *about.layers, *about.views, *FORMATS, *permalink.Mode, "a4", "grey"]
    return st.sampled_from([*words, "2010-06-15", "2001-01-01,2020-01-01", "39.5,46.5,8"])


VALUES = known(SMALL.profile) | TEXTS


@given(st.dictionaries(st.sampled_from([*permalink._READERS]) | TEXTS, VALUES, max_size=6))
def test_address_of_any_values(query: dict[str, str]) -> None:
    shown, unused = permalink.read(SMALL, query)
    assert {u.key for u in unused} <= set(query)
    told = permalink.write(SMALL, shown)
    assert permalink.read(SMALL, told) == (shown, ()), "what the page shows can be told again"


FIELDS = [*recipe.as_dict(SMALL, recipe.parse(SMALL, {"days": "2010-06-15"}))]


@given(st.dictionaries(st.sampled_from(FIELDS) | TEXTS, VALUES | JSON | st.lists(VALUES, max_size=3), max_size=6))
def test_recipe_of_any_values(fields: dict[str, Any]) -> None:
    try:
        made = recipe.parse(SMALL, fields)
        recipe.resolve(SMALL, made)
    except LayersError as error:
        one_line(error)
    else:
        told = json.loads(json.dumps(recipe.as_dict(SMALL, made), allow_nan=False))
        assert recipe.parse(SMALL, {k: v for k, v in told.items() if k not in ("edition", "sha256")}) == made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of its own with a sound record, of which each example changes one file and mends it again."""
    return shutil.copytree(FIXTURES / "good", tmp_path_factory.mktemp("fuzz") / "record")


def judged(folder: Path, file: str, content: bytes) -> None:
    """Check a record one of whose files is another one: findings, a refusal, or a record that can be read."""
    path = folder / file
    sound = path.read_bytes() if path.exists() else None
    path.write_bytes(content)
    try:
        found = check.findings(read.tables(folder))
        assert all(finding.required and str(finding).isprintable() for finding in found)
        if not found:
            read.record(folder)
    except ReadError as error:
        one_line(error, file)
    finally:
        path.unlink()
        if sound is not None:
            path.write_bytes(sound)


CELLS = [(table, column) for table, columns in TABLES.items() for column in (*columns.required, *columns.optional)]


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a table of the sound record; of one that it does not have, a row to begin with."""
    path = FIXTURES / "good" / f"{table}.csv"
    if not path.exists():
        return [dict.fromkeys((*TABLES[table].required, *TABLES[table].optional), "1")]
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@examples(100)
@given(cell=st.sampled_from(CELLS), row=st.integers(0, 3), text=TEXTS | VALUES | EDTF)
def test_record_with_any_cell(folder: Path, cell: tuple[str, str], row: int, text: str) -> None:
    table, column = cell
    rows = rows_of(table)
    assume(rows and "\x00" not in text)
    rows[row % len(rows)][column] = text
    with (folder / "changed").open("w", encoding="utf-8", errors="surrogatepass", newline="") as stream:
        writer = csv.DictWriter(stream, list(dict.fromkeys([*rows[0], column])), restval="")
        writer.writeheader()
        writer.writerows(rows)
    judged(folder, f"{table}.csv", (folder / "changed").read_bytes())


@examples(100)
@given(number=st.integers(0, 3), name=st.sampled_from([*FEATURE_TYPES, "geometry", "type", "properties"]), value=JSON)
def test_record_with_any_property_of_a_feature(folder: Path, number: int, name: str, value: Any) -> None:
    collection = json.loads((FIXTURES / "good" / "places.geojson").read_text(encoding="utf-8"))
    features = collection["features"]
    feature = features[number % len(features)]
    (feature["properties"] if name in FEATURE_TYPES else feature)[name] = value
    judged(folder, "places.geojson", json.dumps(collection).encode())


POINTS = st.recursive(NUMBERS | st.none() | st.just("x"), lambda inner: st.lists(inner, max_size=4), max_leaves=12)
PATHS = st.lists(st.lists(NUMBERS, min_size=2, max_size=3), min_size=1, max_size=5)
NESTED = PATHS | st.lists(PATHS, max_size=3) | st.lists(st.lists(PATHS, max_size=2), max_size=2)
"""What is nested as coordinates are: any nesting seldom gets so far."""
KINDS = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection", "?"]


@examples(100)
@given(kind=st.sampled_from(KINDS), member=st.sampled_from(["coordinates", "geometries"]), points=POINTS | NESTED)
def test_record_with_any_geometry(folder: Path, kind: str, member: str, points: Any) -> None:
    collection = json.loads((FIXTURES / "good" / "places.geojson").read_text(encoding="utf-8"))
    collection["features"][0]["geometry"] = {"type": kind, member: points}
    judged(folder, "places.geojson", json.dumps(collection).encode())


@examples(60)
@given(data=st.data())
def test_record_with_any_member_of_the_profile(folder: Path, data: st.DataObject) -> None:
    profile = json.loads((FIXTURES / "good" / "profile.json").read_text(encoding="utf-8"))
    place: Any = profile
    while True:
        key = data.draw(st.sampled_from([*place] if isinstance(place, dict) else range(len(place))))
        if not (isinstance(place[key], dict | list) and place[key]) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JSON | VALUES)
    judged(folder, "profile.json", json.dumps(profile).encode())


PO = st.lists(
    st.sampled_from(
        [
            *('msgid "a"', 'msgid_plural "{count} b"', 'msgstr "c"', 'msgstr[0] "d"', 'msgstr[1] "{x}"', 'msgid ""'),
            *(
                '"Plural-Forms: nplurals=2; plural=n//0;\\n"',
                '"Content-Type: text/plain; charset=x\\n"',
                "#, fuzzy",
                "#~",
            ),
            *('"POT-Creation-Date: x\\n"', 'msgctxt "e"', '"\\q"', 'msgstr[9] "f"', "", '"', "\ufeff", "#, fuzzy"),
        ]
    )
    | TEXTS,
    max_size=8,
).map("\n".join)


@examples(60)
@given(PO)
def test_catalogue_of_any_text(text: str) -> None:
    raw = replace(TABLES_OF_SMALL, catalogues={"locale/az.po": text.encode(errors="surrogatepass")})
    found = check.findings(raw)
    assert all(finding.required and str(finding).isprintable() for finding in found)
    if not found:
        told = catalogue.compiled(catalogue.parsed(raw.catalogues["locale/az.po"], "az"))
        assert told.ngettext("{count} a", "{count} b", 2).format(count=2)


@st.composite
def mutated(draw: st.DrawFn, sound: bytes) -> bytes:
    """Draw bytes that differ from sound ones in a few places: other, fewer, more or twice the same."""
    content = bytearray(sound)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        end = start + draw(st.sampled_from([0, 1, 1, 2, 4, 8, 64]))
        part = bytes(content[start:end])
        new = draw(st.binary(max_size=8) | st.sampled_from([b"", part * 2, b"\xff" * 4, b"\x00" * 4, b"9" * len(part)]))
        content[start:end] = new
    return bytes(content[: draw(st.none() | st.integers(0, len(content)))])


MANGLED: dict[str, Callable[[bytes], bytes]] = {"png": checked_again}
"""Ending -> what is done to a changed file so that a parser looks further than at its checksums."""


@pytest.mark.parametrize("form", CARRIERS)
def test_small_file_carries_its_recipe(tmp_path: Path, form: str) -> None:
    (tmp_path / f"a.{form}").write_bytes(CARRIERS[form]())
    assert embedded.recipe_of(tmp_path / f"a.{form}") == RECIPE


def told_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        told = embedded.recipe_of(path)
    except ReadError as error:
        one_line(error, path.name)
    else:
        assert isinstance(told, dict | None)


@pytest.mark.parametrize("form", [form for form in CARRIERS if form != "mp4"])
@examples(100)
@given(data=st.data())
def test_recipe_in_a_file_of_any_bytes(folder: Path, form: str, data: st.DataObject) -> None:
    content = data.draw(mutated(CARRIERS[form]()))
    told_or_refused(folder / f"a.{form}", MANGLED.get(form, bytes)(content))


@examples(20)
@given(data=st.data())
def test_recipe_in_a_film_of_any_bytes(folder: Path, data: st.DataObject) -> None:
    told_or_refused(folder / "a.mp4", data.draw(mutated(CARRIERS["mp4"]())))
