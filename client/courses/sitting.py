"""A quiz while it is taken: what was asked, answered, marked and said so far. Pure, and kept by the device as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from client.courses.content import EssayQuestion, Question, QuizRules
from client.courses.grading import Verdict, complaint, grade

Ending = Literal["", "done", "time"]


@dataclass(frozen=True)
class Sitting:
    """Some questions that one goes through.

    Attributes:
        questions: what is asked, in order.
        rules: how it is taken.
        attempt_id: the id that its answers carry.
        started_utc: when it was begun.
        used_s: seconds for which it has been open, up to the last time that it was kept.
        index: the present question; past the last one when all is done.
        answers: what was given so far, by question id, as the JSON of `client.courses.grading`.
        verdicts: on what was graded, by question id.
        hinted: questions whose hint was read before they were answered.
        doubted: questions that were marked 不确定.
        revealed_ids: essays that lie beside their sample.
        undone: questions whose mistake was taken out of the book again.
        complaint: why the last answer was not taken.
        ending: how it ended; "" while it runs.

    """

    questions: tuple[Question, ...]
    rules: QuizRules = field(default_factory=QuizRules)
    attempt_id: str = ""
    started_utc: str = ""
    used_s: float = 0.0
    index: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    hinted: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    revealed_ids: frozenset[str] = frozenset()
    undone: frozenset[str] = frozenset()
    complaint: str = ""
    ending: Ending = ""

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return bool(self.ending) or self.index >= len(self.questions)

    @property
    def question(self) -> Question:
        """The present question."""
        return self.questions[self.index]

    @property
    def given(self) -> Any:
        """What was given so far to the present question."""
        return self.answers.get(self.question.id)

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the present question."""
        return self.verdicts.get(self.question.id)

    @property
    def revealed(self) -> bool:
        """Whether what is right may be seen."""
        return self.verdict is not None or self.question.id in self.revealed_ids

    @property
    def compares(self) -> bool:
        """Whether an essay lies beside its sample and waits for its writer's word."""
        return self.revealed and self.verdict is None

    @property
    def results(self) -> dict[str, bool]:
        """For each graded question whether it was right; what nobody can judge counts as right."""
        return {identity: verdict.correct is not False for identity, verdict in self.verdicts.items()}

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(self.results.values())

    @property
    def wrong(self) -> tuple[Question, ...]:
        """The questions that were answered wrongly."""
        results = self.results
        return tuple(q for q in self.questions if results.get(q.id) is False)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that were not answered."""
        return tuple(q for q in self.questions if q.id not in self.verdicts)

    @property
    def again(self) -> tuple[Question, ...]:
        """What is worth doing once more: what was wrong, and what the time did not suffice for."""
        results = self.results
        return tuple(q for q in self.questions if not results.get(q.id, False))

    @property
    def kept_right(self) -> tuple[Question, ...]:
        """The questions that were right and are in the mistake book all the same: nobody was sure of them."""
        kept = {i for i, v in self.verdicts.items() if v.correct is not False and v.mistake_id and i not in self.undone}
        return tuple(q for q in self.questions if q.id in kept)

    @property
    def last(self) -> bool:
        """Whether the present question is the last one that is open."""
        return all(q.id == self.question.id for q in self.open)

    def left_s(self, used_s: float) -> float:
        """Seconds that are left once it has been open for `used_s`; infinite without a limit."""
        return max(0.0, self.rules.time_limit_s - used_s) if self.rules.time_limit_s else float("inf")

    def answered(self, given: Any) -> Self:
        """The answer so far is `given`."""
        return replace(self, answers={**self.answers, self.question.id: given}, complaint="")

    def checked(self) -> Self:
        """Ask for the verdict: with a complaint when this cannot be taken, an essay beside its sample."""
        sentence = complaint(self.question, self.given)
        if sentence:
            return replace(self, complaint=sentence)
        if isinstance(self.question, EssayQuestion) and not self._judged:
            return replace(self, revealed_ids=self.revealed_ids | {self.question.id}, complaint="")
        return replace(self, complaint="")

    @property
    def gradable(self) -> bool:
        """Whether the answer, after `checked`, can be graded now."""
        if self.over or self.verdict is not None or self.complaint:
            return False
        return self._judged or not isinstance(self.question, EssayQuestion)

    @property
    def _judged(self) -> bool:
        return isinstance(self.given, dict) and isinstance(self.given.get("self"), bool)

    @property
    def is_doubtful(self) -> bool:
        """Whether the present answer is worth keeping even when it is right: not sure of it, or the hint was read."""
        return self.question.id in self.doubted or self.question.id in self.hinted

    def graded(self, verdict: Verdict) -> Self:
        """The verdict on the present question is there."""
        return replace(self, verdicts={**self.verdicts, self.question.id: verdict}, complaint="")

    def with_hint(self) -> Self:
        """The hint of the present question was read."""
        return self if self.revealed else replace(self, hinted=self.hinted | {self.question.id})

    def with_doubt(self, doubt: bool) -> Self:
        """The person is not sure of the present answer, or is after all."""
        one = {self.question.id}
        return replace(self, doubted=self.doubted | one if doubt else self.doubted - one)

    def with_undone(self, undone: bool) -> Self:
        """The mistake of the present question was taken out of the book, or put back."""
        one = {self.question.id}
        return replace(self, undone=self.undone | one if undone else self.undone - one)

    def turned(self, index: int) -> Self:
        """To another question; where one goes in sequence there is no way but the next one."""
        if self.rules.sequential or self.over or not 0 <= index < len(self.questions):
            return self
        return replace(self, index=index, complaint="")

    def resumed(self) -> Self:
        """As one comes back to it: before a question that is open, when there is one."""
        return self.moved() if self.verdict is not None and self.open else self

    def moved(self) -> Self:
        """On to the next question that is open, from the beginning again after the last one; or to the end."""
        count = len(self.questions)
        around = range(self.index + 1, count) if self.rules.sequential else range(self.index + 1, self.index + count)
        places = (place % count for place in around)
        following = next((i for i in places if self.questions[i].id not in self.verdicts), count)
        return replace(self, index=following, complaint="", ending="done" if following == count else "")

    def ended(self, ending: Ending) -> Self:
        """It ends here, whatever is still open."""
        return replace(self, index=len(self.questions), complaint="", ending=ending)

    def to_json(self) -> dict[str, Any]:
        """As this device keeps it, without the questions' contents."""
        return {
            "questions": [question.id for question in self.questions],
            "rules": self.rules.model_dump(),
            "attempt_id": self.attempt_id,
            "started_utc": self.started_utc,
            "used_s": round(self.used_s, 1),
            "index": self.index,
            "answers": dict(self.answers),
            "graded": {i: [v.mistake_id, v.is_new_mistake] for i, v in self.verdicts.items()},
            "hinted": sorted(self.hinted),
            "doubted": sorted(self.doubted),
            "revealed": sorted(self.revealed_ids),
            "undone": sorted(self.undone),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], questions: Iterable[Question]) -> Self | None:
        """What was kept, over the `questions` that the course has now.

        None when nothing of it can be gone on with: another version of the app kept it, or the course has changed.
        """
        known = {question.id: question for question in questions}
        try:
            asked = tuple(known[identity] for identity in kept["questions"])
            graded = {identity: (str(m), bool(n)) for identity, (m, n) in kept["graded"].items()}
            answers = dict(kept["answers"])
            verdicts = {
                identity: replace(
                    grade(known[identity], answers.get(identity)), mistake_id=mistake, is_new_mistake=is_new
                )
                for identity, (mistake, is_new) in graded.items()
            }
            sitting = cls(
                questions=asked,
                rules=QuizRules.model_validate(kept["rules"]),
                attempt_id=str(kept["attempt_id"]),
                started_utc=str(kept["started_utc"]),
                used_s=float(kept["used_s"]),
                index=int(kept["index"]),
                answers=answers,
                verdicts=verdicts,
                hinted=frozenset(kept["hinted"]),
                doubted=frozenset(kept["doubted"]),
                revealed_ids=frozenset(kept["revealed"]),
                undone=frozenset(kept["undone"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return sitting if asked and 0 <= sitting.index < len(asked) else None
