"""What a signed-in device does at the server, in the words of the wire protocol."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import httpx

from sync.wire import Hint, LogPage, Outcome, PushResponse, Session

ELSEWHERE = ["event: elsewhere", "data: {}", ""]
"""The last lines of a stream whose place another one has taken."""
PASSWORD = "海内存知己 天涯若比邻"


def credentials(name: str, password: str = PASSWORD) -> dict[str, str]:
    return {"name": name, "password": password, "device_name": "测试平板"}


class Device:
    """A signed-in device; numbers its operations from 1."""

    def __init__(self, http: httpx.Client, session: Session) -> None:
        self.http = http
        self.session = session
        http.headers["Authorization"] = f"Bearer {session.access_token}"

    @property
    def space(self) -> str:
        return self.session.personal_space

    def operation(self, n: int, **changes: Any) -> dict[str, Any]:
        operation = {
            "n": n,
            "space": self.space,
            "kind": "set",
            "type": "note",
            "id": f"note-{n}",
            "fields": {"title": f"第 {n} 条", "body": "x² − 1 = 0"},
            "base": 0,
            "stamp": f"{n:013d}-000000",
        }
        return operation | changes

    def operations(self, first_n: int, last_n: int) -> list[dict[str, Any]]:
        return [self.operation(n) for n in range(first_n, last_n + 1)]

    def try_push(self, operations: list[Any], **more: Any) -> httpx.Response:
        return self.http.post("/v1/sync/push", json={"protocol": 1, "operations": operations} | more)

    def push(self, operations: list[Any]) -> PushResponse:
        return PushResponse.model_validate_json(good(self.try_push(operations)).content)

    def outcomes(self, operations: list[Any]) -> list[Outcome]:
        return self.push(operations).outcomes

    def log(self, after: int = 0, limit: int = 2_000) -> LogPage:
        answer = self.http.get(f"/v1/spaces/{self.space}/log", params={"after": after, "limit": limit})
        return LogPage.model_validate_json(good(answer).content)


def good(answer: httpx.Response) -> httpx.Response:
    assert answer.is_success, answer.text
    return answer


@contextlib.contextmanager
def hints_of(device: Device) -> Iterator[Iterator[str]]:
    """The lines of the device's event stream."""
    with device.http.stream("GET", "/v1/hints") as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield answer.iter_lines()


def next_hint(lines: Iterator[str]) -> Hint:
    assert next(line for line in lines if line) == "event: moved"
    return Hint.model_validate_json(next(lines).removeprefix("data: "))


@contextlib.contextmanager
def register(url: str, name: str) -> Iterator[Device]:
    with httpx.Client(base_url=url) as http:
        answer = good(http.post("/v1/accounts", json=credentials(name)))
        yield Device(http, Session.model_validate_json(answer.content))


@contextlib.contextmanager
def sign_in(url: str, name: str) -> Iterator[Device]:
    with httpx.Client(base_url=url) as http:
        answer = good(http.post("/v1/sessions", json=credentials(name)))
        yield Device(http, Session.model_validate_json(answer.content))
