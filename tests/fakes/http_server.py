"""A server of a few lines behind httpx's own door: answers from a script, remembers what was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import httpx

from sync.wire import Session


def session(access: str = "access-1", refresh: str = "refresh-1", account: str = "account-1") -> Session:
    """What the server answers to a sign-in."""
    return Session(
        account_id=account,
        name="小明",
        device_id="device-1",
        personal_space="space-1",
        access_token=access,
        refresh_token=refresh,
        expires_in_s=900,
    )


class FakeHttpServer(httpx.AsyncBaseTransport):
    """Give it to `Line(carrier=…)`; `on` scripts a path, anything else is 404."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self._answers: dict[tuple[str, str], list[Callable[[httpx.Request], httpx.Response]]] = {}

    def on(self, method: str, path: str, *answers: Callable[[httpx.Request], httpx.Response] | httpx.Response) -> None:
        """Answer so, one after the other; the last one for ever."""
        self._answers[method, path] = [a if callable(a) else _always(a) for a in answers]

    def count(self, method: str, path: str) -> int:
        """How often it was asked."""
        return sum((r.method, r.url.path) == (method, path) for r in self.asked)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.asked.append(request)
        answers = self._answers.get((request.method, request.url.path), [])
        if not answers:
            return httpx.Response(404, json={"detail": {"code": "not_found", "message": "没有这个地址"}})
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return answer(request)


class Stream(httpx.AsyncByteStream):
    """A body that comes in pieces, and may end with an error."""

    def __init__(self, *pieces: bytes, error: Exception | None = None) -> None:
        self._pieces, self._error = pieces, error
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece
        if self._error:
            raise self._error

    async def aclose(self) -> None:
        self.closed = True


def refusal(status: int, code: str, message: str = "", **more: object) -> httpx.Response:
    """An error in the wire's form."""
    return httpx.Response(status, json={"detail": {"code": code, "message": message, **more}})


def _always(response: httpx.Response) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(response.status_code, headers=response.headers, stream=response.stream)

    return answer
