"""How long the Python part takes: reading, slicing, commands, figures.

    python -m benchmarks.python

Every function below is one measurement; its contenders take turns in one run.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from benchmarks import results, synthetic
from benchmarks.results import measure
from layers.recipe import recipe
from layers.record import read
from layers.record.timeslice import diff, slice_on
from layers.render import artefact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.results import Row
    from layers.record.model import Record

PART = "Python"
SIZES = (2_000, 20_000, 100_000)
DAY = date(2010, 5, 5)
US = "this map"
SHEET = {"days": "2022-08-26", "size": "148x210", "dpi": "300"}
"""A5."""


def reading(folder: Path, size: int) -> list[Row]:
    """Read a record and check it, beside GDAL and pandas, which check nothing."""

    def by_geopandas() -> tuple[object, object]:
        return gpd.read_file(folder / "tiles.geojson", datetime_as_string=True), pd.read_csv(folder / "status.csv")

    contenders: dict[str, Callable[[], object]] = {
        US: partial(read.record, folder),
        "geopandas and pandas, unchecked": by_geopandas,
    }
    return measure(PART, "read and check", size, contenders)


def slicing(record: Record, size: int) -> list[Row]:
    """Find what holds on a day, beside masks on the same two tables, which do not join them."""
    states, features = _frame(record.states), _frame(record.features)
    day, ordinal, index = pd.Timestamp(DAY), DAY.toordinal(), record.index

    def by_pandas() -> list[pd.DataFrame]:
        return [f[(f["start"] <= day) & ((f["end"] > day) | f["end"].isna())] for f in (states, features)]

    def by_numpy() -> list[Any]:
        days = (index.states, index.features)
        return [np.flatnonzero((d.start <= ordinal) & (ordinal < d.end)) for d in days]

    contenders: dict[str, Callable[[], object]] = {
        US: partial(slice_on, record, DAY),
        "this map, every feature looked up": lambda: slice_on(record, DAY).features,
        "pandas masks": by_pandas,
        "numpy masks": by_numpy,
    }
    return measure(PART, "slice", size, contenders, runs=31)


def _frame(rows: Any) -> pd.DataFrame:
    days = {"start": [r.valid_from for r in rows], "end": [r.valid_to for r in rows]}
    return pd.DataFrame({name: pd.to_datetime(column) for name, column in days.items()})


def comparing(record: Record, size: int) -> list[Row]:
    """Compare two days a month apart."""
    later = DAY + timedelta(days=30)
    work = {US: lambda: diff(slice_on(record, DAY), slice_on(record, later))}
    return measure(PART, "compare two days", size, work, runs=31)


def commands() -> Iterator[Row]:
    """Run commands as whole processes, beside a Python that does nothing."""
    day, other = "2022-08-26", "2020-11-01"
    told = {
        "import layers.cli": ("-c", "import layers.cli"),
        "layers on": ("-m", "layers", "on", day),
        "layers status": ("-m", "layers", "status", "lachin", "--on", day),
        "layers changes": ("-m", "layers", "changes", "--from", other, "--to", day),
        "layers diff": ("-m", "layers", "diff", other, day),
    }
    nothing = partial(_process, "-c", "pass")
    for what, arguments in told.items():
        yield from measure(PART, what, 0, {US: partial(_process, *arguments), "a Python that does nothing": nothing})


def _process(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=results.ROOT)


def figures(folder: Path) -> Iterator[Row]:
    """Draw an A5 sheet at 300 dpi, as a command, and again in the same process with another day."""
    out = folder / "sheet.png"
    asked = ("--days", SHEET["days"], "--size", SHEET["size"], "--dpi", SHEET["dpi"])

    def by_command() -> None:
        out.unlink(missing_ok=True)
        _process("-m", "layers", "figure", "--out", str(out), *asked)

    yield from measure(PART, "figure, A5 at 300 dpi, command", 0, {US: by_command})
    record = read.record()
    days = iter(date(2021, 1, 1) + timedelta(days=n) for n in range(1000))

    def again() -> bytes:
        return artefact.render(record, recipe.parse(record, SHEET | {"days": next(days).isoformat()}))

    again()
    yield from measure(PART, "figure, A5 at 300 dpi, warm", 0, {US: again})


def rows(folder: Path) -> Iterator[Row]:
    """Return all measurements of this part."""
    yield from commands()
    yield from figures(folder)
    for size in SIZES:
        written = synthetic.write(folder / str(size), size)
        yield from reading(written, size)
        record = read.record(written)
        yield from slicing(record, size)
        yield from comparing(record, size)


def main() -> None:
    """Measure, and write what was found."""
    about = results.machine()
    with TemporaryDirectory() as folder:
        results.write(PART, rows(Path(folder)), about, (0, *SIZES))


if __name__ == "__main__":
    main()
