"""Where every minute of a day went, as stretches a person remembers: what the ledger says, in few lines. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from client.timer.tally import Span, Tally

GAP_S = 90.0
"""What is closer together is one stretch: one turned a page, or looked up."""

How = Literal["counted", "free"]


@dataclass(frozen=True)
class Stretch:
    """From `begin` to `end` (seconds since 1970) `seconds` of one activity; `own`: on this device."""

    begin: float
    end: float
    activity: str
    own: bool
    how: How
    seconds: float


def stretches(spans: Iterable[Span], free: Collection[str]) -> list[Stretch]:
    """The stretches of a day, the earliest first."""
    listed: list[Stretch] = []
    for span in sorted(spans):
        how: How = "free" if span.activity in free else "counted"
        last = listed[-1] if listed else None
        same = last and (last.activity, last.own, last.how) == (span.activity, span.own, how)
        if last and same and span.begin - last.end <= GAP_S:
            more = max(0.0, span.end - max(span.begin, last.end))
            listed[-1] = replace(last, end=max(last.end, span.end), seconds=last.seconds + more)
        else:
            listed.append(Stretch(span.begin, span.end, span.activity, span.own, how, span.end - span.begin))
    return [one for one in listed if one.seconds >= 1]


@dataclass(frozen=True)
class DayTold:
    """A day: its stretches, what was given by the grants' ids, and seconds charged whose entries are lost."""

    day: str
    stretches: list[Stretch]
    grants: dict[str, int]
    carried_s: float = 0.0


def day_told(tally: Tally, day: str, free: Collection[str], pending: Iterable[Span] = ()) -> DayTold:
    """What the ledger says of a day."""
    spans = stretches((*tally.spans.get(day, ()), *pending), free)
    return DayTold(day, spans, dict(tally.grants.get(day, {})), tally.carried.get(day, 0.0))
