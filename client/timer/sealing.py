"""What the safe's file looks like where the system has a keystore: sealed with a key that only that keystore knows.

The keystore also counts the turns of the file, so that a file that is put back from a copy is known for what it is.
The file is written with each beat and is on disk before anything counts on it; the keystore follows a little later, on
its own, since it may take its time: a file that is ahead of it is good, one that is behind is not.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol, Self


class Keystore(Protocol):
    """The system's own place for secrets (Android's Keystore, Apple's Keychain): one short text. Both raise OSError."""

    async def read(self) -> str | None:
        """The text; None when there is none."""
        ...

    async def write(self, text: str) -> None:
        """Keep the text."""
        ...


@dataclass(repr=False)
class FileSeal:
    """The key, and how often the file was written; it has no `repr`, so that no log can show the key."""

    key: bytes
    turn: int = 0

    @classmethod
    def new(cls) -> Self:
        """A seal for a file that has none yet."""
        return cls(secrets.token_bytes(32))

    @classmethod
    def of(cls, kept: str) -> Self:
        """As `kept` wrote it. Raises ValueError, KeyError, TypeError for something else."""
        found = json.loads(kept)
        return cls(bytes.fromhex(found["key"]), int(found["turn"]))

    def kept(self) -> str:
        """For the keystore."""
        return json.dumps({"key": self.key.hex(), "turn": self.turn})

    def close(self, text: str, turn: int) -> str:
        """The text, sealed for that turn (encrypted, then authenticated)."""
        nonce = secrets.token_bytes(16)
        closed = _crossed(text.encode(), self._of("hide"), nonce).hex()
        head = f"{turn} {nonce.hex()} {closed}"
        return json.dumps({"sealed": head, "mac": hmac.digest(self._of("seal"), head.encode(), hashlib.sha256).hex()})

    def open(self, text: str) -> str | None:
        """What was sealed, and from then on its turn; None for what another key has sealed, or in an earlier turn."""
        try:
            found: Any = json.loads(text)
            head, mac = str(found["sealed"]), str(found["mac"])
            turn, nonce, closed = head.split(" ")
            right = hmac.digest(self._of("seal"), head.encode(), hashlib.sha256).hex()
            if not hmac.compare_digest(mac, right) or int(turn) < self.turn:
                return None
            plain = _crossed(bytes.fromhex(closed), self._of("hide"), bytes.fromhex(nonce)).decode()
        except (ValueError, KeyError, TypeError):
            return None
        self.turn = int(turn)
        return plain

    def _of(self, purpose: str) -> bytes:
        return hmac.digest(self.key, purpose.encode(), hashlib.sha256)


def is_sealed(text: str) -> bool:
    """Whether a file's text is a sealed one."""
    try:
        return "sealed" in json.loads(text)
    except (ValueError, TypeError):
        return False


def _crossed(text: bytes, key: bytes, nonce: bytes) -> bytes:
    """The text with a stream of numbers laid over it (HMAC-SHA-256 in counter mode); twice is the text again."""
    stream = b"".join(block for block, _at in zip(_blocks(key, nonce), range(0, len(text), 32), strict=False))
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))


def _blocks(key: bytes, nonce: bytes) -> Iterator[bytes]:
    number = 0
    while True:
        yield hmac.digest(key, nonce + number.to_bytes(8, "big"), hashlib.sha256)
        number += 1
