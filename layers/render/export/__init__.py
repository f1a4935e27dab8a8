"""Files for other programs: the record on a day, the difference of two days, or the whole dated record.

One writer a format; what the rows say, and how their days are meant, stands in `rows`. `back` reads them in again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.recipe.recipe import as_dict
from layers.record.timeslice import slice_on
from layers.render.export import columns, geojson, gpkg, kml, rows
from layers.wording import compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import geopandas as gpd

    from layers.recipe.recipe import Resolved
    from layers.record.timeslice import Change
    from layers.wording.words import Words

WRITERS: dict[str, Callable[[gpd.GeoDataFrame, rows.About], bytes]] = {
    "geojson": geojson.geojson,
    "gpkg": gpkg.gpkg,
    "kml": kml.kml,
    "csv": columns.csv,
    "parquet": columns.parquet,
    "jsonfg": geojson.json_fg,
}
"""Key of a format -> how a table is written."""


def render(made: Resolved) -> bytes:
    """Return what is drawn on the day of a recipe, or the whole dated record, as a file in its format."""
    words, slices, asked = made.words, made.slices, made.recipe
    frame = rows.table(words, slices[0]) if slices else rows.timetable(words, asked.layers, asked.according_to)
    return WRITERS[asked.form](frame, rows.About(words, {"recipe": as_dict(made.record, asked)}))


def render_diff(
    words: Words, before: date, after: date, changes: tuple[Change, ...], *, according_to: str | None = None
) -> bytes:
    """Return the features whose status differs between two days as GeoJSON, each with both statuses."""
    record = words.record
    told = {
        "before": before.isoformat(),
        "after": after.isoformat(),
        "edition": record.profile.edition,
        "sha256": record.digest,
    }
    slices = (slice_on(record, day, according_to=according_to) for day in (after, before))
    drawn = dict.fromkeys(d.feature for on_day in slices for d in on_day.features)
    found = {c.entity_id: _change(words, c) for c in changes}
    changed = [
        {"id": f.feature_id, "entity_id": f.entity_id, **found[f.entity_id], "geometry": f.geometry}
        for f in drawn
        if f.entity_id in found
    ]
    frame = rows.framed(changed, columns=["id", "entity_id", *_CHANGE, "geometry"])
    return geojson.geojson(frame, rows.About(words, told))


_CHANGE = ("title", "before", "before_label", "after", "after_label", "by_agreement", "source_ids")


def _change(words: Words, change: Change) -> dict[str, str | bool | None]:
    codes = [state.status if state else None for state in (change.before, change.after)]
    labels = [words.status(code) if code else words.say("no status in the record") for code in codes]
    values = (
        *(words.title(change.entity_id), codes[0], labels[0], codes[1], labels[1]),
        *(compare.by_agreement(words.record, change), ";".join(change.after.source_ids if change.after else ())),
    )
    return dict(zip(_CHANGE, values, strict=True))
