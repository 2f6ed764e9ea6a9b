"""One thing to do later, that can be put off or called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """What `call_later` returns."""

    def cancel(self) -> None:
        """Do not call."""
        ...


Later = Callable[[float, Callable[[], None]], Timer]
"""As an event loop's `call_later`: in so many seconds, call this."""


class Alarm:
    """Rings once; to set it again puts off what it was set for."""

    def __init__(self, later: Later) -> None:
        self._later = later
        self._timer: Timer | None = None

    @property
    def is_set(self) -> bool:
        """Whether it has still to ring."""
        return self._timer is not None

    def set(self, seconds: float, ring: Callable[[], object]) -> None:
        """Ring in so many seconds."""
        self.cancel()

        def due() -> None:
            self._timer = None
            ring()

        self._timer = self._later(seconds, due)

    def cancel(self) -> None:
        """Do not ring."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
