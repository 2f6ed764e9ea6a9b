"""Members' devices hear among the hints which battles they may come into, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator

from sync.battles import BattleCard, BattleList
from tests.fakes.server import RunningServer
from tests.server.battles.playing import make, say, try_join
from tests.server.person import Device, good, hints_of, register, sign_in
from tests.server.spaces.people import bring_in, found


def next_battles(lines: Iterator[str]) -> list[BattleCard]:
    """What the next such event tells; others are passed over."""
    assert next(line for line in lines if line == "event: battles")
    return BattleList.model_validate_json(next(lines).removeprefix("data: ")).battles


def test_a_member_hears_of_a_battle_of_who_comes_in_and_of_its_end(
    server: RunningServer, device: Device, stranger: Device
) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    with hints_of(stranger) as lines, register(server.url, "外人") as outsider, hints_of(outsider) as others:
        card = make(device, team)
        [told] = next_battles(lines)
        assert (told.id, told.state, [one.name for one in told.players]) == (card.id, "open", [device.session.name])
        good(try_join(stranger, battle=card.id))
        assert len(next_battles(lines)[0].players) == 2
        good(say(device, card.id, "start"))
        assert next_battles(lines)[0].state == "running"
        good(say(stranger, card.id, "leave"))
        good(say(device, card.id, "leave"))
        assert next_battles(lines) == []
        assert next(line for line in others if line).startswith("event: moved"), "nobody else hears of it"


def test_a_stream_begins_with_the_battles_that_are_open(
    device: Device, stranger: Device, server: RunningServer
) -> None:
    team = found(device).id
    bring_in(device, stranger, team)
    card = make(device, team)
    with sign_in(server.url, stranger.session.name) as again, hints_of(again) as lines:
        assert [one.id for one in next_battles(lines)] == [card.id]
