"""Where the files lie that come with this package: in a wheel inside it, in a clone beside it."""

from __future__ import annotations

from pathlib import Path

_INSIDE = Path(__file__).resolve().parent / "shipped"
_ROOT = _INSIDE if _INSIDE.is_dir() else _INSIDE.parents[1]
FOLDER = _ROOT / "static"
"""The fonts of pages: Streamlit serves them once for the page, and maps hold them inside."""
DATA = _ROOT / "geodata"
"""The record that ships with this package."""
