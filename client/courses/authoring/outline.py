"""The structure of a written course: its head, lessons, segments, and the blocks of questions, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from client.courses.authoring.faults import Fault
from client.texts import _

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*([^`]*?)\s*$")
_HEADING = re.compile(r"^(#{1,2})\s+(.+?)\s*#*\s*$")
_ATTRIBUTES = re.compile(r"\s*((?:\{[^{}]*\}\s*)+)$")
_MEDIA = re.compile(r"^\[(视频|音频|video|audio)\s*(?:[:：]\s*(.*?))?\]\((https?://\S+?)\)$", re.IGNORECASE)

_ASKS = frozenset({"题", "题目", "question", "quiz"})
_GIFT = "gift"


@dataclass
class Block:
    """A question's block; `line` (from 1) is that of its first line inside the fence."""

    form: Literal["question", "gift"]
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass
class Shown:
    """A film or a recording at an address."""

    kind: Literal["audio", "video"]
    title: str
    url: str
    line: int


@dataclass
class SegmentDraft:
    """Some text with the numbers of its lines, perhaps something to watch or hear, then questions."""

    title: str = ""
    attributes: str = ""
    line: int = 1
    body: list[tuple[int, str]] = field(default_factory=list)
    shown: Shown | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read, watch or do in it."""
        return not (self.shown or self.blocks or any(line.strip() for _number, line in self.body))


@dataclass
class LessonDraft:
    """A lesson's title as written, what stands in braces behind it, and its segments."""

    title: str
    attributes: str
    line: int
    segments: list[SegmentDraft]


@dataclass
class Outline:
    """The whole text in its parts; `head` are the lines between `---`, with their numbers."""

    head: list[tuple[int, str]]
    lessons: list[LessonDraft]
    faults: list[Fault]


def outline(text: str) -> Outline:
    """Cut the text up. Nothing in it is lost: what belongs nowhere becomes text to read."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    faults: list[Fault] = []
    head, start = _head(lines, faults)
    lessons: list[LessonDraft] = []
    for lesson in _lessons(lines, start, faults):
        lesson.segments = [segment for segment in lesson.segments if not segment.is_empty or segment.title]
        lessons.append(lesson)
    return Outline(head, lessons, faults)


def _head(lines: list[str], faults: list[Fault]) -> tuple[list[tuple[int, str]], int]:
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip() != "---":
        return [], 0
    for end in range(first + 1, len(lines)):
        if lines[end].strip() == "---":
            return [(i + 1, lines[i]) for i in range(first + 1, end)], end + 1
        if _HEADING.match(lines[end]) or _FENCE.match(lines[end]):
            break
    faults.append(Fault(first + 1, _("开头的 --- 没有结束：在简介后面另起一行再写 ---")))
    end = next(
        (i for i in range(first + 1, len(lines)) if not lines[i].strip() or lines[i].startswith("#")), len(lines)
    )
    return [(i + 1, lines[i]) for i in range(first + 1, end)], end


def _lessons(lines: list[str], start: int, faults: list[Fault]) -> Iterator[LessonDraft]:
    lesson = LessonDraft("", "", start + 1, [SegmentDraft(line=start + 1)])
    at = start
    while at < len(lines):
        line = lines[at]
        fence, heading = _FENCE.match(line), _HEADING.match(line)
        if fence:
            at = _fenced(lines, at, fence, lesson, faults)
            continue
        if heading and len(heading[1]) == 1:
            if lesson.title or not all(segment.is_empty for segment in lesson.segments):
                yield lesson
            title, attributes = _titled(heading[2])
            lesson = LessonDraft(title, attributes, at + 1, [SegmentDraft(line=at + 1)])
        elif heading:
            lesson.segments.append(SegmentDraft(*_titled(heading[2]), line=at + 1))
        elif media := _MEDIA.match(line.strip()):
            _show(lesson, media, at + 1)
        else:
            _read(lesson, line, at + 1)
        at += 1
    if lesson.title or not all(segment.is_empty for segment in lesson.segments):
        yield lesson


def _titled(words: str) -> tuple[str, str]:
    found = _ATTRIBUTES.search(words)
    return (words[: found.start()], found[1]) if found and words[: found.start()].strip() else (words, "")


def _fenced(lines: list[str], at: int, fence: re.Match[str], lesson: LessonDraft, faults: list[Fault]) -> int:
    """Take a fenced block that begins at `at`; where to go on."""
    mark, word = fence[1], fence[2].lower()
    asks = word in _ASKS or word == _GIFT
    end = next((i for i in range(at + 1, len(lines)) if _closes(lines[i], mark)), None)
    if end is None and asks:  # what follows shall not vanish in the question
        end = next((i for i in range(at + 1, len(lines)) if _HEADING.match(lines[i]) or _FENCE.match(lines[i])), None)
        faults.append(Fault(at + 1, _("题目没有结束：在它后面另起一行写 {mark}").format(mark=mark)))
        after = len(lines) if end is None else end
    else:
        after = len(lines) if end is None else end + 1
    inside = lines[at + 1 : end]
    if asks:
        form: Literal["question", "gift"] = "gift" if word == _GIFT else "question"
        lesson.segments[-1].blocks.append(Block(form, at + 2, inside))
    else:
        for i in range(at, after):
            _read(lesson, lines[i], i + 1)
    return after


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(mark) and set(stripped) == {mark[0]}


def _read(lesson: LessonDraft, line: str, number: int) -> None:
    """Text after questions begins a new segment, so that what was asked stays where it was asked."""
    segment = lesson.segments[-1]
    if segment.blocks and line.strip():
        segment = SegmentDraft(line=number)
        lesson.segments.append(segment)
    segment.body.append((number, line))


def _show(lesson: LessonDraft, media: re.Match[str], number: int) -> None:
    kind: Literal["audio", "video"] = "audio" if media[1].lower() in ("音频", "audio") else "video"
    segment = lesson.segments[-1]
    if segment.shown or segment.blocks:
        segment = SegmentDraft(line=number)
        lesson.segments.append(segment)
    segment.shown = Shown(kind, media[2] or "", media[3], number)
