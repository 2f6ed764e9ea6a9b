"""A parsed GIFT question as one of ours, and what of it our model cannot hold, in words.

Which kind it is follows Moodle: nothing in the braces is an essay, `{#` numeric, any `~` choice, `=` with `->`
matching, TRUE or FALSE a judgement, anything else a short answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.importing.gift.parse import Answer, GiftError, Parsed, Text
from client.courses.importing.markup import plain_words, render
from client.texts import _

_NUMBER = r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?"
_RANGE = re.compile(rf"^({_NUMBER})\s*\.\.\s*({_NUMBER})$")
_TOLERANCE = re.compile(rf"^({_NUMBER})(?:\s*:\s*({_NUMBER}))?$")


@dataclass
class Made:
    """A question (without its id, which is given later) and remarks on what was changed."""

    question: Question
    notes: list[str] = field(default_factory=list[str])


class _Maker:
    """Makes one question; `_show` remembers the pictures that are missing on the way."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.notes: list[str] = []
        self.stem = self._show(parsed.text) or self._show(Text(parsed.title, "plain"))
        self.general = self._show(parsed.general)

    def make(self) -> Question:
        parsed = self.parsed
        if not self.stem:
            raise GiftError(_("没有题干"))
        if parsed.truth is not None:
            return self._true_false(parsed.truth)
        if parsed.numeric:
            return self._numeric()
        if not parsed.answers:
            return EssayQuestion(id="", text=self.stem, explanation=self.general)
        if any(answer.mark == "~" for answer in parsed.answers):
            return self._choice()
        if any(answer.match is not None for answer in parsed.answers):
            return self._matching()
        return self._short()

    def _show(self, text: Text | None) -> str:
        if text is None:
            return ""
        shown = render(text.words, text.hint)
        self.notes += [_("图片 {name} 不在文件里").format(name=name) for name in shown.missing]
        return shown.text

    def _explanation(self, remarks: Iterable[tuple[str, Text | None]]) -> str:
        said = [
            _("{label}：{words}").format(label=label, words=shown)
            for label, remark in remarks
            if (shown := self._show(remark))
        ]
        return "\n\n".join(filter(None, [*said, self.general]))

    def _true_false(self, truth: bool) -> Question:
        remarks = zip((_("答错时"), _("答对时")), self.parsed.remarks, strict=False)
        return TrueFalseQuestion(id="", text=self.stem, correct=truth, explanation=self._explanation(remarks))

    def _choice(self) -> Question:
        answers = self.parsed.answers
        options = tuple(self._show(answer.text) for answer in answers)
        if empty := next((i for i, option in enumerate(options, start=1) if not option), None):
            raise GiftError(_("第 {n} 个选项是空的").format(n=empty))
        if len(options) < 2:
            raise GiftError(_("选择题至少要有两个选项"))
        weights = [_share(answer) for answer in answers]
        full = [i for i, weight in enumerate(weights) if weight >= 100]
        correct = full if any(a.mark == "=" for a in answers) else [i for i, w in enumerate(weights) if w > 0]
        if not correct:
            raise GiftError(_("没有标出正确选项"))
        multiple = len(correct) > 1
        if multiple and full:
            self.notes.append(_("原题选出任意一个正确项即可，这里要选出全部 {n} 项").format(n=len(correct)))
        self._say_partial(weights, correct, options)
        feedback = tuple(self._show(answer.feedback) for answer in answers)
        return ChoiceQuestion(
            id="",
            text=self.stem,
            options=options,
            correct=tuple(correct),
            multiple=multiple,
            feedback=feedback if any(feedback) else (),
            explanation=self.general,
        )

    def _say_partial(self, weights: list[float], correct: list[int], options: tuple[str, ...]) -> None:
        if [i for i, weight in enumerate(weights) if weight > 0] == correct and (
            len(correct) == 1 or max(weights[i] for i in correct) - min(weights[i] for i in correct) < 1
        ):
            return  # equal shares of one whole are what "choose all" means
        shares = [f"“{options[i]}” {weight:g}%" for i, weight in enumerate(weights) if 0 < weight < 100]
        if shares:
            self.notes.append(_("不支持部分得分，原题里{shares}").format(shares=_("、").join(shares)))

    def _matching(self) -> Question:
        pairs: list[MatchingPair] = []
        distractors: list[str] = []
        for number, answer in enumerate(self.parsed.answers, start=1):
            if answer.match is None:
                raise GiftError(_("第 {n} 个配对缺少 ->").format(n=number))
            prompt, match = self._show(answer.text), self._show(Text(answer.match, "plain"))
            if not match:
                raise GiftError(_("第 {n} 个配对的 -> 后面是空的").format(n=number))
            if prompt:
                pairs.append(MatchingPair(prompt=prompt, match=match))
            else:
                distractors.append(match)
        if len(pairs) < 2:
            raise GiftError(_("配对题至少要有两对"))
        return MatchingQuestion(
            id="",
            text=self.stem,
            pairs=tuple(pairs),
            distractors=tuple(distractors),
            explanation=self._explanation((_label(a), a.feedback) for a in self.parsed.answers),
        )

    def _short(self) -> Question:
        answers = [a for a in self.parsed.answers if plain_words(*a.text)]
        if not answers:
            raise GiftError(_("没有写出答案"))
        best = max(map(_share, answers))
        if best <= 0:
            raise GiftError(_("没有标出正确答案"))
        right = [a for a in answers if _share(a) == best]
        self._say_lesser(answers, best)
        explanation = self._explanation((_label(a), a.feedback) for a in answers)
        accepted = tuple(dict.fromkeys(plain_words(*a.text) for a in right if "*" not in a.text.words))
        if len(accepted) < len({plain_words(*a.text) for a in right}):
            self.notes.append(_("答案里的通配符 * 不支持"))
        if not accepted:
            return EssayQuestion(id="", text=self.stem, sample=self._show(right[0].text), explanation=explanation)
        return TextQuestion(id="", text=self.stem, accepted=accepted, explanation=explanation)

    def _numeric(self) -> Question:
        answers = [a for a in self.parsed.answers if a.mark != "~" and a.text.words.strip() not in ("", "*")]
        if not answers:
            raise GiftError(_("数值题没有写出答案"))
        best = max(map(_share, answers))
        if best <= 0:
            raise GiftError(_("没有标出正确答案"))
        self._say_lesser(answers, best)
        values = [(a, _number(a)) for a in answers]
        return NumericQuestion(
            id="",
            text=self.stem,
            answers=tuple(value for a, value in values if _share(a) == best),
            explanation=self._explanation((_label(a), a.feedback) for a in self.parsed.answers),
        )

    def _say_lesser(self, answers: list[Answer], best: float) -> None:
        lesser = [a for a in answers if 0 < _share(a) < best]
        if lesser:
            shares = _("、").join(f"“{plain_words(*a.text)}” {_share(a):g}%" for a in lesser)
            self.notes.append(_("不支持部分得分，原题里{shares}").format(shares=shares))


def question_of(parsed: Parsed) -> Made:
    """The question. Raises `GiftError` with the reason when there is none to be made."""
    maker = _Maker(parsed)
    return Made(maker.make(), maker.notes)


def _share(answer: Answer) -> float:
    """The percentage that an answer earns."""
    if answer.weight is not None:
        return answer.weight
    return 0.0 if answer.mark == "~" else 100.0


def _label(answer: Answer) -> str:
    words = plain_words(*answer.text)
    if words in ("", "*"):
        return _("其他答案")
    share = _share(answer)
    said = f"“{words}”" if answer.match is None else f"“{words}” → “{answer.match}”"
    return said if share in (0, 100) else _("{answer}（{share} 分值）").format(answer=said, share=f"{share:g}%")


def _number(answer: Answer) -> NumericAnswer:
    words = answer.text.words.strip()
    if found := _RANGE.match(words):
        low, high = sorted((_float(found[1]), _float(found[2])))
        return NumericAnswer(value=(low + high) / 2, tolerance=(high - low) / 2)
    if found := _TOLERANCE.match(words):
        return NumericAnswer(value=_float(found[1]), tolerance=abs(_float(found[2] or "0")))
    raise GiftError(_("“{text}” 不是数").format(text=words[:20]))


def _float(text: str) -> float:
    value = float(text.replace(",", "."))
    if abs(value) > 1e300:
        raise GiftError(_("数 {text} 太大了").format(text=text[:20]))
    return value
