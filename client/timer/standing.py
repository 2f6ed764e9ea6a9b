"""How the clock stands, and what follows from it: how much is left, whether to warn, whether to lock. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal

from client.timer.days import in_hours, next_day, next_time, start_of
from client.timer.limits import Limits

WARNINGS_MIN = (1, 5, 10)
OFFLINE_S = 15 * 60
"""What a device that is not the primary one may use without the server: others may be in use at the same time."""

Lock = Literal["", "limit", "curfew", "offline", "restricted", "disk", "second", "cap"]
FINAL = frozenset({"curfew", "disk", "second"})
"""Locks that hold for free activities, too."""


@dataclass(frozen=True)
class Facts:
    """What the standing is made of; seconds, but for the names. `offline_used_s`: on this device since the server was
    last met, None while it is in reach or does not matter. `restricted_left_s`: None unless the ledger was lost.
    `given_here_s`: by a code or the PIN, for which this device needs no line. `cap_left_s`: of each activity that has
    minutes of its own; `activity` is the one on the screen.
    """

    limits: Limits
    now_s: float
    day: str
    zone: tzinfo | None
    device_zone: tzinfo | None
    used_s: float
    exempt_s: float = 0.0
    granted_s: int = 0
    given_here_s: int = 0
    on_end_s: float = 0.0
    offline_used_s: float | None = None
    restricted_left_s: float | None = None
    is_idle: bool = False
    is_verified: bool = False
    fault: Lock = ""
    activity: str = ""
    cap_left_s: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Standing:
    """How the day stands for somebody with limits; `is_guarded` False for everybody else.

    `cap_s`, `left_s`: None without a limit. `opens_s`: when it opens again, 0 when it does not by itself. `warn_min`:
    the end is that near: in `near_s` what is on the screen closes, for the reason `near`. `is_idle`: nobody did
    anything for long, so nothing counts and the page is to be covered. `capped`: activities whose own minutes are
    used up.
    """

    is_guarded: bool = False
    day: str = ""
    used_s: float = 0.0
    exempt_s: float = 0.0
    cap_s: float | None = None
    left_s: float | None = None
    lock: Lock = ""
    opens_s: float = 0.0
    warn_min: int = 0
    near_s: float | None = None
    near: Lock = ""
    closes_s: float | None = None
    needs_rest: bool = False
    on_end_s: float = 0.0
    is_idle: bool = False
    is_verified: bool = False
    exempt: frozenset[str] = frozenset()
    capped: frozenset[str] = frozenset()

    def locks(self, activity: str) -> bool:
        """Whether that activity ("" for all that is none) is closed now."""
        return bool(self.lock_of(activity))

    def lock_of(self, activity: str) -> Lock:
        """Why that activity is closed now; "" when it is not."""
        if self.lock and (self.lock in FINAL or activity not in self.exempt):
            return self.lock
        return "cap" if activity in self.capped else ""


_NEVER: tuple[None, Lock] = None, ""


def stand(facts: Facts) -> Standing:
    """The standing."""
    limits = facts.limits
    cap = limits.seconds_on(facts.day)
    cap_s = None if cap is None else float(cap + facts.granted_s)
    lefts: list[tuple[float, Lock]] = []
    if cap_s is not None:
        lefts.append((cap_s - facts.used_s, "limit"))
    if facts.restricted_left_s is not None:
        lefts.append((facts.restricted_left_s, "restricted"))
    if facts.offline_used_s is not None and cap_s is not None:
        lefts.append((OFFLINE_S + facts.given_here_s - facts.offline_used_s, "offline"))
    left_s, lock = min(lefts, key=lambda pair: pair[0], default=(None, ""))
    closed = is_closed(facts)
    closes_s = None if closed else _closes_s(facts)
    is_free = facts.activity in limits.exempt
    ends: list[tuple[float | None, Lock]] = [
        (None if is_free else left_s, lock), (closes_s, "curfew"), (facts.cap_left_s.get(facts.activity), "cap"),
    ]  # fmt: skip
    timed: list[tuple[float, Lock]] = [(s, what) for s, what in ends if s is not None]
    near_s, near = min(timed, default=_NEVER)
    if facts.fault:
        lock = facts.fault
    elif closed:
        lock = "curfew"
    elif left_s is None or left_s > 0:
        lock = ""
    return Standing(
        is_guarded=True,
        day=facts.day,
        used_s=facts.used_s,
        exempt_s=facts.exempt_s,
        cap_s=cap_s,
        left_s=None if left_s is None else max(0.0, left_s),
        lock=lock,
        opens_s=_opens_s(facts, lock),
        warn_min=0 if lock or not near_s or near_s < 0 else next((m for m in WARNINGS_MIN if near_s <= m * 60), 0),
        near_s=near_s,
        near=near,
        closes_s=closes_s,
        needs_rest=bool(limits.rest_after_min) and facts.on_end_s >= limits.rest_after_min * 60,
        on_end_s=facts.on_end_s,
        is_idle=facts.is_idle,
        is_verified=facts.is_verified,
        exempt=limits.exempt,
        capped=frozenset(activity for activity, left in facts.cap_left_s.items() if left <= 0),
    )


def is_closed(facts: Facts) -> bool:
    """Whether it is bedtime, at home or where the device says that it is: the stricter of the two."""
    hours = (facts.limits.closed_from, facts.limits.closed_until)
    return any(in_hours(facts.now_s, *hours, zone) for zone in (facts.zone, facts.device_zone))


def _closes_s(facts: Facts) -> float | None:
    """Seconds until bedtime; None without one."""
    if not (facts.limits.closed_from and facts.limits.closed_until):
        return None
    zones = (facts.zone, facts.device_zone)
    return min(next_time(facts.now_s, facts.limits.closed_from, zone) for zone in zones) - facts.now_s


def _opens_s(facts: Facts, lock: Lock) -> float:
    if lock == "curfew":
        zones = (facts.zone, facts.device_zone)
        return max(next_time(facts.now_s, facts.limits.closed_until, zone) for zone in zones)
    if lock not in ("limit", "restricted", "offline"):
        return 0.0
    opens_s = start_of(next_day(facts.day), facts.zone)
    hours = (facts.limits.closed_from, facts.limits.closed_until)
    if in_hours(opens_s, *hours, facts.zone):
        return next_time(opens_s, facts.limits.closed_until, facts.zone)
    return opens_s
