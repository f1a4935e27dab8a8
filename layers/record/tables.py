"""The files of a record as they stand, unchecked: cells as text, features as columns, the profile as parsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from layers.errors import DateError
from layers.record.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Row = dict[str, str]
OPEN = date.max.toordinal()
"""Stands for an open end among days as ordinals."""


class Intervals(NamedTuple):
    """The sound intervals of status.csv, ordered by voice, start and end; arrays of one length but for the last.

    Attributes
    ----------
    row
        The number of the row.
    voice
        The number of who says so of which entity: the record, or a party.
    start, end
        The half-open days as ordinals, an open end as `OPEN`.
    rival
        For each voice whether it is a party.
    """

    row: NDArray[np.intp]
    voice: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    rival: NDArray[np.bool_]


class Table(NamedTuple):
    """The columns of a table: those that it must have, and those that are empty where it lacks them."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


TABLES = {
    "entities": Table(("entity_id", "layer", "group"), ("kind", "name_id", "label")),
    "status": Table(
        ("entity_id", "status", "valid_from", "valid_to", "confidence", "source_ids"),
        ("edtf_from", "edtf_to", "basis_kind", "basis", "according_to", "note"),
    ),
    "sources": Table(
        ("source_id",), ("publisher", "title", "date", "url", "language", "kind", "accessed", "archive_url", "note")
    ),
    "vocabulary": Table(("scope", "code", "label"), ("definition", "avoid")),
    "events": Table(
        ("event_id", "date", "kind", "title", "entities", "source_ids", "confidence"),
        ("edtf", "date_note", "description", "verified"),
    ),
    "positions": Table(("event_id", "aspect", "according_to", "words", "source_ids", "confidence")),
    "claims": Table(
        ("claim_id", "quote", "verdict"), ("stated_date", "place", "correct_date", "finding", "source_ids")
    ),
    "names": Table(("id",), ("kind", "confidence", "note", "beside", "aliases")),
    "evidence": Table(("table", "row", "source_id"), ("locator", "quote", "form")),
    "editions": Table(("edition", "table", "row", "change", "why"), ("columns",)),
}
"""The tables of a record; names.csv has a column for each language of the profile besides."""
OPTIONAL = ("events", "positions", "claims", "names", "evidence", "editions")
"""Tables that a record may lack."""
KEYS = {
    "status": ("entity_id", "valid_from", "according_to"),
    "events": ("event_id",),
    "positions": ("event_id", "aspect", "according_to"),
    "claims": ("claim_id",),
    "entities": ("entity_id",),
    "names": ("id",),
    "sources": ("source_id",),
    "vocabulary": ("code",),
}
"""Table -> the columns that name a row in evidence.csv and editions.csv, joined by `@`."""
PROVED = ("status", "events", "positions", "claims")
"""Tables whose rows may have evidence."""

FEATURE_TYPES: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "entity_id": (str,),
    "segment": (str, type(None)),
    "valid_from": (str, type(None)),
    "valid_to": (str, type(None)),
    "accuracy_m": (int, float),
    "schematic": (bool,),
    "method": (str,),
    "source": (str,),
    "licence": (str,),
}
"""The properties that every feature of a layer must have, and their types."""


def key_of(table: str, row: Mapping[str, str]) -> str:
    """Return the key by which other tables name a row; a column that is empty has no part in it."""
    return "@".join(cell for cell in map(row.__getitem__, KEYS[table]) if cell)


class RawFeature(NamedTuple):
    """A feature as it stands in its file; `fault` says why its geometry cannot be read."""

    layer: str
    properties: Mapping[str, Any]
    geometry: BaseGeometry | None
    fault: str = ""

    @property
    def file(self) -> str:
        """The file in which it stands."""
        return f"{self.layer}.geojson"

    @property
    def where(self) -> str:
        """Its id, as text."""
        return str(self.properties.get("id"))


@dataclass(frozen=True)
class Rows:
    """The rows of a table, kept as columns: a rule on one of them need not touch the others."""

    columns: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def __iter__(self) -> Iterator[Row]:
        names = tuple(self.columns)
        return (dict(zip(names, cells, strict=True)) for cells in zip(*self.columns.values(), strict=True))

    def paired(self, key: str, value: str) -> dict[str, str]:
        """Return one column by another; of rows with the same key the last."""
        return dict(zip(self.columns[key], self.columns[value], strict=True))

    def __getitem__(self, number: int) -> Row:
        return {name: cells[number] for name, cells in self.columns.items()}


@dataclass(frozen=True)
class Features:
    """The features of all layers, kept as columns.

    Attributes
    ----------
    layers
        The layer of each.
    columns
        The properties that every feature should have, None where one has it not.
    geometries
        The geometry of each, None where it has none, or none that can be read.
    faults
        The number of a feature -> why its geometry cannot be read.
    """

    layers: Sequence[str]
    columns: Mapping[str, Sequence[Any]]
    geometries: NDArray[np.object_]
    faults: Mapping[int, str]

    def __len__(self) -> int:
        return len(self.layers)

    def __iter__(self) -> Iterator[RawFeature]:
        names, values = tuple(self.columns), zip(*self.columns.values(), strict=True)
        properties = (dict(zip(names, found, strict=True)) for found in values)
        faults = (self.faults.get(number, "") for number in range(len(self)))
        return map(RawFeature, self.layers, properties, self.geometries, faults)

    def __getitem__(self, number: int) -> RawFeature:
        properties = {name: column[number] for name, column in self.columns.items()}
        return RawFeature(self.layers[number], properties, self.geometries[number], self.faults.get(number, ""))


@dataclass(frozen=True)
class Tables:
    """The files of a record as they stand: cells as text, features, and the profile as parsed.

    `crs` is the coordinate reference system that each layer file names; `files` are all files of the record;
    `catalogues` are its translations, name of a .po file -> content.
    """

    rows: Mapping[str, Rows]
    features: Features
    crs: Mapping[str, str]
    profile: Mapping[str, Any]
    files: frozenset[str]
    catalogues: Mapping[str, bytes]

    def ids(self, table: str, column: str) -> set[str]:
        """Return the values of an id column."""
        return {*self.rows[table].columns[column]}

    @cached_property
    def intervals(self) -> Intervals:
        """The sound intervals of status.csv."""
        columns = self.rows["status"].columns
        days = {text: day.toordinal() if (day := day_of(text)) else 0 for text in self.ids("status", "valid_from")}
        ends = {text: day.toordinal() if (day := day_of(text)) else OPEN for text in self.ids("status", "valid_to")}
        start = np.array([days[text] for text in columns["valid_from"]], dtype=np.int64)
        end = np.array([ends[text] for text in columns["valid_to"]], dtype=np.int64)
        number = {voice: n for n, voice in enumerate(dict.fromkeys(self._voices()))}
        voice = np.fromiter(map(number.__getitem__, self._voices()), dtype=np.int64, count=len(start))
        order = np.lexsort((end, start, voice))
        order = order[(start[order] > 0) & (start[order] < end[order])]
        return Intervals(
            order, voice[order], start[order], end[order], np.array([v[1] != "" for v in number], dtype=bool)
        )

    def _voices(self) -> Iterator[tuple[str, str]]:
        """Return for each row of status.csv who says so of which entity."""
        columns = self.rows["status"].columns
        return zip(columns["entity_id"], columns["according_to"], strict=True)

    def listed(self, member: str, key: str = "id") -> tuple[str, ...]:
        """Return the ids of a list of the profile, as far as it is one."""
        found = self.profile.get(member)
        return (
            tuple(v[key] for v in found if isinstance(v, dict) and isinstance(v.get(key), str))
            if isinstance(found, list)
            else ()
        )


def day_of(text: str) -> date | None:
    """Return the day, or None where the cell is empty or wrong; `check` reports the wrong ones."""
    try:
        return parse_day(text) if text else None
    except DateError:
        return None
