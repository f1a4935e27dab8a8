"""Recipe -> artefact: the one function that makes whatever a recipe asks for."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from layers import export, figure, recipe, report, webmap

if TYPE_CHECKING:
    from layers.model import Record
    from layers.recipe import Recipe

MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "html": "text/html",
    "geojson": "application/geo+json",
    "jsonfg": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}
"""Format -> media type (IANA)."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""The time that each file of a report bears, the earliest that ZIP knows."""


def render(record: Record, made: Recipe) -> bytes:
    """Return the artefact of a recipe; the same recipe and record give the same bytes.

    Raises
    ------
    LayersError
        If nothing is drawn, or the text does not fit on the sheet.
    """
    if made.form in recipe.DATA:
        return _data(record, made)
    if made.form == "html":
        return _page(record, made)
    if made.form == "zip":
        return _report(record, made)
    return figure.render(record, made)


def _page(record: Record, made: Recipe) -> bytes:
    page = webmap.build(
        record,
        day=made.days[0],
        language=made.language,
        layers=made.layers,
        view=made.view,
        according_to=made.according_to,
        title=made.title,
        about=json.dumps(recipe.as_dict(record, made), ensure_ascii=False),
    )
    return webmap.html(page).encode()


def _data(record: Record, made: Recipe) -> bytes:
    if made.days:
        (on_day,) = recipe.slices(record, made)
        frame = export.table(record, on_day, made.language)
    else:
        frame = export.timetable(record, made.layers, made.language)
    return export.render(frame, made.form, {"recipe": recipe.as_dict(record, made)})


def _report(record: Record, made: Recipe) -> bytes:
    """Return a report: its files in one ZIP, which bear no time of day."""
    parts = {name: render(record, replace(made, form=form)) for name, form in report.forms(made).items()}
    parts |= {name: text.encode() for name, text in report.texts(record, made).items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, STAMP)
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()
