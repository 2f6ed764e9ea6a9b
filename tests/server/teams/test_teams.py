"""Teams on the server: how many, keys for a month, a parent's consent, and nothing for whoever was removed."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from sqlalchemy import func, select

from server.db.tables import joined, membership
from server.spaces.making import make_space
from server.sweeping import sweep
from sync.batch import BATCH_MEDIA, Batch, pack
from sync.ids import stable_id
from sync.spaces import KEYS_DAYS, places
from sync.wire import Outcome, Session
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server_on
from tests.server.files.carrying import get, name_of, try_put, upload
from tests.server.files.test_sweeping import services_of
from tests.server.person import Device, credentials, good, register, sign_in
from tests.server.spaces.people import (
    bring_in,
    code,
    found,
    invite,
    inviters,
    join,
    left,
    members,
    remove,
    spaces,
    try_join,
)

NOT_A_MEMBER = "你不是这个空间的成员，这条改动没有上传。"
NOT_YOURS = "这条内容写的是别人的名字，没有上传。"


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


def test_a_team_has_six_places_and_once_one_for_whom_a_member_invites(
    server: RunningServer, device: Device, new_name
) -> None:
    assert [places("team", invited=invited) for invited in (False, True)] == [6, 7]
    team = found(device).id
    typed = invite(device, team, uses=7).code
    with ExitStack() as stack:
        guests = [stack.enter_context(register(server.url, new_name())) for _ in range(8)]
        for guest in guests[:5]:
            join(guest, typed)
        join(guests[5], invite(guests[0], team).code)
        for another in (typed, invite(guests[5], team).code):
            refused = try_join(guests[6], another)
            assert code(refused) == (409, "too_many"), "whoever else invites: it is one place"
            assert "最多 7 人" in refused.json()["detail"]["message"]
        ids = [one.session.account_id for one in (device, *guests)]
        assert inviters(device, team) == {ids[0]: None} | dict.fromkeys(ids[1:6], ids[0]) | {ids[6]: ids[1]}
        assert remove(device, team, guests[1]).status_code == 204
        join(guests[6], invite(device, team).code)
        assert code(try_join(guests[7], invite(device, team).code)) == (409, "too_many"), "it is not earned again"


def test_six_who_were_put_together_can_bring_a_friend(server: RunningServer, device: Device, new_name) -> None:
    with ExitStack() as stack:
        others = [stack.enter_context(register(server.url, new_name())) for _ in range(6)]
        roles = {device.session.account_id: "owner"} | {one.session.account_id: "member" for one in others[:5]}
        services = services_of(server)
        with services.database.write() as connection:
            make_space(connection, team := services.new_id(), "team", roles, services.clock.now_utc(), "晨读小组")
        join(others[5], invite(device, team).code)
        friend, owner = others[5].session.account_id, device.session.account_id
        assert inviters(device, team) == dict.fromkeys(roles) | {friend: owner}


def test_a_family_has_no_extra_place() -> None:
    assert places("family", invited=True) == places("family", invited=False)


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
    picture = b"what the board said"
    upload(device, picture, team)
    assert good(get(stranger, name_of(picture), team)).content == picture
    good(remove(device, team, stranger))
    assert get(stranger, name_of(picture), team).status_code == 404
    assert try_put(stranger, name_of(b"mine"), 4, 0, b"mine", team).status_code == 404
    assert good(stranger.http.post("/v1/presence", json={"activity": ""})).json()["teams"] == {}
    invited = stranger.http.post(f"/v1/spaces/{team}/invites", json={"role": "member", "uses": 1, "valid_s": 600})
    assert code(invited) == (404, "no_such_space")
    assert code(stranger.http.get("/v1/battles", params={"space": team})) == (404, "no_such_space")
    assert stranger.outcomes([stranger.operation(2, **about, id="second")]) == [Outcome(n=2, reason=NOT_A_MEMBER)]
    for path in ("log", "snapshot", "digest?at=0&schema=2", "members"):
        assert code(stranger.http.get(f"/v1/spaces/{team}/{path}")) == (404, "no_such_space"), path
    assert team not in spaces(stranger)
    assert left(stranger) == [team]
    assert list(members(device, team)) == [device.session.account_id]
    log = good(device.http.get(f"/v1/spaces/{team}/log")).json()
    assert [entry["id"] for entry in log["entries"]] == ["first"], "what was written stays, and nothing came after"


def test_nobody_writes_in_another_members_name(device: Device, stranger: Device) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    me, other = stranger.session.account_id, device.session.account_id
    day = {"day": "2026-11-30", "at_utc": ""}
    tried: list[tuple[str, str, dict[str, object], bool]] = [
        ("event", "checkin", {"who": me, "words": "", "minutes": 9, **day}, True),
        ("event", "checkin", {"who": other, "words": "", "minutes": 9, **day}, False),
        ("event", "cheer", {"checkin_id": "", "phrase": "clap", **day}, False),
        ("event", "cheer", {"who": other, "checkin_id": "", "phrase": "clap", **day}, False),
        ("set", "team_task", {"title": "背单词", "made_by": other}, False),
        ("set", "team_task", {"title": "背单词", "made_by": me}, True),
        ("set", "team_task", {f"done/{other}": True}, False),
        ("set", "team_task", {f"done/{me}": True, f"done/{other}": True}, False),
        ("set", "team_task", {f"done/{me}": True}, True),
        ("set", "team_task", {"title": "背二十个单词"}, True),
    ]
    operations = [
        stranger.operation(n, space=team, kind=kind, type=name, id=f"{name}-{n}", fields=fields)
        for n, (kind, name, fields, _good) in enumerate(tried, 1)
    ]
    said = {outcome.n: outcome.reason for outcome in stranger.outcomes(operations)}
    assert [said[n] for n in range(1, len(tried) + 1)] == ["" if good_ else NOT_YOURS for *_what, good_ in tried]


def test_a_packed_batch_in_another_members_name_is_looked_at_one_by_one(device: Device, stranger: Device) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    who = [stranger.session.account_id, device.session.account_id, stranger.session.account_id]
    fields = [json.dumps({"who": one, "day": "2026-11-30", "words": "", "minutes": 9, "at_utc": ""}) for one in who]
    ids, stamps = [f"packed-{n}" for n in range(3)], [f"{n:013d}-000000" for n in range(1, 4)]
    batch = Batch(["event"] * 3, ["checkin"] * 3, ids, [0] * 3, stamps, fields)
    body = json.dumps({"space": team, "n": 1}).encode() + b"\n" + pack(batch)
    answer = stranger.http.post("/v1/sync/push", content=body, headers={"content-type": BATCH_MEDIA})
    reasons = [outcome["reason"] for outcome in good(answer).json()["outcomes"]]
    assert reasons == ["", NOT_YOURS, ""]
    log = good(device.http.get(f"/v1/spaces/{team}/log")).json()
    assert [entry["id"] for entry in log["entries"]] == ["packed-0", "packed-2"]


def test_under_fourteen_nobody_chats_in_packed_batches_either(device: Device, stranger: Device, young: Device) -> None:
    team = found(device).id
    home = found(stranger, "family").id
    bring_in(stranger, young, home, "child")
    stranger.push([stranger.operation(1, **consent(home, young, agrees=True))])
    bring_in(device, young, team)
    fields = {"who": young.session.account_id, "words": "你好", "at_utc": ""}
    batch = Batch(["event"], ["chat"], ["chat-1"], [0], [f"{1:013d}-000000"], [json.dumps(fields)])
    body = json.dumps({"space": team, "n": 1}).encode() + b"\n" + pack(batch)
    answer = young.http.post("/v1/sync/push", content=body, headers={"content-type": BATCH_MEDIA})
    assert "14" in good(answer).json()["outcomes"][0]["reason"]
    old = {"who": device.session.account_id, "words": "你好", "at_utc": ""}
    about = {"space": team, "kind": "event", "type": "chat", "id": "chat-2", "fields": old}
    assert [one.reason for one in device.outcomes([device.operation(1, **about)])] == [""]


def test_a_report_is_kept_once_and_only_from_a_member(device: Device, stranger: Device) -> None:
    team = found(device).id
    body = {"request_id": "r1", "space": team, "account_id": device.session.account_id, "words": "脏话"}
    assert code(stranger.http.post("/v1/reports", json=body)) == (404, "no_such_space")
    bring_in(device, stranger, team)
    for _again in range(2):
        good(stranger.http.post("/v1/reports", json=body))
    nobody = body | {"request_id": "r2", "account_id": "nobody"}
    assert code(stranger.http.post("/v1/reports", json=nobody)) == (404, "no_such_member")
