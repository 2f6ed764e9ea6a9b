"""A member's cursor passes to who listens, and to nobody else; nothing of it is kept."""

from collections.abc import Iterator

import httpx
import pytest

from server.hints.hub import Hub
from server.hints.pointed import Pointed
from server.hints.stream import CURSORS_HELD
from sync.cursors import CURSORS_BURST, CURSORS_PER_S, Cursor, CursorTold
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.hints.test_hub import LONG_S, following
from tests.server.person import Device, good, hints_of, next_hint, sign_in
from tests.server.spaces.people import bring_in, code, found

HERE = Cursor(note="n1", replica="aZ-_9", counter=7)


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock) as running:
        yield running


def point(device: Device, space: str, cursor: Cursor = HERE) -> httpx.Response:
    return device.http.post(f"/v1/spaces/{space}/cursors", json=cursor.model_dump())


def next_cursor(lines: Iterator[str]) -> CursorTold:
    assert next(line for line in lines if line) == "event: cursor"
    return CursorTold.model_validate_json(next(lines).removeprefix("data: "))


def heads(lines: Iterator[str], count: int) -> None:
    for _ in range(count):
        next_hint(lines)


def test_the_other_device_of_a_person_hears_of_it_by_the_devices_name(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, hints_of(second) as lines:
        heads(lines, 1)
        good(point(device, device.space))
        told = next_cursor(lines)
        assert (told.space, told.note, told.replica, told.counter) == (device.space, "n1", "aZ-_9", 7)
        assert (told.account_id, told.device_id) == (device.session.account_id, device.session.device_id)
        assert told.name == "测试平板"
    assert device.log().head == 0, "it is in no log"


def test_a_member_hears_of_it_by_the_members_name(device: Device, stranger: Device) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    with hints_of(stranger) as lines:
        heads(lines, 2)
        good(point(device, team))
        told = next_cursor(lines)
        assert (told.space, told.name) == (team, device.session.name)
        good(point(device, team, Cursor(note="n1", gone=True)))
        assert next_cursor(lines).gone


def test_who_is_no_member_neither_points_nor_hears(server: RunningServer, device: Device, stranger: Device) -> None:
    team = found(device).id
    assert code(point(stranger, team)) == (404, "no_such_space")
    assert code(point(stranger, device.space)) == (404, "no_such_space")
    with sign_in(server.url, stranger.session.name) as second, hints_of(second) as lines:
        heads(lines, 1)
        good(point(device, team))
        good(point(stranger, stranger.space))
        assert next_cursor(lines).space == stranger.space, "the team's came before it, and not here"


def test_too_many_are_refused_and_later_it_goes_on(clock: FakeClock, device: Device) -> None:
    for _ in range(CURSORS_BURST):
        good(point(device, device.space))
    assert code(point(device, device.space)) == (429, "too_many_requests")
    clock.advance(1 / CURSORS_PER_S)
    good(point(device, device.space))


async def test_a_slow_device_holds_the_latest_of_each_and_of_a_space_left_none() -> None:
    hub = Hub()
    stream, own = following(hub, "phone", "a", "b"), following(hub, "tablet", "a")

    def said(counter: int, note: str = "n1", space: str = "a") -> Pointed:
        cursor = {"note": note, "replica": "r", "counter": counter, "space": space}
        return Pointed(CursorTold(**cursor, account_id="x", device_id="tablet"), "小明", "平板")

    for counter in range(5):
        hub._point(said(counter))
    assert await stream.take(LONG_S) == {}
    assert [one.told.counter for one in stream.take_cursors()] == [4]
    assert own.take_cursors() == [], "nobody hears of the own one"
    for number in range(CURSORS_HELD + 3):
        hub._point(said(number, note=f"n{number}"))
    assert [one.told.counter for one in stream.take_cursors()] == list(range(3, CURSORS_HELD + 3))
    hub._point(said(1))
    hub._point(said(2, space="b"))
    stream.forget("a")
    assert [one.told.space for one in stream.take_cursors()] == ["b"]
