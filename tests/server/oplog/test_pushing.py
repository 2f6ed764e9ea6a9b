import itertools
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.oplog import weighing
from sync.wire import Outcome
from tests.fakes.server import RunningServer
from tests.server.person import Device, good, register, sign_in

NAMES = (f"反复{i}" for i in itertools.count())


def test_operations_get_seq_in_the_order_of_n(device: Device) -> None:
    response = device.push(device.operations(1, 3))
    assert response.outcomes == [Outcome(n=1, seq=1), Outcome(n=2, seq=2), Outcome(n=3, seq=3)]
    assert response.expected_n == 4


def test_what_was_pushed_is_what_is_pulled(device: Device) -> None:
    fields = {"title": '引号 " 反斜杠 \\ 换行 \n 零 \0', "body": None, "n": 1.5, "deep": {"表": [1, True, "😀"]}}
    sent = device.operation(1, fields=fields, base=7, stamp='0000000000001-000000"\\')
    device.push([sent])
    [entry] = device.log().entries
    del sent["space"]
    assert entry.model_dump() == sent | {"seq": 1, "device": device.session.device_id}


def test_the_same_push_again_brings_the_same_outcomes_and_no_new_rows(device: Device) -> None:
    operations = [*device.operations(1, 2), device.operation(3, id="不行"), device.operation(4)]
    first = device.push(operations)
    before = device.log()
    assert device.push(operations) == first
    assert device.log() == before


def test_a_push_may_repeat_a_part_and_go_on(device: Device) -> None:
    device.push(device.operations(1, 3))
    response = device.push(device.operations(2, 5))
    assert [outcome.seq for outcome in response.outcomes] == [2, 3, 4, 5]
    assert [entry.n for entry in device.log().entries] == [1, 2, 3, 4, 5]


def test_a_gap_is_refused_with_the_number_to_go_on_with(device: Device) -> None:
    device.push(device.operations(1, 2))
    answer = device.try_push(device.operations(4, 5))
    assert answer.status_code == 409
    assert answer.json()["detail"]["code"] == "gap"
    assert answer.json()["detail"]["expected_n"] == 3
    assert device.log().head == 2


def test_an_empty_push_says_which_number_is_next(device: Device) -> None:
    assert device.push([]).expected_n == 1
    device.push(device.operations(1, 4))
    assert device.push([]).expected_n == 5


BAD = {
    "an id with a blank": ({"id": "a b"}, weighing.NOT_UNDERSTOOD),
    "no fields": ({"fields": None}, weighing.NOT_UNDERSTOOD),
    "a kind that is none": ({"kind": "De lete"}, weighing.NOT_UNDERSTOOD),
    "a base beyond all integers": ({"base": 1 << 63}, weighing.NOT_UNDERSTOOD),
    "a stamp that PostgreSQL cannot hold": ({"stamp": "\0"}, weighing.NOT_UNDERSTOOD),
    "a space that makes no sense": ({"space": ["x"]}, weighing.NOT_UNDERSTOOD),
    "a space that is not there": ({"space": "nowhere"}, weighing.NOT_A_MEMBER),
    "a text that is none": ({"kind": "text", "fields": {"body": [3]}}, weighing.WRONG_KIND),
    "what only the server says": ({"kind": "purge"}, weighing.WRONG_KIND),
    "an event sent as a record": ({"type": "review"}, weighing.WRONG_KIND),
    "a record sent as an event": ({"kind": "event"}, weighing.WRONG_KIND),
    "too much text": ({"fields": {"body": "长" * 100_000}}, weighing.TOO_LARGE.format(n=256)),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_operation_is_set_aside_while_the_others_go_on(device: Device, bad: str) -> None:
    changes, reason = BAD[bad]
    operations = [device.operation(1), device.operation(2, **changes), device.operation(3)]
    expected = [Outcome(n=1, seq=1), Outcome(n=2, reason=reason), Outcome(n=3, seq=2)]
    assert device.outcomes(operations) == expected
    assert device.outcomes(operations) == expected, "and the same when it comes again"
    assert device.push(device.operations(4, 4)).outcomes == [Outcome(n=4, seq=3)]


@pytest.mark.parametrize(
    "fields",
    [
        b'{"x": NaN}',
        b'{"x": 1e999}',
        b'{"x": "\\ud800"}',
        b'{"x": %s}' % (b"[" * 198 + b"]" * 198),  # one level deeper than a device could read in a page
        b'{"x": %s}' % (b"[" * 900 + b"]" * 900),
    ],
)
def test_fields_that_are_not_json_for_everyone_are_set_aside(device: Device, fields: bytes) -> None:
    head = f'{{"n": 1, "space": "{device.space}", "kind": "set", "type": "note", "id": "a", "stamp": "", "fields": '
    body = b'{"operations": [' + head.encode() + fields + b"}]}"
    answer = device.http.post("/v1/sync/push", content=body)
    assert answer.json()["outcomes"] == [{"n": 1, "seq": None, "reason": weighing.NOT_UNDERSTOOD}]
    assert answer.json()["expected_n"] == 2


def test_a_record_type_of_a_newer_version_is_kept_and_passed_on(device: Device) -> None:
    device.push([device.operation(1, type="hologram", fields={"new": {"shape": [1]}})])
    [entry] = device.log().entries
    assert (entry.type, entry.fields) == ("hologram", {"new": {"shape": [1]}})


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"operations": 1}', b'{"operations": [1]}', b'{"operations": [{"n": true}]}', b"[" * 100_000],
)
def test_a_body_without_numbered_operations_is_not_valid(device: Device, body: bytes) -> None:
    answer = device.http.post("/v1/sync/push", content=body)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (422, "not_valid")


@pytest.mark.parametrize("bad", [{}, {"stamp": 7}])
def test_a_push_that_comes_in_when_its_device_has_another_id_takes_no_place(
    device: Device, bad: dict[str, Any]
) -> None:
    first_id = device.session.device_id
    good(device.try_push([device.operation(1)], device=first_id))
    good(device.http.post("/v1/devices/renew", json={"device_id": f"{first_id}-2"}))
    late = device.try_push([device.operation(1, id="late", **bad)], device=first_id)
    assert (late.status_code, late.json()["detail"]["code"]) == (409, "reused")
    good(device.try_push([device.operation(1, id="new")], device=f"{first_id}-2"))
    assert [entry.id for entry in device.log().entries] == ["note-1", "new"]


@pytest.mark.parametrize("named", [7, "x" * 65, None])
@pytest.mark.parametrize("bad", [{}, {"stamp": 7}])
def test_a_push_that_names_no_device_but_something_else_is_not_valid(
    device: Device, named: Any, bad: dict[str, Any]
) -> None:
    answer = device.try_push([device.operation(1, **bad)], device=named)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (422, "not_valid")


def test_more_than_500_operations_at_once_are_not_valid(device: Device) -> None:
    assert device.try_push(device.operations(1, 501)).status_code == 422
    assert len(device.outcomes(device.operations(1, 500))) == 500


def test_numbers_out_of_order_are_not_valid(device: Device) -> None:
    assert device.try_push([device.operation(1), device.operation(3)]).status_code == 422
    assert device.try_push([device.operation(1), device.operation(1)]).status_code == 422
    assert device.log().head == 0


def test_another_account_can_neither_write_nor_read_the_space(device: Device, stranger: Device) -> None:
    device.push(device.operations(1, 1))
    operations = [stranger.operation(1, space=device.space), stranger.operation(2)]
    outcomes = [Outcome(n=1, reason=weighing.NOT_A_MEMBER), Outcome(n=2, seq=1)]
    assert stranger.outcomes(operations) == outcomes
    assert stranger.outcomes(operations) == outcomes
    answer = stranger.http.get(f"/v1/spaces/{device.space}/log")
    unknown = stranger.http.get("/v1/spaces/nowhere/log")
    assert answer.status_code == unknown.status_code == 404
    assert answer.content == unknown.content
    assert [entry.device for entry in device.log().entries] == [device.session.device_id]


def test_two_devices_that_push_at_once_share_one_dense_order(server: RunningServer, device: Device) -> None:
    with sign_in(server.url, device.session.name) as second, ThreadPoolExecutor() as threads:
        list(threads.map(lambda who: [who.push([who.operation(n)]) for n in range(1, 30)], (device, second)))
    entries = device.log().entries
    assert [entry.seq for entry in entries] == list(range(1, 59))
    for who in (device, second):
        assert [entry.n for entry in entries if entry.device == who.session.device_id] == list(range(1, 30))


def test_the_same_push_twice_at_once_is_taken_once(device: Device) -> None:
    operations = device.operations(1, 50)
    with ThreadPoolExecutor() as threads:
        responses = [attempt.result() for attempt in [threads.submit(device.push, operations) for _ in range(4)]]
    assert all(response == responses[0] for response in responses)
    assert device.log().head == 50


def test_a_revoked_device_cannot_push(device: Device) -> None:
    device.http.delete("/v1/sessions/current")
    answer: httpx.Response = device.try_push(device.operations(1, 1))
    assert answer.status_code == 401


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.text(), JSON, max_size=4), max_size=8))
def test_whatever_fields_are_taken_come_back_the_same(server: RunningServer, written: list[dict[str, Any]]) -> None:
    with register(server.url, next(NAMES)) as device:
        device.push([device.operation(n, fields=fields) for n, fields in enumerate(written, 1)])
        assert [entry.fields for entry in device.log().entries] == written


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 6)), max_size=12), st.sets(st.integers(1, 20)))
def test_however_pushes_are_cut_and_repeated_the_log_holds_each_good_operation_once(
    server: RunningServer, pushes: list[tuple[int, int]], bad: set[int]
) -> None:
    with register(server.url, next(NAMES)) as device:
        seen: dict[int, Outcome] = {}
        expected_n = 1
        for first_n, more in pushes:
            operations = [
                device.operation(n, id="不行" if n in bad else f"note-{n}") for n in range(first_n, first_n + more)
            ]
            answer = device.try_push(operations)
            if operations and first_n > expected_n:
                assert answer.json()["detail"]["expected_n"] == expected_n
                continue
            for outcome in answer.json()["outcomes"]:
                known = seen.setdefault(outcome["n"], Outcome(**outcome))
                assert known == Outcome(**outcome)
            expected_n = max(expected_n, first_n + more) if operations else expected_n
            assert answer.json()["expected_n"] == expected_n
        entries = device.log().entries
        assert [entry.n for entry in entries] == [n for n in range(1, expected_n) if n not in bad]
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
