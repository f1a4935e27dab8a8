"""The subcommands of `python -m layers`: each reads its arguments, asks the core and prints."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from layers import (
    artefact,
    caption,
    card,
    check,
    citation,
    compare,
    export,
    files,
    provenance,
    read,
    recipe,
    search,
    sheet,
    words,
)
from layers.dates import parse_day
from layers.errors import LayersError, one_of
from layers.extent import VIEWS
from layers.model import LANGUAGES, Party
from layers.timeslice import change_days, diff, require_day, slice_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.model import Record, State


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 0, 1 for a record with findings, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except LayersError as error:
        print(f"layers: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="layers", description="A dated map of the territories and corridors.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    on = _command(commands, "on", _on, "what held on a day", ("table", "json", "csv", "geojson"))
    on.add_argument("day", help="YYYY-MM-DD")
    changes = _command(commands, "changes", _changes, "what changed, day by day", ("text", "json", "csv"))
    changes.add_argument("--from", dest="start", required=True, metavar="DAY", help="first day, inclusive")
    changes.add_argument("--to", dest="end", required=True, metavar="DAY", help="last day, inclusive")
    status = _command(commands, "status", _status, "one place on a day", ("text", "json", "markdown"))
    status.add_argument("name", help="an entity, a layer or a name in any of the five languages")
    status.add_argument("--on", dest="day", required=True, metavar="DAY")
    differ = _command(commands, "diff", _diff, "two days compared", ("text", "json", "csv", "geojson"))
    differ.add_argument("before", metavar="A", help="the earlier day")
    differ.add_argument("after", metavar="B", help="the later day")
    checks = commands.add_parser("check", help="check a record; exit 1 with findings")
    checks.add_argument("folder", nargs="?", type=Path, default=read.DATA)
    checks.set_defaults(run=_check)
    _add_artefacts(commands)
    return parser


def _add_artefacts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    page = _artefact(commands, "map", "write the map as one offline page", ("html",))
    page.add_argument("--day", dest="days", metavar="DAY", help="the day shown first; default: the last reviewed")
    data = _artefact(commands, "data", "write what is drawn on a day, or the whole dated record", recipe.DATA)
    data.add_argument("--day", dest="days", metavar="DAY", help="default: the whole record, with start and end dates")
    drawn = _artefact(commands, "figure", "draw a figure or an animation", (*recipe.PICTURES, *recipe.ANIMATIONS))
    drawn.add_argument(
        "--days",
        required=True,
        help="YYYY-MM-DD, several with commas: one map frame each; the first and the last day of an animation",
    )
    drawn.add_argument("--mark", action="store_true", help="mark what changed from one day to the next")
    _add_sheet(drawn)
    whole = _artefact(commands, "report", "write a figure with caption, citations, data and page", ("zip",))
    whole.add_argument("--day", dest="days", required=True, metavar="DAY")
    _add_sheet(whole)
    told = _command(commands, "cite", _cite, "print the sources of what is drawn, or caption or description", CITED)
    told.add_argument("--days", required=True, help="YYYY-MM-DD, several with commas")
    _add_view(told)
    _add_sheet(told)
    again = commands.add_parser("render", help="make an artefact again from itself or from its recipe")
    again.add_argument("source", type=Path, metavar="FILE", help="an artefact, or a recipe as .json")
    again.add_argument("--out", type=Path, metavar="FILE", help="default: beside FILE, with -again in its name")
    again.add_argument("--folder", type=Path, default=read.DATA, help="the record; default: the shipped one")
    again.set_defaults(run=_render)


def _artefact(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str, forms: tuple[str, ...]
) -> argparse.ArgumentParser:
    """Add a subcommand that writes files of the given forms."""
    parser = _command(commands, name, _write, about, None)
    endings = ", ".join(f".{form}" for form in forms)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=f"ends in {endings}; with {{day}} in it, one file a day",
    )
    parser.set_defaults(forms=forms)
    _add_view(parser)
    return parser


def _add_view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", help=f"{', '.join(VIEWS)} or west,south,east,north in degrees")
    parser.add_argument("--layers", help="keys of layers, with commas; default: all")
    parser.add_argument("--according-to", help=f"whose statements stand first: {', '.join(Party)}")


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", help=f"{', '.join(sheet.SIZES)} or WIDTHxHEIGHT in millimetres")
    parser.add_argument("--dpi", help=f"{recipe.MIN_DPI} to {recipe.MAX_DPI}")
    parser.add_argument("--look", help=", ".join(recipe.Look))
    parser.add_argument("--title")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: object,
    about: str,
    formats: tuple[str, ...] | None,
) -> argparse.ArgumentParser:
    """Add a subcommand with the options that all of them share; the first format is the default."""
    parser = commands.add_parser(name, help=about)
    parser.add_argument("--folder", type=Path, default=read.DATA, help="the record; default: the shipped one")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    if formats:
        parser.add_argument("--format", choices=formats, default=formats[0])
    parser.set_defaults(run=run)
    return parser


def _on(options: argparse.Namespace) -> int:
    day_text = parse_day(options.day)
    record = read.record(options.folder)
    on_day = slice_on(record, day_text)
    if options.format == "geojson":
        fields = {"days": options.day, "form": "geojson", "language": options.language}
        sys.stdout.write(artefact.render(record, recipe.parse(record, fields)).decode())
        return 0
    rows = [_row(record, state, options.language) for state in on_day.states]
    head = f"{words.day(on_day.day, options.language)}{caption.not_reviewed(record, on_day.day, options.language)}"
    _print_rows(rows, options.format, head)
    return 0


def _row(record: Record, state: State, language: str) -> dict[str, str]:
    return {
        "entity": state.entity_id,
        "status": words.status(record, state.status, language),
        "since": state.valid_from.isoformat(),
        "until": words.last_day(state.valid_to).isoformat() if state.valid_to else "",
        "confidence": state.confidence,
        "sources": ";".join(state.source_ids),
    }


def _print_rows(rows: list[dict[str, str]], form: str, head: str) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        sys.stdout.write(_as_csv(rows))
    else:
        print(head)
        print(_as_table(rows))


def _as_csv(rows: list[dict[str, str]]) -> str:
    stream = io.StringIO()
    if rows:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return stream.getvalue()


def _as_table(rows: list[dict[str, str]]) -> str:
    if not rows:
        return "(nothing)"
    header = dict(zip(rows[0], rows[0], strict=True))
    widths = {column: max(len(r[column]) for r in [header, *rows]) for column in header}
    lines = ("  ".join(r[c].ljust(widths[c]) for c in header).rstrip() for r in [header, *rows])
    return "\n".join(lines)


def _changes(options: argparse.Namespace) -> int:
    days = [parse_day(options.start), parse_day(options.end)]
    record = read.record(options.folder)
    for day in days:
        require_day(record, day)
    if days[1] < days[0]:
        raise LayersError(f"--to {days[1]} is before --from {days[0]}; required: the earlier day first")
    rows = [row for d in change_days(record) if days[0] <= d <= days[1] for row in _changes_on(record, d, options)]
    head = f"{words.day(days[0], options.language)} – {words.day(days[1], options.language)}"
    _print_rows(rows, options.format, head)
    return 0


def _changes_on(record: Record, day: date, options: argparse.Namespace) -> list[dict[str, str]]:
    eve = words.last_day(day)
    changes = diff(slice_on(record, eve), slice_on(record, day))
    rows = compare.rows(record, changes, options.language)
    return [{"day": day.isoformat(), **{k: v for k, v in row.items() if k != "since"}} for row in rows]


def _status(options: argparse.Namespace) -> int:
    day = parse_day(options.day)
    record = read.record(options.folder)
    cards = [card.status_of(record, e, day) for e in search.resolve(record, options.name)]
    if options.format == "json":
        print(json.dumps([card.as_dict(record, c, options.language) for c in cards], ensure_ascii=False, indent=2))
        return 0
    write = card.as_markdown if options.format == "markdown" else card.as_text
    print("\n\n".join(write(record, c, options.language) for c in cards))
    return 0


def _diff(options: argparse.Namespace) -> int:
    before, after = parse_day(options.before), parse_day(options.after)
    record = read.record(options.folder)
    changes = compare.compare(record, before, after)
    if options.format == "geojson":
        sys.stdout.write(export.render_diff(record, before, after, language=options.language).decode())
        return 0
    head = compare.sentence(record, before, after, changes, options.language)
    _print_rows(compare.rows(record, changes, options.language), options.format, head)
    return 0


def _check(options: argparse.Namespace) -> int:
    found = check.findings(read.tables(options.folder))
    for finding in found:
        print(finding)
    print(f"{len(found)} findings" if found else f"{options.folder}: no findings")
    return 1 if found else 0


FIELDS = ("days", "view", "layers", "language", "according_to", "mark", "size", "dpi", "look", "title")
"""The options that go into a recipe."""
CITED = (*citation.FORMATS, "caption", "alt")
"""What `cite` prints."""


def _fields(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name) for name in FIELDS if hasattr(options, name)}


def _write(options: argparse.Namespace) -> int:
    """Write the file that is asked for, or one a day where the name of the file holds `{day}`."""
    form = one_of("format", options.out.suffix.removeprefix("."), options.forms)
    record = read.record(options.folder)
    fields = _fields(options) | {"form": form}
    if form == "html":
        fields["days"] = options.days or record.reviewed_through.isoformat()
    several = "{day}" in options.out.name and fields["days"]
    wanted = [
        (Path(str(options.out).replace("{day}", days or "all")), recipe.parse(record, fields | {"days": days}))
        for days in (fields["days"].split(",") if several else [fields["days"]])
    ]
    for path, made in tqdm(wanted, disable=not several, unit="file"):
        if not _is_made(record, path, made):
            files.write_whole(path, artefact.render(record, made))
    return 0


def _is_made(record: Record, path: Path, made: recipe.Recipe) -> bool:
    """Return True if the file is there already and carries this very recipe: a batch goes on where it stopped."""
    return path.is_file() and provenance.recipe_of(path) == recipe.as_dict(record, made)


def _cite(options: argparse.Namespace) -> int:
    record = read.record(options.folder)
    made = recipe.parse(record, _fields(options))
    drawn = recipe.slices(record, made)
    if options.format in citation.FORMATS:
        sys.stdout.write(citation.render(record, drawn, options.format, options.language))
    else:
        print((caption.alt_text if options.format == "alt" else caption.caption)(record, made, drawn))
    return 0


def _render(options: argparse.Namespace) -> int:
    told = provenance.recipe_of(options.source)
    if told is None:
        raise LayersError(
            f"{options.source}: carries no recipe; required: an artefact of this map, or its recipe as .json"
        )
    record = read.record(options.folder)
    if told.get("sha256") not in (None, record.digest):
        was = f"edition {told.get('edition')} ({str(told['sha256'])[:12]})"
        print(f"layers: made from {was}; this is {record.edition} ({record.digest[:12]})", file=sys.stderr)
    made = recipe.parse(record, {k: v for k, v in told.items() if k not in ("edition", "sha256")})
    out = options.out or options.source.with_name(f"{options.source.stem}-again.{made.form}")
    files.write_whole(out, artefact.render(record, made))
    return 0
