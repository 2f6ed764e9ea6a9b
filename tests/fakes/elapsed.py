"""A machine's clocks that nobody can set, moved by a test."""

from client.timer.elapsed import Reading
from tests.fakes.clock import FakeClock


class FakeElapsed:
    """Elapsed time that goes with a `FakeClock`'s; the machine can sleep and be started anew."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self._boots = 1
        self._booted_s = 0.0
        self._slept_s = 0.0

    def read(self) -> Reading:
        boot_s = self.clock.monotonic_s() - self._booted_s
        return Reading(f"boot-{self._boots}", boot_s, boot_s - self._slept_s)

    def advance(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self._slept_s += seconds

    def reboot(self) -> None:
        self._boots += 1
        self._booted_s = self.clock.monotonic_s() - 20
        self._slept_s = 0.0
