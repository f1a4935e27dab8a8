"""Whose turn it is to draw: one picture at a time, stills before those of an animation, else in the order of asking.

matplotlib's settings are those of the whole process, and a page has many sessions. A turn is one picture, never a
whole animation, so that nobody waits longer for a still than a picture takes.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from itertools import count
from threading import Condition
from typing import TYPE_CHECKING

from layers.errors import LayersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Watch = Callable[[int], None]

MOST_WAITING = 32
"""How many may wait; who comes then is told to come back."""
PATIENCE = 0.25
"""How often one that waits is told its place, seconds."""

_WATCH: ContextVar[Watch | None] = ContextVar("watch", default=None)


class Urgency(IntEnum):
    """What is drawn first."""

    STILL = 0
    FRAME = 1


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Call `watch` with the number of pictures to be drawn before, again and again while a render in the block waits.

    What it raises ends the wait: the place in the queue is given up, and nothing is drawn.
    """
    token = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(token)


class Turns:
    """A queue in which at most `most` wait."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._most = most
        self._moved = Condition()
        self._waiting: list[tuple[Urgency, int]] = []
        self._numbers = count()
        self._taken = False

    def require_room(self) -> None:
        """Raise `LayersError` if as many wait as may; an animation asks once, and then waits for each of its turns."""
        with self._moved:
            if len(self._waiting) >= self._most:
                raise LayersError(f"{self._most} pictures are waiting to be drawn; required: come back in a minute")

    @contextmanager
    def turn(self, urgency: Urgency) -> Iterator[None]:
        """Wait for a turn, and have it for the block.

        Raises
        ------
        LayersError
            If a still finds no room in the queue.
        """
        if urgency is Urgency.STILL:
            self.require_room()
        self._wait((urgency, next(self._numbers)))
        try:
            yield
        finally:
            with self._moved:
                self._taken = False
                self._moved.notify_all()

    def _wait(self, mine: tuple[Urgency, int]) -> None:
        watch = _WATCH.get()
        with self._moved:
            self._waiting.append(mine)
        try:
            while (before := self._before(mine)) is not None:
                if watch:
                    watch(before)
        finally:
            with self._moved:
                self._waiting.remove(mine)
                self._moved.notify_all()

    def _before(self, mine: tuple[Urgency, int]) -> int | None:
        """Take the turn and return None if it has come; else, after a while, how many are drawn before."""
        with self._moved:
            if not self._taken and min(self._waiting) == mine:
                self._taken = True
                return None
            self._moved.wait(PATIENCE)
            return sum(other < mine for other in self._waiting) + self._taken


DRAWING = Turns()
"""The queue of this process."""
