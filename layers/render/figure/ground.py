"""The undated base map of a frame: land, relief, water, borders and the graticule."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from PIL import Image, ImageFilter
from shapely import get_parts, segmentize
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from layers.recipe.extent import round_step
from layers.recipe.paper import MM_PER_POINT
from layers.record import basemap
from layers.render.figure.letters import LEVEL, Type, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.record.basemap import Basemap, Thing
    from layers.record.model import Record
    from layers.render.figure.frame import MapFrame
    from layers.render.figure.ink import Ink

RELIEF_DPI = 150
"""Dots per inch of the relief; it is smooth, so that more would show nothing more."""
OVERSAMPLED = 1.5
"""How much finer than the picture the relief is made before it is turned into the projection, dot by dot."""
SMOOTHED = 0.9
"""How far the relief is smoothed where it is enlarged, in its own cells (one standard deviation)."""
MOST_KEPT, FRAMES_KEPT = 16 * 2**20, 2
"""The largest picture of a relief that is kept, in bytes, and how many are; that of an A5 sheet at 300 dpi has room."""


def area(axes: Axes, polygon: Polygon | MultiPolygon, colour: str, opacity: float = 1.0) -> None:
    """Fill a polygon, or several that do not overlap, in millimetres, the holes left open."""
    rings = [ring for part in get_parts(polygon) for ring in (part.exterior, *part.interiors)]
    if not rings:
        return
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


def lines(axes: Axes, paths: Sequence[BaseGeometry], colour: str, width: float, dash: tuple[float, ...] = ()) -> None:
    """Draw many lines in millimetres as one thing, which costs a tenth of as many things."""
    if not paths:
        return
    course = Outline.make_compound_path(*(Outline(np.asarray(path.coords)) for path in paths))
    ends: Any = {"joinstyle": "round", "capstyle": "butt", "linestyle": (0, dash) if dash else "solid"}
    axes.add_artist(PathPatch(course, fill=False, edgecolor=colour, linewidth=width, zorder=LEVEL, **ends))


def land(axes: Axes, panel: MapFrame, record: Record, ink: Ink) -> None:
    """Draw the countries of the record as land, and all else that the base map covers paler."""
    about, base = record.profile.basemap, basemap.of(record)
    if about is None or base is None:
        area(axes, box(panel.frame.x, panel.frame.y, panel.frame.right, panel.frame.top), ink("land"))
        return
    for part in panel.polygons(segmentize(_covered(base), 0.1)):
        area(axes, part, ink("neighbour"))
    for country, parts in placed(panel, base, "countries"):
        for part in parts if country.properties["iso"] in about.highlight else ():
            area(axes, part, ink("land"))


def water(axes: Axes, panel: MapFrame, record: Record, ink: Ink, layer: str) -> None:
    """Draw the sea or the lakes of the base map, if the record has one."""
    base = basemap.of(record)
    if base:
        area(axes, MultiPolygon([p for _, parts in placed(panel, base, layer) for p in parts]), ink("water"))


def borders(axes: Axes, panel: MapFrame, record: Record, ink: Ink, width: float, dash: tuple[float, ...] = ()) -> None:
    """Draw the borders of the countries, but not where the base map ends."""
    base = basemap.of(record)
    if base:
        _lines(axes, panel, base, "countries", ink("border"), width, dash)


def draw(axes: Axes, panel: MapFrame, record: Record, ink: Ink) -> None:
    """Draw the base map of a frame; plain land where the record has none."""
    land(axes, panel, record, ink)
    base = basemap.of(record)
    if base is None:
        return
    axes.add_artist(_Relief(axes, panel, base))
    water(axes, panel, record, ink, "sea")
    water(axes, panel, record, ink, "lakes")
    _lines(axes, panel, base, "lakes", ink("shore"), 0.4)
    _lines(axes, panel, base, "rivers", ink("shore"), 0.8)
    for name in basemap.administration(base):
        _lines(axes, panel, base, name, ink("rayon"), 0.35)
    borders(axes, panel, record, ink, 0.8, (5.0, 2.0, 1.0, 2.0))


def _covered(base: Basemap) -> Polygon:
    bounds = base.bounds
    return box(bounds["west"], bounds["south"], bounds["east"], bounds["north"])


@lru_cache(maxsize=128)
def placed(panel: MapFrame, base: Basemap, layer: str) -> tuple[tuple[Thing, tuple[Polygon, ...]], ...]:
    """Return the things of a layer of areas, each with its parts in a frame, in millimetres."""
    return tuple((thing, tuple(panel.polygons(thing.geometry))) for thing in base.layers[layer])


@lru_cache(maxsize=128)
def _courses(panel: MapFrame, base: Basemap, layer: str) -> tuple[LineString, ...]:
    """Return the lines of a layer, or the outlines of its areas, in a frame; not where the base map ends."""
    edge = _covered(base).boundary
    paths = [g.boundary.difference(edge) if g.area else g for g in (thing.geometry for thing in base.layers[layer])]
    return tuple(part for path in paths for part in panel.parts(path) if isinstance(part, LineString))


def _lines(
    axes: Axes, panel: MapFrame, base: Basemap, layer: str, colour: str, width: float, dash: tuple[float, ...] = ()
) -> None:
    lines(axes, _courses(panel, base, layer), colour, width, dash)


@lru_cache(maxsize=2)
def _shade(base: Basemap) -> Image.Image:
    """Return the relief, its colours weighted by its alpha, so that it can be smoothed."""
    with Image.open(base.relief) as image:
        return image.convert("RGBA").convert("RGBa")


class _Relief(AxesImage):
    """The relief in a frame: no day changes its pixels, so that they are kept for the next figure."""

    kept: ClassVar[dict[Any, Any]] = {}

    def __init__(self, axes: Axes, panel: MapFrame, base: Basemap) -> None:
        frame = panel.frame
        corners = (frame.x, frame.right, frame.y, frame.top)
        super().__init__(axes, extent=corners, interpolation="bilinear", resample=True, zorder=LEVEL)
        self.set_data(_laid(panel, base))
        self.of = (panel, base)

    def make_image(self, renderer: Any, magnification: float = 1.0, unsampled: bool = False) -> Any:
        """Return what the base class does: picture, place and transform."""
        key = (*self.of, magnification, unsampled, self.get_transform().get_matrix().tobytes())
        if key in self.kept:
            return self.kept[key]
        made = super().make_image(renderer, magnification, unsampled)
        if made[0].nbytes <= MOST_KEPT:
            while len(self.kept) >= FRAMES_KEPT:
                del self.kept[next(iter(self.kept))]
            self.kept[key] = made
        return made


@lru_cache(maxsize=4)
def _laid(panel: MapFrame, base: Basemap) -> NDArray[np.uint8]:
    """Return the relief, whose rows are even in Web Mercator, in the projection of a frame: (rows, columns, 4).

    The part that is shown is first made as fine as the sheet, smoothly: a cell of it is wider than a dot of the
    printer, and an editor would see it as a square.
    """
    frame = panel.frame
    columns, rows = (max(2, round(side / 25.4 * RELIEF_DPI)) for side in (frame.width, frame.height))
    x, y = np.meshgrid(
        frame.x + (np.arange(columns) + 0.5) * frame.width / columns,
        frame.top - (np.arange(rows) + 0.5) * frame.height / rows,
    )
    lon, lat = panel.degrees(x.ravel(), y.ravel()).T
    shade, bounds = _shade(base), base.bounds
    north, south, here = (np.arctanh(np.sin(np.radians(v))) for v in (bounds["north"], bounds["south"], lat))
    row = (north - here) / (north - south) * shade.height
    column = (lon - bounds["west"]) / (bounds["east"] - bounds["west"]) * shade.width
    left, right = _reach(column, shade.width)
    top, bottom = _reach(row, shade.height)
    if left >= right or top >= bottom:
        return np.zeros((rows, columns, 4), dtype=np.uint8)
    finer = OVERSAMPLED * columns / float(np.ptp(column))
    wide, high = round((right - left) * finer), round((bottom - top) * finer)
    soft = shade.crop((left, top, right, bottom)).resize((wide, high), Image.Resampling.BICUBIC)
    if finer > 1:
        soft = soft.filter(ImageFilter.GaussianBlur(SMOOTHED * finer))
    fine = np.asarray(soft.convert("RGBA"))
    down = ((row - top) / (bottom - top) * high).astype(int)
    along = ((column - left) / (right - left) * wide).astype(int)
    inside = (row >= top) & (down < high) & (column >= left) & (along < wide)
    picture = np.zeros((lon.size, 4), dtype=np.uint8)
    picture[inside] = fine[down[inside], along[inside]]
    return picture.reshape(rows, columns, 4)


def _reach(cells: NDArray[np.float64], count: int) -> tuple[int, int]:
    """Return the first cell that is shown, and the one after the last, with a margin for what smooths them."""
    return max(0, int(cells.min()) - 4), min(count, int(cells.max()) + 5)


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
