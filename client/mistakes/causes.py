"""Why was it wrong? Rules that propose a cause from the question and the answer given; the person has the last word.

There is no public data on the causes of Chinese students' mistakes to learn from, so these are rules that a teacher
would sign, each with a sentence that says what it saw. They are pure: a question, an answer and its circumstances in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    MatchingQuestion,
    NumericQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.typed import number, plain
from client.texts import _


class Cause(StrEnum):
    """A cause, as the record keeps it."""

    CONCEPT = "concept"
    MISREAD = "misread"
    CALCULATION = "calculation"
    METHOD = "method"
    CARELESS = "careless"
    OTHER = "other"


MASTERED_FROM = 0.8
"""A mastery (0..1, see `client.mistakes.mastery`) from which a mistake is a slip rather than a gap."""

UNKNOWN_BELOW = 0.4
"""Below it the point itself is likely not understood."""

FAST = 0.6
"""Of one's usual time for such a question: an answer in less is a fast one."""

PATIENT = 1.8
"""An answer that took so many times as long was looked for in vain."""

_TRAP = re.compile(
    "不正确|不恰当|不合理|不成立|不属于|不包括|不可能|不可以|不能|不是|不会|不符合|不同于|不相等|没有|错误的|有误|"
    r"除.{0,12}外|无关|\bnot\b|\bexcept\b|\bincorrect\b|\bfalse\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"(?:不会做?|不知道|不懂|没写|没做|空|略|无|[?？/]+|idk|no idea)?", re.IGNORECASE)
_NUMBERS = re.compile(r"[+-]?\d+(?:\.\d+)?(?:/\d+)?")
_FACTORS = (2.0, 3.0, 4.0, 60.0, 3600.0, 3.6, math.pi, math.sqrt(2), math.sqrt(3))


@dataclass(frozen=True)
class Circumstances:
    """How the answer came about; what is not known is None.

    `elapsed_s` how long it took, `usual_s` how long such questions take this person, `mastery` of the question's point
    before the answer, 0..1.
    """

    elapsed_s: float | None = None
    usual_s: float | None = None
    mastery: float | None = None

    @property
    def fast(self) -> bool:
        """Whether the answer came sooner than usual."""
        return bool(self.elapsed_s and self.usual_s) and (self.elapsed_s or 0) < FAST * (self.usual_s or 0)

    @property
    def slow(self) -> bool:
        """Whether the answer took much longer than usual."""
        return bool(self.elapsed_s and self.usual_s) and (self.elapsed_s or 0) > PATIENT * (self.usual_s or 0)


@dataclass(frozen=True)
class Proposal:
    """A cause and, in a sentence, what speaks for it."""

    cause: Cause
    reason: str


def cause_name(cause: str) -> str:
    """A cause in words; "" for none, and for one of a newer version."""
    names: dict[str, str] = {
        Cause.CONCEPT: _("概念不清"),
        Cause.MISREAD: _("审题不清"),
        Cause.CALCULATION: _("计算失误"),
        Cause.METHOD: _("方法不会"),
        Cause.CARELESS: _("粗心"),
        Cause.OTHER: _("其他"),
    }
    return names.get(cause, "")


def propose_cause(question: Question, given: Any, seen: Circumstances | None = None) -> Proposal | None:
    """The likeliest cause of a wrong answer (JSON as `client.courses.grading` tells); None when nothing speaks for any.

    What the answer itself shows comes first, then how it came about.
    """
    return next(_proposals(question, given, seen or Circumstances()), None)


def _proposals(question: Question, given: Any, seen: Circumstances) -> Iterator[Proposal]:
    if _is_blank(given):
        yield Proposal(Cause.METHOD, _("没有写出答案，可能还不知道从哪里下手。"))
    match question:
        case ChoiceQuestion():
            yield from _of_choice(question, given)
        case NumericQuestion():
            value = _number(question.unit, given)
            rights = [answer.value for answer in question.answers]
            yield from _of_numbers(value, rights)
        case TextQuestion():
            yield from _of_text(question, given)
        case TrueFalseQuestion():
            if _TRAP.search(question.text):
                yield Proposal(Cause.MISREAD, _("题目里有否定的说法，容易看漏。"))
        case MatchingQuestion():
            yield from _of_matching(question, given)
        case EssayQuestion():
            pass
    yield from _of_circumstances(question, seen)


def _of_choice(question: ChoiceQuestion, given: Any) -> Iterator[Proposal]:
    known = range(len(question.options))
    chosen = {i for i in given if isinstance(i, int) and i in known} if isinstance(given, list) else set()
    right = set(question.correct)
    if chosen and not chosen & right and len(chosen | right) == len(question.options) > 2:
        yield Proposal(Cause.MISREAD, _("选的正好是该选的反面，可能看反了题目的要求。"))
    if trap := _TRAP.search(_asked(question.text)):
        if not chosen & right:
            yield Proposal(Cause.MISREAD, _("题目问的是“{word}”，容易看漏。").format(word=trap[0]))
    elif question.multiple and len(chosen) == 1 and chosen < right:
        yield Proposal(Cause.MISREAD, _("这道题要选多项，只选了一项。"))
    if len(chosen) == len(right) == 1:
        value, wanted = (_number("", question.options[i]) for i in (*chosen, *right))
        if wanted is not None:
            yield from _of_numbers(value, [wanted])
    if question.multiple and chosen & right:
        yield Proposal(Cause.CONCEPT, _("选对了一部分，有的说法还分不清。"))


def _of_numbers(value: float | None, rights: list[float]) -> Iterator[Proposal]:
    if value is None:
        return
    for right in rights:
        if sentence := _slip(value, right):
            yield Proposal(Cause.CALCULATION, sentence)
            return


def _slip(value: float, right: float) -> str:
    """What kind of slip lies between two numbers; "" when none does."""
    if _near(value, right):
        return ""
    if _near(value, -right):
        return _("数对了，正负号反了。")
    if not value or not right:
        return ""
    ratio = abs(value / right)
    place = math.log10(ratio)
    if _near(place, round(place)):
        return _("数字对了，小数点或 0 的个数不对。")
    if _near(value * right, 1):
        return _("正好是正确答案的倒数。")
    if any(_near(ratio, factor) or _near(ratio, 1 / factor) for factor in _FACTORS):
        return _("和正确答案差一个倍数，可能漏乘或漏除了一步。")
    if _near(value, right * right) or _near(value * value, abs(right)):
        return _("和正确答案差一次平方或开方。")
    if _is_whole(value) and _is_whole(right):
        ours, theirs = str(abs(round(value))), str(abs(round(right)))
        if len(ours) == len(theirs) > 1 and sorted(ours) == sorted(theirs):
            return _("数字的顺序写反了。")
        if len(ours) == len(theirs) > 1 and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 1:
            return _("只有一位数字不同。")
    if abs(right) >= 5 and _near(abs(value - right), 1):
        return _("只差 1，可能多数或少数了一个。")
    return ""


def _of_text(question: TextQuestion, given: Any) -> Iterator[Proposal]:
    written = plain(str(given or ""))
    for wording in question.accepted:
        right = plain(wording)
        value, wanted = number(written), number(right)
        if value is not None and wanted is not None and (sentence := _slip(value, wanted)):
            yield Proposal(Cause.CALCULATION, sentence)
            return
        ours, theirs = _NUMBERS.findall(written), _NUMBERS.findall(right)
        if ours and ours != theirs and sorted(n.lstrip("+-") for n in ours) == sorted(n.lstrip("+-") for n in theirs):
            yield Proposal(Cause.CALCULATION, _("数对了，正负号反了。"))
            return
        if ours and len(ours) == len(theirs) and _NUMBERS.sub("#", written) == _NUMBERS.sub("#", right):
            yield Proposal(Cause.CALCULATION, _("式子的样子对了，数没有算对。"))
            return


def _of_matching(question: MatchingQuestion, given: Any) -> Iterator[Proposal]:
    chosen = given if isinstance(given, list) else []
    wrong = [i for i, pair in enumerate(question.pairs) if i < len(chosen) and chosen[i] != pair.match]
    if len(wrong) == 2 and len(question.pairs) > 2:
        first, second = wrong
        if chosen[first] == question.pairs[second].match and chosen[second] == question.pairs[first].match:
            yield Proposal(Cause.CONCEPT, _("有两项配反了，这两个容易混。"))


def _of_circumstances(question: Question, seen: Circumstances) -> Iterator[Proposal]:
    mastery = seen.mastery
    if mastery is not None and mastery >= MASTERED_FROM:
        if seen.fast:
            yield Proposal(Cause.CARELESS, _("这个知识点你掌握得很好，这次答得比平时快。"))
        elif not seen.slow:
            yield Proposal(Cause.CARELESS, _("这个知识点你一直掌握得很好。"))
    computed = isinstance(question, NumericQuestion | TextQuestion | EssayQuestion)
    if seen.slow:
        yield Proposal(Cause.METHOD, _("想了很久，可能还没有找到方法。"))
    if mastery is not None and mastery < UNKNOWN_BELOW:
        if computed:
            yield Proposal(Cause.METHOD, _("这个知识点还不熟，先把方法弄明白。"))
        else:
            yield Proposal(Cause.CONCEPT, _("这个知识点还不熟，先把概念弄清楚。"))


def _is_blank(given: Any) -> bool:
    if isinstance(given, dict):
        given = given.get("text", "")
    if given is None or given == []:
        return True
    if isinstance(given, list):
        return not any(match or match == 0 for match in given)
    return isinstance(given, str) and _BLANK.fullmatch(given.strip()) is not None


def _asked(text: str) -> str:
    """What is asked: the last clause of a question (its story may deny whatever it likes)."""
    clauses = [clause for clause in re.split(r"[。；;，,？?！!：:\n]|\.\s", text) if re.search(r"\w{2}", clause)]
    return clauses[-1] if clauses else text


def _number(unit: str, given: Any) -> float | None:
    text = plain(str(given if given is not None else ""))
    text = re.sub(r"^[^\W\d_]\d?=", "", text)
    if unit:
        text = text.removesuffix(plain(unit))
    value = number(text)
    if value is None and (found := re.match(r"[+-]?[\d./√π*^]+", text)):
        value = number(found[0])
    return value


def _near(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def _is_whole(value: float) -> bool:
    return abs(value) < 1e15 and _near(value, round(value))
