"""What the commands answer: the one shape of their JSON, and the flat rows of their CSV and tables.

answers.schema.json writes the shape down; the columns of the flat rows are read from it.
"""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from layers import escape
from layers.record.timeslice import certainty
from layers.wording import card, compare, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from layers.record.model import Source
    from layers.record.timeslice import Change, Slice
    from layers.wording.words import Words

FORMAT = 1
"""The format of the JSON; changes when a reader of it would break."""
Row = dict[str, Any]


def holdings(words: Words, on_day: Slice) -> list[Row]:
    """Return one row for each entity that has a state on a day."""
    reviewed = words.record.profile.reviewed_through
    return [
        {
            **card.entity_as_dict(words, words.record.entities[state.entity_id]),
            "day": on_day.day.isoformat(),
            "certainty": certainty(state, on_day.day, reviewed),
            "state": card.state_as_dict(words, state),
        }
        for state in on_day.states
    ]


def changes(words: Words, day: date, found: Iterable[Change]) -> list[Row]:
    """Return one row for each change that is there on a day."""
    return [
        {
            "day": day.isoformat(),
            "entity_id": change.entity_id,
            "title": words.title(change.entity_id),
            "by_agreement": compare.by_agreement(words.record, change),
            "before": card.state_as_dict(words, change.before),
            "after": card.state_as_dict(words, change.after),
        }
        for change in found
    ]


def revisions(words: Words, edition: str | None) -> list[Row]:
    """Return one row for each row of a table that an edition added, changed or withdrew; None means every edition."""
    return [
        {
            "edition": r.edition,
            "table": r.table,
            "row": r.row,
            "title": _title(words, r.table, r.row),
            "change": r.change,
            "columns": list(r.columns),
            "why": words.told(r.why),
        }
        for r in words.record.revisions
        if edition in (None, r.edition)
    ]


def _title(words: Words, table: str, key: str) -> str:
    """Return what a row of a table is called, empty where it is gone."""
    record, first = words.record, key.split("@")[0]
    if table in ("entities", "status"):
        return words.title(first) if first in record.entities else ""
    if table in ("events", "positions"):
        return next((words.told(e.title) for e in record.events if e.event_id == first), "")
    if table == "sources":
        return sources.cited(record.sources[key]) if key in record.sources else ""
    if table == "names":
        return words.name(key) if key in record.names else ""
    if table == "vocabulary":
        return words.status(key) if key in record.terms else ""
    return next((c.quote for c in record.claims if c.claim_id == key), "")


def as_json(command: str, words: Words, party: str | None, days: Iterable[date], rows: list[Row]) -> str:
    """Return rows with what they come from and the sources that they name."""
    record = words.record
    about = {
        "id": record.profile.record_id,
        "edition": record.profile.edition,
        "sha256": record.digest,
        "reviewed_through": record.profile.reviewed_through.isoformat(),
    }
    answer = {
        "format": FORMAT,
        "command": command,
        "record": about,
        "language": words.language,
        "according_to": party,
        "days": [day.isoformat() for day in days],
        "rows": rows,
        "sources": {i: _source(record.sources[i]) for i in dict.fromkeys(_named(rows))},
    }
    return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)


def _source(source: Source) -> dict[str, str | None]:
    url = escape.link(source.url)
    told = {"publisher": source.publisher, "title": source.title, "date": source.day, "url": url}
    known = {"language": source.language, "kind": source.kind, "accessed": source.accessed}
    return {**told, **known, "archive_url": escape.link(source.archive_url)}


def _named(value: Any) -> Iterable[str]:
    """Return the ids of sources anywhere in some rows."""
    if isinstance(value, dict):
        yield from value.get("source_ids", ())
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _named(part)


def flat(kind: str, row: Row) -> dict[str, str]:
    """Return a row of a kind of the schema as cells, one a column."""
    values = {c: row[c] for c in _columns(kind) if not _is_state(c)}
    for key in filter(_is_state, _columns(kind)):
        state = row[key] or dict.fromkeys(_columns("state"))
        values |= {f"{key}_{name}": value for name, value in state.items()}
    return {key: _cell(value) for key, value in values.items()}


def _is_state(column: str) -> bool:
    return column in ("state", "before", "after")


@cache
def _columns(kind: str) -> tuple[str, ...]:
    schema = json.loads((resources.files("layers.cli") / "answers.schema.json").read_text(encoding="utf-8"))
    return tuple(schema["$defs"][kind]["required"])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        rows = bool(value) and isinstance(value[0], dict)
        return json.dumps(value, ensure_ascii=False, allow_nan=False) if rows else ";".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def as_csv(kind: str, rows: Iterable[Row]) -> str:
    """Return rows of a kind as CSV; no cell is a formula."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(flat(kind, dict.fromkeys(_columns(kind)))), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: escape.cell(cell) for key, cell in flat(kind, row).items()} for row in rows)
    return stream.getvalue()


def as_table(words: Words, kind: str, rows: Iterable[Row], columns: Mapping[str, str]) -> str:
    """Return some columns of rows as lines of text; `columns` are heading -> column."""
    none = {c: words.say("no status in the record") for c in columns.values() if c.endswith("_label")}
    cells = [{h: own[c] or none.get(c, "") for h, c in columns.items()} for own in (flat(kind, row) for row in rows)]
    return _aligned(list(columns), cells) if cells else "(nothing)"


def _aligned(headings: Sequence[str], cells: list[dict[str, str]]) -> str:
    lines = [dict(zip(headings, headings, strict=True)), *cells]
    widths = {heading: max(len(line[heading]) for line in lines) for heading in headings}
    return "\n".join("  ".join(line[h].ljust(widths[h]) for h in headings).rstrip() for line in lines)
