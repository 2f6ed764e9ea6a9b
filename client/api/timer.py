"""The call about the date: what time it is, signed by the server."""

from __future__ import annotations

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.anchors import Anchor, AnchorRequest


class TimerLine:
    """Fills in `client.timer.anchors.AnchorLine`; everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._keyring = keyring
        self._signed = SignedLine(line, keyring)

    @property
    def is_signed_in(self) -> bool:
        """Whether there is anybody to ask for."""
        return self._keyring.access_token is not None

    async def anchor(self, asked: AnchorRequest) -> Anchor:
        """The server's answer, unchecked."""
        return await self._signed.ask(Anchor, "POST", "/v1/timer/anchor", asked)
