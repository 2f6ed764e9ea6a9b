"""The queries behind the mistake book's screens: mistakes with their cards, the day's queue, counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from client.courses.content import Question
from client.courses.questions import question_from
from client.courses.tables import AnswerEvent
from client.mistakes.cuttings import Cutting, cuttings_in
from client.mistakes.derive import counts, memory_of, moment_or_none
from client.mistakes.entries import MistakeCard, MistakeDetail
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.noted.reading import read_noted
from client.mistakes.plan import read_plan
from client.mistakes.queue import Moment, asked_utc, is_due, read_due_ids
from client.mistakes.schedule import Grade
from client.mistakes.tables import Card, Mistake, ReviewEvent
from client.plain import plain
from client.store.rows import chunks
from client.texts import _

PROPOSALS = 4
"""One more than the three that are shown: the point that the mistake has already may be among them."""


@dataclass(frozen=True)
class Filter:
    """Which mistakes a list shows: these points, or those that belong to none; all by default."""

    points: Collection[str] | None = None
    unsorted: bool = False
    known: Collection[str] = field(default=(), repr=False)

    def where(self) -> list[ColumnElement[bool]]:
        """The filter as SQL; a point that this version's graph does not know counts as unsorted."""
        if self.unsorted:
            return [col(Mistake.point_id).not_in(list(self.known))]
        return [] if self.points is None else [col(Mistake.point_id).in_(list(self.points))]


def read_list(
    session: Session, graph: KnowledgeGraph, moment: Moment, wanted: Filter, limit: int, offset: int
) -> list[MistakeCard]:
    """A page of mistakes, the newest first."""
    query = select(Mistake, Card).join(Card, col(Card.mistake_id) == col(Mistake.id)).where(*shown(), *wanted.where())
    query = query.order_by(col(Mistake.created_utc).desc(), col(Mistake.id)).limit(limit).offset(offset)
    return cards_of(session, graph, moment, session.exec(query).all())


def read_due(session: Session, graph: KnowledgeGraph, moment: Moment, limit: int, more: int = 0) -> list[MistakeCard]:
    """The day's queue (see `queue`), the most urgent first; `more` than the day's share, if the person wants."""
    ids = read_due_ids(session, moment, more)[:limit]
    found = []
    for chunk in chunks(ids):
        query = select(Mistake, Card).join(Card, col(Card.mistake_id) == col(Mistake.id))
        found += session.exec(query.where(col(Mistake.id).in_(chunk))).all()
    places = {card_id: place for place, card_id in enumerate(ids)}
    cards = [*cards_of(session, graph, moment, found), *read_noted(session, moment, ids)]
    return sorted(cards, key=lambda card: places[card.id])


def count_due_in(session: Session, moment: Moment, course_id: str) -> int:
    """How many of a course's mistakes are to be reviewed today."""
    mine = select(func.count()).select_from(Card).join(Mistake, col(Mistake.id) == col(Card.mistake_id))
    return session.exec(mine.where(is_due(moment), Mistake.course_id == course_id)).one()


def count_by_point(session: Session) -> dict[str, int]:
    """How many mistakes each point has; "" is no point."""
    query = select(Mistake.point_id, func.count()).where(*shown()).group_by(col(Mistake.point_id))
    return dict(session.exec(query).all())


def shown() -> list[ColumnElement[bool]]:
    """Mistakes that have a card (see `derive`), said so that the indexes of the table serve."""
    return [col(Mistake.deleted).is_(False), col(Mistake.created_utc) > ""]


def read_detail(session: Session, graph: KnowledgeGraph, moment: Moment, mistake_id: str) -> MistakeDetail | None:
    """A mistake with its past; None when there is none, or it is in the trash."""
    found = session.exec(
        select(Mistake, Card).join(Card, col(Card.mistake_id) == col(Mistake.id)).where(Mistake.id == mistake_id)
    ).first()
    if found is None:
        return None
    mistake = found[0]
    card = cards_of(session, graph, moment, [found])[0]
    answers = session.exec(
        select(AnswerEvent.answered_utc, AnswerEvent.correct)
        .where(AnswerEvent.course_id == mistake.course_id, AnswerEvent.question_id == mistake.question_id)
        .order_by(col(AnswerEvent.answered_utc))
    ).all()
    reviews = session.exec(
        select(ReviewEvent.reviewed_utc, ReviewEvent.rating)
        .where(ReviewEvent.mistake_id == mistake_id, col(ReviewEvent.rating).in_(list(Grade)), counts())
        .order_by(col(ReviewEvent.reviewed_utc), col(ReviewEvent.id))
    ).all()
    question = card.question
    options = getattr(question, "options", ())
    graph.proposer.learned.read(session)
    dates = [*answers, *((when, False) for when in mistake.missed_utc)]
    return MistakeDetail(
        **vars(card),
        answers=tuple(sorted((at, correct) for when, correct in dates if (at := moment_or_none(when)))),
        reviews=tuple((at, Grade(rating)) for when, rating in reviews if (at := moment_or_none(when))),
        prerequisites=tuple(graph.prerequisites(card.point)) if card.point else (),
        proposals=tuple(graph.propose(question.text, options, card.subject, PROPOSALS)) if question else (),
    )


def cards_of(
    session: Session, graph: KnowledgeGraph, moment: Moment, rows: Collection[tuple[Mistake, Card]]
) -> list[MistakeCard]:
    """Rows as the screens get them."""
    wrong = _times_wrong(session, [mistake for mistake, _card in rows])
    plan = read_plan(session)
    made = []
    for mistake, card in rows:
        question = question_in(mistake.question)
        memory, asked = memory_of(card), asked_utc(card, moment, plan)
        pictures = cuttings_in(mistake.pictures)
        made.append(
            MistakeCard(
                id=mistake.id,
                question=question,
                words=_words(question, pictures),
                given=mistake.given,
                course_id=mistake.course_id,
                lesson_id=mistake.lesson_id,
                source=mistake.source,
                point_id=mistake.point_id,
                point=graph.point(mistake.point_id),
                times_wrong=max(1, wrong.get((mistake.course_id, mistake.question_id), 0) + len(mistake.missed_utc)),
                created_utc=moment_or_none(mistake.created_utc) or memory.due_utc,
                memory=memory,
                is_due=moment.has_come(asked, memory),
                asked_utc=asked,
                plan=plan,
                subject=subject_of(mistake, graph),
                pictures=pictures,
                cause=mistake.cause,
                reflection=mistake.reflection,
            )
        )
    return made


def subject_of(mistake: Mistake, graph: KnowledgeGraph) -> str:
    """The subject of a mistake: its point's, else the one that was said."""
    point = graph.point(mistake.point_id)
    return point.subject if point else mistake.subject


def _words(question: Question | None, pictures: Collection[Cutting]) -> str:
    if question is None:
        return _("这道题由更新版本的学伴记下，更新后就能看到")
    return plain(question.text) or (_("图片里的题") if pictures else _("（没有文字）"))


def _times_wrong(session: Session, mistakes: Collection[Mistake]) -> dict[tuple[str, str], int]:
    """How often each of these questions was answered wrongly, by (course, question)."""
    query = (
        select(AnswerEvent.course_id, AnswerEvent.question_id, func.count())
        .where(
            col(AnswerEvent.course_id).in_({mistake.course_id for mistake in mistakes}),
            col(AnswerEvent.question_id).in_({mistake.question_id for mistake in mistakes}),
            col(AnswerEvent.correct).is_(False),
        )
        .group_by(col(AnswerEvent.course_id), col(AnswerEvent.question_id))
    )
    return {(course_id, question_id): count for course_id, question_id, count in session.exec(query)}


def question_in(stored: dict[str, Any]) -> Question | None:
    """The question of a record; None for a kind that this version cannot read."""
    try:
        return question_from(stored)
    except ValidationError:
        return None
