"""Surveyed courses of roads and railways, for whoever has an OpenStreetMap extract: `make geodata OSM=folder`.

The folder holds files as Geofabrik gives them (`armenia-latest.osm.pbf` …). Each corridor is looked for as the shortest
way along their roads or railways through its places. What is not found stays schematic, and the build says why.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import osmium
import shapely
from shapely import LineString, Point

from geodata.build.metric import to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

KINDS = {
    "railway": {"rail", "construction", "disused", "abandoned", "proposed"},
    "highway": {
        *("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "construction"),
        *("motorway_link", "trunk_link", "primary_link"),
    },
}
"""Key of a way -> values that a corridor may follow."""
ACCURACY_M = 50
"""Of a course in OpenStreetMap, metres: an estimate."""
METHOD = "Course of the road or railway in OpenStreetMap, the shortest way through the places named."
LICENCE = "ODbL-1.0"
DETOUR = 2.5
"""A course longer than this many times the schematic line is another road."""
SIMPLIFY_M = 10.0


class NoCourseError(ValueError):
    """A corridor whose course is not in the extract: between which places, and what is missing."""


@dataclass(frozen=True)
class Network:
    """The roads or railways of an extract.

    Attributes
    ----------
    files
        Names of the files read.
    metres
        Node number -> coordinates, shape (n, 2), in metres of `metric.CRS_METRES`.
    links
        Node number -> (neighbour, length in metres).
    """

    files: tuple[str, ...]
    metres: NDArray[np.float64]
    links: dict[int, list[tuple[int, float]]]

    def nearest(self, place: tuple[float, float], reach_m: float) -> int:
        """Return the node nearest to a place in degrees.

        Raises
        ------
        NoCourseError
            If none lies within `reach_m` metres.
        """
        away = np.hypot(*(self.metres - shapely.get_coordinates(to_metres(Point(place)))).T)
        found = int(np.argmin(away))
        if away[found] > reach_m:
            raise NoCourseError(f"nearest way {away[found]:.0f} m from {place}; required: within {reach_m:.0f} m")
        return found

    def path(self, start: int, end: int) -> list[int]:
        """Return the node numbers of the shortest way (Dijkstra 1959), both ends included.

        Raises
        ------
        NoCourseError
            If no way joins the two.
        """
        before: dict[int, int] = {}
        reached = {start: 0.0}
        queue = [(0.0, start)]
        while queue:
            so_far, here = heapq.heappop(queue)
            if here == end:
                return _back(before, start, end)
            if so_far > reached[here]:
                continue
            for there, length in self.links[here]:
                if so_far + length < reached.get(there, np.inf):
                    reached[there], before[there] = so_far + length, here
                    heapq.heappush(queue, (so_far + length, there))
        raise NoCourseError(f"no way joins {self._degrees(start)} and {self._degrees(end)}")

    def _degrees(self, node: int) -> tuple[float, float]:
        point = to_degrees(Point(self.metres[node]))
        return round(point.x, 5), round(point.y, 5)


def _back(before: dict[int, int], start: int, end: int) -> list[int]:
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(before[nodes[-1]])
    return nodes[::-1]


def read(folder: Path, key: str) -> Network:
    """Return the network of a folder of .osm.pbf or .osm files: `key` is "highway" or "railway".

    Raises
    ------
    ValueError
        If the folder holds no such file, or the files no such way.
    """
    files = sorted([*folder.glob("*.osm.pbf"), *folder.glob("*.osm")])
    places: dict[int, tuple[float, float]] = {}
    pairs: set[tuple[int, int]] = set()
    for file in files:
        for nodes in _ways(file, key):
            places.update(nodes)
            pairs.update(pairwise(number for number, _ in nodes))
    if not places:
        raise ValueError(f"{folder}: found {len(files)} extracts with no {key} to follow; required: *.osm.pbf or *.osm")
    number = {node: i for i, node in enumerate(places)}
    metres = shapely.get_coordinates(to_metres(LineString([*places.values(), *places.values()])))[: len(places)]
    links: dict[int, list[tuple[int, float]]] = {i: [] for i in number.values()}
    for one, other in sorted((number[a], number[b]) for a, b in pairs):
        length = float(np.hypot(*(metres[one] - metres[other])))
        links[one].append((other, length))
        links[other].append((one, length))
    return Network(tuple(f.name for f in files), metres, links)


def _ways(file: Path, key: str) -> Iterable[list[tuple[int, tuple[float, float]]]]:
    """Yield the nodes of each way that a corridor may follow: number and degrees; what the extract cuts off is left."""
    ways = osmium.FileProcessor(str(file)).with_locations()
    for way in ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY)):
        if isinstance(way, osmium.osm.Way) and way.tags.get(key) in KINDS[key]:
            yield [(n.ref, (n.location.lon, n.location.lat)) for n in way.nodes if n.location.valid()]


def course(
    network: Network, drawn: LineString, places: Sequence[tuple[float, float]], reach_m: float
) -> dict[str, Any]:
    """Return what replaces a schematic line: its fields in a layer file, and the line in degrees.

    Parameters
    ----------
    drawn
        The schematic line in degrees.
    places
        Places that the course passes within `reach_m` metres, in degrees, from its start to its end.

    Raises
    ------
    NoCourseError
        If a place is too far from the network, two are not joined, or the course is a detour.
    """
    stops = [network.nearest(place, reach_m) for place in places]
    nodes = [stops[0]]
    for one, other in pairwise(stops):
        nodes += network.path(one, other)[1:]
    if len(nodes) < 2:
        raise NoCourseError(f"all of {list(places)} are nearest to one point of the network")
    line = LineString(network.metres[nodes])
    if line.length > DETOUR * to_metres(drawn).length:
        raise NoCourseError(f"course of {line.length / 1000:.0f} km; required: at most {DETOUR} times the line drawn")
    return {
        "line": to_degrees(line.simplify(SIMPLIFY_M)),
        "accuracy_m": ACCURACY_M,
        "schematic": False,
        "method": METHOD,
        "credit": (f"© OpenStreetMap contributors, {', '.join(network.files)}", LICENCE),
    }
