"""The engine's transport: what goes out, what comes back, and tokens that renew themselves."""

import asyncio
import json
from contextlib import aclosing

import httpx
import pytest

from client.api.line import Line
from client.api.transport import HttpTransport
from sync.batch import BATCH_MEDIA, PAGE_MEDIA, Batch, pack, unpack, write_page
from sync.cursors import CursorTold
from sync.errors import Elsewhere, Gap, ProtocolError, Refused, ServerBusy, Unauthorized, Unreachable
from sync.wire import Hint, LogEntry, Operation, Outcome, PushResponse, Space, SpaceList
from tests.fakes.http_server import FakeHttpServer, Stream, refusal, session
from tests.fakes.keyring import FakeKeyring

SPACES = SpaceList(spaces=[Space(id="space-1", kind="personal", role="owner", head=3)])
OPERATION = Operation(n=1, space="space-1", kind="set", type="note", id="a", fields={"title": "题"}, stamp="1")


class Desk:
    """A transport on a fake server."""

    def __init__(self) -> None:
        self.server = FakeHttpServer()
        self.keyring = FakeKeyring()
        self.line = Line("http://server.test/", carrier=self.server)
        self.transport = HttpTransport(self.line, self.keyring)

    def needs(self, access_token: str, path: str = "/v1/spaces") -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.headers["authorization"] != f"Bearer {access_token}":
                return refusal(401, "expired")
            return httpx.Response(200, text=SPACES.model_dump_json())

        self.server.on("GET", path, answer)


@pytest.fixture
async def desk():
    desk = Desk()
    yield desk
    await desk.line.close()


def good(model: object) -> httpx.Response:
    return httpx.Response(200, text=model.model_dump_json())  # type: ignore[attr-defined]


async def test_operations_go_out_with_the_token_and_outcomes_come_back(desk: Desk) -> None:
    response = PushResponse(outcomes=[Outcome(n=1, seq=4)], expected_n=2)
    desk.server.on("POST", "/v1/sync/push", good(response))
    assert await desk.transport.push([OPERATION]) == response
    request = desk.server.asked[0]
    assert request.headers["authorization"] == "Bearer access-1"
    assert request.headers["content-type"] == BATCH_MEDIA
    head, _, packed = request.content.partition(b"\n")
    assert json.loads(head) == {"device": "", "space": OPERATION.space, "n": OPERATION.n}
    assert unpack(packed).operations(OPERATION.space, OPERATION.n) == [OPERATION]


async def test_a_page_of_the_log_is_asked_for_after_the_cursor(desk: Desk) -> None:
    entry = LogEntry(seq=8, device="d", n=1, kind="set", type="note", id="a", fields={}, stamp="1")
    packed = pack(Batch(["set"], ["note"], ["a"], [0], ["1"], ["{}"]))
    body = write_page(8, False, "", "", [(8, "d", 1, packed)])
    desk.server.on("GET", "/v1/spaces/space-1/log", httpx.Response(200, content=body))
    page = await desk.transport.log("space-1", after=7, limit=100)
    assert page.entries == [entry]
    assert dict(desk.server.asked[0].url.params) == {"after": "7", "limit": "100"}
    assert desk.server.asked[0].headers["accept"] == PAGE_MEDIA


async def test_hints_come_as_events_in_whatever_pieces(desk: Desk) -> None:
    stream = Stream(
        b": hello\n\nevent: mo", b'ved\ndata: {"space":"space-1","head":4}\n', b"\nevent: other\ndata: 1\n\n"
    )
    desk.server.on("GET", "/v1/hints", httpx.Response(200, stream=stream))
    assert [hint async for hint in desk.transport.hints()] == [Hint(space="space-1", head=4)]
    assert stream.closed


async def test_a_cursor_among_the_hints_is_none_and_goes_to_who_asked_for_it(desk: Desk) -> None:
    told = CursorTold(note="n", replica="r", counter=1, space="space-1", account_id="a", device_id="d", name="小红")
    pieces = ["{}", told.model_dump_json()]
    stream = Stream(
        *[f"event: cursor\ndata: {data}\n\n".encode() for data in pieces],
        b'event: moved\ndata: {"space":"space-1","head":4}\n\n',
    )
    heard: list[CursorTold] = []
    desk.transport.on_cursor = heard.append
    desk.server.on("GET", "/v1/hints", httpx.Response(200, stream=stream))
    assert [hint.head async for hint in desk.transport.hints()] == [4]
    assert heard == [told], "one that cannot be read breaks nothing"


async def test_hints_end_with_a_word_of_their_own_when_another_copy_listens(desk: Desk) -> None:
    stream = Stream(b'event: moved\ndata: {"space":"space-1","head":4}\n\n', b"event: elsewhere\ndata: {}\n\n")
    desk.server.on("GET", "/v1/hints", httpx.Response(200, stream=stream))
    heard: list[int] = []

    async def listen() -> None:
        async for hint in desk.transport.hints():
            heard.append(hint.head)  # noqa: PERF401 - what came before the error counts

    with pytest.raises(Elsewhere):
        await listen()
    assert heard == [4]
    assert stream.closed


async def test_leaving_the_hints_closes_the_stream(desk: Desk) -> None:
    piece = b'event: moved\ndata: {"space":"space-1","head":4}\n\n'
    stream = Stream(piece, piece)
    desk.server.on("GET", "/v1/hints", httpx.Response(200, stream=stream))
    async with aclosing(desk.transport.hints()) as hints:
        assert await anext(hints)
    assert stream.closed


async def test_a_line_that_goes_silent_is_unreachable(desk: Desk) -> None:
    stream = Stream(b": hello\n\n", error=httpx.ReadTimeout("silent"))
    desk.server.on("GET", "/v1/hints", httpx.Response(200, stream=stream))
    with pytest.raises(Unreachable):
        [hint async for hint in desk.transport.hints()]


async def test_a_stale_token_is_renewed_and_the_request_goes_out_again(desk: Desk) -> None:
    desk.needs("access-2")
    desk.server.on("POST", "/v1/sessions/refresh", good(session("access-2", "refresh-2")))
    assert await desk.transport.spaces() == SPACES
    assert desk.keyring.refresh_token == "refresh-2"


async def test_hints_renew_a_stale_token_too(desk: Desk) -> None:
    stream = httpx.Response(200, stream=Stream(b'event: moved\ndata: {"space":"space-1","head":4}\n\n'))
    desk.server.on("GET", "/v1/hints", refusal(401, "expired"), stream)
    desk.server.on("POST", "/v1/sessions/refresh", good(session("access-2", "refresh-2")))
    assert [hint.head async for hint in desk.transport.hints()] == [4]
    assert desk.server.asked[-1].headers["authorization"] == "Bearer access-2"


async def test_requests_that_fail_together_share_one_renewal(desk: Desk) -> None:
    desk.needs("access-2")
    desk.server.on("POST", "/v1/sessions/refresh", good(session("access-2", "refresh-2")))
    await asyncio.gather(*(desk.transport.spaces() for _ in range(5)))
    assert desk.server.count("POST", "/v1/sessions/refresh") == 1
    assert desk.keyring.renewals == 1


async def test_new_tokens_are_kept_although_the_request_was_given_up(desk: Desk) -> None:
    desk.needs("access-2")
    asked, go_on = asyncio.Event(), asyncio.Event()
    refreshed = asyncio.Event()

    async def slow_refresh(refresh_token: str):
        asked.set()
        await go_on.wait()
        refreshed.set()
        return session("access-2", "refresh-2")

    desk.transport._signed._accounts.refresh = slow_refresh
    request = asyncio.create_task(desk.transport.spaces())
    await asked.wait()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    go_on.set()
    assert await desk.transport.spaces() == SPACES
    assert refreshed.is_set()
    assert desk.keyring.renewals == 1


async def test_a_device_that_the_server_has_forgotten_is_told_so_once(desk: Desk) -> None:
    desk.needs("never")
    desk.server.on("POST", "/v1/sessions/refresh", refusal(401, "unknown"))
    with pytest.raises(Unauthorized):
        await desk.transport.spaces()
    assert desk.server.count("GET", "/v1/spaces") == 1


async def test_nothing_is_sent_when_nobody_is_signed_in(desk: Desk) -> None:
    desk.keyring.access_token = None
    with pytest.raises(Unauthorized):
        await desk.transport.spaces()
    assert desk.server.asked == []


async def test_a_gap_says_what_the_server_wants_next(desk: Desk) -> None:
    desk.server.on("POST", "/v1/sync/push", refusal(409, "gap", expected_n=5))
    with pytest.raises(Gap) as caught:
        await desk.transport.push([OPERATION])
    assert caught.value.expected_n == 5


async def test_a_busy_server_says_how_long_to_wait(desk: Desk) -> None:
    desk.server.on("GET", "/v1/spaces", httpx.Response(503, headers={"Retry-After": "7"}))
    with pytest.raises(ServerBusy) as caught:
        await desk.transport.spaces()
    assert (caught.value.status, caught.value.retry_after_s) == (503, 7.0)


async def test_a_refusal_carries_the_servers_own_sentence(desk: Desk) -> None:
    desk.server.on("GET", "/v1/spaces", refusal(403, "forbidden", "你不是这个空间的成员"))
    with pytest.raises(Refused) as caught:
        await desk.transport.spaces()
    assert caught.value.code == "forbidden"
    assert "你不是这个空间的成员" in caught.value.sentence


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>请先登录校园网</html>"),
        httpx.Response(302, headers={"Location": "http://portal.test"}),
        httpx.Response(404, text="nothing here"),
    ],
)
async def test_the_page_of_some_other_server_is_not_taken_for_an_answer(desk: Desk, answer: httpx.Response) -> None:
    desk.server.on("GET", "/v1/spaces", answer)
    with pytest.raises(ProtocolError):
        await desk.transport.spaces()


async def test_a_closed_port_is_unreachable_in_a_sentence_that_names_the_server(unused_tcp_port: int) -> None:
    line = Line(f"http://127.0.0.1:{unused_tcp_port}")
    with pytest.raises(Unreachable) as caught:
        await HttpTransport(line, FakeKeyring()).spaces()
    assert caught.value.sentence.startswith(f"连不上服务器 http://127.0.0.1:{unused_tcp_port}；")
    assert caught.value.passes
    await line.close()


async def test_no_error_shows_a_token(desk: Desk) -> None:
    desk.needs("never")
    desk.server.on("POST", "/v1/sessions/refresh", refusal(401, "unknown"))
    with pytest.raises(Unauthorized) as caught:
        await desk.transport.spaces()
    assert "access-1" not in f"{caught.value!s}{caught.value!r}"
    assert "refresh-1" not in f"{caught.value!s}{caught.value!r}"
