"""The dated map as one offline Folium page: what the app shows and what `layers map` saves."""

from layers.webmap.build import STATIC, build, html

__all__ = ["STATIC", "build", "html"]
