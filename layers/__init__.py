"""A dated map of the territories and corridors around Karabakh: data in, timeslices, maps and figures out.

Data flows one way: `read` -> `check` -> `timeslice` -> the renderers (`webmap`, `figure`, `export`).
"""
