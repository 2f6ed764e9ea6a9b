"""The rules of a battle: pure functions of who answered what, and when the server saw it.

A result depends on the answers alone, not on the order in which they came: each has its own times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sync.battles import QUICK_POINTS, RIGHT_POINTS, ROUND_TRIP_MAX_S, Given, Mark, Player, Score


class Tempo(NamedTuple):
    """How patient a battle is, in seconds. `pause_s`: between two questions. `slack_s`: an answer may be so long on its
    way. `wait_s`: so long everybody waits until each has seen the question; `settle_s`: for answers still under way at
    the end.
    """

    pause_s: float = 2.5
    slack_s: float = 3.0
    wait_s: float = 15.0
    settle_s: float = 20.0


class Sent(NamedTuple):
    """When a question went out to a player: first, and last before the player's device has confirmed it."""

    first_s: float
    last_s: float


class Answer(NamedTuple):
    """An answer that counts."""

    given: Given
    right: bool
    thought_s: float


Answers = Mapping[tuple[str, int], Answer]
"""(account, index of the question) → its answer."""


def thought_s(claimed_s: float, sent: Sent, came_s: float, round_trip_s: float) -> float:
    """For how long somebody thought who says `claimed_s`, when the answer came at `came_s`.

    The thinking was not longer than since the question was first sent, and not shorter than since it was last sent,
    without the round trip as far as a line's may count.
    """
    most = max(0.0, came_s - sent.first_s)
    least = max(0.0, came_s - sent.last_s - min(max(0.0, round_trip_s), ROUND_TRIP_MAX_S))
    return min(max(claimed_s, least), most)


def points(answer: Answer | None, limit_s: float) -> int:
    """Half of the points for being right, the other half goes down with the time, to nothing at the limit."""
    if answer is None or not answer.right:
        return 0
    return RIGHT_POINTS + round(QUICK_POINTS * (1 - min(answer.thought_s, limit_s) / limit_s))


def scores(players: Iterable[str], answers: Answers, count: int, limit_s: float) -> list[Score]:
    """Who has how much, the best first; of equal points whoever thought less, and then by id: the same everywhere."""
    found: list[Score] = []
    for who in players:
        own = [answers[who, index] for index in range(count) if (who, index) in answers]
        found.append(
            Score(
                account_id=who,
                points=sum(points(one, limit_s) for one in own),
                right=sum(one.right for one in own),
                took_s=round(sum(sorted(one.thought_s for one in own)), 3),
            )
        )
    return sorted(found, key=lambda one: (-one.points, one.took_s, one.account_id))


def side_points(players: Sequence[Player], found: Iterable[Score]) -> list[float]:
    """The mean points of the players of each of the two sides, so that a larger side has no advantage."""
    by_id = {one.account_id: one.points for one in found}
    means: list[float] = []
    for side in (0, 1):
        own = [by_id[one.account_id] for one in players if one.side == side]
        means.append(round(sum(own) / len(own), 1) if own else 0.0)
    return means


def mark(who: str, answer: Answer | None, limit_s: float) -> Mark:
    """How one player answered, for the end."""
    if answer is None:
        return Mark(account_id=who)
    return Mark(
        account_id=who,
        given=answer.given,
        right=answer.right,
        took_s=round(answer.thought_s, 3),
        points=points(answer, limit_s),
    )


def smaller_side(players: Iterable[Player]) -> int:
    """The side that has fewer; the first when they are equal."""
    sides = [one.side for one in players]
    return int(sides.count(1) < sides.count(0))


def due_s(asked_s: float, seen_s: float | None, limit_s: float, tempo: Tempo, *, waited_for: bool) -> float:
    """Until when a question waits for a player who has not answered it.

    Its own time runs from when it has seen the question; who has not is waited for once, and not again at each question
    while it stays away.
    """
    if seen_s is not None:
        return seen_s + limit_s + tempo.slack_s
    return asked_s + (tempo.wait_s if waited_for else 0.0)
