"""What an artefact says it was made from: the recipe that it carries.

A file may come from anyone: how much of it is read, how large it becomes unpacked, and how long it is worked on are
limited, and whatever a parser of others raises becomes a `ReadError`. A file that is broken off carries no recipe,
even where the recipe stands before the break: who goes on where a batch stopped must not take half a file for whole.
"""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import subprocess
import time
import warnings
import zipfile
import zlib
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING, Any

from defusedxml import ElementTree
from PIL import Image

from layers import files
from layers.errors import ReadError
from layers.recipe.formats import FORMATS, MAX_PIXELS

if TYPE_CHECKING:
    from pathlib import Path

METADATA = "dated-map"
"""The key under which the metadata of GeoParquet tell what it was made from."""
MAX_RECIPE = 1_000_000
"""Most characters, or bytes, of a recipe, and of the JSON that it stands in."""
MAX_FILE = 1 << 28
"""Most bytes of an artefact."""
MAX_SECONDS = 10
"""How long FFmpeg and SQLite may work on a file."""
_LAST = {"PNG": b"IEND\xaeB`\x82", "GIF": b";"}
"""What a picture ends with; Pillow reads on without it."""
_META = re.compile(r'<meta name="recipe" content="([^"]*)"')
_OTHERS: tuple[type[Exception], ...] = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, EOFError),
    *(RuntimeError, SyntaxError, MemoryError, struct.error, zlib.error, zipfile.BadZipFile),
    *(Image.DecompressionBombError, sqlite3.Error, subprocess.SubprocessError),
)
"""What parsers of others were seen to raise, or say that they do, about bytes that are not what they should be."""


def recipe_of(path: Path) -> dict[str, Any] | None:
    """Return the recipe that an artefact, or a .json file, carries; None where there is none.

    KML and CSV have no place for one.

    Raises
    ------
    ReadError
        If the file is missing, is broken off or too large, or is not what its ending says.
    """
    files.require_regular(path)
    try:
        _require_size(path.stat().st_size, MAX_FILE)
        told = _told(path)
        found = json.loads(_limited(told)) if told else None
    except _OTHERS as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"{path}: {said}; required: an artefact or a recipe that can be read") from None
    if not isinstance(found, dict | None):
        raise ReadError(f"{path}: found {type(found).__name__}; required: a recipe, a JSON object")
    return found


def _told(path: Path) -> str | None:
    ending = path.suffix.removeprefix(".").lower()
    if ending == "json":
        text = path.read_text(encoding="utf-8-sig")
        return _member(text) if _is_collection(text) else text
    return FORMATS[ending].read(path) if ending in FORMATS else None


def _limited(text: str) -> str:
    _require_size(len(text), MAX_RECIPE)
    return text


def _require_size(found: int, most: int) -> None:
    if found > most:
        raise ValueError(f"found {found} bytes, of at most {most}")


def _require_whole(whole: object) -> None:
    if not whole:
        raise ValueError("the file is broken off")


def from_picture(path: Path) -> str | None:
    """Return the recipe of a PNG or GIF."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is our own
        with Image.open(path, formats=("PNG", "GIF")) as picture:
            _require_size(picture.width * picture.height, MAX_PIXELS)
            picture.load()
            _require_whole(path.read_bytes().endswith(_LAST[str(picture.format)]))
            return picture.info.get("recipe") or _text(picture.info.get("comment"))


def _text(comment: bytes | str | None) -> str | None:
    return comment.decode() if isinstance(comment, bytes) else comment


def from_svg(path: Path) -> str | None:
    """Return the recipe of an SVG."""
    source = ElementTree.parse(path).find(".//{http://purl.org/dc/elements/1.1/}source")
    return None if source is None else source.text


def from_pdf(path: Path) -> str | None:
    """Return the recipe of a PDF."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _require_whole(path.read_bytes().rstrip().endswith(b"%%EOF"))
    try:
        about = PdfReader(path).metadata
    except PyPdfError as error:
        raise ValueError(str(error)) from error
    return str(about["/Keywords"]) if about and "/Keywords" in about else None


def from_mp4(path: Path) -> str | None:
    """Return the comment of a film, as FFmpeg tells it."""
    import imageio_ffmpeg

    _require_boxes(path.read_bytes())
    # one format and one protocol: a playlist that is named .mp4 could else send FFmpeg anywhere
    source = ["-protocol_whitelist", "file", "-f", "mov", "-i", f"file:{path}"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", *source, "-f", "ffmetadata", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=MAX_SECONDS)  # noqa: S603
    if done.returncode:
        raise ValueError((done.stderr.strip().splitlines() or ["FFmpeg cannot read it"])[-1])
    lines = (line.split("=", 1) for line in done.stdout.splitlines() if line.startswith("comment="))
    return next((_unescaped(value) for _, value in lines), None)


def _require_boxes(film: bytes) -> None:
    """Raise `ValueError` unless a film is a row of whole boxes (ISO/IEC 14496-12), of which one has the index."""
    at, kinds = 0, set()
    while at < len(film):
        size, kind = struct.unpack_from(">I4s", film, at)
        if size == 1:
            (size,) = struct.unpack_from(">Q", film, at + 8)
        at += max(size, 8)
        kinds.add(kind)
    _require_whole(at == len(film) and {b"moov", b"mdat"} <= kinds)


def _unescaped(value: str) -> str:
    """Undo the escapes of FFmpeg's metadata format: a backslash before = ; # and itself."""
    for mark in "=;#\\":
        value = value.replace(f"\\{mark}", mark)
    return value


def from_html(path: Path) -> str | None:
    """Return the recipe of an offline page."""
    text = path.read_text(encoding="utf-8")
    _require_whole(text.rstrip().endswith("</html>"))
    found = _META.search(text)
    return unescape(found[1]) if found else None


def from_zip(path: Path) -> str:
    """Return the recipe of a report."""
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("recipe.json")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"found compression {member.compress_type} of recipe.json; required: stored or deflated")
        with archive.open(member) as stream:
            told = stream.read(MAX_RECIPE + 1)
    return told.decode()


def from_gpkg(path: Path) -> str | None:
    """Return the recipe of a GeoPackage."""
    with path.open("rb") as stream:
        head = stream.read(100)
    if not head.startswith(b"SQLite format 3"):
        raise ValueError("not a GeoPackage")
    size, pages = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    _require_whole((65_536 if size == 1 else size) * pages <= path.stat().st_size)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        _restrain(connection)
        row = connection.execute("SELECT description FROM gpkg_contents WHERE data_type = 'features'").fetchone()
    return _member(str(row[0])) if row else None


def _restrain(connection: sqlite3.Connection) -> None:
    """Let a file of others neither run on (a view may count for ever), nor fill the memory, nor call functions."""
    latest = time.monotonic() + MAX_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > latest, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_RECIPE)
    connection.execute("PRAGMA trusted_schema = OFF")


def from_parquet(path: Path) -> str | None:
    """Return the recipe of a GeoParquet file."""
    from pyarrow import parquet

    told = (parquet.read_schema(path).metadata or {}).get(METADATA.encode())
    return _member(_limited(told.decode())) if told else None


def from_collection(path: Path) -> str | None:
    """Return the recipe of a GeoJSON or JSON-FG file, one of its foreign members."""
    return _member(path.read_text(encoding="utf-8-sig"))


def _is_collection(text: str) -> bool:
    """Return True if JSON is a collection of features, which may end in .json as a recipe does."""
    found = json.loads(text)
    return isinstance(found, dict) and found.get("type") == "FeatureCollection"


def _member(about: str | None) -> str | None:
    """Return the recipe in what a data file says of itself, as JSON."""
    told = json.loads(about) if about else {}
    found = told.get("recipe") if isinstance(told, dict) else None
    return json.dumps(found, allow_nan=False) if found is not None else None
