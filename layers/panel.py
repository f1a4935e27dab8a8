"""What stands beside the map: the status table of a day, what changed last and next, the events of a month."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import TYPE_CHECKING

from layers import escape, style, words
from layers.compare import rows
from layers.model import Certainty, Group
from layers.timeslice import certainty, change_days, diff, slice_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.model import Event, Record, State
    from layers.style import Style
    from layers.timeslice import Slice


def status_table(record: Record, on_day: Slice, shown: Sequence[str], language: str = "en") -> str:
    """Return the states of a day as an HTML table, grouped by layer; `shown` are the layers that are on."""
    labels = words.layers(record, language)
    order = list(Group)
    states = [s for s in on_day.states if record.entities[s.entity_id].layer in shown]
    states.sort(key=lambda s: (order.index(record.entities[s.entity_id].group), shown.index(_layer(record, s))))
    body = "".join(
        f'<tr><th colspan="3" scope="rowgroup">{escape.html(labels[layer])}</th></tr>'
        + "".join(_row(record, s, on_day.day, language) for s in group)
        for layer, group in groupby(states, key=lambda s: _layer(record, s))
    )
    return f'<table class="states"><tbody>{body}</tbody></table>'


def _layer(record: Record, state: State) -> str:
    return record.entities[state.entity_id].layer


def _row(record: Record, state: State, day: date, language: str) -> str:
    sure = certainty(state, day, record.reviewed_through)
    mark = "" if sure is Certainty.CERTAIN else f" ({words.text(sure, language)})"
    cells = (
        escape.html(words.title(record, state.entity_id, language)),
        swatch(style.STYLES[state.status], sure) + escape.html(words.status(record, state.status, language) + mark),
        escape.html(words.interval(state, language, short=True)),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def swatch(look: Style, sure: Certainty = Certainty.CERTAIN) -> str:
    """Return a small picture of a style as an HTML image."""
    opacity = {
        Certainty.CERTAIN: style.CERTAIN_OPACITY,
        Certainty.POSSIBLE: style.POSSIBLE_OPACITY,
        Certainty.NOT_REVIEWED: style.NOT_REVIEWED_OPACITY,
    }[sure]
    dash = " ".join(map(str, look.dash))
    if look.fill:
        second = f'<path d="M12 2H23V13H12Z" fill="{look.hatch_colour}"/>' if look.hatch_colour else ""
        drawn = f'<rect x="1" y="2" width="22" height="11" fill="{look.fill}"/>{second}'
        outline = f'<rect x="1" y="2" width="22" height="11" fill="none" stroke="{look.stroke}"/>'
        return _image(f'<g opacity="{opacity}">{drawn}</g>{outline}')
    ticks = f'<path d="M5 3V12M12 3V12M19 3V12" stroke="{look.stroke}"/>' if look.ticks else ""
    line = f'<path d="M0 7.5H24" stroke="{look.stroke}" stroke-width="{min(look.width, 3)}" stroke-dasharray="{dash}"/>'
    return _image(line + ticks)


def _image(drawing: str) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="15">{drawing}</svg>'
    return f'<img alt="" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"> '


def last_and_next(record: Record, day: date) -> tuple[date | None, date | None]:
    """Return the last change day up to `day`, inclusive, and the first one after it."""
    days = change_days(record)
    return next((d for d in reversed(days) if d <= day), None), next((d for d in days if d > day), None)


def change_words(record: Record, day: date, language: str = "en") -> list[str]:
    """Return what differs between a change day and its eve, one line an entity."""
    changes = diff(slice_on(record, words.last_day(day)), slice_on(record, day))
    return [f"{r['title']}: {r['before']} → {r['after']}" for r in rows(record, changes, language)]


def events_of_month(record: Record, day: date) -> tuple[Event, ...]:
    """Return the events of the month in which a day lies, in order."""
    same = (e for e in record.events if (e.day.year, e.day.month) == (day.year, day.month))
    return tuple(sorted(same, key=lambda e: e.day))
