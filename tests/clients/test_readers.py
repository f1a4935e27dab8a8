"""What GDAL, LibreOffice, pandoc, poppler and zipinfo make of our files."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree

from layers.recipe import recipe
from layers.record.timeslice import slice_on
from layers.render import artefact, citation

if TYPE_CHECKING:
    from pathlib import Path

    from layers.recipe.recipe import Resolved
    from layers.record.model import Record

DAY = "2022-08-26"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def told(*command: str, zone: str = "UTC", given: str | None = None) -> str:
    """Return what a program prints; it must have nothing to complain of."""
    done = subprocess.run(
        command, input=given, env=os.environ | {"TZ": zone}, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def asked(record: Record, form: str) -> Resolved:
    return recipe.resolve(record, recipe.parse(record, {"days": DAY, "form": form}))


def written(record: Record, folder: Path, form: str) -> Path:
    path = folder / f"day.{form}"
    path.write_bytes(artefact.render(record, asked(record, form).recipe))
    return path


@pytest.mark.parametrize("form", ["gpkg", "kml", "geojson", "csv"])
def test_ogrinfo_counts_every_feature_without_a_warning(record: Record, tmp_path: Path, form: str) -> None:
    text = told("ogrinfo", "-ro", "-al", "-so", str(written(record, tmp_path, form)))
    count = sum(map(int, re.findall(r"^Feature Count: (\d+)", text, re.MULTILINE)))
    styles = 3 if form == "gpkg" and "Layer name: layer_styles" in text else 0
    assert count - styles == len(slice_on(record, asked(record, form).recipe.days[0]).features)


def test_libreoffice_opens_csv_as_utf_8_with_every_cell_and_no_formula(record: Record, tmp_path: Path) -> None:
    titles = {key: replace(s, title="=1+1", publisher="+2") for key, s in record.sources.items()}
    made = recipe.parse(record, {"form": "csv", "language": "az"})
    path = tmp_path / "all.csv"
    path.write_bytes(artefact.render(replace(record, sources=titles), made))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    utf_8 = "--infilter=CSV:44,34,76,1"  # the window sees the byte order mark by itself
    command = ["soffice", "--headless", profile, utf_8, "--convert-to", "fods", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    cells = list(ElementTree.parse(tmp_path / "all.fods").iter(f"{TABLE}table-cell"))
    shown = {"".join(cell.itertext()).strip() for cell in cells}
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    wanted = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    titled = {row[wanted[0].index("title")] for row in wanted}
    assert any("ə" in title for title in titled)
    assert titled <= shown
    assert any(text.startswith("'+2, ") for text in shown)


@pytest.mark.parametrize("reader", ["bibtex", "biblatex"])
def test_pandoc_keeps_day_address_publisher_and_title(record: Record, reader: str) -> None:
    made = asked(record, "geojson")
    text = citation.render(made.words, made.slices, "bib")
    read = {row["id"]: row for row in json.loads(told("pandoc", "-f", reader, "-t", "csljson", given=text))}
    ours = {row["id"]: row for row in json.loads(citation.render(made.words, made.slices, "json"))}
    assert set(read) == set(ours)
    for key in ("issued", "URL", "type", "author", "title"):
        wanted = {i: row.get(key) for i, row in ours.items()}
        assert plain({i: row.get(key) for i, row in read.items()}) == plain(wanted), key


def plain(value: object) -> str:
    """Return text without what TeX makes of quotes, and without pandoc's marks of what keeps its capitals."""
    text = re.sub(r"</?span[^>]*>", "", json.dumps(value, ensure_ascii=False, sort_keys=True).replace('\\"', '"'))
    return re.sub("[“”‘’\"']", "'", text)


def test_pandoc_makes_links_of_the_markdown(record: Record) -> None:
    made = asked(record, "geojson")
    html = told(
        "pandoc", "-f", "commonmark", "-t", "html", "--wrap=none", given=citation.render(made.words, made.slices, "md")
    )
    urls = [row["URL"] for row in json.loads(citation.render(made.words, made.slices, "json")) if "URL" in row]
    assert len(urls) > 5
    for url in urls:
        assert f'<a href="{url}">' in html


def test_poppler_finds_the_tags_of_a_pdf(record: Record, tmp_path: Path) -> None:
    path = str(written(record, tmp_path, "pdf"))
    assert re.search(r"^Tagged: +yes$", told("pdfinfo", path), re.MULTILINE)
    tags = told("pdfinfo", "-struct-text", path)
    assert re.match(r'Document\n +H1 \(block\)\n +"', tags)
    for tag in ("Figure", "H2 (block)", "P (block)"):
        assert f"\n  {tag}" in tags


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "UTC", "Asia/Tokyo"])
def test_zipinfo_dates_each_entry_on_the_day_of_the_review(record: Record, tmp_path: Path, zone: str) -> None:
    text = told("zipinfo", "-T", str(written(record, tmp_path, "zip")), zone=zone)
    stamps = re.findall(r" (\d{8})\.\d{6} ", text)
    assert len(stamps) > 10
    assert set(stamps) == {record.profile.reviewed_through.strftime("%Y%m%d")}
