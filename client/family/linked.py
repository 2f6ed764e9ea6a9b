"""The code of a link that was opened before anybody had signed in, kept until it is used, let go, or no longer good."""

from __future__ import annotations

from datetime import timedelta

from client.store import Store
from sync.clock import from_text, to_text
from sync.spaces import INVITE_MAX_S

LINKED = "family.linked"
"""Setting of this device: the code, and when its link was opened."""


class LinkedCode:
    """At most one; the latest counts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, code: str) -> None:
        """Somebody has opened the link."""
        kept = {"code": code, "at_utc": to_text(self._store.clock.now_utc())}
        if await self.read() != code:
            await self._store.set_setting(LINKED, kept)

    async def read(self) -> str:
        """The code; "" when there is none, or no invite would still be good."""
        kept: dict[str, str] = await self._store.setting(LINKED, {})
        try:
            since = self._store.clock.now_utc() - from_text(kept["at_utc"])
            return kept["code"] if since < timedelta(seconds=INVITE_MAX_S) else ""
        except (KeyError, ValueError):
            return ""

    async def drop(self) -> None:
        """It was used, or is not wanted."""
        if await self._store.setting(LINKED, {}):
            await self._store.set_setting(LINKED, {})
