"""Teams on the server: how many, keys for a month, a parent's consent, and nothing for whoever was removed."""

from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from sqlalchemy import func, select

from server.db.tables import joined, membership
from server.sweeping import sweep
from sync.ids import stable_id
from sync.spaces import KEYS_DAYS, MEMBERS_MAX
from sync.wire import Outcome, Session
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.files.test_sweeping import services_of
from tests.server.person import Device, credentials, good, register, sign_in
from tests.server.spaces.people import bring_in, code, found, invite, join, left, members, remove, spaces, try_join

NOT_A_MEMBER = "你不是这个空间的成员，这条改动没有上传。"


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def server(database_url: str, clock: FakeClock) -> Iterator[RunningServer]:
    with running_server_on(database_url, clock) as running:
        yield running


@pytest.fixture
def young(server: RunningServer, new_name) -> Iterator[Device]:
    with httpx.Client(base_url=server.url) as http:
        body = credentials(new_name()) | {"under_14": True, "guardian_agrees": True}
        yield Device(http, Session.model_validate_json(good(http.post("/v1/accounts", json=body)).content))


def consent(home: str, child: Device, *, agrees: bool) -> dict[str, object]:
    account = child.session.account_id
    fields = {"child": account, "agrees": agrees, "request_id": "r", "given_utc": ""}
    record_id = stable_id("team_consent", "r")
    return {"space": home, "type": "team_consent", "id": record_id, "fields": fields}


def test_a_team_has_six_places(server: RunningServer, device: Device, new_name) -> None:
    team = found(device).id
    typed = invite(device, team, uses=MEMBERS_MAX["team"]).code
    with ExitStack() as stack:
        guests = [stack.enter_context(register(server.url, new_name())) for _ in range(MEMBERS_MAX["team"])]
        for guest in guests[:-1]:
            join(guest, typed)
        refused = try_join(guests[-1], typed)
        assert code(refused) == (409, "too_many")
        assert "最多 6 人" in refused.json()["detail"]["message"]


def test_one_row_for_a_person_in_a_team_whatever_the_keys(server: RunningServer, device: Device, stranger: Device):
    team = found(device).id
    typed = invite(device, team, uses=3).code
    for request in ("one", "two", "one"):
        assert join(stranger, typed, request).id == team
    rows = select(func.count()).select_from(membership).where(membership.c.space_id == team)
    with services_of(server).database.read() as connection:
        assert connection.execute(rows).scalar_one() == 2


def test_keys_are_known_for_a_month(server: RunningServer, clock: FakeClock, device: Device, stranger: Device) -> None:
    team = found(device).id
    typed = invite(device, team).code
    join(stranger, typed, "kept")
    mine = select(joined.c.request_id).where(joined.c.account_id == stranger.session.account_id)

    def keys() -> list[str]:
        sweep(services_of(server))
        with services_of(server).database.read() as connection:
            return list(connection.execute(mine).scalars())

    clock.advance((KEYS_DAYS - 1) * 86_400)
    assert keys() == ["kept"]
    with sign_in(server.url, stranger.session.name) as again:
        assert join(again, typed, "kept").id == team, "the code has ended long ago; the request was carried out"
    clock.advance(2 * 86_400)
    assert keys() == []


def test_under_fourteen_there_is_no_team_before_a_parent_agrees(device: Device, stranger: Device, young: Device):
    typed = invite(device, found(device).id, uses=5).code
    assert code(try_join(young, typed, "wants")) == (403, "needs_parent")
    body = {"request_id": "makes", "kind": "team", "name": "我的小组"}
    assert code(young.http.post("/v1/spaces", json=body)) == (403, "needs_parent")
    home = found(stranger, "family").id
    bring_in(stranger, young, home, "child")
    young.push([young.operation(1, **consent(home, young, agrees=True))])
    assert code(try_join(young, typed, "wants")) == (403, "needs_parent"), "a child does not write that"
    stranger.push([stranger.operation(1, **consent(home, young, agrees=True))])
    assert join(young, typed, "wants").kind == "team"
    good(young.http.post("/v1/spaces", json=body))
    stranger.push([stranger.operation(2, base=1, **consent(home, young, agrees=False))])
    assert code(try_join(young, typed, "other")) == (403, "needs_parent"), "a parent may say no again"


def test_from_fourteen_on_nobody_is_asked(device: Device, stranger: Device) -> None:
    assert bring_in(device, stranger, found(device).id).role == "member"


def test_who_was_removed_neither_reads_nor_writes(device: Device, stranger: Device) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    fields = {"who": stranger.session.account_id, "day": "2026-11-30", "words": "", "minutes": 9, "at_utc": ""}
    about = {"space": team, "kind": "event", "type": "checkin", "fields": fields}
    assert stranger.outcomes([stranger.operation(1, **about, id="first")]) == [Outcome(n=1, seq=1)]
    good(remove(device, team, stranger))
    assert stranger.outcomes([stranger.operation(2, **about, id="second")]) == [Outcome(n=2, reason=NOT_A_MEMBER)]
    for path in ("log", "snapshot", "digest?at=0&schema=2", "members"):
        assert code(stranger.http.get(f"/v1/spaces/{team}/{path}")) == (404, "no_such_space"), path
    assert team not in spaces(stranger)
    assert left(stranger) == [team]
    assert list(members(device, team)) == [device.session.account_id]
    log = good(device.http.get(f"/v1/spaces/{team}/log")).json()
    assert [entry["id"] for entry in log["entries"]] == ["first"], "what was written stays, and nothing came after"
