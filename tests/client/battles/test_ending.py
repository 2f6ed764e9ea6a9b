"""What a battle leaves in the mistake book: once, with a way back, and never taking out what was there before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from client.battles import keeping
from client.battles.asking import from_whole
from client.battles.ending import Ending
from client.battles.keeping import Kept, Said
from client.courses.quizzes import Asked, Quizzes
from client.courses.tables import AnswerEvent
from client.mistakes.book import MistakeBook
from client.mistakes.tables import Mistake
from client.schema import full_schema
from client.store import Store
from sync.battles import BattleResult, GivenAnswer, Solved
from sync.clock import SystemClock
from tests.client.battles.contenders import RIGHT, WRONG, asked, course
from tests.client.battles.test_result import CARD

COURSE = course()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "x.db", full_schema(), clock=SystemClock())
    yield store
    await store.close()


def in_the_book(session: Session) -> list[str]:
    return sorted(session.exec(select(Mistake.question_id).where(col(Mistake.deleted).is_(False))))


def answers(session: Session) -> int:
    return len(session.exec(select(AnswerEvent.id)).all())


async def test_wrong_ones_go_in_by_themselves_and_unanswered_ones_with_one_press(store: Store) -> None:
    quizzes = Quizzes(store, MistakeBook(store, SystemClock()))
    questions = sorted(asked(), key=lambda one: one.shown.text)
    before = next(one for one in COURSE.lessons[0].questions if one.text == questions[4].shown.text)
    await store.write(lambda w: quizzes.write(w, Asked(COURSE, COURSE.lessons[0], 1), before, [0], 3.0))
    typed = {0: WRONG, 1: RIGHT, 2: None, 3: None, 4: None}
    said = {
        index: Said(answer=GivenAnswer(index=index, took_s=2), typed=how[questions[index].shown.kind] if how else None)
        for index, how in typed.items()
        if index != 4
    }
    result = BattleResult(scores=[], sides=[], solved=[Solved(question=one, marks=[]) for one in questions])
    await store.write(lambda w: keeping.write(w, Kept(card=CARD, said=said)))
    ending, found = Ending(store, quizzes), [from_whole(one) for one in questions]
    ids = [one[1].id for one in found if one]
    kept = await ending.write_down(CARD, result)
    assert kept
    assert await store.read(answers) == 3, "two of the battle, and the one before"
    again = await ending.write_down(CARD, result)
    assert again == kept
    assert await store.read(answers) == 3, "once"
    assert await store.read(in_the_book) == sorted({ids[0], ids[4]})
    kept = await ending.keep_missed(kept, [2, 3, 4])
    assert await store.read(in_the_book) == sorted({ids[0], ids[4], *ids[2:]})
    assert (await keeping.read(store)) == kept, "also after a restart"
    kept = await ending.drop_missed(kept)
    assert await store.read(in_the_book) == sorted({ids[0], ids[4]}), "what was there before stays"
    kept = await ending.take_out(kept)
    assert await store.read(in_the_book) == [ids[4]]
    assert await ending.write_down(CARD.model_copy(update={"id": "other"}), result) is None
