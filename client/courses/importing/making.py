"""Questions from what a reader found: shares of the whole become what is right, what is right in part, what is wrong.

All raise `Unfit` with the reason when there is no question to be made. Texts are Markdown already.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    Gap,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    PartlyRight,
    Question,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
    Unit,
)
from client.courses.importing.draft import Draft, Unfit
from client.courses.typed import number
from client.texts import _

_HOLE = re.compile("\ue010(\\d+)\ue011")
_WRITTEN_GAP = re.compile(r"\[\[(?=[1-9]\d{0,2}\]\])")


@dataclass(frozen=True)
class Option:
    """An option with the share of the whole that it earns, -1 to 1."""

    text: str
    share: float = 0.0
    feedback: str = ""


@dataclass(frozen=True)
class Told:
    """What is said around a question."""

    text: str
    explanation: str = ""
    hint: str = ""

    def stem(self) -> str:
        """The text. Raises `Unfit` when there is none."""
        if not self.text.strip():
            raise Unfit(_("没有题干"))
        return self.text


def hole(index: int) -> str:
    """What stands for a gap (counted from 0) in a text until it is Markdown; no markup changes it."""
    return f"\ue010{index}\ue011"


def choice(draft: Draft, told: Told, options: Sequence[Option], *, multiple: bool | None = None) -> Question:
    """A choice; `multiple` None lets the shares say whether several are to be chosen."""
    if len(options) < 2:
        raise Unfit(_("选择题至少要有两个选项"))
    shares = [min(max(option.share, -1.0), 1.0) for option in options]
    positive = [i for i, share in enumerate(shares) if share > 0]
    if not positive:
        raise Unfit(_("没有标出正确选项"))
    best = max(shares)
    if multiple is False:
        correct = [i for i, share in enumerate(shares) if share == best]
        if len(correct) > 1:
            draft.note(_("原题选出任意一个正确项即可，这里要选出全部 {n} 项").format(n=len(correct)))
    else:
        correct = positive
    many = bool(multiple) or len(correct) > 1
    parts = [share for share in shares if share > 0]
    uneven = max(parts) - min(parts) > 0.02 if many else len(parts) > 1
    feedback = tuple(option.feedback for option in options)
    return ChoiceQuestion(
        id="",
        text=told.stem(),
        options=tuple(option.text.strip() or "—" for option in options),
        correct=tuple(correct),
        multiple=many,
        feedback=feedback if any(feedback) else (),
        credit=tuple(shares) if uneven and abs(best) <= 1 else (),
        explanation=told.explanation,
        hint=told.hint,
    )


def true_false(told: Told, *, correct: bool) -> Question:
    """A statement to judge."""
    return TrueFalseQuestion(id="", text=told.stem(), correct=correct, explanation=told.explanation, hint=told.hint)


def wordings(answers: Iterable[tuple[str, float]]) -> tuple[tuple[str, ...], tuple[PartlyRight, ...], bool]:
    """The right wordings, those right in part, and whether there are wildcards in them, from (wording, share)."""
    shares: dict[str, float] = {}
    for text, share in answers:
        if (plain := " ".join(text.split())) and share > 0:
            shares[plain] = max(share, shares.get(plain, 0.0))
    if not shares:
        raise Unfit(_("没有写出答案"))
    best = max(shares.values())
    right = tuple(text for text, share in shares.items() if share >= best - 1e-6)
    lesser = tuple(PartlyRight(text=text, credit=share / best) for text, share in shares.items() if share < best - 1e-6)
    return right, lesser, any(re.search(r"(?<!\\)\*", text) for text in shares)


def short(
    told: Told, answers: Iterable[tuple[str, float]], *, case_sensitive: bool = False, wildcards: bool = False
) -> Question:
    """A few words to write, from (wording, share); `wildcards` when an asterisk in a wording means any signs."""
    right, lesser, starred = wordings(answers)
    return TextQuestion(
        id="",
        text=told.stem(),
        accepted=right,
        partly=lesser,
        case_sensitive=case_sensitive,
        wildcards=wildcards and starred,
        explanation=told.explanation,
        hint=told.hint,
    )


def numeric(
    told: Told,
    answers: Sequence[NumericAnswer],
    *,
    unit: str = "",
    units: Sequence[Unit] = (),
    unit_required: bool = False,
) -> Question:
    """A number to find."""
    if not answers:
        raise Unfit(_("数值题没有写出答案"))
    return NumericQuestion(
        id="",
        text=told.stem(),
        answers=tuple(answers),
        unit=unit,
        units=tuple(units),
        unit_required=unit_required and bool(unit),
        explanation=told.explanation,
        hint=told.hint,
    )


def value_of(text: str) -> float:
    """The number that is written there. Raises `Unfit`."""
    plain = text.strip().replace("\u2212", "-")
    try:
        value = float(plain)
    except ValueError:
        try:
            value = float(plain.replace(",", ".")) if plain.count(",") == 1 and "." not in plain else number(plain)
        except ValueError:
            value = number(plain)
    if value is None or not math.isfinite(value) or abs(value) > 1e300:
        raise Unfit(_("“{text}” 不是数").format(text=plain[:20]))
    return value


def matching(draft: Draft, told: Told, pairs: Sequence[tuple[str, str]], distractors: Iterable[str] = ()) -> Question:
    """Prompts and what belongs to them; with one pair alone, a choice."""
    if any(not prompt.strip() or not match.strip() for prompt, match in pairs):
        raise Unfit(_("有一个配对是空的"))
    others = tuple(dict.fromkeys(d for d in distractors if d.strip() and d not in {match for _p, match in pairs}))
    if len(pairs) == 1 and others:
        text = f"{told.stem()}\n\n{pairs[0][0]}"
        options = [Option(pairs[0][1], 1.0), *(Option(other) for other in others)]
        return choice(draft, Told(text, told.explanation, told.hint), options, multiple=False)
    if len(pairs) < 2:
        raise Unfit(_("配对题至少要有两对"))
    return MatchingQuestion(
        id="",
        text=told.stem(),
        pairs=tuple(MatchingPair(prompt=prompt, match=match) for prompt, match in pairs),
        distractors=others,
        explanation=told.explanation,
        hint=told.hint,
    )


def ordering(told: Told, items: Sequence[str]) -> Question:
    """Items in the right order."""
    if len(items) < 2 or any(not item.strip() for item in items):
        raise Unfit(_("排序题至少要有两项，每一项都要有内容"))
    return OrderingQuestion(id="", text=told.stem(), items=tuple(items), explanation=told.explanation, hint=told.hint)


def essay(told: Told, sample: str = "") -> Question:
    """An open answer that its writer compares with `sample`."""
    return EssayQuestion(id="", text=told.stem(), sample=sample, explanation=told.explanation, hint=told.hint)


def cloze(told: Told, gaps: Sequence[Gap]) -> Question:
    """A text with a `hole` for each gap, in any order; a gap whose hole was lost is put at the end."""
    if not gaps:
        raise Unfit(_("题里没有空"))
    text = _WRITTEN_GAP.sub("&#91;[", told.stem())
    order: list[int] = []

    def place(found: re.Match[str]) -> str:
        index = int(found[1])
        if index >= len(gaps) or index in order:
            return "_____"
        order.append(index)
        return f"[[{len(order)}]]"

    text = _HOLE.sub(place, text)
    for index in range(len(gaps)):
        if index not in order:
            order.append(index)
            text += f"\n\n[[{len(order)}]]"
    return ClozeQuestion(
        id="",
        text=text,
        gaps=tuple(gaps[index] for index in order),
        explanation=told.explanation,
        hint=told.hint,
    )


def choice_gap(options: Sequence[str], correct: Iterable[int], weight: float = 1.0) -> Gap:
    """A gap to choose a word for."""
    right = tuple(correct)
    if not options or not right:
        raise Unfit(_("没有标出正确选项"))
    return ChoiceGap(options=tuple(option.strip() or "—" for option in options), correct=right, weight=weight)


def text_gap(
    answers: Iterable[tuple[str, float]],
    *,
    case_sensitive: bool = False,
    wildcards: bool = False,
    weight: float = 1.0,
) -> Gap:
    """A gap to write words into, from (wording, share)."""
    right, lesser, starred = wordings(answers)
    return TextGap(
        accepted=right,
        partly=lesser,
        case_sensitive=case_sensitive,
        wildcards=wildcards and starred,
        weight=weight,
    )


def number_gap(answers: Sequence[NumericAnswer], unit: str = "", weight: float = 1.0) -> Gap:
    """A gap to write a number into."""
    if not answers:
        raise Unfit(_("数值题没有写出答案"))
    return NumericGap(answers=tuple(answers), unit=unit, weight=weight)


def said(label: str, words: str) -> str:
    """A remark on an answer, "" when there is none."""
    return _("{label}：{words}").format(label=label, words=words) if words else ""


def together(*parts: str) -> str:
    """The parts that there are, each a paragraph."""
    return "\n\n".join(part for part in parts if part.strip())
