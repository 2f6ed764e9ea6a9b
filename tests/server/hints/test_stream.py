from dataclasses import replace
from pathlib import Path

import httpx

from sync.wire import Hint
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server
from tests.server.person import ELSEWHERE, Device, good, hints_of, next_hint, register, sign_in


def test_the_first_hint_says_where_the_space_stands(device: Device) -> None:
    device.push(device.operations(1, 3))
    with hints_of(device) as lines:
        assert next_hint(lines) == Hint(space=device.space, head=3)


def test_a_push_of_one_device_is_a_hint_for_the_other(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, hints_of(second) as lines:
        assert next_hint(lines).head == 0
        device.push(device.operations(1, 2))
        hint = next_hint(lines)
        assert (hint.space, hint.head) == (device.space, 2)
        assert hint.entries == second.log().entries, "small operations come along"
        assert hint.chain == second.log().chain
        assert second.log().head == 2, "what a hint tells of is there to be pulled"


def test_a_repeated_or_refused_operation_is_no_news(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, hints_of(second) as lines:
        next_hint(lines)
        device.push(device.operations(1, 1))
        device.push(device.operations(1, 1))
        device.push([device.operation(2, id="不行")])
        device.push(device.operations(3, 3))
        heads = [next_hint(lines).head]
        while heads[-1] < 2:
            heads.append(next_hint(lines).head)
        assert heads in ([1, 2], [2])


def test_large_operations_stay_at_home(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, hints_of(second) as lines:
        next_hint(lines)
        device.push([device.operation(1, fields={"body": "长" * 5_000})])
        assert next_hint(lines) == Hint(space=device.space, head=1)


def test_a_stranger_hears_nothing_of_the_space(server: RunningServer, device: Device, stranger: Device) -> None:
    with sign_in(server.url, stranger.session.name) as second, hints_of(second) as lines:
        assert next_hint(lines).space == stranger.space
        device.push(device.operations(1, 1))
        stranger.push(stranger.operations(1, 1))
        hint = next_hint(lines)
        assert (hint.space, hint.head) == (stranger.space, 1)


def test_the_stream_of_a_revoked_device_ends(device: Device) -> None:
    with hints_of(device) as lines:
        next_hint(lines)
        good(httpx.delete(f"{device.http.base_url}/v1/sessions/current", headers=device.http.headers))
        assert list(lines) == [""]


def test_a_second_stream_of_a_device_ends_its_first(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as other, hints_of(device) as first:
        next_hint(first)
        with hints_of(device) as second:
            next_hint(second)
            assert list(first) == ["", *ELSEWHERE]
            other.push(other.operations(1, 1))
            assert next_hint(second).head == 1


def test_the_streams_end_when_the_server_stops_and_a_new_one_opens_when_it_is_back(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db") as server, register(server.url, "小明") as device:
        with hints_of(device) as lines:
            next_hint(lines)
            server.stop()
            assert list(lines) == [""]
        server.start()
        with hints_of(device) as lines:
            assert next_hint(lines) == Hint(space=device.space, head=0)


def test_a_quiet_stream_carries_comments(tmp_path: Path) -> None:
    chatty = replace(TEST_SETTINGS, hint_comment_s=0.01)
    with (
        running_server(tmp_path / "server.db", settings=chatty) as server,
        register(server.url, "小明") as device,
        hints_of(device) as lines,
    ):
        next_hint(lines)
        assert next(line for line in lines if line) == ":"
