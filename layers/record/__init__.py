"""What the record is: read, checked and sliced by day. Nothing here speaks to people or draws."""
