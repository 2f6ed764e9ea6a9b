"""The parent's PIN on this device: six digits or more, and few tries.

Six digits are found in hours by whoever has their hash. So the hash also needs 32 random bytes that are kept in the
safe, and the app itself gives five tries, then makes one wait by time that nobody can set, and after ten it is over:
then only the parent's account, or the recovery code that was shown when the PIN was set, opens it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Self

from client.timer.elapsed import Elapsed, Reading
from client.timer.safe import Safe

PIN = "pin"
LENGTH = 6
FREE_TRIES = 4
WAITS_S = (30, 60, 300, 900, 3_600)
"""After the fifth wrong try, the sixth and so on; after the tenth there is no other."""

RECOVERY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECOVERY_LENGTH = 20  # 100 bits: nobody finds it, so its hash needs no pepper

Verdict = Literal["right", "wrong", "waiting", "closed", "none"]


@dataclass(frozen=True)
class Tries:
    """How many were wrong, and until when (`until_s` of `boot`) the next one has to wait."""

    wrong: int = 0
    boot: str = ""
    until_s: float = 0.0

    @property
    def is_closed(self) -> bool:
        """No try is left."""
        return self.wrong >= FREE_TRIES + len(WAITS_S) + 1

    def wait_s(self, now: Reading) -> float:
        """Seconds until the next try; after a reboot all of the wait begins anew."""
        if not self._wait():
            return 0.0
        return max(0.0, self.until_s - now.boot_s) if now.boot == self.boot else float(self._wait())

    def rebooted(self, now: Reading) -> Self:
        """The same on the boot of `now`."""
        if now.boot == self.boot or not self._wait():
            return self
        return replace(self, boot=now.boot, until_s=now.boot_s + self._wait())

    def missed(self, now: Reading) -> Self:
        """One more was wrong."""
        more = replace(self, wrong=self.wrong + 1)
        return replace(more, boot=now.boot, until_s=now.boot_s + more._wait())

    def _wait(self) -> int:
        number = self.wrong - FREE_TRIES - 1
        return WAITS_S[min(number, len(WAITS_S) - 1)] if number >= 0 else 0


@dataclass(frozen=True)
class _Kept:
    kind: str
    salt: str
    pepper: str
    hash: str
    recovery: str
    tries: Tries

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(**{**kept, "tries": Tries(**kept["tries"])})


class Pin:
    """The PIN in the safe; one try at a time, and each is counted before it is looked at."""

    def __init__(self, safe: Safe, elapsed: Elapsed) -> None:
        self._safe = safe
        self._elapsed = elapsed
        self._one = asyncio.Lock()

    @property
    def is_set(self) -> bool:
        """Whether there is one."""
        return self._safe.get(PIN) is not None

    @property
    def is_closed(self) -> bool:
        """Whether too many tries were wrong."""
        kept = self._kept()
        return kept is not None and kept.tries.is_closed

    def wait_s(self) -> float:
        """Seconds until the next try."""
        kept = self._kept()
        return kept.tries.wait_s(self._elapsed.read()) if kept else 0.0

    async def set(self, pin: str) -> str:
        """Set it, in place of the one that there is; the recovery code is returned, and is nowhere else.

        Raises ValueError for fewer than six digits, and for digits that everybody tries first.
        """
        if not is_good(pin):
            raise ValueError("no good PIN")
        recovery = "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH))
        kind, salt, pepper = _best(), secrets.token_bytes(16), secrets.token_bytes(32)
        hashed = await asyncio.to_thread(_hashed, kind, pin, salt, pepper)
        kept = _Kept(kind, salt.hex(), pepper.hex(), hashed, _plain_hash(recovery), Tries())
        async with self._one:
            await self._safe.put(PIN, asdict(kept))
        return recovery

    async def forget(self) -> None:
        """There is none any more: the parent's account has said so."""
        async with self._one:
            await self._safe.put(PIN, None)

    async def check(self, pin: str) -> Verdict:
        """Whether it is the one. A try that is wrong, or breaks off, counts; raises OSError when it cannot be."""
        async with self._one:
            kept = self._kept()
            if kept is None:
                return "none"
            now = self._elapsed.read()
            if kept.tries.is_closed:
                return "closed"
            if kept.tries.wait_s(now) > 0:
                await self._put(replace(kept, tries=kept.tries.rebooted(now)))
                return "waiting"
            counted = replace(kept, tries=kept.tries.missed(now))
            await self._put(counted)
            salt, pepper = bytes.fromhex(kept.salt), bytes.fromhex(kept.pepper)
            hashed = await asyncio.to_thread(_hashed, kept.kind, pin, salt, pepper)
            if not hmac.compare_digest(hashed, kept.hash):
                return "closed" if counted.tries.is_closed else "wrong"
            await self._put(replace(kept, tries=Tries()))
            return "right"

    async def recover(self, code: str) -> bool:
        """Whether the recovery code is right; then the PIN is forgotten."""
        kept = self._kept()
        typed = "".join(letter for letter in code.upper() if letter in RECOVERY_LETTERS)
        if kept is None or not hmac.compare_digest(_plain_hash(typed), kept.recovery):
            return False
        await self.forget()
        return True

    def _kept(self) -> _Kept | None:
        kept = self._safe.get(PIN)
        try:
            return _Kept.of(kept) if kept else None
        except (KeyError, TypeError):
            return None

    async def _put(self, kept: _Kept) -> None:
        await self._safe.put(PIN, asdict(kept))


def is_good(pin: str) -> bool:
    """Six digits or more, not all the same and not in a row."""
    if not (pin.isdecimal() and pin.isascii() and LENGTH <= len(pin) <= 12):
        return False
    steps = {int(b) - int(a) for a, b in itertools.pairwise(pin)}
    return steps not in ({0}, {1}, {-1})


def _best() -> str:
    try:
        import argon2  # noqa: F401
    except ImportError:
        return "scrypt"
    return "argon2id"


def _hashed(kind: str, pin: str, salt: bytes, pepper: bytes) -> str:
    """Argon2id with 19 MiB and two rounds (OWASP), else scrypt with 16 MiB, over the PIN mixed with the pepper."""
    mixed = hmac.digest(pepper, pin.encode(), hashlib.sha256)
    if kind == "argon2id":
        from argon2.low_level import Type, hash_secret_raw

        return hash_secret_raw(mixed, salt, 2, 19 * 1024, 1, 32, Type.ID).hex()
    return hashlib.scrypt(mixed, salt=salt, n=1 << 14, r=8, p=1, dklen=32, maxmem=64 << 20).hex()


def _plain_hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
