"""The quest of a team: at most ten minutes on what its members find hard; at the weekend they fill one number together.

What it is about is derived from what the members told with their check-ins, so it is the same on all devices that have
the same log, and no one is asked to choose. Which questions, each device takes from its own courses and mistakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

MINUTES = 10
"""A quest takes no longer."""
QUESTIONS = 5
EACH_AT_WEEKENDS = 10
"""Right answers that a team wants from each of its members, Saturday and Sunday together."""
WEAK_TOLD = 3
"""So many points a member tells with a check-in."""
LOOKS_BACK = timedelta(days=14)
"""Whoever checked in within that takes part; what was told before says nothing of now."""
_SATURDAY = 5


class Wanting(NamedTuple):
    """What a member would like to practise, as it told on a day."""

    who: str
    day: date
    points: tuple[str, ...]


class QuestDone(NamedTuple):
    """A quest that a member did on a day."""

    who: str
    day: date
    point: str
    right: int
    asked: int


@dataclass(frozen=True)
class TeamQuest:
    """The quest of a day.

    `points` are knowledge points, what fits best first; empty where nobody has told any. `done` are those who did it
    today: who → (right, asked). At weekends (`shared`) `right` of `goal` answers are there already.
    """

    points: tuple[str, ...] = ()
    done: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    shared: bool = False
    right: int = 0
    goal: int = 0


def quest_of(team: str, today: date, told: Iterable[Wanting], done: Sequence[QuestDone]) -> TeamQuest:
    """The quest on `today`, the date where this device is.

    Of what was told only earlier days count, so that a quest does not change while it is done.
    """
    since = today - LOOKS_BACK
    latest: dict[str, Wanting] = {}
    for one in sorted(told, key=lambda one: one.day):
        if since <= one.day < today:
            latest[one.who] = one
    wanted = Counter(point for one in latest.values() for point in set(one.points))
    practised = Counter(one.point for one in done if today - timedelta(days=3) <= one.day < today)

    def order(point: str) -> tuple[int, int, bytes]:
        by_chance = blake2b(f"{team} {today} {point}".encode(), digest_size=8).digest()
        return practised[point], -wanted[point], by_chance

    of_today = [one for one in done if one.day == today]
    shared = today.weekday() >= _SATURDAY
    right = goal = 0
    if shared:
        saturday = today - timedelta(days=today.weekday() - _SATURDAY)
        right = sum(one.right for one in done if saturday <= one.day <= today)
        goal = EACH_AT_WEEKENDS * max(2, len(latest))
    by_member = {
        who: (
            sum(one.right for one in of_today if one.who == who),
            sum(one.asked for one in of_today if one.who == who),
        )
        for who in sorted({one.who for one in of_today})
    }
    return TeamQuest(tuple(sorted(wanted, key=order)), by_member, shared, right, goal)
