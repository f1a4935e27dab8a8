"""The territories: rayons cut by the lines that the record names.

Where sources differ the former oblast (Natural Earth) wins over a rayon's edge, so that no place belongs to two
territories; gaps between the two that are enclosed, or narrower than two kilometres, go to the oblast's side.
"""

from __future__ import annotations

from functools import cache

import shapely
from shapely import LineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.ops import split

from geodata.build import borders, corridors, rayons, zones
from geodata.build.metric import to_degrees, to_metres

GRID = 1e-6
"""Degrees: all overlays run on one grid, so that shared edges stay shared."""
SLIVER_M = 1000.0
SCHEMATIC_M = 8000
RAYON_M = 1800
"""95th percentile of the distance between the raster's outline, after the polynomial, and OpenStreetMap's."""
FIRST = {
    "aghdam": "Agdam",
    "fuzuli": "Fizuli",
    "jabrayil": "Jabrayil",
    "kalbajar": "Kalbajar",
    "lachin": "Lachin",
    "qubadli": "Qubadli",
    "zangilan": "Zangilan",
    "shusha": "Shusha",
}


def _towns() -> dict[str, tuple[float, float]]:
    points = corridors.waypoints("territory_points")
    numbers = {
        "aghdam": 2,
        "fuzuli": 4,
        "hadrut": 9,
        "sugovushan": 10,
        "talish": 11,
        "farrukh": 12,
        "gazakh": 15,
    }
    return {name: points[n] for name, n in numbers.items()}


def clean(geometry: shapely.Geometry, smallest: float = 1e-4) -> MultiPolygon:
    """Return the polygons of a geometry that are larger than about one square kilometre."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(geometry)) if isinstance(p, Polygon)]
    return MultiPolygon([p for p in parts if p.area > smallest])


def _minus(area: shapely.Geometry, *others: shapely.Geometry) -> MultiPolygon:
    return clean(shapely.difference(area, shapely.union_all(others), grid_size=GRID))


@cache
def inner() -> shapely.Geometry:
    """Return the former oblast with the gaps towards the rayons around it that only the two sources make."""
    oblast = zones.oblast()
    own = shapely.union_all([rayons.rayons()[n] for n in ("Shusha", "Khojali", "Khojavend")])
    left = shapely.get_parts(shapely.difference(own, oblast, grid_size=GRID))
    thin = [p for p in left if to_metres(p).buffer(-SLIVER_M).is_empty]
    filled = shapely.union_all([oblast, *thin], grid_size=GRID)
    around = shapely.union_all([filled, *(rayons.rayons()[n] for n in FIRST.values())], grid_size=GRID)
    enclosed = [Polygon(ring) for part in shapely.get_parts(around) for ring in part.interiors]
    return clean(shapely.union_all([filled, *enclosed, *_cut_off(filled)], grid_size=GRID))


def _cut_off(oblast: shapely.Geometry) -> list[Polygon]:
    """Return the pieces that the oblast cuts off a rayon's main part and that lie at the oblast's edge."""
    pieces = []
    for name in FIRST.values():
        parts = sorted(_minus(rayons.rayons()[name], oblast).geoms, key=lambda p: p.area)
        pieces += [p for p in parts[:-1] if p.intersects(oblast)]
    return pieces


def _cut(rayon: str, town: str) -> tuple[MultiPolygon, MultiPolygon]:
    """Return (held, rest) of a rayon cut by the line of contact; the held part is the town's."""
    whole = _minus(rayons.rayons()[FIRST[rayon]], inner())
    pieces = [piece for part in whole.geoms for piece in split(part, _extended()).geoms]
    line, centre = _extended(), Point(_towns()[town])
    side = _side(line, centre)
    held = [p for p in pieces if _side(line, p.representative_point()) == side]
    rest = [p for p in pieces if _side(line, p.representative_point()) != side]
    return clean(MultiPolygon(held)), clean(MultiPolygon(rest))


@cache
def _extended() -> LineString:
    """Return the line of contact from north to south, its southern end drawn straight on across the Aras."""
    points = shapely.get_coordinates(zones.line_of_contact())
    points = points if points[-1][1] < points[0][1] else points[::-1]
    step = points[-1] - points[-2]
    beyond = points[-1] + step / (step @ step) ** 0.5 * 0.15
    return LineString([*points, beyond])


def _side(line: LineString, point: Point) -> bool:
    """Return True on the left of the line, by its nearest stretch."""
    here = line.project(point)
    a, b = line.interpolate(max(here - 1e-4, 0)), line.interpolate(min(here + 1e-4, line.length))
    return bool((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0)


@cache
def areas() -> dict[str, shapely.Geometry]:
    """Return every territory's area in degrees; no two share ground."""
    all_rayons = rayons.rayons()
    zone = zones.corridor_zone()
    sus = corridors.waypoints("lachin_old")[4]
    strip = shapely.union_all([zone, _around_sus(zone, sus)])
    lachin = _minus(all_rayons["Lachin"], inner())
    town = clean(shapely.intersection(lachin, strip, grid_size=GRID), 5e-4)
    shusha_town = zones.circle(corridors.waypoints("lachin_old")[7], zones.TOWN_RADIUS_M)
    shusha_all = _within(shapely.union_all([all_rayons["Shusha"], shusha_town]))
    shusha = clean(shapely.difference(shusha_all, zone, grid_size=GRID), 1e-3)
    hadrut = clean(shapely.intersection(_south(), _minus(inner(), shusha), grid_size=GRID), 1e-3)
    sugovushan = clean(shapely.intersection(inner(), _north_east(), grid_size=GRID), 1e-3)
    aghdam, aghdam_rest = _cut("aghdam", "aghdam")
    fuzuli, fuzuli_rest = _cut("fuzuli", "fuzuli")
    whole = {n: _minus(all_rayons[FIRST[n]], inner()) for n in ("kalbajar", "jabrayil", "zangilan", "qubadli")}
    return whole | {
        "aghdam_held": aghdam,
        "aghdam_rest": aghdam_rest,
        "fuzuli_held": fuzuli,
        "fuzuli_rest": fuzuli_rest,
        "lachin_town": town,
        "lachin_district": _minus(lachin, town),
        "shusha": shusha,
        "hadrut": hadrut,
        "sugovushan": sugovushan,
        "nk_rump": clean(_minus(inner(), shusha, hadrut, sugovushan), 1e-3),
    }


def _within(area: shapely.Geometry) -> shapely.Geometry:
    return shapely.intersection(area, inner(), grid_size=GRID)


def _around_sus(zone: shapely.Geometry, sus: tuple[float, float]) -> shapely.Geometry:
    """Return the ground that joins Sus, on the Hakari beside the road, to the zone."""
    centre = to_metres(Point(sus))
    link = shapely.shortest_line(to_metres(zone), centre)
    return to_degrees(shapely.union_all([link.buffer(1200), centre.buffer(1200)]))


def _south() -> shapely.Geometry:
    """Return what is nearer to Hadrut than to Khojavend (Martuni) or Khankendi."""
    seeds = [_towns()["hadrut"], KHOJAVEND, corridors.waypoints("lachin_old")[8]]
    metres = [to_metres(Point(s)) for s in seeds]
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(metres), extend_to=to_metres(inner())))
    return to_degrees(next(c for c in cells if c.contains(metres[0])))


KHOJAVEND = (47.1117, 39.79496)
"""Khojavend, in the peacekeepers' zone until 2023 (flag raised on 15 October 2023); GeoNames."""


def _north_east() -> shapely.Geometry:
    """Return the ground within 4 km of Sugovushan and Talish."""
    pair = MultiPoint([_towns()["sugovushan"], _towns()["talish"]])
    return to_degrees(to_metres(pair).convex_hull.buffer(4000))


@cache
def peacekeeping_zone() -> shapely.Geometry:
    """Return the peacekeeping zone of November 2020: what was left of the oblast, and the corridor."""
    return clean(shapely.union_all([areas()["nk_rump"], zones.corridor_zone()], grid_size=GRID))


def gazakh() -> shapely.Geometry:
    """Return the ground in Azerbaijan within 7 km of the marker for the four villages."""
    return zones.circle(_towns()["gazakh"], 7000).intersection(borders.azerbaijan()[0])


def farrukh() -> Point:
    """Return the village of Farrukh."""
    return Point(_towns()["farrukh"])
