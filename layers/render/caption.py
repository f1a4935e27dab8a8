"""The words that go with a figure: its title, its day, a caption, and a description for those who cannot see it.

All are made from the same slices as the figure itself.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from layers.recipe.formats import Family
from layers.record.choice import Colours
from layers.record.model import Certainty
from layers.record.timeslice import certainty, diff
from layers.wording import compare, sources

if TYPE_CHECKING:
    from datetime import date

    from layers.recipe.recipe import Resolved
    from layers.record.timeslice import Slice
    from layers.wording.words import Words


def title(made: Resolved) -> str:
    """Return the heading of a figure."""
    named = made.words.views()
    return made.recipe.title or named.get(made.recipe.view, named[made.record.profile.default_view])


def day_line(made: Resolved) -> str:
    """Return the line below the title: the day or the first and last, according to whom, and whether reviewed."""
    words, days = made.words, made.recipe.days
    first, last = words.day(days[0]), words.day(days[-1])
    line = words.say("As of {day}").format(day=first) if len(days) == 1 else f"{first} – {last}"
    return qualified(made, line, days[-1])


def qualified(made: Resolved, line: str, day: date) -> str:
    """Return a line that names a day, with the party whose statements stand first, and a mark if it is not reviewed."""
    if made.recipe.according_to:
        line += f", {made.words.according_to(made.recipe.according_to)}"
    return line + made.words.not_reviewed(day)


def caption(made: Resolved) -> str:
    """Return a caption: title and day, what is drawn, where from, and what the map does not say."""
    say = made.words.say
    publishers = dict.fromkeys(s.publisher for s in sources.drawn(made.record, made.slices))
    parts = [
        f"{title(made)}. {_sentence(day_line(made))}",
        *_told(made),
        f"{say('Colours show')}: {say('whether sources agree')}." if made.recipe.colours is Colours.AGREEMENT else "",
        say("Dashed outlines and pale lines are schematic.") if _schematic(made) else "",
        f"{say('Sources')}: {'; '.join(publishers)}.",
        edition(made.words),
        disclaimer(made.words),
    ]
    return " ".join(part for part in parts if part)


def edition(words: Words) -> str:
    """Return which edition of the data is shown, and through which day it was reviewed."""
    record = words.record
    told = words.say("Data edition {edition} ({digest}), reviewed through {day}.").format(
        edition=record.profile.edition, digest=record.digest[:12], day=words.day(record.profile.reviewed_through)
    )
    return told.replace("..", ".")  # a day may end with a full stop of its own


def disclaimer(words: Words) -> str:
    """Return what the map does not say."""
    return words.say("Borders and names imply no position on the legal status of any territory.")


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def alt_text(made: Resolved) -> str:
    """Return a description for screen readers: what kind of picture it is and what each day shows."""
    say, animated = made.words.say, made.recipe.format.family is Family.ANIMATION
    kind = say("Animated map") if animated else say("Map") if len(made.slices) == 1 else say("Maps")
    return " ".join([f"{kind}: {title(made)}. {_sentence(day_line(made))}", *_told(made)])


def of_frames(made: Resolved) -> list[str]:
    """Return a description of each map frame: that of the whole where it is the only one, else what its day shows."""
    if len(made.slices) == 1:
        return [alt_text(made)]
    return [f"{made.words.day(s.day)}: {_states(made.words, s)}." for s in made.slices]


def _told(made: Resolved) -> list[str]:
    """Return the states of the first day and, for each later one, what is different."""
    words, first = made.words, made.slices[0]
    if len(made.slices) == 1:
        return [f"{_states(words, first)}."]
    told = [f"{words.day(first.day)}: {_states(words, first)}."]
    for before, after in pairwise(made.slices):
        told.append(compare.sentence(words, before.day, after.day, diff(before, after)))
    return told


def _states(words: Words, on_day: Slice) -> str:
    """Return each status with the entities that have it, in the order of the groups."""
    about, entities = words.record.profile, words.record.entities
    groups: dict[str, list[str]] = defaultdict(list)
    for state in sorted(on_day.states, key=lambda s: about.rank(entities[s.entity_id].group)):
        sure = certainty(state, on_day.day, about.reviewed_through)
        mark = "" if sure is Certainty.CERTAIN else f" ({words.say(sure)})"
        groups[state.status].append(words.title(state.entity_id) + mark)
    if not groups:
        return words.say("no status in the record")
    return "; ".join(f"{words.status(code)} – {', '.join(who)}" for code, who in groups.items())


def _schematic(made: Resolved) -> bool:
    return any(d.feature.schematic for on_day in made.slices for d in on_day.features)
