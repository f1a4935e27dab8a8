"""Uncertain days in words: "8 or 9 May 1992", "between 2 and 4 April 1993", "about 30 August 1991", "August 1989"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton

from layers.record.dates import is_approximate
from layers.record.timeslice import last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.ASCII)
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_OF_MONTH = re.compile(r"d+")


def eve(edtf: str) -> str:
    """Return an EDTF date or set with each of its full days one day earlier; months and years stay."""
    return _FULL.sub(lambda m: last_day(date.fromisoformat(m[0])).isoformat(), edtf)


def told(edtf: str, locale: str, say: Callable[[str], str]) -> str | None:
    """Return an EDTF date or set in words, None where no words are known for its form.

    Parameters
    ----------
    edtf
        A year, month or day, exact or qualified; or a set `[a,b]`, `[a..b]`, `[a..]`, `[..b]` of these.
    locale
        The CLDR locale in which days are written.
    say
        Turns an interface text into the language of the reader.
    """
    inner = edtf.removeprefix("[").removesuffix("]")
    if ".." in inner:
        first, _, last = inner.partition("..")
        return _range(first, last, locale, say)
    parts = inner.split(",")
    if not all(map(_PART.fullmatch, parts)):
        return None
    written = _together(parts, locale, f" {say('or')} ") if len(parts) > 1 else _written(parts[0], locale)
    return say("about {day}").format(day=written) if is_approximate(edtf) else written


def _range(first: str, last: str, locale: str, say: Callable[[str], str]) -> str | None:
    if not all(_PART.fullmatch(part) for part in (first, last) if part):
        return None
    if first and last:
        return say("between {days}").format(days=_together([first, last], locale, f" {say('and')} "))
    return say("{day} or later" if first else "{day} or earlier").format(day=_written(first or last, locale))


def _written(part: str, locale: str) -> str:
    """Return a year, a month or a day in words, without its qualifier."""
    match = _PART.fullmatch(part)
    assert match
    year, month, day = match.groups()
    known = date(int(year), int(month or 1), int(day or 1))
    if day:
        return format_date(known, format="long", locale=locale)
    return format_skeleton("yMMMM" if month else "y", known, locale=locale)


def _together(parts: Sequence[str], locale: str, joint: str) -> str:
    """Return dates joined; days of one month name it once, where the locale's own pattern has the day."""
    of_one_month = len({part[:7] for part in parts}) == 1 and all(map(_FULL.fullmatch, parts))
    if not of_one_month:
        return _joined([_written(part, locale) for part in parts], joint)
    days = _joined([str(date.fromisoformat(part).day) for part in parts], joint)
    pattern = Locale.parse(locale).date_formats["long"].pattern
    # what stands in quotes is literal in a CLDR pattern; none of its letters may be taken for a day
    pieces = pattern.split("'")
    pieces[::2] = [_DAY_OF_MONTH.sub("\ue000", piece) for piece in pieces[::2]]
    return format_date(date.fromisoformat(parts[-1]), "'".join(pieces), locale=locale).replace("\ue000", days)


def _joined(parts: Sequence[str], joint: str) -> str:
    return joint.join([", ".join(parts[:-1]), parts[-1]])
