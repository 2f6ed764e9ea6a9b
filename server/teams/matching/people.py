"""A person who looks for a partner, the rules that nothing outweighs, and what two have in common. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GRADES_APART = 3
"""Children who are further apart are not paired."""
REGION_FROM = 20
"""A region is told only when so many share it: else it would tell who somebody is."""

_TAG = (0, 10, 18, 24, 28)
_GOAL = (0, 18, 28)
_HOUR = (0, 5, 10, 14, 18, 20)
_GRADE = (16, 10, 4, 0)
_REGION = 8
BEST = _TAG[-1] + _GOAL[-1] + _HOUR[-1] + _GRADE[0] + _REGION
"""What two who have everything in common come to: 100."""


@dataclass(frozen=True, slots=True)
class Person:
    """`grade` is 1 to 12, 0 for an adult. `tags`, `goals` and `hours` (of the day, UTC) are sets as bits."""

    id: str
    grade: int
    tags: int = 0
    goals: int = 0
    hours: int = 0
    region: str = ""
    blocked: frozenset[str] = frozenset()
    """Whom this person does not want to meet: blocked, or declined before."""


def may_meet(one: Person, other: Person) -> bool:
    """Whether two may be paired: two persons, both grown up or neither, not too far apart, none of them blocked."""
    if one.id == other.id or (one.grade == 0) != (other.grade == 0):
        return False
    if abs(one.grade - other.grade) > GRADES_APART:
        return False
    return other.id not in one.blocked and one.id not in other.blocked


def score(one: Person, other: Person) -> int:
    """How well two go together, 0 to `BEST`; the same either way. It asks no rule."""
    tags, goals = (one.tags & other.tags).bit_count(), (one.goals & other.goals).bit_count()
    hours = (one.hours & other.hours).bit_count()
    return (
        (_TAG[tags] if tags < 4 else _TAG[4])
        + (_GOAL[goals] if goals < 2 else _GOAL[2])
        + (_HOUR[hours] if hours < 5 else _HOUR[5])
        + _GRADE[abs(one.grade - other.grade)]
        + (_REGION if one.region and one.region == other.region else 0)
    )


def in_common(one: Person, other: Person, shared_regions: frozenset[str]) -> list[str]:
    """Why: keys of what two have in common, "tag:3", "goal:0", "hour:11", "grade", "region"; what counts most first."""
    reasons = [f"goal:{bit}" for bit in bits(one.goals & other.goals)]
    reasons += [f"tag:{bit}" for bit in bits(one.tags & other.tags)]
    if one.grade == other.grade:
        reasons.append("grade")
    reasons += [f"hour:{bit}" for bit in bits(one.hours & other.hours)]
    if one.region and one.region == other.region and one.region in shared_regions:
        reasons.append("region")
    return reasons


def regions_shared(people: Iterable[Person]) -> frozenset[str]:
    """The regions that so many share that they may be told."""
    count: dict[str, int] = {}
    for person in people:
        if person.region:
            count[person.region] = count.get(person.region, 0) + 1
    return frozenset(region for region, number in count.items() if number >= REGION_FROM)


def bits(mask: int) -> list[int]:
    """The numbers of the bits that are set, the lowest first."""
    return [number for number in range(mask.bit_length()) if mask >> number & 1]
