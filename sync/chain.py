"""The chain of a log: its entries up to a `seq`, folded into one short text that both ends compute for themselves.

An operation is named by its device and number, and no device ever gives one number twice; so two logs whose chains at
a `seq` are the same hold the same operations in the same order up to there.
"""

from __future__ import annotations

from hashlib import blake2b

EMPTY = ""
"""The chain of a log without entries."""


def extend(chain: str, device: str, n: int) -> str:
    """The chain after one more entry: operation `n` of `device`."""
    return blake2b(f"{chain} {device} {n}".encode(), digest_size=8).hexdigest()


def extend_run(chain: str, device: str, n: int, count: int) -> str:
    """The chain after `count` more entries, operations of `device` from `n` on."""
    for number in range(n, n + count):
        chain = blake2b(f"{chain} {device} {number}".encode(), digest_size=8).hexdigest()
    return chain
