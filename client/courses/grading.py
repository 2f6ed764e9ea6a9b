"""Is this answer right? Pure: a question and what was given in, a verdict out.

What is *given* is JSON, by kind: choice `[0, 2]`, true_false `true`, numeric and text the string as typed, matching a
list with the chosen match of each pair ("" for none yet), ordering the indices of the items in the person's order
`[2, 0, 1]`, cloze a list with what is in each gap (the index of the option, or the string as typed; None for none yet),
essay `{"text": "…", "self": true}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from client.courses.credit import gap_credit, number_credit, text_credit
from client.courses.quantity import Measured, quantity
from client.courses.questions import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    Gap,
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
from client.texts import _

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, a word on it, and the right answer as Markdown.

    `correct` is None where nobody can say (an essay that was not judged by its writer). `mistake_id` is where a
    wrong or doubtful answer was put, "" when it was not put anywhere; `is_new_mistake` when it was not there before.
    `credit` is the share of the whole that is earned, 0 to 1: an answer that is right in part is not correct, and has a
    credit between.
    """

    correct: bool | None
    message: str
    right_answer_text: str
    mistake_id: str = ""
    credit: float = 0.0
    is_new_mistake: bool = False


def complaint(question: Question, given: Any) -> str:
    """Why this cannot be taken as an answer yet, as a sentence; "" when it can.

    A slip of the keyboard is not a mistake: it is said before anything is graded or stored.
    """
    match question:
        case ChoiceQuestion():
            return "" if given else _("请先选一个选项")
        case TrueFalseQuestion():
            return "" if isinstance(given, bool) else _("请先判断对错")
        case NumericQuestion():
            if not str(given or "").strip():
                return _("请先填一个数")
            return _unit_complaint(question, str(given))
        case TextQuestion():
            return "" if str(given or "").strip() else _("请先写下答案")
        case MatchingQuestion():
            chosen = list(given or [])
            missing = len(question.pairs) - sum(1 for match in chosen if match)
            return "" if missing <= 0 else _("还有 {n} 项没有配对").format(n=missing)
        case OrderingQuestion():
            missing = len(question.items) - len(_order(question, given))
            return "" if missing <= 0 else _("还有 {n} 项没有排").format(n=missing)
        case ClozeQuestion():
            filled = [_filled(given, n) for n in range(len(question.gaps))]
            if missing := sum(1 for value in filled if value is None or not str(value).strip()):
                return _("还有 {n} 个空没有填").format(n=missing)
            gaps = zip(question.gaps, filled, strict=True)
            return next((_no_number(g) for g, v in gaps if isinstance(g, NumericGap) and not _reads(g, v)), "")
        case EssayQuestion():
            return "" if given and str(given.get("text", "")).strip() else _("请先写下你的回答")


def grade(question: Question, given: Any) -> Verdict:
    """The verdict on `given` (JSON as told above). What cannot be read counts as wrong; see `complaint`."""
    right = right_answer(question)
    match question:
        case ChoiceQuestion():
            return _choice(question, given, right)
        case TrueFalseQuestion():
            return _said(isinstance(given, bool) and given is question.correct, right)
        case NumericQuestion():
            return _numeric(question, given, right)
        case TextQuestion():
            return _partly(text_credit(question, str(given or "")), right)
        case MatchingQuestion():
            return _matching(question, given, right)
        case OrderingQuestion():
            return _ordering(question, given, right)
        case ClozeQuestion():
            return _cloze(question, given, right)
        case EssayQuestion():
            judged = given.get("self") if isinstance(given, dict) else None
            credit = 1.0 if judged is True else 0.0
            return Verdict(
                judged if isinstance(judged, bool) else None, _("按你自己的判断记下了"), right, credit=credit
            )


def right_answer(question: Question) -> str:
    """The right answer as Markdown with LaTeX."""
    match question:
        case ChoiceQuestion():
            return "\n\n".join(f"{LETTERS[i % 26]}. {question.options[i]}" for i in sorted(question.correct))
        case TrueFalseQuestion():
            return _("对") if question.correct else _("错")
        case NumericQuestion():
            return _numbers(question.answers, question.unit)
        case TextQuestion():
            return question.accepted[0]
        case MatchingQuestion():
            return "\n\n".join(f"{pair.prompt} → {pair.match}" for pair in question.pairs)
        case OrderingQuestion():
            return "\n\n".join(f"{n}. {item}" for n, item in enumerate(question.items, start=1))
        case ClozeQuestion():
            return with_gaps(question, [_right_in(gap) for gap in question.gaps])
        case EssayQuestion():
            return question.sample


def given_answer(question: Question, given: Any) -> str:
    """What was answered, as Markdown, for showing beside the right answer; "—" when nothing was."""
    match question:
        case ChoiceQuestion():
            chosen = [i for i in given if isinstance(i, int) and i < len(question.options)] if _is_list(given) else []
            lines = [f"{LETTERS[i % 26]}. {question.options[i]}" for i in chosen]
        case TrueFalseQuestion():
            lines = [_("对") if given else _("错")] if isinstance(given, bool) else []
        case MatchingQuestion():
            lines = [
                f"{pair.prompt} → {m or '—'}"
                for pair, m in zip(question.pairs, given if _is_list(given) else [], strict=False)
            ]
        case OrderingQuestion():
            lines = [f"{n}. {question.items[i]}" for n, i in enumerate(_order(question, given), start=1)]
        case ClozeQuestion():
            filled = [_shown_in(gap, _filled(given, n)) for n, gap in enumerate(question.gaps)]
            lines = [with_gaps(question, filled)] if any(word != "—" for word in filled) else []
        case EssayQuestion():
            lines = [str(given.get("text", ""))] if isinstance(given, dict) else []
        case _:
            lines = [str(given).strip()] if given else []
    return "\n\n".join(lines) or "—"


def with_gaps(question: ClozeQuestion, words: Sequence[str]) -> str:
    """The text of the question with `words` (Markdown, one for each gap) in its gaps."""
    return "".join(part if isinstance(part, str) else f" **{words[part]}** " for part in question.parts)


def _said(correct: bool, right: str, hint: str = "", credit: float = 0.0) -> Verdict:
    message = _("答对了") if correct else hint or _("还差一点，看看讲解")
    return Verdict(correct, message, right, credit=1.0 if correct else credit)


def _partly(credit: float, right: str, hint: str = "") -> Verdict:
    if 0 < credit < 1 and not hint:
        hint = _("对了一部分（{share}%），看看讲解").format(share=round(credit * 100))
    return _said(credit >= 1, right, hint, credit)


def _choice(question: ChoiceQuestion, given: Any, right: str) -> Verdict:
    chosen = {i for i in given if isinstance(i, int) and 0 <= i < len(question.options)} if _is_list(given) else set()
    wanted = set(question.correct)
    if chosen == wanted:
        return _said(True, right)
    if question.credit:
        credit = min(max(sum(question.credit[i] for i in chosen), 0.0), 0.99)
    else:
        credit = max(0.0, (len(chosen & wanted) - len(chosen - wanted)) / len(wanted)) if question.multiple else 0.0
    if not question.multiple:
        return _partly(credit, right)
    if not chosen & wanted:
        return _said(False, right, credit=credit)
    if chosen < wanted:
        return _said(False, right, _("选的都对，但还少 {n} 项").format(n=len(wanted - chosen)), credit)
    words = _("选对 {n} 项，多选了 {m} 项").format(n=len(chosen & wanted), m=len(chosen - wanted))
    return _said(False, right, words, credit)


def _matching(question: MatchingQuestion, given: Any, right: str) -> Verdict:
    chosen = list(given) if isinstance(given, list) else []
    hits = sum(1 for pair, match in zip(question.pairs, chosen, strict=False) if pair.match == match)
    if hits == len(question.pairs):
        return _said(True, right)
    words = _("{n} 项里配对了 {m} 项").format(n=len(question.pairs), m=hits)
    return _said(False, right, words, hits / len(question.pairs))


def _ordering(question: OrderingQuestion, given: Any, right: str) -> Verdict:
    """Right when the items read in order; else each item in its place counts (equal items may change places)."""
    order = _order(question, given)
    hits = sum(1 for place, i in enumerate(order) if question.items[i] == question.items[place])
    if hits == len(question.items):
        return _said(True, right)
    words = _("{n} 项里有 {m} 项在对的位置").format(n=len(question.items), m=hits)
    return _said(False, right, words, hits / len(question.items))


def _order(question: OrderingQuestion, given: Any) -> list[int]:
    """The given order: indices of items, each once."""
    listed = given if isinstance(given, list) else []
    return list(dict.fromkeys(i for i in listed if type(i) is int and 0 <= i < len(question.items)))


def _cloze(question: ClozeQuestion, given: Any, right: str) -> Verdict:
    earnings = [gap_credit(gap, _filled(given, n)) for n, gap in enumerate(question.gaps)]
    whole = sum(gap.weight for gap in question.gaps)
    earned = sum(gap.weight * credit for gap, credit in zip(question.gaps, earnings, strict=True)) / whole
    hits = sum(1 for credit in earnings if credit >= 1)
    if hits == len(earnings):
        return _said(True, right)
    words = _("{n} 个空里填对了 {m} 个").format(n=len(earnings), m=hits) if len(earnings) > 1 else ""
    return _partly(min(earned, 0.99), right, words)


def _filled(given: Any, index: int) -> Any:
    return given[index] if isinstance(given, list) and index < len(given) else None


def _is_list(given: Any) -> bool:
    return isinstance(given, list | tuple | set)


def _right_in(gap: Gap) -> str:
    match gap:
        case ChoiceGap():
            return gap.options[gap.correct[0]]
        case TextGap():
            return gap.accepted[0]
        case NumericGap():
            return _numbers(gap.answers, gap.unit)


def _shown_in(gap: Gap, given: Any) -> str:
    if isinstance(gap, ChoiceGap):
        return gap.options[given] if type(given) is int and 0 <= given < len(gap.options) else "—"
    return str(given).strip() if given else "—"


def _numeric(question: NumericQuestion, given: Any, right: str) -> Verdict:
    if sentence := _unit_complaint(question, str(given or "")):
        return _said(False, right, sentence)
    typed = quantity(question, str(given or ""))
    value = typed.value if typed else 0.0
    credit = number_credit(question.answers, value)
    if not credit and value and number_credit(question.answers, -value) >= 1:
        return _said(False, right, _("数对了，正负号反了"))
    return _partly(credit, right)


def _reads(asked: Measured, given: Any) -> bool:
    return quantity(asked, str(given)) is not None


def _unit_complaint(question: NumericQuestion, given: str) -> str:
    typed = quantity(question, given)
    if typed is None:
        return _no_number(question)
    if question.unit_required and not typed.has_unit:
        return _("别忘了写单位，例如 {unit}").format(unit=question.unit)
    return ""


def _no_number(asked: Measured) -> str:
    if asked.unit:
        return _("这里要填一个数（单位是 {unit}），例如 3.5 或 1/2").format(unit=asked.unit)
    return _("这里要填一个数，例如 3.5 或 1/2")


def _numbers(answers: Sequence[NumericAnswer], unit: str) -> str:
    best = [a for a in answers if a.credit >= 1] or answers
    return " ".join(filter(None, (_("或").join(_shown(a.value) for a in best), unit)))


def _shown(value: float) -> str:
    return f"{value:.10g}"
