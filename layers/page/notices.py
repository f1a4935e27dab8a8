"""What the page says of an address that cannot be followed: one notice, in the reader's language and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.page.permalink import Fault
from layers.wording import search, settlements
from layers.wording.words import drawable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.page.permalink import Unused
    from layers.wording.words import Words

LONGEST = 60
"""How much of a value is repeated, characters."""
_NEAREST = {"place": search.nearest, "town": settlements.nearest}
"""By the key of an address, what finds the names that are spelt most like a value."""


def unused(words: Words, found: Sequence[Unused]) -> str:
    """Return one sentence on all values of an address that cannot be used; empty where all can."""
    if not found:
        return ""
    parts = "; ".join(_part(words, one) for one in found)
    return words.say("This part of the address cannot be followed; the rest is shown: {parts}.").format(parts=parts)


def _part(words: Words, one: Unused) -> str:
    value = one.value if len(one.value) <= LONGEST else f"{one.value[:LONGEST]}…"
    why = _why(words, one)
    return f"{_labels(words)[one.key]} “{value}”" + (f" ({why})" if why else "")


def _labels(words: Words) -> dict[str, str]:
    say = words.say
    return {
        "date": say("Day"),
        "compare": say("Earlier day"),
        "layers": say("Layers"),
        "view": say("View"),
        "lang": say("Language"),
        "by": say("According to"),
        "colours": say("Colours"),
        "maps": say("Maps"),
        "place": say("Place or road"),
        "town": say("Settlement"),
        "event": say("Event"),
        "events": say("Events of the past year"),
    }


def _why(words: Words, one: Unused) -> str:
    about = words.record.profile
    if one.fault is Fault.OUTSIDE:
        first, last = words.day(about.first_day), words.day(about.last_day)
        return words.say("the record covers {first} to {last}").format(first=first, last=last)
    if one.fault is Fault.REVERSED:
        return words.say("it is not before the day")
    if one.key in ("date", "compare"):
        return words.say("write it as YYYY-MM-DD, for example {day}").format(day=about.default_day)
    if one.key in _NEAREST:
        nearest = _NEAREST[one.key](words.record, one.value)
        return words.say("the nearest are {names}").format(names=", ".join(nearest))
    known = {
        "lang": [about.languages[code].name for code in drawable(words.record)],
        "by": [words.party(p) for p in about.parties],
        "layers": list(words.layers().values()),
    }.get(one.key, [])
    return words.say("there are {names}").format(names=", ".join(known)) if known else ""
