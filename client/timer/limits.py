"""What a family has agreed on: minutes a day, bedtime, rest, what is free. Off until a parent sets it.

The defaults are those of the Chinese guide for minors' mode (2024): an hour under 16, two under 18, closed from 22 to
6, a rest after half an hour; it has no figure of its own for children under eight, and 40 minutes are our choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from client.timer.days import minutes_of, weekday_of

NO_LIMIT = -1
DAY_MIN = 24 * 60
ACTIVITIES = ("lesson", "quiz", "review", "note")
CAPPED = {"lesson": ("lesson", "quiz"), "review": ("review",), "note": ("note",)}
"""What has minutes of its own, or is free, as one: a lesson's quiz belongs to it."""

HOME = "Asia/Shanghai"

TIERS = ("under8", "under16", "under18", "adult")
_MINUTES = {"under8": 40, "under16": 60, "under18": 120, "adult": NO_LIMIT}


@dataclass(frozen=True)
class Limits:
    """Minutes a day from Monday to Sunday (`NO_LIMIT` for none), hours that are closed ("" for none), minutes on end
    before a rest (0 for none), activities that are free, and those that have minutes of their own (`CAPPED`).

    `zone` is the home zone, `first_device` the clock that may go without the server ("" any), `family` the space that
    it was agreed on in; "" was by PIN on this device.
    """

    minutes: tuple[int, ...] = (NO_LIMIT,) * 7
    closed_from: str = ""
    closed_until: str = ""
    rest_after_min: int = 0
    exempt: frozenset[str] = frozenset()
    zone: str = HOME
    first_device: str = ""
    family: str = ""
    caps_min: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """As `kept` wrote it, or as a record has it; what makes no sense is left at its default, which is stricter
        only where it has to be: a broken number of minutes is an hour, not none.
        """
        minutes = kept.get("minutes")
        listed = list(minutes) if isinstance(minutes, list | tuple) and len(minutes) == 7 else [60] * 7
        exempt = kept.get("exempt")
        free = exempt if isinstance(exempt, list | tuple | set | frozenset) else ()
        rest, caps = kept.get("rest_after_min"), kept.get("caps_min")
        own = caps.items() if isinstance(caps, Mapping) else ()
        return cls(
            minutes=tuple(m if _is_minutes(m) else 60 for m in listed),
            closed_from=_clock(kept.get("closed_from")),
            closed_until=_clock(kept.get("closed_until")),
            rest_after_min=rest if isinstance(rest, int) and not isinstance(rest, bool) and 0 <= rest <= 600 else 0,
            exempt=frozenset(str(activity) for activity in free),
            zone=str(kept.get("zone") or HOME),
            first_device=str(kept.get("first_device") or ""),
            family=str(kept.get("family") or ""),
            caps_min={str(kind): minutes for kind, minutes in own if kind in CAPPED and _is_minutes(minutes)},
        )

    def kept(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "minutes": list(self.minutes),
            "closed_from": self.closed_from,
            "closed_until": self.closed_until,
            "rest_after_min": self.rest_after_min,
            "exempt": sorted(self.exempt),
            "zone": self.zone,
            "first_device": self.first_device,
            "family": self.family,
            "caps_min": dict(self.caps_min),
        }

    @property
    def is_on(self) -> bool:
        """Whether anything of it limits anybody."""
        caps = any(m != NO_LIMIT for m in self.caps_min.values())
        return caps or any(m != NO_LIMIT for m in self.minutes) or bool(self.closed_from and self.closed_until)

    def cap_s(self, activity: str) -> int | None:
        """How long one may do just that in a day; None without a limit."""
        kind = next((kind for kind, activities in CAPPED.items() if activity in activities), "")
        minutes = self.caps_min.get(kind, NO_LIMIT)
        return None if minutes == NO_LIMIT else minutes * 60

    def seconds_on(self, day: str) -> int | None:
        """How long one may study on that day; None without a limit."""
        minutes = self.minutes[weekday_of(day)]
        return None if minutes == NO_LIMIT else minutes * 60


def tier_of(birthday: str, day: str) -> str:
    """The age tier on `day` of somebody born on `birthday` (both "2013-05-01"); "under16" when it is not known."""
    try:
        born, today = date.fromisoformat(birthday), date.fromisoformat(day)
    except ValueError:
        return "under16"
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return "under8" if age < 8 else "under16" if age < 16 else "under18" if age < 18 else "adult"


def defaults_for(tier: str, zone: str = HOME) -> Limits:
    """What is proposed for an age tier; a parent may change all of it."""
    if tier == "adult":
        return Limits(zone=zone)
    return Limits(
        minutes=(_MINUTES[tier],) * 7, closed_from="22:00", closed_until="06:00", rest_after_min=30, zone=zone
    )


def _is_minutes(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and (value == NO_LIMIT or 0 <= value <= DAY_MIN)


def _clock(value: Any) -> str:
    return value if isinstance(value, str) and minutes_of(value) is not None else ""
