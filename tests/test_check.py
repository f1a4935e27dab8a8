"""Each rule of `layers.check` names its breach; tests/fixtures holds one tiny folder a defect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers import check, read
from layers.errors import InvalidRecordError, ReadError
from tests.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEFECTS = [
    ("bad_date", "status.csv", "valley 2000-02-30 T_ONE", "bad date", "2000-02-30"),
    ("bad_feature_date", "places.geojson", "road/north", "bad date", "2007"),
    ("bad_edtf", "status.csv", "valley 2000-01-01 T_ONE", "bad EDTF", "year 2000"),
    ("day_outside_edtf", "events.csv", "2010-06-15-valley", "day outside its EDTF bounds", "2010-07-15"),
    ("unknown_status", "status.csv", "road 2005-03-01 C_AJAR", "unknown status", "C_AJAR"),
    ("status_of_another_scope", "status.csv", "road 2005-03-01 T_ONE", "status of another scope", "corridor"),
    ("unknown_entity", "status.csv", "track 2005-03-01 C_OPEN", "unknown entity", "track"),
    ("feature_of_unknown_entity", "places.geojson", "road/north", "unknown entity", "track"),
    ("unknown_group", "entities.csv", "road", "unknown group", "street"),
    ("unknown_confidence", "status.csv", "road 2005-03-01 C_OPEN", "unknown confidence", "sure"),
    ("unknown_party", "status.csv", "valley 2010-06-15 T_ONE", "unknown according_to", "Somebody"),
    ("unknown_name", "entities.csv", "valley", "unknown name", "vale"),
    ("entity_without_name", "entities.csv", "road", "entity without a name", "neither"),
    ("missing_source", "status.csv", "road 2005-03-01 C_OPEN", "missing source", "no source_ids"),
    ("unknown_source", "events.csv", "2010-06-15-valley", "unknown source", "herald"),
    ("bad_address", "sources.csv", "gazette", "bad address", "javascript:"),
    (
        "end_before_start",
        "status.csv",
        "road 2005-03-01 C_OPEN",
        "end before start",
        "[2005-03-01, 2005-03-01)",
    ),
    ("gap", "status.csv", "valley 2010-06-15 T_TWO", "gap", "2010-06-14"),
    ("overlap_without_rival_claims", "status.csv", "T_TWO", "overlap without rival claims", "2010-06-16"),
    ("claim_without_a_rival", "status.csv", "valley 2010-06-15 T_TWO", "claim without a rival", "Azerbaijan"),
    ("position_without_a_rival", "positions.csv", "2010-06-15-valley", "position without a rival", "only Azerbaijan"),
    ("position_on_no_event", "positions.csv", "2010-06-16-valley", "unknown event", "2010-06-16-valley"),
    ("unknown_aspect", "positions.csv", "2010-06-15-valley mood", "unknown aspect", "mood"),
    ("unknown_language", "names.csv", "valley", "unknown language", "eo"),
    ("unknown_basis", "status.csv", "road 2005-03-01 C_OPEN", "unknown basis_kind", "hearsay"),
    ("duplicate_id", "places.geojson", "valley", "duplicate id", "2 features"),
    ("duplicate_event", "events.csv", "2010-06-15-valley", "duplicate id", "2 rows"),
    ("wrong_crs", "places.geojson", "the whole file", "wrong CRS", "3857"),
    ("invalid_geometry", "places.geojson", "valley", "invalid geometry", "Self-intersection"),
    ("empty_geometry", "places.geojson", "road/north", "empty geometry", "no coordinates"),
    ("out_of_bounds", "places.geojson", "road/north", "out of bounds", "39.6"),
]


@pytest.mark.parametrize(("name", "file", "where", "rule", "found"), DEFECTS, ids=[d[0] for d in DEFECTS])
def test_defect_is_named_with_file_row_and_what_was_found(
    name: str, file: str, where: str, rule: str, found: str, overlay: Callable[[str], Path]
) -> None:
    findings = check.findings(read.tables(overlay(name)))
    matching = [f for f in findings if f.rule == rule]
    assert matching, f"no finding of {rule!r} among {findings}"
    assert matching[0].file == file
    assert where in matching[0].where
    assert found in matching[0].found
    assert matching[0].required


def test_every_fixture_is_tested() -> None:
    folders = {path.name for path in FIXTURES.iterdir() if path.is_dir()} - {"good"}
    assert folders == {defect[0] for defect in DEFECTS}


def test_sound_records_have_no_findings(record: object) -> None:
    assert check.findings(read.tables(FIXTURES / "good")) == []
    assert check.findings(read.tables(read.DATA)) == []


def test_reading_gathers_all_findings_before_it_raises(overlay: Callable[[str], Path]) -> None:
    folder = overlay("unknown_status")
    events = folder / "events.csv"
    events.write_text(events.read_text().replace("valley,gazette", "valley,herald"))
    with pytest.raises(InvalidRecordError) as caught:
        read.record(folder)
    assert {f.rule for f in caught.value.findings} == {"unknown status", "unknown source"}
    assert "C_AJAR" in str(caught.value)
    assert "herald" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("status.csv", "entity_id,status\nvalley,T_ONE\n", "found no column valid_from"),
        ("status.csv", None, "status.csv"),
        ("sources.csv", b"\xff\xfe\x00", "UTF-8"),
        ("claims.csv", "too,many\n1,2,3\n", "found no column"),
        ("datapackage.json", "{", "Frictionless"),
        ("datapackage.json", "{}", "reviewed_through"),
        ("places.geojson", "{not json", "GeoJSON"),
        ("places.geojson", '{"type": "FeatureCollection", "features": []}', "places.geojson"),
    ],
)
def test_unreadable_file_is_named(
    file: str, content: str | bytes | None, said: str, overlay: Callable[[str], Path]
) -> None:
    folder = overlay("good")
    path = folder / file
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ReadError, match="required") as caught:
        read.tables(folder)
    assert file in str(caught.value)
    assert said in str(caught.value)


def test_surplus_cells_are_refused(overlay: Callable[[str], Path]) -> None:
    folder = overlay("good")
    sources = folder / "sources.csv"
    sources.write_text(sources.read_text() + "a,b,c,d,e,f,g\n")
    with pytest.raises(ReadError, match="line 3"):
        read.tables(folder)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such folder"):
        read.record(tmp_path / "nowhere")
