"""What a battle keeps on this device until it is over: which one it is, what was answered, what came of it.

It is a setting, written before anything is sent: whatever happens to app and line, no answer is lost, and none is given
twice. The events need not be kept, the server tells them again.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, JsonValue, ValidationError

from client.late import LateModel
from client.store import Store, Writing
from client.store.tables import Setting
from sync.battles import BattleCard, Counted, GivenAnswer

KEY = "battles.running"


class Said(LateModel):
    """An answer: as it goes over the line, as it was given in here, and what came of it (None: not acknowledged)."""

    answer: GivenAnswer
    typed: JsonValue = None
    counted: Counted | None = None


class Kept(LateModel):
    """The battle, and by question what was answered."""

    card: BattleCard
    said: dict[int, Said] = Field(default_factory=dict[int, Said])


async def read(store: Store) -> Kept | None:
    """The battle that this device is in."""
    found: Any = await store.setting(KEY)
    try:
        return None if found is None else Kept.model_validate(found)
    except ValidationError:
        return None  # written by a newer app


def write(w: Writing, kept: Kept) -> None:
    """Keep it, in a transaction."""
    w.session.merge(Setting(key=KEY, value=kept.model_dump(mode="json")))


def drop(w: Writing) -> bool:
    """It is over; False when that was known already."""
    row = w.session.get(Setting, KEY)
    if row is None:
        return False
    w.session.delete(row)
    return True
