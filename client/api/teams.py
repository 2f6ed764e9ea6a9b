"""The calls about teams beside their records."""

from __future__ import annotations

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.teams import Beat, Presence


class TeamsLine:
    """Everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def beat(self, activity: str) -> Presence:
        """Say that this member is there; who else is."""
        return await self._signed.ask(Presence, "POST", "/v1/presence", Beat(activity=activity))
