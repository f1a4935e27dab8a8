"""A Streamlit page that shows a record through st_folium: the features of a day are sent with each move.

RECORD=folder/of/a/record streamlit run benchmarks/contenders/app.py
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks import pages
from layers.record import read

if TYPE_CHECKING:
    from layers.record.model import Record


@st.cache_resource
def shown() -> tuple[list[pages.Piece], Record]:
    """Return the features with their days, and the record."""
    record = read.record(os.environ["RECORD"])
    return pages.pieces(record), record


known, record = shown()
day = st.text_input("day", "2000-01-01")
own = [piece for piece in known if piece["properties"]["start"] <= day < piece["properties"]["end"]]
group = folium.FeatureGroup(name="day")
folium.GeoJson({"type": "FeatureCollection", "features": own}, style_function=pages.style).add_to(group)
page = pages.plain(record)
st_folium(page, feature_group_to_add=group, height=800, width=1400, returned_objects=[], key="map")
