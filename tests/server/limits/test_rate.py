from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from server.errors import TooManyRequests
from server.limits.rate import Rate
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, running_server
from tests.server.person import register, sign_in


def test_a_burst_is_let_through_and_then_so_many_a_second() -> None:
    clock = FakeClock()
    rate = Rate(clock, per_s=2, burst=3)
    for _ in range(3):
        rate.take("tablet")
    with pytest.raises(TooManyRequests) as refusal:
        rate.take("tablet")
    assert refusal.value.retry_after_s == 1
    rate.take("phone")
    clock.advance(0.5)
    rate.take("tablet")
    with pytest.raises(TooManyRequests):
        rate.take("tablet")
    clock.advance(3_600)
    for _ in range(3):
        rate.take("tablet")


def test_who_waits_as_long_as_it_is_told_is_let_in() -> None:
    clock = FakeClock()
    rate = Rate(clock, per_s=0.1, burst=1)
    rate.take("tablet")
    with pytest.raises(TooManyRequests) as refusal:
        rate.take("tablet")
    clock.advance(refusal.value.retry_after_s)
    rate.take("tablet")


def test_those_that_rest_are_forgotten() -> None:
    clock = FakeClock()
    rate = Rate(clock, per_s=1, burst=2)
    for i in range(10_001):
        rate.take(f"device {i}")
    clock.advance(1)
    rate.take("one more")
    assert rate.keys == 1


def test_a_device_that_asks_too_often_waits_and_no_other_does(tmp_path: Path) -> None:
    clock = FakeClock()
    strict = replace(TEST_SETTINGS, device_burst=3, device_requests_per_s=0.1)
    with (
        running_server(tmp_path / "server.db", clock, strict) as server,
        register(server.url, "小明") as tablet,
        sign_in(server.url, "小明") as phone,
    ):
        assert [tablet.http.get("/v1/spaces").status_code for _ in range(4)] == [200, 200, 200, 429]
        answer = tablet.try_push([])
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")
        assert answer.json()["detail"] == {"code": "too_many_requests", "message": "请求太频繁了，请 10 秒后再试。"}
        assert phone.http.get("/v1/spaces").is_success
        clock.advance(10)
        assert tablet.try_push([]).is_success


def test_an_address_that_asks_too_often_is_told_before_anything_is_done(tmp_path: Path) -> None:
    strict = replace(TEST_SETTINGS, address_burst=2, address_requests_per_s=1)
    with running_server(tmp_path / "server.db", FakeClock(), strict) as server:
        answers = [httpx.get(f"{server.url}/v1/health") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[-1].headers["retry-after"] == "1"
        assert answers[-1].json()["detail"]["code"] == "too_many_requests"
