"""Where the fonts of pages lie: Streamlit serves them once for the page, and maps hold them inside."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

_INSIDE = Path(str(resources.files("layers"))) / "shipped" / "static"
FOLDER = _INSIDE if _INSIDE.is_dir() else Path(__file__).resolve().parents[1] / "static"
"""In a wheel inside the package, in a clone beside it."""
