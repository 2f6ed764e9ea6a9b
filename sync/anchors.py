"""What goes over the line about the date: the server's word for what time it is, signed, so that a device can keep it.

POST /v1/timer/anchor    AnchorRequest → Anchor

The device says when it asked by its own elapsed clock, and gives a number that it has never used; both come back under
the signature. So an answer cannot be used again, nor for another account, another boot or another time.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sync.ed25519 import verify
from sync.wire import Identifier, Message

Boot = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9._:-]*$")]

ROUND_TRIP_S = 5.0
"""An answer that took longer is not taken: nobody knows which end of the wait it was made at."""


class AnchorRequest(Message):
    """Asked at `boot_ms` (milliseconds since the boot named `boot`)."""

    nonce: Identifier
    boot: Boot
    boot_ms: int = Field(ge=0, le=1 << 53)


class Anchor(Message):
    """It was `utc_ms` (milliseconds since 1970) when the server answered; `key` and `signature` in hex."""

    utc_ms: int
    nonce: str
    boot: str
    boot_ms: int
    key: str
    signature: str


def signed_text(account_id: str, asked: AnchorRequest, utc_ms: int) -> bytes:
    """What the signature is about."""
    return f"xueban anchor 1\n{account_id}\n{asked.nonce}\n{asked.boot}\n{asked.boot_ms}\n{utc_ms}".encode()


def is_good(anchor: Anchor, asked: AnchorRequest, account_id: str, key: str) -> bool:
    """Whether it answers what was asked, signed by the owner of `key`. Takes milliseconds: call it in a thread."""
    if (anchor.nonce, anchor.boot, anchor.boot_ms) != (asked.nonce, asked.boot, asked.boot_ms):
        return False
    try:
        public_key, signature = bytes.fromhex(key), bytes.fromhex(anchor.signature)
    except ValueError:
        return False
    return verify(public_key, signed_text(account_id, asked, anchor.utc_ms), signature)
