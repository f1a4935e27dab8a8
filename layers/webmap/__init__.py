"""The dated map as one offline Folium page: what the app shows and what `layers map` saves."""

from layers.webmap.build import build, html

__all__ = ["build", "html"]
