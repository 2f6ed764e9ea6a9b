"""Pairing people who look for partners: how near to the best possible, how long for many, whether a rule is broken.

The best possible is networkx's blossom algorithm over all pairs that the rules allow. People are drawn at random as a
school would have them: tags and goals by popularity, study hours around one's evening, regions by size.
"""

import argparse
import random
import time
from typing import Any

import networkx

from server.teams.matching.pairing import pair_up
from server.teams.matching.people import Person, may_meet, score

TAGS, GOALS, REGIONS = 24, 8, 40
ADULTS = 0.05
MANY = 10_000


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--crowds", type=int, default=3, help="so many crowds are compared with the optimum")
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> dict[str, Any]:
    ratios: list[float] = []
    breaks = 0
    for number in range(options.crowds):
        people = crowd(options.people, options.seed + number)
        pairs = pair_up(people)
        breaks += rule_breaks(people, pairs)
        ratios.append(sum(worth for _i, _j, worth in pairs) / optimum(people))
    many = crowd(MANY, options.seed)
    begin, began = time.perf_counter(), time.process_time()
    pairs = pair_up(many)
    seconds, processor = time.perf_counter() - begin, time.process_time() - began
    breaks += rule_breaks(many, pairs)
    return {
        "people": options.people,
        "ratio_to_optimum": round(min(ratios), 4),
        "ratios": [round(ratio, 4) for ratio in ratios],
        "seconds_10k": round(seconds, 2),
        "processor_s_10k": round(processor, 2),
        "paired_10k": round(2 * len(pairs) / MANY, 4),
        "mean_score_10k": round(sum(worth for _i, _j, worth in pairs) / len(pairs), 1),
        "rule_breaks": breaks,
    }


def crowd(size: int, seed: int) -> list[Person]:
    """People as a school would have them; some have blocked somebody."""
    chance = random.Random(seed)
    people: list[Person] = []
    for number in range(size):
        evening = chance.choice((10, 11, 12, 13))  # UTC: from six in the evening on in China
        hours = sum(1 << (evening + n) % 24 for n in range(chance.randint(1, 4)))
        blocked = frozenset(str(chance.randrange(size)) for _ in range(chance.choice((0, 0, 0, 1, 3))))
        people.append(
            Person(
                id=str(number),
                grade=0 if chance.random() < ADULTS else chance.randint(1, 12),
                tags=_some(chance, TAGS, chance.randint(1, 5)),
                goals=_some(chance, GOALS, chance.randint(1, 3)),
                hours=hours,
                region=f"r{int(REGIONS * chance.random() ** 2)}" if chance.random() < 0.6 else "",
                blocked=blocked,
            )
        )
    return people


def _some(chance: random.Random, of: int, count: int) -> int:
    return sum(1 << number for number in {int(of * chance.random() ** 1.5) for _ in range(count)})


def optimum(people: list[Person]) -> int:
    """The score of the best possible pairs."""
    graph: Any = networkx.Graph()
    for i, one in enumerate(people):
        for j in range(i + 1, len(people)):
            if may_meet(one, people[j]) and (worth := score(one, people[j])) > 0:
                graph.add_edge(i, j, weight=worth)
    return sum(graph[i][j]["weight"] for i, j in networkx.max_weight_matching(graph))


def rule_breaks(people: list[Person], pairs: list[tuple[int, int, int]]) -> int:
    """Pairs against a rule, which is told here anew, and people in more than one pair."""
    seen: set[int] = set()
    breaks = 0
    for i, j, worth in pairs:
        one, other = people[i], people[j]
        against = (
            i == j
            or (one.grade == 0) != (other.grade == 0)
            or abs(one.grade - other.grade) > 3
            or other.id in one.blocked
            or one.id in other.blocked
            or worth != score(one, other)
        )
        breaks += against + (i in seen) + (j in seen)
        seen |= {i, j}
    return breaks
