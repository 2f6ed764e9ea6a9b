import asyncio

import pytest

from server.hints.hub import Hub
from server.hints.move import Move
from server.hints.stream import HintStream

LONG_S = 30.0


def following(hub: Hub, device_id: str, *spaces: str) -> HintStream:
    stream = hub.open(device_id, f"account of {device_id}")
    hub.follow(stream, frozenset(spaces))
    return stream


async def test_moves_told_from_a_thread_fold_into_the_newest() -> None:
    hub = Hub()
    stream = following(hub, "tablet", "a", "b")

    def tell() -> None:
        for space_id, head in [("a", 1), ("b", 7), ("a", 3), ("a", 2), ("c", 1)]:
            hub.tell(space_id, Move(head))

    await asyncio.to_thread(tell)
    assert await stream.take(LONG_S) == {"a": Move(3), "b": Move(7)}


async def test_nothing_new_is_an_empty_answer() -> None:
    stream = following(Hub(), "tablet", "a")
    assert await stream.take(0.0) == {}


async def test_a_stream_that_has_left_is_forgotten() -> None:
    hub = Hub()
    stream = following(hub, "tablet", "a")
    hub.leave(stream)
    hub.tell("a", Move(1))
    hub.end_device("tablet")
    assert await stream.take(0.0) == {}


async def test_the_first_stream_of_a_device_leaves_without_taking_the_second_along() -> None:
    hub = Hub()
    first = following(hub, "tablet", "a")
    second = following(hub, "tablet", "a")
    assert await first.take(LONG_S) is None
    assert first.elsewhere
    hub.leave(first)
    hub.tell("a", Move(1))
    assert await second.take(LONG_S) == {"a": Move(1)}
    hub.end_device("tablet")
    assert await second.take(LONG_S) is None
    assert not second.elsewhere


async def test_a_stream_opened_while_the_server_stops_ends_at_once() -> None:
    hub = Hub()
    early = following(hub, "tablet", "a")
    hub.close()
    assert await early.take(LONG_S) is None
    assert await following(hub, "phone", "a").take(LONG_S) is None


async def test_who_joins_a_space_hears_of_it_and_who_leaves_no_longer_does() -> None:
    hub = Hub()
    host, guest = hub.open("tablet", "host"), hub.open("phone", "guest")
    hub.follow(host, frozenset({"team"}))
    hub.admit("guest", "team")
    await asyncio.sleep(0)
    assert await guest.take(1) == await host.take(1) == {}
    assert guest.take_respaced()
    assert host.take_respaced()
    hub.tell("team", Move(1))
    hub.dismiss("guest", "team")
    hub.tell("team", Move(2))
    await asyncio.sleep(0)
    assert await guest.take(1) == {}, "also what it had not been told yet is not its business any more"
    assert guest.take_respaced()
    assert await host.take(1) == {"team": Move(2)}


async def test_a_device_does_not_hear_of_its_own_moves() -> None:
    hub = Hub()
    stream, other = following(hub, "tablet", "a"), following(hub, "phone", "a")
    hub.tell("a", Move(1, "c1", ("{}",), "tablet"))
    assert await other.take(LONG_S) == {"a": Move(1, "c1", ("{}",), "tablet")}
    assert await stream.take(0.0) == {}


@pytest.mark.parametrize("change", ["dismissed", "other role"])
async def test_what_changed_between_the_list_of_spaces_and_the_stream_is_told_once(change: str) -> None:
    hub = Hub()
    hub.leave(following(hub, "tablet", "a", "team"))
    hub.listing("tablet")
    if change == "dismissed":
        hub.dismiss("account of tablet", "team")
    else:
        hub.members_changed("a")
    await asyncio.sleep(0)
    back = following(hub, "tablet", "a")
    await back.take(LONG_S)
    assert back.take_respaced()
    hub.leave(back)
    hub.listing("tablet")
    again = following(hub, "tablet", "a")
    assert await again.take(0.0) == {}
    assert not again.take_respaced()


async def test_who_is_dismissed_while_the_stream_follows_nothing_yet_is_told_too() -> None:
    hub = Hub()
    stream = hub.open("tablet", "guest")
    hub.dismiss("guest", "team")
    await asyncio.sleep(0)
    await stream.take(LONG_S)
    assert stream.take_respaced()
