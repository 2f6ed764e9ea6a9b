"""A real server and four client processes, killed at random with SIGKILL; nothing acknowledged may be lost.

At the end all start once more, come to rest, and what they show is compared with one another and with the journals of
acknowledged writes (the checks are those of the simulator, `tests/simulate/checks.py`).
"""

import argparse
import asyncio
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from client.bootstrap import open_client
from tests.bench.crash_client import ACCOUNT, JOURNAL, PASSWORD
from tests.fakes.running import ROOT, Running, free_port
from tests.simulate.checking import violations_of
from tests.simulate.oracle import Oracle
from tests.simulate.people import tell
from tests.simulate.server import log_of

CLIENTS = ("laptop", "phone", "tablet", "desk")
BACK_AFTER_S = (0.0, 2.0)
PATIENCE_S = 120.0


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two kills, on average")


class Processes:
    """The server and the clients; each can be killed and started again on what it left on the disk."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self._chance = folder, random.Random(seed)
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.database = folder / "server.db"
        self._clients: dict[str, subprocess.Popen[str]] = {}
        self.fallen: list[str] = []
        self.start_server()

    def start_server(self) -> None:
        """Start it and wait until it answers."""
        command = ["-m", "server", "--port", str(self._port), "--data", str(self.database)]
        self.server = Running(command, f"{self.url}/v1/health")

    def start(self, name: str, mode: str = "write") -> subprocess.Popen[str]:
        """Start a client."""
        command = ["-m", "tests.bench.crash_client", str(self.folder / name), self.url, str(CLIENTS.index(name)), mode]
        self._clients[name] = subprocess.Popen(
            [sys.executable, *command, str(self._chance.getrandbits(32))],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self._clients[name]

    def kill(self, name: str) -> None:
        """kill -9, at whatever it is doing."""
        process = self.server.process if name == "server" else self._clients[name]
        if process.poll() is not None:
            self.fallen.append(f"{name} ended by itself ({process.returncode})")
        process.send_signal(signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream and name != "server":
                stream.close()

    def end(self) -> None:
        """Leave nothing running."""
        for process in self._clients.values():
            if process.poll() is None:
                process.kill()
                process.wait()
        self.server.stop()


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        processes = Processes(Path(folder), options.seed)
        try:
            asyncio.run(_register(Path(folder), processes.url))
            kills = _storm(processes, options.minutes * 60, options.every, random.Random(options.seed))
            begin = time.monotonic()
            rows = _settle(processes)
            settled_s = time.monotonic() - begin
        finally:
            processes.end()
        oracle, acknowledged = _journals(Path(folder))
        log = log_of(processes.database)
        found = [*processes.fallen, *violations_of(oracle, rows, log, set(), with_history=True)]
    sys.stderr.write("".join(f"{line}\n" for line in found[:20]))
    return {
        "minutes": options.minutes,
        "seed": options.seed,
        "kills": sum(kills.values()),
        "kills_by_process": dict(kills),
        "writes": acknowledged,
        "operations": len(log),
        "settled_s": round(settled_s, 1),
        "violations": len(found),
    }


async def _register(folder: Path, url: str) -> None:
    for name in CLIENTS:
        client = await open_client(folder / name, server_url=url)
        enter = client.account.register if name == CLIENTS[0] else client.account.sign_in
        await enter(ACCOUNT, PASSWORD, name)
        await client.close()


def _storm(processes: Processes, seconds: float, every_s: float, chance: random.Random) -> Counter[str]:
    kills: Counter[str] = Counter()
    for name in CLIENTS:
        processes.start(name)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.2, 2 * every_s))
        victim = chance.choice(("server", *CLIENTS))
        processes.kill(victim)
        kills[victim] += 1
        time.sleep(chance.uniform(*BACK_AFTER_S))
        processes.start_server() if victim == "server" else processes.start(victim)
    for name in CLIENTS:
        processes.kill(name)
    return kills


def _settle(processes: Processes) -> dict[str, Any]:
    clients = {name: processes.start(name, "settle") for name in CLIENTS}
    said = {name: _line(client) for name, client in clients.items()}
    assert set(said.values()) == {"drained\n"}, said
    heads: dict[str, int] = {}
    for space, seq, *_ in log_of(processes.database):
        heads[space] = max(heads.get(space, 0), seq)
    for client in clients.values():
        assert client.stdin
        client.stdin.write(json.dumps(heads) + "\n")
        client.stdin.flush()
    return {name: json.loads(_line(client)) for name, client in clients.items()}


def _line(client: subprocess.Popen[str]) -> str:
    """What the client says next; "" when it does not within `PATIENCE_S`, or is gone."""
    assert client.stdout
    stuck = signal.setitimer  # one thread, one reader: an alarm is the simplest patience there is
    signal.signal(signal.SIGALRM, lambda *_: client.kill())
    stuck(signal.ITIMER_REAL, PATIENCE_S)
    try:
        return client.stdout.readline()
    finally:
        stuck(signal.ITIMER_REAL, 0)


def _journals(folder: Path) -> tuple[Oracle, int]:
    """An oracle that knows all journals, and how many writes were acknowledged."""
    oracle, intents, acknowledged = Oracle(), [], set[tuple[str, int]]()
    for name in CLIENTS:
        for line in (folder / name / JOURNAL).read_text("utf-8").splitlines():
            try:
                number, what, at_ns, *told = json.loads(line)
            except ValueError:
                continue  # torn by the kill, or the empty line after that
            if what == "intent":
                intents.append((at_ns, name, number, told[0]))
            else:
                acknowledged.add((name, number))
    for _, name, number, told in sorted(intents, key=lambda intent: intent[0]):
        tell(oracle, name, tuple(told))
        if (name, number) not in acknowledged:
            oracle.lost.add((name, oracle.writes[name]))
    return oracle, len(acknowledged)
