"""The commands that make files, cite, and start the page."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from layers import files, static
from layers.cli.tables import opened
from layers.errors import LayersError, ReadError
from layers.recipe import recipe
from layers.recipe.formats import of_path
from layers.record import read
from layers.render import artefact, caption, citation, embedded

if TYPE_CHECKING:
    import argparse

FIELDS = (
    *("days", "view", "layers", "language", "according_to", "mark"),
    *("size", "dpi", "look", "title", "colours", "text", "tiles"),
)
"""The options that go into a recipe."""
LOG = logging.getLogger(__name__)


def _fields(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name) for name in FIELDS if hasattr(options, name)}


def write(options: argparse.Namespace) -> int:
    """Write the file that is asked for, or one a day where the name of the file holds `{day}`."""
    form = of_path(options.out, options.forms)
    record = read.record(options.folder)
    fields = _fields(options) | {"form": form.key}
    if form.key == "html":
        fields["days"] = options.days or record.profile.default_day.isoformat()
    several = "{day}" in options.out.name and fields["days"]
    days = fields["days"].split(",") if several else [fields["days"]]
    wanted = [recipe.parse(record, fields | {"days": day}) for day in days]
    for made in tqdm(wanted, disable=not several, unit="file"):
        path = Path(str(options.out).replace("{day}", made.days[0].isoformat() if made.days else "all"))
        found = _recipe_at(path)
        if found == recipe.as_dict(record, made) and not options.force:
            LOG.info("%s is there already, made from this recipe", path)
        else:
            _write(path, artefact.render(record, made), ours=options.force or found is not None)
    return 0


def _write(path: Path, content: bytes, *, ours: bool) -> None:
    """Write an artefact; what is there already may be overwritten if it is `ours`.

    Raises
    ------
    LayersError
        If it is not, unless it is the beginning of the content: a file that is broken off is made anew.
    """
    if os.path.lexists(path) and not ours and not _begins(path, content):
        raise LayersError(f"{path}: is there and carries no recipe of this map; required: another name, or --force")
    files.write_whole(path, content)
    LOG.info("wrote %s", path)


def _begins(path: Path, content: bytes) -> bool:
    """Return True if a file is the beginning of some content, or all of it."""
    return path.is_file() and path.stat().st_size <= len(content) and content.startswith(path.read_bytes())


def _recipe_at(path: Path) -> dict[str, Any] | None:
    """Return the recipe that a file carries, by which a batch goes on where it stopped; None where there is none."""
    try:
        return embedded.recipe_of(path)
    except ReadError:
        return None


def cite(options: argparse.Namespace) -> int:
    """Print the sources of what is drawn, a caption or a description."""
    record, _, _ = opened(options)
    made = recipe.resolve(record, recipe.parse(record, _fields(options)))
    if options.format in citation.FORMATS:
        sys.stdout.write(citation.render(made.words, made.slices, options.format))
    else:
        print((caption.alt_text if options.format == "alt" else caption.caption)(made))
    return 0


def render(options: argparse.Namespace) -> int:
    """Make an artefact again from the recipe inside it."""
    told = embedded.recipe_of(options.source)
    if told is None:
        raise LayersError(
            f"{options.source}: carries no recipe; required: an artefact of this map, or its recipe as .json"
        )
    record = read.record(options.folder)
    if told.get("sha256") not in (None, record.digest):
        was = f"edition {told.get('edition')} ({str(told['sha256'])[:12]})"
        is_now = f"{record.profile.edition} ({record.digest[:12]})"
        print(f"layers: made from {was}; this is {is_now}", file=sys.stderr)
    made = recipe.parse(record, {k: v for k, v in told.items() if k not in ("edition", "sha256")})
    out = options.out or options.source.with_name(f"{options.source.stem}-again.{made.form}")
    of_path(out, (made.form,))
    _write(out, artefact.render(record, made), ours=options.force or _recipe_at(out) is not None)
    return 0


def app(options: argparse.Namespace) -> int:
    """Start the page: Streamlit takes the place of this process."""
    script = static.FOLDER.parent / "app.py"
    os.environ["LAYERS_GEODATA"] = str(options.folder.resolve())
    os.chdir(script.parent)  # where Streamlit looks for its settings and its static files
    arguments = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(options.port)]
    os.execv(sys.executable, arguments)  # noqa: S606 - no shell, our own arguments
