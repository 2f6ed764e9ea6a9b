"""What the ledger's entries come to: seconds of each day, limits, grants, alerts. Pure; folded entry by entry.

Kinds of entries:

own      seconds of this device: `id` of the STUDY event, `act`, `at` (utc, s), `s`, `day`, `subj` if it has one
held     the same while the process stood still; they are charged, and are no study
other    seconds of another device, sealed when they came
carry    seconds that were charged to `day` and whose entries are lost or too old to keep at hand
moved    what was put down to the day `from` was really done on the day `to`
limits   the limits in force from now on
grant    `s` more for `day`, once for each `id`
alert    something that a parent should know: `what`, `at`
lost     the key is gone; `used`: day → what was charged by then, `at`: when
found    what was lost with the key has been made good
day      a checkpoint: all of the above that still matters, as far as it goes back
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, NamedTuple

from client.timer.chain import Entry
from client.timer.days import next_day, start_of
from client.timer.limits import Limits
from client.timer.union import united_s

REMEMBERED_DAYS = 3
ALERTS = 50


class Span(NamedTuple):
    """Seconds from `begin` to `end` (since 1970) of an activity; `own`: of this device."""

    begin: float
    end: float
    activity: str
    own: bool


class Alert(NamedTuple):
    """Something that a parent should know: its name, when, and what belongs to it."""

    what: str
    at_s: float
    more: str = ""


@dataclass
class Tally:
    """The fold so far."""

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    carried: dict[str, float] = field(default_factory=dict)
    carried_own: dict[str, float] = field(default_factory=dict)
    grants: dict[str, dict[str, int]] = field(default_factory=dict)
    limits: Limits | None = None
    seen: set[str] = field(default_factory=set)
    alerts: list[Alert] = field(default_factory=list)
    lost: dict[str, float] = field(default_factory=dict)
    """What was charged by day when the key was found gone; empty once that has been made good."""
    lost_s: float = 0.0
    """When it was found gone last."""
    last_day: str = ""
    """The latest day that any entry is about."""

    def take(self, entries: Iterable[Entry]) -> None:
        """Fold these in."""
        for entry in entries:
            getattr(self, f"_{entry.kind}", _nothing)(entry.body)

    def latest_s(self, zone: tzinfo | None) -> float:
        """The date (seconds since 1970) before which nothing more can happen, by the entries' own word; 0 for none."""
        ends = [span.end for spans in self.spans.values() for span in spans]
        ends += [self.lost_s] if self.lost else []
        return max(ends, default=start_of(self.last_day, zone) if self.last_day else 0.0)

    def used_s(self, day: str, exempt: frozenset[str], pending: Iterable[Span] = ()) -> float:
        """Seconds charged to the day on all devices: the union of what is not free."""
        spans = [(s.begin, s.end) for s in (*self.spans.get(day, ()), *pending) if s.activity not in exempt]
        return self.carried.get(day, 0.0) + united_s(spans)

    def own_s(self, day: str, exempt: frozenset[str], pending: Iterable[Span] = ()) -> float:
        """Seconds charged to the day on this device."""
        spans = [(s.begin, s.end) for s in (*self.spans.get(day, ()), *pending) if s.own and s.activity not in exempt]
        return self.carried_own.get(day, 0.0) + united_s(spans)

    def exempt_s(self, day: str, exempt: frozenset[str], pending: Iterable[Span] = ()) -> float:
        """Seconds of the day that were free."""
        return united_s((s.begin, s.end) for s in (*self.spans.get(day, ()), *pending) if s.activity in exempt)

    def done_s(self, day: str, activities: Collection[str], pending: Iterable[Span] = ()) -> float:
        """Seconds of the day that went into these activities, on all devices, free or not."""
        return united_s((s.begin, s.end) for s in (*self.spans.get(day, ()), *pending) if s.activity in activities)

    def granted_s(self, day: str) -> int:
        """Seconds that a parent has given for the day."""
        return sum(self.grants.get(day, {}).values())

    def on_end_s(self, day: str, now_s: float, break_s: float, pending: Iterable[Span] = ()) -> float:
        """Seconds studied up to now without a break of `break_s`, on any device."""
        total, later = 0.0, now_s
        spans = (*self.spans.get(next_day(day, -1), ()), *self.spans.get(day, ()), *pending)
        for span in sorted(spans, key=lambda s: s.end, reverse=True):
            if later - span.end >= break_s:
                break
            total += max(0.0, min(later, span.end) - span.begin)
            later = min(later, span.begin)
        return total

    def snapshot(self, day: str) -> dict[str, Any]:
        """What a checkpoint on `day` has to say, so that nothing before it need be read again."""
        exempt = self.limits.exempt if self.limits else frozenset()
        days = [next_day(day, -back) for back in range(REMEMBERED_DAYS)]
        return {
            "day": day,
            "used": {d: used for d in days if (used := self.used_s(d, exempt))},
            "own": {d: used for d in days if (used := self.own_s(d, exempt))},
            "grants": {d: given for d, given in self.grants.items() if d >= days[-1]},
            "limits": self.limits.kept() if self.limits else None,
            "alerts": [list(alert) for alert in self.alerts[-ALERTS:]],
            "lost": dict(self.lost),
            "lost_s": self.lost_s,
        }

    def _own(self, body: Mapping[str, Any], *, own: bool = True) -> None:
        if body["id"] not in self.seen:
            self.seen.add(body["id"])
            self.last_day = max(self.last_day, body["day"])
            self.spans[body["day"]].append(Span(body["at"], body["at"] + body["s"], body["act"], own))

    def _other(self, body: Mapping[str, Any]) -> None:
        self._own(body, own=False)

    def _held(self, body: Mapping[str, Any]) -> None:
        self._own(body)

    def _carry(self, body: Mapping[str, Any]) -> None:
        self.carried[body["day"]] = self.carried.get(body["day"], 0.0) + body["s"]
        self.carried_own[body["day"]] = self.carried_own.get(body["day"], 0.0) + body["s"]

    def _moved(self, body: Mapping[str, Any]) -> None:
        gone, there = body["from"], body["to"]
        self.spans[there].extend(self.spans.pop(gone, []))
        for carried in (self.carried, self.carried_own):
            carried[there] = carried.get(there, 0.0) + carried.pop(gone, 0.0)

    def _limits(self, body: Mapping[str, Any]) -> None:
        self.limits = Limits.of(body)

    def _grant(self, body: Mapping[str, Any]) -> None:
        self.grants.setdefault(body["day"], {}).setdefault(body["id"], body["s"])

    def _alert(self, body: Mapping[str, Any]) -> None:
        self.alerts.append(Alert(body["what"], body["at"], body.get("more", "")))

    def _lost(self, body: Mapping[str, Any]) -> None:
        self.lost, self.lost_s = dict(body["used"]), body["at"]
        self.last_day = max(self.last_day, *self.lost)

    def _found(self, _body: Mapping[str, Any]) -> None:
        self.lost = {}

    def _day(self, body: Mapping[str, Any]) -> None:
        self.last_day = max(self.last_day, body["day"])
        self.spans.clear()
        self.carried, self.carried_own = dict(body["used"]), dict(body["own"])
        self.grants = {day: dict(given) for day, given in body["grants"].items()}
        self.limits = Limits.of(body["limits"]) if body["limits"] else None
        self.alerts = [Alert(*alert) for alert in body["alerts"]]
        self.lost, self.lost_s = dict(body.get("lost", {})), body.get("lost_s", 0.0)


def _nothing(_body: Mapping[str, Any]) -> None:
    """A kind of a newer version."""
