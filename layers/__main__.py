"""`python -m layers`: the record on the command line."""

from __future__ import annotations

import sys

from layers.cli import main

if __name__ == "__main__":
    sys.exit(main())
