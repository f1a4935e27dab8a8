"""Every export, opened with a reader that is not ours."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pyogrio
import pytest
from lxml import etree

from layers.errors import LayersError, UnknownNameError
from layers.recipe import formats, recipe
from layers.recipe.formats import Family, keys
from layers.record import choice
from layers.record.timeslice import slice_on
from layers.render import artefact, export
from layers.wording import compare
from layers.wording.words import Words

if TYPE_CHECKING:
    from layers.record.model import Record

DAY = date(2022, 8, 26)


def exported(record: Record, form: str, day: date = DAY) -> bytes:
    return artefact.render(record, recipe.parse(record, {"days": day.isoformat(), "form": form}))


KML = "{http://www.opengis.net/kml/2.2}"


@pytest.mark.parametrize("form", keys(Family.DATA))
def test_same_input_gives_same_bytes(record: Record, form: str) -> None:
    assert exported(record, form) == exported(record, form)


@pytest.mark.parametrize("form", ["geojson", "gpkg", "kml", "jsonfg"])
def test_gdal_reads_crs_and_count(record: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"day.{form}"
    path.write_bytes(exported(record, form))
    found = [pyogrio.read_info(path, layer=name) for name, kind in pyogrio.list_layers(path) if kind]
    assert sum(i["features"] for i in found) == len(slice_on(record, DAY).features)
    assert {i["crs"] for i in found} == {"EPSG:4326"}


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
@pytest.mark.parametrize("day", [DAY, date(2026, 3, 12)])
def test_gdal_reads_days_as_dates_and_numbers_as_numbers(record: Record, tmp_path: Path, form: str, day: date) -> None:
    path = tmp_path / f"day.{form}"
    path.write_bytes(exported(record, form, day))
    for name, _ in [layer for layer in pyogrio.list_layers(path) if layer[1]]:
        info = pyogrio.read_info(path, layer=name)
        types = dict(zip(info["fields"], info["ogr_types"], strict=True))
        wanted = {"start_date": "OFTDate", "accuracy_m": "OFTInteger", "schematic": "OFTInteger", "status": "OFTString"}
        if form == "gpkg":  # in GeoJSON a column that is null throughout has no type
            wanted |= {"end_date": "OFTDate", "accuracy_m": "OFTInteger64"}
        assert {column: types[column] for column in wanted} == wanted, name


def test_geoparquet_reads_back(record: Record, tmp_path: Path) -> None:
    (tmp_path / "day.parquet").write_bytes(exported(record, "parquet"))
    frame = gpd.read_parquet(tmp_path / "day.parquet")
    assert frame.crs is not None
    assert frame.crs.to_epsg() == 4326
    assert frame["schematic"].dtype == bool
    assert {type(d) for d in frame["start_date"].dropna()} == {date}
    assert len(frame) == len(slice_on(record, DAY).features)


def test_csv_has_geometry_and_no_formula(record: Record, tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_bytes(exported(record, "csv"))
    frame = pyogrio.read_dataframe(tmp_path / "day.csv", GEOM_POSSIBLE_NAMES="WKT")
    assert frame.geometry.notna().all()


def test_end_date_is_the_last_day(record: Record) -> None:
    features = json.loads(exported(record, "geojson", date(2022, 8, 25)))["features"]
    town = next(f["properties"] for f in features if f["id"] == "lachin_town")
    assert (town["start_date"], town["end_date"], town["status"]) == ("2020-11-10", "2022-08-25", "T_RPK")


def test_kml_has_a_time_span_for_each_dated_feature(record: Record) -> None:
    tree = etree.fromstring(exported(record, "kml"))
    spans = [span.findtext(f"{KML}begin") for span in tree.iter(f"{KML}TimeSpan")]
    assert "2020-11-25" in spans
    assert all(text is None or date.fromisoformat(text) for text in spans)


def test_geopackage_carries_a_style_for_every_layer(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "day.gpkg"
    path.write_bytes(exported(record, "gpkg"))
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
    connection.close()
    assert {name for name, _, _ in rows} == {"polygons", "linestrings", "points"}
    for _, qml, default in rows:
        assert default
        assert etree.fromstring(qml.encode()).findall(".//category")


def test_whole_record_has_a_row_for_each_feature_and_state(record: Record) -> None:
    rows = export.timetable(Words(record, "en"), choice.all_layers(record))
    town = rows[rows["id"] == "lachin_town"].sort_values("start_date")
    own = [s for s in record.states if s.entity_id == "lachin_town" and s.according_to is None]
    assert list(town["start_date"]) == sorted(s.valid_from for s in own)


def test_difference_holds_both_statuses(record: Record) -> None:
    days = date(2020, 11, 24), date(2020, 11, 25)
    written = export.render_diff(Words(record, "en"), *days, compare.compare(record, *days))
    features = json.loads(written)["features"]
    assert [f["properties"]["entity_id"] for f in features] == ["kalbajar"]
    assert features[0]["properties"]["after"] == "Azerbaijani control"


def test_unknown_format_offers_the_nearest(record: Record) -> None:
    with pytest.raises(LayersError, match="unknown format 'geojsn'; the nearest are geojson"):
        exported(record, "geojsn")
    with pytest.raises(UnknownNameError, match="geojson"):
        formats.of_path(Path("day.geojsn"), keys(Family.DATA))


def test_every_data_format_has_a_writer() -> None:
    assert set(export.WRITERS) == set(keys(Family.DATA))
