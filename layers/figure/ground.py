"""The undated base map of a frame: land, relief, water, borders and the graticule."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from PIL import Image
from shapely import get_parts
from shapely.geometry import LineString

from layers import read
from layers.extent import round_step
from layers.figure.text import LEVEL, Type, put
from layers.sheet import MM_PER_POINT

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely import Geometry

    from layers.figure.ink import Ink
    from layers.figure.panel import Panel

RELIEF_DPI = 150
OWN = ("AM", "AZ")
SOURCES = "NOAA GLOBE; Natural Earth"
"""Whom the relief, the sea and the lakes are credited to."""


@cache
def basemap() -> dict[str, GeoDataFrame]:
    """Read the base map that ships with the package, once."""
    return read.basemap()


def area(page: Axes, polygon: Geometry, colour: str, opacity: float = 1.0) -> None:
    """Fill a polygon in millimetres, its holes left open."""
    rings = [polygon.exterior, *polygon.interiors]
    outline = Outline.make_compound_path(*(Outline(np.asarray(ring.coords), closed=True) for ring in rings))
    page.add_patch(PathPatch(outline, facecolor=colour, edgecolor="none", alpha=opacity, zorder=LEVEL))


def line(page: Axes, path: Geometry, colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
    """Draw a line in millimetres; width and dashes in points."""
    style = (0, dash) if dash else "solid"
    x, y = np.asarray(path.coords).T
    ends: Any = {"solid_joinstyle": "round", "dash_capstyle": "butt"}
    page.plot(x, y, color=colour, linewidth=width, linestyle=style, zorder=LEVEL, **ends)


def draw(page: Axes, panel: Panel, ink: Ink) -> None:
    """Draw the base map of a frame."""
    layers = basemap()
    for row in layers["countries"].itertuples():
        for part in panel.parts(row.geometry):
            area(page, part, ink("land" if row.iso in OWN else "neighbour"))
    _relief(page, panel)
    for name in ("sea", "lakes"):
        for part in _parts(panel, layers[name]):
            area(page, part, ink("water"))
    _lines(page, panel, [g.boundary for g in layers["lakes"].geometry], ink("shore"), 0.4)
    _lines(page, panel, layers["rivers"].geometry, ink("shore"), 0.8)
    for name in ("rayons", "provinces"):
        _lines(page, panel, [g.boundary for g in layers[name].geometry], ink("rayon"), 0.35)
    _lines(page, panel, [g.boundary for g in layers["countries"].geometry], ink("border"), 0.8, (5.0, 2.0, 1.0, 2.0))


def _parts(panel: Panel, frame: GeoDataFrame) -> list[Geometry]:
    return [part for geometry in frame.geometry for part in panel.parts(geometry)]


def _lines(
    page: Axes, panel: Panel, paths: list[Geometry], colour: str, width: float, dash: tuple[float, ...] = ()
) -> None:
    for path in paths:
        for part in panel.parts(path):
            if part.geom_type == "LineString":
                line(page, part, colour, width, dash)


@cache
def _shade() -> tuple[NDArray[np.uint8], dict[str, float]]:
    """Return the relief as an array of shape (rows, columns, 4) and its bounds in degrees."""
    folder = read.DATA / "basemap"
    bounds = json.loads((folder / "relief.json").read_text(encoding="utf-8"))["bounds"]
    with Image.open(folder / "relief.png") as image:
        return np.asarray(image.convert("RGBA")), bounds


def _relief(page: Axes, panel: Panel) -> None:
    """Lay the relief, whose rows are even in Web Mercator, into the projection of the frame."""
    frame = panel.frame
    columns, rows = (max(2, round(side / 25.4 * RELIEF_DPI)) for side in (frame.width, frame.height))
    x, y = np.meshgrid(
        frame.x + (np.arange(columns) + 0.5) * frame.width / columns,
        frame.top - (np.arange(rows) + 0.5) * frame.height / rows,
    )
    lon, lat = panel.degrees(x.ravel(), y.ravel()).T
    shade, bounds = _shade()
    north, south, here = (np.arctanh(np.sin(np.radians(v))) for v in (bounds["north"], bounds["south"], lat))
    row = (north - here) / (north - south) * shade.shape[0]
    column = (lon - bounds["west"]) / (bounds["east"] - bounds["west"]) * shade.shape[1]
    inside = (row >= 0) & (row < shade.shape[0]) & (column >= 0) & (column < shade.shape[1])
    picture = np.zeros((lon.size, 4), dtype=np.uint8)
    picture[inside] = shade[row[inside].astype(int), column[inside].astype(int)]
    extent = (frame.x, frame.right, frame.y, frame.top)
    page.imshow(picture.reshape(rows, columns, 4), extent=extent, interpolation="bilinear", aspect="auto", zorder=LEVEL)


def graticule(page: Axes, panel: Panel, ink: Ink, points: float) -> None:
    """Draw meridians and parallels, with their degrees at the lower and the left edge of the frame."""
    frame = panel.frame
    edge = np.linspace(0, 1, 50)
    ring_x = np.concatenate([frame.x + edge * frame.width] * 2 + [np.full(50, frame.x), np.full(50, frame.right)])
    ring_y = np.concatenate([np.full(50, frame.y), np.full(50, frame.top)] + [frame.y + edge * frame.height] * 2)
    lon, lat = panel.degrees(ring_x, ring_y).T
    step = _step(max(np.ptp(lon), np.ptp(lat)))
    kind = Type(points * 0.72)
    for value in np.arange(np.ceil(lon.min() / step), lon.max() / step) * step:
        path = LineString(np.column_stack([np.full(60, value), np.linspace(lat.min(), lat.max(), 60)]))
        for part in get_parts(panel.cut(panel.placed(path))):
            line(page, part, ink("muted"), 0.25, (0.8, 2.4))
            x, y = min(part.coords, key=lambda c: c[1])
            if y < frame.y + 0.05 and frame.x + 4 < x < frame.right - 4:
                put(page, x, frame.y - kind.line * 0.95, degrees(value), kind, colour=ink("muted"), align="center")
    for value in np.arange(np.ceil(lat.min() / step), lat.max() / step) * step:
        path = LineString(np.column_stack([np.linspace(lon.min(), lon.max(), 60), np.full(60, value)]))
        for part in get_parts(panel.cut(panel.placed(path))):
            line(page, part, ink("muted"), 0.25, (0.8, 2.4))
            x, y = min(part.coords)
            if x < frame.x + 0.05 and frame.y + 4 < y < frame.top - 4:
                words, left = degrees(value), frame.x - points * MM_PER_POINT * 0.3
                put(page, left, y, words, kind, colour=ink("muted"), align="center", turn=90)


def _step(span: float) -> float:
    """Return the distance of grid lines in degrees: whole parts of a degree, about four lines across."""
    steps = (1 / 12, 1 / 6, 0.25, 0.5, 1.0, 2.0)
    return min(steps, key=lambda s: abs(span / s - 4.5))


def degrees(value: float) -> str:
    """Return an angle as degrees and minutes."""
    whole, minutes = divmod(round(value * 60), 60)
    return f"{whole}°{minutes:02d}′" if minutes else f"{whole}°"


def bar_length(panel: Panel) -> float:
    """Return the length that a scale bar stands for, in metres: a round one, a quarter of the frame or less."""
    return round_step((panel.extent.east - panel.extent.west) * 0.26)
