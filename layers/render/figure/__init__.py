"""The figure for a report, drawn with matplotlib: pictures and animations, the same bytes for the same input."""
