"""What share of the whole a typed number, a wording or the content of a gap earns, 0 to 1: 1 is right."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from client.courses.quantity import quantity
from client.courses.questions import ChoiceGap, Gap, NumericAnswer, NumericGap, TextGap, TextQuestion
from client.courses.typed import plain, roots


def gap_credit(gap: Gap, given: Any) -> float:
    """The share, 0 to 1, that what is in this gap earns; 1 is right."""
    match gap:
        case ChoiceGap():
            texts = {gap.options[i] for i in gap.correct}  # the same word may be there more than once
            chosen = type(given) is int and 0 <= given < len(gap.options)
            return float(chosen and gap.options[given] in texts)
        case TextGap():
            return text_credit(gap, str(given or ""))
        case NumericGap():
            typed = quantity(gap, str(given or ""))
            return number_credit(gap.answers, typed.value) if typed else 0.0


def number_credit(answers: Sequence[NumericAnswer], value: float) -> float:
    """The best share that `value`, in the asked unit, earns."""
    return max((a.credit for a in answers if _near(value, a.value, a.margin)), default=0.0)


def _near(value: float, wanted: float, tolerance: float) -> bool:
    # The last bits of 1/3 or √2 must not decide; beyond them `tolerance` is the author's word.
    return abs(value - wanted) <= tolerance + 1e-9 * max(1.0, abs(wanted)) or math.isclose(value, wanted, rel_tol=1e-9)


def text_credit(asked: TextQuestion | TextGap, given: str) -> float:
    """The best share that what was typed earns."""
    if any(_same_text(asked, given, wording) for wording in asked.accepted):
        return 1.0
    return max((p.credit for p in asked.partly if _same_text(asked, given, p.text)), default=0.0)


def _same_text(question: TextQuestion | TextGap, given: str, wording: str) -> bool:
    if question.wildcards and "*" in wording:
        return _fits(wording, given, case_sensitive=question.case_sensitive)
    ours, theirs = plain(wording), plain(given)
    if not question.case_sensitive:
        ours, theirs = ours.casefold(), theirs.casefold()
    if ours == theirs or _without_stops(ours) == _without_stops(theirs):
        return True
    unknown, wanted = roots(ours)
    letter, values = roots(theirs)
    if not unknown and len(wanted) > 1 and "±" not in ours:
        return False  # a bare list may be a sequence or a pair of coordinates: its order counts
    return "?" not in (unknown, letter) and wanted == values and (not letter or not unknown or letter == unknown)


def _fits(pattern: str, given: str, *, case_sensitive: bool) -> bool:
    """Whether `given` fits a wording in which `*` stands for any run of signs."""
    pieces = [plain(piece.replace("\\*", "*")) for piece in re.split(r"(?<!\\)\*", pattern)]
    how = re.DOTALL if case_sensitive else re.DOTALL | re.IGNORECASE
    return re.fullmatch(".*".join(map(re.escape, pieces)), plain(given), how) is not None


def _without_stops(text: str) -> str:
    return text.replace("*", "") if re.search(r"\d\*[^\W\d]|[^\W\d]\*[^\W\d]", text) else text
