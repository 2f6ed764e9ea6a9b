"""A loop's timers, that go off when a test lets time pass."""

from __future__ import annotations

from collections.abc import Callable


class Timers:
    """`later` is `call_later`; `now_s` moves by `advance` alone."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.due: list[tuple[float, Callable[[], None]]] = []

    def later(self, delay_s: float, call: Callable[[], None]) -> Timer:
        """Call it in so many seconds."""
        entry = (self.now_s + delay_s, call)
        self.due.append(entry)
        return Timer(self, entry)

    def advance(self, seconds: float) -> None:
        """So much time passes; what is due by then is called."""
        self.now_s += seconds
        for entry in [entry for entry in self.due if entry[0] <= self.now_s]:
            if entry in self.due:
                self.due.remove(entry)
                entry[1]()


class Timer:
    """One of them."""

    def __init__(self, timers: Timers, entry: tuple[float, Callable[[], None]]) -> None:
        self._timers, self._entry = timers, entry

    def cancel(self) -> None:
        """Do not call."""
        if self._entry in self._timers.due:
            self._timers.due.remove(self._entry)
