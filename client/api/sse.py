"""Server-sent events, parsed by hand: lines in, events out (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass


@dataclass(frozen=True)
class ServerSentEvent:
    """One event: its name and its data, of one line or more."""

    name: str
    data: str


async def events(lines: AsyncIterator[str]) -> AsyncGenerator[ServerSentEvent]:
    """The events in `lines`; comments and unknown fields are passed over, an unfinished last event is dropped."""
    name, data = "message", list[str]()
    async for line in lines:
        if not line:
            if data:
                yield ServerSentEvent(name, "\n".join(data))
            name, data = "message", []
            continue
        field, _, value = line.partition(":")  # a comment has an empty field name, and falls through
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
