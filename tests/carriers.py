"""The smallest files that carry a recipe, one a format: what tests of hostile input begin with."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import zipfile
import zlib
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import imageio_ffmpeg
import pyarrow as pa
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pyarrow import parquet
from pypdf import PdfWriter

from layers.render.embedded import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable

RECIPE = {"days": ["2010-06-15"], "title": "A = b; “c” <d>"}
TOLD = json.dumps(RECIPE)
COLLECTION = json.dumps({"type": "FeatureCollection", "recipe": RECIPE, "features": []})


def png(told: str = TOLD) -> bytes:
    stream, info = io.BytesIO(), PngInfo()
    info.add_itxt("recipe", told)
    Image.new("L", (8, 8)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def gif(told: str = TOLD) -> bytes:
    stream, frames = io.BytesIO(), [Image.new("L", (8, 8), shade) for shade in (0, 255)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], comment=told.encode())
    return stream.getvalue()


def svg(told: str = TOLD) -> bytes:
    safe = told.replace("&", "&amp;").replace("<", "&lt;")
    dc = "http://purl.org/dc/elements/1.1/"
    text = f'<svg xmlns="http://www.w3.org/2000/svg"><metadata xmlns:dc="{dc}"><dc:source>{safe}</dc:source></metadata>'
    return f"<?xml version='1.0' encoding='utf-8'?>{text}</svg>".encode()


def pdf(told: str = TOLD) -> bytes:
    stream, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/Keywords": told})
    writer.write(stream)
    return stream.getvalue()


def html(told: str = TOLD) -> bytes:
    safe = told.replace("&", "&amp;").replace('"', "&quot;")
    return f'<!DOCTYPE html><html><head><meta name="recipe" content="{safe}"></head><body></body></html>'.encode()


def report(told: str = TOLD) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("README.md"), "words")
        archive.writestr(zipfile.ZipInfo("recipe.json"), told, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def geopackage(statement: str = "") -> bytes:
    """Return a file of SQLite whose `gpkg_contents` is a table, or what a statement makes of it."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "a.gpkg")) as connection:
        connection.execute("PRAGMA page_size = 512")
        if statement:
            connection.execute(statement)
        else:
            connection.execute("CREATE TABLE gpkg_contents (data_type TEXT, description TEXT)")
            connection.execute("INSERT INTO gpkg_contents VALUES ('features', ?)", (json.dumps({"recipe": RECIPE}),))
        connection.commit()
        return (Path(folder) / "a.gpkg").read_bytes()


def geoparquet() -> bytes:
    stream = io.BytesIO()
    about = {METADATA: json.dumps({"recipe": RECIPE})}
    parquet.write_table(pa.table({"id": ["a"]}).replace_schema_metadata(about), stream)
    return stream.getvalue()


@cache
def mp4() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp4"
        source = ["-f", "lavfi", "-i", "color=s=16x16:d=0.1"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *source, "-bitexact", "-metadata", f"comment={TOLD}"]
        subprocess.run([*command, str(path)], check=True)
        return path.read_bytes()


CARRIERS: dict[str, Callable[[], bytes]] = {
    "png": png,
    "gif": gif,
    "svg": svg,
    "pdf": pdf,
    "html": html,
    "zip": report,
    "gpkg": geopackage,
    "parquet": geoparquet,
    "mp4": mp4,
    "json": TOLD.encode,
    "geojson": COLLECTION.encode,
    "jsonfg": COLLECTION.encode,
}
"""Ending -> what makes a small file with `RECIPE` in it."""


def checked_again(png: bytes) -> bytes:
    """Return a PNG whose checksums are right again after a change, so that what it holds is looked at."""
    at, parts = 8, [png[:8]]
    while at + 12 <= len(png):
        size = min(int.from_bytes(png[at : at + 4], "big"), len(png) - at - 12)
        body = png[at + 4 : at + 8 + size]
        parts += [png[at : at + 4], body, zlib.crc32(body).to_bytes(4, "big")]
        at += size + 12
    return b"".join(parts)
