"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from layers.errors import LayersError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then rename it: a reader never sees half a file.

    The file keeps the mode of the one that it replaces; a new one has the mode that the umask gives.

    Raises
    ------
    LayersError
        If the folder is missing, cannot be written to or is full; nothing is left behind.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".layers-", dir=path.parent)
    except OSError as error:
        required = "a folder that you may write to"
        raise LayersError(f"{path}: cannot be written: {error.strerror}; required: {required}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except OSError as error:
        raise LayersError(f"{path}: cannot be written: {error.strerror}; required: room, and a usual name") from None
    finally:
        temporary.unlink(missing_ok=True)  # gone by now, unless something went wrong or the process was told to end


def _mode(path: Path) -> int:
    """Return the mode of the file that is there, else that which the umask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
