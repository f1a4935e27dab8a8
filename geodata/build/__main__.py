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
from geodata.build.metric import to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shapely

GEODATA = Path(__file__).resolve().parent.parent
BASEMAP = GEODATA / "basemap"
TERRITORY_FILES = {
    "kelbajar": ("kalbajar",),
    "aghdam": ("aghdam_held", "aghdam_rest"),
    "lachin": ("lachin_district", "lachin_town"),
    "districts": (
        *("fuzuli_held", "fuzuli_rest", "jabrayil", "zangilan", "qubadli", "shusha", "hadrut"),
        *("sugovushan", "nk_rump"),
    ),
}
RAYON_M = territories.RAYON_M
TERRITORY_TOLERANCE = 0.0012
"""Degrees; the coverage simplification keeps shared edges shared and moves lines by about 100 m at most."""
BY_RAYON = "Rayon after KGeography's raster, georeferenced on the OpenStreetMap border; edges 95 % within 1.8 km."
BY_LINE = BY_RAYON + " Cut by the line of contact of 1994 (Natural Earth)."
BY_OBLAST = "Former oblast (Natural Earth); {how} No data set of the line of November 2020 exists: schematic."
METHODS = {
    "aghdam_held": (RAYON_M, False, BY_LINE),
    "aghdam_rest": (RAYON_M, False, BY_LINE),
    "fuzuli_held": (RAYON_M, False, BY_LINE),
    "fuzuli_rest": (RAYON_M, False, BY_LINE),
    "lachin_district": (RAYON_M, False, BY_RAYON + " Without the 5-km strip."),
    "lachin_town": (
        3000,
        True,
        "The 5-km strip in Lachin district, joined to Sus, which lies beside the road.",
    ),
    "shusha": (3000, True, BY_OBLAST.format(how="Shusha rayon and town without the 5-km strip.")),
    "hadrut": (8000, True, BY_OBLAST.format(how="What is nearer to Hadrut than to Khojavend or Khankendi.")),
    "sugovushan": (5000, True, BY_OBLAST.format(how="Within 4 km of Sugovushan and Talish.")),
    "nk_rump": (8000, True, BY_OBLAST.format(how="Without Shusha, Hadrut and Sugovushan.")),
}
"""Entity -> accuracy in metres, whether it is schematic, and how it was got."""
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


def _properties(
    entity: str, accuracy_m: int, schematic: bool, method: str, source: str, licence: str
) -> dict[str, Any]:
    return {
        "id": entity,
        "entity_id": entity,
        "segment": None,
        "valid_from": None,
        "valid_to": None,
        "accuracy_m": accuracy_m,
        "schematic": schematic,
        "method": method,
        "source": source,
        "licence": licence,
    }


def _write_territories() -> None:
    areas = basemap.simplified(territories.areas(), TERRITORY_TOLERANCE)
    source = f"{rayons.ATTRIBUTION}; {zones.ATTRIBUTION}; {corridors.ATTRIBUTION}"
    licence = f"{rayons.LICENCE} AND {zones.LICENCE} AND {corridors.LICENCE}"
    for name, entities in TERRITORY_FILES.items():
        features = [
            (_properties(e, *METHODS.get(e, (RAYON_M, False, BY_RAYON)), source, licence), areas[e]) for e in entities
        ]
        if name == "districts":
            features += _points()
        geojson.write(GEODATA / f"{name}.geojson", source, licence, features)


def _points() -> list[Feature]:
    """Return Farrukh, a located village, and the ground around the marker of the four villages of Gazakh."""
    village = ("Coordinate of the village, to about 500 m.", corridors.ATTRIBUTION, corridors.LICENCE)
    ground = (
        "Within 7 km of a marker of low confidence, in Azerbaijan; schematic, the four villages cover 6.5 km².",
        f"Own estimate; {borders.ATTRIBUTION}",
        borders.LICENCE,
    )
    return [
        (_properties("farrukh", 500, False, *village), territories.farrukh()),
        (_properties("gazakh_4", 7000, True, *ground), territories.gazakh()),
    ]


def _write_zones() -> None:
    both = f"{corridors.ATTRIBUTION}; {borders.ATTRIBUTION}; {zones.ATTRIBUTION}"
    licence = f"{corridors.LICENCE} AND {borders.LICENCE} AND {zones.LICENCE}"
    made: dict[str, tuple[Any, ...]] = {
        "nkao": (
            *(
                zones.oblast(),
                1500,
                False,
                "Natural Earth's border of the oblast; gaps between segments joined.",
            ),
            *(zones.ATTRIBUTION, zones.LICENCE),
        ),
        "line_of_contact": (
            *(
                zones.line_of_contact(),
                2000,
                False,
                "Natural Earth's ceasefire line of 1994, segments joined.",
            ),
            *(zones.ATTRIBUTION, zones.LICENCE),
        ),
        "rpk_zone": (
            *(territories.peacekeeping_zone(), 8000, True),
            *("What was left of the former oblast with the 5-km zone; schematic.", both, licence),
        ),
        "lachin_corridor_zone": (
            *(zones.corridor_zone(), 3000, True),
            *("The old Lachin road buffered by 2.5 km, without Shusha town; schematic.", both, licence),
        ),
    }
    features = [(_properties(e, *rest), _light(area)) for e, (area, *rest) in made.items()]
    geojson.write(GEODATA / "zones.geojson", both, licence, features)


def _light(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a geometry with no more points than its accuracy can bear: 100 m."""
    return to_degrees(to_metres(geometry).simplify(100))


def _write_admin() -> None:
    areas = basemap.simplified({n: basemap.areas_only(a) for n, a in admin.areas().items()}, 0.003)
    rayon = (RAYON_M, False, BY_RAYON, rayons.ATTRIBUTION, rayons.LICENCE)
    province = (
        *(4000, False, "Natural Earth's province; its outer edge replaced by the OpenStreetMap border."),
        *(f"{admin.NATURAL_EARTH}; {borders.ATTRIBUTION}", f"{zones.LICENCE} AND {borders.LICENCE}"),
    )
    features = [(_properties(e, *(province if e == "syunik" else rayon)), area) for e, area in areas.items()]
    attribution = f"{rayons.ATTRIBUTION}; {admin.NATURAL_EARTH}"
    geojson.write(GEODATA / "admin.geojson", attribution, f"{rayons.LICENCE} AND {zones.LICENCE}", features)


def _named(areas: dict[str, shapely.Geometry], key: str = "name") -> list[Feature]:
    return [({key: name}, area) for name, area in sorted(areas.items())]


def _numbered(areas: Iterable[shapely.Geometry]) -> list[Feature]:
    return [({"number": i}, area) for i, area in enumerate(areas, start=1)]


def _write_basemap() -> None:
    ne, public = basemap.NATURAL_EARTH, zones.LICENCE
    osm = (f"{borders.ATTRIBUTION}; coast: {ne}", f"{borders.LICENCE} AND {public}")
    countries = [({"iso": i, "name": basemap.NAMES[i]}, a) for i, a in sorted(basemap.countries().items())]
    provinces = (f"{admin.NATURAL_EARTH}; {borders.ATTRIBUTION}", f"{public} AND {borders.LICENCE}")
    rivers = (f"{basemap.WDBII}; {borders.ATTRIBUTION}", f"LGPL-3.0-or-later AND {borders.LICENCE}")
    layers: dict[str, tuple[str, str, Any]] = {
        "countries": (*osm, countries),
        "rayons": (rayons.ATTRIBUTION, rayons.LICENCE, _named(basemap.rayon_areas())),
        "provinces": (*provinces, _named(basemap.province_areas())),
        "rivers": (*rivers, _named(basemap.rivers())),
        "lakes": (ne, public, _numbered(basemap.lakes())),
        "sea": (ne, public, _named({"Caspian Sea": basemap.sea()})),
        "places": (places.ATTRIBUTION, places.LICENCE, places.features()),
    }
    for name, (attribution, licence, features) in layers.items():
        geojson.write(BASEMAP / f"{name}.geojson", attribution, licence, features)


if __name__ == "__main__":
    main()
