"""The online map that a page may offer: what is taken, what is refused, and what the page may then ask."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest

from layers.cli import main
from layers.errors import LayersError
from layers.page import served
from layers.recipe import recipe, tiles
from layers.render import artefact, embedded, webmap

if TYPE_CHECKING:
    from pathlib import Path

    from layers.record.model import Record

OWN = "https://tiles.example:8443/a/{z}/{x}/{y}.png © Example survey"


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


def test_name_of_xyzservices_gives_address_credit_and_host() -> None:
    found = tiles.named("openstreetmap.mapnik")
    assert (found.name, found.host) == ("OpenStreetMap.Mapnik", "tile.openstreetmap.org")
    assert found.url == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert found.credit == "© OpenStreetMap contributors"
    assert found.zooms == (0, 19)


def test_placeholders_of_a_provider_are_filled_in_and_one_host_is_left() -> None:
    found = tiles.named("OpenTopoMap")
    assert re.findall(r"\{\w+\}", found.url) == ["{z}", "{x}", "{y}"]
    assert found.origin == "https://a.tile.opentopomap.org"


def test_own_address_comes_with_its_credit() -> None:
    found = tiles.named(OWN)
    assert (found.name, found.origin) == ("tiles.example:8443", "https://tiles.example:8443")
    assert found.credit == "© Example survey"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("OpenStreetMap.Mapnick", "OpenStreetMap.Mapnik"),
        ("Thunderforest.OpenCycleMap", "needs a key"),
        ("NASAGIBS.BlueMarble3413", "cannot be laid below"),
        ("TopPlusOpen.Grey", "required: https"),
        ("https://tiles.example/{z}/{x}/{y}.png", "no credit"),
        ("https://tiles.example/{z}/{x}/{y}.png \u202egnp", "no credit"),
        ("http://tiles.example/{z}/{x}/{y}.png Example", "required: https"),
        ("https://tiles.example/{z}/{x}.png Example", "required: https"),
        ("https://tiles.example/{s}/{z}/{x}/{y}.png Example", "required: https"),
        ("https://*/{z}/{x}/{y}.png Example", "required: https"),
        ("https://tiles.example;script-src/{z}/{x}/{y}.png Example", "required: https"),
        ("https://me@tiles.example/{z}/{x}/{y}.png Example", "required: https"),
        ('https://tiles.example/"/{z}/{x}/{y}.png Example', "required: https"),
        ("javascript://tiles.example/{z}/{x}/{y} Example", "required: https"),
    ],
)
def test_what_cannot_be_used_is_refused(text: str, why: str) -> None:
    with pytest.raises(LayersError, match=re.escape(why)):
        tiles.named(text)


def test_policy_gains_the_host_of_the_tiles_for_pictures_alone(record: Record) -> None:
    plain = policy(webmap.html(webmap.build(record)))
    offered = policy(webmap.html(webmap.build(record, tiles=tiles.named(OWN))))
    assert "http" not in plain
    assert offered == plain.replace("img-src data:", "img-src data: https://tiles.example:8443")


def test_page_is_made_again_with_its_online_map(record: Record, tmp_path: Path) -> None:
    asked = recipe.parse(record, {"days": "2022-08-26", "form": "html", "tiles": OWN})
    path = tmp_path / "map.html"
    path.write_bytes(artefact.render(record, asked))
    told = embedded.recipe_of(path)
    assert told
    assert told["tiles"] == OWN
    assert main(["render", str(path), "--out", str(tmp_path / "again.html")]) == 0
    assert (tmp_path / "again.html").read_bytes() == path.read_bytes()


def test_only_a_page_offers_an_online_map(record: Record) -> None:
    with pytest.raises(LayersError, match="offers no online map"):
        recipe.parse(record, {"days": "2022-08-26", "form": "png", "tiles": OWN})


def test_command_refuses_an_unknown_map_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "--tiles", "Nowhere", "--out", str(tmp_path / "map.html")]) == 2
    told = capsys.readouterr().err
    assert told.startswith("layers: ")
    assert told.count("\n") == 1


def test_variable_has_the_page_of_the_app_offer_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = []
    for asked in ("", OWN):
        monkeypatch.setenv("LAYERS_TILES", asked)
        served._map_page.cache_clear()
        pages.append(gzip.decompress(served.map_page().packed).decode())
    served._map_page.cache_clear()
    assert "tiles.example" not in pages[0]
    assert "tiles.example:8443" in policy(pages[1])
