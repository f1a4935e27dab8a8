"""What the Streamlit page needs beyond widgets: its address, its tables, the bridge to the map."""
