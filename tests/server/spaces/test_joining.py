import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from sync.spaces import CODE_LENGTH, CODE_LETTERS, INVITE_S
from tests.fakes.clock import FakeClock
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.person import Device, good, hints_of, register, sign_in
from tests.server.spaces.people import (
    bring_in,
    code,
    found,
    invite,
    join,
    left,
    members,
    next_event,
    read_starts,
    remove,
    spaces,
    try_invite,
    try_join,
)

GUESSES = 5
NAMES = (f"客人{i}" for i in itertools.count())


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    settings = replace(TEST_SETTINGS, attempts_per_name=GUESSES)
    with running_server_on(database_url, clock, settings) as running:
        yield running


def test_a_space_made_twice_by_one_request_is_one(device: Device, stranger: Device) -> None:
    first = found(device, request_id="made-once")
    assert found(device, request_id="made-once") == first
    assert (first.kind, first.role, first.name, first.head) == ("team", "owner", "晨读小组", 0)
    assert found(stranger, request_id="made-once").id != first.id, "a request is its account's own"
    assert [space.kind for space in spaces(device).values()] == ["personal", "team"]


def test_a_family_is_made_by_a_parent_or_by_a_child(device: Device) -> None:
    assert found(device, "family").role == "parent"
    assert found(device, "family", role="child").role == "child"
    for bad in ({"role": "owner"}, {"kind": "personal"}, {"name": ""}, {"name": " "}, {"name": "字" * 41}):
        body = {"request_id": "r", "kind": "family", "name": "家"} | bad
        assert code(device.http.post("/v1/spaces", json=body)) == (422, "not_valid")


def test_a_code_leads_into_the_space_however_it_is_typed(device: Device, stranger: Device) -> None:
    space = found(device)
    invited = invite(device, space.id)
    assert len(invited.code) == CODE_LENGTH
    assert set(invited.code) <= set(CODE_LETTERS)
    typed = f" {invited.code[:3].lower()}-{invited.code[3:]} "
    card = good(stranger.http.get(f"/v1/invites/{typed}")).json()
    assert card == {"kind": "team", "name": "晨读小组", "role": "member", "expires_utc": invited.expires_utc} | {
        "member": False
    }
    joined = join(stranger, typed)
    assert (joined.id, joined.role, joined.name) == (space.id, "member", "晨读小组")
    assert members(device, space.id) == {
        device.session.account_id: "owner",
        stranger.session.account_id: "member",
    }


def test_a_repeated_request_joins_once_and_a_code_is_used_up(
    server: RunningServer, device: Device, stranger: Device
) -> None:
    space = found(device)
    typed = invite(device, space.id).code
    for _ in range(3):
        assert join(stranger, typed, "once").id == space.id
    with register(server.url, next(NAMES)) as late:
        assert code(try_join(late, typed)) == (404, "no_such_invite")


def test_a_request_that_comes_many_times_at_once_joins_once(device: Device, stranger: Device) -> None:
    space = found(device)
    typed = invite(device, space.id).code
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: try_join(stranger, typed, "burst"), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len(members(device, space.id)) == 2


def test_the_last_place_of_a_code_goes_to_one(server: RunningServer, device: Device, stranger: Device) -> None:
    typed = invite(device, found(device).id).code
    with register(server.url, next(NAMES)) as other, ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: try_join(one, typed), (stranger, other)))
    assert sorted(answer.status_code for answer in answers) == [200, 404]


def test_a_retry_after_the_code_has_run_out_still_has_its_answer(
    device: Device, stranger: Device, clock: FakeClock
) -> None:
    space = found(device)
    typed = invite(device, space.id).code
    join(stranger, typed, "slow-line")
    clock.advance(INVITE_S)
    assert join(stranger, typed, "slow-line").id == space.id


def test_a_code_ends_by_itself(device: Device, stranger: Device, clock: FakeClock) -> None:
    typed = invite(device, found(device).id, valid_s=60).code
    clock.advance(60)
    assert code(stranger.http.get(f"/v1/invites/{typed}")) == (404, "no_such_invite")
    assert code(try_join(stranger, typed)) == (404, "no_such_invite")


def test_an_old_request_does_not_bring_back_who_has_left(device: Device, stranger: Device) -> None:
    space = found(device)
    typed = invite(device, space.id, uses=2).code
    join(stranger, typed, "first")
    good(remove(stranger, space.id, stranger))
    assert code(try_join(stranger, typed, "first")) == (409, "no_longer_member")
    assert left(stranger) == [space.id]
    assert join(stranger, typed, "second").id == space.id
    assert left(stranger) == []


def test_who_is_there_already_uses_up_no_place(device: Device, stranger: Device) -> None:
    space = found(device)
    typed = invite(device, space.id, "reader").code
    assert join(device, typed).role == "owner"
    assert join(stranger, typed).role == "reader"


def test_codes_cannot_be_guessed(device: Device, stranger: Device, clock: FakeClock) -> None:
    typed = invite(device, found(device).id).code
    answers = [try_join(stranger, "AAAAAA") for _ in range(GUESSES)]
    assert {code(answer) for answer in answers} == {(404, "no_such_invite")}
    assert code(try_join(stranger, typed)) == (429, "too_many_attempts")
    assert code(stranger.http.get(f"/v1/invites/{typed}")) == (429, "too_many_attempts")
    clock.advance(TEST_SETTINGS.attempts_window_s)
    good(try_join(stranger, typed))


@pytest.mark.parametrize(
    ("kind", "role", "allowed"),
    [
        ("team", "owner", {"owner", "member", "reader"}),
        ("team", "member", {"member", "reader"}),
        ("team", "reader", set()),
        ("family", "parent", {"parent", "child", "reader"}),
        ("family", "child", set()),
        ("family", "reader", set()),
    ],
)
def test_who_may_invite_whom(device: Device, stranger: Device, kind: str, role: str, allowed: set[str]) -> None:
    space = found(device, kind)
    host = device
    if role not in ("owner", "parent"):
        bring_in(device, stranger, space.id, role)
        host = stranger
    roles = ["owner", "member", "reader"] if kind == "team" else ["parent", "child", "reader"]
    assert {one for one in roles if try_invite(host, space.id, one).is_success} == allowed
    assert code(try_invite(device, space.id, "king")) == (422, "not_valid")


def test_a_child_invites_its_first_parent_and_no_other(server: RunningServer, device: Device, stranger: Device) -> None:
    space = found(device, "family", role="child")
    assert code(try_invite(device, space.id, "child")) == (403, "no_right")
    bring_in(device, stranger, space.id, "parent")
    assert code(try_invite(device, space.id, "parent")) == (403, "no_right")


def test_nobody_invites_to_a_personal_space_or_to_one_of_others(device: Device, stranger: Device) -> None:
    assert code(try_invite(device, device.space, "owner")) == (403, "no_right")
    assert code(try_invite(stranger, found(device).id, "member")) == (404, "no_such_space")


def test_all_devices_of_the_members_hear_of_a_newcomer(server: RunningServer, device: Device, stranger: Device) -> None:
    space = found(device)
    with (
        sign_in(server.url, stranger.session.name) as phone,
        hints_of(phone) as guest_lines,
        hints_of(device) as host_lines,
    ):
        read_starts(guest_lines, 1)
        read_starts(host_lines, 2)
        bring_in(device, stranger, space.id)
        assert next_event(host_lines) == ("spaces", "{}")
        assert next_event(guest_lines) == ("spaces", "{}")
        device.push([device.operation(1, space=space.id)])
        name, data = next_event(guest_lines)
        assert name == "moved"
        assert space.id in data
