"""What goes out over the line: packed when it is large and leaves this machine."""

import gzip
import subprocess
import sys

import httpx
import pytest

from client.api.line import PACK_ABOVE_BYTES, Line
from sync.wire import Operation, PushRequest
from tests.fakes.http_server import FakeHttpServer

LARGE = PushRequest(
    operations=[Operation(n=1, space="s", kind="set", type="note", id="a", fields={"body": "字" * 1_000}, stamp="1")]
)
SMALL = PushRequest(operations=[])


@pytest.mark.parametrize(
    ("server", "body", "packed"),
    [
        ("http://server.test", LARGE, True),
        ("http://server.test", SMALL, False),
        ("http://127.0.0.1:8000", LARGE, False),
        ("http://server.test", b"\x00" * 2 * PACK_ABOVE_BYTES, False),
    ],
)
async def test_large_models_are_packed_when_they_leave_this_machine(
    server: str, body: PushRequest | bytes, packed: bool
) -> None:
    fake = FakeHttpServer()
    fake.on("PUT", "/x", httpx.Response(204))
    line = Line(server, carrier=fake)
    await line.send("PUT", "/x", body)
    await line.close()
    [request] = fake.asked
    assert request.headers.get("content-encoding") == ("gzip" if packed else None)
    content = gzip.decompress(request.content) if packed else request.content
    assert content == (body if isinstance(body, bytes) else body.model_dump_json().encode())
    kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    assert request.headers["content-type"] == kind


def test_httpx_comes_without_its_command_line():
    """In a process of its own: what tests use has imported all of it."""
    script = """
import asyncio, sys
from client.api.line import Line
asyncio.run(Line("http://127.0.0.1:9")._client())
print("httpx" in sys.modules, [name for name in ("rich", "pygments", "click") if name in sys.modules])
"""
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "True []"
