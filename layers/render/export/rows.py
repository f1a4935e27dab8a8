"""What a data file says: one flat row for each feature and state, EPSG:4326.

`start_date` and `end_date` are the first and last day of the status, both inclusive; `start_date` is null where a
feature without a status was always there, `end_date` while the status is not known to have ended. On the days from
`certain_from` to `certain_to`, both inclusive, the status is certain, on the others of its days possible; without
`certain_from` none is certain, without `certain_to` all later ones are. `evidence` is a list
as JSON text, which a table can hold; GeoJSON has the list itself.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from layers.record.model import CRS
from layers.record.timeslice import holds, last_day, timeline
from layers.wording import sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layers.record.model import Feature, Record, State
    from layers.record.timeslice import Slice
    from layers.wording.words import Words

DAYS = ("start_date", "end_date", "certain_from", "certain_to")
"""The columns that hold days."""


class About(NamedTuple):
    """The words of the record that a file comes from, and what the file says that it was made from."""

    words: Words
    told: Mapping[str, Any]

    @property
    def record(self) -> Record:
        """The record that the file comes from."""
        return self.words.record

    @property
    def name(self) -> str:
        """Name of the collection."""
        return self.record.profile.record_id

    @property
    def stamp(self) -> str:
        """What stands where GDAL would write the time of day, so that the same input gives the same bytes."""
        return f"{self.record.profile.reviewed_through}T00:00:00.000Z"


def table(words: Words, on_day: Slice) -> gpd.GeoDataFrame:
    """Return one row for each feature drawn on a day."""
    rows = []
    for drawn in on_day.features:
        values = _row(words, drawn.feature, drawn.state)
        rows.append(values | {"certainty": drawn.certainty.value if drawn.certainty else ""})
    return framed(rows)


def timetable(words: Words, layers: Sequence[str], according_to: str | None = None) -> gpd.GeoDataFrame:
    """Return one row for each feature of `layers` and each of its states, as the record or one party has it."""
    record, rows = words.record, []
    for feature in (f for f in record.features if f.layer in layers):
        own = timeline(record, feature.entity_id, according_to)
        dated = feature.entity_id in record.dated
        shown: Iterable[State | None] = [s for s in own if _overlap(feature, s)] if dated else [None]
        rows += [_row(words, feature, state) for state in shown]
    return framed(rows)


def _overlap(feature: Feature, state: State) -> bool:
    start = max(d for d in (feature.valid_from, state.valid_from) if d)
    return all(holds(row.valid_from, row.valid_to, start) for row in (feature, state))


def _row(words: Words, feature: Feature, state: State | None) -> dict[str, Any]:
    entity = words.record.entities[feature.entity_id]
    starts = [d for d in (feature.valid_from, state and state.valid_from) if d]
    ends = [d for d in (feature.valid_to, state and state.valid_to) if d]
    return {
        "id": feature.feature_id,
        "entity_id": feature.entity_id,
        "title": words.title(feature.entity_id),
        "layer": entity.layer,
        "group": entity.group,
        "start_date": max(starts) if starts else None,
        "end_date": last_day(min(ends)) if ends else None,
        **_certain(state, starts, ends),
        **_said(words, state),
        "schematic": feature.schematic,
        "accuracy_m": feature.accuracy_m,
        "geometry_source": feature.source,
        "geometry_licence": feature.licence,
        "geometry": feature.geometry,
    }


def _certain(state: State | None, starts: Iterable[date], ends: Iterable[date]) -> dict[str, date | None]:
    """Return the first and last day on which a state is certain, as `timeslice.certainty` has it day by day."""
    if state is None or state.start.latest is None:
        return {"certain_from": None, "certain_to": None}
    first = max([*starts, state.start.latest])
    end = min([*ends, *([state.end.earliest] if state.end.earliest else [])], default=None)
    if end and end <= first:
        return {"certain_from": None, "certain_to": None}
    return {"certain_from": first, "certain_to": last_day(end) if end else None}


def _said(words: Words, state: State | None) -> dict[str, str]:
    """Return what a state says, empty texts where there is none."""
    if state is None:
        return dict.fromkeys(_SAID, "")
    cited = [sources.plain(words.record.sources[i]) for i in state.source_ids]
    values = (
        *(state.status, words.status(state.status), state.according_to or "", state.edtf_from, state.edtf_to, ""),
        *(state.confidence.value, state.basis_kind.value if state.basis_kind else "", words.told(state.basis)),
        *(";".join(state.source_ids), "; ".join(cited)),
        json.dumps(sources.as_dicts(state.evidence), ensure_ascii=False, allow_nan=False) if state.evidence else "",
    )
    return dict(zip(_SAID, values, strict=True))


_SAID = (
    *("status", "status_label", "according_to", "start_edtf", "end_edtf", "certainty"),
    *("confidence", "basis_kind", "basis", "source_ids", "sources", "evidence"),
)


def framed(rows: Iterable[Mapping[str, Any]], columns: list[str] | None = None) -> gpd.GeoDataFrame:
    """Return rows as a table with a geometry; `columns` are needed only where there may be no row."""
    return gpd.GeoDataFrame(pd.DataFrame(list(rows), columns=columns), geometry="geometry", crs=CRS)


def plain(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the rows without geometry as plain values; a day is ISO text, what is missing None."""
    values = frame.drop(columns="geometry").astype(object)
    values = values.where(values.notna(), None)
    return [dict(zip(values.columns, map(_plain, row), strict=True)) for row in values.to_numpy()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def with_dates(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a copy whose days have the type date, even where all are null."""
    days = pd.ArrowDtype(pa.date32())
    return frame.assign(**{column: frame[column].astype(days) for column in DAYS if column in frame})
