"""The rayons of Azerbaijan: vectorised from a raster map, georeferenced on the international border.

The raster (kgeography-data, one colour a rayon) has no georeference. Its outline is matched with the
OpenStreetMap border: a ten-parameter polynomial by iterated closest points, then a smoothed thin-plate spline on
what is left. Rayons are grown beyond their drawn edge and cut with the border, so that the outer edge is
OpenStreetMap's and inner edges stay shared.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from scipy.interpolate import RBFInterpolator
from scipy.ndimage import distance_transform_edt, gaussian_filter1d
from scipy.spatial import cKDTree
from shapely import LineString, MultiPolygon, Polygon

from geodata.build import borders
from geodata.build.packages import KGEOGRAPHY, path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]

ATTRIBUTION = (
    "Rayon borders after Laurent Garnier's map in KGeography (kgeography-data 22.12.3), outer edge "
    + borders.ATTRIBUTION
)
LICENCE = "GPL-2.0-or-later AND ODbL-1.0"
OUTSIDE = -1
_FOLDER = "usr/share/kgeography/"
MERGED = {
    "Shusha city": "Shusha",
    "Khankendi city": "Khojali",
    "Lankaran city": "Lankaran",
    "Shaki city": "Shaki",
    "Yevlakh city": "Yevlakh",
    "Mingachevir city": "Yevlakh",
    "Naftalan city": "Goranboy",
    "Ganja city": "Goygol",
}
"""Cities that the raster draws as a few pixels go with the rayon around them."""
LAT0 = 40.0
WARP_REACH = 12.0
"""Pixels (about 8 km) over which the local warp fades inwards; inside, the polynomial alone fits towns best."""


def _divisions() -> dict[str, tuple[int, ...]]:
    """Return the divisions of the raster and their colours."""
    found = ET.parse(path(KGEOGRAPHY, _FOLDER + "azerbaijan.kgm")).getroot().findall("division")
    channels = ("red", "green", "blue")
    return {d.findtext("name") or "": tuple(int(d.findtext(f"color/{c}") or 0) for c in channels) for d in found}


@cache
def _pixels() -> NDArray[np.int_]:
    return np.asarray(Image.open(path(KGEOGRAPHY, _FOLDER + "azerbaijan.png")).convert("RGB")).astype(int)


def drawn(name: str) -> BaseGeometry:
    """Return, in degrees, one area as the raster draws it, with half of the line around it."""
    return shapely.transform(_boxes((_pixels() == _divisions()[name]).all(axis=2)).buffer(0.5), georeference())


@cache
def raster() -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the class of each pixel and the names of the classes; borders are given to the nearest class."""
    names: list[str] = []
    classes = np.full(_pixels().shape[:2], OUTSIDE - 1, dtype=np.int32)
    for name, colour in _divisions().items():
        here = (_pixels() == colour).all(axis=2)
        if name == "Frontier":
            continue
        if name in ("Water", "Not Azerbaijan"):
            classes[here] = OUTSIDE
            continue
        name = MERGED.get(name, name)
        if name not in names:
            names.append(name)
        classes[here] = names.index(name)
    return _nearest(classes, classes == OUTSIDE - 1), tuple(names)


def _nearest(classes: NDArray[np.int32], unknown: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Fill the unknown pixels with the class of the nearest known one."""
    rows, columns = distance_transform_edt(unknown, return_distances=False, return_indices=True)
    filled: NDArray[np.int32] = classes[rows, columns]
    return filled


def _boxes(mask: NDArray[np.bool_]) -> BaseGeometry:
    """Return the area of the pixels that are set, in pixel units with y downwards."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    rows, starts = np.nonzero(np.diff(padded, axis=1) == 1)
    _, ends = np.nonzero(np.diff(padded, axis=1) == -1)
    return shapely.union_all(shapely.box(starts, rows, ends, rows + 1))


def _outline(polygon: BaseGeometry, step: float) -> Points:
    """Return points along the outer ring(s), `step` apart."""
    lines = [LineString(p.exterior) for p in shapely.get_parts(polygon)]
    return np.concatenate([shapely.get_coordinates(shapely.segmentize(line, step)) for line in lines])


def _big_parts(area: BaseGeometry, smallest: float) -> list[Polygon]:
    parts = [p for p in shapely.get_parts(area) if p.area > smallest]
    return sorted(parts, key=lambda p: -p.area)


@cache
def _matched() -> tuple[Points, Points]:
    """Return border points in pixels and in degrees that lie on land borders, not yet paired."""
    classes, _ = raster()
    inside = _big_parts(_boxes(classes != OUTSIDE), 2000)[:2]
    pixel = np.concatenate([_outline(p, 1.0) for p in inside])
    degree = np.concatenate([_outline(p, 0.004) for p in borders.azerbaijan()])
    on_land = shapely.contains_xy(borders.land().buffer(-0.02), degree[:, 0], degree[:, 1])
    return pixel, degree[on_land]


def _terms(xy: Points) -> Points:
    """Return the polynomial terms 1, x, y, xy, x², y² of points scaled to about one."""
    x, y = (xy[:, 0] - 375) / 375, (xy[:, 1] - 300) / 300
    return np.column_stack([np.ones_like(x), x, y, x * y, x * x, y * y])


def _start(xy: Points) -> Points:
    """Return the first guess: 127 px a degree of longitude, 168 px a degree of latitude."""
    return np.column_stack([44.77 + xy[:, 0] / 127.0, 41.95 - xy[:, 1] / 168.0])


def _scaled(degrees: Points) -> Points:
    """Return degrees with longitude shrunk to the length of latitude, for distances."""
    scaled: Points = degrees * [np.cos(np.radians(LAT0)), 1.0]
    return scaled


def _pairs(guess: Points, degree: Points, reach: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return mutual nearest pairs of guessed and true border points within `reach` degrees of latitude."""
    a, b = _scaled(guess), _scaled(degree)
    distance, to_b = cKDTree(b).query(a)
    _, to_a = cKDTree(a).query(b)
    mutual = (np.abs(to_a[to_b] - np.arange(len(a))) <= 4) & (distance < reach)
    index = np.nonzero(mutual)[0]
    return index, to_b[index]


class Georeference:
    """The map from pixels to degrees: a polynomial and a smoothed thin-plate spline on its residuals."""

    def __init__(self) -> None:
        pixel, degree = _matched()
        guess = _start(pixel)
        for reach in (0.4, 0.25, 0.15, 0.1, 0.07, 0.05, 0.04, 0.03, 0.03, 0.03):
            here, there = _pairs(guess, degree, reach)
            self._coefficients = np.linalg.lstsq(_terms(pixel[here]), degree[there], rcond=None)[0]
            guess = _terms(pixel) @ self._coefficients
        self._warp = self._spline(pixel, degree, guess)
        self._border = cKDTree(pixel)

    def _spline(self, pixel: Points, degree: Points, guess: Points) -> RBFInterpolator:
        here, there = _pairs(guess, degree, 0.03)
        here, there = here[::6], there[::6]
        residual = degree[there] - guess[here]
        return RBFInterpolator(pixel[here], residual, smoothing=4.0, kernel="thin_plate_spline")

    def __call__(self, pixels: Points) -> Points:
        """Return longitude and latitude in degrees, to 7 decimals so that equal pixels stay equal."""
        flat: Points = _terms(pixels) @ self._coefficients
        from_border, _ = self._border.query(pixels)
        weight = np.exp(-((from_border / WARP_REACH) ** 2))[:, None]
        degrees: Points = np.round(flat + weight * self._warp(pixels), 7)
        return degrees

    def residual_m(self) -> tuple[float, float]:
        """Return the mean and the 95th percentile, in metres, of the border's distance from OpenStreetMap's."""
        pixel, degree = _matched()
        distance, _ = cKDTree(_scaled(degree)).query(_scaled(self(pixel)))
        near = distance[distance < 0.05] * 111_000
        return float(near.mean()), float(np.percentile(near, 95))


@cache
def georeference() -> Georeference:
    """Return the one georeference."""
    return Georeference()


def _smooth(line: LineString, sigma: float = 1.2) -> LineString:
    """Return a line in pixels without the staircase; its ends stay where they are."""
    points = shapely.get_coordinates(shapely.segmentize(line, 0.5))
    if len(points) < 8:
        return line
    closed = line.is_ring
    mode = "wrap" if closed else "nearest"
    body = points[:-1] if closed else points
    smooth = gaussian_filter1d(body, sigma * 2, axis=0, mode=mode)
    if closed:
        return LineString(np.vstack([smooth, smooth[:1]]))
    fade = np.minimum(np.arange(len(body)), np.arange(len(body))[::-1])[:, None] / (sigma * 4)
    weight = np.clip(fade, 0, 1)
    return LineString(smooth * weight + body * (1 - weight))


def _arcs(classes: NDArray[np.int32], names: tuple[str, ...]) -> list[LineString]:
    """Return the shared edges between classes as lines from node to node, in pixels."""
    areas = [_boxes(classes == k) for k in range(len(names))]
    noded = shapely.union_all([area.boundary for area in areas])
    return [line for line in shapely.get_parts(shapely.line_merge(noded)) if isinstance(line, LineString)]


def _polygonized(arcs: Iterable[LineString], classes: NDArray[np.int32]) -> dict[int, list[Polygon]]:
    """Return the faces between the arcs, in pixels, by the class that lies inside."""
    found: dict[int, list[Polygon]] = {}
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(list(arcs))))):
        point = face.representative_point()
        row, column = int(point.y), int(point.x)
        if 0 <= row < classes.shape[0] and 0 <= column < classes.shape[1]:
            found.setdefault(int(classes[row, column]), []).append(face)
    return found


@cache
def rayons() -> dict[str, MultiPolygon]:
    """Return every rayon by its English name in the raster, in degrees; neighbours share their edges."""
    classes, names = raster()
    reach = distance_transform_edt(classes == OUTSIDE)
    grown = _nearest(classes, (classes == OUTSIDE) & (reach < 40))
    grown[reach >= 40] = OUTSIDE
    found = _polygonized([_smooth(a) for a in _arcs(grown, names)], grown)
    to_degrees = georeference()
    main, nakhchivan = (p.intersection(borders.land()) for p in borders.azerbaijan())
    result = {}
    for k, faces in found.items():
        if k == OUTSIDE:
            continue
        area = shapely.transform(shapely.union_all(faces), to_degrees)
        home = nakhchivan if names[k] in NAKHCHIVAN else main
        result[names[k]] = _only_areas(shapely.make_valid(area).intersection(home))
    return result


def _only_areas(geometry: BaseGeometry, smallest: float = 2e-5) -> MultiPolygon:
    """Return the polygons of a geometry; splinters of less than about 0.2 km² are dropped."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(geometry)) if isinstance(p, Polygon)]
    return MultiPolygon([p for p in parts if p.area > smallest])


NAKHCHIVAN = ("Babek", "Julfa", "Kangarli", "Nakhichevan City", "Ordubad", "Sadarak", "Shakhbuz", "Sharur")
