"""A course as Moodle GIFT: its texts as descriptions, its questions with feedback and shares.

GIFT has no ordering, no text with several gaps, no hints, no units and no sample of an essay. Moodle gets the nearest
that it has; what is lost that way stands in a comment `// [xueban: {…}]` above the question, which Moodle passes over
and our reader takes up again, as long as nobody has changed the question itself.
"""

from __future__ import annotations

import re
from typing import Any

from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    Course,
    EssayQuestion,
    Gap,
    Lesson,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.importing.gift.again import comment, read_block
from client.courses.importing.report import Skipped, first_words
from client.texts import _

_SPECIAL = re.compile(r"[\\:~=#{}]")


def gift_of(course: Course, notes: list[Skipped]) -> str:
    """The file's text; what became of questions that GIFT does not know is added to `notes`."""
    blocks = [f"// {_line(course.title)}"]
    for lesson in course.lessons:
        blocks.append(f"$CATEGORY: {_category(course, lesson)}")
        for segment in lesson.segments:
            if segment.body.strip():
                title = f"::{escaped(_line(segment.title))}::" if segment.title else ""
                blocks.append(f"{title}[markdown]{escaped(segment.body.strip())}")
            for question in segment.quiz:
                blocks += _blocks(question, notes)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""`text` with the signs of GIFT escaped and its line ends written `\n`."""
    return _SPECIAL.sub(lambda m: "\\" + m[0], text).replace("\n", "\\n")


def _line(text: str) -> str:
    return " ".join(text.split())


def _category(course: Course, lesson: Lesson) -> str:
    steps = [course.title, *([lesson.section] if lesson.section else []), lesson.title]
    return "/".join(_line(step).replace("/", "//") for step in steps)


def _blocks(question: Question, notes: list[Skipped]) -> list[str]:
    """The question as one block or several, each with the comment that makes reading it again give the same."""
    parts = _parts(question)
    if len(parts) > 1 or isinstance(question, ClozeQuestion | OrderingQuestion):
        place = _("题目“{title}”").format(title=first_words(question.text, 20))
        notes.append(Skipped(place, _("GIFT 没有这种题，给 Moodle 的是相近的 {n} 题").format(n=len(parts))))
    blocks: list[str] = []
    for number, part in enumerate(parts):
        source = _source(part)
        head = f"// [id:{_line(question.id).replace(']', '')}]" if number == 0 else ""
        wanted = question if number == 0 else None
        lost = _lost(source, wanted)
        lines = [line for line in (head, comment(source, lost) if lost is not None else "") if line]
        blocks.append("\n".join([*lines, source]))
    return blocks


def _lost(source: str, wanted: Question | None) -> dict[str, Any] | None:
    """What reading the block gives differently; None for nothing. A block that only serves Moodle reads as nothing."""
    if wanted is None:
        return {}
    found = read_block(source)
    whole = wanted.model_dump(mode="json", exclude={"id"})
    if found is None or found.kind != wanted.kind:
        return whole
    got = found.model_dump(mode="json", exclude={"id"})
    lost = {key: value for key, value in whole.items() if got.get(key) != value}
    return lost or None


def _source(question: Question) -> str:
    text = f"[markdown]{escaped(question.text.strip())}"
    inside = _answers(question)
    general = f"\n####{escaped(question.explanation.strip())}" if question.explanation.strip() else ""
    return f"{text}{{{inside}{general}}}"


def _answers(question: Question) -> str:
    match question:
        case ChoiceQuestion():
            return "".join(f"\n{line}" for line in _options(question))
        case TrueFalseQuestion():
            return "TRUE" if question.correct else "FALSE"
        case NumericQuestion():
            return "#" + "".join(f"\n={_share(a.credit)}{_number(a)}" for a in question.answers)
        case TextQuestion():
            wordings = [(text, 1.0) for text in question.accepted] + [(p.text, p.credit) for p in question.partly]
            return "".join(f"\n={_share(credit)}{escaped(text)}" for text, credit in wordings)
        case MatchingQuestion():
            pairs = [f"\n={escaped(pair.prompt)} -> {escaped(pair.match)}" for pair in question.pairs]
            return "".join([*pairs, *(f"\n= -> {escaped(other)}" for other in question.distractors)])
        case _:
            return ""


def _options(question: ChoiceQuestion) -> list[str]:
    lines: list[str] = []
    right = len(question.correct)
    for index, option in enumerate(question.options):
        share = question.credit[index] if question.credit else 0.0
        if not question.credit and question.multiple:
            share = 1 / right if index in question.correct else -1 / right
        if question.multiple:
            mark = f"~%{_percent(share)}%"
        elif index in question.correct:
            mark = "="
        else:
            mark = f"~%{_percent(share)}%" if share else "~"
        remark = f"#{escaped(question.feedback[index])}" if question.feedback and question.feedback[index] else ""
        lines.append(f"{mark}{escaped(option)}{remark}")
    return lines


def _percent(share: float) -> str:
    return f"{share * 100:.5f}".rstrip("0").rstrip(".")


def _share(credit: float) -> str:
    return "" if credit >= 1 else f"%{_percent(credit)}%"


def _number(answer: NumericAnswer) -> str:
    margin = f":{answer.margin:.12g}" if answer.margin else ""
    return f"{answer.value:.12g}{margin}"


def _parts(question: Question) -> list[Question]:
    """What stands for a question in Moodle."""
    if isinstance(question, OrderingQuestion):
        pairs = tuple(MatchingPair(prompt=str(n), match=item) for n, item in enumerate(question.items, start=1))
        return [MatchingQuestion(id="", text=question.text, pairs=pairs, explanation=question.explanation)]
    if isinstance(question, ClozeQuestion):
        return [_of_gap(question, index, gap) for index, gap in enumerate(question.gaps)]
    if isinstance(question, EssayQuestion) and question.sample:
        sample = _("{label}：{words}").format(label=_("参考答案"), words=question.sample)
        explanation = "\n\n".join(filter(None, (sample, question.explanation)))
        return [EssayQuestion(id="", text=question.text, explanation=explanation)]
    return [question]


def _of_gap(question: ClozeQuestion, index: int, gap: Gap) -> Question:
    text = "".join(
        part if isinstance(part, str) else f"({part + 1})\\_\\_\\_" if part == index else f"({part + 1})…"
        for part in question.parts
    )
    match gap:
        case ChoiceGap() if len(gap.options) > 1:
            return ChoiceQuestion(id="", text=text, options=gap.options, correct=gap.correct[:1])
        case ChoiceGap():
            return TextQuestion(id="", text=text, accepted=gap.options)
        case TextGap():
            return TextQuestion(id="", text=text, accepted=gap.accepted, partly=gap.partly)
        case NumericGap():
            return NumericQuestion(id="", text=text, answers=gap.answers)
