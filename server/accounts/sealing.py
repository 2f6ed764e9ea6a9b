"""Refresh tokens that outlive a database which was restored from a backup.

Of a token the database keeps a hash. A backup does not have those of the tokens that were given after it was taken, and
without more every device would have to sign in again. So a refresh token also says, under a seal that only this server
can make, whose it is and which one in the device's row of them. The database counts them: a later one than it has ever
given must be from a time that it has lost, and is good. An earlier one whose hash is not there was replaced.

The key of the seal is in a file beside the database, not in it: who reads a backup cannot make tokens.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import NamedTuple

_KEY_BYTES = 32
_SEAL_BYTES = 24


class Claim(NamedTuple):
    """What a refresh token says."""

    device_id: str
    account_id: str
    generation: int
    expires_s: int
    """Seconds since 1970."""


class Sealing:
    """Makes refresh tokens, and reads those that it has made. Any thread may use it."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def kept_in(cls, file: Path | None) -> Sealing:
        """With the key in `file`, which is made if it is not there; without a file, with one for this run.

        Raises OSError, ValueError when the file cannot be used.
        """
        return cls(_key_in(file) if file else secrets.token_bytes(_KEY_BYTES))

    def token(self, claim: Claim) -> str:
        """A new token; no two are alike."""
        told = ".".join((secrets.token_urlsafe(16), *map(str, claim)))
        return f"{told}.{self._seal(told)}"

    def read(self, token: str) -> Claim | None:
        """What a token says; None when it is not one of ours."""
        told, _, seal = token.rpartition(".")
        if not hmac.compare_digest(seal.encode("utf-8", "surrogatepass"), self._seal(told).encode()):
            return None
        _, device_id, account_id, generation, expires_s = told.split(".")
        return Claim(device_id, account_id, int(generation), int(expires_s))

    def derived(self, purpose: bytes) -> bytes:
        """A key of its own for something else (32 bytes); it tells nothing about this one."""
        return hmac.digest(self._key, purpose, hashlib.sha256)

    def _seal(self, told: str) -> str:
        seal = hmac.digest(self._key, told.encode("utf-8", "surrogatepass"), hashlib.sha256)[:_SEAL_BYTES]
        return base64.urlsafe_b64encode(seal).decode()


def _key_in(file: Path) -> bytes:
    """The key in the file. Of several who make it at once all get that of the first; a crash leaves no half one."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as opened:
                opened.write(secrets.token_bytes(_KEY_BYTES).hex())
                opened.flush()
                os.fsync(opened.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, file)
        finally:
            Path(draft).unlink()
    return _read(file)


def _read(file: Path) -> bytes:
    key = bytes.fromhex(file.read_text("ascii"))
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{file} holds no key")
    return key
