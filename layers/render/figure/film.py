"""Pictures -> MP4, by FFmpeg: with a time limit, and looked at before it is handed on."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

from imageio_ffmpeg import get_ffmpeg_exe

from layers.errors import LayersError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

FRAME_RATE = 10
"""Frames a second; players dislike fewer."""
PATIENCE = 60.0
"""How long FFmpeg may take for one picture and its repetitions, and to finish, seconds."""


class Still(NamedTuple):
    """One picture, of shape (rows, columns, 3), and how long it stands."""

    picture: NDArray[np.uint8]
    seconds: float

    @property
    def frames(self) -> int:
        """How often it is repeated."""
        return round(self.seconds * FRAME_RATE)


def mp4(shown: Iterable[Still], comment: str) -> bytes:
    """Return an MP4 (H.264); one thread and no stamps, so that the same input gives the same bytes.

    Raises
    ------
    LayersError
        If FFmpeg fails, takes too long, or writes less than it was given, as on a full disk.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "film.mp4"
            given = _encode(shown, path, comment)
            written = _frames(path)
            if written != given:
                raise _failed(f"wrote {written} of {given} frames")
            return path.read_bytes()
    except OSError as error:
        raise _failed(error.strerror or str(error)) from None


def _failed(said: str) -> LayersError:
    return LayersError(f"MP4: cannot be written: FFmpeg {said}; required: room in {tempfile.gettempdir()}, and time")


def _encode(shown: Iterable[Still], path: Path, comment: str) -> int:
    """Write a film; return how many frames FFmpeg was given."""
    waiting = iter(shown)
    first = next(waiting)
    rows, columns, _ = first.picture.shape
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{columns}x{rows}", "-r", str(FRAME_RATE), "-i", "-"]
    coded = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "10", "-threads", "1"]
    exact = ["-bitexact", "-movflags", "+faststart", "-metadata", f"comment={comment}", str(path)]
    command = [get_ffmpeg_exe(), "-v", "error", *raw, *coded, *exact]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            given = _feed(process, first) + sum(_feed(process, still) for still in waiting)
        except BrokenPipeError:
            given = -1  # FFmpeg is gone; it says why below
        except BaseException:  # Ctrl-C and a render that was called off too: FFmpeg would wait for pictures for ever
            process.kill()
            raise
        with _limit(process):
            _, said = process.communicate()
    if process.returncode or given < 0:
        lines = said.decode(errors="replace").strip().splitlines()
        raise _failed(f"ended with {process.returncode}: {lines[-1] if lines else 'it took too long, or was ended'}")
    return given


def _feed(process: subprocess.Popen[bytes], still: Still) -> int:
    assert process.stdin is not None
    with _limit(process):
        for _ in range(still.frames):
            process.stdin.write(still.picture.data)
    return still.frames


@contextmanager
def _limit(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the process if the block takes longer than `PATIENCE`."""
    timer = Timer(PATIENCE, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _frames(path: Path) -> int:
    """Return how many frames a film holds, counted in it."""
    command = [get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-c", "copy", "-f", "null", "-progress", "-", "-"]
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return 0
    counted = [line.removeprefix("frame=") for line in done.stdout.splitlines() if line.startswith("frame=")]
    return int(counted[-1]) if counted and not done.returncode else 0
