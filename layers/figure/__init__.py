"""The figure for a report, drawn with matplotlib: PNG, SVG and PDF, the same bytes for the same input."""

from layers.figure.save import recipe_of, render

__all__ = ["recipe_of", "render"]
