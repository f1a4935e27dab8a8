"""The axis of the time bar: where each day stands, so that days on which much happened have room.

A linear axis gives as much room to decades without a change as to a year with fifty. Here the share of a day is a
weighted mean of its share of the time and its share of the change days, piecewise linear between a few knots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.record.timeslice import change_days

if TYPE_CHECKING:
    from datetime import date

    from layers.record.model import Record

KNOTS = 16
"""Most pieces of the axis."""
TIME_WEIGHT = 0.1
"""How much the mere passing of time counts; the rest is for what changes."""


def knots(record: Record) -> list[tuple[date, float]]:
    """Return days and their shares of the axis, from (first day, 0) to (last day, 1), both ascending.

    No two days stand at one share, so that a place on the axis is one day. A record of one day has (that day, 1).
    """
    first, last = record.profile.first_day, record.profile.last_day
    changes = change_days(record)
    inner = (changes[i * len(changes) // KNOTS] for i in range(KNOTS) if changes)
    shares = {day: _share(day, first, last, changes) for day in (first, *inner, last)}
    at = {share: day for day, share in reversed(shares.items())}  # of two days at one share the earlier
    return [(day, share) for share, day in sorted(at.items())]


def _share(day: date, first: date, last: date, changes: tuple[date, ...]) -> float:
    """Return the share of the axis at which a knot stands."""
    if day in (first, last):
        return float(day == last)
    time = (day - first).days / (last - first).days
    seen = sum(d < day for d in changes) / len(changes)
    return round(TIME_WEIGHT * time + (1 - TIME_WEIGHT) * seen, 4)
