"""A battle's result as one looks at it: places, and who missed which question. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from client.battles.asking import from_whole
from client.battles.state import BattleState
from client.battles.telling import name_of
from client.courses.grading import Verdict, grade
from client.courses.questions import Question
from client.texts import _
from sync.battles import BattleResult


@dataclass(frozen=True)
class Standing:
    """Where somebody has come in, from 1; equal points and equal time share a place."""

    place: int
    account_id: str
    name: str
    side: int
    points: int
    right: int


@dataclass(frozen=True)
class Looked:
    """A question at the end: `missed` are the names of those who did not get it, `got` of those who did.

    `question` None: a newer version wrote it.
    """

    index: int
    question: Question | None
    missed: list[str]
    got: list[str]

    def verdict(self, typed: Any) -> Verdict:
        """What is said of one's own answer; without one, that there was none."""
        if self.question is None:
            raise ValueError("a question that cannot be read has no verdict")
        verdict = grade(self.question, typed)
        return verdict if typed is not None else Verdict(False, _("没有作答"), verdict.right_answer_text)


def standings(state: BattleState, result: BattleResult) -> list[Standing]:
    """The ranking, the best first."""
    rows: list[Standing] = []
    for number, score in enumerate(result.scores, 1):
        before = result.scores[number - 2] if number > 1 else None
        is_equal = before is not None and (before.points, before.took_s) == (score.points, score.took_s)
        player = state.players.get(score.account_id)
        rows.append(
            Standing(
                rows[-1].place if is_equal else number,
                score.account_id,
                name_of(player),
                player.side if player else 0,
                score.points,
                score.right,
            )
        )
    return rows


def looked_at(state: BattleState, result: BattleResult) -> list[Looked]:
    """All questions, in their order."""
    found: list[Looked] = []
    for index, solved in enumerate(result.solved):
        whole = from_whole(solved.question)
        names: dict[bool, list[str]] = {True: [], False: []}
        for mark in solved.marks:
            names[mark.right].append(name_of(state.players.get(mark.account_id)))
        found.append(Looked(index, whole[1] if whole else None, names[False], names[True]))
    return found
