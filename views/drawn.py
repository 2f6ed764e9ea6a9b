"""After a change of the screen, before what can wait for it."""

from __future__ import annotations

import asyncio

TURNS = 4
"""So many turns of the loop it takes until a change is on its way to the client: a handler's own, the update loop's (it
draws, compares and packs), the sending one's, and one for what Flet may add between them."""


async def drawn() -> None:
    """Return once what was changed before has gone to the client.

    A write begun at once would share the interpreter with the drawing: its thread, waiting for the disk or for the next
    statement, takes 5 ms at a time from it. What is written after this is written some milliseconds later, no more.
    """
    for _turn in range(TURNS):
        await asyncio.sleep(0)
