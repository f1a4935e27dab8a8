"""The commands and their options; what a command does stands in a module that is loaded only when it runs."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from importlib import import_module
from io import RawIOBase, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from layers import static
from layers.errors import LayersError
from layers.recipe.formats import Family, keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FOUND, REFUSED, INTERRUPTED, PIPE_CLOSED, TERMINATED = 1, 2, 130, 141, 143
"""Exit codes beside 0: findings; input that cannot be used; Ctrl-C; the reader of a pipe has gone; SIGTERM."""
EPILOG = """exit codes: 0 done; 1 a record with findings (check); 2 input that cannot be used;
130 interrupted; 141 the reader of a pipe has gone; 143 told to end.
environment: LAYERS_GEODATA names the folder of the record where --folder does not;
LAYERS_TILES the online map that the page of `layers app` offers."""
TILES = """an online map that readers can switch on, as xyzservices names it (OpenStreetMap.Mapnik),
or the address of tiles with {z}, {x} and {y}, a space and their credit; default: none"""
TABLES, ARTEFACTS = "layers.cli.tables", "layers.cli.artefacts"


DATA_FORMATS = ("json", "csv", "geojson", "bib", "ris")
"""What is printed for programs: in UTF-8 whatever the terminal has, for so its readers expect it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; the arguments are those of the process if none are given."""
    _prepare_output()
    try:
        code = _run(_parsed(arguments))
        sys.stdout.flush()
    except LayersError as error:
        print(f"layers: {error}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as error:  # what is read or written by name has its own message; this is standard output
        print(f"layers: cannot write: {error.strerror or error}", file=sys.stderr)
        _silence()
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    try:
        return _parser().parse_args(arguments)
    except SystemExit:  # after help, the version or a mistake
        sys.stdout.flush()
        raise


def _run(options: argparse.Namespace) -> int:
    if getattr(options, "format", None) in DATA_FORMATS and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    level = logging.INFO if options.verbose else logging.WARNING
    logging.basicConfig(level=level, format="layers: %(levelname)s: %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that temporary files are taken away
    module, function = options.run.split(":")
    return int(getattr(import_module(module), function)(options))


def _prepare_output() -> None:
    """Let no output fail for a letter that a terminal lacks, nor go into a file that took the place of a closed one."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # cannot be written to
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if isinstance(sys.stdout, TextIOWrapper):
        if isinstance(
            sys.stdout.buffer, RawIOBase
        ):  # PYTHONUNBUFFERED: the end of a long text would be lost in silence
            sys.stdout = os.fdopen(sys.stdout.fileno(), "w", encoding=sys.stdout.encoding, closefd=False)
        sys.stdout.reconfigure(errors="backslashreplace")


def _silence() -> None:
    """Let Python's last flush of standard output be silent too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Version(argparse.Action):
    """Print the version of the installed package; looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib import metadata

        names = metadata.packages_distributions().get("layers", [])
        told = metadata.version(names[0]) if names else "(a clone that is not installed)"
        print(f"layers {told}")
        parser.exit()


def _folder() -> Path:
    return Path(os.environ.get("LAYERS_GEODATA") or static.DATA)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="layers",
        description="A dated map: what the status of each place was on a day, and who says so.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is being done")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_tables(commands)
    _add_artefacts(commands)
    page = _command(commands, "app", f"{ARTEFACTS}:app", "start the page in a browser")
    page.add_argument("--port", type=int, default=8501)
    return parser


def _add_tables(commands: Commands) -> None:
    on = _told(commands, "on", "what held on a day", ("table", "json", "csv", "geojson"))
    on.add_argument("day", help="YYYY-MM-DD, or as in 31.12.1999 or 31 Dec 1999; so every DAY here")
    changes = _told(commands, "changes", "what changed, day by day", ("text", "json", "csv"))
    changes.add_argument("--from", dest="start", required=True, metavar="DAY", help="first day, inclusive")
    changes.add_argument("--to", dest="end", required=True, metavar="DAY", help="last day, inclusive")
    status = _told(commands, "status", "one place on a day", ("text", "json", "markdown"))
    status.add_argument("name", help="an entity, a layer or a name in any language of the record")
    status.add_argument("--on", dest="day", required=True, metavar="DAY")
    differ = _told(commands, "diff", "two days compared", ("text", "json", "csv", "geojson"))
    differ.add_argument("before", metavar="A", help="the earlier day")
    differ.add_argument("after", metavar="B", help="the later day")
    revised = _bare(
        commands, "editions", f"{TABLES}:editions", "what each edition added, changed and withdrew, and why"
    )
    revised.add_argument("--edition", help="one edition; default: all")
    revised.add_argument("--format", choices=("text", "json", "csv"), default="text")
    revised.add_argument("--language", help="a language of the record; default: its first")
    revised.set_defaults(according_to=None)
    _add_folder(revised)
    checks = _bare(commands, "check", f"{TABLES}:check", "check a record; exit 1 with findings")
    checks.add_argument("path", nargs="?", type=Path, metavar="FOLDER", help="the record; the same as --folder")
    _add_folder(checks)


def _add_artefacts(commands: Commands) -> None:
    page = _written(commands, "map", "write the map as one offline page", keys(Family.PAGE))
    page.add_argument("--day", dest="days", metavar="DAY", help="the day shown first; default: the record's")
    page.add_argument("--tiles", metavar="MAP", help=TILES)
    data = _written(commands, "data", "write what is drawn on a day, or the whole dated record", keys(Family.DATA))
    data.add_argument("--day", dest="days", metavar="DAY", help="default: the whole record, with start and end dates")
    pictures = keys(Family.PICTURE, Family.ANIMATION)
    drawn = _written(commands, "figure", "draw a figure or an animation", pictures)
    drawn.add_argument(
        "--days",
        required=True,
        help="YYYY-MM-DD, several with commas: one map frame each; the first and the last day of an animation",
    )
    drawn.add_argument("--mark", action="store_true", help="mark what changed from one day to the next")
    _add_sheet(drawn)
    whole = _written(commands, "report", "write a figure with caption, citations, data and page", keys(Family.REPORT))
    whole.add_argument("--day", dest="days", required=True, metavar="DAY")
    _add_sheet(whole)
    cited = _command(commands, "cite", f"{ARTEFACTS}:cite", "print the sources of what is drawn, or caption or text")
    cited.add_argument("--format", choices=("md", "bib", "json", "ris", "caption", "alt"), default="md")
    cited.add_argument("--days", required=True, help="YYYY-MM-DD, several with commas")
    _add_view(cited)
    _add_sheet(cited)
    again = _bare(commands, "render", f"{ARTEFACTS}:render", "make an artefact again from itself or its recipe")
    again.add_argument("source", type=Path, metavar="FILE", help="an artefact, or a recipe as .json")
    again.add_argument("--out", type=Path, metavar="FILE", help="default: beside FILE, with -again in its name")
    _add_force(again)
    _add_folder(again)


def _bare(commands: Commands, name: str, run: str, about: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=about)
    parser.set_defaults(run=run)
    return parser


def _command(commands: Commands, name: str, run: str, about: str) -> argparse.ArgumentParser:
    """Add a command that speaks of a record in a language, as one party has it or as the record finds."""
    parser = _bare(commands, name, run, about)
    _add_folder(parser)
    parser.add_argument("--language", help="a language of the record; default: its first")
    parser.add_argument("--according-to", metavar="PARTY", help="whose statements stand first: a party of the record")
    return parser


def _told(commands: Commands, name: str, about: str, formats: tuple[str, ...]) -> argparse.ArgumentParser:
    """Add a command that prints; the first format is the default."""
    parser = _command(commands, name, f"{TABLES}:{name}", about)
    parser.add_argument("--format", choices=formats, default=formats[0])
    return parser


def _written(commands: Commands, name: str, about: str, forms: tuple[str, ...]) -> argparse.ArgumentParser:
    """Add a command that writes files of the given formats."""
    parser = _command(commands, name, f"{ARTEFACTS}:write", about)
    endings = ", ".join(f".{form}" for form in forms)
    told = f"ends in {endings}; with {{day}} in it, one file a day"
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=told)
    _add_force(parser)
    parser.set_defaults(forms=forms)
    _add_view(parser)
    return parser


def _add_force(parser: argparse.ArgumentParser) -> None:
    told = "make the file anew even if it was made from this recipe, and overwrite one that carries none"
    parser.add_argument("--force", action="store_true", help=told)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=_folder(), help="the record; default: the shipped one")


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--view",
        help="a view of the record, or west,south,east,north; --view=-59,… where the first is negative",
    )
    parser.add_argument("--layers", help="keys of layers, with commas; default: all")


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", help="a4, a4-half, letter, column, two-columns, slide, card or WIDTHxHEIGHT in mm")
    parser.add_argument("--dpi", help="dots per inch; default: what suits the size")
    parser.add_argument("--look", help="colour or grey")
    parser.add_argument("--title")
    parser.add_argument("--colours", help="status, or agreement: whether the sources of a status agree")
    parser.add_argument("--text", help="letters of an SVG: paths, or real: text that can be edited; default: paths")
