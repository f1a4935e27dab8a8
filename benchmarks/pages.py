"""Pages that show one record as the contenders do, each with a function `move(day)`; a day is an ISO text.

A contender shows what is drawn on a day and nothing else: no legend, no hatch, no certainty, no comparison.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Figure
from folium.plugins import TimelineSlider, TimeSliderChoropleth
from folium.plugins.timeline import Timeline
from folium.utilities import JsCode
from shapely.geometry import mapping

from layers.record.timeslice import spans
from layers.render import webmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.record.model import Record

Piece = dict[str, Any]
"""A GeoJSON feature for the days through which nothing about it changes: `start`, `end` (half-open), `fill`."""

STYLE = "f => ({color: '#555', weight: 1, fillColor: f.properties.fill, fillOpacity: 0.6})"


def style(piece: Piece) -> dict[str, Any]:
    """Return how a feature looks: STYLE in Python."""
    return {"color": "#555", "weight": 1, "fillColor": piece["properties"]["fill"], "fillOpacity": 0.6}


EPOCH = date(1970, 1, 1)


def pieces(record: Record) -> list[Piece]:
    """Return the features of a record with their days and colours, one for each status that they have."""
    known = {e: [(s.start, s.end, s.state.status) for s in spans(record, e)] for e in record.entities}
    always = [(record.profile.first_day, record.profile.last_day + timedelta(days=1), None)]
    found: list[Piece] = []
    for feature in record.features:
        told = known[feature.entity_id] if feature.entity_id in record.dated else always
        for start, end, status in told:
            first, after = max(start, feature.valid_from or start), min(end, feature.valid_to or end)
            if first < after:
                fill = (record.profile.styles[status].fill if status else None) or "#999999"
                days = {"start": first.isoformat(), "end": after.isoformat(), "fill": fill}
                number = len(found)
                geometry = mapping(feature.geometry)
                found.append({"type": "Feature", "id": number, "properties": days, "geometry": geometry})
    return found


def ours(record: Record) -> str:
    """Return the page of this map; a day is typed into its field."""
    script = """const field = document.querySelector("input.day");
    window.move = (day) => { field.value = day; field.dispatchEvent(new Event("change")); };
    const made = (done) => (document.querySelector("canvas[data-pending]") ? setTimeout(made, 1, done) : done());
    window.whole = () => new Promise(made);
    window.map = map_dated;"""
    return webmap.html(webmap.build(record)) + f"<script>{script}</script>"


def floor(_: Record) -> str:
    """Return a page with nothing on it; a day changes one letter."""
    return "<!doctype html><p>.</p><script>window.move = (day) => { document.title = day; };</script>"


def timeline(record: Record) -> str:
    """Return a page of folium's Timeline plugin."""
    page, data = plain(record), {"type": "FeatureCollection", "features": pieces(record)}
    layer = Timeline(data, style=JsCode(STYLE))
    layer.add_to(page)
    slider = TimelineSlider(auto_play=False, show_ticks=False)
    slider.add_timelines(layer).add_to(page)  # type: ignore[no-untyped-call]
    return _with_move(page, f"(day) => {slider.get_name()}.setTime(Date.parse(day))")


def choropleth(record: Record) -> str:
    """Return a page of folium's TimeSliderChoropleth, which wants each feature on each day: the first of each year."""
    shown, about = pieces(record), record.profile
    years = range(about.first_day.year + 1, about.last_day.year + 1)
    styles = {
        str(piece["id"]): {str(_seconds(date(y, 1, 1))): _look(piece, date(y, 1, 1)) for y in years} for piece in shown
    }
    page = plain(record)
    TimeSliderChoropleth(
        json.dumps({"type": "FeatureCollection", "features": shown}, allow_nan=False), styledict=styles
    ).add_to(page)
    return _with_move(
        page,
        f"""(day) => {{
        const slider = document.querySelector("input[type=range]");
        slider.value = Number(day.slice(0, 4)) - {years[0]};
        slider.dispatchEvent(new Event("input"));
    }}""",
    )


def _seconds(day: date) -> int:
    return (day - EPOCH).days * 86400


def _look(piece: Piece, day: date) -> dict[str, Any]:
    days = piece["properties"]
    return {"color": days["fill"], "opacity": 0.6 if days["start"] <= day.isoformat() < days["end"] else 0}


def leaflet(record: Record) -> str:
    """Return a page on which Leaflet draws on a canvas, and a loop asks each feature for its days."""
    page = plain(record, prefer_canvas=True)
    return _with_move(
        page,
        f"""(() => {{
        const layers = L.geoJSON({_script(pieces(record))}, {{style: {STYLE}}}).getLayers();
        return (day) => {{
            for (const layer of layers) {{
                const {{start, end}} = layer.feature.properties;
                if (start <= day && day < end) map.addLayer(layer); else map.removeLayer(layer);
            }}
        }};
    }})()""",
    )


def maplibre(record: Record) -> str:
    """Return a page on which MapLibre GL filters its layers; it has moved when it is idle."""
    west, south, east, north = record.profile.views[record.profile.default_view]
    data = _script({"type": "FeatureCollection", "features": pieces(record)})
    return f"""<!doctype html><style>html, body, #map {{ height: 100%; margin: 0 }}</style>
    <script src="https://cdn.jsdelivr.net/npm/maplibre-gl@5/dist/maplibre-gl.js"></script><div id="map"></div><script>
    const paint = {{fill: {{"fill-color": ["get", "fill"], "fill-opacity": 0.6}}, line: {{"line-color": "#555"}}}};
    const layers = ["fill", "line"].map((type) => ({{id: type, type, source: "all", paint: paint[type]}}));
    const style = {{version: 8, sources: {{all: {{type: "geojson", data: {data}}}}}, layers}};
    const bounds = [[{west}, {south}], [{east}, {north}]];
    window.map = new maplibregl.Map({{container: "map", bounds, fadeDuration: 0, style}});
    window.move = (day) => {{
        const filter = ["all", ["<=", ["get", "start"], day], [">", ["get", "end"], day]];
        for (const {{id}} of layers) map.setFilter(id, filter);
        return new Promise((done) => map.once("idle", done));
    }};
    </script>"""


def plain(record: Record, **options: Any) -> folium.Map:
    """Return a map of folium without anything on it, on the first view of a record."""
    west, south, east, north = record.profile.views[record.profile.default_view]
    page = folium.Map(tiles=None, zoom_snap=0.25, **options)
    page.fit_bounds([(south, west), (north, east)])
    return page


def _with_move(page: folium.Map, move: str) -> str:
    ready = f"addEventListener('load', () => {{ window.map = {page.get_name()}; window.move = {move}; }});"
    root = page.get_root()
    assert isinstance(root, Figure)
    root.script.add_child(folium.Element(ready))
    return str(root.render())


def _script(value: Any) -> str:
    return json.dumps(value, allow_nan=False).replace("<", "\\u003c")


MAKERS: dict[str, Callable[[Record], str]] = {
    "this map": ours,
    "an empty page": floor,
    "folium Timeline": timeline,
    "folium TimeSliderChoropleth": choropleth,
    "Leaflet canvas, filtered by date": leaflet,
    "MapLibre GL filter": maplibre,
}
"""Who shows a record -> how its page is made."""
