"""How many operations a second the server takes and gives: `python -m tests.bench.oplog [--postgres URL]`.

One device on one connection pushes notes to the real server over loopback, by 1, 100 and 500 operations a request,
then another pulls the whole log. Prints JSON: operations a second by size of request, and bytes an operation.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from server.settings import sqlite_url
from tests.fakes.server import running_server_on
from tests.server.person import Device, register, sign_in

REQUESTS = {1: 500, 100: 60, 500: 24}
"""Size of a request → how many requests."""


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", default="", help="measure on this database instead of SQLite in a file")
    parser.add_argument(
        "--dir", type=Path, default=None, help="where the SQLite file is made (default: a temporary one)"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.dir) as folder:
        url = arguments.postgres or sqlite_url(Path(folder) / "server.db")
        sys.stdout.write(json.dumps(measure(url)) + "\n")


if __name__ == "__main__":
    main()
