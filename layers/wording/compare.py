"""What differs between two days, as rows and as a sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from layers.errors import DateError
from layers.record.timeslice import Change, diff, slice_on, timeline

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Record, State
    from layers.wording.words import Words


def compare(record: Record, before: date, after: date, *, according_to: str | None = None) -> tuple[Change, ...]:
    """Return what differs between two days, the earlier one first, as the record or one party has it.

    Raises
    ------
    DateError
        If the days are reversed, or outside the record.
    """
    if after < before:
        raise DateError(f"the comparison is reversed: {after} is before {before}; give the earlier day first")
    return diff(*(slice_on(record, day, according_to=according_to) for day in (before, after)))


def by_agreement(record: Record, change: Change) -> bool:
    """Return True if the state after was preceded by one in which the change was agreed and pending."""
    if change.after is None:
        return False
    previous = [s for s in timeline(record, change.entity_id) if s.valid_to == change.after.valid_from]
    return any(s.status in record.profile.pending for s in previous)


def rows(words: Words, changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """Return one row a change: what it is, what held before and what holds after."""
    return [
        {
            "entity_id": c.entity_id,
            "title": words.title(c.entity_id),
            "before": _label(words, c.before),
            "after": _label(words, c.after),
            "since": c.after.valid_from.isoformat() if c.after else "",
            "by_agreement": "yes" if by_agreement(words.record, c) else "no",
            "sources": ";".join(c.after.source_ids if c.after else ()),
        }
        for c in changes
    ]


def sentence(words: Words, before: date, after: date, changes: tuple[Change, ...]) -> str:
    """Return one sentence that counts the changes by kind and names the entities."""
    return f"{between(words, before, after)}: {'; '.join(clauses(words, changes))}."


def between(words: Words, before: date, after: date) -> str:
    """Return the words with which the comparison of two days begins."""
    return words.say("Between {before} and {after}").format(before=words.day(before), after=words.day(after))


_Kind = tuple[str, str | None, str | None, bool]


def clauses(words: Words, changes: tuple[Change, ...]) -> list[str]:
    """Return the parts of the sentence, one a kind of change, in the order of the groups."""
    if not changes:
        return [words.say("the record shows no change of status")]
    record, kinds = words.record, defaultdict[_Kind, list[str]](list)
    for c in changes:
        codes = (c.before.status if c.before else None, c.after.status if c.after else None)
        kind = (record.entities[c.entity_id].group, *codes, by_agreement(record, c))
        kinds[kind].append(words.title(c.entity_id))
    ranked = sorted(kinds.items(), key=lambda item: (record.profile.rank(item[0][0]), -len(item[1])))
    return [_clause(words, kind, titles) for kind, titles in ranked]


def _clause(words: Words, kind: _Kind, titles: list[str]) -> str:
    group, before, after, agreed = kind
    how = f", {words.say('by agreement')}" if agreed else ""
    change = f"{_code(words, before)} → {_code(words, after)}"
    return f"{words.counted(group, len(titles))}{how}: {change} ({', '.join(titles)})"


def _code(words: Words, code: str | None) -> str:
    return words.status(code) if code else words.say("no status in the record")


def _label(words: Words, state: State | None) -> str:
    return _code(words, state.status if state else None)
