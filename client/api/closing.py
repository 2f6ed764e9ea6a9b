"""The calls with which an account is deleted."""

from __future__ import annotations

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.closing import Closing, ClosingState


class ClosingLine:
    """Everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def state(self) -> ClosingState:
        """What has to be done first."""
        return await self._signed.ask(ClosingState, "GET", "/v1/accounts/closing")

    async def close(self, asked: Closing) -> None:
        """Delete the account; repeat it with the same `request_id` until there is an answer."""
        await self._signed.tell("POST", "/v1/accounts/closing", asked)
