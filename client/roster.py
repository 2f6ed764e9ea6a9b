"""Who belongs to a space that people share: asked of the server, and remembered for when there is no line."""

from __future__ import annotations

from client.api.spaces import Spaces
from client.store import Store
from sync.errors import SyncError, Unauthorized
from sync.spaces import Member

MEMBERS = "family.members"
"""Setting of this device: the members of each space as they were read last (families had it first)."""


class Roster:
    """The members of spaces."""

    def __init__(self, store: Store, line: Spaces) -> None:
        self._store = store
        self._line = line

    async def members(self, space: str) -> list[Member]:
        """The members, the first one first; without a line or signed out as they were read last. Raises SyncError."""
        known: dict[str, list[object]] = await self._store.setting(MEMBERS, {})
        try:
            members = await self._line.members(space)
        except SyncError as error:
            if space not in known or not (error.passes or isinstance(error, Unauthorized)):
                raise
            return [Member.model_validate(one) for one in known[space]]
        listed = [one.model_dump() for one in members]
        if known.get(space) != listed:
            await self._store.set_setting(MEMBERS, {**known, space: listed})
        return members

    async def known(self, space: str) -> list[Member]:
        """As they were read last."""
        known: dict[str, list[object]] = await self._store.setting(MEMBERS, {})
        return [Member.model_validate(one) for one in known.get(space, [])]
