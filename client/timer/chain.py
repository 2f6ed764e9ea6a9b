"""The ledger's chain: every entry carries an HMAC over itself and the one before. Pure.

Whoever has not got the key can neither change an entry, nor leave one out, nor add one. That the end is missing is
told by what the safe says of the head (see `client.timer.witness`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Entry(NamedTuple):
    """Entry `n` (1, 2, 3 …): what kind it is, its body as JSON, its seal."""

    n: int
    kind: str
    text: str
    mac: str

    @property
    def body(self) -> dict[str, Any]:
        """What it says."""
        return json.loads(self.text)


def sealed(key: bytes, before: str, n: int, kind: str, body: dict[str, Any]) -> Entry:
    """Entry `n`, which follows the one that carries the seal `before` ("" for the first)."""
    text = _encode(body)
    return Entry(n, kind, text, seal(key, before, n, kind, text))


def seal(key: bytes, before: str, n: int, kind: str, text: str) -> str:
    """The seal of an entry, in hex."""
    return hmac.digest(key, f"{before}\n{n}\n{kind}\n{text}".encode(), hashlib.sha256).hex()


def first_broken(key: bytes, before: str, first_n: int, entries: Iterable[Entry]) -> int | None:
    """The number of the first entry that is not as it was written, or not there; None when all are."""
    n = first_n
    for entry in entries:
        if entry.n != n or not hmac.compare_digest(entry.mac, seal(key, before, n, entry.kind, entry.text)):
            return n
        before, n = entry.mac, n + 1
    return None
