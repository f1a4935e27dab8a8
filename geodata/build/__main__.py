"""Rebuild every geometry file: `python -m geodata.build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.build import (
    admin,
    basemap,
    borders,
    corridors,
    geojson,
    places,
    rayons,
    relief,
    territories,
    zones,
)
from geodata.build.methods import stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).resolve().parent.parent
BASEMAP = GEODATA / "basemap"
TERRITORY_FILES = {
    "kelbajar": ("kalbajar",),
    "aghdam": ("aghdam_held", "aghdam_rest"),
    "lachin": ("lachin_district", "lachin_town"),
    "districts": (
        *("fuzuli_held", "fuzuli_rest", "jabrayil", "zangilan", "qubadli", "shusha", "hadrut"),
        "hin_tagher",
        *("sugovushan", "nk_rump"),
    ),
}
Feature = tuple[dict[str, Any], Any]


def main() -> None:
    """Write all layer files and the base map."""
    _write_territories()
    for name in ("lachin_corridor", "zangezur_corridor", "nakhchivan_link"):
        segments: list[corridors.Segment] = getattr(corridors, name)()
        attribution = f"{corridors.ATTRIBUTION}; {borders.ATTRIBUTION}"
        licence = f"{corridors.LICENCE} AND {borders.LICENCE}"
        geojson.write(GEODATA / f"{name}.geojson", attribution, licence, [s.feature() for s in segments])
    _write_zones()
    _write_admin()
    _write_basemap()
    relief.write(BASEMAP)


def _properties(entity: str, source: str, licence: str) -> dict[str, Any]:
    whole = {"id": entity, "entity_id": entity, "segment": None, "valid_from": None, "valid_to": None}
    return whole | stated(entity) | {"source": source, "licence": licence}


def _write_territories() -> None:
    areas = territories.areas()
    source = f"{rayons.ATTRIBUTION}; {zones.ATTRIBUTION}; {corridors.ATTRIBUTION}"
    licence = f"{rayons.LICENCE} AND {zones.LICENCE} AND {corridors.LICENCE}"
    for name, entities in TERRITORY_FILES.items():
        features = [(_properties(e, source, licence), areas[e]) for e in entities if e in territories.named()]
        if name == "districts":
            features += _small()
        geojson.write(GEODATA / f"{name}.geojson", source, licence, features)


def _small() -> list[Feature]:
    """Return located villages, and what lies along the border: ground in Gazakh, exclaves, positions."""
    places, areas = territories.villages(), territories.areas()
    points = [(_properties(e, corridors.ATTRIBUTION, corridors.LICENCE), p) for e, p in places.items()]
    credit = dict.fromkeys(("gazakh_4", *territories.POSITIONS), f"Own estimate; {borders.ATTRIBUTION}")
    credit |= dict.fromkeys(borders.EXCLAVES, f"{borders.EXCLAVES_ATTRIBUTION}; {borders.ATTRIBUTION}")
    drawn = {e: text for e, text in credit.items() if e in territories.named()}
    return [*points, *((_properties(e, text, borders.LICENCE), areas[e]) for e, text in drawn.items())]


def _write_zones() -> None:
    joined = (f"{zones.ATTRIBUTION}; {rayons.ATTRIBUTION}", f"{zones.LICENCE} AND {rayons.LICENCE}")
    both = (f"{corridors.ATTRIBUTION}; {joined[0]}", f"{corridors.LICENCE} AND {joined[1]}")
    made = {"nkao": joined, "line_of_contact": joined, "rpk_zone": both, "lachin_corridor_zone": both}
    drawn = territories.areas() | {"line_of_contact": territories.line_of_contact()}
    features = [(_properties(e, *credit), drawn[e]) for e, credit in made.items()]
    geojson.write(GEODATA / "zones.geojson", *both, features)


def _write_admin() -> None:
    province = (f"{admin.NATURAL_EARTH}; {borders.ATTRIBUTION}", f"{zones.LICENCE} AND {borders.LICENCE}")
    drawn = basemap.units("AZ", admin.RAYONS.values())
    features = [(_properties(e, rayons.ATTRIBUTION, rayons.LICENCE), drawn[name]) for e, name in admin.RAYONS.items()]
    features.append((_properties("syunik", *province), basemap.units("AM", ["Syunik"])["Syunik"]))
    attribution = f"{rayons.ATTRIBUTION}; {admin.NATURAL_EARTH}"
    geojson.write(GEODATA / "admin.geojson", attribution, f"{rayons.LICENCE} AND {zones.LICENCE}", features)


def _named(areas: dict[str, BaseGeometry], key: str = "name") -> list[Feature]:
    return [({key: name}, area) for name, area in sorted(areas.items())]


def _numbered(areas: Iterable[BaseGeometry]) -> list[Feature]:
    return [({"number": i}, area) for i, area in enumerate(areas, start=1)]


def _write_basemap() -> None:
    ne, public = basemap.NATURAL_EARTH, zones.LICENCE
    osm = (f"{borders.ATTRIBUTION}; {borders.EXCLAVES_ATTRIBUTION}; coast: {ne}", f"{borders.LICENCE} AND {public}")
    countries = [({"iso": i, "name": basemap.NAMES[i]}, a) for i, a in sorted(basemap.countries().items())]
    provinces = (f"{admin.NATURAL_EARTH}; {borders.ATTRIBUTION}", f"{public} AND {borders.LICENCE}")
    rivers = (f"{basemap.WDBII}; {borders.ATTRIBUTION}", f"LGPL-3.0-or-later AND {borders.LICENCE}")
    layers: dict[str, tuple[str, str, Any]] = {
        "countries": (*osm, countries),
        "admin-az": (rayons.ATTRIBUTION, rayons.LICENCE, _named(basemap.units("AZ", rayons.rayons()))),
        "admin-am": (*provinces, _named(basemap.units("AM", admin.provinces()))),
        "rivers": (*rivers, _named(basemap.rivers())),
        "lakes": (ne, public, _numbered(basemap.lakes())),
        "sea": (ne, public, _named({"Caspian Sea": basemap.sea()})),
        "places": (places.ATTRIBUTION, places.LICENCE, places.features()),
    }
    for name, (attribution, licence, features) in layers.items():
        geojson.write(BASEMAP / f"{name}.geojson", attribution, licence, features)


if __name__ == "__main__":
    main()
