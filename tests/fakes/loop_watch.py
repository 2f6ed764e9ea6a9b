"""Watches an event loop: what holds it longer than a frame, and what waits on it for a disk, a database or a clock.

asyncio's own log of slow callbacks goes by the wall clock, which on a machine that does other things tells of the other
things. So work is measured by the processor time of the loop's thread, against a bar that is higher while the machine
is slow; and waiting, which takes no processor time, is caught as such: a call to `time.sleep`, `open`, a database.
"""

from __future__ import annotations

import asyncio
import inspect
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import flet as ft
from sqlalchemy import Engine, event

FRAME_S = 0.016
NOISE = 1.25
"""Processor time is longer, by so much, when another process runs on the other half of the core."""
REFERENCE_S = 0.00075
"""What `_work` takes on the machine that the bar of a frame was set on, while it does nothing else."""

WAITING = frozenset({"open", "sqlite3.connect", "socket.connect", "subprocess.Popen", "os.scandir"})
"""Audit events of calls that wait for something outside of the interpreter."""

CODE = (".py", ".pyc", ".so")
"""Modules that are imported, and sources for the tracebacks that asyncio keeps in its debug mode."""


@dataclass
class LoopWatch:
    """What was seen: `slow` are callbacks over the bar with their processor time in ms, `waits` are waiting calls."""

    slow: list[tuple[float, str]] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin again."""
        self.slow.clear()
        self.waits.clear()


_MADE = (ft.Container, ft.Row, ft.Text, ft.Column)
_watching: list[tuple[int, LoopWatch]] = []


@contextmanager
def watched_loop() -> Iterator[LoopWatch]:
    """Watch the running loop's callbacks, but for those of the task that asks."""
    watch = LoopWatch()
    mine, run, sleep = asyncio.current_task(), asyncio.events.Handle._run, time.sleep

    def measured(handle: Any) -> None:
        task = getattr(handle._callback, "__self__", None)
        if task is mine:
            run(handle)
            return
        _watching.append((threading.get_ident(), watch))
        begin = time.thread_time()
        try:
            run(handle)
        finally:
            took = time.thread_time() - begin
            _watching.pop()
            if took > FRAME_S and took > bar():
                watch.slow.append((round(took * 1000, 1), _name(handle, task)))

    def slept(seconds: float) -> None:
        _noticed("time.sleep", seconds)
        sleep(seconds)

    handle: Any = asyncio.events.Handle
    handle._run, time.sleep = measured, slept
    try:
        yield watch
    finally:
        handle._run, time.sleep = run, sleep


def bar() -> float:
    """A frame's time, in seconds of this machine as it is now."""
    return FRAME_S * NOISE * max(1.0, statistics.median(_work() for _try in range(5)) / REFERENCE_S)


def _work() -> float:
    """Processor time of what Flet does most, in its own way: no work of ours makes the bar higher."""
    begin = time.thread_time()
    for kind in _MADE * 20:
        inspect.unwrap(kind.__init__)(object.__new__(kind))
    return time.thread_time() - begin


def _name(handle: Any, task: Any) -> str:
    with suppress(AttributeError):
        return task.get_coro().__qualname__
    return repr(handle._callback)


def _noticed(what: str, argument: object) -> None:
    if not _watching:
        return
    thread, watch = _watching[-1]
    if threading.get_ident() == thread:
        watch.waits.append(f"{what} {argument}")


def _audit(name: str, arguments: tuple[Any, ...]) -> None:
    if name in WAITING and _watching:
        first = str(arguments[0]) if arguments else ""
        if name == "open" and (first.endswith(CODE) or first.startswith("/proc/")):  # the latter are no disk's
            return
        if name == "socket.connect" and arguments[0].gettimeout() == 0:  # the loop's own way to connect: it waits not
            return
        _noticed(name, first)


@event.listens_for(Engine, "before_cursor_execute")
def _asked(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    _noticed("SQL", statement)


sys.addaudithook(_audit)  # there is no way to take a hook away: it looks at nothing unless a loop is watched
