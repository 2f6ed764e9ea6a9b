"""The trusted date: ask the server, check its signature, hand the date to the clock."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import Protocol

from client.timer.elapsed import Elapsed
from sync.anchors import ROUND_TRIP_S, Anchor, AnchorRequest, is_good
from sync.errors import SyncError

log = logging.getLogger("xueban.timer")


class AnchorLine(Protocol):
    """The way to the server; `client.api.timer` fills it in."""

    @property
    def is_signed_in(self) -> bool:
        """Whether there is anybody to ask for."""
        ...

    async def anchor(self, asked: AnchorRequest) -> Anchor:
        """The answer; raises `SyncError`."""
        ...


class RefusedError(Exception):
    """The answer is not to be believed; the text says why, for the log."""


async def ask_anchor(line: AnchorLine, elapsed: Elapsed, account_id: str, known_key: str) -> tuple[float, str, float]:
    """The date (seconds since 1970), the server's key in hex, and when it was (`boot_s`).

    `known_key` "" takes the key that comes, as one does the first time. Of the way there and back half is put down to
    the way back. Raises `SyncError`, RefusedError.
    """
    before = elapsed.read()
    asked = AnchorRequest(nonce=secrets.token_hex(16), boot=before.boot, boot_ms=max(0, round(before.boot_s * 1000)))
    anchor = await line.anchor(asked)
    after = elapsed.read()
    took_s = after.boot_s - before.boot_s
    if after.boot != before.boot or took_s > ROUND_TRIP_S:
        raise RefusedError(f"the answer took {took_s:.1f} s")
    key = known_key or anchor.key
    if not await asyncio.to_thread(is_good, anchor, asked, account_id, key):
        raise RefusedError("the signature is not that of the server that was known, or not for this request")
    return anchor.utc_ms / 1000, key, before.boot_s + took_s / 2


class Anchoring:
    """Asks when it is time to, never two at once."""

    EVERY_S = 5 * 60
    AGAIN_S = 30

    def __init__(self, line: AnchorLine, elapsed: Elapsed) -> None:
        self._line = line
        self._elapsed = elapsed
        self._next_s = 0.0

    def is_due(self) -> bool:
        """Whether it is time to ask."""
        return self._line.is_signed_in and self._elapsed.read().boot_s >= self._next_s

    def hurry(self) -> None:
        """Something has happened (signed in, the line is back): ask at the next beat."""
        self._next_s = 0.0

    async def ask(self, account_id: str, known_key: str) -> tuple[float, str, float] | None:
        """As `ask_anchor`; None when there was no good answer."""
        self._next_s = self._elapsed.read().boot_s + self.AGAIN_S
        try:
            answer = await ask_anchor(self._line, self._elapsed, account_id, known_key)
        except (SyncError, RefusedError) as error:
            log.info("no date from the server: %s", error)
            return None
        self._next_s = self._elapsed.read().boot_s + self.EVERY_S
        return answer
