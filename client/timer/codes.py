"""More time by a code, without a line: the parent's device works it out, the child's device checks it.

The child's device shows a number that it has drawn, and the parent types it: the code is good for that number, that
day and so many minutes, so for one device once (OCRA, RFC 6287, in short). What both devices know is a key that the
server makes for each child of a family and gives to the child's devices and its parents alone; it lies in the safe of
each, and is in no database. Who can read the safe of the child's device can make codes, as could a person who reads its
tokens: what a safe cannot protect is said in `client.timer.safe`.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import asdict
from typing import Any, Literal

from client.timer.elapsed import Elapsed
from client.timer.pin import Tries
from client.timer.safe import Safe

OPTIONS_MIN = (15, 30, 60, 24 * 60)
"""What a code can give; the last is the rest of the day."""

OPENS = 0
"""A code of no minutes: a parent is there, and may come in at the parents' page of the child's device."""

CODE_DIGITS = 6
NUMBER_DIGITS = 4
KEY = "code_key"
ASKED = "code_number"
TRIES = "code_tries"

Verdict = Literal["wrong", "waiting", "no_key"]


def code_for(key: bytes, number: str, day: str, minutes: int) -> str:
    """The code that gives so many minutes on that day to the device that shows `number`."""
    mac = hmac.digest(key, f"xueban code 1\n{number}\n{day}\n{minutes}".encode(), hashlib.sha256)
    at = mac[-1] & 15
    return f"{int.from_bytes(mac[at : at + 4], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def digits(typed: str) -> str:
    """What was typed without spaces and hyphens."""
    return "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())


class Codes:
    """The child's side: the number to show, and whether a code is good. Each number is good once."""

    def __init__(self, safe: Safe, elapsed: Elapsed) -> None:
        self._safe = safe
        self._elapsed = elapsed
        self._one = asyncio.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether a key has come from the server, so that codes can be checked."""
        return bool(self._safe.get(KEY))

    async def keep_key(self, key: str) -> None:
        """Keep the key (hex) that the server has given."""
        if self._safe.get(KEY) != key:
            await self._safe.put(KEY, key)

    async def number(self) -> str:
        """The number that this device shows; the same until a code was taken."""
        async with self._one:
            known = self._safe.get(ASKED)
            if not isinstance(known, str):
                known = f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}d}"
                await self._safe.put(ASKED, known)
            return known

    def wait_s(self) -> float:
        """Seconds until the next try."""
        return self._tries().wait_s(self._elapsed.read())

    async def take(self, typed: str, day: str, options: tuple[int, ...] = OPTIONS_MIN) -> tuple[int, str] | Verdict:
        """So many minutes, and the number that it was for; or why not. A try is counted before it is looked at."""
        number = await self.number()
        async with self._one:
            if not self.is_ready:
                return "no_key"
            now, tries = self._elapsed.read(), self._tries()
            if tries.wait_s(now) > 0:
                await self._safe.put(TRIES, asdict(tries.rebooted(now)))
                return "waiting"
            await self._safe.put(TRIES, asdict(tries.missed(now)))
            key, code = bytes.fromhex(self._safe.get(KEY)), digits(typed)
            for minutes in options:
                if hmac.compare_digest(code_for(key, number, day, minutes), code):
                    await self._safe.put(ASKED, None)
                    await self._safe.put(TRIES, None)
                    return minutes, number
            return "wrong"

    def _tries(self) -> Tries:
        kept: Any = self._safe.get(TRIES)
        try:
            return Tries(**kept) if kept else Tries()
        except TypeError:
            return Tries()
