"""A digest of merged records: what both ends fold from the same log has to be the same.

It is a sum of short hashes, one a field, so that the server can keep it up to date while it folds its log.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from sync.merge import FieldState

_MODULUS = 1 << 64


def record_digest(record_type: str, record_id: str, state: Mapping[str, FieldState]) -> int:
    """The part of one record: which operation each of its fields is from."""
    total = 0
    for field, value in state.items():
        named = f"{record_type} {record_id} {field} {value.seq}".encode("utf-8", "surrogatepass")
        total += int.from_bytes(blake2b(named, digest_size=8).digest(), "big")
    return total % _MODULUS


def as_text(total: int) -> str:
    """A sum of parts as it goes over the line."""
    return f"{total % _MODULUS:016x}"
