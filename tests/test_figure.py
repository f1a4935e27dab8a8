"""Figures, opened with other readers: size, text, scale, names, recipe and bytes."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
import pytest
from babel.messages.pofile import read_po
from lxml import etree
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from pypdf import PdfReader
from pyproj import Geod, Proj
from shapely import MultiPoint, box, segmentize

from layers.cli import main
from layers.errors import LayersError
from layers.recipe import formats, paper, recipe
from layers.recipe.extent import bounds_of, extent
from layers.recipe.fonts import FONTS
from layers.recipe.formats import Family, keys
from layers.record import basemap, style
from layers.record.choice import Colours
from layers.record.timeslice import slice_on
from layers.render import artefact, embedded
from layers.render.figure import compose, flow, furniture, ground, keyed, letters, save
from layers.render.figure.ink import grey
from layers.wording import sources, words
from layers.wording.words import Words
from tests.conftest import OTHERS, VIEWS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from layers.recipe.recipe import Recipe
    from layers.record.model import Record
    from layers.render.figure.compose import Drawing
    from layers.render.figure.frame import MapFrame

SMALL = {"days": "2022-08-26", "view": "lachin", "size": "100x100", "dpi": "72"}


def made(record: Record, **fields: str) -> Recipe:
    return recipe.parse(record, SMALL | fields)


def composed(record: Record, asked: Recipe) -> Drawing:
    with mpl.rc_context(save.SETTINGS):
        return compose.compose(recipe.resolve(record, asked))


def test_png_has_the_size_and_dpi_asked_for(record: Record) -> None:
    with Image.open(io.BytesIO(artefact.render(record, made(record, size="card", dpi="150")))) as picture:
        assert picture.size == (1200, 630)
        assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.1)


def test_pdf_embeds_its_fonts_and_says_day_and_source(record: Record) -> None:
    document = PdfReader(io.BytesIO(artefact.render(record, made(record, form="pdf", size="a4"))))
    sheet_ = document.pages[0]
    assert [float(v) / 72 * 25.4 for v in sheet_.mediabox[2:]] == pytest.approx([170, 200], abs=0.2)
    said = sheet_.extract_text()
    assert "26 August 2022" in said
    assert "Caucasian Knot" in said
    resources: Any = sheet_["/Resources"]
    fonts = [entry.get_object() for entry in resources["/Font"].values()]
    descriptors = [f.get("/FontDescriptor") or f["/DescendantFonts"][0].get_object()["/FontDescriptor"] for f in fonts]
    assert descriptors
    assert all("/FontFile2" in descriptor.get_object() for descriptor in descriptors)


def test_svg_is_well_formed_and_needs_nothing_from_outside(record: Record) -> None:
    root = etree.fromstring(artefact.render(record, made(record, form="svg")))
    assert root.get("width") == "283.464567pt"
    links = [str(v) for e in root.iter() for k, v in e.attrib.items() if str(k).endswith("href")]
    assert links
    assert all(link.startswith(("#", "data:")) for link in links)


def structure(element: Any) -> list[Any]:
    """Return the structure elements of a PDF, depth first."""
    element = element.get_object()
    below = element.get("/K", [])
    kids = [k for k in (below if isinstance(below, list) else [below]) if "/S" in dir_of(k)]
    return [element, *(found for kid in kids for found in structure(kid))]


def dir_of(entry: Any) -> Any:
    found = entry.get_object()
    return found if hasattr(found, "keys") else {}


def test_pdf_is_tagged_with_language_title_headings_and_described_maps(record: Record) -> None:
    asked = made(record, form="pdf", size="a4", days="2020-11-24,2020-11-25", language="hy", view="karabakh")
    document = PdfReader(io.BytesIO(artefact.render(record, asked)))
    root: Any = document.root_object
    assert root["/Lang"] == "hy"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.pdf_header >= "%PDF-1.4"
    assert document.metadata is not None
    assert document.metadata.title
    assert document.metadata.title in root["/Metadata"].get_object().get_data().decode()
    whole, *elements = structure(root["/StructTreeRoot"]["/K"])
    assert whole["/S"] == "/Document"
    kinds = [e["/S"] for e in elements]
    assert kinds[:2] == ["/H1", "/P"]
    assert kinds.count("/H1") == 1
    pictures = [e for e in elements if e["/S"] == "/Figure"]
    words_ = Words(record, "hy")
    assert [words_.day(day) in p["/Alt"] for day, p in zip(asked.days, pictures, strict=False)] == [True, True]
    assert len(pictures) == 3  # two days, and the locator
    assert all(p["/Alt"] and len(p["/A"]["/BBox"]) == 4 for p in pictures)
    marked = [number for e in elements for number in e["/K"]]
    content = document.pages[0].get_contents()
    assert content is not None
    text = content.get_data()
    assert sorted(marked) == list(range(len(marked)))
    assert all(f"<</MCID {number}>> BDC".encode() in text for number in marked)
    assert text.count(b"BDC") + text.count(b"BMC") == text.count(b"EMC")
    owners = root["/StructTreeRoot"]["/ParentTree"]["/Nums"][1].get_object()
    assert all(number in owners[number].get_object()["/K"] for number in marked)


@pytest.mark.parametrize("language", ["en", "hy"])
def test_svg_holds_real_text_where_asked(record: Record, language: str) -> None:
    asked = made(record, form="svg", size="a4", language=language)
    said = "{http://www.w3.org/2000/svg}text"
    assert not list(etree.fromstring(artefact.render(record, asked)).iter(said))
    real = etree.fromstring(artefact.render(record, replace(asked, text=recipe.Lettering.REAL)))
    texts = ["".join(map(str, element.itertext())) for element in real.iter(said)]
    assert Words(record, language).day(asked.days[0]) in " ".join(texts)
    families = "font-family: 'Noto Sans', 'Noto Sans Armenian', sans-serif"
    assert all(families in str(element.get("style")) for element in real.iter(said))
    ids = [e.get("id") for e in real.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", keys(Family.PICTURE))
def test_figure_gives_its_bytes_again_in_another_process(record: Record, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"figure.{form}"
    path.write_bytes(artefact.render(record, made(record, form=form)))
    told = embedded.recipe_of(path)
    assert told is not None
    assert told["days"] == ["2022-08-26"]
    assert told["sha256"] == record.digest
    again = subprocess.run([sys.executable, "-m", "layers", "render", str(path)], check=True, capture_output=True)
    assert again.stderr == b""
    assert (tmp_path / f"figure-again.{form}").read_bytes() == path.read_bytes()


def test_another_edition_is_said(record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = recipe.as_dict(record, made(record)) | {"edition": "0.9", "sha256": "0" * 64}
    (tmp_path / "old.json").write_text(json.dumps(told))
    assert main(["render", str(tmp_path / "old.json")]) == 0
    assert "made from edition 0.9 (000000000000)" in capsys.readouterr().err


@pytest.mark.parametrize("view", VIEWS)
def test_scale_bar_is_as_long_as_it_says(record: Record, view: str) -> None:
    panel = composed(record, made(record, view=view, size="a4")).panels[0]
    x, y, length, metres = furniture.scale_bar(panel, 8)
    (lon, lat), (lon2, lat2) = panel.degrees(np.array([x, x + length]), np.array([y, y]))
    assert Geod(ellps="WGS84").inv(lon, lat, lon2, lat2)[2] == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize("view", VIEWS)
def test_projection_keeps_angles_and_lengths(record: Record, view: str) -> None:
    shown = extent(bounds_of(record, view), 1.5)
    assert shown.aspect == pytest.approx(1.5)
    for across, up in ((shown.west, shown.south), (0.0, 0.0), (shown.east, shown.north)):
        lon, lat = Proj(shown.crs)(across, up, inverse=True)
        factors = Proj(shown.crs).get_factors(lon, lat)
        assert (factors.meridional_scale, factors.parallel_scale) == pytest.approx((1, 1), abs=0.002)
        assert factors.angular_distortion == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("language", ["en", "hy", "ru"])
@pytest.mark.parametrize("view", VIEWS)
def test_names_lie_in_the_frame_and_over_no_other(record: Record, view: str, language: str) -> None:
    drawn = composed(record, made(record, view=view, size="a4", language=language))
    frame = drawn.panels[0].frame
    inside = box(frame.x, frame.y, frame.right, frame.top)
    level = [label for label in drawn.labels[0] if not label.turn]  # the box around a turned text is not the text
    named = {(round(n.x, 3), round(n.y, 3)) for n in level}
    per_mm = drawn.figure.dpi / 25.4
    rooms = []
    with mpl.rc_context(save.SETTINGS):  # letters are as wide as without hinting, as they are drawn
        renderer = FigureCanvasAgg(drawn.figure).get_renderer()  # type: ignore[no-untyped-call]
        for artist in drawn.figure.axes[0].texts:
            if tuple(round(v, 3) for v in artist.get_position()) in named and not artist.get_path_effects():
                left, below, right, above = np.asarray(artist.get_window_extent(renderer).extents) / per_mm
                rooms.append(box(left, below, right, above))
    assert len(rooms) == len(named) > 3
    rooms += [label.room for label in drawn.labels[0] if label.turn]
    assert all(inside.contains(room) for room in rooms)
    assert not any(a.intersects(b) for i, a in enumerate(rooms) for b in rooms[:i])


@pytest.mark.parametrize("size", ["a4", "slide", "card"])
@pytest.mark.parametrize("day", ["1992-12-01", "2020-11-24"])
def test_no_name_hides_a_point(record: Record, size: str, day: str) -> None:
    drawn = composed(record, made(record, days=day, view="region", size=size, language="ru"))
    (panel,), (names,) = drawn.panels, drawn.labels
    geometries = [row.feature.geometry for row in slice_on(record, date.fromisoformat(day)).features]
    points = [part for geometry in geometries for part in panel.parts(geometry) if part.geom_type == "Point"]
    assert len(points) > 1
    assert not any(label.room.distance(point) < 1.1 for label in names for point in points)


def test_panels_columns_and_locator_keep_apart_on_the_sheet() -> None:
    for size in [*paper.SIZES.values(), paper.size_of("60x60"), paper.size_of("600x100")]:
        for count in range(1, formats.MAX_PANELS + 1):
            plan = paper.layout(size, count)
            rooms = [box(r.x, r.y, r.right, r.top) for r in (plan.title, *plan.panels, *plan.columns, plan.locator)]
            assert all(box(0, 0, size.width, size.height).contains(room) for room in rooms)
            assert not any(a.intersection(b).area > 1e-6 for i, a in enumerate(rooms) for b in rooms[:i])


@pytest.mark.parametrize("size", paper.SIZES)
@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_text_fits_every_preset_in_readable_type(record: Record, size: str, language: str) -> None:
    for view in VIEWS:
        asked = made(record, view=view, size=size, language=language)
        plan = paper.layout(paper.size_of(size), 1)
        slices = recipe.resolve(record, asked).slices
        told = flow.Told(Words(record, language), slices, starred=language != "en")
        placed = flow.fit(told, plan.columns, plan.size.points)
        assert min(entry.kind.points for entry in placed) >= flow.SMALLEST
        for entry in placed:
            column = next(c for c in plan.columns if c.x <= entry.x <= c.right)
            widest = max(letters.noted_width(line.said, line.note, entry.kind) for line in entry.lines)
            assert entry.x + widest <= column.right + 0.01
            assert entry.y - (len(entry.lines) - 1) * entry.kind.line >= column.y


@pytest.mark.parametrize("language", OTHERS)
def test_no_letter_is_missing_from_the_typeface(record: Record, language: str) -> None:
    told = {Words(record, language).name(name) for name in record.names}
    for catalogue in (words.LOCALE / f"{language}.po", record.folder / "locale" / f"{language}.po"):
        with catalogue.open("rb") as stream:
            for message in filter(lambda m: m.id, read_po(stream, locale=language)):
                told |= {message.string} if isinstance(message.string, str) else set(message.string or ())
    assert len(told) > 500
    for said in told:
        letters.width(said, letters.Type(8))  # matplotlib warns of a missing glyph, and warnings are errors here


def test_sources_are_those_of_what_is_drawn_and_no_other(record: Record) -> None:
    told = {s.source_id for s in sources.drawn(record, recipe.resolve(record, made(record, layers="kelbajar")).slices)}
    expected = {s.source_ids for s in record.states if s.entity_id == "kalbajar" and s.valid_from == date(2020, 11, 25)}
    assert told == set(*expected)


def test_several_days_stand_in_frames_of_one_extent_with_one_legend(record: Record) -> None:
    drawn = composed(record, made(record, days="2020-11-24,2020-11-25", size="a4", view="karabakh"))
    assert len({p.extent for p in drawn.panels}) == 1
    assert len(drawn.panels) == 2
    legend = [entry.item.said for entry in drawn.set if entry.item.key]
    assert len(legend) == len(set(legend))
    assert "Handover agreed, not yet carried out" in legend


@pytest.mark.parametrize("size", paper.SIZES)
def test_four_days_stand_as_two_by_two(size: str) -> None:
    panels = paper.layout(paper.SIZES[size], 4).panels
    assert len({p.x for p in panels}) == 2
    assert len({p.y for p in panels}) == 2


def test_several_days_share_one_scale_bar(record: Record) -> None:
    for days, count in (("2020-11-24", 1), ("2020-11-09,2020-11-24,2020-11-25,2022-08-26", 1)):
        drawn = composed(record, made(record, days=days, size="a4", view="karabakh"))
        bars = [t for t in drawn.figure.axes[0].texts if t.get_text().endswith(" km")]
        assert len(bars) == count


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
@pytest.mark.parametrize("size", ["a4", "column", "two-columns"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_country_that_is_shown_is_named_in_the_language(
    record: Record, view: str, size: str, language: str
) -> None:
    drawn = composed(record, made(record, view=view, size=size, language=language))
    base, panel = basemap.of(record), drawn.panels[0]
    assert base is not None
    named = {label.words for label in drawn.labels[0]}
    for country in base.layers["countries"]:
        largest = max((part.area for part in panel.polygons(country.geometry)), default=0.0)
        if largest > panel.frame.width * panel.frame.height / 12:
            assert Words(record, language).country(country.properties["iso"], date(2022, 8, 26)) in named


@pytest.mark.parametrize("language", ["en", "hy"])
def test_each_frame_names_a_country_as_it_was_called_on_its_day(record: Record, language: str) -> None:
    two_days = made(record, days="1991-09-22,1991-09-23", size="a4", view="region", language=language)
    before, after = ({label.words for label in labels} for labels in composed(record, two_days).labels)
    words = Words(record, language)
    assert words.told("Armenian SSR") in before - after
    assert words.country("AM", date(1991, 9, 23)) in after - before
    assert words.told("Azerbaijan SSR") in before & after


def test_routes_are_named_along_their_course_and_areas_inside(record: Record) -> None:
    drawn = composed(record, made(record, size="a4", view="lachin"))
    panel, shown = drawn.panels[0], recipe.resolve(record, made(record, size="a4", view="lachin")).slices[0]
    placed = {row.feature.entity_id: panel.placed(row.feature.geometry) for row in shown.features}
    corridor = next(label for label in drawn.labels[0] if label.words == "Lachin corridor")
    assert corridor.turn
    assert corridor.room.distance(placed["lachin_old"]) < 5
    assert not corridor.room.intersects(placed["lachin_old"])
    district = next(label for label in drawn.labels[0] if label.words == "Lachin" and not label.dot)
    assert placed["lachin_district"].contains(district.room)


def test_numbers_at_places_and_in_the_legend_are_those_of_their_sources(record: Record) -> None:
    asked = made(record, size="a4", view="lachin", days="2022-08-26")
    drawn, (shown,) = composed(record, asked), recipe.resolve(record, asked).slices
    listed = {
        int(number): source
        for entry in drawn.set
        if (told := re.match(r"(\d+)\N{NO-BREAK SPACE}(.*)", entry.item.said))
        for number, source in [told.groups()]
    }
    assert sorted(listed) == list(range(1, len(listed) + 1))
    assert list(listed.values()) == [sources.cited(s) for s in keyed.numbered([shown], Colours.STATUS).sources]
    legend = {entry.item.said: entry.item.note for entry in drawn.set if entry.item.note}
    places = {(label.words, bool(label.dot)): label.note for label in drawn.labels[0]}
    for state in shown.states:
        wanted = {sources.cited(record.sources[i]) for i in state.source_ids}
        assert wanted <= {listed[n] for n in numbers(legend[record.terms[state.status].label])}
    town = shown.state_of("lachin_town")
    assert town is not None
    cited = [sources.cited(record.sources[i]) for i in town.source_ids]
    assert [listed[n] for n in numbers(places["Lachin", True])] == cited


def numbers(note: str) -> list[int]:
    """Return the numbers that a note names: `1–3, 7` is 1, 2, 3, 7."""
    runs = [[int(n) for n in part.split("–")] for part in note.split(", ")]
    return [n for run in runs for n in range(run[0], run[-1] + 1)]


@pytest.mark.parametrize(
    ("given", "said"), [([], ""), ([4], "4"), ([1, 2], "1, 2"), ([1, 2, 3, 5, 8, 9], "1–3, 5, 8, 9")]
)
def test_runs_of_numbers_are_drawn_together(given: list[int], said: str) -> None:
    assert keyed.runs(given) == said


def test_no_border_is_drawn_where_the_base_map_ends(record: Record) -> None:
    limits = ",".join(map(str, record.profile.limits))
    panel = composed(record, made(record, view=limits, size="slide")).panels[0]
    base = basemap.of(record)
    assert base is not None
    edge = panel.placed(segmentize(box(*record.profile.limits).boundary, 0.05)).buffer(0.05)
    assert sum(line.intersection(edge).length for line in ground._courses(panel, base, "countries")) < 1


def test_relief_shows_no_cells(record: Record) -> None:
    """In a picture made of squares most neighbours are equal and others far apart; in a smooth one none is far."""
    panel, base = composed(record, made(record, size="a4", view="lachin")).panels[0], basemap.of(record)
    assert base is not None
    shade = ground._laid(panel, base)[..., 3].astype(int)
    steps = np.abs(np.diff(shade, axis=1))
    assert shade.max() - shade.min() > 30
    assert np.percentile(steps, 99.9) <= 12


def test_relief_that_is_kept_from_another_day_changes_no_byte(record: Record) -> None:
    ground._Relief.kept.clear()
    alone = artefact.render(record, made(record))
    kept = dict(ground._Relief.kept)
    assert kept
    artefact.render(record, made(record, days="2022-08-20"))
    assert [*map(id, ground._Relief.kept.values())] == [*map(id, kept.values())], "made anew for the other day"
    assert artefact.render(record, made(record)) == alone
    artefact.render(record, made(record, dpi="110"))
    assert len(ground._Relief.kept) > len(kept), "one picture for two sizes of dots"


def test_no_large_picture_of_the_relief_is_kept(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    ground._Relief.kept.clear()
    monkeypatch.setattr(ground, "MOST_KEPT", 1000)
    artefact.render(record, made(record))
    assert not ground._Relief.kept


def test_what_marks_a_change_is_quieter_than_what_it_marks(record: Record) -> None:
    pair = made(record, days="2020-11-24,2022-08-31", size="a4", view="lachin")
    axes = composed(record, replace(pair, mark=True)).figure.axes[0]
    route = record.profile.styles["C_OPEN_RPK"]
    outlines = [line for line in axes.lines if line.get_color() == style.CHANGED.stroke]
    bands = [line for line in axes.lines if str(line.get_color()).startswith(style.CHANGED.stroke + "5")]
    routes = [line for line in axes.lines if str(line.get_color()).startswith(route.stroke)]
    assert outlines
    assert bands
    assert max(line.get_linewidth() for line in outlines) < min(line.get_linewidth() for line in routes)
    children = axes.get_children()
    assert min(map(children.index, bands)) < min(map(children.index, routes))


def test_the_locator_says_what_it_is(record: Record) -> None:
    drawn = composed(record, made(record, size="a4", language="ru"))
    assert "Расположение карты" in [t.get_text() for t in drawn.figure.axes[0].texts]


def panel_box(panel: MapFrame) -> tuple[float, float, float, float]:
    return panel.frame.x, panel.frame.y, panel.frame.right, panel.frame.top


def test_furniture_of_many_small_frames_leaves_the_map_free(record: Record) -> None:
    days = ",".join(f"2020-{month:02d}-01" for month in range(1, 10))
    drawn = composed(record, made(record, days=days, size="slide", view="karabakh"))
    for panel in drawn.panels:
        _, y, length, _ = furniture.scale_bar(panel, compose.points_on(panel, 13))
        assert (y - panel.frame.y) < panel.frame.height * 0.08
        assert length < panel.frame.width * 0.3


def test_a_pair_marks_and_lists_what_changed_and_nothing_else(record: Record) -> None:
    pair = made(record, days="2020-11-24,2020-11-25", size="a4", view="karabakh")
    marked = composed(record, replace(pair, mark=True))
    colour = style.CHANGED.stroke
    drawn = [line for line in marked.figure.axes[0].lines if line.get_color() == colour]
    assert not [line for line in composed(record, pair).figure.axes[0].lines if line.get_color() == colour]
    kalbajar = next(f.geometry for f in record.features if f.feature_id == "kalbajar")
    for panel in marked.panels:
        outline = panel.cut(panel.placed(kalbajar).boundary).buffer(0.1)
        inside = [line for line in drawn if outline.contains(MultiPoint(np.asarray(line.get_xydata())))]
        assert inside
        assert all(
            box(*panel_box(panel)).buffer(0.01).contains(MultiPoint(np.asarray(line.get_xydata()))) for line in inside
        )
    said = [entry.item.said for entry in marked.set]
    told = said[said.index("Changed between the two days") + 1 : said.index("Sources")]
    assert told == ["Kalbajar (Kelbajar): Handover agreed, not yet carried out › Azerbaijani control"]


def test_names_in_english_are_starred_and_explained_in_other_languages_only(record: Record) -> None:
    for language, starred in (("en", False), ("hy", True)):
        drawn = composed(record, made(record, size="a4", view="region", language=language))
        assert any(label.words.endswith("*") for label in drawn.labels[0]) is starred
        assert any(entry.item.said.startswith("* ") for entry in drawn.set) is starred


def test_days_after_the_review_say_so(record: Record) -> None:
    drawn = composed(record, made(record, days="2026-06-01", size="a4"))
    said = " ".join(t.get_text() for t in drawn.figure.axes[0].texts)
    assert "not reviewed: the record ends on 12 March 2026" in said


def test_grey_look_keeps_luminance() -> None:
    assert grey("#ffffff") == "#ffffff"
    assert grey("#000000") == "#000000"
    assert grey("#00ff00") == "#dcdcdc"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("size", "a44", "unknown size 'a44'"),
        ("size", "20x20", "60 to 600 mm"),
        ("view", "lachn", "unknown view 'lachn'"),
        ("view", "47,39,46,40", "empty, reversed or beyond"),
        ("form", "bmp", "unknown format 'bmp'"),
        ("dpi", "0", "dpi 0 is outside 50 to 1200"),
        ("dpi", "10000", "dpi 10000 is outside 50 to 1200"),
        ("days", "2022-13-01", "2022-13-01"),
        ("days", "1800-01-01", "outside the record"),
        ("layers", "lachn", "unknown layer 'lachn'"),
        ("mark", True, "no difference to mark"),
        ("days", "", "'' is not a day"),
        ("layers", "", "unknown layer ''"),
        ("title", "x" * 300, "too long for this size"),
        ("title", "x" * 301, "301 characters; required: 300 or fewer"),
        ("days", ",".join(f"2020-{m:02d}-01" for m in range(1, 13)), "12 map frames do not fit on 60x60"),
        ("colour", "red", "unknown field of a recipe 'colour'"),
    ],
)
def test_a_value_that_cannot_be_used_is_said(record: Record, field: str, value: str, said: str) -> None:
    with pytest.raises(LayersError, match=said.replace("(", r"\(")):
        artefact.render(record, made(record, **({"size": "60x60"} if field == "days" else {}) | {field: value}))


def test_a_party_is_named_below_the_title(record: Record) -> None:
    drawn = composed(record, made(record, size="a4", according_to="Azerbaijan"))
    assert any("according to Azerbaijan" in t.get_text() for t in drawn.figure.axes[0].texts)


@pytest.mark.parametrize("content", ['["a"]', "5", '{"days": 5}', '{"days": ["2022-08-26"], "view": 5, "layers": 7}'])
def test_a_recipe_of_other_types_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (tmp_path / "recipe.json").write_text(content)
    assert main(["render", str(tmp_path / "recipe.json")]) == 2
    assert capsys.readouterr().err.startswith("layers: ")


def test_fonts_are_those_of_the_manifest() -> None:
    manifest = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
    kept = {row["file"]: row["sha256"] for row in manifest}
    files = [path for path in FONTS.iterdir() if path.name != "manifest.json"]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == kept


def test_all_faults_of_a_recipe_are_said_at_once(record: Record) -> None:
    with pytest.raises(LayersError) as told:
        made(record, size="a44", dpi="0")
    assert "a44" in str(told.value)
    assert "dpi 0" in str(told.value)


def test_nothing_drawn_is_said(record: Record) -> None:
    with pytest.raises(LayersError, match="nothing is drawn"):
        artefact.render(record, made(record, layers="kelbajar", view="48.6,40.6,49.4,41.4"))


def test_batch_writes_a_file_a_day_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    command = ["figure", "--days", "2020-11-09,2022-08-26", "--view", "lachin", "--size", "100x100", "--dpi", "60"]
    command += ["--out", str(tmp_path / "{day}.png")]
    assert main(command) == 0
    first, second = tmp_path / "2020-11-09.png", tmp_path / "2022-08-26.png"
    kept = first.stat().st_mtime_ns
    second.unlink()
    assert main(command) == 0
    assert second.exists()
    assert first.stat().st_mtime_ns == kept


def test_unwritable_path_is_one_line_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "missing" / "a.png"
    assert main(["figure", "--days", "2022-08-26", "--view", "lachin", "--dpi", "60", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "cannot be written" in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_a_recipe_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "plain.png")
    assert main(["render", str(tmp_path / "plain.png")]) == 2
    assert "carries no recipe" in capsys.readouterr().err
    assert main(["render", str(tmp_path / "none.png")]) == 2
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert main(["render", str(tmp_path / "broken.pdf")]) == 2
