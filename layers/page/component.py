"""The bridge between the Streamlit page and the map: one map that stays alive and is told what to show.

The map runs in a sandboxed frame without the page's origin. It stands in the first answer (served.py) and is taken over
from there; a rerun sends it a few words only, and nothing that it already shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.page.permalink import Shown

HERE = Path(__file__).resolve().parent
USUAL_SIZE = (800, 660)


def dated_map(
    address: str,
    shown: Shown,
    *,
    whole: bool,
    title: str,
    say: Callable[[str], str],
    on_move: Callable[[], None],
) -> None:
    """Show the map; when a move on it has ended, `reported` tells what it shows.

    Parameters
    ----------
    address
        Where the server has the page of the map, relative to the app's.
    shown
        What the map shall show.
    whole
        Whether the page around it offers language and search, so that the map need not.
    title
        Accessible name of the frame.
    say
        Turns an interface text into the language of the page.
    on_move
        Called before the rerun that a report causes.
    """
    # `heard` numbers the last report that `shown` takes into account: an older state never overrules a newer move
    heard = (_report() or {}).get("number", 0)
    words = {
        "loading": say("The map is being loaded …"),
        "failed": say("The map could not be loaded."),
        "again": say("Try again"),
    }
    data = {"address": address, "heard": heard, "title": title, "set": _message(shown) | {"within": whole}}
    data |= {"language": shown.language, "words": words}
    _component()(key="map", data=data, height="content", on_report_change=on_move)


def find(
    *,
    label: str,
    placeholder: str,
    results: Callable[[str], list[dict[str, str]]],
    nothing: Callable[[str], str],
) -> str:
    """Show the field that finds; return the query of the address that the reader has picked, empty if none.

    Every link of class `here` on the page is picked in the same way.

    Parameters
    ----------
    label
        Accessible name of the field.
    placeholder
        What stands in the empty field.
    results
        Returns what a query finds: title, note and href of each, the last a query of the page's address.
    nothing
        Returns what is said where a query finds nothing.
    """
    query = str(getattr(st.session_state.get("find"), "query", "") or "")
    found = results(query)
    data: dict[str, Any] = {"label": label, "placeholder": placeholder, "query": query, "results": found}
    data["nothing"] = "" if found else nothing(query)
    picked = _find()(key="find", data=data, on_query_change=_nothing, on_followed_change=_nothing)
    return str(picked.followed or "").removeprefix("?")


def _nothing() -> None:
    """Leave it to the rerun that a report causes."""


def reported() -> dict[str, str]:
    """Return what the map last reported, in the words of the page's address; empty before the first move."""
    return dict((_report() or {}).get("query", {}))


def map_size() -> tuple[int, int]:
    """Return width and height of the map in CSS pixels, as it last reported; before, those on a desktop."""
    width, height = (_report() or {}).get("size", USUAL_SIZE)
    return int(width), int(height)


def _report() -> dict[str, Any] | None:
    return getattr(st.session_state.get("map"), "report", None)


@st.cache_resource
def _component() -> Any:
    return st.components.v2.component("dated_map", html="<div></div>", js=_script("component"), isolate_styles=False)


@st.cache_resource
def _find() -> Any:
    return st.components.v2.component("find", html="<div></div>", js=_script("find"), isolate_styles=False)


def _script(name: str) -> str:
    return (HERE / f"{name}.js").read_text(encoding="utf-8")


def _message(shown: Shown) -> dict[str, Any]:
    view = shown.view
    return {
        "day": shown.day.isoformat(),
        "compare": shown.compare.isoformat() if shown.compare else None,
        "layers": list(shown.layers),
        "language": shown.language,
        "party": shown.party or "",
        "mode": shown.mode.value,
        "maps": shown.maps.value,
        "select": shown.place,
        "town": shown.town,
        "event": shown.event,
        "events": shown.events,
        "view": {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None,
    }
