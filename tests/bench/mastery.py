"""How well the next answer of students nobody has seen is foretold, by the method that runs on the device.

`--train` and `--test` are JSON lines `{"seq": [[question, [points], right], …]}`. Ease and weights are learned from the
first (`training.py`), the students of the second are followed answer by answer from nothing. Without `--test` a part of
the students of `--train` is held out, `--splits` times.

auc               area under the ROC curve over all answers of the test's students
us_per_update     microseconds for foretelling an answer and taking it in
auc_hand_set      the same with the weights that the app ships (set by hand) and the learned ease
train_s           how long the learning took
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from client.mistakes.mastery.model import HAND_SET, Student, logit
from tests.bench.training import Answer, Learned, learn

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "learning" / "assistments09_train.jsonl"
HELD_OUT = 5
"""One of so many students is held out."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--train", type=Path, default=DATA)
    parser.add_argument("--test", type=Path, help="other students; without it some of --train are held out")
    parser.add_argument("--splits", type=int, default=3, help="how often, without --test")
    parser.add_argument("--seed", type=int, default=0)


def run(options: argparse.Namespace) -> dict[str, Any]:
    students = read(options.train)
    if options.test:
        return measure(students, read(options.test), options.seed)
    found = []
    for split in range(options.splits):
        order = list(students)
        random.Random(f"{options.seed}-{split}").shuffle(order)
        cut = len(order) // HELD_OUT
        found.append(measure(order[cut:], order[:cut], options.seed))
    return {
        **{key: round(statistics.mean(one[key] for one in found), 4) for key in found[0]},
        "auc_least": min(one["auc"] for one in found),
        "splits": options.splits,
    }


def read(path: Path) -> list[list[Answer]]:
    """The students' answers, in their order."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [[(question, tuple(points), bool(right)) for question, points, right in record["seq"]] for record in records]


def measure(train: Sequence[Sequence[Answer]], test: Sequence[Sequence[Answer]], seed: int) -> dict[str, Any]:
    """Learn from `train`, follow the students of `test`."""
    started = time.perf_counter()
    learned = learn(train, seed)
    train_s = time.perf_counter() - started
    rights = [right for answers in test for _question, _points, right in answers]
    started = time.perf_counter()
    foretold = follow(learned, learned.weights, test)
    us = (time.perf_counter() - started) / max(1, len(rights)) * 1e6
    return {
        "auc": round(auc(rights, foretold), 4),
        "us_per_update": round(us, 2),
        "auc_hand_set": round(auc(rights, follow(learned, HAND_SET, test)), 4),
        "answers": len(rights),
        "train_s": round(train_s, 1),
    }


def follow(learned: Learned, weights: Sequence[float], students: Sequence[Sequence[Answer]]) -> list[float]:
    """The log-odds foretold for each answer, each student from nothing."""
    foretold: list[float] = []
    for answers in students:
        student = Student()
        for question, points, right in answers:
            ease = learned.ease(question, points)
            foretold.append(logit(weights, student.look(points, question), ease))
            student.learn(points, question, ease + weights[0], right=right)
    return foretold


def auc(rights: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a right answer has a higher score than a wrong one; equal scores count half (Mann-Whitney)."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        ranks += (start + end + 1) / 2 * sum(rights[place] for place in order[start:end])
        start = end
    positive = sum(rights)
    negative = len(rights) - positive
    return (ranks - positive * (positive + 1) / 2) / (positive * negative) if positive and negative else 0.5
