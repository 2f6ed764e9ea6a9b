"""How many operations a second the server takes from 16 connections at once, by 1 and by 100 a request.

The server is a process of its own (`python -m server`), on SQLite and, when XUEBAN_TEST_POSTGRES names one, on
PostgreSQL. Every connection is a device of another person, as in life; its requests are made beforehand and go over a
plain socket, so that what is measured is the server and not an HTTP client.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import create_engine, make_url, text

from tests.fakes.running import Running, free_port
from tests.server.person import Device, register

SIZES = {1: 120, 100: 25}
"""Operations a request → requests a connection."""
WARM = 3
"""Requests a connection before the clock starts."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What may be set."""
    parser.add_argument("--connections", type=int, default=16)


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure on every database that there is."""
    result: dict[str, Any] = {"connections": options.connections}
    with tempfile.TemporaryDirectory() as folder:
        result |= {f"sqlite_{key}": value for key, value in _measure(Path(folder), options.connections, {}).items()}
    if url := os.environ.get("XUEBAN_TEST_POSTGRES", ""):
        with tempfile.TemporaryDirectory() as folder, _schema(url) as database:
            measured = _measure(Path(folder), options.connections, {"DATABASE_URL": database})
            result |= {f"postgresql_{key}": value for key, value in measured.items()}
    return result


@contextmanager
def _schema(url: str) -> Iterator[str]:
    """A schema of our own in the database, gone afterwards."""
    admin, name = create_engine(make_url(url).set(drivername="postgresql+psycopg")), f"xueban_bench_{os.getpid()}"
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        yield make_url(url).update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(False)
    finally:
        with admin.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        admin.dispose()


def _measure(folder: Path, connections: int, environment: dict[str, str]) -> dict[str, float]:
    port = free_port()
    command = ["-m", "server", "--port", str(port), "--data", str(folder / "server.db")]
    server = Running(command, f"http://127.0.0.1:{port}/v1/health", environment)
    try:
        url = server.url.removesuffix("/v1/health")
        queues = [_requests(url, f"bench{time.time_ns()}") for _ in range(connections)]
        result: dict[str, float] = {}
        for size, requests in SIZES.items():
            took_s, waits_ms = asyncio.run(_rush(url, [queue[size] for queue in queues]))
            result[f"ops_per_s_{size}"] = round(size * requests * connections / took_s)
            result[f"p50_ms_{size}"] = round(statistics.median(waits_ms), 1)
            result[f"p99_ms_{size}"] = round(statistics.quantiles(waits_ms, n=100)[98], 1)
        return result | {"rss_mb": round(server.rss_mb(), 1)}
    finally:
        server.stop()


def _requests(url: str, name: str) -> dict[int, list[bytes]]:
    """A new person's requests, by operations a request, ready for the socket."""
    with register(url, name) as device:
        made, n = dict[int, list[bytes]](), 1
        for size, requests in SIZES.items():
            made[size] = []
            for _ in range(requests + WARM):
                made[size].append(_request(url, device, n, size))
                n += size
        return made


def _request(url: str, device: Device, first_n: int, size: int) -> bytes:
    body = json.dumps({"operations": device.operations(first_n, first_n + size - 1)}, ensure_ascii=False).encode()
    head = (
        f"POST /v1/sync/push HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {device.session.access_token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _rush(url: str, queues: list[list[bytes]]) -> tuple[float, list[float]]:
    """Send every queue on a connection of its own; how long all took, and each request, warm ones left out."""
    address = urlsplit(url)
    lines = [await asyncio.open_connection(address.hostname, address.port) for _ in queues]
    for (reader, writer), queue in zip(lines, queues, strict=True):
        for request in queue[:WARM]:
            await _ask(reader, writer, request)
    waits_ms: list[float] = []

    async def work(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, queue: list[bytes]) -> None:
        for request in queue[WARM:]:
            began = time.perf_counter()
            await _ask(reader, writer, request)
            waits_ms.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(work(*line, queue) for line, queue in zip(lines, queues, strict=True)))
    took_s = time.perf_counter() - began
    for _, writer in lines:
        writer.close()
        await writer.wait_closed()
    return took_s, waits_ms


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith(b"http/1.1 200"), head
    await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
