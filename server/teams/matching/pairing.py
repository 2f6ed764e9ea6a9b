"""Pairs from candidates: the best pairs first, then mended where two others together are better. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from server.teams.matching.candidates import Candidates, best_candidates
from server.teams.matching.people import Person, may_meet, score

ROUNDS = 12
"""A crowd is gone through so often at most; most is mended in the first rounds."""
LARGE = 3_000
LARGE_SHARE = 0.2
"""Of a large crowd those who came off worst are gone through, once: it has better first choices anyway."""


def pair_up(people: Sequence[Person]) -> list[tuple[int, int, int]]:
    """(index, index, score) of each pair; nobody is in two, and no pair is against a rule."""
    candidates = best_candidates(people)
    pairs = _Pairs(people, candidates)
    pairs.begin()
    if len(people) > LARGE:
        worst_first = sorted(range(len(people)), key=lambda i: pairs.worth[i])
        pairs.mend(worst_first[: int(LARGE_SHARE * len(people))])
        return pairs.all()
    for _round in range(ROUNDS):
        if not pairs.mend(range(len(people))):
            break
    return pairs.all()


class _Pairs:
    """`mate`: the other's index, -1 for none. `worth`: the score of each one's pair."""

    def __init__(self, people: Sequence[Person], candidates: Candidates) -> None:
        self._people = people
        self._candidates = candidates
        self.mate = [-1] * len(people)
        self.worth = [0] * len(people)

    def all(self) -> list[tuple[int, int, int]]:
        return [(i, j, self.worth[i]) for i, j in enumerate(self.mate) if i < j]

    def begin(self) -> None:
        """Greedy: of all pairs that are left the best."""
        edges = [(s, i, j) for i, mine in enumerate(self._candidates) for s, j in mine if s > 0]
        edges.sort(key=lambda edge: -edge[0])
        for s, i, j in edges:
            if self.mate[i] < 0 and self.mate[j] < 0:
                self._join(i, j, s)

    def mend(self, whom: Sequence[int]) -> bool:
        """Go through these once; whether anything was better."""
        mended = False
        for i in whom:
            for s, j in self._candidates[i]:
                if self._is_better(i, j, s):
                    mended = True
                    break
        return mended

    def _is_better(self, i: int, j: int, s: int) -> bool:
        """Pair i and j if that, with what those whom they leave can still have, comes to more; whether it did."""
        mate, worth = self.mate, self.worth
        a, b = mate[i], mate[j]
        if a == j:
            return False
        lost = worth[i] + worth[j]
        best, plan = s, list[tuple[int, int, int]]()
        if s <= lost:
            if a < 0 and b < 0:
                return False
            if a >= 0 and b >= 0 and may_meet(self._people[a], self._people[b]):
                both = score(self._people[a], self._people[b])
                if both > 0:
                    best, plan = s + both, [(a, b, both)]
            if best <= lost:
                best, plan = self._with_free(s, a, b, i, j)
        if best <= lost:
            return False
        for one in (a, b):
            if one >= 0:
                mate[one], worth[one] = -1, 0
        self._join(i, j, s)
        for pair in plan:
            self._join(*pair)
        if not plan:
            for one in (a, b):
                if one >= 0 and mate[one] < 0 and (free := self._free(one, -1, -1)):
                    self._join(one, free[1], free[0])
        return True

    def _with_free(self, s: int, a: int, b: int, i: int, j: int) -> tuple[int, list[tuple[int, int, int]]]:
        """What it comes to when those who are left take the best that is free."""
        plan: list[tuple[int, int, int]] = []
        taken = -1
        for one in (a, b):
            if one >= 0 and (free := self._free(one, i, j, taken)):
                plan.append((one, free[1], free[0]))
                taken = free[1]
        return s + sum(worth for _one, _free, worth in plan), plan

    def _free(self, one: int, i: int, j: int, taken: int = -1) -> tuple[int, int] | None:
        """The best candidate of `one` that has nobody."""
        for worth, other in self._candidates[one]:
            if self.mate[other] < 0 and other not in (i, j, taken) and worth > 0:
                return worth, other
        return None

    def _join(self, i: int, j: int, s: int) -> None:
        self.mate[i], self.mate[j] = j, i
        self.worth[i] = self.worth[j] = s
