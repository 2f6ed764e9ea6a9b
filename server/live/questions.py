"""What is asked in a lesson: seen by who asked, and by who answers at the command line."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, insert, select, update

from server.accounts.signed_in import SignedIn
from server.db.engine import Database
from server.db.tables import live_question
from server.errors import TooMany
from server.live import timetable
from server.services import Services
from sync.clock import to_text
from sync.live import QUESTIONS_A_LESSON, Asked, AskedList, NewQuestion
from sync.texts import _


def ask(services: Services, who: SignedIn, lesson_id: str, asked: NewQuestion) -> Asked:
    """Keep a question. Raises NoSuchLesson, TooMany."""
    timetable.find(services.database, lesson_id)
    mine = _of(lesson_id, who.account_id)
    with services.database.write() as connection:
        known = connection.execute(
            select(live_question).where(mine, live_question.c.request_id == asked.request_id)
        ).first()
        if known is not None:
            return _asked(known)
        count = connection.execute(select(func.count()).select_from(live_question).where(mine)).scalar() or 0
        if count >= QUESTIONS_A_LESSON:
            raise TooMany(_("一节课最多提 {n} 个问题，先听听老师怎么讲。").format(n=QUESTIONS_A_LESSON))
        row = {
            "lesson_id": lesson_id,
            "account_id": who.account_id,
            "request_id": asked.request_id,
            "second": asked.second,
            "text": asked.text,
            "answer": "",
            "asked_utc": to_text(services.clock.now_utc()),
        }
        connection.execute(insert(live_question), row)
    return Asked(request_id=asked.request_id, second=asked.second, text=asked.text, asked_utc=str(row["asked_utc"]))


def own(services: Services, who: SignedIn, lesson_id: str) -> AskedList:
    """The questions of the account that asks. Raises NoSuchLesson."""
    timetable.find(services.database, lesson_id)
    query = select(live_question).where(_of(lesson_id, who.account_id))
    with services.database.read() as connection:
        rows = connection.execute(query.order_by(live_question.c.asked_utc, live_question.c.request_id)).all()
    return AskedList(questions=[_asked(row) for row in rows])


def all_of(database: Database, lesson_id: str) -> list[Asked]:
    """All questions of a lesson, in the order they were asked, without who asked them. Raises NoSuchLesson."""
    timetable.find(database, lesson_id)
    query = select(live_question).where(live_question.c.lesson_id == lesson_id)
    with database.read() as connection:
        rows = connection.execute(query.order_by(live_question.c.asked_utc, live_question.c.request_id)).all()
    return [_asked(row) for row in rows]


def answer(database: Database, lesson_id: str, request_id: str, text: str) -> bool:
    """Answer a question; False when there is none."""
    there = (live_question.c.lesson_id == lesson_id) & (live_question.c.request_id == request_id)
    with database.write() as connection:
        return connection.execute(update(live_question).where(there).values(answer=text)).rowcount > 0


def _of(lesson_id: str, account_id: str) -> ColumnElement[bool]:
    return (live_question.c.lesson_id == lesson_id) & (live_question.c.account_id == account_id)


def _asked(row: object) -> Asked:
    return Asked.model_validate(row, from_attributes=True)
