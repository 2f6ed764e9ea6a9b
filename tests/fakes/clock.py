"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 11, 22, 14, 0).astimezone(UTC)  # in the device's zone, wherever the tests run
NIGHT = datetime(2026, 11, 22, 23, 0).astimezone(UTC)


class FakeClock:
    """Wall and monotonic time that advance together, or apart when a test plays with the wall clock."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._monotonic = 1_000.0

    def now_utc(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set_wall(self, moment: datetime) -> None:
        self._now = moment
