"""Read no file that has no end; write a file whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from layers.errors import LayersError, ReadError


def require_regular(path: Path) -> None:
    """Raise `ReadError` unless a path is a file with an end: a pipe may wait for ever, a device give for ever."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: {said}; required: a file that can be read") from None
    if not stat.S_ISREG(mode):
        raise ReadError(f"{path}: found {_kind(mode)}; required: a file that can be read")


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then rename it: a reader never sees half a file.

    The file keeps the mode of the one that it replaces; a new one has the mode that the umask gives. A link stays one,
    and what it leads to is replaced.

    Raises
    ------
    LayersError
        If the folder is missing, cannot be written to or is full, or `path` is no file; nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    _require_replaceable(path, target)
    try:
        handle, name = tempfile.mkstemp(prefix=".layers-", dir=target.parent)
    except OSError as error:
        required = "a folder that you may write to"
        raise LayersError(f"{path}: cannot be written: {error.strerror}; required: {required}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        raise LayersError(f"{path}: cannot be written: {error.strerror}; required: room, and a usual name") from None
    finally:
        temporary.unlink(missing_ok=True)  # gone by now, unless something went wrong or the process was told to end


def _require_replaceable(path: Path, target: Path) -> None:
    """Raise `LayersError` if there is something else than a file: to rename over a device would take it away."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        required = "a usual name in a folder that you may write to"
        raise LayersError(f"{path}: cannot be written: {error.strerror}; required: {required}") from None
    if not stat.S_ISREG(mode):
        raise LayersError(f"{path}: cannot be written: found {_kind(mode)}; required: the name of a file")


def _mode(path: Path) -> int:
    """Return the mode of the file that is there, else that which the umask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
