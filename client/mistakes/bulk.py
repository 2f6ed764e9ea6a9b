"""Changes of many mistakes at once, each of which can be taken back as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import col, select

from client.mistakes.tables import Mistake
from client.store import Store, Writing
from client.store.rows import chunks
from sync.catalogue import MISTAKE

Before = dict[str, dict[str, Any]]
"""What the changed fields held, by mistake: for `put_back`."""


async def change_many(store: Store, mistake_ids: Collection[str], **fields: Any) -> Before:
    """Set the fields of all these mistakes in one transaction; those that are not there are passed over."""

    def command(w: Writing) -> Before:
        before: Before = {}
        for chunk in chunks(mistake_ids):
            for mistake in w.session.exec(select(Mistake).where(col(Mistake.id).in_(chunk))):
                before[mistake.id] = {name: getattr(mistake, name) for name in fields}
        w.save_many(MISTAKE, dict.fromkeys(before, fields))
        return before

    return await store.write(command)


async def put_back(store: Store, before: Mapping[str, Mapping[str, Any]]) -> None:
    """Take a change of many back."""
    await store.write(lambda w: w.save_many(MISTAKE, before))
