"""Courses that travel as one pack by way of a space: what was published there, and what a person imported."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlmodel import Session, col, select

from client.courses.authoring.tables import PublicationRow
from client.courses.content import Course
from client.store.tables import Cursor, Device
from sync.courses import CatalogueCourse
from sync.files import reference

OWN = "own"
"""Stands for the person's own space, whose id changes when somebody signs in."""


class Published(NamedTuple):
    """A course that can be had from a space (its id, or `OWN`); `own`: the person imported it."""

    card: CatalogueCourse
    space: str = ""
    space_name: str = ""
    own: bool = False


def read_publications(session: Session) -> list[Published]:
    """What was published in the spaces of this account, and what was brought into its own."""
    spaces = {space.space_id: space.name for space in session.exec(select(Cursor).where(Cursor.kind != "personal"))}
    device = session.get(Device, 1)
    personal = device.personal_space if device else ""
    rows = session.exec(select(PublicationRow).where(col(PublicationRow.deleted).is_(False))).all()
    found: list[Published] = []
    for row in rows:
        card = card_in(row)
        if card is None or reference(card.sha256) != row.pack:  # only a part of it has come so far
            continue
        if row.space_id in spaces:
            found.append(Published(card, row.space_id, spaces[row.space_id]))
        elif row.space_id in ("", personal):
            found.append(Published(card, OWN, own=True))
    return found


def card_in(row: PublicationRow) -> CatalogueCourse | None:
    """The card of a row; None when a newer app wrote it in another way."""
    try:
        return CatalogueCourse.model_validate(row.card)
    except ValueError:
        return None


def card_for(course: Course, size: int, sha256: str, now: str) -> CatalogueCourse:
    """What a list shows of a course whose pack has so many bytes and that hash; `now` as `sync.clock` writes it."""
    questions = course.questions
    counted = Counter(point for question in questions for point in question.points)
    return CatalogueCourse(
        id=course.id,
        title=course.title,
        version=course.version,
        size=size,
        sha256=sha256,
        subject=course.subject,
        grade=course.grade,
        language=course.language,
        summary=course.summary,
        lessons=len(course.lessons),
        minutes=sum(lesson.minutes for lesson in course.lessons),
        questions=len(questions),
        points=tuple(point for point, _count in counted.most_common(100)),
        published_utc=now,
    )
