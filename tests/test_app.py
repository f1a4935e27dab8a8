"""The page's own logic, without a browser."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from layers.recipe.formats import FORMATS
from tests.conftest import PROFILE

ROOT = Path(__file__).resolve().parent.parent


def page(tab: str = "List of events", **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.session_state["tools"] = tab
    app.run()
    assert not app.exception
    return app


def table_of(app: AppTest) -> str:
    return next(str(h.proto.body) for h in app.get("html") if '<table class="states"' in h.proto.body)


def links_of(app: AppTest) -> dict[str, str]:
    """Return every link to another state of the page: title -> query."""
    found = (re.findall(r'<a class="here" href="\?([^"]*)">(.*?)</a>', str(h.proto.body)) for h in app.get("html"))
    return {re.sub("<.*", "", title): unescape(query) for pairs in found for query, title in pairs}


def test_without_a_day_the_page_shows_that_of_the_profile() -> None:
    assert page().header[0].value == "As of 26 August 2022"


def test_page_says_what_it_is() -> None:
    told = str(page().get("html")[0].proto.body)
    assert f"<h1>{PROFILE['title']}</h1>" in told
    assert PROFILE["about"] in told


def test_examples_take_one_click_and_can_be_put_away() -> None:
    app = page()
    labels = [e["label"] for e in PROFILE["examples"]]
    assert [label for label in labels if label in links_of(app)] == labels
    next(b for b in app.button if b.label == "Hide").click().run()
    assert not set(labels) & set(links_of(app))


def test_address_sets_day_and_language() -> None:
    app = page(date="2022-08-26", lang="ru")
    assert "26 августа 2022" in app.header[0].value


def test_status_table_is_grouped_by_layer_and_obeys_the_layers() -> None:
    table = table_of(page(date="2022-08-26"))
    assert table.index("Kalbajar") < table.index("Lachin corridor")
    only = table_of(page(date="2022-08-26", layers="lachin"))
    assert "Lachin" in only
    assert "Kalbajar" not in only


def test_steps_and_day_are_those_of_the_time_bar_alone() -> None:
    app = page(date="2022-08-26", place="lachin_town")
    assert not [b.label for b in app.button if "change" in b.label]
    assert not app.date_input


def test_event_of_the_month_leads_to_its_day() -> None:
    links = links_of(page(date="2020-11-01"))
    query = dict(parse_qsl(next(q for title, q in links.items() if title.startswith("25 November 2020"))))
    assert (query["date"], query["event"]) == ("2020-11-25", "2020-11-25-kalbajar")
    app = page(**query)
    assert app.header[0].value == "As of 25 November 2020"


def test_list_of_events_can_be_filtered_after_one_was_picked() -> None:
    app = page(date="2020-11-01")
    row = [q for q in links_of(app).values() if "event=" in q][6]
    app = page(**dict(parse_qsl(row)))
    next(t for t in app.text_input if t.label == "Words").set_value("Kalbajar").run()
    assert not app.exception
    assert not app.error


def test_row_of_the_status_table_leads_to_its_place() -> None:
    links = links_of(page(date="2022-08-26"))
    assert [q for q in links.values() if q.endswith("place=lachin_town")]


def test_place_is_told_by_the_card_of_the_map_alone() -> None:
    app = page(date="2022-08-25", place="lachin_town")
    assert not any("**Since:**" in m.value or "**Sources:**" in m.value for m in app.markdown)


def test_party_is_named_alike_by_page_table_and_comparison() -> None:
    app = page("Compare two days", date="2022-04-05", compare="2022-03-01", place="farrukh", by="azerbaijan")
    banner = "Where the parties differ, as stated by: Azerbaijan"
    assert [i.value for i in app.info] == [banner, banner]
    assert f"{banner}.</caption>" in table_of(app)
    assert "according to Azerbaijan" in table_of(app)


def test_no_two_choices_of_the_page_have_one_name() -> None:
    labels = [box.label for box in exporting(date="2022-08-26").selectbox]
    assert "Language" in labels
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("date", "2022-02-30", "YYYY-MM-DD"),
        ("date", "1800-01-01", "the record covers 1 January 1923 to 31 December 2026"),
        ("layers", "nowhere", "Layers “nowhere”"),
        ("view", "a,b", "View “a,b”"),
        ("lang", "xx", "Language “xx” (there are English"),
        ("place", "atlantis", "Place or road “atlantis” (the nearest are "),
        ("compare", "2026-12-01", "Earlier day “2026-12-01” (it is not before the day)"),
        ("event", "E999", "Event “E999”"),
        ("events", "all", "Events of the past year “all”"),
        ("town", "Gorys", "Settlement “Gorys” (the nearest are Goris"),
    ],
)
def test_bad_value_of_the_address_is_said_and_the_rest_stands(key: str, value: str, said: str) -> None:
    app = page(**({"date": "2022-08-25"} | {key: value}))
    assert said in app.error[0].value
    if key != "date":
        assert app.header[0].value == "As of 25 August 2022"


def test_several_faults_are_one_notice_and_strange_parameters_none() -> None:
    assert len(page(date="2022-02-30", lang="xx", layers="nowhere").error) == 1
    assert not page(date="2022-08-26", fbclid="x", utm_source="y", colour="z").error


def test_zoom_beyond_the_map_leaves_the_figures_standing() -> None:
    app = exporting(date="2022-08-26", view="39.8,46.7,2000")
    assert not app.exception
    assert any(box.label == "View" for box in app.selectbox)


def test_day_after_the_review_is_marked() -> None:
    assert "not reviewed" in page(date="2026-06-01").warning[0].value


def picture_of(app: AppTest) -> str:
    """Return the preview of a figure as HTML, empty where there is none."""
    return next((str(h.proto.body) for h in app.get("html") if 'class="figure"' in h.proto.body), "")


def exporting(**query: str) -> AppTest:
    """Open the page with the tab of figures and files."""
    return page("Figures and files", **query)


def choose(app: AppTest, label: str, value: str) -> None:
    next(box for box in app.selectbox if box.label == label).set_value(value).run()
    assert not app.exception


def test_figure_is_drawn_on_its_own_tab_only() -> None:
    assert not picture_of(page(date="2022-08-26"))
    app = exporting(date="2022-08-26", layers="lachin,lachin_corridor", view="39.6,46.5,9")
    assert next(box for box in app.selectbox if box.label == "View").value == "45.401,38.902,47.599,40.298"
    assert not app.error
    assert picture_of(app)
    assert app.get("download_button")


def test_preview_is_told_in_words() -> None:
    shown = picture_of(exporting(date="2022-08-26", layers="lachin"))
    assert re.search(r'alt="[^"]*26 August 2022[^"]*Azerbaijani control', shown)
    assert "data:image/png;base64," in shown


def test_link_and_embedding_hold_what_is_shown() -> None:
    codes = [c.value for c in exporting(date="2022-08-26", layers="lachin").code]
    assert any(c.endswith("?date=2022-08-26&layers=lachin") for c in codes)
    assert any("<iframe" in c and "&amp;layers=lachin&amp;embed=true" in c for c in codes)


def test_caption_and_description_are_those_of_the_figure() -> None:
    codes = [c.value for c in exporting(date="2022-08-26", layers="lachin").code]
    assert sum("As of 26 August 2022" in c and "Azerbaijani control" in c for c in codes) == 2


def test_every_format_can_be_chosen() -> None:
    app = exporting(date="2022-08-26", layers="lachin", compare="2022-08-01")
    for form in FORMATS:
        choose(app, "What", form)
        assert not app.error, form


def test_letters_of_an_svg_can_be_text() -> None:
    app = exporting(date="2022-08-26")
    offered = "Letters as text that can be edited"
    assert offered not in {box.label for box in app.checkbox}
    choose(app, "What", "svg")
    next(box for box in app.checkbox if box.label == offered).check().run()
    assert not app.exception
    assert not app.error


def test_data_can_be_of_all_days() -> None:
    app = exporting(date="2022-08-26", layers="lachin")
    choose(app, "What", "gpkg")
    app.checkbox[0].check().run()
    assert not app.error
    assert picture_of(app)
    assert app.get("download_button")[0].proto.label.endswith("GPKG")


def test_figure_without_a_layer_is_said_once_not_drawn_with_all() -> None:
    app = exporting(date="2022-08-26", layers="")
    assert [e.value for e in app.error if "no layer is chosen" in e.value] == [e.value for e in app.error]
    assert len(app.error) == 1
    assert not picture_of(app)
    assert app.get("download_button")[0].proto.disabled


def test_animation_up_to_the_first_day_of_the_record_is_refused_in_a_sentence() -> None:
    app = exporting(date="1923-01-01")
    choose(app, "What", "gif")
    assert "1 day is given; required: 2" in app.error[0].value


def test_figure_of_nothing_is_said() -> None:
    app = exporting(date="2022-08-26", layers="kelbajar", view="38.9,45.2,11")
    assert "nothing is drawn" in app.error[0].value
