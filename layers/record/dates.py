"""The one place that turns text into days and days into text.

Days are `datetime.date`, never datetimes. Uncertain days are EDTF (Library of Congress, ISO 8601-2:2019).
"""

from __future__ import annotations

import math
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time
from typing import Any

from layers.errors import DateError

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.ASCII)
_SET = re.compile(r"\[([^\[\]{}]+)\]")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WRITTEN = (
    re.compile(r"(?P<y>\d{4})(?P<mark>[-/])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.? (?P<name>[a-z]+)\.? (?P<y>\d{4})", re.ASCII),
    re.compile(r"(?P<name>[a-z]+)\.? (?P<d>\d{1,2}),? (?P<y>\d{4})", re.ASCII),
)
"""How readers write a day, where the order of its parts leaves no doubt."""


@dataclass(frozen=True)
class Bounds:
    """The days between which an uncertain day lies; both inclusive, None = unbounded on that side."""

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=65536)
def parse_day(text: str) -> date:
    """Return the day that an ISO 8601 calendar date names.

    Raises
    ------
    DateError
        If the text is not a full `YYYY-MM-DD` or no such day exists.
    """
    try:
        if not _ISO_DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise DateError(f"{text!r} is not a day; write it as YYYY-MM-DD, for example 1999-12-31") from None


def day_asked(text: str) -> date:
    """Return the day that a reader asks for, in any form that leaves no doubt about the order of its parts.

    A year first, a day first with dots, or a month in English; in any digits of Unicode, with blanks around. What
    could be two days (5/4/1993) is refused. The tables of a record hold ISO days only: `parse_day`.

    Raises
    ------
    DateError
        If the text names no day, or could name two.
    """
    match = next((m for form in _WRITTEN if (m := form.fullmatch(_plain_text(text)))), None)
    if match is None:
        return parse_day(text)  # says what is wrong
    found = match.groupdict()
    month = found.get("m") or _month(found["name"])
    try:
        return date(int(found["y"]), int(month), int(found["d"]))
    except ValueError:
        return parse_day(text)


def _plain_text(text: str) -> str:
    """Return text in small ASCII letters, digits and hyphens as far as Unicode has them, each blank one space."""
    told = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(map(_plain_character, told)).split())


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "-" if unicodedata.category(character) == "Pd" or character == "\u2212" else character


def _month(name: str) -> int:
    """Return the month, from 1, of an English name or its first letters, at least three; 0 where it names none."""
    known = (m for m, full in enumerate(_MONTHS, 1) if name in (full, full[:3]) or (name, m) == ("sept", 9))
    return next(known, 0)


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Bounds:
    """Return the strict bounds of an EDTF date or set; intervals are refused.

    Only the strict bounds are used: the fuzzy ones of the library stretch by months.

    Raises
    ------
    DateError
        If the text is not EDTF, lies outside the years 1 to 9999, or is an interval (an interval has two ends, each
        stored on its own).
    """
    # the grammar of the library takes 20 ms for any expression; tests hold this shorter way equal to it
    return _plain(text) or _set(text) or _by_library(text)


def _plain(text: str) -> Bounds | None:
    """Return the bounds of a year, a month or a day, exact or qualified; None for anything else."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Bounds(first, last)


def _set(text: str) -> Bounds | None:
    """Return the bounds of a set of plain dates, `[a,b]`, `[a..b]`, `[a..]` or `[..b]`; None for anything else."""
    match = _SET.fullmatch(text)
    if not match:
        return None
    ends = [part.split("..") for part in match[1].split(",")]
    if any(len(pair) > 2 or not any(pair) or (all(pair) and len(pair[0]) != len(pair[-1])) for pair in ends):
        return None
    if len(ends) == len(ends[0]) == 1:
        return None
    bounds = [[_plain(end.strip()) if end else Bounds(None, None) for end in (pair[0], pair[-1])] for pair in ends]
    if any(bound is None for pair in bounds for bound in pair):
        return None
    lows = [pair[0].earliest for pair in bounds if pair[0]]
    highs = [pair[1].latest for pair in bounds if pair[1]]
    return Bounds(
        None if None in lows else min(d for d in lows if d), None if None in highs else max(d for d in highs if d)
    )


def _by_library(text: str) -> Bounds:
    import edtf

    try:
        parsed: Any = edtf.parse_edtf(text)
    except (edtf.EDTFParseException, ValueError, TypeError, AttributeError, RecursionError):
        raise DateError(f"{text!r} is not an EDTF date") from None
    if "/" in text:
        raise DateError(f"{text!r} is an EDTF interval; give a date or a set: [1999-12-30,1999-12-31]")
    try:
        return Bounds(_to_date(parsed.lower_strict()), _to_date(parsed.upper_strict()))
    except (ValueError, OverflowError, TypeError, AttributeError):
        raise DateError(f"{text!r} is outside the years 1 to 9999") from None


def _to_date(value: struct_time | float) -> date | None:
    if isinstance(value, float) and math.isinf(value):
        return None
    assert isinstance(value, struct_time)
    return date(value.tm_year, value.tm_mon, value.tm_mday)


def is_approximate(text: str) -> bool:
    """Return True if an EDTF expression is marked uncertain (?) or approximate (~, %)."""
    return any(mark in text for mark in "?~%")
