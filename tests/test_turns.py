"""Whose turn it is to draw: the order, the place in the queue, and how one leaves it."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from layers.errors import LayersError
from layers.render import turns
from layers.render.turns import Turns, Urgency, watched

if TYPE_CHECKING:
    from collections.abc import Callable


def started(does: Callable[[], None]) -> Thread:
    thread = Thread(target=does)
    thread.start()
    return thread


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not holds():
        assert monotonic() < end
        sleep(0.005)


def queued(queue: Turns, urgency: Urgency, name: str, drawn: list[str], places: dict[str, int]) -> Thread:
    """Start a thread that waits for a turn and notes that it had it; return when it waits."""

    def wait() -> None:
        with watched(lambda before: places.update({name: before})), queue.turn(urgency):
            drawn.append(name)

    thread = started(wait)
    until(lambda: name in places)
    return thread


def test_stills_come_before_pictures_of_an_animation_and_each_knows_its_place() -> None:
    queue, drawn, places = Turns(), list[str](), dict[str, int]()
    with queue.turn(Urgency.FRAME):
        threads = [
            queued(queue, urgency, name, drawn, places)
            for name, urgency in {
                "frame 1": Urgency.FRAME,
                "still 1": Urgency.STILL,
                "frame 2": Urgency.FRAME,
                "still 2": Urgency.STILL,
            }.items()
        ]
        until(lambda: places == {"still 1": 1, "still 2": 2, "frame 1": 3, "frame 2": 4})
    for thread in threads:
        thread.join(20)
    assert drawn == ["still 1", "still 2", "frame 1", "frame 2"]


def test_one_at_a_time() -> None:
    queue, inside, most = Turns(), list[int](), list[int]()

    def draw() -> None:
        with queue.turn(Urgency.STILL):
            inside.append(1)
            most.append(len(inside))
            sleep(0.002)
            inside.pop()

    threads = [started(draw) for _ in range(12)]
    for thread in threads:
        thread.join(20)
    assert most == [1] * 12


def test_what_waits_can_be_called_off_and_leaves_the_others_their_places() -> None:
    queue, drawn, places = Turns(), list[str](), dict[str, int]()
    called_off, gone = Event(), Event()

    class CallOffError(Exception):
        pass

    def watch(before: int) -> None:
        places["first"] = before
        if called_off.is_set():
            raise CallOffError

    def wait() -> None:
        with suppress(CallOffError), watched(watch), queue.turn(Urgency.STILL):
            drawn.append("first")
        gone.set()

    with queue.turn(Urgency.STILL):
        first = started(wait)
        until(lambda: "first" in places)
        second = queued(queue, Urgency.STILL, "second", drawn, places)
        until(lambda: places["second"] == 2)
        called_off.set()
        assert gone.wait(20)
        until(lambda: places["second"] == 1)
    first.join(20)
    second.join(20)
    assert drawn == ["second"]


def test_a_full_queue_says_so_and_lets_an_animation_under_way_go_on() -> None:
    queue, drawn, places = Turns(most=1), list[str](), dict[str, int]()
    with queue.turn(Urgency.STILL):
        one = queued(queue, Urgency.STILL, "one", drawn, places)
        with pytest.raises(LayersError, match="1 pictures are waiting"), queue.turn(Urgency.STILL):
            pass
        with pytest.raises(LayersError, match="come back in a minute"):
            queue.require_room()
        frame = queued(queue, Urgency.FRAME, "frame", drawn, places)
    one.join(20)
    frame.join(20)
    assert drawn == ["one", "frame"]


def test_a_render_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), turns.DRAWING.turn(Urgency.STILL):
        _ = 1 / 0
    with turns.DRAWING.turn(Urgency.FRAME):
        pass
