import itertools

import pytest

from server.db.engine import Database
from server.oplog.weighing import NO_RIGHT
from server.spaces.making import make_space
from sync.wire import LogPage, Outcome
from tests.fakes.clock import START
from tests.server.person import Device, good

SPACES = (f"second-{i}" for i in itertools.count())


def make_second_space(database_url: str, device: Device, role: str) -> str:
    """A second personal space: the product makes one only, yet the kinds of shared spaces have no writers so far."""
    database, space_id = Database(database_url), next(SPACES)
    with database.write() as connection:
        make_space(connection, space_id, "personal", {device.session.account_id: role}, START)
    database.close()
    return space_id


@pytest.fixture
def second_space(database_url: str, device: Device) -> str:
    return make_second_space(database_url, device, "owner")


@pytest.fixture
def read_only_space(database_url: str, device: Device) -> str:
    return make_second_space(database_url, device, "reader")


def log_of(device: Device, space_id: str) -> list[int]:
    page = LogPage.model_validate_json(good(device.http.get(f"/v1/spaces/{space_id}/log")).content)
    assert [entry.seq for entry in page.entries] == list(range(1, page.head + 1))
    return [entry.n for entry in page.entries]


def test_a_push_that_goes_back_and_forth_between_spaces_keeps_both_orders(device: Device, second_space: str) -> None:
    places = [device.space, device.space, second_space, device.space, second_space, second_space]
    operations = [device.operation(n, space=space) for n, space in enumerate(places, 1)]
    first = device.push(operations)
    assert [outcome.seq for outcome in first.outcomes] == [1, 2, 1, 3, 2, 3]
    assert first.expected_n == 7
    assert log_of(device, device.space) == [1, 2, 4]
    assert log_of(device, second_space) == [3, 5, 6]
    assert device.push(operations) == first
    assert device.push(operations[3:]).outcomes == first.outcomes[3:]


def test_a_member_without_the_right_reads_and_does_not_write(device: Device, read_only_space: str) -> None:
    operations = [device.operation(1, space=read_only_space), device.operation(2)]
    assert device.outcomes(operations) == [Outcome(n=1, reason=NO_RIGHT), Outcome(n=2, seq=1)]
    assert log_of(device, read_only_space) == []


def test_an_operation_sent_again_for_another_space_is_not_taken_there(device: Device, second_space: str) -> None:
    device.push(device.operations(1, 1))
    [outcome] = device.outcomes([device.operation(1, space=second_space)])
    assert outcome.seq is None
    assert outcome.reason
    assert log_of(device, second_space) == []


def test_the_list_of_spaces_tells_where_each_stands(device: Device, second_space: str) -> None:
    device.push([device.operation(1), device.operation(2, space=second_space), device.operation(3, space=second_space)])
    spaces = good(device.http.get("/v1/spaces")).json()["spaces"]
    assert {space["id"]: space["head"] for space in spaces} == {device.space: 1, second_space: 2}
