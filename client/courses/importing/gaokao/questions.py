"""A record as a question: a choice when that is sure, else one that can be typed, else one to compare oneself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from client.courses.content import ChoiceQuestion, EssayQuestion, NumericAnswer, NumericQuestion, Question, TextQuestion
from client.courses.importing.gaokao import exam, options
from client.courses.importing.gaokao.records import Record
from client.courses.importing.gaokao.titles import headed
from client.courses.importing.report import Skipped
from client.courses.typed import number
from client.texts import _

_LISTED_NUMBERS = re.compile(r"[①-⑳⑴-⒇]|\(\d\)\s*\(\d\)")
_LISTED = re.compile(r"^\s*[（(]?[A-H][)）]?\s*[.．、]", re.MULTILINE)
_OR = re.compile(r"\\?#\s*\\?#")  # "##" stands between answers that are all right
_LETTERS = re.compile(r"[A-H]{1,8}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SHORT = re.compile(r"[①-⑳]+|(?:\(\d\)){1,6}|[\u3400-\u9fffA-Za-z]{1,6}")


@dataclass(frozen=True)
class Paper:
    """What holds for all questions of a bank: see `exam`."""

    numbered: bool
    scanned: bool


def choice_of(
    record: Record, paper: Paper, text: str, answers: list[str], explanation: str, notes: list[Skipped]
) -> ChoiceQuestion | None:
    """A choice, when the answer is letters and the options stand apart beyond doubt; else None."""
    letters = _letters("".join(answers))
    if not letters:
        return None
    found = options.split(text)
    correct = tuple(sorted({ord(letter) - ord("A") for letter in letters}))
    if not found or correct[-1] >= len(found.options):
        if _LISTED.search(text):
            notes.append(Skipped(record.place, _("选项无法可靠地拆开，改成了自己对答案的题")))
        return None
    stem = exam.cleaned(headed(record, exam.with_blank(found.stem)), scanned=paper.scanned)
    shown = [exam.cleaned_option(option, scanned=paper.scanned) for option in found.options]
    if not all(option.text for option in shown):
        return None
    if stem.lacks_picture or any(option.lacks_picture for option in shown):
        notes.append(Skipped(record.place, _("图片不在文件里")))
    return ChoiceQuestion(
        id="",
        text=stem.text,
        options=tuple(option.text for option in shown),
        correct=correct,
        multiple=len(correct) > 1,
        explanation=explanation,
    )


def passage_of(
    record: Record, paper: Paper, answers: list[str], explanation: str, notes: list[Skipped]
) -> tuple[str, list[Question]] | None:
    """A passage with several questions, each with its own answer."""
    found = options.split_many(record.text("question"), len(answers))
    letters = [_letters(answer) for answer in answers]
    if not found or not all(letters):
        return None
    passage, choices = found
    questions: list[Question] = []
    for nth, (choice, letter) in enumerate(zip(choices, letters, strict=True), start=1):
        correct = tuple(sorted({ord(x) - ord("A") for x in letter}))
        if correct[-1] >= len(choice.options):
            return None
        stem = exam.cleaned(
            exam.with_blank(exam.without_number(choice.stem, numbered=True)), scanned=paper.scanned
        ).text
        questions.append(
            ChoiceQuestion(
                id="",
                text=stem or _("第 {n} 空").format(n=nth),
                options=tuple(
                    exam.cleaned_option(option, scanned=paper.scanned).text or "—" for option in choice.options
                ),
                correct=correct,
                multiple=len(correct) > 1,
                explanation=explanation,
            )
        )
    reading = exam.cleaned(passage, scanned=paper.scanned)
    if reading.lacks_picture:
        notes.append(Skipped(record.place, _("图片不在文件里")))
    return reading.text, questions


def open_of(record: Record, paper: Paper, text: str, answers: list[str], explanation: str) -> Question:
    """A number or a few words that can be typed and compared; else an answer that one compares oneself."""
    shown = exam.cleaned(headed(record, exam.with_gaps(text)), scanned=paper.scanned).text
    gaps = len(re.findall(r"_{3,}", text))
    parts = _OR.split(answers[0]) if len(answers) == 1 and gaps < 2 else []
    typed = [answer for part in parts if (answer := _typed(part))]
    if any(_LISTED_NUMBERS.search(part) for part in parts):
        parts = []  # ①③ are two statements, not the number thirteen
    values = [value for part in parts if (value := number(re.sub(r"[\s~}]+$|[\s.。;；]+$", "", part))) is not None]
    if values and len(values) == len(parts):
        if not _NUMBER.fullmatch(typed[0]):
            explanation = (
                _("答案：{answer}").format(answer=exam.cleaned(parts[0], scanned=True).text) + "\n\n" + explanation
            )
        numbers = tuple(NumericAnswer(value=value) for value in dict.fromkeys(values))
        return NumericQuestion(id="", text=shown, answers=numbers, explanation=explanation.strip())
    if typed and all(_SHORT.fullmatch(answer) for answer in typed) and not _LISTED.search(text):
        return TextQuestion(id="", text=shown, accepted=tuple(dict.fromkeys(typed)), explanation=explanation)
    sample = "\n\n".join(exam.cleaned(_OR.sub(" 或 ", answer), scanned=paper.scanned).text for answer in answers)
    return EssayQuestion(id="", text=shown, sample=sample, explanation=explanation)


def _letters(answer: str) -> str:
    bare = re.sub(r"\\(?:mathrm|text|mathbf)|[${}~\s.。,，、]", "", answer)
    return bare if _LETTERS.fullmatch(bare) else ""


def _typed(answer: str) -> str:
    """An answer as one would type it: no signs around formulas, no full stop."""
    bare = re.sub(r"\\(?:mathrm|text)|[${}~\s]", "", answer).rstrip(".。;；")
    return re.sub(r"(?<=\d)\s+(?=[\d.])", "", bare)
