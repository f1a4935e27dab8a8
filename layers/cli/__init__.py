"""The command line: `layers`, or `python -m layers`."""

from layers.cli.parser import main

__all__ = ["main"]
