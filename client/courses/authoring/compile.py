"""The whole text becomes a course, and a list of what was not understood. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from pydantic import ValidationError

from client.courses.authoring.faults import Fault, FaultError
from client.courses.authoring.heads import minutes_in, name_in, read_head, rules_in
from client.courses.authoring.outline import Block, LessonDraft, SegmentDraft, outline
from client.courses.authoring.questions import question_of
from client.courses.content import Attribution, Course, Lesson, Media, Question, Segment
from client.courses.importing.build import fingerprint
from client.texts import _

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_CHARS_A_MINUTE = 300  # reading for understanding, as school books reckon
_QUESTION_MIN = 1.0


@dataclass(frozen=True)
class Written:
    """What the text says: the `course`, None when there is nothing to learn in it yet, and what was not understood."""

    course: Course | None
    faults: tuple[Fault, ...]


class _Ids:
    """Ids that stay when something else is changed: made of what is named, and counted where that is the same."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def give(self, wanted: str) -> str:
        self._times[wanted] += 1
        times = self._times[wanted]
        return wanted if times == 1 else self.give(f"{wanted}-{times}")


def compile_course(
    text: str,
    *,
    course_id: str = "draft",
    version: int = 1,
    pictures: Collection[str] = (),
    names: Mapping[str, str] | None = None,
) -> Written:
    """The course that `text` writes.

    Args:
        text: Markdown, as assets/courses/WRITING.md tells.
        course_id: its id unless the head gives one.
        version: its version.
        pictures: names of the files that are there to be shown.
        names: names of knowledge points and their ids.

    """
    parts = outline(text)
    faults = parts.faults
    head = read_head(parts.head, faults)
    names = names or {}
    for key in ("points", "needs"):
        if key in head:
            head[key] = tuple(names.get(word, word) for word in head[key])
    authors, licence = head.pop("authors", ()), head.pop("licence", "")
    if authors or licence:
        head["attribution"] = Attribution(authors=authors, licence=licence)
    title = head.pop("title", "") or next((lesson.title for lesson in parts.lessons if lesson.title), "")
    asked, named = _Ids(), _Ids()
    lessons = [
        made
        for draft in parts.lessons
        if (made := _lesson(draft, title or _("第一课"), named, asked, names, faults)) is not None
    ]
    faults += _missing(parts.lessons, pictures)
    found = tuple(sorted(set(faults)))
    if not lessons:
        return Written(None, found)
    head = {"id": course_id, **head}
    course = Course(title=title or _("没有标题的课程"), version=version, lessons=tuple(lessons), **head)
    return Written(course, found)


def _lesson(
    draft: LessonDraft, title: str, named: _Ids, asked: _Ids, names: Mapping[str, str], faults: list[Fault]
) -> Lesson | None:
    segments = [made for segment in draft.segments if (made := _segment(segment, asked, names, faults)) is not None]
    if not segments:
        if draft.title:
            faults.append(Fault(draft.line, _("这一课还没有内容")))
        return None
    title = draft.title or title
    minutes = minutes_in(draft.attributes, faults, draft.line) or _reckoned(segments)
    identity = named.give(name_in(draft.attributes) or f"l-{fingerprint(title)}")
    return Lesson(id=identity, title=title, minutes=minutes, segments=tuple(segments))


def _segment(draft: SegmentDraft, asked: _Ids, names: Mapping[str, str], faults: list[Fault]) -> Segment | None:
    quiz = tuple(question for block in draft.blocks for question in _questions(block, asked, names, faults))
    body = "\n".join(line for _number, line in draft.body).strip()
    media = _media(draft, faults)
    if not (body or quiz or media):
        return None
    return Segment(title=draft.title, body=body, media=media, quiz=quiz, rules=rules_in(draft.attributes))


def _media(draft: SegmentDraft, faults: list[Fault]) -> Media | None:
    if draft.shown is None:
        return None
    shown = draft.shown
    try:
        return Media(kind=shown.kind, title=shown.title, url=shown.url)
    except ValidationError:
        faults.append(Fault(shown.line, _("这个地址不能播放")))
        return None


def _questions(block: Block, asked: _Ids, names: Mapping[str, str], faults: list[Fault]) -> Iterator[Question]:
    if block.form == "gift":
        yield from (_named(question, asked) for question in _gift(block, faults))
        return
    try:
        yield _named(question_of(block.lines, names), asked)
    except FaultError as fault:
        faults.append(Fault(block.line + fault.line, fault.reason))


def _gift(block: Block, faults: list[Fault]) -> Iterator[Question]:
    from client.courses.importing.gift.blocks import split
    from client.courses.importing.gift.kinds import question_of as gift_question
    from client.courses.importing.gift.parse import GiftError, parse

    for part in split("\n".join(block.lines)):
        try:
            yield gift_question(parse(part.text)).question
        except GiftError as error:
            faults.append(Fault(block.line + part.line + error.line - 1, str(error)))


def _named(question: Question, asked: _Ids) -> Question:
    wanted = question.id or f"q-{fingerprint(question.kind, question.text)}"
    return question.model_copy(update={"id": asked.give(wanted)})


def _reckoned(segments: list[Segment]) -> int:
    chars = sum(len(segment.body) for segment in segments)
    questions = sum(len(segment.quiz) for segment in segments)
    return max(1, ceil(chars / _CHARS_A_MINUTE + questions * _QUESTION_MIN))


def _missing(lessons: list[LessonDraft], pictures: Collection[str]) -> Iterator[Fault]:
    """Pictures that are named and not there."""
    there = set(pictures)
    for lesson in lessons:
        for segment in lesson.segments:
            lines = [*segment.body]
            lines += [(block.line + i, line) for block in segment.blocks for i, line in enumerate(block.lines)]
            for number, line in lines:
                for name in _PICTURE.findall(line):
                    if name not in there:
                        yield Fault(number, _("图片 {name} 还没有加进来").format(name=name))
