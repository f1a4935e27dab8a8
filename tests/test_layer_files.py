"""The shipped geometry against the facts of tests/layer_facts.csv, and against its own promises."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image
from shapely.geometry import Point, shape

from layers.record.model import CRS
from layers.record.read import DATA
from layers.record.timeslice import change_days, slice_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.record.model import Feature, Record

EQUAL_AREA = "+proj=laea +lat_0=39.8 +lon_0=46.7 +datum=WGS84 +units=m"
FILES = sorted([*DATA.glob("*.geojson"), *DATA.glob("basemap/*.geojson")])
with (Path(__file__).parent / "layer_facts.csv").open(encoding="utf-8") as stream:
    FACTS = list(csv.DictReader(stream))


def facts(*kinds: str) -> list[object]:
    rows = [f for f in FACTS if f["kind"] in kinds]
    assert rows
    return [pytest.param(f, id=f"{f['kind']}-{f['subject']}") for f in rows]


@pytest.fixture(scope="module")
def rayons() -> gpd.GeoSeries:
    frame = gpd.read_file(DATA / "basemap" / "admin-az.geojson")
    return frame.set_index("name").geometry.to_crs(EQUAL_AREA)


@pytest.fixture(scope="module")
def drawn(record: Record) -> gpd.GeoDataFrame:
    return framed(record.features)


def framed(features: Iterable[Feature]) -> gpd.GeoDataFrame:
    """Return features as a table in an equal-area projection, metres."""
    columns = ("feature_id", "entity_id", "schematic", "geometry")
    rows = [{column: getattr(feature, column) for column in columns} for feature in features]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=CRS).to_crs(EQUAL_AREA)


@pytest.mark.parametrize("fact", facts("town"))
def test_town_lies_in_its_rayon(fact: dict[str, str], rayons: gpd.GeoSeries) -> None:
    town = gpd.GeoSeries([Point(float(fact["lon"]), float(fact["lat"]))], crs="EPSG:4326").to_crs(EQUAL_AREA)[0]
    assert rayons[fact["expected"]].distance(town) <= float(fact["tolerance"]) * 1000


@pytest.mark.parametrize("fact", facts("area"))
def test_rayon_has_its_published_area(fact: dict[str, str], rayons: gpd.GeoSeries) -> None:
    assert rayons[fact["subject"]].area / 1e6 == pytest.approx(
        float(fact["expected"]), rel=float(fact["tolerance"]) / 100
    )


@pytest.mark.parametrize("fact", facts("oblast"))
def test_former_oblast_has_its_official_area(fact: dict[str, str], drawn: gpd.GeoDataFrame) -> None:
    own = shapely.polygonize(list(drawn[drawn["entity_id"] == fact["subject"]].boundary))
    assert own.area / 1e6 == pytest.approx(float(fact["expected"]), rel=float(fact["tolerance"]) / 100)


@pytest.mark.parametrize("fact", facts("held"))
def test_ground_behind_the_line_of_contact_has_its_published_area(fact: dict[str, str], record: Record) -> None:
    drawn = slice_on(record, date.fromisoformat(fact["subject"])).features
    areas = [d for d in drawn if record.entities[d.feature.entity_id].group == "territory" and d.state]
    held = framed(d.feature for d in areas if d.state and d.state.status == "T_ARM").area.sum() / 1e6
    assert held == pytest.approx(float(fact["expected"]), rel=float(fact["tolerance"]) / 100)


@pytest.mark.parametrize("fact", facts("delimited"))
def test_schematic_ground_is_no_larger_than_what_was_handed_over(fact: dict[str, str], drawn: gpd.GeoDataFrame) -> None:
    own = drawn[drawn["entity_id"] == fact["subject"]].area.sum()
    assert own / 1e6 == pytest.approx(float(fact["expected"]), rel=float(fact["tolerance"]) / 100)


@pytest.mark.parametrize("fact", facts("inside", "outside"))
def test_place_lies_on_its_side_of_the_borders(fact: dict[str, str], record: Record) -> None:
    point = Point(float(fact["lon"]), float(fact["lat"]))
    here = any(f.geometry.contains(point) for f in record.features if f.entity_id == fact["subject"])
    assert here == (fact["kind"] == "inside")


@pytest.mark.parametrize("fact", facts("exclave"))
def test_country_has_its_exclave(fact: dict[str, str]) -> None:
    countries = gpd.read_file(DATA / "basemap" / "countries.geojson").set_index("iso").geometry
    here = Point(float(fact["lon"]), float(fact["lat"]))
    part = next(p for p in shapely.get_parts(countries[fact["subject"]]) if p.contains(here))
    area = gpd.GeoSeries([part], crs="EPSG:4326").to_crs(EQUAL_AREA).area[0] / 1e6
    assert area == pytest.approx(float(fact["expected"]), rel=float(fact["tolerance"]) / 100)
    assert not countries["AM" if fact["subject"] == "AZ" else "AZ"].contains(here)


@pytest.mark.parametrize("fact", facts("length", "schematic_length"))
def test_corridor_has_its_published_length(fact: dict[str, str], drawn: gpd.GeoDataFrame) -> None:
    own = drawn[(drawn["entity_id"] == fact["subject"]) & (drawn["feature_id"] != "aras_iran/julfa")]
    assert own.length.sum() / 1000 == pytest.approx(float(fact["expected"]), rel=float(fact["tolerance"]) / 100)
    if fact["kind"] == "schematic_length":
        assert own["schematic"].any(), "a length that misses 10 % must belong to a line that says it is schematic"


@pytest.mark.parametrize("fact", facts("home", "abroad"))
def test_corridor_stays_in_its_countries(fact: dict[str, str], drawn: gpd.GeoDataFrame) -> None:
    frame = gpd.read_file(DATA / "basemap" / "countries.geojson").to_crs(EQUAL_AREA)
    named = frame["iso"] == fact["expected"]
    abroad = frame[named if fact["kind"] == "abroad" else ~named].union_all()
    own = drawn[drawn["entity_id"] == fact["subject"]]
    assert own.intersection(abroad).length.sum() < 100


@pytest.mark.parametrize("fact", facts("apart"))
def test_parallel_lines_are_drawn_apart(fact: dict[str, str], drawn: gpd.GeoDataFrame) -> None:
    one, other = (drawn[drawn["entity_id"] == fact[key]].union_all() for key in ("subject", "expected"))
    together = other.intersection(one.buffer(500)).length / other.length * 100
    assert together < float(fact["tolerance"])


def test_territories_of_one_day_do_not_overlap(record: Record) -> None:
    clashes = set()
    for day in change_days(record):
        shown = (d.feature for d in slice_on(record, day).features)
        own = framed(f for f in shown if record.entities[f.entity_id].group == "territory")
        areas = own[own.geometry.geom_type.str.contains("Polygon")]
        for (one, area), (other, beside) in combinations(zip(areas["feature_id"], areas.geometry, strict=True), 2):
            if area.intersection(beside).area > 10_000:
                clashes.add((one, other))
    assert not clashes


def test_no_slivers(drawn: gpd.GeoDataFrame) -> None:
    parts = drawn.explode()
    areas = parts[parts.geometry.geom_type == "Polygon"]
    assert len(areas) > 30
    small = areas[(areas.area < 100_000) | (4 * 3.14159 * areas.area / areas.length**2 < 0.02)]
    assert list(small["feature_id"]) == []
    assert list(areas["feature_id"][areas.area / areas.length < 150]) == [], "metres: the ratio of a strip of 300 m"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_file_is_rfc_7946_and_says_whom_it_comes_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    collection = json.loads(text)
    assert collection["attribution"]
    assert collection["licence"]
    for feature in collection["features"]:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        assert not geometry.is_empty
        assert shapely.orient_polygons(geometry).equals_exact(geometry), "exterior rings run anticlockwise"
        coordinates = shapely.get_coordinates(geometry)
        assert (coordinates.round(5) == coordinates).all()


def test_every_feature_says_how_exact_it_is_and_how_it_was_got(record: Record) -> None:
    assert record.features
    for feature in record.features:
        assert feature.accuracy_m > 0
        assert min(map(len, (feature.method, feature.source, feature.licence))) > 3, feature.feature_id


def test_relief_shows_no_cells_close_up() -> None:
    with Image.open(DATA / "basemap" / "relief.png") as image:
        pixels = np.asarray(image.convert("RGBA")).astype(int)
    bounds = json.loads((DATA / "basemap" / "relief.json").read_text(encoding="utf-8"))["bounds"]
    across = (bounds["east"] - bounds["west"]) * 111_320 * np.cos(np.radians(40))
    assert across / pixels.shape[1] < 350, "metres a pixel; the heights are 700 m apart"
    tone = np.where(pixels[..., 0] < 128, -1, 1) * pixels[..., 3]
    steps = np.abs(np.diff(tone, axis=1))
    assert np.percentile(steps, 99.5) <= 27, "tones run into each other"
    assert len(np.unique(tone)) > 15


def test_base_map_is_at_most_one_megabyte() -> None:
    assert sum(p.stat().st_size for p in (DATA / "basemap").iterdir()) < 1_000_000
