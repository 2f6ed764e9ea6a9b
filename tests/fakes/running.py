"""The real app and the real backend as processes of their own, on free ports, as a person starts them."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@dataclass
class Running:
    """A process and the address that it answers at."""

    command: list[str]
    url: str
    environment: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    program: str = sys.executable

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [self.program, *self.command],
            cwd=ROOT,
            env=_persons_environment() | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait()

    def stop(self) -> None:
        """Ask it to end, as Ctrl+C does, and wait until it has."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"{self.command} did not end:\n{''.join(self.said)}") from None
        self._reader.join()
        if self.process.stdout:
            self.process.stdout.close()

    def rss_mb(self) -> float:
        """The memory that the process holds, in MB (Linux)."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _read(self) -> None:
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def _wait(self) -> None:
        ticks = Ticks(PATIENCE_S)
        while True:
            if self.process.poll() is not None:
                self._reader.join()
                raise AssertionError(f"{self.command} ended:\n{''.join(self.said)}")
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
            except (URLError, ConnectionError, TimeoutError):
                ticks.wait(f"{self.command} does not answer at {self.url}:\n{''.join(self.said)}")
            else:
                return


def _persons_environment() -> dict[str, str]:
    """Ours, but Python keeps what it has compiled, as it does for a person: containers forbid it, and then every start
    compiles nine hundred modules anew.
    """
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Ticks:
    """Waits a little at a time for another process, which has no event that we could wait on."""

    def __init__(self, patience_s: float, every_s: float = 0.02) -> None:
        self._left = int(patience_s / every_s)
        self._every_s = every_s

    def wait(self, complaint: str) -> None:
        """Wait one tick; AssertionError with `complaint` when patience is at its end."""
        self._left -= 1
        assert self._left > 0, complaint
        with socket.socket() as sock:
            sock.settimeout(self._every_s)
            try:
                sock.bind(("127.0.0.1", 0))
                sock.listen()
                sock.accept()
            except TimeoutError:
                return


@contextmanager
def running_app(data_dir: Path, server: str = "http://127.0.0.1:9", *options: str) -> Iterator[Running]:
    """The app in web mode, its data in `data_dir`."""
    port = free_port()
    command = ["main.py", "--web", "--port", str(port), "--data-dir", str(data_dir), "--server", server, *options]
    # BROWSER: the app opens a browser if there is one; in tests that is a program that does nothing.
    app = Running(command, f"http://127.0.0.1:{port}", {"BROWSER": "true", **afternoon()})
    try:
        yield app
    finally:
        app.stop()


def afternoon() -> dict[str, str]:
    """Where it is two in the afternoon now: at night Today says that one should sleep, and the tests run at night, too.

    Named as tzlocal wants it: Etc/GMT-8 is what others call UTC+8.
    """
    if not Path("/usr/share/zoneinfo/Etc").is_dir():
        return {}
    return {"TZ": f"Etc/GMT{datetime.now(UTC).hour - 14:+d}"}


@contextmanager
def running_backend(data: Path) -> Iterator[Running]:
    """The backend on SQLite."""
    port = free_port()
    command = ["-m", "server", "--port", str(port), "--data", str(data)]
    backend = Running(command, f"http://127.0.0.1:{port}/v1/health")
    try:
        yield backend
    finally:
        backend.stop()
