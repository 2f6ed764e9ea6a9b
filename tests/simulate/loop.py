"""An event loop whose time is simulated: nothing waits, and "threads" run at once, so that a run can be replayed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import anyio.to_thread

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class StuckError(Exception):
    """Everybody waits for somebody else: no timer is set and nothing is ready."""


class KilledError(BaseException):
    """The process was killed at this place; no handler of the product may take it for an error."""


class VirtualLoop(asyncio.BaseEventLoop):
    """Time stands still while something can be done, and jumps to the next timer when nothing can.

    What the product hands to a thread runs at once, on the one thread there is: the order of all that happens is a
    function of the seed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._now_s = 0.0
        self._clock_resolution = 1e-6
        self._selector = self  # BaseEventLoop asks it to wait
        self.doomed = False
        """Set inside a piece of work to say that the process is killed right after it: nobody gets its result."""
        self.complaints: list[str] = []
        """Errors that nobody fetched; those of killed processes are left out."""
        self.set_exception_handler(self._complain)

    def time(self) -> float:
        return self._now_s

    def select(self, timeout: float | None) -> tuple[()]:
        """Wait, as a selector does."""
        if timeout is None:
            raise StuckError
        self._now_s += timeout
        return ()

    def _process_events(self, event_list: object) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, executor: object, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        future = self.create_future()
        try:
            result = self.work(lambda: func(*args))
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def _complain(self, _loop: object, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not isinstance(error, KilledError):
            self.complaints.append(f"{context.get('message')}: {error!r}")

    def work(self, func: Callable[[], Any]) -> Any:
        """Run what the product believes to run in a thread. Raises KilledError when it was the last thing done."""
        result = func()
        if self.doomed:
            self.doomed = False
            raise KilledError
        return result


class VirtualClock:
    """The clock of a device or of the server: simulated time, off by `skew_s` seconds."""

    def __init__(self, loop: VirtualLoop, skew_s: float = 0.0) -> None:
        self._loop = loop
        self.skew_s = skew_s

    def now_utc(self) -> datetime:
        return START + timedelta(seconds=self._loop.time() + self.skew_s)

    def monotonic_s(self) -> float:
        return self._loop.time()


@contextmanager
def virtual_time() -> Iterator[VirtualLoop]:
    """A loop to run a simulation on; the server's worker threads (anyio's) run on it too."""
    loop = VirtualLoop()

    async def run_sync(func: Callable[..., Any], *args: Any, **_options: Any) -> Any:
        return loop.work(lambda: func(*args))

    with patch.object(anyio.to_thread, "run_sync", run_sync):
        asyncio.set_event_loop(loop)
        try:
            yield loop
        finally:
            asyncio.set_event_loop(None)
            loop.close()
