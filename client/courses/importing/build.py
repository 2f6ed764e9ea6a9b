"""Questions in order become a course: lessons of about ten, segments of about five, ids that survive a new import."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from client.courses.content import Attribution, Course, EssayQuestion, Lesson, Question, Segment
from client.courses.importing.draft import Piece
from client.courses.importing.report import ImportRefusedError
from client.plain import plain
from client.texts import _

LESSON_QUESTIONS = 10
SEGMENT_QUESTIONS = 5


@dataclass(frozen=True)
class Item:
    """One find of a reader, in the file's order: a question, or Markdown to read before the questions that follow.

    `group` becomes the lesson's title and `section` the segment's; both may be "". `key` is what the question is
    known by when the file comes again: its id or title if it has one, else its text.
    """

    group: str
    key: str
    question: Question | None = None
    reading: str = ""
    section: str = ""


@dataclass
class Unit:
    """A lesson as a course of others has it: its pieces in order, and the module that it is part of."""

    key: str
    title: str
    pieces: list[Piece]
    section: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Head:
    """What is known of a course as a whole. `identity` is what it is known by when the file comes again."""

    identity: str
    title: str
    subject: str = "other"
    grade: str = ""
    summary: str = ""
    language: str = ""
    attribution: Attribution | None = None


def course_from(units: Iterable[Unit], form: str, head: Head) -> Course:
    """The course of `units`, each a lesson; empty ones go. Raises `ImportRefusedError` when nothing is left."""
    lessons: list[Lesson] = []
    known: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for unit in units:
        segments = tuple(_segment(piece, asked) for piece in unit.pieces if not piece.is_empty)
        if segments:
            title = plain(unit.title, 100) or _("第 {n} 课").format(n=len(lessons) + 1)
            lesson = Lesson(
                id=_unique(f"l-{fingerprint(unit.key)}", known),
                title=title,
                minutes=_minutes(segments),
                summary=unit.summary,
                section=plain(unit.section, 100),
                segments=segments,
            )
            lessons.append(lesson)
    if not lessons:
        raise ImportRefusedError(_("里面没有能用的课文或题目"))
    return Course(
        id=f"{form}-{fingerprint(form, head.identity)}",
        title=plain(head.title, 100) or _("导入的课程"),
        subject=head.subject,
        grade=head.grade,
        language=head.language or language_of(" ".join(segment.body for segment in lessons[0].segments)),
        summary=head.summary,
        attribution=head.attribution,
        lessons=tuple(lessons),
    )


def language_of(text: str) -> str:
    """`zh-CN` for a text with Chinese in it, else `und`: nobody knows."""
    return "zh-CN" if re.search("[\u4e00-\u9fff]", text) and not re.search("[\u3040-\u30ff]", text) else "und"


def _segment(piece: Piece, asked: Counter[str]) -> Segment:
    quiz = tuple(
        question.model_copy(update={"id": _unique(f"q-{fingerprint(key)}", asked)}) for key, question in piece.quiz
    )
    return Segment(title=plain(piece.title, 100), body=piece.body, media=piece.media, quiz=quiz, rules=piece.rules)


def _unique(base: str, seen: Counter[str]) -> str:
    seen[base] += 1
    return base if seen[base] == 1 else f"{base}-{seen[base]}"


def fingerprint(*parts: str) -> str:
    """Twelve signs that stand for `parts`, on every device and in every run the same."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def course_of(
    items: Iterable[Item],
    *,
    form: str,
    identity: str,
    title: str,
    subject: str = "other",
    grade: str = "",
    summary: str = "",
    language: str = "zh-CN",
    attribution: Attribution | None = None,
) -> Course:
    """The course of `items`; `form` and `identity` make its id, so that the same file again is the same course."""
    groups: dict[str, list[Item]] = {}
    for item in _with_ids(items):
        groups.setdefault(item.group, []).append(item)
    lessons = [lesson for group, members in groups.items() for lesson in _lessons(group, members)]
    return Course(
        id=f"{form}-{fingerprint(form, identity)}",
        title=title,
        subject=subject,
        grade=grade,
        language=language,
        summary=summary,
        attribution=attribution,
        lessons=tuple(lessons),
    )


def _with_ids(items: Iterable[Item]) -> Iterator[Item]:
    seen: Counter[str] = Counter()
    for item in items:
        if item.question is None:
            yield item
            continue
        unique = _unique(f"q-{fingerprint(item.key)}", seen)
        yield replace(item, question=item.question.model_copy(update={"id": unique}))


def _lessons(group: str, items: list[Item]) -> Iterator[Lesson]:
    parts = _even_parts(items, LESSON_QUESTIONS)
    for number, part in enumerate(parts, start=1):
        title = group or _("练习")
        if len(parts) > 1:
            title = _("{title} {n}").format(title=title, n=number)
        segments = tuple(_segments(part))
        yield Lesson(id=f"l-{fingerprint(group)}-{number}", title=title, minutes=_minutes(segments), segments=segments)


def _even_parts(items: list[Item], size: int) -> list[list[Item]]:
    """`items` in parts of about `size` questions; up to half as many again stay together."""
    total = sum(1 for item in items if item.question)
    count = ceil(total / size) if total > size * 3 // 2 else 1
    parts: list[list[Item]] = [[]]
    done = 0
    for item in items:
        if len(parts) < count and done * count >= total * len(parts):
            parts.append([])
        parts[-1].append(item)
        done += item.question is not None
    return parts


def _segments(items: list[Item]) -> Iterator[Segment]:
    number = 1
    for stretch in _stretches(items):
        body = stretch[0].reading
        for part in _even_parts(stretch, SEGMENT_QUESTIONS):
            quiz = tuple(item.question for item in part if item.question)
            title = stretch[0].section or _numbers(number, number + len(quiz) - 1)
            yield Segment(title=title, body=body, quiz=quiz)
            number += len(quiz)
            body = ""


def _stretches(items: list[Item]) -> list[list[Item]]:
    """Cut before each text to read and where the section changes."""
    stretches: list[list[Item]] = []
    for item in items:
        if not stretches or item.reading or (item.section and item.section != stretches[-1][0].section):
            stretches.append([])
        stretches[-1].append(item)
    return stretches


def _numbers(first: int, last: int) -> str:
    if last < first:
        return ""
    if first == last:
        return _("第 {n} 题").format(n=first)
    return _("第 {first}–{last} 题").format(first=first, last=last)


def _minutes(segments: Iterable[Segment]) -> int:
    """A minute a question, three for an open one, and 400 signs of text a minute."""
    minutes = 0
    for segment in segments:
        essays = sum(1 for question in segment.quiz if isinstance(question, EssayQuestion))
        minutes += ceil(len(segment.body) / 400) + len(segment.quiz) + 2 * essays
        minutes += ceil(segment.media.duration_s / 60) if segment.media else 0
    return max(1, minutes)
