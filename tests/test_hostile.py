"""Input that was made to break the product: each ends in one line, soon, and without filling the memory."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from layers.cli import main
from layers.errors import InvalidRecordError, LayersError, ReadError
from layers.recipe import fonts
from layers.record import basemap, check, read, settlements
from layers.render import embedded
from layers.render.export import back
from tests import carriers
from tests.conftest import FIXTURES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTE = 1 << 20
ROOM = 1200 * MEGABYTE
"""Bytes of address space that a command may take: Python with its libraries, but no bomb that goes off."""


def one_line(error: Exception, name: str) -> None:
    assert len(str(error).splitlines()) == 1
    assert name in str(error)


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))


RUN = "import sys; from layers.cli import main; print(*(main([sys.argv[1], path]) for path in sys.argv[2:]))"
"""Run a command on each of several paths; print its exit codes."""


def refused(command: str, *paths: Path, seconds: float = 60) -> list[str]:
    """Run a command on paths that it must refuse, in little memory; return what it says, a line each."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, command, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=limited,
        timeout=seconds,
    )
    assert done.stdout.split() == ["2"] * len(paths), done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == len(paths), done.stderr
    return lines


def zipped(size: int) -> bytes:
    return carriers.report('{"title": "' + " " * size + '"}')


def png_bomb() -> bytes:
    """Return a PNG whose text is small on the disk and 300 MB in memory."""
    packed = zlib.compress(b" " * (300 * MEGABYTE), 9)
    body = b"iTXtrecipe\0\1\0\0\0" + packed
    sound = carriers.png()
    return sound[:33] + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) + sound[33:]


def pixel_bomb() -> bytes:
    stream = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(stream, "PNG")
    return stream.getvalue()


def pdf_bomb() -> bytes:
    """Return a PDF whose table of objects is a stream that grows a thousandfold, three times over."""
    stream, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(72, 72)
    bomb = DecodedStreamObject()
    content = b" " * (100 * MEGABYTE)
    for _ in range(2):
        content = zlib.compress(content, 9)
    bomb.set_data(content)
    bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer._info = writer._add_object(bomb)
    writer.write(stream)
    return stream.getvalue()


ENDLESS = (
    "CREATE VIEW gpkg_contents AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT 'features' AS data_type, x AS description FROM n WHERE x < 0"
)
HUGE = "CREATE VIEW gpkg_contents AS SELECT 'features' AS data_type, hex(zeroblob(400000000)) AS description"
BOMBS: dict[str, Callable[[], bytes]] = {
    "big.zip": lambda: zipped(300 * MEGABYTE),
    "text.png": png_bomb,
    "pixels.png": pixel_bomb,
    "blob.gpkg": lambda: carriers.geopackage(HUGE),
    "stream.pdf": pdf_bomb,
    "deep.json": lambda: b"[" * 500_000,
    "deep.geojson": lambda: b'{"a":' * 200_000,
    "deep.svg": lambda: b"<a>" * 500_000,
    "entities.svg": lambda: b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>',
    "long.json": lambda: b'{"title": "' + b" " * (2 * MEGABYTE) + b'"}',
    "digits.json": lambda: b'{"dpi": ' + b"9" * 100_000 + b"}",
    "declaration.html": lambda: b"<![x[" * 10_000,
    "playlist.mp4": lambda: b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n",
}


def test_bombs_are_one_line_each_soon_and_in_little_memory(tmp_path: Path) -> None:
    for name, made in BOMBS.items():
        (tmp_path / name).write_bytes(made())
    for name, said in zip(BOMBS, refused("render", *(tmp_path / name for name in BOMBS)), strict=True):
        assert name in said
    assert {p.name for p in tmp_path.iterdir()} == {*BOMBS}


def test_compression_that_we_never_write_is_refused(tmp_path: Path) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
            archive.writestr("recipe.json", carriers.TOLD)
        with pytest.raises(ReadError, match="stored or deflated"):
            embedded.recipe_of(tmp_path / "a.zip")


def test_locked_report_is_refused(tmp_path: Path) -> None:
    locked = bytearray(carriers.report())
    for head, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.rfind(head) + flag] |= 1
    (tmp_path / "a.zip").write_bytes(locked)
    assert "password" in refused("render", tmp_path / "a.zip")[0]


def test_reading_has_a_time_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "MAX_SECONDS", 0.01)
    for form in ("gpkg", "mp4"):
        content = carriers.geopackage(ENDLESS) if form == "gpkg" else carriers.mp4()
        (tmp_path / f"a.{form}").write_bytes(content)
        with pytest.raises(ReadError, match=r"interrupted|timed out"):
            embedded.recipe_of(tmp_path / f"a.{form}")


@pytest.mark.parametrize("form", carriers.CARRIERS)
def test_file_that_is_broken_off_carries_no_recipe(tmp_path: Path, form: str) -> None:
    content, path = carriers.CARRIERS[form](), tmp_path / f"a.{form}"
    for share in (0.3, 0.6, 0.9):
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(ReadError, match=path.name):
            embedded.recipe_of(path)


def test_neither_pipe_nor_device_nor_folder_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "folder.zip").mkdir()
    found = {"pipe.png": "a pipe", "zero.json": "a device", "folder.zip": "a folder"}
    for (name, kind), said in zip(found.items(), refused("render", *(tmp_path / n for n in found)), strict=True):
        assert f"{name}: found {kind}" in said


def test_record_with_a_pipe_in_it_is_not_waited_for(tmp_path: Path) -> None:
    files = ("profile.json", "status.csv", "claims.csv", "places.geojson", "locale/az.po")
    folders = [shutil.copytree(FIXTURES / "good", tmp_path / str(number)) for number, _ in enumerate(files)]
    for folder, file in zip(folders, files, strict=True):
        (folder / "locale").mkdir()
        (folder / file).unlink(missing_ok=True)
        os.mkfifo(folder / file)
    for file, said in zip(files, refused("check", *folders), strict=True):
        assert f"{file}: found a pipe" in said


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "9" * 10_000, '{"type": NaN, "x": "\\ud800"}'])
@pytest.mark.parametrize("file", ["profile.json", "places.geojson"])
def test_json_of_a_record_is_refused_whatever_it_is(file: str, text: str, overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    (folder / file).write_text(text)
    try:
        assert check.findings(read.tables(folder))
    except ReadError as error:
        one_line(error, file)


@pytest.mark.parametrize(
    "content",
    [
        *("[" * 100_000, '{"features": [5]}', '{"features": {"a": 1}}', "5", '{"features": [{"geometry": 5}]}'),
        *('{"features": [{"properties": {"start_date": 5, "end_date": "x"}, "geometry": {"type": "Blob"}}]}',),
    ],
)
def test_export_that_is_none_is_not_read_back(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.geojson").write_text(content)
    with pytest.raises(ReadError, match=r"a\.geojson"):
        back.read_export(tmp_path / "a.geojson")


@pytest.mark.parametrize(
    "values",
    [
        *(
            {"dpi": float("inf")},
            {"dpi": float("nan")},
            {"title": "a\ud800"},
            {"title": "a\x08"},
            {"title": "a\u202eb"},
        ),
        *({"title": "a\u200fb"}, {"size": "\ud800"}, {"size": "1e999x5"}, {"view": "nan,nan,nan,nan"}, {"look": ["x"]}),
        *({"view": "\x1b[2J"}, {"language": "e\nn"}, {"layers": {"a": 1}}, {"days": [["2022-08-26"]]}, {"mark": 1}),
        *({"\x1b[2J\n": 1}, {"form": "\n"}, {"according_to": "a\nb"}, {"days": "2022-08-26\n2"}, {"days": 1e400}),
    ],
    ids=ascii,
)
def test_recipe_that_cannot_be_used_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], values: dict[str, object]
) -> None:
    told = {"form": "png", "days": ["2022-08-26"]} | values
    (tmp_path / "a.json").write_text(json.dumps(told))
    assert main(["render", str(tmp_path / "a.json")]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert said[:-1].isprintable(), "what a stranger wrote may not steer the terminal"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_font_that_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shutil.copytree(fonts.FONTS, tmp_path / "fonts")
    (kept / "NotoSansArmenian_400Regular.ttf").unlink()
    monkeypatch.setattr(fonts, "FONTS", kept)
    with pytest.raises(LayersError, match=r"found no NotoSansArmenian_400Regular\.ttf; required: a whole installation"):
        fonts.files()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("relief.json", b"{"),
        ("relief.json", b"{}"),
        ("relief.json", b'{"bounds": {"west": "x"}}'),
        ("relief.json", b"[" * 100_000),
        ("relief.png", b"GIF89a"),
        ("relief.png", b"\x89PNG\r\n\x1a\n"),
        ("lakes.geojson", b"[" * 100_000),
        ("lakes.geojson", b'{"type": "FeatureCollection"}'),
        ("lakes.geojson", b""),
        ("sea.geojson", None),
        ("places.geojson", b'{"features": [{"properties": {}}]}'),
    ],
)
def test_base_map_that_is_broken_is_named(tmp_path: Path, file: str, content: bytes | None) -> None:
    folder = shutil.copytree(read.DATA, tmp_path / "record", ignore=shutil.ignore_patterns("build"))
    if content is None:
        (folder / "basemap" / file).unlink()
        (folder / "basemap" / file).symlink_to("/dev/zero")
    else:
        (folder / "basemap" / file).write_bytes(content)
    with pytest.raises((ReadError, InvalidRecordError), match=file):
        whole_base(folder)


def whole_base(folder: Path) -> None:
    found = read.record(folder)
    basemap.of(found)
    settlements.of(found)
