"""What a report holds: a figure with its proof, all made from one recipe."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from layers import caption, citation, escape, recipe, words

if TYPE_CHECKING:
    from layers.model import Record
    from layers.recipe import Recipe

DATA = ("geojson", "gpkg", "csv", "kml")
"""The formats in which a report holds the data of its day."""


def forms(made: Recipe) -> dict[str, str]:
    """Return the artefacts of a report: name of the file -> format."""
    pictures = {f"figure.{form}": form for form in recipe.PICTURES}
    data = {f"data/{made.days[0]}.{form}": form for form in DATA}
    return pictures | data | {"map.html": "html"}


def texts(record: Record, made: Recipe) -> dict[str, str]:
    """Return the texts of a report: name of the file -> content."""
    drawn = recipe.slices(record, made)
    bibliographies = {
        f"citations.{form}": citation.render(record, drawn, form, made.language) for form in citation.FORMATS
    }
    return {
        "caption.txt": caption.caption(record, made, drawn) + "\n",
        "alt-text.txt": caption.alt_text(record, made, drawn) + "\n",
        **bibliographies,
        "recipe.json": json.dumps(recipe.as_dict(record, made), ensure_ascii=False, indent=1) + "\n",
        "README.md": _readme(record, made),
    }


def _readme(record: Record, made: Recipe) -> str:
    """Return what the files of a report are, in the language of the recipe."""
    say = partial(words.text, language=made.language)
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
        f"# {escape.markdown(caption.title(record, made))}\n\n{caption.day_line(record, made)}\n",
        f"| | |\n|---|---|\n{table}",
        f"{say('To make it again')}:\n\n    python -m layers render recipe.json\n",
        caption.disclaimer(made.language) + "\n",
    ]
    return "\n".join(lines)
