"""Frames -> MP4, by FFmpeg."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import imageio_ffmpeg

from layers.errors import LayersError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

FRAME_RATE = 10
"""Frames a second; players dislike fewer."""
_QUALITY = ("-vcodec", "libx264", "-pix_fmt", "yuv420p", "-crf", "10")
_EXACT = ("-bitexact", "-threads", "1", "-movflags", "+faststart")
"""One thread and no stamps, so that the same input gives the same bytes."""


def encode(frames: Iterable[NDArray[np.uint8]], size: tuple[int, int], comment: str) -> bytes:
    """Return frames, of shape (rows, columns, 3), as MP4 (H.264); `size` is columns and rows, both even.

    Raises
    ------
    LayersError
        If FFmpeg does not come to its end: it needs room in the folder for temporary files.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "film.mp4"
            code = _run(_command(path, size, comment), frames)
            if not code:
                return path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise _fault(str(error)) from None
    raise _fault(f"FFmpeg ended with code {code}")


def _fault(said: str) -> LayersError:
    return LayersError(f"MP4: cannot be written: {said}; required: FFmpeg, and room in {tempfile.gettempdir()}")


def _command(path: Path, size: tuple[int, int], comment: str) -> list[str]:
    raw = ["-f", "rawvideo", "-s", f"{size[0]}x{size[1]}", "-pix_fmt", "rgb24", "-r", str(FRAME_RATE), "-i", "-"]
    told = ["-metadata", f"comment={comment}"]
    return [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *raw, *_QUALITY, *_EXACT, *told, str(path)]


def _run(command: list[str], frames: Iterable[NDArray[np.uint8]]) -> int:
    """Give FFmpeg all frames; return its exit code. If it ends early, so does this."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process:  # noqa: S603
        assert process.stdin
        try:
            for frame in frames:
                process.stdin.write(frame.tobytes())
            process.stdin.close()
        except BrokenPipeError:
            pass  # its exit code says so
        except BaseException:
            process.kill()
            raise
        return process.wait()
