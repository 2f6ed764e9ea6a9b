"""Signs what time it is, so that a device can tell it from what anybody else says."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.accounts.sealing import Sealing
from sync.anchors import Anchor, AnchorRequest, signed_text
from sync.clock import Clock

_PURPOSE = b"xueban time anchors 1"


class Anchors:
    """Signs with a key that comes of the server's own, so that it stays the same as long as that does."""

    def __init__(self, sealing: Sealing, clock: Clock) -> None:
        self._clock = clock
        self._private = Ed25519PrivateKey.from_private_bytes(sealing.derived(_PURPOSE))
        self.key = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, account_id: str, asked: AnchorRequest) -> Anchor:
        """The time now."""
        utc_ms = round(self._clock.now_utc().timestamp() * 1000)
        signature = self._private.sign(signed_text(account_id, asked, utc_ms)).hex()
        return Anchor(
            utc_ms=utc_ms, nonce=asked.nonce, boot=asked.boot, boot_ms=asked.boot_ms, key=self.key, signature=signature
        )
