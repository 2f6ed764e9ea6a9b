"""What a battle keeps on this device until another one begins: which it is, what was answered, what came of it.

It is a setting, written before anything is sent: whatever happens to app and line, no answer is lost, and none is given
twice. The events need not be kept, the server tells them again; the result is, since the server forgets it.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, JsonValue, ValidationError

from client.late import LateModel
from client.store import Store, Writing
from client.store.tables import Setting
from sync.battles import BattleCard, BattleResult, Counted, GivenAnswer

KEY = "battles.running"


class Said(LateModel):
    """An answer: as it goes over the line, as it was given in here, and what came of it (None: not acknowledged)."""

    answer: GivenAnswer
    typed: JsonValue = None
    counted: Counted | None = None


class Kept(LateModel):
    """The battle, by question what was answered, and at the end the result.

    `mistakes`: what it put into the mistake book, index of the question → id; `fresh`: those that were not in there
    before; `taken_out`: they were taken out again; `missed`: what the person put in of the questions without an answer,
    None: nothing was.
    """

    card: BattleCard
    said: dict[int, Said] = Field(default_factory=dict[int, Said])
    result: BattleResult | None = None
    mistakes: dict[int, str] = Field(default_factory=dict[int, str])
    fresh: list[str] = Field(default_factory=list[str])
    taken_out: bool = False
    missed: list[str] | None = None


async def read(store: Store) -> Kept | None:
    """The battle that this device is in."""
    return _known(await store.setting(KEY))


def within(w: Writing) -> Kept | None:
    """The same in a transaction."""
    row = w.session.get(Setting, KEY)
    return _known(row.value if row is not None else None)


def _known(found: Any) -> Kept | None:
    try:
        return None if found is None else Kept.model_validate(found)
    except ValidationError:
        return None  # written by a newer app


def write(w: Writing, kept: Kept) -> None:
    """Keep it, in a transaction."""
    w.session.merge(Setting(key=KEY, value=kept.model_dump(mode="json")))


def drop(w: Writing, battle: str) -> None:
    """Nothing is left of that battle; another one stays."""
    row = w.session.get(Setting, KEY)
    if row is not None and ((known := _known(row.value)) is None or known.card.id == battle):
        w.session.delete(row)
