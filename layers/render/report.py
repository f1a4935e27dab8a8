"""What a report holds: a figure with its proof, all made from one recipe."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from layers import escape
from layers.recipe import recipe
from layers.recipe.formats import Family, keys
from layers.render import artefact, caption, citation

if TYPE_CHECKING:
    from layers.recipe.recipe import Recipe, Resolved

FIRST_STAMP = date(1980, 1, 2)
"""The first day that an entry of a ZIP may bear in every time zone."""
DATA = ("geojson", "gpkg", "csv", "kml")
"""The formats in which a report holds the data of its day."""


def render(made: Resolved) -> bytes:
    """Return a report as a ZIP, whose files bear no time of day."""
    files = forms(made.recipe).items()
    parts = {name: artefact.render(made.record, replace(made.recipe, form=form)) for name, form in files}
    parts |= {name: text.encode() for name, text in texts(made).items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, stamp(made.record.profile.reviewed_through))
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


def stamp(day: date) -> tuple[int, int, int, int, int, int]:
    """Return the time that each file of a report bears: noon of the review, the same day in nearly every time zone.

    ZIP begins in 1980; programs that take its local time for UTC must not fall before that.
    """
    return (*max(day, FIRST_STAMP).timetuple()[:3], 12, 0, 0)


def forms(made: Recipe) -> dict[str, str]:
    """Return the artefacts of a report: name of the file -> format."""
    pictures = {f"figure.{form}": form for form in keys(Family.PICTURE)}
    data = {f"data/{made.days[0]}.{form}": form for form in DATA}
    return pictures | data | {"map.html": "html"}


def texts(made: Resolved) -> dict[str, str]:
    """Return the texts of a report: name of the file -> content."""
    bibliographies = {f"citations.{form}": citation.render(made.words, made.slices, form) for form in citation.FORMATS}
    return {
        "caption.txt": caption.caption(made) + "\n",
        "alt-text.txt": caption.alt_text(made) + "\n",
        **bibliographies,
        "recipe.json": json.dumps(
            recipe.as_dict(made.record, made.recipe), ensure_ascii=False, indent=1, allow_nan=False
        )
        + "\n",
        "README.md": _readme(made),
    }


def _readme(made: Resolved) -> str:
    """Return what the files of a report are, in the language of the recipe."""
    say = made.words.say
    rows = {
        "figure.png · figure.svg · figure.pdf": say("the figure"),
        "caption.txt": say("a caption, with the sources"),
        "alt-text.txt": say("a description for those who cannot see the figure"),
        "citations.md · .bib · .json · .ris": say("the sources, for a list of references"),
        "data/": say("what is drawn, as data; EPSG:4326"),
        "map.html": say("the map as one page that needs no network"),
        "recipe.json": say("what all this was made from"),
    }
    table = "".join(f"| {name} | {what} |\n" for name, what in rows.items())
    lines = [
        f"# {escape.markdown(caption.title(made))}\n\n{caption.day_line(made)}\n",
        f"| | |\n|---|---|\n{table}",
        f"{say('To make it again')}:\n\n    layers render recipe.json\n",
        caption.disclaimer(made.words) + "\n",
    ]
    return "\n".join(lines)
