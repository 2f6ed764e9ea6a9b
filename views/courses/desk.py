"""What happens in a quiz when something is touched: between the screen, the sitting and the client."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from client.courses.content import ChoiceQuestion, Question, TrueFalseQuestion
from client.courses.quizzes import Asked
from client.courses.sitting import Ending, Sitting

if TYPE_CHECKING:
    from client.bootstrap import Client

log = logging.getLogger("xueban.views")

STEPS = {"Down": 1, "Up": -1}
ECHO_S = 0.4  # a key that presses a button is also heard as a key: within this time it is the same touch
KEEP_S = 5.0  # so often the used time of a timed quiz is kept


class Desk:
    """One quiz being taken. `sitting` is how it stands; `show` is called with every new one.

    `run_grading` runs `grade` so that it cannot be started twice and its errors are said (a `Command.run`). Each change
    is kept on the device, so that the quiz goes on where it was, also after a kill.
    """

    def __init__(
        self,
        client: Client,
        asked: Asked,
        sitting: Sitting,
        on_answer: Callable[[str, bool], None],
    ) -> None:
        self.sitting = sitting
        self.show: Callable[[Sitting], None] = lambda sitting: None
        self.run_grading: Callable[[], Awaitable[Any]] = self.grade
        self._client = client
        self._asked = asked
        self._on_answer = on_answer
        self._opened_s = self._asked_s = self._moved_s = client.clock.monotonic_s()
        self._used_before_s = sitting.used_s
        self._kept_s = self._opened_s
        self._keeping: asyncio.Task[None] | None = None
        self._wants_keeping = False

    @property
    def used_s(self) -> float:
        """Seconds for which the quiz has been open, this time and before."""
        return self._used_before_s + self._client.clock.monotonic_s() - self._opened_s

    @property
    def left_s(self) -> float:
        """Seconds that are left; infinite where there is no limit."""
        return self.sitting.left_s(self.used_s)

    async def tick(self) -> None:
        """Look at the clock: a quiz whose time is up ends, with what was answered."""
        if self.sitting.over or not self.sitting.rules.time_limit_s:
            return
        if self.left_s <= 0:
            await self.finish("time")
        elif self._client.clock.monotonic_s() - self._kept_s >= KEEP_S:
            self.keep()

    async def submit(self) -> None:
        """Take the answer as it is: a complaint, an essay beside its sample, or the verdict."""
        await self.tick()
        if self.sitting.over or self.sitting.verdict:
            return
        self._put(self.sitting.checked())
        if self.sitting.gradable:
            await self.run_grading()

    async def grade(self) -> None:
        """Grade and keep the answer."""
        now = self._timed(self.sitting)
        elapsed_s = self._client.clock.monotonic_s() - self._asked_s
        graded = await self._client.courses.quizzes.answer(self._asked, now, elapsed_s)
        verdict = graded.verdicts[now.question.id]
        if self.sitting.over:  # the time ran out meanwhile: it counts, and nothing comes back
            self._on_answer(now.question.id, verdict.correct is not False)
            return
        self._put(replace(graded, index=self.sitting.index, doubted=self.sitting.doubted), keep=False)
        self._on_answer(now.question.id, verdict.correct is not False)

    async def change(self, given: Any) -> None:
        """The answer is `given` now; a word on an essay beside its sample is the answer."""
        if self.sitting.over:
            return
        comparing = self.sitting.compares
        self._put(self.sitting.answered(given))
        if comparing:
            await self.submit()

    async def onward(self) -> None:
        """To the next question that is open, or to the end."""
        moved = self.sitting.moved()
        if moved.ending:
            await self.finish("done")
        else:
            self._ask(moved)

    def turn(self, index: int) -> None:
        """To another question."""
        self._ask(self.sitting.turned(index))

    async def finish(self, ending: Ending = "done") -> None:
        """The quiz ends with what was answered; it is an attempt from now on."""
        if self.sitting.over:
            return
        ended = self._timed(self.sitting).ended(ending)
        if self._keeping is not None:
            await self._keeping
        await self._client.courses.quizzes.end(self._asked, ended)
        self._put(ended, keep=False)

    def again(self) -> None:
        """Once more what was wrong, or not answered."""
        questions: tuple[Question, ...] = self.sitting.again
        self._used_before_s, self._opened_s = 0.0, self._client.clock.monotonic_s()
        self._ask(self._client.courses.quizzes.begin(questions))

    def hint(self) -> None:
        """Show the hint."""
        self._put(self.sitting.with_hint())

    def doubt(self) -> None:
        """Mark the present answer as not sure, or take the mark away."""
        self._put(self.sitting.with_doubt(self.sitting.question.id not in self.sitting.doubted))

    async def undo_mistake(self) -> None:
        """Take the present question out of the mistake book again."""
        self._put(await self._client.courses.quizzes.undo_mistake(self._asked, self.sitting), keep=False)

    async def redo_mistake(self) -> None:
        """Put it back."""
        self._put(await self._client.courses.quizzes.redo_mistake(self._asked, self.sitting), keep=False)

    async def key(self, name: str) -> None:
        """A key was pressed: 1, 2, … and the arrows choose, Enter submits and goes on (fields submit by themselves)."""
        await self.tick()
        now = self.sitting
        is_echo = name == "Enter" and self._client.clock.monotonic_s() - self._moved_s < ECHO_S
        if now.over or is_echo:
            return
        if name == "Enter" and now.verdict:
            await self.onward()
        elif name == "Enter" and isinstance(now.question, ChoiceQuestion | TrueFalseQuestion):
            await self.submit()
        elif name in ("Left", "Right"):
            self.turn(now.index + (1 if name == "Right" else -1))
        elif now.revealed:
            return
        elif name == "H" and now.question.hint:
            self.hint()
        elif name == "D":
            self.doubt()
        elif (choice := choice_of(now, name)) is not None:
            self._put(now.answered(choice))

    def keep(self) -> None:
        """Keep how it stands, soon: what changes while it is being written is written after that."""
        self._wants_keeping = True
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.get_running_loop().create_task(self._keep())

    async def _keep(self) -> None:
        try:
            while self._wants_keeping and not self.sitting.over:
                self._wants_keeping, self._kept_s = False, self._client.clock.monotonic_s()
                await self._client.courses.quizzes.keep(self._asked, self._timed(self.sitting))
        except Exception:
            log.exception("a quiz could not be kept")

    def _timed(self, sitting: Sitting) -> Sitting:
        return replace(sitting, used_s=self.used_s)

    def _ask(self, new: Sitting) -> None:
        self._put(new)
        self._asked_s = self._client.clock.monotonic_s()

    def _put(self, new: Sitting, *, keep: bool = True) -> None:
        was, self.sitting = self.sitting, new
        before = None if was.over else (was.index, was.revealed)
        after = None if new.over else (new.index, new.revealed)
        if before != after:
            self._moved_s = self._client.clock.monotonic_s()
        if keep and not new.over and new != was:
            self.keep()
        self._client.timer.touch()
        self.show(new)


def choice_of(sitting: Sitting, key: str) -> Any:
    """The answer once the key 1, 2, …, Up or Down was pressed, or None when it chooses nothing."""
    question = sitting.question
    if key in STEPS:
        return _neighbour(sitting, STEPS[key])
    if not (len(key) == 1 and key in "123456789"):
        return None
    index = int(key) - 1
    if isinstance(question, TrueFalseQuestion) and index < 2:
        return index == 0
    if isinstance(question, ChoiceQuestion) and index < len(question.options):
        return sorted(set(sitting.given or []) ^ {index}) if question.multiple else [index]
    return None


def _neighbour(sitting: Sitting, step: int) -> Any:
    """The option after or before the chosen one, the first or last when none is; where one may be chosen only."""
    question, given = sitting.question, sitting.given
    if isinstance(question, TrueFalseQuestion):
        return (step > 0) if given is None else not given
    if not isinstance(question, ChoiceQuestion) or question.multiple:
        return None
    last = len(question.options) - 1
    if not given:
        return [0 if step > 0 else last]
    return [min(max(given[0] + step, 0), last)]
