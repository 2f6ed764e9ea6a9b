"""Which mistakes a list shows, and in which order; quick with ten thousand of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, String, and_, false, func, not_, or_, type_coerce
from sqlmodel import Session, col, select

from client.mistakes.cards import cards_of, shown
from client.mistakes.drawers import UNSORTED, points_in
from client.mistakes.entries import LEECH_LAPSES, MistakeCard
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.queue import Moment, is_due
from client.mistakes.tables import Card, Mistake
from client.subjects import SUBJECTS
from sync.clock import to_text

State = Literal["", "due", "learning", "mastered", "leech"]
Sort = Literal["newest", "soonest", "hardest"]

MASTERED_DAYS = 21.0
"""FSRS's stability from which a mistake counts as mastered (Anki calls such a card mature)."""

CODE_DIGITS = 8


@dataclass(frozen=True)
class Wanted:
    """What a list shows.

    `drawer` as in `drawers` ("" is all), `words` all of which occur (or one code that a sheet of paper has), `cause`
    as the record keeps it ("-" is none said), `days` at most so many days old (0: any age), `ids` only these.
    """

    drawer: str = ""
    words: str = ""
    cause: str = ""
    state: State = ""
    days: int = 0
    sort: Sort = "newest"
    ids: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether more than the drawer bounds it."""
        return bool(self.words.strip() or self.cause or self.state or self.days)


@dataclass(frozen=True)
class FoundPage:
    """A page of mistakes, and how many there are in all."""

    cards: tuple[MistakeCard, ...]
    matching: int


def code_of(mistake_id: str) -> str:
    """What a sheet of paper names a mistake by: eight hexadecimal digits, 3F9A-2C71."""
    digits = mistake_id.replace("-", "")[-CODE_DIGITS:].upper()
    return f"{digits[:4]}-{digits[4:]}"


def find_page(
    session: Session, graph: KnowledgeGraph, moment: Moment, wanted: Wanted, limit: int, offset: int
) -> FoundPage:
    """A page of what is wanted."""
    where = conditions(graph, moment, wanted)
    joined = col(Card.mistake_id) == col(Mistake.id)
    query = select(Mistake, Card).join(Card, joined).where(*where).order_by(*_order(wanted.sort))
    rows = session.exec(query.limit(limit).offset(offset)).all()
    total = len(rows)
    if offset or total == limit:
        total = session.exec(select(func.count()).select_from(Mistake).join(Card, joined).where(*where)).one()
    return FoundPage(tuple(cards_of(session, graph, moment, rows)), total)


def find_ids(session: Session, graph: KnowledgeGraph, moment: Moment, wanted: Wanted, limit: int) -> list[str]:
    """The ids of what is wanted, in its order."""
    query = select(Mistake.id).join(Card, col(Card.mistake_id) == col(Mistake.id))
    query = query.where(*conditions(graph, moment, wanted)).order_by(*_order(wanted.sort))
    return list(session.exec(query.limit(limit)))


def find_trash(session: Session, limit: int) -> list[tuple[str, dict[str, Any], str]]:
    """What is in the trash, the latest first: id, question, source."""
    query = select(Mistake.id, Mistake.question, Mistake.source).where(
        col(Mistake.deleted).is_(True), col(Mistake.created_utc) > ""
    )
    rows = session.exec(query.order_by(col(Mistake.created_utc).desc(), col(Mistake.id)).limit(limit))
    return [(mistake_id, dict(question), source) for mistake_id, question, source in rows]


def conditions(graph: KnowledgeGraph, moment: Moment, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is wanted, as SQL over mistakes joined with their cards."""
    found = [*shown(), *_in_drawer(graph, wanted.drawer)]
    if wanted.ids:
        found.append(col(Mistake.id).in_(wanted.ids))
    if wanted.cause:
        found.append(col(Mistake.cause) == ("" if wanted.cause == "-" else wanted.cause))
    if wanted.days:
        since: datetime = moment.day_end - timedelta(days=wanted.days)
        found.append(col(Mistake.created_utc) >= to_text(since))
    if wanted.state:
        found.append(_in_state(moment, wanted.state))
    return found + [_has(graph, word) for word in wanted.words.split()]


def in_json(kept: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether the JSON holds the word, written as it is (today) or with escapes (by the first version)."""
    plainly, escaped = json.dumps(word, ensure_ascii=False)[1:-1], json.dumps(word)[1:-1]
    return or_(*(func.instr(kept, spelling) > 0 for spelling in {plainly, escaped}))


def _in_drawer(graph: KnowledgeGraph, drawer: str) -> list[ColumnElement[bool]]:
    if not drawer:
        return []
    if drawer == UNSORTED:
        return [col(Mistake.point_id).not_in(list(graph.points))]
    within = col(Mistake.point_id).in_(points_in(graph, drawer) or [])
    if drawer in SUBJECTS:  # also what was written down for the subject and has no point yet
        loose = and_(col(Mistake.subject) == drawer, col(Mistake.point_id).not_in(list(graph.points)))
        return [or_(within, loose)]
    return [within]


def _in_state(moment: Moment, state: State) -> ColumnElement[bool]:
    due = is_due(moment)
    mastered = and_(func.coalesce(col(Card.stability), 0.0) >= MASTERED_DAYS, not_(due))
    match state:
        case "due":
            return due
        case "mastered":
            return mastered
        case "leech":
            return col(Card.lapses) >= LEECH_LAPSES
        case "learning":
            return and_(not_(due), not_(mastered))
        case _:
            return false()


def _has(graph: KnowledgeGraph, word: str) -> ColumnElement[bool]:
    """Question, source, reflection or point hold the word; or it is the code of the mistake."""
    kept = type_coerce(col(Mistake.question), String)
    ways = [in_json(kept, word)]
    ways += [func.instr(column, word) > 0 for column in (col(Mistake.source), col(Mistake.reflection))]
    if points := [point.id for point in graph.search(word, 200)]:
        ways.append(col(Mistake.point_id).in_(points))
    digits = word.replace("-", "").lower()
    if len(digits) == CODE_DIGITS and all(sign in "0123456789abcdef" for sign in digits):
        ways.append(col(Mistake.id).like(f"%{digits}"))
    return or_(*ways)


def _order(sort: Sort) -> Sequence[ColumnElement[Any]]:
    newest = (col(Mistake.created_utc).desc(), col(Mistake.id).asc())
    match sort:
        case "soonest":
            return (col(Card.planned_utc).asc(), *newest)
        case "hardest":
            return (col(Card.lapses).desc(), func.coalesce(col(Card.difficulty), 0.0).desc(), *newest)
        case _:
            return newest


def loose_by_subject(session: Session, known: Collection[str]) -> dict[str, int]:
    """How many mistakes without a point were written down for each subject."""
    query = (
        select(Mistake.subject, func.count())
        .where(*shown(), col(Mistake.subject) != "", col(Mistake.point_id).not_in(list(known)))
        .group_by(col(Mistake.subject))
    )
    return dict(session.exec(query).all())
