"""Which Chromium the browser tests drive; run as a module to see to one.

Debian's package is taken where it is there or can be installed, else Playwright's own build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return the path of a Chromium on this machine, None = Playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _playwright_has_one() -> bool:
    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110


def _install() -> None:
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run([apt, "update", "-qq"], check=False)
        subprocess.run([apt, "install", "-y", "-qq", "chromium"], check=False)
    if not path():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not path() and not _playwright_has_one():
        _install()
    print(f"Chromium: {path() or 'the one of Playwright'}")
