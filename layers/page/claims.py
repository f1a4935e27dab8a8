"""The statements that the record examines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layers import escape
from layers.record.dates import parse_day
from layers.wording import sources

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Claim, Record
    from layers.wording.words import Words


def written(words: Words, claim: Claim) -> str:
    """Return a statement with its verdict and sources as Markdown."""
    say = words.say
    facts = [
        (say("Stated date"), claim.stated_date),
        (say("Verdict"), words.told(claim.verdict)),
        (say("Date in the record"), claim.correct_date),
        (say("Why"), words.told(claim.finding)),
    ]
    lines = [f"> {escape.markdown(claim.quote)}", ""]
    lines += [f"- **{label}:** {escape.markdown(value)}" for label, value in facts if value]
    lines += sources.markdown_lines(words, claim)
    return "\n".join(lines)


def day_of(record: Record, claim: Claim) -> date | None:
    """Return the day of the record that a statement is about, the corrected one first; None where it names none."""
    for text in (claim.correct_date, claim.stated_date):
        found = re.search(r"\d{4}-\d{2}-\d{2}", text)
        day = parse_day(found[0]) if found else None
        if day and record.profile.first_day <= day <= record.profile.last_day:
            return day
    return None
