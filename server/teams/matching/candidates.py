"""The best candidates of each person, without comparing everybody with everybody. Pure.

People are put into drawers by what they have in common (grade, goal, tag), and each person is compared with its
neighbours in each of its drawers. A small crowd is compared as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from server.teams.matching.people import Person, bits, may_meet, score

KEEP = 20
"""So many candidates of each are kept."""
WHOLE = 700
"""A crowd of at most so many is compared as a whole."""
NEIGHBOURS = 5
"""On each side in each drawer."""

Candidates = list[list[tuple[int, int]]]
"""For each person its candidates as (score, index), the best first."""


def best_candidates(people: Sequence[Person]) -> Candidates:
    """The best candidates of each that the rules allow."""
    found: list[dict[int, int]] = [{} for _ in people]
    if len(people) <= WHOLE:
        for i, one in enumerate(people):
            for j in range(i + 1, len(people)):
                if may_meet(one, people[j]):
                    found[i][j] = found[j][i] = score(one, people[j])
    else:
        for drawer in _drawers(people):
            _compare(people, drawer, found)
    return [nlargest(KEEP, ((s, j) for j, s in mine.items())) for mine in found]


def _compare(people: Sequence[Person], drawer: list[int], found: list[dict[int, int]]) -> None:
    for place, i in enumerate(drawer):
        one, mine = people[i], found[i]
        for j in drawer[place + 1 : place + 1 + NEIGHBOURS]:
            if j not in mine and may_meet(one, people[j]):
                mine[j] = found[j][i] = score(one, people[j])


def _drawers(people: Sequence[Person]) -> list[list[int]]:
    """By grade and pair of goal and tag, in each those with like hours beside each other; and by grade alone."""
    drawers: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    order = sorted(range(len(people)), key=lambda i: (people[i].hours, people[i].tags, people[i].id))
    for i in order:
        person = people[i]
        goals, tags = bits(person.goals), bits(person.tags)
        for goal in goals:
            for tag in tags:
                drawers[person.grade, goal, tag].append(i)
        if not (goals and tags):
            drawers[person.grade, -1, -1].append(i)
    rest = sorted(order, key=lambda i: people[i].grade)
    return [*drawers.values(), rest]
