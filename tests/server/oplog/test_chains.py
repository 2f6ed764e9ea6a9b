"""The chain of a log: the same on both ends, in every answer that says where a log stands."""

from typing import Any

import pytest

from server.oplog.repeating import NUMBER_USED
from sync.chain import EMPTY, extend
from sync.wire import NOTHING, SpaceList
from tests.server.person import Device, good


def folded(device: Device, last_n: int) -> str:
    chain = EMPTY
    for n in range(1, last_n + 1):
        chain = extend(chain, device.session.device_id, n)
    return chain


def spaces(device: Device) -> SpaceList:
    return SpaceList.model_validate_json(good(device.http.get("/v1/spaces")).content)


def test_a_page_says_the_chain_of_its_last_entry(device: Device) -> None:
    device.push(device.operations(1, 5))
    assert device.log(limit=3).chain == folded(device, 3)
    assert device.log(after=3).chain == folded(device, 5)
    assert device.log(after=5).chain == folded(device, 5), "an empty one that at the cursor"
    assert device.log(after=99).chain == EMPTY


def test_the_list_of_spaces_says_where_each_stands_and_what_is_expected(device: Device) -> None:
    device.push(device.operations(1, 5))
    found = spaces(device)
    assert [(space.head, space.chain) for space in found.spaces] == [(5, folded(device, 5))]
    assert found.expected_n == 6


def test_every_answer_names_the_same_database(device: Device, stranger: Device) -> None:
    epoch = spaces(device).epoch
    assert epoch
    assert epoch == device.push([]).epoch == stranger.log().epoch


def test_a_number_that_comes_again_with_another_operation_tells_of_a_copied_database(device: Device) -> None:
    device.push(device.operations(1, 2))
    answer = device.try_push([device.operation(2, stamp="0000000000009-000000"), device.operation(3)])
    assert (answer.status_code, answer.json()["detail"]["code"]) == (409, "reused")
    assert device.log().head == 2, "and nothing of it is taken"


@pytest.mark.parametrize("other", [{"id": "note-3"}, {"fields": {"title": "另一台电脑上写的"}}])
def test_so_does_another_operation_of_the_same_stamp(device: Device, other: dict[str, Any]) -> None:
    """Two copies count on from the same one while a clock that runs ahead has driven it beyond theirs."""
    device.push(device.operations(1, 2))
    answer = device.try_push([device.operation(2, **other)])
    assert (answer.status_code, answer.json()["detail"]["code"]) == (409, "reused")


def test_what_fills_the_place_of_a_refused_request_does_not(device: Device) -> None:
    """The answer to it was lost, and the device tries the operation itself once more."""
    device.push([device.operation(1, kind=NOTHING, fields={})])
    assert [(o.n, o.seq) for o in device.outcomes([device.operation(1)])] == [(1, 1)]


def test_so_it_is_with_one_that_was_set_aside(device: Device) -> None:
    device.push([device.operation(1, type="review")])
    assert device.try_push([device.operation(1, stamp="0000000000009-000000")]).status_code == 409
    assert device.outcomes([device.operation(1, type="review")])[0].reason not in ("", NUMBER_USED)
