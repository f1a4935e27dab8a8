"""Tables around the map: the states of a day, and what differs between two."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import TYPE_CHECKING

from layers import escape
from layers.page import links
from layers.record import style
from layers.record.model import Certainty
from layers.record.timeslice import certainty
from layers.wording.compare import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.record.model import State
    from layers.record.style import Style
    from layers.record.timeslice import Change, Slice
    from layers.wording.words import Words


def status_table(words: Words, on_day: Slice, shown: Sequence[str], base: str) -> str:
    """Return the states of a day as an HTML table, grouped by layer, each row a link to the card of its place.

    `shown` are the layers that are on, `base` is the query of the page without a place.
    """
    record, labels = words.record, words.layers()
    entities, about = record.entities, record.profile
    states = [s for s in on_day.states if entities[s.entity_id].layer in shown]
    states.sort(key=lambda s: (about.rank(entities[s.entity_id].group), shown.index(entities[s.entity_id].layer)))
    body = "".join(
        f'<tr><th colspan="2" scope="rowgroup">{escape.html(labels[layer])}</th></tr>'
        + "".join(_row(words, s, on_day.day, base) for s in group)
        for layer, group in groupby(states, key=lambda s: entities[s.entity_id].layer)
    )
    caption = words.say("Status of each place on {day}; a row opens its card.").format(day=words.day(on_day.day))
    caption += f" {words.as_stated_by(on_day.according_to)}." if on_day.according_to else ""
    return f'<table class="states"><caption>{escape.html(caption)}</caption><tbody>{body}</tbody></table>'


def _row(words: Words, state: State, day: date, base: str) -> str:
    about = words.record.profile
    sure = certainty(state, day, about.reviewed_through)
    marks = [words.say(sure)] if sure is not Certainty.CERTAIN else []
    marks += [words.according_to(state.according_to)] if state.according_to else []
    mark = f" ({', '.join(marks)})" if marks else ""
    days = escape.html(words.interval(state, short=True))
    cells = (
        links.link(f"{base}&place={state.entity_id}", escape.html(words.title(state.entity_id)))
        + f"<br><small>{days}</small>",
        swatch(about.styles[state.status], sure) + escape.html(words.status(state.status) + mark),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def swatch(look: Style, sure: Certainty = Certainty.CERTAIN) -> str:
    """Return a small picture of a style as an HTML image."""
    opacity = style.OPACITY[sure]
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


def change_table(words: Words, changes: tuple[Change, ...], base: str) -> str:
    """Return what differs between two days as an HTML table, each row a link; `base` is the query without a place."""
    say, looks = words.say, words.record.profile.styles
    heads = (say("Place or road"), say("Before"), say("After"), say("Since"), say("By agreement"))
    head = "".join(f'<th scope="col">{escape.html(h)}</th>' for h in heads)
    body = []
    for change, r in zip(changes, rows(words, changes), strict=True):
        marks = [swatch(looks[s.status]) if s else "" for s in (change.before, change.after)]
        since = words.boundary(change.after.valid_from, change.after.edtf_from) if change.after else ""
        cells = [
            links.link(f"{base}&place={change.entity_id}", escape.html(r["title"])),
            marks[0] + escape.html(r["before"]),
            marks[1] + escape.html(r["after"]),
            escape.html(since),
            escape.html(say(r["by_agreement"])),
        ]
        body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f'<table class="states changes"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
