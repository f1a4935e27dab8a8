"""What `pip install` gives works from anywhere and writes nothing into itself.

The wheel is installed alone into a fresh virtual environment; the libraries that it needs come from the one in which
the tests run, since a test has no network.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the sources as they stand."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a virtual environment of its own; return the folder of its commands."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*pip, "--quiet", str(wheel)], check=True, capture_output=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin"


def environment() -> dict[str, str]:
    """Return an environment in which Python finds no other copy of the package and writes no bytecode."""
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "LAYERS_GEODATA"}}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}


def layers(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder."""
    command = [str(installed / "layers"), *arguments]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)


def contents(installed: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of every file of the installation."""
    (site,) = installed.parent.glob("lib/python*/site-packages")
    files = (p for p in site.rglob("*") if p.is_file())
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in files}


def test_wheel_holds_record_page_fonts_and_types_but_no_build_of_geometry(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    assert {"layers/py.typed", "layers/record/profile.schema.json", "layers/shipped/app.py"} <= names
    assert {"layers/shipped/geodata/profile.json", "layers/shipped/geodata/locale/hy.po"} <= names
    assert any(n.startswith("layers/shipped/static/noto-sans") for n in names)
    assert "layers/shipped/.streamlit/config.toml" in names
    assert not any("geodata/build" in n or "tests/" in n or "__pycache__" in n for n in names)


def test_commands_run_from_an_empty_folder_and_leave_the_installation_as_it_is(installed: Path, tmp_path: Path) -> None:
    before = contents(installed)
    assert layers(installed, tmp_path, "--version").stdout.startswith("layers 0.")
    assert "lachin_town" in layers(installed, tmp_path, "on", "2022-08-26").stdout
    for arguments in (
        ("map", "--out", "map.html"),
        ("figure", "--days", "2022-08-26", "--dpi", "60", "--out", "f.png"),
    ):
        done = layers(installed, tmp_path, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.png", "map.html"]
    assert contents(installed) == before


@pytest.fixture
def page(installed: Path, tmp_path: Path) -> Iterator[str]:
    """Start the installed page from an empty folder and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(installed / "layers"), "app", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetched(address: str) -> bytes:
    """Return what an address of this machine answers, once it does."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                found: bytes = answer.read()
                return found
        except OSError:
            time.sleep(0.25)
    raise AssertionError(f"{address} did not answer")


def test_page_starts_from_an_empty_folder_with_its_fonts(installed: Path, page: str) -> None:
    before = contents(installed)
    assert fetched(f"{page}/_stcore/health") == b"ok"
    font = fetched(f"{page}/app/static/noto-sans-latin-400-normal.woff2")
    assert font.startswith(b"wOF2")
    assert contents(installed) == before
