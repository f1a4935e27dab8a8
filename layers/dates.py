"""The one place that turns text into days and days into text.

Days are `datetime.date`, never datetimes. Uncertain days are EDTF (Library of Congress, ISO 8601-2:2019).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from time import struct_time
from typing import Any

import edtf

from layers.errors import DateError

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Bounds:
    """The days between which an uncertain day lies; both inclusive, None = unbounded on that side."""

    earliest: date | None
    latest: date | None


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
        raise DateError(f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2022-08-26") from None


@cache
def parse_edtf(text: str) -> Bounds:
    """Return the strict bounds of an EDTF date or set; intervals are refused.

    Only the strict bounds are used: the fuzzy ones of the library stretch by months.

    Raises
    ------
    DateError
        If the text is not EDTF, or is an interval (an interval has two ends, each stored on its own).
    """
    if _ISO_DAY.fullmatch(text):  # the grammar of the library takes 20 ms for any expression
        day = parse_day(text)
        return Bounds(day, day)
    try:
        parsed: Any = edtf.parse_edtf(text)
    except edtf.EDTFParseException:
        raise DateError(f"{text!r} is not an EDTF date") from None
    if "/" in text:
        raise DateError(f"{text!r} is an EDTF interval; give a date or a set: [1993-04-02,1993-04-03]")
    return Bounds(_to_date(parsed.lower_strict()), _to_date(parsed.upper_strict()))


def _to_date(value: struct_time | float) -> date | None:
    if isinstance(value, float) and math.isinf(value):
        return None
    assert isinstance(value, struct_time)
    return date(value.tm_year, value.tm_mon, value.tm_mday)


def is_approximate(text: str) -> bool:
    """Return True if an EDTF expression is marked uncertain (?) or approximate (~, %)."""
    return any(mark in text for mark in "?~%")
