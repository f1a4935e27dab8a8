"""The dated map as one offline Folium page: what the app shows and what `layers map` saves."""

from layers.render.webmap.build import build, html, render

__all__ = ["build", "html", "render"]
