"""A dated map: a record in, timeslices, words, maps, figures and files out.

Data flows one way: `record` (read, check, timeslice) -> `wording` -> `recipe` -> `render` -> `page` and `cli`.
"""
