"""Battles over the line: who comes in, what streams tell, and that nothing is counted twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from server.battles.rules import Tempo
from sync.battles import STREAMS_MAX, BattleCard, BattleEvent, BattleList, Counted, Given
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.battles.playing import RIGHT, make, say, try_join, try_make
from tests.server.person import PASSWORD, Device, good, register
from tests.server.spaces.people import bring_in, code, found


@pytest.fixture(scope="module")
def server(database_url: str) -> Iterator[RunningServer]:
    settings = replace(TEST_SETTINGS, battle_tempo=Tempo(pause_s=0.01))
    with running_server_on(database_url, settings=settings) as running:
        yield running


@pytest.fixture
def team(device: Device, stranger: Device) -> str:
    """Both are in it."""
    space = found(device).id
    bring_in(device, stranger, space)
    return space


def answer(device: Device, battle: str, index: int, given: Given) -> Counted:
    said = good(say(device, battle, "answers", index=index, given=given, took_s=0.5))
    return Counted.model_validate_json(said.content)


def events(lines: Iterator[str]) -> Iterator[BattleEvent]:
    for line in lines:
        if line.startswith("data: "):
            yield BattleEvent.model_validate_json(line.removeprefix("data: "))


def until(kind: str, stream: Iterator[BattleEvent]) -> BattleEvent:
    return next(event for event in stream if event.kind == kind)


def whole_log(device: Device, battle: str, after: int = 0) -> list[dict]:
    """Everything that an ended battle's stream says."""
    text = good(device.http.get(f"/v1/battles/{battle}/events", params={"after": after})).text
    return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


def test_a_battle_from_the_beginning_to_the_end(device: Device, stranger: Device, team: str) -> None:
    card = make(device, team)
    assert make(device, team).id == card.id, "asked again, it is the same"
    listed = good(stranger.http.get("/v1/battles", params={"space": team}))
    assert [one.id for one in BattleList.model_validate_json(listed.content).battles] == [card.id]
    for _again in range(2):
        good(try_join(stranger, battle=card.id))
    assert code(say(stranger, card.id, "start")) == (403, "no_right")
    assert code(say(device, card.id, "answers", index=0, given=[1], took_s=1)) == (409, "not_yet")
    with device.http.stream("GET", f"/v1/battles/{card.id}/events") as body:
        stream = events(body.iter_lines())
        assert until("joined", stream).account_id == device.session.account_id
        good(say(device, card.id, "start"))
        good(say(device, card.id, "start"))
        for index, right in enumerate(RIGHT):
            question = until("asked", stream)
            assert question.index == index
            good(say(device, card.id, "seen", event=question.n))
            first = answer(device, card.id, index, right)
            assert first.right
            assert answer(device, card.id, index, None) == first, "the first counts, and it says so"
            assert not answer(stranger, card.id, index, None).right
        ended = until("ended", stream)
        assert list(stream) == [], "the stream ends"
    assert ended.result
    assert [(one.account_id, one.right) for one in ended.result.scores] == [
        (device.session.account_id, 5),
        (stranger.session.account_id, 0),
    ]
    assert ended.result.scores[0].points > 4_000
    one, other = whole_log(device, card.id), whole_log(stranger, card.id)
    assert one == other, "all see the same"
    assert [event["n"] for event in one] == list(range(1, len(one) + 1))
    assert whole_log(stranger, card.id, after=7) == one[7:], "who drops gets what it lacks"
    secret = [event for event in one if event["kind"] != "ended"]
    assert "key" not in json.dumps(secret)
    assert "whole" not in json.dumps(secret)
    assert good(stranger.http.get("/v1/battles", params={"space": team})).json() == {"battles": []}


def test_the_name_of_a_deleted_account_leaves_with_it(device: Device, stranger: Device, team: str, new_name) -> None:
    """Of a battle that waits, of one that runs, and of one that has ended."""
    waits, runs, ended = [make(device, team, request_id=request) for request in ("waits", "runs", "ended")]
    with register(str(device.http.base_url), new_name()) as third:
        bring_in(device, third, team)
        for card in (waits, runs, ended):
            good(try_join(stranger, battle=card.id))
            good(try_join(third, battle=card.id))
        for card in (runs, ended):
            good(say(device, card.id, "start"))
        for one in (device, third):
            good(say(one, ended.id, "leave"))
        good(say(stranger, ended.id, "leave"))
        name = third.session.name
        assert name in json.dumps(whole_log(stranger, ended.id), ensure_ascii=False)
        good(third.http.post("/v1/accounts/closing", json={"request_id": "gone", "password": PASSWORD}))
        listed = good(device.http.get("/v1/battles", params={"space": team})).text
        assert name not in listed
        players = {one.id: len(one.players) for one in BattleList.model_validate_json(listed).battles}
        assert players == {waits.id: 2, runs.id: 3}, "the answers of one that runs stay"
        assert name not in json.dumps(whole_log(stranger, ended.id), ensure_ascii=False)
        with device.http.stream("GET", f"/v1/battles/{runs.id}/events") as body:
            stream = events(body.iter_lines())
            told = [until("joined", stream).player for _one in range(3)]
            names = [one.name for one in told if one]
            assert names == [device.session.name, stranger.session.name, ""]
            assert until("left", stream).account_id == third.session.account_id, "the others are told"


def test_a_device_has_a_few_streams_and_one_more_ends_the_oldest(device: Device, stranger: Device, team: str) -> None:
    address = f"/v1/battles/{make(device, team).id}/events"
    with ExitStack() as stack:
        streams = [
            events(stack.enter_context(device.http.stream("GET", address)).iter_lines()) for _ in range(STREAMS_MAX)
        ]
        assert [until("joined", one).n for one in streams] == [1] * STREAMS_MAX
        assert until("joined", events(stack.enter_context(device.http.stream("GET", address)).iter_lines())).n == 1
        assert list(streams[0]) == [], "it has ended"


def test_a_stranger_finds_nothing(device: Device, stranger: Device) -> None:
    team = found(device).id
    card = make(device, team)
    assert code(try_join(stranger, battle=card.id)) == (404, "no_such_space")
    assert code(try_join(stranger, code=card.code)) == (403, "no_right"), "in no team"
    assert code(try_join(stranger, code="QQQQQQ")) == (404, "no_such_invite")
    assert code(try_make(stranger, team)) == (404, "no_such_space")
    assert code(try_make(device, device.space)) == (403, "no_right")
    assert code(stranger.http.get("/v1/battles", params={"space": team})) == (404, "no_such_space")
    for what, body in (("start", {}), ("seen", {"event": 1}), ("answers", {"index": 0, "took_s": 1})):
        assert code(say(stranger, card.id, what, **body)) == (404, "no_such_battle"), what
    assert code(stranger.http.get(f"/v1/battles/{card.id}/events")) == (404, "no_such_battle")


def test_team_against_team_by_a_code(device: Device, stranger: Device) -> None:
    found(stranger)
    card = make(device, found(device).id, sides=True)
    typed = f"{card.code[:3].lower()} {card.code[3:]}"
    joined = BattleCard.model_validate_json(good(try_join(stranger, code=typed)).content)
    assert [one.side for one in joined.players] == [0, 1]
    good(device.http.put(f"/v1/blocks/{stranger.session.account_id}"))
    good(say(stranger, card.id, "leave"))
    good(say(stranger, card.id, "leave"))
    assert code(try_join(stranger, code=typed)) == (403, "no_right"), "the two do not want to meet"


def test_grown_ups_and_children_play_together_in_a_family_only(device: Device, stranger: Device, team: str) -> None:
    home = found(device, "family").id  # which makes one of them a parent
    assert code(try_join(stranger, battle=make(device, team).id)) == (403, "no_right")
    bring_in(device, stranger, home, "child")
    good(try_join(stranger, battle=make(device, home, request_id="two").id))


def test_eight_may_play(server: RunningServer, device: Device, new_name: Callable[[], str]) -> None:
    card = make(device, found(device).id)
    with ExitStack() as stack:
        guests = [stack.enter_context(register(server.url, new_name())) for _ in range(8)]
        for guest in guests:
            found(guest)
        for guest in guests[:7]:
            good(try_join(guest, code=card.code))
        assert code(try_join(guests[7], code=card.code)) == (409, "too_many")
