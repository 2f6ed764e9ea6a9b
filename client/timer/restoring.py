"""What the server knows of the last days' study: it makes good for a ledger that was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import tzinfo
from typing import Protocol

from client.timer.days import day_of
from client.timer.drafts import FLUSH_S
from client.timer.union import united_s
from sync.batch import PackedPage
from sync.catalogue import STUDY
from sync.clock import from_text
from sync.errors import SyncError
from sync.wire import PAGE_LIMIT, LogEntry, LogPage, SpaceList


class LogLine(Protocol):
    """The parts of `sync.ports.Transport` that this needs."""

    async def spaces(self) -> SpaceList:
        """The account's spaces."""
        ...

    async def log(self, space: str, after: int, limit: int) -> LogPage | PackedPage:
        """A page of a space's log after a cursor."""
        ...


async def seconds_at_the_server(line: LogLine, space: str, zone: tzinfo | None, since_s: float) -> dict[str, float]:
    """Seconds by day, on all devices, since `since_s`: the log of the personal space, read from its end. Raises
    SyncError.
    """
    spans: dict[str, list[tuple[float, float]]] = defaultdict(list)
    async for entry in _from_the_end(line, space, since_s):
        seconds = entry.fields.get("seconds")
        if isinstance(seconds, int) and seconds > 0:
            at_s = _at_s(entry)
            spans[day_of(at_s, zone)].append((at_s, at_s + min(seconds, FLUSH_S)))
    return {day: united_s(spans_of_day) for day, spans_of_day in spans.items()}


async def _from_the_end(line: LogLine, space: str, since_s: float) -> AsyncIterator[LogEntry]:
    """The STUDY events since then; what is older than a whole page of later ones is not looked for."""
    head = next((s.head for s in (await line.spaces()).spaces if s.id == space), 0)
    while head > 0:
        after = max(0, head - PAGE_LIMIT)
        page = await line.log(space, after, PAGE_LIMIT)
        if not page.last_seq:
            raise SyncError("the log has no such page")
        entries = [entry for entry in page.entries if after < entry.seq <= head and entry.type == STUDY.name]
        study = [entry for entry in entries if _at_s(entry) >= since_s]
        for entry in study:
            yield entry
        if not study and entries:
            return
        head = after


def _at_s(entry: LogEntry) -> float:
    try:
        return from_text(str(entry.fields.get("started_utc"))).timestamp()
    except ValueError:
        return 0.0
