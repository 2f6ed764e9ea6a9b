"""What goes out over the line: packed when it is large and leaves this machine."""

import asyncio
import gzip
import subprocess
import sys

import httpx
import pytest

from client.api.line import PACK_ABOVE_BYTES, Line
from sync.errors import Unreachable
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


class Silent(httpx.AsyncBaseTransport):
    """Takes a request and never answers."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.ended = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True
        raise AssertionError


async def test_a_request_under_way_ends_with_the_line_and_no_later_one_opens_it_again() -> None:
    """A screen's had gone on connecting while the loop closed."""
    carrier = Silent()
    line = Line("http://server.test", carrier)
    asking = asyncio.create_task(line.send("GET", "/x"))
    await carrier.asked.wait()
    await line.close()
    assert carrier.ended, "before the line counts as closed"
    with pytest.raises(Unreachable):
        await asking
    carrier.asked.clear()
    with pytest.raises(Unreachable):
        await line.send("GET", "/x")
    with pytest.raises(Unreachable):
        async with line.stream("/x"):
            pass
    assert not carrier.asked.is_set()
    await line.close()


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
