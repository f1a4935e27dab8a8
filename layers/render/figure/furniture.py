"""Scale bar, north arrow and locator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pyproj import Geod
from shapely import box
from shapely.geometry import Polygon

from layers.recipe.paper import MM_PER_POINT
from layers.render.figure import ground
from layers.render.figure.frame import MapFrame
from layers.render.figure.letters import Type, put

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from layers.recipe.extent import Extent
    from layers.recipe.paper import Rect
    from layers.record.model import Record
    from layers.render.figure.ink import Ink

WGS84 = Geod(ellps="WGS84")


def scale_bar(panel: MapFrame, points: float) -> tuple[float, float, float, float]:
    """Return left end, baseline, length on paper in millimetres and length on the ground in metres.

    The length on paper follows from the geodesic on WGS 84 between two points at the place of the bar.
    """
    x, y = panel.frame.x + points * MM_PER_POINT, panel.frame.y + points * MM_PER_POINT * 1.1
    metres = ground.bar_length(panel)
    (lon, lat), (lon2, lat2) = panel.degrees(np.array([x, x + 10]), np.array([y, y]))
    _, _, ten = WGS84.inv(lon, lat, lon2, lat2)
    return x, y, metres / ten * 10, metres


def draw_scale(axes: Axes, panel: MapFrame, ink: Ink, points: float) -> BaseGeometry:
    """Draw scale bar and north arrow at the lower left; return the room that they take."""
    x, y, length, metres = scale_bar(panel, points)
    size = points * MM_PER_POINT
    kind = Type(points * 0.75)
    room = box(panel.frame.x, panel.frame.y, x + length + size * 5.2, y + size * 2.3)
    ground.area(axes, room, ink("paper"), 0.82)
    for half in (0, 1):
        piece = box(x + half * length / 2, y, x + (half + 1) * length / 2, y + size * 0.35)
        ground.area(axes, piece, ink("ink" if half == 0 else "casing"))
        ground.line(axes, piece.exterior, ink("ink"), 0.5)
    for share, words in ((0, "0"), (0.5, f"{metres / 2000:g}"), (1, f"{metres / 1000:g} km")):
        put(
            axes,
            x + share * length,
            y + size * 0.65,
            words,
            kind,
            colour=ink("ink"),
            align="center" if share < 1 else "left",
        )
    _north(axes, panel, ink, x + length + size * 4.3, y + size * 0.1, size * 1.7)
    return room


def _north(axes: Axes, panel: MapFrame, ink: Ink, x: float, y: float, height: float) -> None:
    """Draw an arrow to true north, which is not up away from the central meridian."""
    lon, lat = panel.degrees(np.array([x]), np.array([y]))[0]
    up = panel.paper(np.array([lon]), np.array([lat + 0.01]))[0] - (x, y)
    up = up / np.hypot(*up) * height
    side = np.array([up[1], -up[0]]) * 0.26
    tip, foot, notch = np.array([x, y]) + up, np.array([x, y]), np.array([x, y]) + up * 0.22
    ground.area(axes, Polygon([tip, foot - side, notch]), ink("ink"))
    ground.area(axes, Polygon([tip, foot + side, notch]), ink("casing"))
    ground.line(axes, Polygon([tip, foot - side, notch, foot + side]).exterior, ink("ink"), 0.5)


def locator(axes: Axes, panel: MapFrame, record: Record, shown: Extent, ink: Ink) -> BaseGeometry:
    """Draw where the extent that is shown lies among the countries around; return the outline of it."""
    room = panel.frame
    ground.land(axes, panel, record, ink)
    ground.water(axes, panel, record, ink, "sea")
    ground.borders(axes, panel, record, ink, 0.4)
    edge = np.linspace(0, 1, 20)
    ring = (
        [(e, 0.0) for e in edge]
        + [(1.0, e) for e in edge]
        + [(1 - e, 1.0) for e in edge]
        + [(0.0, 1 - e) for e in edge]
    )
    inner = MapFrame(room, shown)
    across, along = np.array(ring).T
    degrees = inner.degrees(room.x + across * room.width, room.y + along * room.height)
    marked = panel.cut(Polygon(panel.paper(*degrees.T)))
    if isinstance(marked, Polygon) and not marked.is_empty:
        ground.line(axes, marked.exterior, ink("accent"), 1.3)
    frame(axes, room, ink)
    return marked


def frame(axes: Axes, room: Rect, ink: Ink) -> None:
    """Draw the frame of a map."""
    ground.line(axes, box(room.x, room.y, room.right, room.top).exterior, ink("muted"), 0.7)
