"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from layers.errors import LayersError


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then rename it: a reader never sees half a file.

    Raises
    ------
    LayersError
        If the folder is missing or cannot be written to; nothing is left behind.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise LayersError(
            f"{path}: cannot be written: {error.strerror}; required: a folder that you may write to"
        ) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise LayersError(f"{path}: cannot be written: {error.strerror}") from None
