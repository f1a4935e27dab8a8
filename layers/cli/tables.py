"""The commands that print: what held, what changed, one place, two days, and whether a record is sound.

They need neither geopandas nor matplotlib; what does is loaded only for GeoJSON.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from layers import escape
from layers.cli import answers
from layers.errors import LayersError, UnknownNameError, one_of
from layers.record import check as rules
from layers.record import read
from layers.record.dates import day_asked
from layers.record.timeslice import change_days, last_day, require_day, slice_on
from layers.wording import card, compare, search, settlements
from layers.wording.words import Words

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from layers.record.model import Record


def opened(options: argparse.Namespace) -> tuple[Record, Words, str | None]:
    """Return the record that is asked for, its words in the language asked for, and the party, None = the record."""
    record = read.record(options.folder)
    words = Words(record, options.language or record.profile.language)
    party = record.profile.party(options.according_to) if options.according_to else None
    return record, words, party


def on(options: argparse.Namespace) -> int:
    """Print what held on a day."""
    day = day_asked(options.day)
    record, words, party = opened(options)
    on_day = slice_on(record, day, according_to=party)
    if options.format == "geojson":
        from layers.recipe import recipe
        from layers.render import artefact

        fields = {"days": day.isoformat(), "form": "geojson", "language": words.language, "according_to": party}
        sys.stdout.write(artefact.render(record, recipe.parse(record, fields)).decode())
        return 0
    by = f", {words.according_to(party)}" if party else ""
    head = f"{words.day(day)}{by}{words.not_reviewed(day)}"
    _print_rows(options, words, party, [day], answers.holdings(words, on_day), head)
    return 0


_BRIEF = {
    "holding": {
        "entity": "entity_id",
        "status": "state_label",
        "since": "state_since",
        "until": "state_until",
        "confidence": "state_confidence",
        "sources": "state_source_ids",
    },
    "change": {
        "day": "day",
        "entity": "entity_id",
        "title": "title",
        "before": "before_label",
        "after": "after_label",
        "by agreement": "by_agreement",
        "sources": "after_source_ids",
    },
    "revision": {"edition": "edition", "table": "table", "row": "row", "change": "change", "why": "why"},
}
"""Kind of a row -> heading and column of what a table on the screen has room for."""


def _print_rows(
    options: argparse.Namespace,
    words: Words,
    party: str | None,
    days: list[date],
    rows: list[answers.Row],
    head: str,
) -> None:
    command = options.run.split(":")[1]
    kind = {"on": "holding", "editions": "revision"}.get(command, "change")
    if options.format == "json":
        print(answers.as_json(command, words, party, days, rows))
    elif options.format == "csv":
        sys.stdout.write(answers.as_csv(kind, rows))
    else:
        print(head)
        print(answers.as_table(words, kind, rows, _BRIEF[kind]))


def changes(options: argparse.Namespace) -> int:
    """Print what changed between two days, day by day."""
    start, end = day_asked(options.start), day_asked(options.end)
    record, words, party = opened(options)
    for day in (start, end):
        require_day(record, day)
    if end < start:
        raise LayersError(f"--to {end} is before --from {start}; required: the earlier day first")
    rows = [row for d in change_days(record) if start <= d <= end for row in _changes_on(words, d, party)]
    _print_rows(options, words, party, [start, end], rows, f"{words.day(start)} – {words.day(end)}")
    return 0


def _changes_on(words: Words, day: date, party: str | None) -> list[answers.Row]:
    return answers.changes(words, day, compare.compare(words.record, last_day(day), day, according_to=party))


def status(options: argparse.Namespace) -> int:
    """Print the cards of the places that a name means, or of that in which a settlement lies."""
    day = day_asked(options.day)
    record, words, party = opened(options)
    meant = _meant(words, options.name, day, party)
    cards = [(head, card.status_of(record, e, day, according_to=party) if e else None) for head, e in meant]
    if options.format == "json":
        rows = [({"settlement": head} if head else {}) | card.as_dict(words, c) for head, c in cards if c]
        print(answers.as_json("status", words, party, [day], rows))
        return 0
    write = card.as_markdown if options.format == "markdown" else card.as_text
    plain = escape.markdown if options.format == "markdown" else str
    told = [part for head, c in cards for part in (plain(head), write(words, c) if c else "")]
    print("\n\n".join(filter(None, told)))
    return 0


def _meant(words: Words, name: str, day: date, party: str | None) -> list[tuple[str, str | None]]:
    """Return the entities that a name means; of settlements without a status, a sentence and what each lies in."""
    try:
        return [("", entity) for entity in search.resolve(words.record, name)]
    except UnknownNameError:
        towns = settlements.resolve(words.record, name)
        return [settlements.told(words, town, day, according_to=party) for town in towns]


def diff(options: argparse.Namespace) -> int:
    """Print what differs between two days."""
    before, after = day_asked(options.before), day_asked(options.after)
    record, words, party = opened(options)
    found = compare.compare(record, before, after, according_to=party)
    if options.format == "geojson":
        from layers.render import export

        sys.stdout.write(export.render_diff(words, before, after, found, according_to=party).decode())
        return 0
    head = compare.sentence(words, before, after, found)
    _print_rows(options, words, party, [before, after], answers.changes(words, after, found), head)
    return 0


def editions(options: argparse.Namespace) -> int:
    """Print what editions of the record added, changed and withdrew, and why."""
    record, words, _ = opened(options)
    known = dict.fromkeys(r.edition for r in record.revisions)
    wanted = one_of("edition", options.edition, known) if options.edition else None
    rows = answers.revisions(words, wanted)
    _print_rows(options, words, None, [], rows, words.told(record.profile.title))
    return 0


def check(options: argparse.Namespace) -> int:
    """Print every finding of a record; return 1 if there is one."""
    folder = options.path or options.folder
    found = rules.findings(read.tables(folder))
    for finding in found:
        print(finding)
    print(f"{len(found)} findings" if found else f"{folder}: no findings")
    return 1 if found else 0
