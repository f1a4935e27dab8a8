"""Surveyed courses from an OpenStreetMap extract, on a tiny one made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import osmium
import pytest
import shapely
from shapely import LineString

from geodata.build import survey

if TYPE_CHECKING:
    from pathlib import Path

NODES = {
    1: (46.00, 39.50),
    2: (46.05, 39.55),
    3: (46.10, 39.50),
    4: (46.15, 39.55),
    5: (46.20, 39.50),
    6: (46.10, 39.20),
    7: (46.60, 39.50),
    8: (46.70, 39.50),
}
WAYS = {
    10: ({"highway": "primary"}, [1, 2, 3]),
    11: ({"highway": "tertiary"}, [3, 4, 5]),
    12: ({"highway": "primary"}, [1, 6, 5]),
    13: ({"highway": "footway"}, [1, 3, 5]),
    14: ({"railway": "disused"}, [1, 5]),
    15: ({"highway": "trunk"}, [7, 8]),
}
DRAWN = LineString([NODES[1], NODES[5]])


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    with osmium.SimpleWriter(str(tmp_path / "tiny.osm.pbf")) as writer:
        for number, place in NODES.items():
            writer.add_node(osmium.osm.mutable.Node(id=number, location=place))
        for number, (tags, nodes) in WAYS.items():
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags))
    return tmp_path


def test_course_is_the_shortest_way_along_roads(extract: Path) -> None:
    found = survey.course(survey.read(extract, "highway"), DRAWN, [NODES[1], NODES[5]], 500)
    wanted = LineString([NODES[n] for n in (1, 2, 3, 4, 5)])
    assert shapely.equals_exact(found["line"], wanted, 1e-6)
    assert found["schematic"] is False
    assert found["accuracy_m"] == survey.ACCURACY_M
    assert found["credit"] == ("© OpenStreetMap contributors, tiny.osm.pbf", "ODbL-1.0")


def test_course_passes_the_places_between_its_ends(extract: Path) -> None:
    found = survey.course(
        survey.read(extract, "highway"), DRAWN.buffer(0.3).exterior, [NODES[n] for n in (1, 6, 5)], 500
    )
    assert [tuple(round(v, 6) for v in c) for c in found["line"].coords] == [NODES[n] for n in (1, 6, 5)]


def test_course_of_a_railway_keeps_to_rails(extract: Path) -> None:
    found = survey.course(survey.read(extract, "railway"), DRAWN, [NODES[1], NODES[5]], 500)
    assert shapely.equals_exact(found["line"], DRAWN, 1e-6)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([NODES[1], (46.9, 39.9)], "required: within 500 m"),
        ([NODES[1], NODES[8]], "no way joins (46.0, 39.5) and (46.7, 39.5)"),
        ([NODES[1], (46.001, 39.5)], "nearest to one point"),
        ([NODES[n] for n in (1, 5, 1, 5)], "at most 2.5 times"),
    ],
    ids=["too-far", "not-joined", "one-point", "detour"],
)
def test_course_that_is_not_there_is_named(extract: Path, places: list[tuple[float, float]], said: str) -> None:
    with pytest.raises(survey.NoCourseError) as raised:
        survey.course(survey.read(extract, "highway"), DRAWN, places, 500)
    assert said in str(raised.value)


def test_plain_xml_is_read_too(extract: Path) -> None:
    text = '<osm version="0.6"><node id="21" lat="39.5" lon="46.2"/><node id="22" lat="39.5" lon="46.6"/>{}</osm>'
    link = '<way id="23"><nd ref="5"/><nd ref="21"/><nd ref="22"/><nd ref="7"/><tag k="highway" v="primary"/></way>'
    (extract / "link.osm").write_text(text.format(link))
    network = survey.read(extract, "highway")
    assert network.files == ("link.osm", "tiny.osm.pbf")
    assert len(network.metres) == len(NODES) + 2


def test_folder_without_an_extract_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"found 0 extracts with no highway to follow; required: \*.osm.pbf"):
        survey.read(tmp_path, "highway")
