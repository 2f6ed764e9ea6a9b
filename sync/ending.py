"""Ending what goes on beside: the one way to stop a task and wait until it has stopped."""

from __future__ import annotations

import asyncio
from typing import Any


async def end(*tasks: asyncio.Task[Any] | None, but: tuple[type[Exception], ...] = ()) -> None:
    """Cancel tasks and wait until all are over; what one of them failed with is raised, `but` that.

    Who is cancelled meanwhile stays so: to await a task that one has cancelled, and to suppress what comes, takes the
    own end for the task's.
    """
    there = [task for task in tasks if task is not None]
    for task in there:
        task.cancel()
    if not there:
        return
    try:
        await asyncio.wait(there)
    except asyncio.CancelledError:
        await asyncio.wait(there)
        raise
    finally:
        faults = [task.exception() for task in there if task.done() and not task.cancelled()]
    for fault in faults:
        if fault is not None and not isinstance(fault, but):
            raise fault
