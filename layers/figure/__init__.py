"""The figure for a report, drawn with matplotlib: PNG, SVG, PDF, GIF and MP4."""
