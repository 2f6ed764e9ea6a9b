"""How likely a student answers a question rightly: Elo ratings and counts of the same answers, in one logistic sum.

A rating of the student, one of the student on each knowledge point, and the ease of the question (Pelánek,
"Applications of the Elo rating system in adaptive educational systems", 2016) meet the counts of right and wrong
answers on the point (performance factors: Pavlik, Cen, Koedinger, 2009) and how the last answers went. All of it is a
few numbers a point, brought up to date by each answer; measured on unseen students by `tests.bench mastery`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import exp, log1p
from typing import NamedTuple


class Features(NamedTuple):
    """What is known before an answer. Ratings in logits; counts as log(1 + n), means over the question's points."""

    bias: float
    rating: float
    point_rating: float
    point_right: float
    point_wrong: float
    point_recent: float
    point_new: float
    recent: float
    again: float
    right: float
    wrong: float
    last: float


HAND_SET = Features(
    bias=0.3, rating=0.5, point_rating=0.5, point_right=0.25, point_wrong=-0.1, point_recent=0.15, point_new=-0.3,
    recent=0.3, again=0.2, right=0.1, wrong=-0.15, last=0.2,
)  # fmt: skip
"""What each feature counts in the app. Set by hand near what training finds: the public set is for research only, so
nothing that was learned from it is shipped."""

RATING_STEP, RATING_SLOWS = 0.8, 0.05
POINT_STEP, POINT_SLOWS = 1.0, 0.15
"""A rating moves by step / (1 + slows · n) of the surprise at the n-th answer: at first in leaps, later hardly."""

POINT_FADES, FADES = 0.3, 0.15
"""How much of `point_recent` and of `recent` each answer replaces."""


@dataclass(slots=True)
class Point:
    """A student on one knowledge point."""

    rating: float = 0.0
    right: int = 0
    wrong: int = 0
    recent: float = 0.0


@dataclass(slots=True)
class Student:
    """All that is kept of one student; `again` is +1 or -1 for each question: how it went the last time."""

    rating: float = 0.0
    right: int = 0
    wrong: int = 0
    recent: float = 0.0
    last: float = 0.0
    points: dict[Hashable, Point] = field(default_factory=dict)
    again: dict[Hashable, float] = field(default_factory=dict)

    def look(self, points: Sequence[Hashable], question: Hashable = None) -> Features:
        """What is known of this student before an answer to a question of these points."""
        known = self.points
        count = len(points) or 1
        rating = right = wrong = recent = 0.0
        new = 0
        for key in points:
            point = known.get(key)
            if point is None:
                new += 1
            else:
                rating += point.rating
                right += log1p(point.right)
                wrong += log1p(point.wrong)
                recent += point.recent
        return Features(
            1.0, self.rating, rating / count, right / count, wrong / count, recent / count, new / count, self.recent,
            self.again.get(question, 0.0), log1p(self.right), log1p(self.wrong), self.last,
        )  # fmt: skip

    def learn(self, points: Sequence[Hashable], question: Hashable, ease: float, *, right: bool) -> None:
        """Take an answer in. `ease` is the question's, in logits: 0 is as many right as wrong at a rating of 0."""
        known = self.points
        held = [known.get(key) or known.setdefault(key, Point()) for key in points]
        level = sum(point.rating for point in held) / (len(held) or 1)
        surprise = right - chance(self.rating + level + ease)
        self.rating += RATING_STEP / (1 + RATING_SLOWS * (self.right + self.wrong)) * surprise
        self.recent += FADES * (surprise - self.recent)
        self.last = surprise
        self.again[question] = 1.0 if right else -1.0
        for point in held:
            point.rating += POINT_STEP / (1 + POINT_SLOWS * (point.right + point.wrong)) * surprise
            point.recent += POINT_FADES * (surprise - point.recent)
            if right:
                point.right += 1
            else:
                point.wrong += 1
        if right:
            self.right += 1
        else:
            self.wrong += 1


def logit(weights: Sequence[float], seen: Features, ease: float) -> float:
    """The log-odds of a right answer."""
    return sum(map(_times, weights, seen)) + ease


def chance(log_odds: float) -> float:
    """A probability from log-odds."""
    return 1 / (1 + exp(-log_odds)) if log_odds > -40 else 0.0


_times = float.__mul__
