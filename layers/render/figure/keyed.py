"""The numbers by which the text of a figure tells which source a place and a row of the legend rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.record.choice import Colours
from layers.record.timeslice import Agreement, agreement
from layers.wording import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layers.record.model import Source, State
    from layers.record.profile import Profile
    from layers.record.timeslice import Slice


@dataclass(frozen=True)
class Numbered:
    """The sources of what is drawn, in the order of their numbers, which begin with 1."""

    sources: tuple[Source, ...]

    def note(self, states: Iterable[State]) -> str:
        """Return the numbers of the sources of some states, ascending, runs drawn together: `1–3, 7`."""
        wanted = {i for state in states for i in state.source_ids}
        return runs([n for n, source in enumerate(self.sources, 1) if source.source_id in wanted])


def numbered(slices: Sequence[Slice], colours: Colours) -> Numbered:
    """Return the sources of what is drawn, numbered in the order of the legend, so that its rows name few runs."""
    about = slices[0].record
    rows = [state for group in grouped(slices, colours).values() for state in group]
    return Numbered(sources.of_rows(about, rows))


def grouped(slices: Sequence[Slice], colours: Colours) -> dict[str, list[State]]:
    """Return the states that are drawn by what their colour shows, in the order of the legend."""
    groups = {code: [] for code in _order(slices[0].record.profile, colours)}  # type: dict[str, list[State]]
    for code, state in _coded(slices, colours):
        groups[code].append(state)
    return {code: states for code, states in groups.items() if states}


def _order(about: Profile, colours: Colours) -> Iterable[str]:
    return list(Agreement) if colours is Colours.AGREEMENT else about.styles


def _coded(slices: Sequence[Slice], colours: Colours) -> Iterator[tuple[str, State]]:
    for on_day in slices:
        for row in on_day.features:
            if row.state and colours is Colours.AGREEMENT:
                yield agreement(row.state, on_day.rivals_of(row.feature.entity_id)), row.state
            elif row.state:
                yield row.state.status, row.state


def runs(numbers: Sequence[int]) -> str:
    """Return ascending numbers as text, three or more in a row as first and last: `1, 2, 4–6`."""
    written: list[str] = []
    start = 0
    for end in range(1, len(numbers) + 1):
        if end < len(numbers) and numbers[end] == numbers[end - 1] + 1:
            continue
        run = numbers[start:end]
        written += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
        start = end
    return ", ".join(written)
