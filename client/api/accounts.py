"""The calls about accounts: register, sign in, refresh, sign out."""

from __future__ import annotations

from client.api.answers import understand
from client.api.line import Line
from sync.wire import Credentials, RefreshRequest, Registration, Session


class Accounts:
    """Accounts on the server at the other end of `line`; everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def register(self, credentials: Registration) -> Session:
        """Make an account, with this device as its first; `Refused` when the name is taken."""
        return await self._session("/v1/accounts", credentials)

    async def sign_in(self, credentials: Credentials) -> Session:
        """Add this device to an account; `Unauthorized` when name or password is wrong."""
        return await self._session("/v1/sessions", credentials)

    async def refresh(self, refresh_token: str) -> Session:
        """New tokens for this device; `Unauthorized` when the server no longer knows it."""
        return await self._session("/v1/sessions/refresh", RefreshRequest(refresh_token=refresh_token))

    async def sign_out(self, access_token: str) -> None:
        """Make this device's tokens void."""
        await self._line.send("DELETE", "/v1/sessions/current", token=access_token)

    async def _session(self, path: str, body: Credentials | RefreshRequest) -> Session:
        return understand(await self._line.send("POST", path, body), Session, self._line.server)
