"""The real backend on a free loopback port, in a thread of its own, for tests that need a server to talk to.

    with running_server(tmp_path / "server.db") as server:
        … server.url …
        server.stop()      # an outage: connections are refused
        server.start()     # back, on the same port and the same data

`stop` and `start` wait until it is done; from a coroutine call them through `asyncio.to_thread`.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from server.app import create_app
from server.listening import listen
from server.serving import Serving
from server.settings import PasswordCost, Settings, sqlite_url
from sync.clock import Clock

TEST_SETTINGS = Settings(
    password_cost=PasswordCost(rounds=1, memory_kib=8, lanes=1),
    attempts_per_name=1_000,
    attempts_per_address=10_000,
    device_burst=1_000_000,
    address_burst=1_000_000,
)
"""The product's settings, with cheap passwords and no limit that a test would meet by accident."""

_PATIENCE_S = 30


class RunningServer:
    """The backend, started; `url` stays the same over an outage."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self._settings = settings
        self._clock = clock
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        sock = listen("127.0.0.1", self._port)
        self._port = sock.getsockname()[1]
        ready = threading.Event()
        self._serving = Serving(create_app(self._settings, self._clock), ready.set)

        def run() -> None:
            try:
                self._serving.run([sock])
            finally:
                sock.close()
                ready.set()

        self._thread = threading.Thread(target=run, name="server")
        self._thread.start()
        assert ready.wait(_PATIENCE_S), "the server does not start"
        assert self._serving.started, "the server did not start"

    def stop(self) -> None:
        """Stop, if it runs: streams end, running requests are answered, then connections are refused."""
        self._serving.should_exit = True
        self._thread.join(_PATIENCE_S)
        assert not self._thread.is_alive(), "the server does not stop"


@contextlib.contextmanager
def running_server(
    data: Path, clock: Clock | None = None, settings: Settings = TEST_SETTINGS
) -> Iterator[RunningServer]:
    """The backend with its SQLite database in the file `data`."""
    beside = replace(
        settings,
        files=data.with_suffix(".files"),
        courses=data.with_suffix(".courses"),
        key_file=data.with_suffix(".key"),
    )
    with running_server_on(sqlite_url(data), clock, beside) as server:
        yield server


@contextlib.contextmanager
def running_server_on(
    database_url: str, clock: Clock | None = None, settings: Settings = TEST_SETTINGS
) -> Iterator[RunningServer]:
    """The backend on any database."""
    server = RunningServer(replace(settings, database_url=database_url), clock)
    try:
        yield server
    finally:
        server.stop()
