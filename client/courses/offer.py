"""Which courses are offered, and in which order: in work, fitting the person, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from client.courses.packs import LessonEntry, Manifest
from client.courses.progress import CourseStatus, minutes_left, next_lesson, read_statuses
from client.courses.shelf import Origin, Pack
from client.courses.tour import TOUR
from client.profile.grades import grades_of
from client.profile.person import ProfileData
from client.profile.profile import read_profile
from client.store.tables import Setting
from client.store.writing import Writing
from client.subjects import subject_name, subject_rank

HIDDEN = "courses.hidden"
"""Setting of this device: the starter courses that were taken off its shelf, by id."""


@dataclass(frozen=True)
class CourseCard:
    """A course in a list. `next_lesson` is the lesson to go on with, None when all are finished."""

    id: str
    title: str
    subject: str
    grade: str
    summary: str
    lessons: int
    finished: int
    minutes: int
    next_lesson: LessonEntry | None
    origin: Origin
    started: bool
    active_utc: str
    minutes_left: int = 0


@dataclass(frozen=True)
class NextLesson:
    """The lesson to go on with, of all courses. `started` tells whether its course was begun."""

    course_id: str
    course_title: str
    lesson_id: str
    lesson_title: str
    segment: int
    minutes: int
    started: bool


@dataclass(frozen=True)
class Offer:
    """What decides on which courses are shown: progress, what was taken off this device, and who learns."""

    statuses: Mapping[str, CourseStatus]
    hidden: frozenset[str] = frozenset()
    profile: ProfileData | None = None

    def has_off(self, pack: Pack) -> bool:
        """Whether that pack was taken off; an imported one never is, since it is gone for good."""
        return pack.origin == "starter" and pack.manifest.id in self.hidden


def read_offer(session: Session) -> Offer:
    """All of it, within one read."""
    return Offer(read_statuses(session), read_hidden(session), read_profile(session))


def read_hidden(session: Session) -> frozenset[str]:
    """The starter courses that were taken off this device."""
    setting = session.get(Setting, HIDDEN)
    return frozenset(setting.value if setting else ())


def keep_hidden(w: Writing, course_id: str, *, hidden: bool) -> None:
    """Take a starter course off this device, or put it back."""
    known = read_hidden(w.session)
    now = known | {course_id} if hidden else known - {course_id}
    w.session.merge(Setting(key=HIDDEN, value=sorted(now)))


def arrange(packs: Sequence[Pack], offer: Offer) -> list[CourseCard]:
    """The courses: those in work, the latest at the top; then the untouched, the fitting first; then the finished."""
    shown = [pack for pack in packs if not offer.has_off(pack)]
    cards = [card_of(pack, offer.statuses.get(pack.manifest.id, CourseStatus())) for pack in shown]
    is_new = not any(status.started for status in offer.statuses.values())
    distance = {pack.manifest.id: _distance(pack.manifest, offer.profile, is_new=is_new) for pack in shown}
    cards.sort(key=lambda card: distance[card.id])
    cards.sort(key=lambda card: card.active_utc, reverse=True)
    cards.sort(key=lambda card: 2 if card.next_lesson is None else 0 if card.started else 1)
    return cards


def by_subject(cards: Sequence[CourseCard]) -> list[CourseCard]:
    """The cards subject by subject, the subject of the first card first: what one is at, then what fits."""
    places: dict[int, int] = {}
    for card in cards:
        places.setdefault(subject_rank(card.subject), len(places))
    return sorted(cards, key=lambda card: places[subject_rank(card.subject)])


def find_cards(cards: Sequence[CourseCard], words: str, subject: str = "") -> list[CourseCard]:
    """The cards of a subject ("" for all) that have every word of `words` in title, summary, grade or subject."""
    wanted = words.casefold().split()
    found = [card for card in cards if subject in ("", card.subject)]
    return [card for card in found if all(word in _said(card) for word in wanted)]


def _said(card: CourseCard) -> str:
    return "\n".join((card.title, card.summary, card.grade, subject_name(card.subject))).casefold()


def find_next_lesson(packs: Sequence[Pack], offer: Offer) -> NextLesson | None:
    """The lesson to go on with: of the course worked on last, else of a new one; None when all is done."""
    for card in arrange(packs, offer):
        if (entry := card.next_lesson) is not None:
            status = offer.statuses.get(card.id, CourseStatus())
            here = status.place.segment if status.place is not None and status.place.lesson_id == entry.id else 0
            return NextLesson(card.id, card.title, entry.id, entry.title, here, entry.minutes, card.started)
    return None


def card_of(pack: Pack, status: CourseStatus) -> CourseCard:
    """A pack as a list shows it."""
    manifest = pack.manifest
    known = {entry.id for entry in manifest.lessons}
    return CourseCard(
        id=manifest.id,
        title=manifest.title,
        subject=manifest.subject,
        grade=manifest.grade,
        summary=manifest.summary,
        lessons=len(known),
        finished=len(known & status.finished),
        minutes=manifest.minutes,
        next_lesson=next_lesson(manifest, status),
        origin=pack.origin,
        started=status.started,
        active_utc=status.active_utc,
        minutes_left=minutes_left(manifest, status),
    )


def _distance(course: Manifest, profile: ProfileData | None, *, is_new: bool) -> tuple[bool, bool, int]:
    """How far a course is from the person: the tour is first for who has begun nothing, last for others.

    Then one's own subjects, then the nearest grade. What a course does not say is taken as fitting: it only orders.
    """
    tour = course.id == TOUR
    if profile is None:
        return (not tour if is_new else tour), False, 0
    foreign = bool(profile.subjects) and course.subject not in (*profile.subjects, "other")
    grades = grades_of(course.grade)
    steps = max(grades[0] - profile.grade, profile.grade - grades[1], 0) if grades and profile.grade else 0
    return (not tour if is_new else tour), foreign, steps
