"""What is written behind “答案”, and in a gap: a judgement, a number with tolerance and unit, or wordings."""

from __future__ import annotations

import re
from typing import NamedTuple

from client.courses.authoring.faults import FaultError
from client.courses.content import ChoiceGap, Gap, NumericAnswer, NumericGap, TextGap
from client.courses.typed import number
from client.texts import _

_TRUE = frozenset({"对", "正确", "真", "是", "√", "✓", "true", "t", "yes", "right"})
_FALSE = frozenset({"错", "错误", "假", "否", "×", "✗", "x", "false", "f", "no", "wrong"})
_TOLERANCE = re.compile(r"\s*(?:±|\+-|\+/-)\s*")
_UNIT = re.compile(r"^(.*?[\d)）πn])\s*([^\d\s().,±+\-−*/^][^\d±]*)$", re.DOTALL)
_QUOTED = re.compile(r"^[\"“「'](.+)[\"”」']$", re.DOTALL)
_MATH = re.compile(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_GAP = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


class Number(NamedTuple):
    """A number that is right, give or take a share or an amount, and its unit."""

    answer: NumericAnswer
    unit: str


def judged(text: str) -> bool | None:
    """Whether a statement is said to be true or false; None for anything else."""
    word = text.strip().rstrip("。.").casefold()
    return True if word in _TRUE else False if word in _FALSE else None


def wordings(text: str) -> tuple[str, ...]:
    """Wordings separated by a bar or a line's end; in quotes each is taken as it is."""
    parts = (part.strip() for part in re.split(r"(?<!\|)[|｜](?!\|)|\n", text))
    return tuple(quoted[1] if (quoted := _QUOTED.match(part)) else part for part in parts if part)


def numeric(text: str) -> Number | None:
    """A number such as `3.5`, `-2/3`, `9.8 ± 0.1`, `9.8 ± 1%`, `36 km/h`; None when there is none."""
    value_text, *rest = _TOLERANCE.split(text.strip())
    if _QUOTED.match(text.strip()) or len(rest) > 1:
        return None
    value, unit = _with_unit(value_text)
    if value is None:
        return None
    if not rest:
        return Number(NumericAnswer(value=value), unit)
    share = rest[0].rstrip().endswith("%") and unit != "%"
    tolerance, other = _with_unit(rest[0])
    if tolerance is None or tolerance < 0 or (unit and other and unit != other):
        return None
    return Number(NumericAnswer(value=value, tolerance=tolerance, relative=share), unit or other)


def _with_unit(text: str) -> tuple[float | None, str]:
    if (value := number(text)) is not None:
        return value, ""
    found = _UNIT.match(text.strip())
    if found is None or (value := number(found[1])) is None:
        return None, ""
    return value, found[2].strip()


def gaps_in(text: str) -> tuple[str, tuple[Gap, ...]]:
    """The text with `[[1]]` … where gaps `{{…}}` were, and the gaps; formulas keep their braces.

    `{{北京|Beijing}}` takes either wording, `{{=3.5±0.1 cm}}` a number, `{{~甲|*乙|丙}}` a choice of which 乙 is right.
    """
    gaps: list[Gap] = []

    def cut(found: re.Match[str]) -> str:
        gaps.append(_gap(found[1].strip()))
        return f"[[{len(gaps)}]]"

    pieces: list[str] = []
    at = 0
    for formula in _MATH.finditer(text):
        pieces += [_GAP.sub(cut, text[at : formula.start()]), formula[0]]
        at = formula.end()
    return "".join([*pieces, _GAP.sub(cut, text[at:])]), tuple(gaps)


def _gap(inside: str) -> Gap:
    if inside.startswith("="):
        found = numeric(inside[1:])
        if found is None:
            raise FaultError(_("空格里的“{gap}”不是数").format(gap=inside[1:].strip()))
        return NumericGap(answers=(found.answer,), unit=found.unit)
    if inside.startswith("~"):
        options = wordings(inside[1:])
        right = tuple(i for i, option in enumerate(options) if option.startswith("*"))
        if len(options) < 2 or not right:
            raise FaultError(_("选择的空格要有两个以上的选项，正确的前面写 *"))
        return ChoiceGap(options=tuple(option.removeprefix("*").strip() or option for option in options), correct=right)
    accepted = wordings(inside)
    if not accepted:
        raise FaultError(_("空格里要写答案"))
    return TextGap(accepted=accepted)
