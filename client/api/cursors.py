"""The call that says where this device's cursor is."""

from __future__ import annotations

from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.cursors import Cursor


class CursorLine:
    """Fills in `client.notes.cursors.Pointing`; everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def point(self, space: str, cursor: Cursor) -> None:
        """Tell whoever listens to the space."""
        await self._signed.tell("POST", f"/v1/spaces/{quote(space, safe='')}/cursors", cursor)
