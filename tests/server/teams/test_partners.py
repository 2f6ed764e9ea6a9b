"""Finding a partner: a wish waits, both agree before anybody is in a team, and some are never suggested."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from server.teams.matching.turns import EVERY_S
from sync.teams import SUGGESTED_DAYS, MatchState
from sync.wire import Session
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server
from tests.server.person import Device, credentials, good, register
from tests.server.spaces.people import code, members

WISH = {"grade": 9, "tags": ["math", "reading"], "goals": ["exam"], "hours": [11, 12], "region": "上海"}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(tmp_path: Any, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server(tmp_path / "server.db", clock) as running:
        yield running


@pytest.fixture
def people(server: RunningServer, new_name: Any) -> Iterator[list[Device]]:
    with ExitStack() as stack:
        yield [stack.enter_context(register(server.url, new_name())) for _ in range(3)]


def wish(device: Device, clock: FakeClock, **changes: Any) -> MatchState:
    clock.advance(EVERY_S)
    return MatchState.model_validate_json(good(device.http.put("/v1/match", json=WISH | changes)).content)


def state(device: Device, clock: FakeClock) -> MatchState:
    clock.advance(EVERY_S)
    return MatchState.model_validate_json(good(device.http.get("/v1/match")).content)


def try_answer(device: Device, pair: str, *, agrees: bool, block: bool = False) -> httpx.Response:
    return device.http.post(f"/v1/match/{pair}/answer", json={"agrees": agrees, "block": block})


def suggested(device: Device, clock: FakeClock) -> str:
    found = state(device, clock).suggestion
    return found.account_id if found else ""


def test_nobody_is_in_a_team_before_both_agree(people: list[Device], clock: FakeClock) -> None:
    one, other, _third = people
    assert wish(one, clock) == MatchState(waiting=True)
    found = wish(other, clock, tags=["math"], region="").suggestion
    assert found
    assert (found.account_id, found.grade, found.agreed) == (one.session.account_id, 9, False)
    assert found.reasons == ["goal:exam", "tag:math", "grade", "hour:11", "hour:12"]
    good(try_answer(other, found.id, agrees=True))
    theirs = state(one, clock).suggestion
    assert theirs
    assert not theirs.agreed, "what the other has said is not told"
    first, again = (good(try_answer(one, found.id, agrees=True)).content for _press in range(2))
    after = MatchState.model_validate_json(first)
    assert after.team
    assert not after.waiting
    assert MatchState.model_validate_json(again) == after
    assert members(one, after.team).keys() == {one.session.account_id, other.session.account_id}
    assert state(other, clock).team == after.team


def test_who_declines_or_blocks_is_not_suggested_again(people: list[Device], clock: FakeClock) -> None:
    one, other, third = people
    wish(one, clock)
    found = wish(other, clock).suggestion
    assert found
    good(try_answer(one, found.id, agrees=False))
    assert code(try_answer(other, found.id, agrees=True)) == (404, "no_such_pair")
    assert suggested(one, clock) == suggested(other, clock) == ""
    wish(third, clock)
    assert suggested(third, clock) in {one.session.account_id, other.session.account_id}


def test_blocked_people_never_meet(people: list[Device], clock: FakeClock) -> None:
    one, other, _third = people
    good(one.http.put(f"/v1/blocks/{other.session.account_id}"))
    wish(one, clock)
    wish(other, clock)
    assert suggested(one, clock) == suggested(other, clock) == ""
    assert code(one.http.put("/v1/blocks/nobody")) == (404, "no_such_member")


def test_a_grown_up_is_never_suggested_to_a_child(people: list[Device], clock: FakeClock) -> None:
    one, other, third = people
    wish(one, clock)
    wish(other, clock, grade=0)
    assert suggested(one, clock) == suggested(other, clock) == ""
    wish(third, clock, grade=0)
    assert suggested(third, clock) == other.session.account_id


def test_a_suggestion_without_an_answer_is_taken_back_and_the_wish_goes_on(
    people: list[Device], clock: FakeClock
) -> None:
    one, other, third = people
    wish(one, clock)
    found = wish(other, clock).suggestion
    assert found
    clock.advance(SUGGESTED_DAYS * 86_400 - 600)
    for device in people:  # access tokens have run out meanwhile
        tokens = {"refresh_token": device.session.refresh_token}
        renewed = good(device.http.post("/v1/sessions/refresh", json=tokens))
        device.session = Session.model_validate_json(renewed.content)
        device.http.headers["Authorization"] = f"Bearer {device.session.access_token}"
    clock.advance(700)
    wish(third, clock)
    assert suggested(third, clock) in {one.session.account_id, other.session.account_id}
    assert state(one, clock).waiting
    assert state(other, clock).waiting


def test_who_stops_waits_no_more(people: list[Device], clock: FakeClock) -> None:
    one, other, _third = people
    wish(one, clock)
    good(one.http.delete("/v1/match"))
    assert state(one, clock) == MatchState()
    wish(other, clock)
    assert suggested(other, clock) == ""


def test_under_fourteen_a_parent_agrees_first_and_nobody_is_grown_up(server: RunningServer, new_name: Any) -> None:
    with httpx.Client(base_url=server.url) as http:
        body = credentials(new_name()) | {"under_14": True, "guardian_agrees": True}
        young = Device(http, Session.model_validate_json(good(http.post("/v1/accounts", json=body)).content))
        assert code(young.http.put("/v1/match", json=WISH)) == (403, "needs_parent")


def test_a_strangers_suggestion_is_nobodys(people: list[Device], clock: FakeClock) -> None:
    one, other, third = people
    wish(one, clock)
    found = wish(other, clock).suggestion
    assert found
    assert code(try_answer(third, found.id, agrees=True)) == (404, "no_such_pair")
    assert code(try_answer(third, "none", agrees=False)) == (404, "no_such_pair")
