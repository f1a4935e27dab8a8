"""What an artefact says it was made from: the recipe that it carries."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from defusedxml import ElementTree
from PIL import Image

from layers.errors import ReadError
from layers.recipe.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

FFMPEG_PATIENCE = 30
"""How long FFmpeg may take to read what a film says of itself, seconds."""
METADATA = "dated-map"
"""The key under which the metadata of GeoParquet tell what it was made from."""


def recipe_of(path: Path) -> dict[str, Any] | None:
    """Return the recipe that an artefact, or a .json file, carries; None where there is none.

    KML and CSV have no place for one.

    Raises
    ------
    ReadError
        If the file is missing or is not what its ending says.
    """
    try:
        path.stat()
        told = _told(path)
        found = json.loads(told) if told else None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise ReadError(f"{path}: {error}; required: an artefact or a recipe that can be read") from None
    if not isinstance(found, dict | None):
        raise ReadError(f"{path}: found {type(found).__name__}; required: a recipe, a JSON object")
    return found


def _told(path: Path) -> str | None:
    ending = path.suffix.removeprefix(".").lower()
    if ending == "json":
        text = path.read_text(encoding="utf-8")
        return _member(text) if _is_collection(text) else text
    return FORMATS[ending].read(path) if ending in FORMATS else None


def from_picture(path: Path) -> str | None:
    """Return the recipe of a PNG or GIF."""
    with Image.open(path) as picture:
        picture.load()
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

    try:
        about = PdfReader(path).metadata
    except PyPdfError as error:
        raise ValueError(str(error)) from error
    return str(about["/Keywords"]) if about and "/Keywords" in about else None


def from_mp4(path: Path) -> str | None:
    """Return the comment of a film, as FFmpeg tells it."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-f", "ffmetadata", "-"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=FFMPEG_PATIENCE)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ValueError(f"FFmpeg did not read it in {FFMPEG_PATIENCE} seconds") from None
    if done.returncode:
        raise ValueError(done.stderr.strip().splitlines()[-1])
    lines = (line.split("=", 1) for line in done.stdout.splitlines() if line.startswith("comment="))
    return next((_unescaped(value) for _, value in lines), None)


def _unescaped(value: str) -> str:
    """Undo the escapes of FFmpeg's metadata format: a backslash before = ; # and itself."""
    for mark in "=;#\\":
        value = value.replace(f"\\{mark}", mark)
    return value


class _MetaReader(HTMLParser):
    """Find the meta element named `recipe`."""

    found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta" and named.get("name") == "recipe":
            self.found = named.get("content")


def from_html(path: Path) -> str | None:
    """Return the recipe of an offline page."""
    reader = _MetaReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.found


def from_zip(path: Path) -> str:
    """Return the recipe of a report."""
    with zipfile.ZipFile(path) as archive:
        return archive.read("recipe.json").decode()


def from_gpkg(path: Path) -> str | None:
    """Return the recipe of a GeoPackage."""
    if not path.read_bytes().startswith(b"SQLite format 3"):
        raise ValueError("not a GeoPackage")
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("SELECT description FROM gpkg_contents WHERE data_type = 'features'").fetchone()
    except sqlite3.DatabaseError as error:
        raise ValueError(error) from None
    finally:
        connection.close()
    return _member(str(row[0])) if row else None


def from_parquet(path: Path) -> str | None:
    """Return the recipe of a GeoParquet file."""
    from pyarrow import parquet

    told = (parquet.read_schema(path).metadata or {}).get(METADATA.encode())
    return _member(told.decode()) if told else None


def from_collection(path: Path) -> str | None:
    """Return the recipe of a GeoJSON or JSON-FG file, one of its foreign members."""
    return _member(path.read_text(encoding="utf-8"))


def _is_collection(text: str) -> bool:
    """Return True if JSON is a collection of features, which may end in .json as a recipe does."""
    found = json.loads(text)
    return isinstance(found, dict) and found.get("type") == "FeatureCollection"


def _member(about: str | None) -> str | None:
    """Return the recipe in what a data file says of itself, as JSON."""
    told = json.loads(about) if about else {}
    found = told.get("recipe") if isinstance(told, dict) else None
    return json.dumps(found) if found is not None else None
