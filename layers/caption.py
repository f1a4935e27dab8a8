"""The words that go with a figure: its title, its day, a caption, and a description for those who cannot see it.

All are made from the same slices as the figure itself.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from layers import compare, words
from layers.citation import drawn_sources
from layers.model import Certainty, Group
from layers.recipe import ANIMATIONS
from layers.timeslice import certainty, diff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.model import Record
    from layers.recipe import Recipe
    from layers.timeslice import Slice


def title(record: Record, recipe: Recipe) -> str:
    """Return the heading of a figure."""
    named = words.views(record, recipe.language)
    return recipe.title or named.get(recipe.view, named["region"])


def day_line(record: Record, recipe: Recipe) -> str:
    """Return the line below the title: the day or the first and last, according to whom, and whether reviewed."""
    language = recipe.language
    say = partial(words.text, language=language)
    first, last = (words.day(recipe.days[i], language) for i in (0, -1))
    line = say("As of {day}").format(day=first) if len(recipe.days) == 1 else f"{first} – {last}"
    return qualified(record, recipe, line, recipe.days[-1])


def qualified(record: Record, recipe: Recipe, line: str, day: date) -> str:
    """Return a line that names a day, with the party whose statements stand first, and a mark if it is not reviewed."""
    say = partial(words.text, language=recipe.language)
    if recipe.according_to:
        line += f", {say('according to {party}').format(party=say(recipe.according_to))}"
    return line + not_reviewed(record, day, recipe.language)


def not_reviewed(record: Record, day: date, language: str) -> str:
    """Return the words, in brackets, that mark a day after the review; empty for a day before it."""
    if day <= record.reviewed_through:
        return ""
    end = words.day(record.reviewed_through, language)
    return f" ({words.text('not reviewed: the record ends on {day}', language).format(day=end)})"


def caption(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> str:
    """Return a caption: title and day, what is drawn, where from, and what the map does not say."""
    say = partial(words.text, language=recipe.language)
    publishers = dict.fromkeys(s.publisher for s in drawn_sources(record, slices))
    parts = [
        f"{title(record, recipe)}. {_sentence(day_line(record, recipe))}",
        *_told(record, recipe, slices),
        say("Dashed outlines and pale lines are schematic.") if _schematic(slices) else "",
        f"{say('Sources')}: {'; '.join(publishers)}.",
        edition(record, recipe.language),
        disclaimer(recipe.language),
    ]
    return " ".join(part for part in parts if part)


def edition(record: Record, language: str) -> str:
    """Return which edition of the data is shown, and through which day it was reviewed."""
    told = words.text("Data edition {edition} ({digest}), reviewed through {day}.", language).format(
        edition=record.edition, digest=record.digest[:12], day=words.day(record.reviewed_through, language)
    )
    return told.replace("..", ".")  # a day may end with a full stop of its own


def disclaimer(language: str) -> str:
    """Return what the map does not say."""
    return words.text("Borders and names imply no position on the legal status of any territory.", language)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def alt_text(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> str:
    """Return a description for screen readers: what kind of picture it is and what each day shows."""
    say = partial(words.text, language=recipe.language)
    kind = say("Animated map") if recipe.form in ANIMATIONS else say("Map") if len(slices) == 1 else say("Maps")
    head = f"{kind}: {title(record, recipe)}. {_sentence(day_line(record, recipe))}"
    return " ".join([head, *_told(record, recipe, slices)])


def _told(record: Record, recipe: Recipe, slices: Sequence[Slice]) -> list[str]:
    """Return the states of the first day and, for each later one, what is different."""
    if len(slices) == 1:
        return [f"{_states(record, slices[0], recipe.language)}."]
    first = slices[0]
    told = [f"{words.day(first.day, recipe.language)}: {_states(record, first, recipe.language)}."]
    for before, after in pairwise(slices):
        changes = diff(before, after)
        told.append(compare.sentence(record, before.day, after.day, changes, recipe.language))
    return told


def _states(record: Record, on_day: Slice, language: str) -> str:
    """Return each status with the entities that have it, territories first."""
    groups: dict[str, list[str]] = defaultdict(list)
    order = list(Group)
    for state in sorted(on_day.states, key=lambda s: order.index(record.entities[s.entity_id].group)):
        sure = certainty(state, on_day.day, record.reviewed_through)
        mark = "" if sure is Certainty.CERTAIN else f" ({words.text(sure, language)})"
        groups[state.status].append(words.title(record, state.entity_id, language) + mark)
    if not groups:
        return words.text("no status in the record", language)
    return "; ".join(f"{words.status(record, code, language)} – {', '.join(who)}" for code, who in groups.items())


def _schematic(slices: Sequence[Slice]) -> bool:
    return any(on_day.features["schematic"].any() for on_day in slices)
