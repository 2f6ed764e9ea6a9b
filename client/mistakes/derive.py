"""Keeps the cards in step with mistakes, marks in notes and reviews, in the transaction that changed these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlmodel import Session, col, select

from client.mistakes.noted.tables import NotedCard
from client.mistakes.plan import ReviewPlan, read_plan
from client.mistakes.schedule import Grade, Memory, Review, fold
from client.mistakes.spread import before_exam, planned
from client.mistakes.tables import Card, Mistake, ReviewEvent, UnreviewEvent
from client.store import derives
from client.store.rows import chunks, execute_many, upsert_rows
from client.store.tables import Setting
from sync.clock import from_text, to_text

SPREAD_BY = "mistakes.spread_by"
"""Setting of this device: what of the plan the cards' days were made from."""

_USUALLY_BY = [list(ReviewPlan().weekdays), ReviewPlan().utc_offset_min, None, ""]


@derives("mistake")
def derive_from_mistakes(session: Session, mistake_ids: frozenset[str]) -> None:
    """Mistakes came, went to the trash or came back."""
    for chunk in chunks(mistake_ids):
        _derive(session, chunk)


@derives("review")
def derive_from_reviews(session: Session, review_ids: frozenset[str]) -> None:
    """Reviews were added; what they say about a mistake depends on all its reviews, in their order."""
    mistake_ids: set[str] = set()
    for chunk in chunks(review_ids):
        mistake_ids.update(session.exec(select(ReviewEvent.mistake_id).where(col(ReviewEvent.id).in_(chunk))))
    derive_from_mistakes(session, frozenset(mistake_ids))


@derives("unreview")
def derive_from_unreviews(session: Session, unreview_ids: frozenset[str]) -> None:
    """Reviews were taken back."""
    mistake_ids: set[str] = set()
    for chunk in chunks(unreview_ids):
        query = select(ReviewEvent.mistake_id).join(UnreviewEvent, col(UnreviewEvent.review_id) == col(ReviewEvent.id))
        mistake_ids.update(session.exec(query.where(col(UnreviewEvent.id).in_(chunk))))
    derive_from_mistakes(session, frozenset(mistake_ids))


@derives("review_plan")
def derive_from_plan(session: Session, _plan_ids: frozenset[str]) -> None:
    """The person reviews in another way: every card may come on another day."""
    plan = read_plan(session)
    by = [list(plan.weekdays), plan.utc_offset_min, plan.exam_day and plan.exam_day.isoformat(), plan.exam_subject]
    known = session.get(Setting, SPREAD_BY)
    if by == (known.value if known else _USUALLY_BY):
        return
    session.merge(Setting(key=SPREAD_BY, value=by))
    rows = session.exec(
        select(Card, Mistake.subject, Mistake.point_id).outerjoin(Mistake, col(Mistake.id) == col(Card.mistake_id))
    )
    moved = [
        (*_days(card.mistake_id, memory_of(card), plan, _subject(subject or "", point_id or "")), card.mistake_id)
        for card, subject, point_id in rows
    ]
    execute_many(session, "UPDATE card SET planned_utc = ?, exam_utc = ? WHERE mistake_id = ?", moved)


def counts() -> ColumnElement[bool]:
    """That a review was not taken back."""
    return col(ReviewEvent.id).not_in(select(UnreviewEvent.review_id))


def memory_of(card: Card) -> Memory:
    """The state of memory that a card holds."""
    return Memory(
        due_utc=from_text(card.due_utc),
        stability=card.stability,
        difficulty=card.difficulty,
        state=card.state,
        step=card.step,
        last_review_utc=from_text(card.last_review_utc) if card.last_review_utc else None,
        reviews=card.reviews,
        lapses=card.lapses,
    )


def _derive(session: Session, mistake_ids: list[str]) -> None:
    query = select(Mistake.id, Mistake.created_utc, Mistake.deleted).where(col(Mistake.id).in_(mistake_ids))
    found = session.exec(query).all()
    # Without a time it is a record of which only a part has arrived: nothing to show yet.
    alive = {mistake_id: created for mistake_id, created, deleted in found if created and not deleted}
    noted = select(NotedCard.card_id, NotedCard.created_utc).where(
        col(NotedCard.card_id).in_(mistake_ids), col(NotedCard.shown).is_(True)
    )
    alive |= dict(session.exec(noted).all())
    about = select(Mistake.id, Mistake.subject, Mistake.point_id).where(col(Mistake.id).in_(mistake_ids))
    subjects = {mistake_id: _subject(subject, point_id) for mistake_id, subject, point_id in session.exec(about)}
    gone = [mistake_id for mistake_id in mistake_ids if mistake_id not in alive]
    session.execute(delete(Card).where(col(Card.mistake_id).in_(gone)))
    reviews, plan = _reviews(session, alive), read_plan(session)
    rows = []
    for mistake_id, created in alive.items():
        memory = fold(moment_or_none(created) or datetime.fromtimestamp(0, UTC), reviews[mistake_id])
        rows.append(_row(mistake_id, memory, _days(mistake_id, memory, plan, subjects.get(mistake_id, ""))))
    upsert_rows(session, Card, rows)


def _reviews(session: Session, mistake_ids: Collection[str]) -> dict[str, list[Review]]:
    """The logs. What no version of ours can have meant is passed over: one bad event must not stop a pulled page."""
    query = select(ReviewEvent.id, ReviewEvent.mistake_id, ReviewEvent.rating, ReviewEvent.reviewed_utc)
    logs: dict[str, list[Review]] = defaultdict(list)
    for review_id, mistake_id, rating, reviewed in session.exec(
        query.where(col(ReviewEvent.mistake_id).in_(list(mistake_ids)), counts())
    ):
        moment = moment_or_none(reviewed)
        if moment and rating in list(Grade):
            logs[mistake_id].append(Review(review_id, rating, moment))
    return logs


def moment_or_none(text: str) -> datetime | None:
    """The moment that a synced text says, or None when another version (or a broken one) wrote something else."""
    try:
        return from_text(text)
    except (TypeError, ValueError):
        return None


def _subject(said: str, point_id: str) -> str:
    """A mistake's subject: what its point's id begins with, else what was said."""
    return point_id.partition(".")[0] or said


def _days(mistake_id: str, memory: Memory, plan: ReviewPlan, subject: str) -> tuple[str, str | None]:
    """When it is asked, and when for the sake of an exam."""
    sooner = before_exam(mistake_id, memory, plan, subject)
    return to_text(planned(mistake_id, memory, plan)), to_text(sooner) if sooner else None


def _row(mistake_id: str, memory: Memory, days: tuple[str, str | None]) -> dict[str, Any]:
    return {
        "mistake_id": mistake_id,
        "due_utc": to_text(memory.due_utc),
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "state": memory.state,
        "step": memory.step,
        "last_review_utc": to_text(memory.last_review_utc) if memory.last_review_utc else None,
        "reviews": memory.reviews,
        "lapses": memory.lapses,
        "planned_utc": days[0],
        "exam_utc": days[1],
    }
