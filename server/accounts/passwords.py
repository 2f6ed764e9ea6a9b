"""Password hashes: argon2id (RFC 9106), and the same work for a name that nobody has."""

from __future__ import annotations

import os
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.settings import PasswordCost


class Passwords:
    """Hashes passwords and checks them. Any thread may use it."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(cost.rounds, cost.memory_kib, cost.lanes)
        self._nobodys = self._hasher.hash("the password of nobody")
        # Each check takes memory_kib: a burst of sign-ins waits its turn instead of filling the memory.
        self._turns = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))

    def hash(self, password: str) -> str:
        """The hash to keep, with its own salt and cost inside."""
        with self._turns:
            return self._hasher.hash(password)

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether `password` is the one that was hashed. With no hash (an unknown name) it takes as long to say no."""
        with self._turns:
            try:
                self._hasher.verify(kept or self._nobodys, password)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None
