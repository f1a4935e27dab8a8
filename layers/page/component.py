"""The bridge between the Streamlit page and the map: one map that stays alive and is told what to show.

The map runs in a sandboxed frame without the page's origin. It is fetched once, from the memory of the server under
a name made from its content; a rerun sends it a few words only, and nothing that it already shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime import get_instance

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.page.permalink import Shown

HERE = Path(__file__).resolve().parent
USUAL_SIZE = (800, 660)


def publish(page: bytes) -> str:
    """Let Streamlit serve the page of the map from memory; return its address, relative to the app's.

    Call it in every rerun: what no session asked for in its last one is forgotten.
    """
    return get_instance().media_file_mgr.add(page, "text/html", "dated map").removeprefix("/")


def dated_map(
    address: str,
    shown: Shown,
    *,
    height: int,
    title: str,
    say: Callable[[str], str],
    on_move: Callable[[], None],
) -> None:
    """Show the map; when a move on it has ended, `reported` tells what it shows.

    Parameters
    ----------
    address
        What `publish` returned.
    shown
        What the map shall show.
    height
        Height in CSS pixels on a desktop; a phone gets less.
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
    data = {"address": address, "heard": heard, "height": height, "title": title, "set": _message(shown)}
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
