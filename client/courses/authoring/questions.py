"""A block becomes a question of the kind that its parts make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from client.courses.authoring.answers import gaps_in, judged, numeric, wordings
from client.courses.authoring.blocks import Parts, take_apart
from client.courses.authoring.faults import FaultError
from client.courses.authoring.heads import split_words
from client.courses.content import (
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    MatchingPair,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.texts import _

_KINDS = {
    "单选": "choice", "choice": "choice", "多选": "multiple", "multiple": "multiple",
    "判断": "true_false", "truefalse": "true_false", "true_false": "true_false",
    "数值": "numeric", "numeric": "numeric", "number": "numeric",
    "填空": "text", "简答": "text", "text": "text",
    "配对": "matching", "连线": "matching", "matching": "matching",
    "排序": "ordering", "ordering": "ordering", "order": "ordering",
    "完形": "cloze", "cloze": "cloze",
    "问答": "essay", "论述": "essay", "essay": "essay",
}  # fmt: skip
_KIND_LINE = re.compile(r"^\s{0,3}(?:类型|题型|kind|type)\s*[:：]\s*(\S+)\s*$", re.IGNORECASE)


def question_of(lines: list[str], names: Mapping[str, str]) -> Question:
    """The question of a block, its `id` as written or "". Raises FaultError.

    `names` maps names of knowledge points to their ids; an id stands for itself.
    """
    kind = _kind(lines)
    parts = take_apart(lines, ordered=kind == "ordering")
    if not parts.text:
        raise FaultError(_("没有题干：先写问什么，再写选项或答案"))
    try:
        return _made(parts, kind, _common(parts, names))
    except ValidationError as error:
        raise FaultError(_("这道题写得不完整：{why}").format(why=error.errors()[0]["msg"])) from error


def _kind(lines: list[str]) -> str:
    for number, line in enumerate(lines):
        if found := _KIND_LINE.match(line):
            word = found[1].lower().removesuffix("题")
            if word not in _KINDS:
                known = _("单选、多选、判断、数值、填空、配对、排序、完形、问答")
                raise FaultError(_("不认识的题型“{kind}”；可以写：{known}").format(kind=found[1], known=known), number)
            return _KINDS[word]
    return ""


def _common(parts: Parts, names: Mapping[str, str]) -> dict[str, Any]:
    common: dict[str, Any] = {
        "id": parts.field("id"),
        "explanation": parts.field("explanation"),
        "hint": parts.field("hint"),
        "points": tuple(names.get(word, word) for word in split_words(parts.field("points"))),
    }
    if written := parts.field("difficulty"):
        if written not in ("0", "1", "2", "3", "4"):
            raise FaultError(_("难度写 0 到 4：0 最容易，4 最难"), parts.line("difficulty"))
        common["difficulty"] = int(written)
    return common


def _made(parts: Parts, kind: str, common: dict[str, Any]) -> Question:
    if parts.options:
        return _choice(parts, kind, common)
    if parts.pairs and kind in ("", "matching"):
        return _matching(parts, common)
    if kind == "ordering":
        if len(parts.items) < 2:
            raise FaultError(_("排序题要有两行以上，按正确的顺序写成 1. 2. 3."))
        return OrderingQuestion(text=parts.text, items=tuple(parts.items), **common)
    text, gaps = gaps_in(parts.text)
    if gaps and kind in ("", "cloze", "text"):
        return ClozeQuestion(text=text, gaps=gaps, **common)
    if kind == "essay" or ("answer" not in parts.fields and "sample" in parts.fields):
        return EssayQuestion(text=parts.text, sample=parts.field("sample") or parts.field("answer"), **common)
    if "answer" not in parts.fields:
        raise FaultError(_("没有答案：写一行“答案：”，或者选项 - [x]、配对 甲 => 乙、空格 {{ }}、“参考：”"))
    return _answered(parts, kind, common)


def _answered(parts: Parts, kind: str, common: dict[str, Any]) -> Question:
    answer, line = "\n".join(value.text for value in parts.fields["answer"]).strip(), parts.line("answer")
    if not answer:
        raise FaultError(_("“答案：”后面是空的"), line)
    truth = judged(answer)
    if kind == "true_false" and truth is None:
        raise FaultError(_("判断题的答案写“对”或“错”"), line)
    if truth is not None and kind in ("", "true_false"):
        return TrueFalseQuestion(text=parts.text, correct=truth, **common)
    if kind != "text":
        numbers = [numeric(wording) for wording in re.split(r"[|｜\n]", answer) if wording.strip()]
        found = [one for one in numbers if one is not None]
        if found and len(found) == len(numbers):
            unit = parts.field("unit") or next((one.unit for one in found if one.unit), "")
            return NumericQuestion(text=parts.text, answers=tuple(one.answer for one in found), unit=unit, **common)
        if kind == "numeric":
            raise FaultError(_("数值题的答案写一个数，例如 9.8 ± 0.1 m/s²"), line)
    return TextQuestion(text=parts.text, accepted=wordings(answer), **common)


def _choice(parts: Parts, kind: str, common: dict[str, Any]) -> ChoiceQuestion:
    options = parts.options
    if len(options) < 2:
        raise FaultError(_("选择题要有两个以上的选项"), options[0].line)
    correct = tuple(i for i, option in enumerate(options) if option.right)
    if options[0].letter:
        letters = [letter for letter in parts.field("answer").upper() if letter.isalpha()]
        known = {option.letter: i for i, option in enumerate(options)}
        if odd := [letter for letter in letters if letter not in known]:
            raise FaultError(_("答案里的 {letter} 不在选项里").format(letter=odd[0]), parts.line("answer"))
        correct = tuple(sorted({known[letter] for letter in letters}))
    if not correct:
        raise FaultError(_("没有标出正确的选项：写成 - [x]，或者“答案：B”"), options[0].line)
    multiple = kind == "multiple" or len(correct) > 1
    if kind == "choice" and multiple:
        raise FaultError(_("单选题只能有一个正确的选项"), options[0].line)
    feedback = tuple(option.feedback for option in options)
    return ChoiceQuestion(
        text=parts.text,
        options=tuple(option.text for option in options),
        correct=correct,
        multiple=multiple,
        feedback=feedback if any(feedback) else (),
        **common,
    )


def _matching(parts: Parts, common: dict[str, Any]) -> MatchingQuestion:
    pairs = tuple(MatchingPair(prompt=left, match=right) for left, right, _line in parts.pairs if left)
    if len(pairs) < 2:
        raise FaultError(_("配对题要有两对以上"), parts.pairs[0][2])
    distractors = tuple(right for left, right, _line in parts.pairs if not left)
    return MatchingQuestion(text=parts.text, pairs=pairs, distractors=distractors, **common)
