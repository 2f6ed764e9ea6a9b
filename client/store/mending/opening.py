"""Opening the database, mended first when it has to be."""

from __future__ import annotations

import asyncio

from sqlalchemy.exc import DatabaseError

from client.alone import Alone
from client.store import Schema, Store
from client.store.database import is_damage
from client.store.mending.copies import Copies
from client.store.mending.mending import mend, needs_mending, settle
from client.store.mending.pouring import Indexes, Poured
from sync.clock import Clock
from sync.ids import Random


class DamagedError(Exception):
    """The database is damaged, and cannot be mended while another window of the app has it open."""


async def open_sound(
    copies: Copies, schema: Schema, indexes: Indexes, clock: Clock, random: Random | None, alone: Alone
) -> Store:
    """The store of the database that `copies` are made of, mended first if it is damaged.

    Raises DamagedError, `client.store.migrations.NewerDatabaseError`, and OSError where there is no room to mend it.
    """
    poured: Poured | None = None

    async def mended() -> Poured:
        if not await asyncio.to_thread(alone.take):
            raise DamagedError
        return await asyncio.to_thread(mend, copies, schema, indexes, clock)

    if await asyncio.to_thread(needs_mending, copies):
        poured = await mended()
    try:
        store = await Store.open(copies.database, schema, clock=clock, random=random)
    except DatabaseError as error:
        if poured or not is_damage(error):
            raise
        poured = await mended()
        store = await Store.open(copies.database, schema, clock=clock, random=random)
    store.on_damage = copies.suspects
    try:
        await settle(store, poured or Poured())
    except BaseException:
        await store.close()
        raise
    return store
