import pytest

from server.oplog.weighing import NO_RIGHT, NOT_A_MEMBER
from sync.catalogue import ALL
from sync.wire import Outcome
from tests.fakes.server import RunningServer
from tests.server.person import Device, good, hints_of, next_hint, register, sign_in
from tests.server.spaces.people import (
    bring_in,
    code,
    found,
    invite,
    left,
    member_list,
    members,
    next_event,
    read_starts,
    remove,
    set_role,
    spaces,
    try_join,
)


@pytest.fixture
def team(device: Device, stranger: Device) -> str:
    """A team of `device`, its owner, and `stranger`, a member."""
    space = found(device).id
    bring_in(device, stranger, space)
    return space


def test_the_members_are_listed_with_their_names(device: Device, stranger: Device, team: str) -> None:
    first, second = member_list(stranger, team)
    assert (first.name, first.role, first.me) == (device.session.name, "owner", False)
    assert (second.name, second.role, second.me) == (stranger.session.name, "member", True)
    assert first.joined_utc <= second.joined_utc


def test_only_members_see_the_members(server: RunningServer, device: Device, stranger: Device) -> None:
    space = found(device).id
    assert code(stranger.http.get(f"/v1/spaces/{space}/members")) == (404, "no_such_space")
    assert code(remove(stranger, space, device)) == (404, "no_such_space")
    assert code(set_role(stranger, space, device, "reader")) == (404, "no_such_space")


@pytest.mark.parametrize(
    ("kind", "role", "writes"),
    [
        ("team", "owner", {"note", "study"}),
        ("team", "member", {"note", "study"}),
        ("team", "reader", set()),
        ("family", "parent", {"note", "limits", "grant"}),
        ("family", "child", {"note", "study", "request", "child", "day_summary", "child_clock", "alert"}),
        ("family", "reader", set()),
    ],
)
def test_who_may_write_what(device: Device, stranger: Device, kind: str, role: str, writes: set[str]) -> None:
    space = found(device, kind).id
    writer = device
    if role not in ("owner", "parent"):
        bring_in(device, stranger, space, role)
        writer = stranger
    kinds = ["note", "study", "mistake", "limits", "grant", "request", "child", "day_summary", "child_clock", "alert"]
    operations = [
        writer.operation(n, space=space, type=kind, kind="set" if ALL[kind].kind == "record" else "event")
        for n, kind in enumerate(kinds, start=1)
    ]
    operations.append(writer.operation(len(kinds) + 1, space=space, type="of-a-newer-version"))
    operations.append(writer.operation(len(kinds) + 2))
    outcomes = writer.outcomes(operations)
    taken = {op["type"] for op, outcome in zip(operations, outcomes, strict=True) if outcome.seq}
    assert taken == writes | {"note"}
    assert {outcome.reason for outcome in outcomes if outcome.seq is None} <= {NO_RIGHT}
    assert outcomes[-1].seq == 1, "what may not be written holds nothing up"
    page = good(writer.http.get(f"/v1/spaces/{space}/log")).json()
    assert page["head"] == len(writes), "every member reads"


def test_limits_and_grants_are_written_nowhere_else(device: Device) -> None:
    of_the_family = ["limits", "grant", "request", "child", "day_summary", "child_clock", "alert"]
    operations = [
        device.operation(n, type=kind, kind="set" if ALL[kind].kind == "record" else "event")
        for n, kind in enumerate(of_the_family, start=1)
    ]
    assert {outcome.reason for outcome in device.outcomes(operations)} == {NO_RIGHT}, "nor in one's own space"


def test_a_role_that_is_taken_away_ends_the_right_to_write(device: Device, stranger: Device, team: str) -> None:
    assert stranger.outcomes([stranger.operation(1, space=team)])[0].seq == 1
    changed = good(set_role(device, team, stranger, "reader")).json()
    assert (changed["account_id"], changed["role"]) == (stranger.session.account_id, "reader")
    assert stranger.outcomes([stranger.operation(2, space=team)]) == [Outcome(n=2, reason=NO_RIGHT)]
    assert spaces(stranger)[team].role == "reader"


def test_only_who_manages_changes_roles_and_removes(device: Device, stranger: Device, team: str) -> None:
    assert code(set_role(stranger, team, stranger, "owner")) == (403, "no_right")
    assert code(remove(stranger, team, device)) == (403, "no_right")
    assert code(set_role(device, team, stranger, "king")) == (422, "not_valid")
    assert members(device, team)[stranger.session.account_id] == "member"


def test_a_removed_member_gets_nothing_more(server: RunningServer, device: Device, stranger: Device, team: str) -> None:
    stranger.push([stranger.operation(1, space=team)])
    with sign_in(server.url, stranger.session.name) as other, hints_of(stranger) as lines:
        read_starts(lines, 2)
        assert good(remove(device, team, stranger)).status_code == 204
        assert next_event(lines) == ("spaces", "{}")
        device.push([device.operation(1, space=team)])
        other.push([other.operation(1)])
        assert next_hint(lines).space == stranger.space, "the next news is not of the team"
    assert team not in spaces(stranger)
    assert left(stranger) == [team]
    assert code(stranger.http.get(f"/v1/spaces/{team}/log")) == (404, "no_such_space")
    assert stranger.outcomes([stranger.operation(2, space=team)]) == [Outcome(n=2, reason=NOT_A_MEMBER)]
    page = good(device.http.get(f"/v1/spaces/{team}/log")).json()
    assert [entry["device"] for entry in page["entries"]] == [stranger.session.device_id, device.session.device_id]


def test_who_was_removed_does_not_come_back_by_a_code_that_still_goes_round(
    device: Device, stranger: Device, team: str
) -> None:
    typed = invite(device, team, uses=10).code
    good(remove(device, team, stranger))
    assert code(try_join(stranger, typed)) == (404, "no_such_invite")
    assert code(remove(device, team, stranger)) == (404, "no_such_member")


def test_leaving_is_told_to_those_who_stay(device: Device, stranger: Device, team: str) -> None:
    with hints_of(device) as lines:
        read_starts(lines, 2)
        good(remove(stranger, team, stranger))
        assert next_event(lines) == ("spaces", "{}")
    assert list(members(device, team)) == [device.session.account_id]


def test_the_last_who_manages_leaves_nobody_behind(device: Device, stranger: Device, team: str) -> None:
    assert code(remove(device, team, device)) == (409, "last_manager")
    assert code(set_role(device, team, device, "member")) == (409, "last_manager")
    good(set_role(device, team, stranger, "owner"))
    good(remove(device, team, device))
    good(remove(stranger, team, stranger))
    assert team not in spaces(stranger)


def test_a_child_leaves_with_its_parent_only(server: RunningServer, device: Device, stranger: Device) -> None:
    space = found(device, "family").id
    bring_in(device, stranger, space, "child")
    answer = remove(device, space, stranger)
    assert code(answer) == (409, "needs_both"), "a parent does not put it out"
    assert "双方" in answer.json()["detail"]["message"]
    assert code(set_role(device, space, stranger, "reader")) == (409, "needs_both"), "nor by another role"
    with hints_of(device) as lines:
        read_starts(lines, 2)
        assert remove(stranger, space, stranger).status_code == 202, "it is only noted"
        assert next_event(lines) == ("spaces", "{}"), "the parent is told"
    assert space in spaces(stranger)
    assert [one.me for one in member_list(stranger, space) if one.leaving] == [True]
    assert code(remove(device, space, device)) == (409, "last_manager"), "nor does the parent leave it behind"
    assert remove(device, space, stranger).status_code == 204
    assert space not in spaces(stranger)
    with register(server.url, f"独自{space}"[:40]) as alone:
        own = found(alone, "family", role="child").id
        good(remove(alone, own, alone))


def test_nobody_leaves_the_personal_space(device: Device) -> None:
    assert code(remove(device, device.space, device)) == (403, "no_right")
    assert code(set_role(device, device.space, device, "owner")) == (403, "no_right")
