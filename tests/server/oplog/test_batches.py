"""Packed batches up and down: the same as in JSON, and stored as they came."""

import itertools
from typing import Any

import httpx
import pytest

from server.oplog.weighing import NOT_A_MEMBER, NOT_UNDERSTOOD, WRONG_KIND, _plain_lines
from sync.batch import BATCH_MEDIA, PAGE_MEDIA, Batch, PackedPage, pack, read_page, to_json
from sync.chain import extend_run
from sync.outgoing import Outgoing
from sync.wire import Operation, PushResponse
from tests.server.person import Device, good

TYPED = ["replica1", [0, 0, "正文", 0]]


def note(device: Device, n: int, **changed: Any) -> dict[str, Any]:
    about = {"kind": "text", "fields": {"title": f"第 {n} 条", "body": TYPED}}
    return device.operation(n, **(about | changed))


def try_push(device: Device, operations: list[dict[str, Any]], numbered_as: str = "") -> httpx.Response:
    columns = [[o[name] for o in operations] for name in ("kind", "type", "id", "base", "stamp")]
    fields = [o["fields"] if isinstance(o["fields"], str) else to_json(o["fields"]) for o in operations]
    batch = Batch._make([*columns, fields])
    body = Outgoing(operations[0]["n"], operations[0]["space"], batch, pack(batch), numbered_as).request()
    return device.http.post("/v1/sync/push", content=body, headers={"Content-Type": BATCH_MEDIA})


def push(device: Device, operations: list[dict[str, Any]]) -> PushResponse:
    return PushResponse.model_validate_json(good(try_push(device, operations)).content)


def page(device: Device, after: int = 0, limit: int = 2_000) -> PackedPage:
    query = {"after": after, "limit": limit}
    answer = device.http.get(f"/v1/spaces/{device.space}/log", params=query, headers={"Accept": PAGE_MEDIA})
    assert answer.headers["content-type"] == PAGE_MEDIA
    return read_page(good(answer).content)


def test_a_good_batch_is_taken_as_a_whole_and_handed_on_as_it_came(device: Device) -> None:
    answer = push(device, [note(device, n) for n in range(1, 31)])
    assert (answer.outcomes, answer.first_seq, answer.expected_n) == ([], 1, 31)
    found = page(device)
    assert [(run.seq, run.n, run.device) for run in found.runs] == [(1, 1, device.session.device_id)]
    assert found.chain == extend_run("", device.session.device_id, 1, 30)
    assert found.entries == device.log().entries


def test_a_batch_that_comes_again_gets_the_same_places(device: Device) -> None:
    batch = [note(device, n) for n in range(1, 4)]
    push(device, batch)
    again = push(device, batch)
    assert [(o.n, o.seq) for o in again.outcomes] == [(1, 1), (2, 2), (3, 3)]
    longer = push(device, [*batch, note(device, 4)])
    assert [o.seq for o in longer.outcomes] == [1, 2, 3, 4]
    assert try_push(device, [note(device, 9)]).status_code == 409
    assert device.log().head == 4


def test_a_batch_that_comes_in_when_its_device_has_another_id_takes_no_place(device: Device) -> None:
    """Found by the simulator (seed 1000538): it took the place of what waited on the device under that number."""
    first_id = device.session.device_id
    good(try_push(device, [note(device, 1)], first_id))
    good(device.http.post("/v1/devices/renew", json={"device_id": f"{first_id}-2"}))
    late = try_push(device, [note(device, 1, id="late")], first_id)
    assert (late.status_code, late.json()["detail"]["code"]) == (409, "reused")
    good(try_push(device, [note(device, 1, id="new")], f"{first_id}-2"))
    assert [entry.id for entry in device.log().entries] == ["note-1", "new"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"fields": {"body": [["bad"]]}}, WRONG_KIND),
        ({"kind": "event"}, WRONG_KIND),
        ({"kind": "purge"}, WRONG_KIND),
        ({"kind": "SET"}, NOT_UNDERSTOOD),
        ({"id": "a b"}, NOT_UNDERSTOOD),
        ({"stamp": "\0"}, NOT_UNDERSTOOD),
        ({"base": -1}, NOT_UNDERSTOOD),
        ({"base": 1 << 63}, NOT_UNDERSTOOD),
        ({"fields": "[1]"}, NOT_UNDERSTOOD),
        ({"fields": '{"title":NaN}'}, NOT_UNDERSTOOD),
        ({"fields": '{"title":1e999}'}, NOT_UNDERSTOOD),
        ({"fields": '{"title":"\\ud800"}'}, NOT_UNDERSTOOD),
        ({"fields": '{"a":' + "[" * 5_000 + "]" * 5_000 + "}"}, NOT_UNDERSTOOD),
    ],
)
def test_one_bad_operation_in_a_batch_is_set_aside_and_the_others_are_taken(
    device: Device, changed: dict[str, Any], reason: str
) -> None:
    answer = push(device, [note(device, 1), note(device, 2, **changed), note(device, 3)])
    assert [(o.n, o.seq, o.reason) for o in answer.outcomes] == [(1, 1, ""), (2, None, reason), (3, 2, "")]
    assert [(e.n, e.seq) for e in device.log().entries] == [(1, 1), (3, 2)]
    assert [(run.seq, run.n) for run in page(device).runs] == [(1, 1), (2, 3)]


def test_who_has_no_right_gets_nothing_into_the_log(device: Device, stranger: Device) -> None:
    answer = push(device, [note(device, 1, space=stranger.space)])
    assert [(o.seq, o.reason) for o in answer.outcomes] == [(None, NOT_A_MEMBER)]
    assert stranger.log().head == 0


@pytest.mark.parametrize("body", [b"", b"{}", b'{"space":"s","n":0}\n[]', b'{"space":"s","n":1}\nnonsense', b"\xff\n"])
def test_what_is_no_batch_is_not_valid(device: Device, body: bytes) -> None:
    answer = device.http.post("/v1/sync/push", content=body, headers={"Content-Type": BATCH_MEDIA})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (422, "not_valid")


def test_a_page_may_begin_within_a_batch_and_ends_with_a_whole_one(device: Device) -> None:
    for first in (1, 11, 21):
        push(device, [note(device, n) for n in range(first, first + 10)])
    found = page(device, after=4, limit=3)
    assert [(run.seq, run.last_seq) for run in found.runs] == [(1, 10)]
    assert (found.more, found.head) == (True, 30)
    assert found.chain == extend_run("", device.session.device_id, 1, 10)
    middle = device.log(after=4, limit=3)
    assert [e.seq for e in middle.entries] == [5, 6, 7]
    assert middle.chain == extend_run("", device.session.device_id, 1, 7)
    assert page(device, after=30).chain == extend_run("", device.session.device_id, 1, 30)


def test_single_operations_in_json_are_batches_too(device: Device) -> None:
    for n in range(1, 6):
        device.push([device.operation(n)])
    assert [run.seq for run in page(device).runs] == [1, 2, 3, 4, 5]
    assert page(device).entries == device.log().entries


GOOD = ["{}", '{"a":1}', '{"a":-0}', '{"a":true,"b":null}', '{"title":"x\\n\\"q","body":["ab",[0,0,"文字",0]]}']
BAD = [
    "", "[]", '{"body":"x"}', '{"body":["ab",[0,0,"",0]]}', '{"a":01}', '{"a":"\\u0000"}', '{"a":[1]}', '{"a":1,}',
    '{"a":1},{"b":2}', '{"a":"x\ty"}', '{"a":1e999}', '{"a":"\\x"}', '{"body":["ab",[0,01,"t",0]]}', '{"bo\\u0064y":1}',
]  # fmt: skip


def test_the_short_cut_takes_nothing_that_a_closer_look_would_refuse() -> None:
    lines = _plain_lines(("body",))
    assert [line for line in GOOD if not lines.fullmatch(line)] == []
    assert [line for line in BAD if lines.fullmatch(line)] == []
    for one, other in itertools.product(GOOD, BAD):
        assert not lines.fullmatch(f"{one}\n{other}")
    assert lines.fullmatch("\n".join(GOOD))
    assert not lines.fullmatch("\n".join(GOOD) + "\n")


def test_a_batch_is_what_its_operations_are() -> None:
    operation = Operation(n=1, space="s", kind="text", type="note", id="a", fields={"body": TYPED}, stamp="1")
    outgoing = Outgoing.of([operation])
    assert list(outgoing) == [operation]
    assert pack(outgoing.batch) == outgoing.packed
