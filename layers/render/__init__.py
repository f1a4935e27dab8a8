"""From a resolved recipe to files: figures, maps, data, captions, citations, reports."""
