"""The territories, zones and districts: unions of the cells of one partition, by the areas that each cell lies in.

The rayons give the borders. The former oblast (Natural Earth) is cut along them wherever the two sources draw the same
border twice, and it takes in whole the three rayons that were made of its districts.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPoint, Point, Polygon

from geodata.build import admin, borders, corridors, coverage, rayons, zones
from geodata.build.coverage import Partition
from geodata.build.metric import to_degrees, to_metres

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

ENTITIES = Path(__file__).resolve().parent.parent / "entities.csv"
Mask = NDArray[np.bool_]
TOLERANCE = 0.0014
"""Degrees; the simplification moves lines by about 100 m at most."""
FAR_TOLERANCE = 0.011
"""Degrees; the same for the edges between areas that are only background."""
DOUBLED_M = 1750.0
"""Half the width in metres to which two drawings of one border may lie apart."""
SPLINTER_M, SPLINTER = 250.0, 1e-4
"""Half-width in metres and area in square degrees (about 1 km²) below which an atom goes to its neighbour."""
WHOLE = {
    "kalbajar": "Kalbajar",
    "jabrayil": "Jabrayil",
    "zangilan": "Zangilan",
    "qubadli": "Qubadli",
    "aghdam": "Agdam",
    "fuzuli": "Fizuli",
    "lachin": "Lachin",
}
"""Entity -> rayon around the former oblast."""
OF_THE_OBLAST = ("Shusha", "Khojali", "Khojavend")
"""Rayons made of districts of the former oblast: Shusha, Askeran, Martuni and Hadrut."""
KHOJAVEND = (47.1117, 39.79496)
"""Khojavend, in the peacekeepers' zone until 2023 (flag raised on 15 October 2023); GeoNames."""
DELIMITED_M, DELIMITED_WIDTH_M = 12_700.0, 730.0
"""Length of border delimited in Gazakh in 2024, and the width along it that holds the 6.5 km² handed over; metres."""


def _place(number: int) -> tuple[float, float]:
    return corridors.waypoints("territory_points")[number]


HADRUT, SUGOVUSHAN, TALISH, FARRUKH, BAGHANIS_AYRUM, ASHAGHI_ASKIPARA = 9, 10, 11, 12, 15, 16
HIN_TAGHER, KHTSABERD, KARKI, MARTAKERT, LAKE_SEV, VERIN_SHORZHA, JERMUK = 17, 18, 19, 20, 21, 22, 23
"""Numbers of places in waypoints.csv."""
POSITIONS = {
    "positions_sev": (LAKE_SEV, 3_700.0, 2_450.0),
    "positions_shorzha": (VERIN_SHORZHA, 13_000.0, 2_025.0),
    "positions_jermuk": (JERMUK, 8_500.0, 5_250.0),
}
"""Entity -> the place it is named after, the length of border beside it, and the width along it that holds the area
that Armenian sources state (13, 32 and 60 km²); metres."""


@cache
def partition() -> Partition:
    """Return the cells that everything drawn is made of."""
    sources: dict[str, Mapping[str, BaseGeometry]] = {
        "country": {iso: borders.country(iso) for iso in borders.ZONES} | {"sea": borders.sea()},
        "unit": rayons.rayons() | admin.provinces(),
        "oblast": {"in": _oblast()},
        "line": {"west": _west()},
        "zone": {"in": zones.corridor_strip()},
        "beside": {"sus": _around_sus()},
        "town": {"shusha": shusha_town()},
        "exclave": borders.exclaves(),
        "villages": {"gazakh": _gazakh(), "hin_tagher": _around(2000, HIN_TAGHER, KHTSABERD)},
        "positions": {entity: _strip(*strip) for entity, strip in POSITIONS.items() if entity in named()},
        "part": {"south": _south(), "north-east": _around(4000, SUGOVUSHAN, TALISH)},
    }
    atoms = coverage.partition(sources)
    atoms = coverage.settled(atoms, "oblast", ("country", "unit"), DOUBLED_M, [Point(_place(FARRUKH))])
    atoms = coverage.settled(_to_the_point(atoms), "line", ("country", "unit", "oblast"), DOUBLED_M)
    lost = np.isin(atoms.labels["country"], ("AZ", "AM")) & (atoms.labels["unit"] == "")
    whole = coverage.absorbed(atoms, "country", lost, SPLINTER_M, SPLINTER).dissolved()
    return whole.simplified(TOLERANCE, FAR_TOLERANCE, _near)


def _near(cells: Partition) -> Mask:
    """Return a mask of the cells that the record speaks of."""
    drawn = np.isin(cells.labels["unit"], [*WHOLE.values(), *OF_THE_OBLAST, *admin.RAYONS.values(), "Syunik"])
    return drawn | ~cells.where(exclave="", villages="", positions="")


@cache
def named() -> frozenset[str]:
    """Return the entities of the record; ground that it has no entity for stays with the area around."""
    with ENTITIES.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["entity_id"] for row in csv.DictReader(stream))


def _to_the_point(atoms: Partition) -> Partition:
    """Return the atoms with the lines drawn across the land named only where they part something.

    All of Kalbajar is west of the line of contact: Natural Earth's line cuts off its north, which lay behind it.
    """
    labels, home, oblast = dict(atoms.labels), atoms.where(country="AZ"), atoms.where(oblast="in")
    for source, here in {"line": home, "zone": home, "beside": home, "town": oblast, "part": oblast}.items():
        labels[source] = np.where(here, labels[source], "")
    labels["line"][atoms.where(unit="Kalbajar")] = "west"
    return Partition(atoms.cells, labels)


def _oblast() -> BaseGeometry:
    own = [rayons.rayons()[name] for name in OF_THE_OBLAST]
    return shapely.union_all([zones.oblast(), *own], grid_size=coverage.GRID)


def _west() -> Polygon:
    """Return the ground west of the line of contact, which is drawn straight on across the Aras."""
    points = shapely.get_coordinates(zones.line_of_contact())
    points = points if points[-1][1] < points[0][1] else points[::-1]
    step = points[-1] - points[-2]
    beyond = points[-1] + step / (step @ step) ** 0.5 * 0.15
    corner = borders.WINDOW.bounds[:2]
    return Polygon([*points, beyond, (beyond[0], corner[1]), corner, (corner[0], points[0][1])])


def _around_sus() -> BaseGeometry:
    """Return the ground that joins Sus, on the Hakari beside the road, to the zone."""
    centre = to_metres(Point(corridors.waypoints("lachin_old")[4]))
    link = shapely.shortest_line(to_metres(zones.corridor_strip()), centre)
    return to_degrees(shapely.union_all([link.buffer(1200), centre.buffer(1200)]))


@cache
def shusha_town() -> BaseGeometry:
    """Return Shusha town: its outline on the raster, grown to a kilometre around the town's coordinate.

    The outline is five pixels wide and its middle lies 2 km south-west of the coordinate.
    """
    outline = rayons.drawn("Shusha city")
    centre = zones.circle(corridors.waypoints("lachin_old")[7], 1000)
    return shapely.union_all([outline, centre]).convex_hull


def _south() -> BaseGeometry:
    """Return what is nearer to Hadrut than to Khojavend (Martuni) or Khankendi."""
    seeds = [_place(HADRUT), KHOJAVEND, corridors.waypoints("lachin_old")[8]]
    metres = [to_metres(Point(s)) for s in seeds]
    reach = to_metres(_oblast()).buffer(20_000)
    cells: list[BaseGeometry] = list(shapely.get_parts(shapely.voronoi_polygons(MultiPoint(metres), extend_to=reach)))
    return to_degrees(next(c for c in cells if c.contains(metres[0])).intersection(reach))


def _around(metres: float, *numbers: int) -> BaseGeometry:
    """Return the ground within so many metres of the line or the area between places."""
    places = MultiPoint([_place(n) for n in numbers])
    return to_degrees(to_metres(places).convex_hull.buffer(metres))


@cache
def _border() -> LineString:
    """Return the border between the main part of Azerbaijan and Armenia, in metres."""
    border = shapely.intersection(borders.azerbaijan()[0].boundary, borders.zone("AM").boundary)
    return LineString(to_metres(shapely.line_merge(border)).coords)


def _strip(number: int, length_m: float, width_m: float) -> BaseGeometry:
    """Return the ground on both sides of a stretch of the border, beside a place, with its bays filled."""
    return _along(_border().project(to_metres(Point(_place(number)))), length_m, width_m).convex_hull


def _along(middle: float, length_m: float, width_m: float) -> BaseGeometry:
    along = corridors.stretch(_border(), middle - length_m / 2, middle + length_m / 2)
    return to_degrees(along.buffer(width_m, cap_style="flat"))


def _gazakh() -> BaseGeometry:
    """Return a strip on 12.7 km of border, 6.5 km² in Azerbaijan, at the two villages of the four that are located."""
    places = [to_metres(Point(_place(number))) for number in (BAGHANIS_AYRUM, ASHAGHI_ASKIPARA)]
    return _along(sum(map(_border().project, places)) / 2, DELIMITED_M, DELIMITED_WIDTH_M)


@cache
def masks() -> dict[str, Mask]:
    """Return for every territory and zone which cells it is made of; no two territories share a cell."""
    cells = partition()
    oblast, west, zone = cells.where(oblast="in"), cells.where(line="west"), corridor_zone()
    own = {entity: cells.where(country="AZ", unit=rayon, oblast="") for entity, rayon in WHOLE.items()}
    lachin, beside = own.pop("lachin"), cells.where(beside="sus")
    aghdam, fuzuli = own.pop("aghdam"), own.pop("fuzuli")
    shusha = oblast & ~zone & (cells.where(unit="Shusha") | cells.where(town="shusha"))
    south = oblast & west & ~shusha & cells.where(part="south")
    hin_tagher = south & cells.where(villages="hin_tagher")
    hadrut = south & ~hin_tagher if "hin_tagher" in named() else south
    exclaves = {entity: cells.where(exclave=entity) for entity in borders.EXCLAVES}
    positions = {entity: cells.where(country="AM", positions=entity) for entity in POSITIONS}
    sugovushan = oblast & west & cells.where(part="north-east")
    left = west & (oblast | cells.where(country="AZ", unit="Tartar")) & ~shusha & ~south & ~sugovushan
    return (
        own
        | exclaves
        | positions
        | {
            "aghdam_held": aghdam & west,
            "aghdam_rest": aghdam & ~west,
            "fuzuli_held": fuzuli & west,
            "fuzuli_rest": fuzuli & ~west,
            "lachin_town": lachin & (zone | beside),
            "lachin_district": lachin & ~zone & ~beside,
            "shusha": shusha,
            "hadrut": hadrut,
            "hin_tagher": hin_tagher,
            "sugovushan": sugovushan,
            "nk_rump": left,
            "gazakh_4": cells.where(country="AZ", villages="gazakh"),
            "nkao": oblast,
            "rpk_zone": left | zone,
            "lachin_corridor_zone": zone,
        }
    )


def corridor_zone() -> Mask:
    """Return the cells of the 5-km zone: the strip in Azerbaijan, without Shusha town."""
    cells = partition()
    return cells.where(country="AZ", zone="in", town="")


@cache
def areas() -> dict[str, BaseGeometry]:
    """Return every territory's and zone's area in degrees."""
    return {entity: partition().area(mask) for entity, mask in masks().items()}


def line_of_contact() -> BaseGeometry:
    """Return the line of contact of 1994 as the border between the cells on its two sides."""
    cells = partition()
    inside = cells.where(country="AZ")
    return cells.edge(inside & cells.where(line="west"), inside & cells.where(line=""))


def villages() -> dict[str, Point]:
    """Return the villages and towns of the record that are points."""
    numbers = {"farrukh": FARRUKH, "baghanis_ayrum": BAGHANIS_AYRUM, "ashagi_askipara": ASHAGHI_ASKIPARA}
    numbers |= {"karki": KARKI, "martakert": MARTAKERT}
    return {entity: Point(_place(number)) for entity, number in numbers.items() if entity in named()}
