"""Sleeping teams merge: only those who said so, when an owner of each agrees, and never against the matcher's rules."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from server.teams.matching.people import Person
from server.teams.merging.sleeping import Comer, fit
from sync.ids import stable_id
from sync.teams import ASLEEP_DAYS, OFFER_DAYS, MergeState
from sync.wire import Session
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.person import Device, credentials, good, register
from tests.server.spaces.people import bring_in, code, found, members, spaces

DAY_S = 86_400


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock) as running:
        yield running


@pytest.fixture
def people(server: RunningServer, new_name: Any) -> Iterator[list[Device]]:
    with ExitStack() as stack:
        yield [stack.enter_context(register(server.url, new_name())) for _ in range(3)]


def sleep(clock: FakeClock, *devices: Device, days: int = ASLEEP_DAYS) -> None:
    """Let days pass; access tokens run out meanwhile."""
    clock.advance(days * DAY_S)
    for device in devices:
        tokens = {"refresh_token": device.session.refresh_token}
        renewed = good(device.http.post("/v1/sessions/refresh", json=tokens))
        device.session = Session.model_validate_json(renewed.content)
        device.http.headers["Authorization"] = f"Bearer {device.session.access_token}"


def try_wish(device: Device, team: str, grade: int = 9) -> httpx.Response:
    return device.http.put(f"/v1/teams/{team}/merge", json={"grade": grade})


def wish(device: Device, team: str, grade: int = 9) -> MergeState:
    return MergeState.model_validate_json(good(try_wish(device, team, grade)).content)


def state(device: Device, team: str) -> MergeState:
    return MergeState.model_validate_json(good(device.http.get(f"/v1/teams/{team}/merge")).content)


def try_answer(device: Device, team: str, offer: str, *, agrees: bool = True) -> httpx.Response:
    return device.http.post(f"/v1/teams/{team}/merge/{offer}", json={"agrees": agrees})


def agree(device: Device, team: str, offer: str) -> MergeState:
    return MergeState.model_validate_json(good(try_answer(device, team, offer)).content)


def offered(device: Device, team: str) -> str:
    shown = state(device, team).offer
    return shown.id if shown else ""


def test_merging_fills_six_places_and_not_the_one_for_whom_a_member_invites() -> None:
    ones, others = [[Comer(Person(f"{team}{n}", 9), "owner") for n in range(4)] for team in ("one", "other")]
    assert fit(ones[:3], others[:3])
    assert not fit(ones[:3], others)


def test_who_said_so_comes_along_when_an_owner_of_each_agrees(people: list[Device], clock: FakeClock) -> None:
    one, mate, other = people
    ours, theirs = found(one, name="晨读小组").id, found(other, name="夜读小组").id
    bring_in(one, mate, ours)
    quiet = ours
    assert wish(one, ours) == MergeState(), "a team that is awake is offered to nobody"
    sleep(clock, *people)
    assert state(mate, ours) == MergeState(asleep=True)
    assert wish(one, ours) == MergeState(asleep=True, willing=True, decides=True)
    shown = wish(other, theirs, 10).offer
    assert shown
    assert (shown.name, shown.grades, shown.agreed) == ("晨读小组", [9], False)
    assert agree(other, theirs, shown.id).offer == shown.model_copy(update={"agreed": True})
    assert agree(other, theirs, shown.id).team == ""
    seen = state(one, ours).offer
    assert seen
    assert (seen.id, seen.name, seen.grades, seen.agreed) == (shown.id, "夜读小组", [10], False)
    assert code(try_answer(mate, ours, shown.id)) == (403, "no_right")
    first, again = agree(one, ours, shown.id), agree(one, ours, shown.id)
    assert first == again == state(other, theirs)
    accounts = [one.session.account_id, other.session.account_id]
    assert members(one, first.team) == dict.fromkeys(accounts, "owner")
    assert spaces(other)[first.team].name == "夜读小组 · 晨读小组"
    assert state(mate, quiet) == MergeState(), "who did not say so stays"
    assert first.team not in spaces(mate)
    assert members(mate, ours) == {accounts[0]: "owner", mate.session.account_id: "member"}, "the old space stays"
    assert [*spaces(one)].count(first.team) == 1


def test_a_member_who_said_so_comes_along(people: list[Device], clock: FakeClock) -> None:
    one, mate, other = people
    ours, theirs = found(one).id, found(other).id
    bring_in(one, mate, ours)
    sleep(clock, *people)
    assert wish(mate, ours).offer is None
    wish(other, theirs)
    assert offered(mate, ours) == "", "an owner of each wants it first"
    found_ = wish(one, ours).offer
    assert found_
    agree(one, ours, found_.id)
    team = agree(other, theirs, found_.id).team
    assert members(mate, team)[mate.session.account_id] == "member"


@pytest.mark.parametrize("grades", [(9, 0), (3, 7), (0, 6)])
def test_grown_ups_and_those_far_apart_are_never_offered(
    people: list[Device], clock: FakeClock, grades: tuple[int, int]
) -> None:
    one, _mate, other = people
    ours, theirs = found(one).id, found(other).id
    sleep(clock, *people)
    wish(one, ours, grades[0])
    wish(other, theirs, grades[1])
    assert offered(one, ours) == offered(other, theirs) == ""
    good(one.http.delete(f"/v1/teams/{ours}/merge"))
    good(other.http.delete(f"/v1/teams/{theirs}/merge"))


def test_a_grown_up_who_comes_later_voids_the_offer(people: list[Device], clock: FakeClock) -> None:
    one, mate, other = people
    ours, theirs = found(one).id, found(other).id
    bring_in(one, mate, ours)
    sleep(clock, *people)
    wish(one, ours)
    wish(other, theirs)
    pair = offered(one, ours)
    agree(other, theirs, pair)
    wish(mate, ours, 0)
    assert code(try_answer(one, ours, pair)) == (404, "no_such_offer")
    assert offered(other, theirs) == ""
    assert set(spaces(other)) == {other.space, theirs}
    good(one.http.delete(f"/v1/teams/{ours}/merge"))
    good(other.http.delete(f"/v1/teams/{theirs}/merge"))


def test_a_parent_does_not_pass_for_a_child_nor_a_child_for_grown_up(people: list[Device], clock: FakeClock) -> None:
    parent, child, other = people
    home = found(parent, "family").id
    bring_in(parent, child, home, "child")
    ours, childs, theirs = found(parent).id, found(child).id, found(other).id
    sleep(clock, *people)
    assert code(try_wish(child, childs, 0))[0] == 422
    wish(parent, ours, 9)
    wish(other, theirs, 9)
    assert offered(parent, ours) == offered(other, theirs) == ""
    good(parent.http.delete(f"/v1/teams/{ours}/merge"))
    good(other.http.delete(f"/v1/teams/{theirs}/merge"))


def test_blocked_people_are_not_offered(people: list[Device], clock: FakeClock) -> None:
    one, _mate, other = people
    ours, theirs = found(one).id, found(other).id
    good(one.http.put(f"/v1/blocks/{other.session.account_id}"))
    sleep(clock, *people)
    wish(one, ours)
    wish(other, theirs)
    assert offered(other, theirs) == ""
    good(one.http.delete(f"/v1/teams/{ours}/merge"))
    good(other.http.delete(f"/v1/teams/{theirs}/merge"))


def test_who_declines_or_is_silent_is_not_offered_again(people: list[Device], clock: FakeClock) -> None:
    one, third, other = people
    ours, theirs, thirds = found(one).id, found(other).id, found(third).id
    sleep(clock, *people)
    wish(one, ours)
    pair = wish(other, theirs).offer
    assert pair
    good(try_answer(one, ours, pair.id, agrees=False))
    assert code(try_answer(other, theirs, pair.id)) == (404, "no_such_offer")
    assert offered(one, ours) == offered(other, theirs) == ""
    next_one = wish(third, thirds).offer
    assert next_one
    sleep(clock, *people, days=OFFER_DAYS)
    assert code(try_answer(third, ours, next_one.id)) == (404, "no_such_space")
    after = state(third, thirds).offer
    assert after is not None
    assert after.id != next_one.id
    for device, team in ((one, ours), (other, theirs), (third, thirds)):
        good(device.http.delete(f"/v1/teams/{team}/merge"))


def test_a_team_that_wakes_up_takes_its_wish_back(people: list[Device], clock: FakeClock) -> None:
    one, _mate, other = people
    ours, theirs = found(one).id, found(other).id
    sleep(clock, *people)
    wish(one, ours)
    wish(other, theirs)
    pair = offered(one, ours)
    fields = {"who": one.session.account_id, "day": "2026-11-30", "words": "", "minutes": 9, "at_utc": ""}
    about = {"space": ours, "kind": "event", "type": "checkin", "id": f"woke-{ours}", "fields": fields}
    assert [said.reason for said in one.outcomes([one.operation(1, **about)])] == [""]
    assert code(try_answer(other, theirs, pair)) == (404, "no_such_offer")
    assert state(one, ours) == MergeState()
    good(other.http.delete(f"/v1/teams/{theirs}/merge"))


def test_under_fourteen_a_parent_agrees_and_may_say_no_again(
    server: RunningServer, people: list[Device], clock: FakeClock, new_name: Any
) -> None:
    one, _mate, parent = people
    home = found(parent, "family").id
    with httpx.Client(base_url=server.url) as http:
        body = credentials(new_name()) | {"under_14": True, "guardian_agrees": True}
        young = Device(http, Session.model_validate_json(good(http.post("/v1/accounts", json=body)).content))
        bring_in(parent, young, home, "child")

        def say(n: int, *, agrees: bool) -> None:
            fields = {"child": young.session.account_id, "agrees": agrees, "request_id": "r", "given_utc": ""}
            record = stable_id("team_consent", f"r-{home}")
            parent.push([parent.operation(n, base=n - 1, space=home, type="team_consent", id=record, fields=fields)])

        say(1, agrees=True)
        ours, theirs = found(one).id, found(young).id
        sleep(clock, *people, young)
        say(2, agrees=False)
        assert code(try_wish(young, theirs)) == (403, "needs_parent")
        say(3, agrees=True)
        assert code(try_wish(young, theirs, 0))[0] == 422
        wish(young, theirs)
        pair = wish(one, ours).offer
        assert pair
        agree(young, theirs, pair.id)
        say(4, agrees=False)
        assert code(try_answer(one, ours, pair.id)) == (404, "no_such_offer")
        assert set(spaces(young)) == {young.space, home, theirs}


def test_a_stranger_neither_sees_nor_answers(people: list[Device]) -> None:
    one, _mate, other = people
    team = found(one).id
    assert code(try_wish(other, team)) == (404, "no_such_space")
    assert code(other.http.get(f"/v1/teams/{team}/merge")) == (404, "no_such_space")
    assert code(try_answer(one, team, "none")) == (404, "no_such_offer")
