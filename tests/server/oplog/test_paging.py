from collections.abc import Iterator
from dataclasses import replace

import pytest

from sync.wire import LogEntry
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.person import Device, register


def test_pages_follow_one_another_in_the_order_of_seq(device: Device) -> None:
    device.push(device.operations(1, 7))
    first = device.log(limit=3)
    assert ([entry.seq for entry in first.entries], first.head, first.more) == ([1, 2, 3], 7, True)
    last = device.log(after=3, limit=4)
    assert ([entry.seq for entry in last.entries], last.head, last.more) == ([4, 5, 6, 7], 7, False)


def test_after_the_head_there_is_an_empty_page(device: Device) -> None:
    def page(after: int) -> tuple[list[LogEntry], int, bool]:
        got = device.log(after=after)
        return got.entries, got.head, got.more

    assert page(0) == ([], 0, False)
    device.push(device.operations(1, 1))
    assert page(1) == page(99) == ([], 1, False)


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=9223372036854775808", "limit=0", "limit=2001"])
def test_a_cursor_or_a_limit_out_of_bounds_is_not_valid(device: Device, query: str) -> None:
    answer = device.http.get(f"/v1/spaces/{device.space}/log?{query}")
    assert (answer.status_code, answer.json()["detail"]["code"]) == (422, "not_valid")


def test_a_space_id_that_makes_no_sense_is_not_valid(device: Device) -> None:
    assert device.http.get("/v1/spaces/%00/log").status_code == 422


def test_a_long_page_is_compressed(device: Device) -> None:
    device.push(device.operations(1, 100))
    answer = device.http.get(f"/v1/spaces/{device.space}/log")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.json()["entries"]) == 100


@pytest.fixture(scope="module")
def server_with_small_pages(database_url: str) -> Iterator[RunningServer]:
    with running_server_on(database_url, settings=replace(TEST_SETTINGS, page_limit_bytes=1_000)) as running:
        yield running


def test_a_page_of_long_texts_ends_early_and_never_empty(server_with_small_pages: RunningServer) -> None:
    with register(server_with_small_pages.url, "写得很长") as device:
        device.push(
            [device.operation(n, fields={"body": "x" * length}) for n, length in [(1, 400), (2, 400), (3, 5_000)]]
        )
        first, second = device.log(), device.log(after=2)
        assert ([entry.seq for entry in first.entries], first.head, first.more) == ([1, 2], 3, True)
        assert ([entry.seq for entry in second.entries], second.head, second.more) == ([3], 3, False)
