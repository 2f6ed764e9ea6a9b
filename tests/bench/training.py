"""Learns what `tests.bench mastery` needs of a set of answers: ease of questions, points and groups of them, weights.

Stochastic gradient descent on the log loss, answer by answer in each student's order, with what the model knows of that
student then. Ease is held back towards 0 (`HELD`), since most questions were answered a few times only.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from client.mistakes.mastery.model import HAND_SET, Student, chance, logit

Answer = tuple[int, tuple[int, ...], bool]
"""Question, points, whether it was right."""

EPOCHS = 10
RATE, RATE_FALLS = 0.15, 0.5
QUESTION_HELD, POINT_HELD, GROUP_HELD = 0.07, 0.01, 0.02
WEIGHT_RATE, POINT_RATE, GROUP_RATE = 0.02, 0.3, 0.3


@dataclass
class Learned:
    """The ease of questions, points and groups of points (in logits), and the weights of the features."""

    weights: list[float] = field(default_factory=lambda: list(HAND_SET))
    questions: dict[int, float] = field(default_factory=dict)
    points: dict[int, float] = field(default_factory=dict)
    groups: dict[tuple[int, ...], float] = field(default_factory=dict)

    def ease(self, question: int, points: tuple[int, ...]) -> float:
        """The ease of a question; of an unknown one what its points say."""
        known = self.points
        return (
            self.questions.get(question, 0.0)
            + self.groups.get(points, 0.0)
            + sum([known.get(point, 0.0) for point in points]) / (len(points) or 1)
        )


def learn(students: Sequence[Sequence[Answer]], seed: int = 0, epochs: int = EPOCHS) -> Learned:
    """What the answers of these students say."""
    learned, order, shuffle = Learned(), list(range(len(students))), random.Random(seed)
    for epoch in range(epochs):
        shuffle.shuffle(order)
        for number in order:
            _follow(learned, students[number], RATE / (1 + RATE_FALLS * epoch))
    return learned


def _follow(learned: Learned, answers: Sequence[Answer], rate: float) -> None:
    student = Student()
    weights, questions, known, groups = learned.weights, learned.questions, learned.points, learned.groups
    for question, points, right in answers:
        seen = student.look(points, question)
        ease = learned.ease(question, points)
        missed = right - chance(logit(weights, seen, ease))
        student.learn(points, question, ease + weights[0], right=right)
        for place, value in enumerate(seen):
            if value:
                weights[place] += rate * WEIGHT_RATE * missed * value
        before = questions.get(question, 0.0)
        questions[question] = before + rate * (missed - QUESTION_HELD * before)
        before = groups.get(points, 0.0)
        groups[points] = before + rate * (GROUP_RATE * missed - GROUP_HELD * before)
        for point in points:
            before = known.get(point, 0.0)
            known[point] = before + rate * POINT_RATE * (missed / len(points) - POINT_HELD * before)
