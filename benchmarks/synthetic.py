"""A made-up record of any size: tiles that do not overlap, each in several versions that follow one another in time.

    python -m benchmarks.synthetic 20000 some/folder

Every tile is an entity; each of its versions is a feature with days of its own, and a state that holds on those days.
Every tenth tile has two parties that differ for a while. The same size gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIRST, LAST = date(1990, 1, 1), date(2025, 12, 31)
"""The days that can be asked for, both inclusive."""
VERSIONS = 4
"""Features of a tile, one after the other."""
WEST, SOUTH, EAST, NORTH = 10.0, 30.0, 70.0, 60.0
"""Where the tiles lie, degrees."""
CODES = ("T_ONE", "T_TWO", "T_THREE", "T_FOUR", "T_FIVE")
PARTIES = ("North", "South")
STATUS = ("entity_id", "status", "valid_from", "valid_to", "confidence", "according_to", "source_ids")

Version = tuple[date, date | None]
"""The half-open days of a version."""


def write(folder: Path, features: int) -> Path:
    """Write a record with that many features, and as many states, into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    tiles = -(-features // VERSIONS)
    days = list(_days(Random(0), tiles))  # noqa: S311 - the same every time
    (folder / "profile.json").write_text(json.dumps(_profile(), indent=1, allow_nan=False), encoding="utf-8")
    _table(folder / "vocabulary.csv", ("scope", "code", "label"), (("land", c, c[2:].capitalize()) for c in CODES))
    _table(folder / "sources.csv", ("source_id", "title"), [("gazette", "A made-up gazette"), ("wire", "A wire")])
    entities = ((_tile(n), "tiles", "land", f"Tile {n}") for n in range(tiles))
    _table(folder / "entities.csv", ("entity_id", "layer", "group", "label"), entities)
    _table(folder / "status.csv", STATUS, _states(days, features))
    written = (json.dumps(f, separators=(",", ":"), allow_nan=False) for f in _features(days, features))
    text = ",\n".join(written)
    (folder / "tiles.geojson").write_text(f'{{"type":"FeatureCollection","features":[\n{text}\n]}}', encoding="utf-8")
    return folder


def _profile() -> dict[str, Any]:
    box = [WEST, SOUTH, EAST, NORTH]
    return {
        "format": 1,
        "id": "tiles",
        "edition": "1.0.0",
        "first_day": str(FIRST),
        "last_day": str(LAST),
        "reviewed_through": str(LAST - timedelta(days=365)),
        "title": "Tiles, day by day",
        "languages": [{"code": "en", "name": "English"}],
        "parties": [{"id": party} for party in PARTIES],
        "groups": [{"id": "land", "role": "territory", "label": "Land"}],
        "layers": [{"id": "tiles", "label": "Tiles"}],
        "views": [{"id": "all", "label": "All tiles", "bounds": box}],
        "bounds": box,
    }


def _table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _tile(number: int) -> str:
    return f"tile-{number}"


def _days(random: Random, tiles: int) -> Iterator[list[Version]]:
    """Yield for each tile the days of its versions; the last is still so."""
    span = (LAST - FIRST).days
    for _ in range(tiles):
        starts = [FIRST + timedelta(days=d) for d in sorted(random.sample(range(1, span), VERSIONS - 1))]
        yield list(zip([FIRST, *starts], [*starts, None], strict=True))


def _versions(days: list[list[Version]], features: int) -> Iterator[tuple[int, int, Version]]:
    """Yield the number of the tile, that of the version, and its days."""
    numbered = ((tile, n, version) for tile, versions in enumerate(days) for n, version in enumerate(versions))
    return (row for row, _ in zip(numbered, range(features), strict=False))


def _states(days: list[list[Version]], features: int) -> Iterator[tuple[object, ...]]:
    for tile, n, (start, end) in _versions(days, features):
        own = CODES[(tile + n) % len(CODES)]
        yield (_tile(tile), own, start, end or "", "high", "", "gazette;wire" if n % 2 else "gazette")
        if n == 1 and tile % 10 == 0:
            for party, code in zip(PARTIES, CODES, strict=False):
                yield (_tile(tile), code, start, end or "", "medium", party, "wire")


def _features(days: list[list[Version]], features: int) -> Iterator[dict[str, Any]]:
    across = math.ceil(math.sqrt(2 * len(days)))
    side = min((EAST - WEST) / across, (NORTH - SOUTH) / math.ceil(len(days) / across))
    for tile, n, (start, end) in _versions(days, features):
        x, y = WEST + tile % across * side, SOUTH + tile // across * side
        yield {
            "type": "Feature",
            "properties": {
                "id": f"{_tile(tile)}/{n}",
                "entity_id": _tile(tile),
                "segment": str(n),
                "valid_from": str(start),
                "valid_to": str(end) if end else None,
                "accuracy_m": 1000,
                "schematic": False,
                "method": "made up",
                "source": "no one",
                "licence": "CC0-1.0",
            },
            "geometry": {"type": "Polygon", "coordinates": [_ring(x, y, side * (0.99 - 0.03 * n))]},
        }


def _ring(x: float, y: float, side: float) -> list[list[float]]:
    """Return a square with a vertex in the middle of each side, closed, as GeoJSON writes a ring."""
    half = side / 2
    steps = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)]
    return [[round(x + a * half, 6), round(y + b * half, 6)] for a, b in steps]


if __name__ == "__main__":
    print(write(Path(sys.argv[2]), int(sys.argv[1])))
