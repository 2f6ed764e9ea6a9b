"""The calls about files: up in parts, down from where it broke off (protocol: `sync.files`)."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.files import FileState


class FilesLine:
    """Files of the account's spaces; everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def put_part(self, space: str, sha256: str, size: int, at: int, data: bytes) -> FileState:
        """Send the part of a file of `size` bytes that begins `at`; an empty one asks how much there is."""
        query = {"size": size, "at": at}
        return await self._signed.ask(FileState, "PUT", _path(space, sha256), data, query)

    async def pieces(self, space: str, sha256: str, after: int) -> AsyncGenerator[bytes]:
        """The bytes of a file behind the first `after`."""

        async def once(token: str) -> AsyncGenerator[bytes]:
            async with self._signed.line.download(_path(space, sha256), token, after) as pieces:
                async for piece in pieces:
                    yield piece

        async with aclosing(self._signed.streamed(once)) as pieces:
            async for piece in pieces:
                yield piece


def _path(space: str, sha256: str) -> str:
    return f"/v1/spaces/{quote(space, safe='')}/files/{sha256}"
