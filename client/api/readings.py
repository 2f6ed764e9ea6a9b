"""The call that has the server read the text in a picture (protocol: `sync.reading`)."""

from __future__ import annotations

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.reading import TextRead


class ReadingLine:
    """Everything raises `sync.errors.SyncError`; a server that cannot read is `Refused` with status 404."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def read(self, picture: bytes) -> TextRead:
        """The lines in a JPEG."""
        return await self._signed.ask(TextRead, "POST", "/v1/readings", picture)
