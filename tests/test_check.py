"""Each rule of `layers.record.check` names its breach; tests/fixtures holds one tiny folder a defect."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from layers.errors import InvalidRecordError, ReadError
from layers.record import check, profile, read, tables
from layers.record.timeslice import slice_on
from layers.wording.words import Words
from tests.conftest import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.errors import Finding

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
    ("evidence_for_no_row", "evidence.csv", "status road@2005-03-02", "evidence for no row", "road@2005-03-02"),
    ("evidence_from_another_source", "evidence.csv", "claims C1 herald", "evidence from another source", "herald"),
    ("evidence_of_no_form", "evidence.csv", "2010-06-15-valley", "unknown form", "hearsay"),
    ("evidence_without_words", "evidence.csv", "2010-06-15-valley", "evidence without words", "neither"),
    ("high_on_a_mirror", "events.csv", "2010-06-15-valley", "high confidence without proof", "gazette"),
    ("high_on_no_date", "events.csv", "2010-06-15-valley", "high confidence without proof", "gazette"),
    ("bad_accessed", "sources.csv", "gazette", "bad date", "accessed='2026'"),
    ("bad_archive_address", "sources.csv", "gazette", "bad address", "ftp:"),
    (
        "revision_of_no_row",
        "editions.csv",
        "2.0 status road@2005-03-02",
        "revision not in the table",
        "no such",
    ),
    ("revision_of_no_kind", "editions.csv", "2.0 events 2010-06-15-valley", "unknown change", "moved"),
    ("revision_of_no_table", "editions.csv", "2.0 roads road", "unknown table", "roads"),
    ("revision_without_a_reason", "editions.csv", "2.0 claims C1", "revision without a reason", "no why"),
    (
        "withdrawn_row_that_is_there",
        "editions.csv",
        "2.0 names valley",
        "revision not in the table",
        "row is there",
    ),
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
    ("newer_format", "profile.json", "format", "newer format", "format 2"),
    ("unknown_key", "profile.json", "the whole file", "profile", "'colour'"),
    ("missing_key", "profile.json", "the whole file", "profile", "'reviewed_through'"),
    ("bad_colour", "profile.json", "statuses.T_ONE.style.stroke", "profile", "'red'"),
    ("bad_country_day", "profile.json", "basemap.countries AM", "bad date", "valid_to='1991-02-30'"),
    ("bad_profile_day", "profile.json", "last_day", "bad date", "2021-13-31"),
    ("day_outside_the_record", "profile.json", "reviewed_through", "day outside the record", "2022-01-01"),
    ("days_reversed", "profile.json", "last_day", "day outside the record", "2021-12-31"),
    ("unknown_view", "profile.json", "default_view", "unknown view", "vale"),
    ("unknown_name_of_a_view", "profile.json", "views vale", "unknown name", "vale"),
    ("style_of_no_status", "profile.json", "statuses", "unknown status", "T_NONE"),
    ("missing_layer", "profile.json", "layers rivers", "missing layer", "no such file"),
    ("layer_without_a_label", "more.geojson", "the whole file", "layer without a label", "more"),
    ("missing_basemap", "profile.json", "basemap", "missing file", "no such file"),
    ("status_without_a_label", "vocabulary.csv", "T_TWO", "status without a label", "no label"),
    ("scope_of_no_group", "vocabulary.csv", "C_OPEN", "unknown group", "street"),
    ("unknown_event_kind", "events.csv", "2010-06-15-valley", "unknown kind", "rumour"),
    ("address_with_a_blank", "sources.csv", "gazette", "bad address", "/the valley"),
    ("address_with_brackets", "sources.csv", "gazette", "bad address", "<valley>"),
    ("schematic_as_text", "places.geojson", "road/north", "bad property", "schematic='false'"),
    ("feature_date_as_number", "places.geojson", "road/north", "bad property", "valid_from=2007"),
    ("accuracy_null", "places.geojson", "road/north", "bad property", "accuracy_m=None"),
    ("accuracy_nan", "places.geojson", "road/north", "bad property", "accuracy_m=nan"),
    ("accuracy_true", "places.geojson", "road/north", "bad property", "accuracy_m=True"),
    ("accuracy_huge", "places.geojson", "road/north", "bad accuracy", "1e+30"),
    ("feature_without_an_id", "places.geojson", "None", "bad property", "id=None"),
    ("feature_without_a_method", "places.geojson", "road/north", "bad property", "method=None"),
    ("feature_end_before_start", "places.geojson", "road/north", "end before start", "[2007-01-01, 2007-01-01)"),
    ("mixed_geometry", "places.geojson", "road/north", "mixed geometry", "GeometryCollection"),
    ("unreadable_geometry", "places.geojson", "road/north", "unreadable geometry", "'x'"),
    ("geometry_of_no_type", "places.geojson", "road/north", "unreadable geometry", "blob"),
    ("mark_of_direction_in_a_table", "status.csv", "row 3, column basis", "odd character", "U+202E"),
    ("control_in_a_table", "sources.csv", "row 2, column publisher", "odd character", "U+0008"),
    ("mark_of_direction_in_the_profile", "profile.json", "views.0.label", "odd character", "U+2067"),
    ("control_in_a_feature", "places.geojson", "feature 1, property method", "odd character", "U+0007"),
    ("mark_of_direction_in_a_catalogue", "locale/az.po", "line 2", "odd character", "U+202D"),
    ("catalogue_with_a_broken_line", "locale/az.po", "line 2", "bad catalogue", "Vadi"),
    ("catalogue_in_another_encoding", "locale/az.po", "the whole file", "bad catalogue", "0xfd"),
    ("catalogue_out_of_order", "locale/az.po", "line 1", "bad catalogue", "msgstr"),
    ("catalogue_with_other_braces", "locale/az.po", "line 1", "bad catalogue", "sayi"),
    ("bad_id", "sources.csv", "row 2", "bad id", "gaz{e},te"),
    ("source_of_an_impossible_day", "sources.csv", "gazette", "bad date", "2010-06-31"),
    ("claim_of_an_impossible_day", "claims.csv", "C1", "bad date", "2010-06-31"),
    ("claim_of_unknown_source", "claims.csv", "C1", "unknown source", "herald"),
    ("duplicate_position", "positions.csv", "2010-06-15-valley date Azerbaijan", "duplicate position", "2 rows"),
    ("name_without_a_spelling", "names.csv", "valley", "name without a spelling", "none"),
    ("coordinate_too_large", "places.geojson", "road/north", "unreadable geometry", "OverflowError"),
    ("coordinate_not_finite", "places.geojson", "road/north", "unreadable geometry", "no number"),
    ("coordinate_not_finite_with_a_height", "places.geojson", "road/north", "invalid geometry", "Invalid Coordinate"),
]


@pytest.mark.parametrize(("name", "file", "where", "rule", "found"), DEFECTS, ids=[d[0] for d in DEFECTS])
def test_defect_is_named_with_file_row_and_what_was_found(
    name: str, file: str, where: str, rule: str, found: str, overlay: Callable[..., Path]
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


def test_reading_gathers_all_findings_before_it_raises(overlay: Callable[..., Path]) -> None:
    folder = overlay("unknown_status")
    events = folder / "events.csv"
    events.write_text(events.read_text().replace("valley,gazette", "valley,herald"))
    with pytest.raises(InvalidRecordError) as caught:
        read.record(folder)
    assert {f.rule for f in caught.value.findings} == {"unknown status", "unknown source"}
    assert "C_AJAR" in str(caught.value)
    assert "herald" in str(caught.value)


def test_faults_of_profile_tables_and_geometry_are_found_at_once(overlay: Callable[..., Path]) -> None:
    found = check.findings(
        read.tables(overlay("unknown_key", "status_without_a_label", "unknown_party", "accuracy_null"))
    )
    assert [(f.file, f.rule) for f in found] == [
        ("places.geojson", "bad property"),
        ("profile.json", "profile"),
        ("status.csv", "unknown according_to"),
        ("vocabulary.csv", "status without a label"),
    ]


def test_all_faults_of_one_profile_are_found_at_once(overlay: Callable[..., Path]) -> None:
    values = {"colour": "red", "title": "", "reviewed_through": "2022-01-01", "default_view": "vale", "zooms": [3]}
    found = findings_of(overlay("good"), values)
    assert {f.where for f in found} == {"the whole file", "title", "reviewed_through", "default_view", "zooms"}


def test_record_of_a_newer_format_has_that_one_finding(overlay: Callable[..., Path]) -> None:
    folder = overlay("newer_format")
    assert json.loads((folder / "profile.json").read_text())["colour"] == "red", "a key of the newer format"
    (found,) = check.findings(read.tables(folder))
    assert found.rule == "newer format"
    assert str(profile.FORMAT) in found.required


def findings_of(folder: Path, values: dict[str, Any]) -> list[Finding]:
    """Return the findings of a record in whose profile some members are other ones."""
    path = folder / "profile.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")
    return check.findings(read.tables(folder))


ODD: list[object] = [
    None,
    5,
    True,
    "x",
    {},
    [1],
    [None],
    [{}],
    [{"id": 5}],
    [{"id": ["x"]}],
    [{"id": "x", "name": ["y"]}],
    {"x": 5},
]
MEMBERS = [*("languages", "beside", "parties", "groups", "layers", "statuses", "event_kinds", "views", "default_view")]
MEMBERS += [*("bounds", "limits", "zooms", "basemap", "format", "title", "first_day", "default_day", "spellings")]


@pytest.mark.parametrize("member", MEMBERS)
def test_profile_of_any_shape_is_findings_and_no_crash(member: str, overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    faulty = [value for value in ODD if findings_of(folder, {member: value})]
    assert len(faulty) >= len(ODD) - 2, "one or two of them may be sound: null, a text or an empty object"


def extended(member: str, value: object) -> dict[str, Any]:
    """Return a member of the good profile with one value more."""
    good = json.loads((FIXTURES / "good" / "profile.json").read_text(encoding="utf-8"))
    return {member: [*good[member], value]}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"beside": {"az": "translit"}}, "translit"),
        ({"beside": {"hy": "az"}}, "az"),
        (extended("languages", {"code": "ka", "name": "ქართული", "locale": "zz"}), "zz"),
        (extended("languages", {"code": "tlh", "name": "tlhIngan Hol"}), "tlh"),
        (extended("languages", {"code": "az", "name": "Azeri"}), "az"),
        (extended("parties", {"id": "Armenia", "label": "Another"}), "Armenia"),
        (extended("parties", {"id": "armenia"}), "armenia"),
        (extended("groups", {"id": "corridor", "role": "zone", "label": "Others"}), "corridor"),
        (extended("layers", {"id": "places", "label": "Others"}), "places"),
        (extended("views", {"id": "valley", "label": "Another", "bounds": [45.5, 39.0, 47.5, 40.5]}), "valley"),
        (extended("views", {"id": "odd", "label": "Odd", "bounds": [47.5, 39.0, 45.5, 40.5]}), "47.5"),
        (extended("views", {"id": "far", "label": "Far", "bounds": [10, 10, 20, 20]}), "10"),
        (extended("groups", {"id": "sea", "role": "zone", "label": "Sea", "one": "{count} {x}"}), "{x}"),
        ({"limits": [50, 37, 42, 42]}, "50"),
        ({"limits": [42, 37, 50, float("nan")]}, "nan"),
        ({"locator": [50, 37, 42, 42]}, "50"),
        ({"zooms": [13, 5]}, "13"),
        ({"last_day": "9999-12-31"}, "9999-12-31"),
    ],
)
def test_profile_that_would_fail_later_is_refused_at_once(
    values: dict[str, Any], found: str, overlay: Callable[..., Path]
) -> None:
    findings = findings_of(overlay("good"), values)
    assert findings
    assert {f.file for f in findings} <= {"profile.json", "names.csv"}
    assert any(found.casefold() in f.found.casefold() for f in findings)


def test_what_is_required_of_a_profile_is_said_in_a_line(overlay: Callable[..., Path]) -> None:
    for name in ("unknown_key", "missing_key", "bad_colour"):
        (found,) = check.findings(read.tables(overlay(name)))
        assert "What differs between two records" not in found.required, "that is not what is required"
        assert len(str(found)) < 430


@pytest.mark.parametrize("file", ["profile.json", "status.csv", "names.csv", "places.geojson"])
def test_byte_order_mark_is_no_part_of_the_text(file: str, overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    (folder / file).write_bytes(b"\xef\xbb\xbf" + (folder / file).read_bytes())
    assert read.record(folder).names["valley"].by_language["en"] == "Valley / Dale"


@pytest.mark.parametrize("absent", [("positions",), ("claims",), ("events", "positions"), (*tables.OPTIONAL,)], ids=str)
def test_record_may_lack_its_optional_tables(absent: tuple[str, ...], overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    for table in absent:
        (folder / f"{table}.csv").unlink(missing_ok=table in ("evidence", "editions"))
    if "names" in absent:
        entities = folder / "entities.csv"
        entities.write_text(entities.read_text().replace("district,valley,", "district,,The valley"))
    found = read.record(folder)
    for table in {*absent} - {"evidence", "editions"}:
        assert not getattr(found, table), table
    assert Words(found, "en").title("valley") in ("Valley / Dale", "The valley")
    assert len(slice_on(found, date(2010, 6, 15)).states) == 2


def test_record_may_lack_its_optional_columns(overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    for path in folder.glob("*.csv"):
        name, table = path.stem, tables.TABLES[path.stem]
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        kept = [c for c in rows[0] if c not in table.optional or c in ("label", "name_id")]
        rows = [row for row in rows if not row.get("according_to") or name != "status"]
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, kept, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    found = read.record(folder)
    assert (found.sources["gazette"].publisher, found.sources["gazette"].title) == ("gazette", "")
    assert [s.basis_kind for s in found.states] == [None] * 3
    assert found.events[0].edtf == "2010-06-15"


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("status.csv", "entity_id,status\nvalley,T_ONE\n", "found no column valid_from"),
        ("status.csv", None, "status.csv"),
        ("sources.csv", b"\xff\xfe\x00", "UTF-8"),
        ("claims.csv", "too,many\n1,2,3\n", "found no column"),
        ("profile.json", "{", "profile of a record"),
        ("profile.json", "[]", "found list"),
        ("profile.json", None, "profile.json"),
        ("profile.json", "[" * 100_000, "profile.json"),
        ("sources.csv", "source_id,publisher,publisher\nx,y,z\n", "the column publisher twice"),
        ("names.csv", "id,en,az,az\n", "the column az twice"),
        ("places.geojson", "[]", "found list"),
        ("places.geojson", '{"features": [5]}', "found no features"),
        ("places.geojson", "{not json", "GeoJSON"),
        ("places.geojson", '{"type": "FeatureCollection", "features": []}', "places.geojson"),
    ],
)
def test_unreadable_file_is_named(
    file: str, content: str | bytes | None, said: str, overlay: Callable[..., Path]
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


def test_empty_profile_is_told_everything_that_it_lacks(overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    (folder / "profile.json").write_text("{}")
    said = " ".join(map(str, check.findings(read.tables(folder))))
    for member in profile.schema()["required"]:
        assert f"'{member}'" in said


def test_surplus_cells_are_refused(overlay: Callable[..., Path]) -> None:
    folder = overlay("good")
    sources = folder / "sources.csv"
    sources.write_text(sources.read_text() + "a,b,c,d,e,f,g\n")
    with pytest.raises(ReadError, match="line 3"):
        read.tables(folder)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such folder"):
        read.record(tmp_path / "nowhere")
