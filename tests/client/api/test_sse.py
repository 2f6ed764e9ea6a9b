"""Server-sent events: what the standard's parsing rules say, as far as we use them."""

from collections.abc import AsyncIterator

from client.api.sse import ServerSentEvent, events


async def parse(*lines: str) -> list[ServerSentEvent]:
    async def feed() -> AsyncIterator[str]:
        for line in lines:
            yield line

    return [event async for event in events(feed())]


async def test_an_event_ends_with_an_empty_line() -> None:
    assert await parse("event: moved", 'data: {"a":1}', "") == [ServerSentEvent("moved", '{"a":1}')]


async def test_an_event_that_was_cut_off_is_dropped() -> None:
    assert await parse("event: moved", "data: half") == []


async def test_comments_keep_the_line_alive_and_are_no_events() -> None:
    assert await parse(": still here", "", ":", "") == []


async def test_lines_of_data_are_joined_and_one_space_after_the_colon_goes() -> None:
    assert await parse("data:  one", "data:two", "id: 7", "retry: 10", "") == [ServerSentEvent("message", " one\ntwo")]


async def test_the_name_does_not_stick_to_the_next_event() -> None:
    assert [e.name for e in await parse("event: moved", "data: 1", "", "data: 2", "")] == ["moved", "message"]


async def test_a_name_without_data_is_no_event() -> None:
    assert await parse("event: moved", "") == []
