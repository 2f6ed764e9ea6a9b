"""Where somebody's cursor is, as the others hear it."""

from __future__ import annotations

from typing import NamedTuple

from sync.cursors import CursorTold


class Pointed(NamedTuple):
    """A cursor, still without a name: which one it goes by depends on who hears of it."""

    told: CursorTold
    of_account: str
    of_device: str

    def as_json(self, listener: str) -> str:
        """`sync.cursors.CursorTold` for this account: a device's name is nobody else's business."""
        name = self.of_device if self.told.account_id == listener else self.of_account
        return self.told.model_copy(update={"name": name}).model_dump_json()
