"""Requests of a signed-in device: they carry its token, and renew it when it has run out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import TypeVar

from pydantic import BaseModel

from client.api.accounts import Accounts
from client.api.answers import understand
from client.api.keyring import Keyring
from client.api.line import BYTES, Line
from sync.errors import DeviceRevoked, Unauthorized

Answer = TypeVar("Answer", bound=BaseModel)
Result = TypeVar("Result")


class SignedLine:
    """Everything raises `sync.errors.SyncError`.

    After a 401 the tokens are renewed once, however many requests came back with one, and the request goes out again.
    Two of these for one keyring do no harm: the server lets the answers to one refresh token stand side by side.
    """

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self.line = line
        self._accounts = Accounts(line)
        self._keyring = keyring
        self._renewal: asyncio.Task[None] | None = None

    async def ask(
        self,
        model: type[Answer],
        method: str,
        path: str,
        body: BaseModel | bytes | None = None,
        query: Mapping[str, int | str] | None = None,
        *,
        content: str = BYTES,
    ) -> Answer:
        """Send a request; its answer as `model`. `content`: what kind of content `body` is, if it is bytes."""

        async def once(token: str) -> Answer:
            answer = await self.line.send(method, path, body, token, query, content=content)
            return understand(answer, model, self.line.server)

        return await self.signed(once)

    async def tell(self, method: str, path: str, body: BaseModel | None = None) -> None:
        """Send a request whose answer has no body."""

        async def once(token: str) -> None:
            await self.line.send(method, path, body, token)

        await self.signed(once)

    async def signed(self, ask: Callable[[str], Awaitable[Result]]) -> Result:
        """What `ask` finds with a good token."""
        token = self.token()
        try:
            return await ask(token)
        except DeviceRevoked:
            raise
        except Unauthorized:
            await self.renew(token)
        return await ask(self.token())

    async def streamed(self, stream: Callable[[str], AsyncGenerator[Result]]) -> AsyncGenerator[Result]:
        """What `stream` yields with a good token; it raises `Unauthorized` before its first, or not at all."""
        token = self.token()
        try:
            async with aclosing(stream(token)) as results:
                async for result in results:
                    yield result
            return
        except DeviceRevoked:
            raise
        except Unauthorized:
            await self.renew(token)
        async with aclosing(stream(self.token())) as results:
            async for result in results:
                yield result

    def token(self) -> str:
        """The token for requests; raises `Unauthorized` when nobody is signed in."""
        token = self._keyring.access_token
        if token is None:
            raise Unauthorized
        return token

    async def renew(self, refused: str) -> None:
        """Get new tokens, unless that was done since `refused` was read; all who ask meanwhile share one renewal."""
        if self.token() != refused:
            return
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._fetch_tokens())
            self._renewal.add_done_callback(self._renewed)
        # Shielded: the server voids the old tokens with its answer, so the new ones must reach the file even when
        # the request that asked for them is given up meanwhile.
        await asyncio.shield(self._renewal)

    async def _fetch_tokens(self) -> None:
        refresh_token = self._keyring.refresh_token
        if refresh_token is None:
            raise Unauthorized
        session = await self._accounts.refresh(refresh_token)
        if self._keyring.refresh_token == refresh_token:  # else somebody has signed out, or in again
            await self._keyring.renew(session)

    def _renewed(self, renewal: asyncio.Task[None]) -> None:
        self._renewal = None
        if not renewal.cancelled():
            renewal.exception()  # those who wait have it; if all have given up, nobody needs to know
