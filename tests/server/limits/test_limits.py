from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from server.errors import TooManyAttempts
from server.limits.attempts import AttemptLimit
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server
from tests.server.person import Device, credentials

STRICT = replace(TEST_SETTINGS, attempts_per_name=3, attempts_per_address=5)


def test_guessing_one_password_is_stopped_for_a_while(tmp_path: Path) -> None:
    clock = FakeClock()
    with running_server(tmp_path / "server.db", clock, STRICT) as server:
        sessions = f"{server.url}/v1/sessions"
        assert httpx.post(f"{server.url}/v1/accounts", json=credentials("小明")).status_code == 201
        statuses = [
            httpx.post(sessions, json=credentials("小明", f"猜一猜，再猜一猜{i}")).status_code for i in range(2)
        ]
        assert statuses == [401, 401]
        clock.advance(100)
        answer = httpx.post(sessions, json=credentials("小明"))
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "200"
        assert answer.json()["detail"] == {"code": "too_many_attempts", "message": "尝试得太频繁了，请 200 秒后再试。"}
        clock.advance(200)
        assert httpx.post(sessions, json=credentials("小明")).status_code == 201


def test_trying_many_names_from_one_address_is_stopped(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db", FakeClock(), STRICT) as server:
        answers = [httpx.post(f"{server.url}/v1/accounts", json=credentials(f"小明{i}")) for i in range(6)]
        assert [answer.status_code for answer in answers] == [201] * 5 + [429]


def test_names_are_limited_each_for_itself_and_forgotten_after_a_while() -> None:
    clock = FakeClock()
    limit = AttemptLimit(clock, attempts=1, window_s=60)
    for i in range(10_001):
        limit.take(f"name {i}")
    with pytest.raises(TooManyAttempts):
        limit.take("name 0")
    clock.advance(60)
    limit.take("name 0")
    assert limit.keys == 1


def test_a_body_above_the_limit_is_refused(device: Device) -> None:
    body = b'{"operations": [], "padding": "' + b"x" * (1 << 20) + b'"}'
    announced = device.http.post("/v1/sync/push", content=body)
    unannounced = device.http.post("/v1/sync/push", content=(body[i : i + 65_536] for i in range(0, len(body), 65_536)))
    for answer in (announced, unannounced):
        assert answer.status_code == 413
        assert answer.json()["detail"] == {"code": "too_large", "message": "一次上传的内容太大了，最多 1024 KB。"}
    assert device.push([]).expected_n == 1, "the connection goes on"


def test_a_body_just_at_the_limit_is_taken(server: RunningServer, device: Device) -> None:
    frame = b'{"operations": [], "padding": ""}'
    body = frame[:-2] + b"x" * ((1 << 20) - len(frame)) + frame[-2:]
    assert device.http.post("/v1/sync/push", content=body).status_code == 200
