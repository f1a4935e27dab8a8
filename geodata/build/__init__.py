"""Rebuild every geometry file of the record from named, pinned packages: `python -m geodata.build`."""
