"""What whoever runs the server sees of it: metrics, log lines, whether it is ready. Never who somebody is."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from server.settings import sqlite_url
from server.watching.logs import ACCESS, JsonLines
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.person import good, hints_of, register

TOKEN = "geheim"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    settings = replace(TEST_SETTINGS, metrics_token=TOKEN, files=tmp_path / "files")
    with running_server_on(sqlite_url(tmp_path / "server.db"), None, settings) as running:
        yield running


def metrics_of(server: RunningServer) -> dict[str, float]:
    answer = good(httpx.get(f"{server.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}))
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_requests_are_counted_by_route_without_an_id(server: RunningServer) -> None:
    with register(server.url, "小明") as device:
        for _ in range(3):
            device.log()
        httpx.get(f"{server.url}/nowhere/小明")
        with hints_of(device) as lines:
            next(lines)
            seen = metrics_of(server)
    assert seen['xueban_requests_total{method="GET",route="/v1/spaces/{space_id}/log",status="200"}'] == 3
    assert seen['xueban_requests_total{method="GET",route="(none)",status="404"}'] == 1
    assert seen['xueban_request_seconds_count{route="/v1/spaces/{space_id}/log"}'] == 3
    assert seen["xueban_streams"] == 1
    assert seen["process_resident_memory_bytes"] > 1 << 20


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer"}])
def test_without_the_token_there_is_no_such_page(server: RunningServer, headers: dict[str, str]) -> None:
    assert httpx.get(f"{server.url}/metrics", headers=headers).status_code == 404


def test_without_a_token_in_the_settings_nobody_sees_it(tmp_path: Path) -> None:
    with running_server_on(sqlite_url(tmp_path / "server.db"), None, TEST_SETTINGS) as server:
        assert httpx.get(f"{server.url}/metrics", headers={"Authorization": "Bearer"}).status_code == 404


def test_it_is_ready_as_long_as_it_has_its_database(server: RunningServer) -> None:
    assert good(httpx.get(f"{server.url}/v1/health/ready")).json() == {"status": "ok"}


def test_a_request_is_a_line_that_says_nothing_of_the_person(server: RunningServer) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    try:
        with register(server.url, "小明") as device:
            device.log()
            space = device.space
    finally:
        ACCESS.removeHandler(handler)
        ACCESS.setLevel(logging.NOTSET)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [(one["method"], one["route"], one["status"]) for one in lines] == [
        ("POST", "/v1/accounts", 201),
        ("GET", "/v1/spaces/{space_id}/log", 200),
    ]
    assert all(one["ms"] >= 0 for one in lines)
    for secret in ("小明", space, "127.0.0.1"):
        assert secret not in written.getvalue()


def test_of_an_exception_the_log_keeps_the_place_and_not_the_words() -> None:
    try:
        raise ValueError("小明的日记")
    except ValueError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, __file__, 1, "failed", (), None)
        record.exc_info = sys.exc_info()
    line = JsonLines().format(record)
    assert "小明" not in line
    assert json.loads(line)["exception"] == "ValueError"
    assert "test_watching.py" in json.loads(line)["where"][0]
