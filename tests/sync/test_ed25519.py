"""Signatures, held against the RFC's own examples and against a compiled library."""

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sync.ed25519 import verify

RFC_8032 = [  # section 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb00d291612bb0c00",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032, ids=["empty", "one byte"])
def test_the_examples_of_the_rfc_are_good(key: str, message: str, signature: str):
    assert verify(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
    assert not verify(bytes.fromhex(key), bytes.fromhex(message) + b"x", bytes.fromhex(signature))


def test_what_the_library_signs_is_good_and_one_bit_off_is_not():
    chance = random.Random(1)
    for _ in range(20):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        message = chance.randbytes(chance.randrange(200))
        signature = bytearray(private.sign(message))
        assert verify(key, message, bytes(signature))
        signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        assert not verify(key, message, bytes(signature))


@pytest.mark.parametrize(
    ("key", "signature"),
    [(b"", b"\0" * 64), (b"\xff" * 32, b"\0" * 64), (b"\0" * 32, b"\xff" * 64), (b"\1" + b"\0" * 31, b"")],
    ids=["no key", "no point", "scalar too large", "no signature"],
)
def test_what_is_no_signature_is_told_as_such(key: bytes, signature: bytes):
    assert not verify(key, b"message", signature)
