"""Players with a store and a line of their own each, before a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from client.api.battles import BattlesLine
from client.api.line import Line
from client.battles.asking import pick
from client.battles.battle import Battle
from client.battles.keeping import Kept
from client.courses.content import Course, Lesson, Segment
from client.courses.questions import ChoiceQuestion, NumericAnswer, NumericQuestion, Question, TrueFalseQuestion, Unit
from client.courses.quizzes import Quizzes
from client.mistakes.book import MistakeBook
from client.schema import full_schema
from client.store import Store
from sync.backoff import Backoff
from sync.battles import BattleCard, BattleQuestion
from sync.clock import SystemClock
from sync.ids import system_random
from tests.fakes.keyring import FakeKeyring
from tests.server.battles.playing import make, try_join
from tests.server.person import Device, good
from tests.server.spaces.people import found

QUICK = Backoff(base_s=0.05, cap_s=0.2)
RIGHT = {"choice": [1], "true_false": True, "numeric": "150 cm"}
WRONG = {"choice": [0], "true_false": False, "numeric": "3"}


CM = Unit(name="cm", factor=0.01)


def course() -> Course:
    quiz: tuple[Question, ...] = (
        ChoiceQuestion(id="q1", text="选乙", options=("甲", "乙", "丙"), correct=(1,)),
        TrueFalseQuestion(id="q2", text="对", correct=True),
        NumericQuestion(id="q3", text="一米半", answers=(NumericAnswer(value=1.5),), unit="m", units=(CM,)),
        TrueFalseQuestion(id="q4", text="也对", correct=True),
        ChoiceQuestion(id="q5", text="还是乙", options=("甲", "乙"), correct=(1,)),
    )
    lesson = Lesson(id="l1", title="第一课", segments=(Segment(), Segment(quiz=quiz)))
    return Course(id="c1", title="小课", subject="math", lessons=(lesson,))


def asked() -> list[BattleQuestion]:
    return pick([course()], 5, system_random())


@dataclass
class Contender:
    store: Store
    quizzes: Quizzes
    line: Line
    keyring: FakeKeyring
    battle: Battle

    @classmethod
    async def enter(cls, folder: Path, url: str, device: Device, card: BattleCard) -> Contender:
        store = await Store.open(folder / "x.db", full_schema(), clock=SystemClock())
        line = Line(url)
        keyring = FakeKeyring(device.session.access_token)
        quizzes = Quizzes(store, MistakeBook(store, SystemClock()))
        battle = Battle(store, BattlesLine(line, keyring), quizzes, Kept(card=card), QUICK)
        battle.begin()
        return cls(store, quizzes, line, keyring, battle)

    async def play(self, thinks_s: float, answers: dict) -> None:
        """Answer whatever is asked, `thinks_s` after it was shown, until the end."""
        thinking: set[int] = set()
        while not self.battle.over.is_set():
            state = self.battle.state
            if state.is_open and state.shown and state.index not in thinking:
                thinking.add(state.index)
                self.battle.shown()
                await asyncio.sleep(thinks_s)
                if self.battle.state.index == state.index:
                    await self.battle.answer(answers[state.shown.kind])
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        await self.battle.close()
        await self.line.close()
        await self.store.close()


def open_battle(devices: list[Device], **more: object) -> BattleCard:
    """The first makes it, the others come in by its code."""
    for device in devices[1:]:
        found(device)
    questions = [one.model_dump(mode="json") for one in asked()]
    card = make(devices[0], found(devices[0]).id, questions=questions, **more)
    for device in devices[1:]:
        good(try_join(device, code=card.code))
    return card


@asynccontextmanager
async def contenders(
    folder: Path, urls: list[str], devices: list[Device], card: BattleCard
) -> AsyncIterator[list[Contender]]:
    async with AsyncExitStack() as stack:
        players = []
        for number, (url, device) in enumerate(zip(urls, devices, strict=True)):
            players.append(await Contender.enter(folder / str(number), url, device, card))
            stack.push_async_callback(players[-1].close)
        yield players
