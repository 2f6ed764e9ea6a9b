"""What the courses on this device say, in the index: their lessons and questions, taken in when their files change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from client.courses.content import Course, Question
from client.courses.packs import MANIFEST
from client.courses.shelf import Pack
from client.search.index import Text, take_in
from client.search.tables import SearchCourse, SearchDoc
from client.store import Writing

CHANGED = "search"
"""What watchers of the store are told when a course was taken in or out."""


def stamps(packs: Sequence[Pack]) -> dict[str, str]:
    """What each course is known by, until its files change."""
    return {pack.manifest.id: _stamp(pack) for pack in packs}


def known(session: Session) -> dict[str, str]:
    """The stamps of the courses that are in."""
    return {row.course_id: row.stamp for row in session.exec(select(SearchCourse))}


def texts_of(course: Course) -> dict[str, list[Text]]:
    """All that a course says, by kind, its end first: the latest of the index is the first to be found.

    It takes its time: call it in a thread.
    """
    lessons: list[Text] = []
    questions: list[Text] = []
    for lesson in course.lessons:
        read = [part for segment in lesson.segments for part in (segment.title, segment.body)]
        heard = [segment.media.transcript for segment in lesson.segments if segment.media]
        said = "\n".join(filter(None, (lesson.section, lesson.summary, *read, *heard)))
        lessons.append(Text(lesson.id, lesson.title, said, course.id, course.title))
        for place, segment in enumerate(lesson.segments):
            parent = f"{course.id}/{place}/{lesson.id}"
            about = f"{course.title} · {lesson.title}"
            questions += [Text(asked.id, "", _asked(asked), parent, about) for asked in segment.quiz]
    return {"lesson": lessons[::-1], "question": questions[::-1]}


def take_course_in(w: Writing, course_id: str, stamp: str, found: dict[str, list[Text]]) -> None:
    """Take a course in, in place of what was known of it, in one transaction."""
    take_course_out(w, course_id)
    for kind, of_kind in found.items():
        take_in(w.session, kind, of_kind)
    w.session.merge(SearchCourse(course_id=course_id, stamp=stamp))
    w.changed(CHANGED, course_id)


def take_course_out(w: Writing, course_id: str) -> None:
    """Take a course out: it is gone, or comes anew."""
    kind, parent = col(SearchDoc.kind), col(SearchDoc.parent)
    w.session.execute(delete(SearchDoc).where(kind == "lesson", parent == course_id))
    # Of an id nothing has a meaning in a pattern but "_", and "/" is in none.
    w.session.execute(delete(SearchDoc).where(kind == "question", parent.startswith(f"{course_id}/", autoescape=True)))
    w.session.execute(delete(SearchCourse).where(col(SearchCourse.course_id) == course_id))
    w.changed(CHANGED, course_id)


def place_of(parent: str) -> tuple[str, int, str]:
    """Course, segment and lesson of a question's `parent`."""
    course_id, segment, lesson_id = parent.split("/", 2)
    return course_id, int(segment), lesson_id


def _asked(question: Question) -> str:
    """What a person sees of it before answering: what is found gives no answer away."""
    options = [str(option) for option in getattr(question, "options", ())]
    pairs = [side for pair in getattr(question, "pairs", ()) for side in (pair.prompt, pair.match)]
    others = [*getattr(question, "distractors", ()), *getattr(question, "items", ())]
    return "\n".join((question.text, *options, *pairs, *others))


def _stamp(pack: Pack) -> str:
    try:
        return f"{pack.manifest.version}-{(pack.folder / MANIFEST).stat().st_mtime_ns}"
    except OSError:
        return "gone"
