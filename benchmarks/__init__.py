"""Measurements of this package beside other ways to the same end; none of it is needed to use the map."""
