"""See to the programs of other people that these tests drive: from Debian, where apt can install them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "qgis": ("qgis", "python3-qgis"),
    "ogrinfo": ("gdal-bin",),
    "pandoc": ("pandoc",),
    "pdfinfo": ("poppler-utils",),
    "zipinfo": ("unzip",),
    "firefox-esr": ("firefox-esr",),
    "soffice": ("libreoffice-calc-nogui",),
    "unshare": ("util-linux",),
}
"""Program -> the packages of Debian that bring it."""


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [program for program in PROGRAMS if not shutil.which(program)]


def main() -> int:
    apt = shutil.which("apt-get")
    wanted = [package for program in missing() for package in PROGRAMS[program]]
    if wanted and apt and os.geteuid() == 0:
        subprocess.run([apt, "update", "-qq"], check=True)
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", *wanted], check=True)
    if missing():
        print(f"found no {', '.join(missing())}; required: Debian's {' '.join(wanted)}", file=sys.stderr)
    return 1 if missing() else 0


if __name__ == "__main__":
    sys.exit(main())
