"""One planar partition: areas that meet share their vertices, on every day and in every file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Point, box

from geodata.build import coverage
from layers.record.read import DATA
from layers.record.timeslice import change_days, slice_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from layers.record.model import Feature, Record

GAP = 0.005
"""Degrees, about 500 m: narrower ground between two territories is a gap."""
OUTLINES = ("countries", "admin-az", "admin-am", "sea")
"""Files of the base map that the partition makes."""


def shapes(features: Iterable[Feature]) -> list[tuple[str, BaseGeometry]]:
    """Return entity and geometry of each feature."""
    return [(f.entity_id, f.geometry) for f in features]


def territories(record: Record, day: date) -> list[BaseGeometry]:
    drawn = shapes(d.feature for d in slice_on(record, day).features)
    return [area for e, area in drawn if record.entities[e].group == "territory" and "Polygon" in area.geom_type]


def segments(geometries: Iterable[BaseGeometry]) -> set[tuple[tuple[float, float], ...]]:
    """Return the segments of outlines and lines, each once whichever way it runs."""
    lines = [g.boundary if "Polygon" in g.geom_type else g for g in geometries if g.geom_type != "Point"]
    rings = [part.coords for line in lines for part in shapely.get_parts(line)]
    return {tuple(sorted(pair)) for ring in rings for pair in pairwise(ring)}


def base(name: str) -> dict[str, BaseGeometry]:
    frame = gpd.read_file(DATA / "basemap" / f"{name}.geojson")
    keys = frame["iso" if name == "countries" else frame.columns[0]]
    return dict(zip(keys.astype(str), frame.geometry, strict=True))


@pytest.fixture(scope="module")
def areas(record: Record) -> list[BaseGeometry]:
    """Return every outline that the partition makes, and the line of contact."""
    drawn = [g for e, g in shapes(record.features) if "Polygon" in g.geom_type or e == "line_of_contact"]
    return [*drawn, *(area for name in OUTLINES for area in base(name).values())]


def test_territories_of_every_day_are_one_coverage_without_gaps(record: Record) -> None:
    countries = base("countries")
    checked = 0
    for day in change_days(record):
        own = territories(record, day)
        inside = [area for area in own if countries["AM"].covers(area)]  # positions, and an exclave of Armenia
        rest = countries["AM"].difference(shapely.coverage_union_all(inside))
        whole = np.array([*own, rest, countries["IR"]])
        assert shapely.coverage_is_valid(whole), day
        if len(own) > 10:
            assert shapely.is_empty(shapely.coverage_invalid_edges(whole, gap_width=GAP)).all(), day
            checked += 1
    assert checked > 40


def test_outlines_of_all_files_meet_only_in_vertices(areas: list[BaseGeometry]) -> None:
    once = segments(areas)
    assert len(once) > 6000
    noded = shapely.union_all(shapely.linestrings(np.array(sorted(once))))
    assert segments(shapely.get_parts(noded)) == once


def test_aras_is_the_border_line(areas: list[BaseGeometry]) -> None:
    aras = segments([base("rivers")["Aras"]])
    assert len(aras) > 500
    assert len(aras - segments(areas)) <= 6, "only where the edge of the reach that is drawn cuts it"


SQUARES = {
    "country": {"home": box(0, 0, 2, 1), "abroad": box(0, 1, 2, 2)},
    "unit": {"west": box(0, 0, 1, 1), "east": box(1, 0, 2, 1)},
}


def labelled(atoms: coverage.Partition, source: str, *point: float) -> str:
    return str(atoms.labels[source][shapely.intersects(atoms.cells, Point(point))][0])


def test_partition_labels_each_atom_by_every_source() -> None:
    atoms = coverage.partition(SQUARES | {"old": {"in": box(0.4, 0.2, 1.6, 0.8)}})
    assert shapely.coverage_is_valid(atoms.cells)
    assert atoms.area(atoms.where(country="home", unit="west", old="in")).equals(box(0.4, 0.2, 1, 0.8))
    assert atoms.area(atoms.where(unit="east")).equals(box(1, 0, 2, 1))
    assert atoms.edge(atoms.where(country="home"), atoms.where(country="abroad")).length == pytest.approx(2)


def test_border_drawn_twice_becomes_one() -> None:
    atoms = coverage.partition(SQUARES | {"old": {"in": box(0, 0, 1.01, 1)}})
    assert labelled(atoms, "old", 1.005, 0.5) == "in"
    one = coverage.settled(atoms, "old", ("country", "unit"), 1000)
    assert one.area(one.where(old="in")).equals(box(0, 0, 1, 1))
    kept = coverage.settled(atoms, "old", ("country", "unit"), 1000, [Point(1.005, 0.5)])
    assert labelled(kept, "old", 1.005, 0.5) == "in"
    assert labelled(coverage.settled(atoms, "old", ("country", "unit"), 100), "old", 1.005, 0.5) == "in"


def test_lost_ground_goes_to_a_neighbour_in_its_own_country() -> None:
    torn = SQUARES | {"unit": {"west": box(0, 0, 1, 1), "east": box(1, 0, 2, 0.99), "far": box(0, 1, 2, 2)}}
    atoms = coverage.partition(torn)
    whole = coverage.absorbed(atoms, "country", atoms.where(unit=""), 0, 0).dissolved()
    assert whole.area(whole.where(unit="east")).equals(box(1, 0, 2, 1))
    assert len(whole.cells) == 3


def test_simplifying_keeps_neighbours_together_and_far_edges_coarser() -> None:
    ring = Point(0.5, 0.5).buffer(0.3, quad_segs=64)
    atoms = coverage.partition({"country": {"home": box(0, 0, 1, 1)}, "unit": {"in": ring}})
    near = atoms.simplified(0.001, 0.1, lambda cells: cells.where(country="home"))
    far = atoms.simplified(0.001, 0.1, lambda cells: ~cells.where(country="home"))
    counts = [shapely.get_num_coordinates(p.area(p.where(unit="in"))) for p in (atoms, near, far)]
    assert counts[0] > counts[1] > counts[2]
    assert all(shapely.coverage_is_valid(p.cells) for p in (near, far))
