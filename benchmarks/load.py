"""Many readers at once: what a move takes, whether one reader sees another's day, and where the memory levels off.

    python -m benchmarks.load [sessions] [moves of each]

Each session is a connection of its own that speaks Streamlit's protocol, as a browser does, and asks for one random day
after another; a session that is shown a day that it did not ask for ends the run.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks import results
from layers.record import read
from layers.wording.words import Words
from tests.browser.server import serving

if TYPE_CHECKING:
    from datetime import date

    from websockets.asyncio.client import ClientConnection

PART = "Server"
SESSIONS, MOVES = 20, 200
EVERY = 1.0
"""Seconds from one move of a session to its next, if the answer came in time."""
WARM = 3
"""Moves of a session that are not measured: the first builds what is kept."""


class CrossedError(AssertionError):
    """A session was shown what another asked for."""


async def move(socket: ClientConnection, asked: date, said: str) -> float:
    """Ask for a day; return the milliseconds until the page is whole."""
    start = time.perf_counter()
    message = BackMsg()
    message.rerun_script.query_string = urlencode({"date": asked.isoformat()})
    await socket.send(message.SerializeToString())
    headings: list[str] = []
    while True:
        answer = ForwardMsg.FromString(await socket.recv(decode=False))
        if answer.WhichOneof("type") == "script_finished":
            break
        if answer.WhichOneof("type") == "delta" and answer.delta.new_element.WhichOneof("type") == "heading":
            headings.append(answer.delta.new_element.heading.body)
    if not any(said in heading for heading in headings):
        raise CrossedError(f"asked for {said}, was shown {headings}")
    return (time.perf_counter() - start) * 1000


async def reader(address: str, days: list[date], words: Words) -> list[float]:
    """Make the moves of one session; return the milliseconds of each that counts."""
    times = []
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        for day in days:
            started = time.perf_counter()
            times.append(await move(socket, day, words.day(day)))
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - started)))
    return times[WARM:]


async def visit(address: str, sessions: int, moves: int, memory: Path) -> tuple[list[float], list[float]]:
    """Return the milliseconds of all moves, and the memory of the server in MiB at ten times of the run."""
    record = read.record(read.DATA)
    words, about = Words(record, "en"), record.profile
    span, dice = (about.last_day - about.first_day).days, random.Random(2026)  # noqa: S311 - no secret
    plans = [[about.first_day + timedelta(dice.randrange(span)) for _ in range(moves)] for _ in range(sessions)]
    work = asyncio.gather(*(reader(address, plan, words) for plan in plans))
    used = []
    while not work.done():
        used.append(resident(memory))
        await asyncio.wait([work], timeout=max(1.0, moves * EVERY / 10))
    return [one for times in await work for one in times], [*used, resident(memory)]


def resident(status: Path) -> float:
    """Return the resident memory of a process in MiB, from its status file of Linux."""
    line = next(row for row in status.read_text(encoding="ascii").splitlines() if row.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def main(sessions: int = SESSIONS, moves: int = MOVES) -> None:
    """Run all sessions, print what came of it, and write it into the results."""
    about = results.machine()
    with serving() as (address, process):
        socket = address.replace("http", "ws", 1) + "/_stcore/stream"
        times, used = asyncio.run(visit(socket, sessions, moves, Path(f"/proc/{process.pid}/status")))
    row = results.row(PART, f"a move in each of {sessions} sessions, one a second", "this map", 0, times)
    print(f"{row.median:.0f} / {row.p95:.0f} ms (median, 95th percentile) of {row.runs} moves")
    print("MiB of the server, from the start to the end:", *(f"{mib:.0f}" for mib in used))
    results.write(PART, [row], about, (0,))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
