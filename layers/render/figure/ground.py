"""The undated base map of a frame: land, relief, water, borders and the graticule."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from PIL import Image
from shapely import get_parts
from shapely.geometry import LineString, Polygon, box

from layers.recipe.extent import round_step
from layers.recipe.paper import MM_PER_POINT
from layers.record import basemap
from layers.render.figure.letters import LEVEL, Type, put

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.record.basemap import Basemap
    from layers.record.model import Record
    from layers.render.figure.frame import MapFrame
    from layers.render.figure.ink import Ink

RELIEF_DPI = 150
"""Dots per inch of the relief."""


def area(axes: Axes, polygon: Polygon, colour: str, opacity: float = 1.0) -> None:
    """Fill a polygon in millimetres, its holes left open."""
    rings = [polygon.exterior, *polygon.interiors]
    outline = Outline.make_compound_path(*(Outline(np.asarray(ring.coords), closed=True) for ring in rings))
    # not `add_patch`, nor `plot` for a line: they measure every curve to set limits that a sheet has already
    axes.add_artist(PathPatch(outline, facecolor=colour, edgecolor="none", alpha=opacity, zorder=LEVEL))


def line(axes: Axes, path: BaseGeometry, colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
    """Draw a line in millimetres; width and dashes in points."""
    x, y = np.asarray(path.coords).T
    ends: Any = {"solid_joinstyle": "round", "dash_capstyle": "butt"}
    axes.add_artist(
        Line2D(x, y, color=colour, linewidth=width, linestyle=(0, dash) if dash else "solid", zorder=LEVEL, **ends)
    )


def land(axes: Axes, frame: MapFrame, record: Record, ink: Ink, outline: float = 0.0) -> None:
    """Draw the countries, those of the record as land and the others paler, with an outline where it has a width."""
    about, base = record.profile.basemap, basemap.of(record)
    if about is None or base is None:
        area(axes, box(frame.frame.x, frame.frame.y, frame.frame.right, frame.frame.top), ink("land"))
        return
    for iso, geometry in zip(base.layers["countries"]["iso"], base.layers["countries"].geometry, strict=True):
        for part in frame.polygons(geometry):
            area(axes, part, ink("land" if iso in about.highlight else "neighbour"))
            if outline:
                line(axes, part.exterior, ink("border"), outline)


def sea(axes: Axes, frame: MapFrame, record: Record, ink: Ink) -> None:
    """Draw the sea of the base map, if the record has one."""
    base = basemap.of(record)
    for part in _polygons(frame, base.layers["sea"]) if base else ():
        area(axes, part, ink("water"))


def draw(axes: Axes, frame: MapFrame, record: Record, ink: Ink) -> None:
    """Draw the base map of a frame; plain land where the record has none."""
    land(axes, frame, record, ink)
    base = basemap.of(record)
    if base is None:
        return
    layers = base.layers
    _relief(axes, frame, base)
    sea(axes, frame, record, ink)
    for part in _polygons(frame, layers["lakes"]):
        area(axes, part, ink("water"))
    _lines(axes, frame, [g.boundary for g in layers["lakes"].geometry], ink("shore"), 0.4)
    _lines(axes, frame, list(layers["rivers"].geometry), ink("shore"), 0.8)
    for areas in basemap.administration(base):
        _lines(axes, frame, [g.boundary for g in areas.geometry], ink("rayon"), 0.35)
    _lines(axes, frame, [g.boundary for g in layers["countries"].geometry], ink("border"), 0.8, (5.0, 2.0, 1.0, 2.0))


def _polygons(panel: MapFrame, frame: GeoDataFrame) -> list[Polygon]:
    return [part for geometry in frame.geometry for part in panel.polygons(geometry)]


def _lines(
    axes: Axes, panel: MapFrame, paths: list[BaseGeometry], colour: str, width: float, dash: tuple[float, ...] = ()
) -> None:
    for path in paths:
        for part in panel.parts(path):
            if part.geom_type == "LineString":
                line(axes, part, colour, width, dash)


@lru_cache(maxsize=2)
def _shade(base: Basemap) -> NDArray[np.uint8]:
    """Return the relief as an array of shape (rows, columns, 4)."""
    with Image.open(base.relief) as image:
        return np.asarray(image.convert("RGBA"))


def _relief(axes: Axes, panel: MapFrame, base: Basemap) -> None:
    frame = panel.frame
    corners = (frame.x, frame.right, frame.y, frame.top)
    axes.imshow(_laid(panel, base), extent=corners, interpolation="bilinear", aspect="auto", zorder=LEVEL)


@lru_cache(maxsize=4)
def _laid(panel: MapFrame, base: Basemap) -> NDArray[np.uint8]:
    """Return the relief, whose rows are even in Web Mercator, in the projection of a frame: (rows, columns, 4)."""
    frame = panel.frame
    columns, rows = (max(2, round(side / 25.4 * RELIEF_DPI)) for side in (frame.width, frame.height))
    x, y = np.meshgrid(
        frame.x + (np.arange(columns) + 0.5) * frame.width / columns,
        frame.top - (np.arange(rows) + 0.5) * frame.height / rows,
    )
    lon, lat = panel.degrees(x.ravel(), y.ravel()).T
    shade, bounds = _shade(base), base.bounds
    north, south, here = (np.arctanh(np.sin(np.radians(v))) for v in (bounds["north"], bounds["south"], lat))
    row = (north - here) / (north - south) * shade.shape[0]
    column = (lon - bounds["west"]) / (bounds["east"] - bounds["west"]) * shade.shape[1]
    inside = (row >= 0) & (row < shade.shape[0]) & (column >= 0) & (column < shade.shape[1])
    picture = np.zeros((lon.size, 4), dtype=np.uint8)
    picture[inside] = shade[row[inside].astype(int), column[inside].astype(int)]
    return picture.reshape(rows, columns, 4)


def graticule(axes: Axes, panel: MapFrame, ink: Ink, points: float) -> None:
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
            line(axes, part, ink("muted"), 0.25, (0.8, 2.4))
            x, y = min(part.coords, key=lambda c: c[1])
            if y < frame.y + 0.05 and frame.x + 4 < x < frame.right - 4:
                put(axes, x, frame.y - kind.line * 0.95, degrees(value), kind, colour=ink("muted"), align="center")
    for value in np.arange(np.ceil(lat.min() / step), lat.max() / step) * step:
        path = LineString(np.column_stack([np.linspace(lon.min(), lon.max(), 60), np.full(60, value)]))
        for part in get_parts(panel.cut(panel.placed(path))):
            line(axes, part, ink("muted"), 0.25, (0.8, 2.4))
            x, y = min(part.coords)
            if x < frame.x + 0.05 and frame.y + 4 < y < frame.top - 4:
                words, left = degrees(value), frame.x - points * MM_PER_POINT * 0.3
                put(axes, left, y, words, kind, colour=ink("muted"), align="center", turn=90)


def _step(span: float) -> float:
    """Return the distance of grid lines in degrees: whole parts of a degree, about four lines across."""
    steps = (1 / 12, 1 / 6, 0.25, 0.5, 1.0, 2.0)
    return min(steps, key=lambda s: abs(span / s - 4.5))


def degrees(value: float) -> str:
    """Return an angle as degrees and minutes; south and west have a minus."""
    whole, minutes = divmod(round(abs(value) * 60), 60)
    sign = "−" if value < 0 and (whole or minutes) else ""
    return f"{sign}{whole}°{minutes:02d}′" if minutes else f"{sign}{whole}°"


def bar_length(panel: MapFrame) -> float:
    """Return the length that a scale bar stands for, in metres: a round one, a quarter of the frame or less."""
    return round_step((panel.extent.east - panel.extent.west) * 0.26)
