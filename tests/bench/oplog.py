"""How many operations a second the server takes from one connection, and gives: by 1, 100 and 500 a request.

One device pushes notes to the real server over loopback, then another pulls the whole log: operations a second by size
of request, and bytes an operation.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from server.settings import sqlite_url
from tests.fakes.server import running_server_on
from tests.server.person import Device, register, sign_in

REQUESTS = {1: 500, 100: 60, 500: 24}
"""Size of a request → how many requests."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What may be set."""
    parser.add_argument("--postgres", default="", help="measure on this database instead of SQLite in a file")
    parser.add_argument("--dir", type=Path, help="where the SQLite file is made (default: a temporary folder)")


def run(options: argparse.Namespace) -> dict[str, float]:
    """Measure on the database that was named."""
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        return measure(options.postgres or sqlite_url(Path(folder) / "server.db"))


def measure(database_url: str) -> dict[str, float]:
    """Push by each size, pull everything, and say how fast it was."""
    result: dict[str, float] = {}
    name = f"bench{time.time_ns()}"
    with running_server_on(database_url) as server, register(server.url, name) as device:
        device.push(device.operations(1, 1))
        n = 2
        for size, requests in REQUESTS.items():
            batches = [device.operations(first, first + size - 1) for first in range(n, n + size * requests, size)]
            n += size * requests
            started = time.perf_counter()
            for batch in batches:
                assert device.try_push(batch).status_code == 200
            result[f"push_{size}_ops_per_s"] = round(size * requests / (time.perf_counter() - started))
        with sign_in(server.url, name) as second:
            result |= pull_everything(second)
    return result


def pull_everything(device: Device) -> dict[str, float]:
    """Pull page by page, without looking into the pages further than to go on."""
    after, received_bytes, more = 0, 0, True
    started = time.perf_counter()
    while more:
        answer = device.http.get(f"/v1/spaces/{device.space}/log", params={"after": after})
        received_bytes += answer.num_bytes_downloaded
        page = answer.json()
        after, more = page["entries"][-1]["seq"], page["more"]
    took_s = time.perf_counter() - started
    return {
        "pull_ops_per_s": round(after / took_s),
        "pulled_ops": after,
        "bytes_per_op": round(received_bytes / after, 1),
    }
