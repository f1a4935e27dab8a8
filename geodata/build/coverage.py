"""One planar partition of the window: every area of the record and of the base map is a union of its cells.

The outlines of all sources are noded together on one grid; the faces between them are the atoms, and each atom knows
in which area of each source it lies. Where two sources draw the same border twice, the splinters between the two go to
one side. What is left is simplified as one coverage, so that areas that meet share their vertices, on every day and
in every file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import Polygon

from geodata.build.geojson import DECIMALS
from geodata.build.metric import to_metres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

GRID = 10.0**-DECIMALS
"""Degrees: the grid of the files, so that writing moves nothing."""
Labels = dict[str, "NDArray[Any]"]


@dataclass(frozen=True)
class Partition:
    """Areas that cover the window and do not overlap.

    Attributes
    ----------
    cells
        Polygons or multipolygons in degrees, EPSG:4326.
    labels
        Source -> name of the source's area that each cell lies in, "" for none.
    """

    cells: NDArray[Any]
    labels: Labels

    def where(self, **names: str) -> NDArray[np.bool_]:
        """Return a mask of the cells that lie in all the named areas, as `where(rayon="Lachin", oblast="")`."""
        masks = [self.labels[source] == name for source, name in names.items()]
        return np.asarray(np.logical_and.reduce(masks))

    def area(self, mask: NDArray[np.bool_]) -> BaseGeometry:
        """Return the union of the masked cells; it has their vertices and no others."""
        return shapely.coverage_union_all(self.cells[mask])

    def edge(self, one: NDArray[np.bool_], other: NDArray[np.bool_]) -> BaseGeometry:
        """Return the border between two sets of cells as lines."""
        shared = shapely.intersection(self.area(one).boundary, self.area(other).boundary)
        lines = [p for p in shapely.get_parts(shared) if p.geom_type == "LineString"]
        return shapely.line_merge(shapely.union_all(lines))

    def dissolved(self) -> Partition:
        """Return the partition with one cell for each combination of labels."""
        rows = np.array([self.labels[source] for source in self.labels])
        kinds, member = np.unique(rows, axis=1, return_inverse=True)
        cells = [shapely.coverage_union_all(self.cells[member == k]) for k in range(kinds.shape[1])]
        return Partition(np.array(cells), dict(zip(self.labels, kinds, strict=True)))

    def simplified(self, tolerance: float, far: float, near: Callable[[Partition], NDArray[np.bool_]]) -> Partition:
        """Return the partition with fewer vertices: to `tolerance` all, to `far` the edges between cells not near.

        Both are degrees; the square is the area that one vertex may take with it (Visvalingam).
        """
        cells = shapely.coverage_simplify(self.cells, tolerance)
        away = ~near(self)
        cells[away] = shapely.coverage_simplify(cells[away], far, simplify_boundary=False)
        return replace(self, cells=cells)


def partition(sources: Mapping[str, Mapping[str, BaseGeometry]]) -> Partition:
    """Return the atoms between the outlines of all sources, each labelled by the areas that it lies in."""
    outlines = [area.boundary for areas in sources.values() for area in areas.values()]
    noded = shapely.union_all(outlines, grid_size=GRID)
    atoms = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    atoms = shapely.transform(atoms, lambda xy: xy.round(DECIMALS))
    return Partition(atoms, {source: _labels(atoms, areas) for source, areas in sources.items()})


def _labels(atoms: NDArray[Any], areas: Mapping[str, BaseGeometry]) -> NDArray[Any]:
    points = shapely.point_on_surface(atoms)
    x, y = shapely.get_x(points), shapely.get_y(points)
    names = np.full(len(atoms), "", dtype="U40")
    for name, area in areas.items():
        shapely.prepare(area)
        names[shapely.contains_xy(area, x, y)] = name
    return names


def settled(
    atoms: Partition, source: str, within: Sequence[str], half_width_m: float, keep: Iterable[shapely.Point] = ()
) -> Partition:
    """Give thin splinters of one source to the side on which the rest of their other areas lies.

    Parameters
    ----------
    source
        The source whose border is moved to that of the sources `within`.
    half_width_m
        An atom that a buffer of this width inwards leaves empty is a splinter, in metres.
    keep
        Points in degrees whose atoms are left as they are.
    """
    pinned = shapely.intersects(atoms.cells[:, None], np.array(list(keep), dtype=object)[None, :]).any(axis=1)
    thin = _thin(atoms.cells, half_width_m) & ~pinned
    names = atoms.labels[source].copy()
    neighbours = _Neighbours(atoms.cells)
    for i in _by_area(atoms.cells, thin):
        same = [j for j in neighbours.of(i) if all(atoms.labels[s][i] == atoms.labels[s][j] for s in within)]
        longest = neighbours.longest(i, [j for j in same if names[j] != names[i]])
        if longest is not None:
            names[i] = names[longest]
    return replace(atoms, labels=atoms.labels | {source: names})


def absorbed(
    atoms: Partition, country: str, lost: NDArray[np.bool_], half_width_m: float, smallest: float
) -> Partition:
    """Give atoms that are lost, small or thin to the neighbour with the longest common edge, inside a country.

    Parameters
    ----------
    country
        The source across whose borders no ground is given.
    lost
        Mask of atoms that none of the sources names though one of them should.
    half_width_m
        An atom that a buffer of this width inwards leaves empty is thin, in metres.
    smallest
        Square degrees below which an atom is small.
    """
    labels = {source: names.copy() for source, names in atoms.labels.items()}
    neighbours = _Neighbours(atoms.cells)
    left = lost | _thin(atoms.cells, half_width_m) | (shapely.area(atoms.cells) < smallest)
    while True:
        given = False
        for i in _by_area(atoms.cells, left):
            home = labels[country][i]
            to = neighbours.longest(i, [j for j in neighbours.of(i) if not left[j] and labels[country][j] == home])
            if to is not None:
                left[i], given = False, True
                for names in labels.values():
                    names[i] = names[to]
        if not given:
            return replace(atoms, labels=labels)


def _by_area(cells: NDArray[Any], mask: NDArray[np.bool_]) -> list[int]:
    return sorted(np.nonzero(mask)[0].tolist(), key=lambda i: (float(shapely.area(cells[i])), i))


def _thin(cells: NDArray[Any], half_width_m: float) -> NDArray[np.bool_]:
    found = np.zeros(len(cells), dtype=bool)
    for i, cell in enumerate(cells):
        metres = to_metres(Polygon(cell.exterior))
        found[i] = metres.area < half_width_m * metres.length and metres.buffer(-half_width_m).is_empty
    return found


class _Neighbours:
    """Which cells share an edge, and how long it is."""

    def __init__(self, cells: NDArray[Any]) -> None:
        self._cells = cells
        self._tree = shapely.STRtree(cells)

    def of(self, i: int) -> list[int]:
        found = self._tree.query(self._cells[i], predicate="intersects")
        return sorted(int(j) for j in found if j != i and self._shared(i, int(j)) > 0)

    def longest(self, i: int, others: list[int]) -> int | None:
        return max(others, key=lambda j: self._shared(i, j), default=None)

    def _shared(self, i: int, j: int) -> float:
        edge = shapely.intersection(self._cells[i].boundary, self._cells[j].boundary)
        return float(to_metres(edge).length)
