"""What the screens will need is imported before somebody presses for it: in a thread, piece by piece.

A module of ours and the controls of Flet that it names take up to 150 ms when they are first used, and would take them
on the event loop. It begins when the first screen is there: before, it took from the browser what it starts with.
At its end, what the imports have left over is let go of, which the start had no time for.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import importlib
import inspect
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator
from types import CodeType

import flet as ft

from views.routes import SCREENS

REST_S = 1.0
"""So long after the first screen has been sent, the client has drawn it."""
BREATH_S = 0.01
"""Between two pieces the event loop has the interpreter for itself."""

SHARE_S = 0.0005
"""How long a thread that imports keeps the interpreter when the event loop wants it, which serves the page meanwhile.

Python's own 5 ms, at every turn of the loop, made the page wait for the imports after all.
"""

log = logging.getLogger("xueban.views")


@contextlib.contextmanager
def importing() -> Iterator[None]:
    """Within, threads hand the interpreter to each other sooner, and nobody looks for garbage.

    That took a tenth of the start; `warm_up` looks for it once, when there is time. After this nobody looks
    through what was imported: that took 0.1 s on the event loop, in the middle of a change of screen.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SHARE_S)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(before)


async def warm_up(is_shown: asyncio.Event, *reads: Callable[[], Awaitable[object]]) -> None:
    """Import all screens and what they name, once the first screen `is_shown`; cancel it when the app closes.

    `reads` are what screens ask for that is read once and kept.
    """
    await is_shown.wait()
    try:
        await asyncio.sleep(REST_S)
        await _warm(screen.module for screen in SCREENS)
        for read in reads:
            await read()
        _tidy()
    except Exception:  # the screen itself will say so, under its net
        log.exception("a screen could not be imported ahead of time")


async def _warm(modules: Iterable[str]) -> None:
    for module in modules:
        await asyncio.to_thread(importlib.import_module, f"views.{module}")
        for name in await asyncio.to_thread(unused_names):
            await asyncio.to_thread(getattr, ft, name)
            await asyncio.sleep(BREATH_S)


def _tidy() -> None:
    """Let go of what the imports have left over, once, and leave what stays out of every later look for garbage."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def prepare(module: str, *rooms: str) -> None:
    """Import the module and what the `rooms` show of Flet: 0.2 s that the event loop took from the first paint."""
    importlib.import_module(f"views.{module}")
    for name in unused_names(*rooms):
        getattr(ft, name)


def unused_names(*rooms: str) -> list[str]:
    """What the modules of `rooms` (of all by default) name of Flet and nobody has used yet.

    Flet imports a control when it is used.
    """
    rooms = tuple(f"views.{room}" for room in rooms) or ("views.",)
    ours = [module for name, module in sys.modules.copy().items() if name.startswith(rooms)]
    named = {
        name
        for module in ours
        for thing in vars(module).copy().values()
        if getattr(thing, "__module__", None) == module.__name__
        for code in _codes(thing)
        for name in code.co_names
    }
    return sorted(named & set(ft.__all__) - vars(ft).keys())


def _codes(thing: object) -> Iterator[CodeType]:
    """The code of a function or of a class's methods, and of all functions in them."""
    thing = inspect.unwrap(thing) if callable(thing) else thing
    code = getattr(thing, "__code__", None)
    if isinstance(code, CodeType):
        yield from _within(code)
    elif isinstance(thing, type):
        for member in vars(thing).values():
            if isinstance(member, staticmethod | classmethod) or hasattr(member, "__code__"):
                yield from _codes(member)


def _within(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _within(constant)
