"""Every export, opened with a reader that is not ours; what QGIS and others make of it stands in tests/clients."""

from __future__ import annotations

import csv
import io
import json
import resource
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import geopandas as gpd
import pyogrio
import pytest
from lxml import etree
from pyarrow import parquet

from layers.errors import LayersError, ReadError, UnknownNameError
from layers.recipe import formats, recipe
from layers.recipe.formats import Family, keys
from layers.record import choice
from layers.record.model import Certainty
from layers.record.timeslice import certainty, last_day, slice_on
from layers.render import artefact, export, report
from layers.render.export import back, columns, rows
from layers.wording import compare
from layers.wording.words import Words
from tests.conftest import ROOT

if TYPE_CHECKING:
    from layers.record.model import Record

DAY = date(2022, 8, 26)


def exported(record: Record, form: str, day: date | None = DAY, language: str = "en") -> bytes:
    """Return an export of a day, or of the whole record."""
    days = day.isoformat() if day else None
    return artefact.render(record, recipe.parse(record, {"days": days, "form": form, "language": language}))


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
    assert frame.crs == "EPSG:4326"
    assert frame["schematic"].dtype == bool
    assert {type(d) for d in frame["start_date"].dropna()} == {date}
    assert len(frame) == len(slice_on(record, DAY).features)


def test_geoparquet_says_its_version(record: Record, tmp_path: Path) -> None:
    (tmp_path / "day.parquet").write_bytes(exported(record, "parquet"))
    told = json.loads(parquet.read_schema(tmp_path / "day.parquet").metadata[b"geo"])
    assert told["version"] == columns.GEOPARQUET
    assert f"| GeoParquet | version {columns.GEOPARQUET} |" in (ROOT / "docs" / "files.md").read_text(encoding="utf-8")


def test_csv_has_geometry_and_the_mark_by_which_excel_knows_utf_8(record: Record, tmp_path: Path) -> None:
    written = exported(record, "csv", language="az")
    assert written.startswith(b"\xef\xbb\xbf")
    (tmp_path / "day.csv").write_bytes(written)
    frame = pyogrio.read_dataframe(tmp_path / "day.csv", GEOM_POSSIBLE_NAMES="WKT")
    assert frame.geometry.notna().all()
    assert frame.columns[0] == "id"
    assert any("Ağdam" in title for title in frame["title"])


def test_csv_has_no_formula_and_no_empty_part(record: Record) -> None:
    sources = {key: replace(s, title="", day="", publisher="=1+1") for key, s in record.sources.items()}
    told = exported(replace(record, sources=sources), "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert any(cell.startswith("'=1+1 <https://") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) or ", ," in cell]


def test_end_date_is_the_last_day(record: Record) -> None:
    features = json.loads(exported(record, "geojson", date(2022, 8, 25)))["features"]
    town = next(f["properties"] for f in features if f["id"] == "lachin_town")
    assert (town["start_date"], town["end_date"], town["status"]) == ("2020-11-10", "2022-08-25", "T_RPK")


@pytest.fixture(scope="module")
def kml(record: Record) -> etree._Element:
    return etree.fromstring(exported(record, "kml", None))


def test_kml_is_valid_against_the_schema_of_the_ogc(kml: etree._Element) -> None:
    package = find_spec("fastkml")
    assert package
    assert package.origin
    schema = etree.XMLSchema(etree.parse(Path(package.origin).parent / "schema" / "ogckml22.xsd"))
    assert schema.validate(kml), schema.error_log


def test_kml_spans_meet_without_a_gap_or_a_common_day(record: Record, kml: etree._Element) -> None:
    found = {
        (
            mark.findtext(f".//{KML}Data[@name='id']/{KML}value"),
            span.findtext(f"{KML}begin"),
            span.findtext(f"{KML}end"),
        )
        for mark in kml.iter(f"{KML}Placemark")
        for span in mark.iter(f"{KML}TimeSpan")
    }
    assert ("kalbajar", "2020-11-10", "2020-11-25") in found
    assert ("kalbajar", "2020-11-25", "2026-03-13") in found
    assert ("kalbajar", "2026-03-13", None) in found, "the days after the review"
    town = sorted((begin, end) for name, begin, end in found if name == "lachin_town")
    assert len(town) > 3
    assert [end for _, end in town[:-1]] == [begin for begin, _ in town[1:]]


def test_kml_shows_each_day_what_the_record_says_of_it_and_how_surely(record: Record, kml: etree._Element) -> None:
    placed = [(shown(mark), span_of(mark)) for mark in kml.iter(f"{KML}Placemark")]
    edges = {d for s in record.states for d in (s.valid_from, s.valid_to, s.start.latest, s.end.earliest) if d}
    seen = set()
    for day in sorted(edge + timedelta(days=by) for edge in edges for by in (-1, 0) if edge > record.profile.first_day):
        drawn = {
            (d.feature.feature_id, d.state.status, d.certainty.value if d.certainty else "")
            for d in slice_on(record, day).features
            if d.state
        }
        held = {what for what, (begin, end) in placed if what[1] and begin <= day.isoformat() < end}
        assert held == drawn, day
        seen |= {certainty for _, _, certainty in drawn}
    assert seen == {"certain", "possible"}


def shown(mark: etree._Element) -> tuple[str, ...]:
    """Return id, status and certainty of a placemark, after seeing that its style is that of both."""
    values = {d.get("name"): d.findtext(f"{KML}value") or "" for d in mark.iter(f"{KML}Data")}
    wanted = f"#status.{values['status']}" + (".possible" if values["certainty"] == "possible" else "")
    assert (mark.findtext(f"{KML}styleUrl") or "").startswith(wanted)
    return values["id"], values["status"], values["certainty"]


def span_of(mark: etree._Element) -> tuple[str, str]:
    span = f"{KML}TimeSpan/{KML}"
    return mark.findtext(f"{span}begin") or "", mark.findtext(f"{span}end") or "9999"


def test_kml_draws_possible_days_paler_and_says_why(kml: etree._Element) -> None:
    colours = {s.get("id"): s.findtext(f"{KML}PolyStyle/{KML}color") or "" for s in kml.iter(f"{KML}Style")}
    pairs = [
        (colours[name.removesuffix(".possible")], colour)
        for name, colour in colours.items()
        if name and name.endswith(".possible")
    ]
    assert pairs
    for certain, possible in pairs:
        assert certain[2:] == possible[2:]
        assert int(possible[:2], 16) / int(certain[:2], 16) == pytest.approx(0.45 / 0.78, abs=0.02)
    doubtful = [m for m in kml.iter(f"{KML}Placemark") if (m.findtext(f"{KML}styleUrl") or "").endswith(".possible")]
    assert all("not known to the day" in (m.findtext(f"{KML}description") or "") for m in doubtful)


def test_certain_days_of_the_whole_record_are_those_of_the_map(record: Record) -> None:
    told = json.loads(exported(record, "geojson", None))["features"]
    states = {(s.entity_id, str(s.valid_from)): s for s in record.states if s.according_to is None}
    doubtful = 0
    for row in (f["properties"] for f in told):
        state = states.get((row["entity_id"], row["start_date"]))
        if state and row["end_date"] and row["end_date"] == str(last_day(state.valid_to or date.max)):
            day, end = (date.fromisoformat(row[key]) for key in ("start_date", "end_date"))
            while day <= end:
                sure = bool(row["certain_from"]) and row["certain_from"] <= str(day) <= (row["certain_to"] or "9999")
                assert sure is (certainty(state, day, date.max) is Certainty.CERTAIN), (row["id"], day)
                doubtful, day = doubtful + (not sure), day + timedelta(days=1)
    assert doubtful > 100


def test_kml_names_styles_and_links_each_placemark(record: Record, kml: etree._Element) -> None:
    styles = {s.get("id"): s.findtext(f"{KML}PolyStyle/{KML}color") for s in kml.iter(f"{KML}Style")}
    used = {mark.findtext(f"{KML}styleUrl") for mark in kml.iter(f"{KML}Placemark")}
    assert {f"#{name}" for name in styles} == used
    looks = [
        styles[f"status.{code}"] for code, s in record.profile.styles.items() if s.fill and f"#status.{code}" in used
    ]
    assert len(set(looks)) == len(looks) > 5, "areas that differ only in their hatch cannot be told apart"
    mark = next(m for m in kml.iter(f"{KML}Placemark") if m.get("id") == "feature.kalbajar.2020-11-25")
    assert mark.findtext(f"{KML}name") == "Kalbajar (Kelbajar)"
    assert '<a href="https://eng.kavkaz-uzel.eu/articles/52882">' in (mark.findtext(f"{KML}description") or "")
    assert {t.text for t in kml.iter(f"{KML}tessellate")} == {"1"}


def test_kml_holds_hostile_text_as_text(record: Record) -> None:
    hostile = {key: replace(s, title="<script>a & b") for key, s in record.sources.items()}
    tree = etree.fromstring(exported(replace(record, sources=hostile), "kml"))
    described = [text for e in tree.iter(f"{KML}description") if (text := e.text) and "script" in text]
    assert described
    assert all("&lt;script&gt;a &amp; b" in text and "<script" not in text for text in described)
    broken = {key: replace(s, title="a\x08b") for key, s in record.sources.items()}
    with pytest.raises(LayersError, match="without control characters"):
        exported(replace(record, sources=broken), "kml")


@pytest.mark.parametrize("form", ["kml", "gpkg"])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"all.{form}"
    done = subprocess.run(
        [sys.executable, "-m", "layers", "data", "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (102_400, 102_400)),
    )
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["geojson", "jsonfg"])
def test_an_export_can_be_read_back_with_half_open_days(record: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"all.{form}"
    path.write_bytes(exported(record, form, None))
    read = back.read_export(path)
    wanted = {
        (
            f.feature_id,
            s.status,
            max(d for d in (f.valid_from, s.valid_from) if d),
            min((d for d in (f.valid_to, s.valid_to) if d), default=None),
        )
        for f in record.features
        for s in record.states_of.get(f.entity_id, ())
        if s.according_to is None and meet(f.valid_from, f.valid_to, s.valid_from, s.valid_to)
    }
    found = zip(read["id"], read["status"], read["valid_from"], read["valid_to"], strict=True)
    assert {row for row in found if row[1]} == wanted
    assert len(wanted) > 90
    geometries = {f.feature_id: f.geometry for f in record.features}
    assert all(geometries[name].equals_exact(own, 0) for name, own in zip(read["id"], read.geometry, strict=True))


def meet(*days: date | None) -> bool:
    """Return True if two half-open intervals have a day in common."""
    first, second = ((low or date.min, high or date.max) for low, high in (days[:2], days[2:]))
    return max(first[0], second[0]) < min(first[1], second[1])


def test_what_is_no_export_is_not_read_back(tmp_path: Path) -> None:
    path = tmp_path / "other.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(ReadError, match=r"other\.geojson: KeyError\('start_date'\)"):
        back.read_export(path)


def test_geopackage_carries_a_style_for_every_layer(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "day.gpkg"
    path.write_bytes(exported(record, "gpkg"))
    with sqlite3.connect(path) as connection:
        styles = connection.execute("SELECT f_table_name, styleQML, useAsDefault FROM layer_styles").fetchall()
    connection.close()
    assert {name for name, _, _ in styles} == {"polygons", "linestrings", "points"}
    for _, qml, default in styles:
        assert default
        style = etree.fromstring(qml.encode())
        assert "'1 day'" in (style.findall("temporal")[0].get("endExpression") or "")
        assert len(style.findall(".//category")) == len(style.findall(".//symbols/symbol")) > 1


def test_legend_of_a_geopackage_speaks_the_language(record: Record, tmp_path: Path) -> None:
    path, words = tmp_path / "day.gpkg", Words(record, "ru")
    path.write_bytes(exported(record, "gpkg", None, "ru"))
    with sqlite3.connect(path) as connection:
        (qml,) = connection.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'polygons'").fetchone()
    connection.close()
    legend = {c.get("value"): c.get("label") for c in etree.fromstring(qml.encode()).iter("category")}
    assert legend.pop("") == words.say("no dated status in the record")
    assert legend == {code: words.status(str(code)) for code in legend}
    assert "T_PENDING" in legend


def test_whole_record_has_a_row_for_each_feature_and_state(record: Record) -> None:
    found = rows.timetable(Words(record, "en"), choice.all_layers(record))
    town = found[found["id"] == "lachin_town"].sort_values("start_date")
    own = [s for s in record.states if s.entity_id == "lachin_town" and s.according_to is None]
    assert list(town["start_date"]) == sorted(s.valid_from for s in own)


def test_difference_holds_both_statuses(record: Record) -> None:
    days = date(2020, 11, 24), date(2020, 11, 25)
    written = export.render_diff(Words(record, "en"), *days, compare.compare(record, *days))
    features = json.loads(written)["features"]
    assert [f["properties"]["entity_id"] for f in features] == ["kalbajar"]
    told = features[0]["properties"]
    assert (told["before"], told["after"], told["after_label"]) == ("T_PENDING", "T_AZ", "Azerbaijani control")
    assert told["by_agreement"] is True
    assert told["source_ids"]


@pytest.mark.parametrize("day", [date(2026, 3, 12), date(1923, 1, 1)])
def test_entries_of_a_report_have_dates_that_no_time_zone_takes_before_1980(day: date) -> None:
    year, month, dated, hour, *_ = report.stamp(day)
    assert date(year, month, dated) == max(day, date(1980, 1, 2))
    for zone in ("Etc/GMT+12", "Pacific/Honolulu", "UTC", "Asia/Tokyo"):
        local = datetime(year, month, dated, hour, tzinfo=UTC).astimezone(ZoneInfo(zone))
        assert local.date() == date(year, month, dated)


def test_unknown_format_offers_the_nearest(record: Record) -> None:
    with pytest.raises(LayersError, match="unknown format 'geojsn'; the nearest are geojson"):
        exported(record, "geojsn")
    with pytest.raises(UnknownNameError, match="geojson"):
        formats.of_path(Path("day.geojsn"), keys(Family.DATA))


def test_every_data_format_has_a_writer() -> None:
    assert set(export.WRITERS) == set(keys(Family.DATA))
