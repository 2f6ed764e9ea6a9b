from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.services import Services
from server.sweeping import sweep
from sync.files import KEEP_DAYS, reference
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.files.carrying import code, get, name_of, put, upload
from tests.server.person import Device, good, sign_in
from tests.server.spaces.people import found, remove

DAY_S = 86_400


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(database_url: str, tmp_path: Path, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock, replace(TEST_SETTINGS, files=tmp_path)) as running:
        yield running


def services_of(server: RunningServer) -> Services:
    return server._serving._app.state.services


def at_work(server: RunningServer, clock: FakeClock, device: Device, days: int) -> Device:
    """Some days later: the tokens have run out, the person signs in again, and the server sweeps."""
    clock.advance(days * DAY_S)
    sweep(services_of(server))
    with sign_in(server.url, device.session.name) as again:
        device.http.headers["Authorization"] = f"Bearer {again.session.access_token}"
        device.session = again.session
    return device


def test_a_file_that_no_operation_names_goes_after_a_while(
    server: RunningServer, device: Device, clock: FakeClock, tmp_path: Path
) -> None:
    for data in (b"named", b"named in a list", b"never named"):
        upload(device, data)
    put(device, name_of(b"never finished"), 14, 0, b"never")
    fields = {"title": "图", "body": f"看 {reference(name_of(b'named'))} 这里"}
    device.push(
        [
            device.operation(1, fields=fields),
            device.operation(2, type="later", fields={"files": [{"of": reference(name_of(b"named in a list"))}]}),
        ]
    )
    device = at_work(server, clock, device, KEEP_DAYS - 1)
    assert get(device, name_of(b"never named")).is_success
    device = at_work(server, clock, device, 2)
    assert get(device, name_of(b"named")).content == b"named"
    assert get(device, name_of(b"named in a list")).is_success
    assert code(get(device, name_of(b"never named"))) == (404, "no_such_file")
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {
        name_of(b"named"),
        name_of(b"named in a list"),
    }
    assert upload(device, b"never named").complete, "it may come again"


def test_a_name_on_a_late_page_of_the_log_counts(server: RunningServer, device: Device, clock: FakeClock) -> None:
    upload(device, b"named late")
    for first in range(1, 4_001, 500):
        device.push(device.operations(first, first + 499))
    device.push([device.operation(4_001, fields={"title": reference(name_of(b"named late"))})])
    device = at_work(server, clock, device, KEEP_DAYS + 1)
    assert get(device, name_of(b"named late")).is_success


def test_a_name_in_another_space_does_not_count(
    server: RunningServer, device: Device, stranger: Device, clock: FakeClock
) -> None:
    upload(device, b"mine")
    stranger.push([stranger.operation(1, fields={"title": reference(name_of(b"mine"))})])
    device = at_work(server, clock, device, KEEP_DAYS + 1)
    assert code(get(device, name_of(b"mine"))) == (404, "no_such_file")


def test_the_files_of_a_space_that_all_have_left_go(server: RunningServer, device: Device, clock: FakeClock) -> None:
    space = found(device).id
    upload(device, b"left behind", space)
    device.push([device.operation(1, space=space, fields={"title": reference(name_of(b"left behind"))})])
    good(remove(device, space, device))
    at_work(server, clock, device, KEEP_DAYS + 1)
    assert not services_of(server).shelf.has(space, name_of(b"left behind"))


def test_the_server_sweeps_when_it_starts(server: RunningServer, device: Device, clock: FakeClock) -> None:
    upload(device, b"forgotten")
    clock.advance((KEEP_DAYS + 1) * DAY_S)
    server.stop()
    server.start()
    with sign_in(server.url, device.session.name) as again:
        while get(again, name_of(b"forgotten")).is_success:  # the sweep runs beside the first requests
            good(again.http.get("/v1/health"))
