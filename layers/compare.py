"""What differs between two days, as rows and as a sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from layers import words
from layers.errors import DateError
from layers.model import Group
from layers.timeslice import Change, diff, slice_on, timeline

if TYPE_CHECKING:
    from datetime import date

    from layers.model import Record, State

AGREED = "T_PENDING"
"""The status that a signed text has set a date for a handover; a change out of it is one by agreement."""


def compare(record: Record, before: date, after: date) -> tuple[Change, ...]:
    """Return what differs between two days, the earlier one first.

    Raises
    ------
    DateError
        If the days are reversed, or outside the record.
    """
    if after < before:
        raise DateError(f"the comparison is reversed: {after} is before {before}; give the earlier day first")
    return diff(slice_on(record, before), slice_on(record, after))


def by_agreement(record: Record, change: Change) -> bool:
    """Return True if the state after was preceded by an agreed handover."""
    if change.after is None:
        return False
    previous = [s for s in timeline(record, change.entity_id) if s.valid_to == change.after.valid_from]
    return any(s.status == AGREED for s in previous)


def rows(record: Record, changes: tuple[Change, ...], language: str = "en") -> list[dict[str, str]]:
    """Return one row a change: what it is, what held before and what holds after."""
    return [
        {
            "entity_id": c.entity_id,
            "title": words.title(record, c.entity_id, language),
            "before": _label(record, c.before, language),
            "after": _label(record, c.after, language),
            "since": c.after.valid_from.isoformat() if c.after else "",
            "by_agreement": "yes" if by_agreement(record, c) else "no",
            "sources": ";".join(c.after.source_ids if c.after else ()),
        }
        for c in changes
    ]


def sentence(record: Record, before: date, after: date, changes: tuple[Change, ...], language: str = "en") -> str:
    """Return one sentence that counts the changes by kind and names the entities."""
    return f"{between(before, after, language)}: {'; '.join(clauses(record, changes, language))}."


def between(before: date, after: date, language: str = "en") -> str:
    """Return the words with which the comparison of two days begins."""
    return words.text("Between {before} and {after}", language).format(
        before=words.day(before, language), after=words.day(after, language)
    )


_Kind = tuple[Group, str | None, str | None, bool]


def clauses(record: Record, changes: tuple[Change, ...], language: str = "en") -> list[str]:
    """Return the parts of the sentence, one a kind of change, territories first."""
    if not changes:
        return [words.text("the record shows no change of status", language)]
    kinds: dict[_Kind, list[str]] = defaultdict(list)
    for c in changes:
        codes = (c.before.status if c.before else None, c.after.status if c.after else None)
        kind = (record.entities[c.entity_id].group, *codes, by_agreement(record, c))
        kinds[kind].append(words.title(record, c.entity_id, language))
    order = list(Group)
    ranked = sorted(kinds.items(), key=lambda item: (order.index(item[0][0]), -len(item[1])))
    return [_clause(record, kind, titles, language) for kind, titles in ranked]


def _clause(record: Record, kind: _Kind, titles: list[str], language: str) -> str:
    group, before, after, agreed = kind
    how = f", {words.text('by agreement', language)}" if agreed else ""
    change = f"{_code(record, before, language)} → {_code(record, after, language)}"
    return f"{words.counted(group, len(titles), language)}{how}: {change} ({', '.join(titles)})"


def _code(record: Record, code: str | None, language: str) -> str:
    return words.status(record, code, language) if code else words.text("no status in the record", language)


def _label(record: Record, state: State | None, language: str) -> str:
    return _code(record, state.status if state else None, language)
