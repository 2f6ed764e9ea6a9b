"""What a person writes down of a mistake, and the question that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    NumericAnswer,
    NumericQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.grading import LETTERS, given_answer, right_answer
from client.mistakes.alike import form
from client.mistakes.cuttings import Cutting
from sync.ids import stable_id

SHORT = 40
"""An answer of so many characters, on one line, is compared by the app; a longer one by the person."""

_MARK = re.compile(r"(?:^|(?<=[\s　]))[(（]?([A-G])(?:[)）]\s*[.．、:：]?|\s?[.．、:：])\s*(?=\S)", re.MULTILINE)
_LETTERS = re.compile(r"(?:选|答案)?[:：]?\s*[(（]?([A-Ga-g](?:[\s,，、;；]*[A-Ga-g])*)[)）]?[.。]?")
_NUMBER = re.compile(
    r"([+\-−]?\d+(?:\.\d+)?)\s*((?:[a-zA-ZΩμ°℃%\u4e00-\u9fff][a-zA-Z0-9Ωμ°℃%²³^/·\u4e00-\u9fff]{0,9})?)"
)
_RIGHT, _WRONG = ("对", "正确", "√", "✓", "true", "t"), ("错", "错误", "×", "✗", "false", "f")
_STOPS = "。；;！？!?，,"


@dataclass(frozen=True)
class Draft:
    """A mistake as it is being written down; the options stand in `text`, each with its letter.

    `point_id` None leaves the choice to the classifier, "" is a point that was not found.
    """

    text: str = ""
    given: str = ""
    answer: str = ""
    solution: str = ""
    source: str = ""
    subject: str = ""
    cuttings: tuple[Cutting, ...] = ()
    point_id: str | None = None
    cause: str = ""
    reflection: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.text.strip() or self.cuttings)

    def next(self) -> Draft:
        """The one that follows when several are written down in a row: subject and source stay."""
        return Draft(subject=self.subject, source=self.source)


def id_of(draft: Draft) -> str:
    """The same for the same question on every device: by its normal form, or by its picture when it has no words."""
    stem, options = options_in(draft.text)
    known = form(stem, options)
    return stable_id("mistake", "own", known or (draft.cuttings[0].file if draft.cuttings else ""))


def question_of(draft: Draft, question_id: str) -> Question:
    """The question, of the kind that its answer shows."""
    stem, options = options_in(draft.text)
    about: dict[str, Any] = {"id": question_id, "explanation": draft.solution.strip()}
    answer = draft.answer.strip()
    if options and (chosen := _chosen(answer, options)):
        return ChoiceQuestion(text=stem, options=options, correct=chosen, multiple=len(chosen) > 1, **about)
    whole = draft.text.strip()
    if not options and answer.lower() in _RIGHT + _WRONG:
        return TrueFalseQuestion(text=whole, correct=answer.lower() in _RIGHT, **about)
    if not options and (number := _NUMBER.fullmatch(answer)):
        value = NumericAnswer(value=float(number[1].replace("−", "-")))
        return NumericQuestion(text=whole, answers=(value,), unit=number[2], **about)
    if answer and not options and _is_short(answer):
        return TextQuestion(text=whole, accepted=(answer,), **about)
    return EssayQuestion(text=whole, sample=answer, **about)


def given_of(draft: Draft, question: Question) -> Any:
    """What was answered, as the JSON of `client.courses.grading`; None for nothing."""
    given = draft.given.strip()
    if not given:
        return None
    match question:
        case ChoiceQuestion():
            return list(_chosen(given, question.options)) or None
        case TrueFalseQuestion():
            return given.lower() in _RIGHT if given.lower() in _RIGHT + _WRONG else None
        case EssayQuestion():
            return {"text": given, "self": False}
        case _:
            return given


def draft_of(question: Question, given: Any, **about: Any) -> Draft:
    """What is to be edited of a question that was written down."""
    if isinstance(question, ChoiceQuestion):
        lines = [f"{LETTERS[i % 26]}. {option}" for i, option in enumerate(question.options)]
        text = "\n".join([question.text, *lines])
        answer = "".join(LETTERS[i % 26] for i in question.correct)
        chosen = given if isinstance(given, list) else []
        mine = "".join(LETTERS[i % 26] for i in chosen if isinstance(i, int))
    else:
        text, answer = question.text, right_answer(question)
        mine = given_answer(question, given).replace("—", "")
    return replace(Draft(text=text, given=mine, answer=answer, solution=question.explanation), **about)


def options_in(text: str) -> tuple[str, tuple[str, ...]]:
    """The question without its options, and the options without their letters; none where there are none."""
    marks = list(_MARK.finditer(text))
    for first in range(len(marks) - 1, -1, -1):
        run = marks[first:]
        letters = "".join(mark[1] for mark in run)
        if len(run) >= 2 and LETTERS.startswith(letters):
            ends = [mark.start() for mark in run[1:]] + [len(text)]
            options = tuple(text[mark.end() : end].strip(" \t\r\n　;；") for mark, end in zip(run, ends, strict=True))
            stem = text[: run[0].start()].strip()
            return (stem, options) if stem and all(options) else (text.strip(), ())
    return text.strip(), ()


def _chosen(answer: str, options: tuple[str, ...]) -> tuple[int, ...]:
    """Which options an answer names, by their letters or by one's own words."""
    if found := _LETTERS.fullmatch(answer.strip()):
        indexes = sorted({LETTERS.index(letter) for letter in found[1].upper() if letter.isalpha()})
        return tuple(indexes) if indexes[-1] < len(options) else ()
    return tuple(i for i, option in enumerate(options) if form(option) == form(answer))[:1] if answer.strip() else ()


def _is_short(answer: str) -> bool:
    return len(answer) <= SHORT and "\n" not in answer and not any(stop in answer for stop in _STOPS)
