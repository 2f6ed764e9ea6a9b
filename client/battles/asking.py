"""A course's questions as a battle asks them, and back. Pure.

A battle asks what the server can compare (`sync.battles`): choices, statements, numbers; without pictures, since not
everybody has the course. A typed number is read here, by the rules of every quiz.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from client.courses.content import Course, Lesson, Segment
from client.courses.packs import LessonEntry, Manifest
from client.courses.quantity import quantity
from client.courses.questions import (
    ChoiceQuestion,
    NumericAnswer,
    NumericQuestion,
    Question,
    TrueFalseQuestion,
    Unit,
    question_from,
    texts_of,
)
from client.courses.quizzes import Asked
from sync.battles import BattleQuestion, Given, Key, Shown
from sync.ids import Random

_LAST_BITS = 1e-9
"""As in `client.courses.credit`: the last bits of 1/3 must not decide."""


@dataclass(frozen=True)
class _Measured:
    unit: str
    units: tuple[Unit, ...]


def pick(
    courses: Iterable[Course], count: int, random: Random, wanted: Sequence[Collection[str]] = (), *, only: bool = False
) -> list[BattleQuestion]:
    """So many questions of the courses, at random; fewer when there are no more.

    Those about the knowledge points of `wanted` come first, its first group before the next; with `only` there are no
    others.
    """
    found: list[tuple[int, int, BattleQuestion]] = []
    for course, lesson in ((one, lesson) for one in courses for lesson in one.lessons):
        for index, segment in enumerate(lesson.segments):
            for question in segment.quiz:
                about = set(question.points)
                group = next((place for place, points in enumerate(wanted) if about & set(points)), len(wanted))
                is_other = group == len(wanted)
                asked = None if only and is_other else as_asked(Asked(course, lesson, index), question)
                if asked is not None:
                    found.append((group, random.getrandbits(32), asked))
    return [asked for *_order, asked in sorted(found, key=lambda one: one[:2])[:count]]


def as_asked(where: Asked, question: Question) -> BattleQuestion | None:
    """The question for a battle; None when a battle cannot ask it."""
    if any("![" in text for text in texts_of(question)):
        return None
    match question:
        case ChoiceQuestion():
            shown = Shown(kind="choice", text=question.text, options=list(question.options), multiple=question.multiple)
            key = Key(options=list(question.correct))
        case TrueFalseQuestion():
            shown, key = Shown(kind="true_false", text=question.text), Key(truth=question.correct)
        case NumericQuestion():
            units = {unit.name: unit.factor for unit in question.units}
            shown = Shown(kind="numeric", text=question.text, unit=question.unit, units=units)
            key = Key(ranges=[_range(one.value, one.margin) for one in question.answers if one.credit >= 1])
            if not key.ranges:
                return None
        case _:
            return None
    whole = {
        "course": {"id": where.course.id, "title": where.course.title, "subject": where.course.subject},
        "lesson": {"id": where.lesson.id, "title": where.lesson.title},
        "segment": where.segment,
        "question": question.model_dump(mode="json"),
    }
    return BattleQuestion(shown=shown, key=key, whole=whole)


def question_of(shown: Shown, index: int) -> Question:
    """What the players see as a question that a screen can show: its answer is none, and must not be revealed."""
    about: dict[str, Any] = {"id": f"battle-{index}", "text": shown.text}
    match shown.kind:
        case "choice":
            several = tuple(range(len(shown.options))) if shown.multiple else (0,)
            return ChoiceQuestion(options=tuple(shown.options), correct=several, multiple=shown.multiple, **about)
        case "true_false":
            return TrueFalseQuestion(correct=True, **about)
        case "numeric":
            return NumericQuestion(answers=(NumericAnswer(value=0),), unit=shown.unit, **about)


def as_given(shown: Shown, given: Any) -> Given:
    """What was given in (as `client.courses.grading` has it) for the line; None for what is no answer."""
    match shown.kind:
        case "choice":
            chosen = given if isinstance(given, list) else []
            return sorted({index for index in chosen if type(index) is int and 0 <= index < len(shown.options)}) or None
        case "true_false":
            return given if isinstance(given, bool) else None
        case "numeric":
            units = tuple(Unit(name=name, factor=factor) for name, factor in shown.units.items())
            typed = quantity(_Measured(shown.unit, units), str(given or ""))
            return None if typed is None else float(typed.value)


def from_whole(asked: BattleQuestion) -> tuple[Asked, Question] | None:
    """Where the question stands in its course, and the question; None when a newer version wrote another form.

    The course need not be on this device: of it and of the lesson there are only ids and titles.
    """
    whole: Any = asked.whole
    try:
        lesson = Lesson(id=whole["lesson"]["id"], title=whole["lesson"]["title"], segments=(Segment(),))
        entry = LessonEntry(id=lesson.id, title=lesson.title, file="lesson.json")
        course = Manifest(**whole["course"], lessons=(entry,))
        return Asked(course, lesson, int(whole["segment"])), question_from(whole["question"])
    except (KeyError, TypeError, ValueError, ValidationError):
        return None


def _range(value: float, margin: float) -> tuple[float, float]:
    far = margin + _LAST_BITS * max(1.0, abs(value))
    return value - far, value + far
