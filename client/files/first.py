"""The engine's transport, which uploads a file before the operation that names it."""

from __future__ import annotations

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.transport import HttpTransport
from client.files.files import Files
from sync.files import named_in
from sync.wire import PushRequest, PushResponse, SpaceList


class FilesFirst(HttpTransport):
    """As `HttpTransport`; a file that the server does not take holds no operation back, one without a line does."""

    def __init__(self, line: Line, keyring: Keyring, files: Files) -> None:
        super().__init__(line, keyring)
        self._files = files

    async def push(self, request: PushRequest) -> PushResponse:
        """Send the files that the operations name, then the operations."""
        for operation in request.operations:
            for value in operation.fields.values():
                for sha256 in named_in(value):
                    await self._files.ensure_up(operation.space, sha256)
        return await super().push(request)

    async def spaces(self) -> SpaceList:
        """The account's spaces; the files of those that it has left go."""
        spaces = await super().spaces()
        await self._files.forget(spaces.left)
        return spaces
