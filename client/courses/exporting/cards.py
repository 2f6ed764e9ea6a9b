"""What a question looks like on a card: its two sides as HTML, and the answer to type where one is typed."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass

from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    MatchingQuestion,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.exporting.html import Named, to_html
from client.courses.grading import LETTERS, right_answer
from client.texts import _


@dataclass(frozen=True)
class Face:
    """A note for Anki: `front`, `back`, and `typed` where an answer is typed; a cloze has its gaps in `front`."""

    front: str
    back: str
    typed: str = ""
    cloze: bool = False


def face_of(question: Question, named: Named) -> Face:
    """The question as a note."""
    shown = to_html(question.text, named)
    explanation = to_html(question.explanation, named) if question.explanation else ""
    hint = _("提示：{words}").format(words=html.escape(question.hint, quote=False)) if question.hint else ""
    hint = f"<p><small>{hint}</small></p>" if hint else ""
    right = to_html(right_answer(question), named)
    match question:
        case ChoiceQuestion():
            options = "".join(f"<li>{to_html(option, named)}</li>" for option in question.options)
            several = _("可以选多项")
            many = f"<p><small>{several}</small></p>" if question.multiple else ""
            return Face(
                f'{shown}<ol type="A">{options}</ol>{many}', f"{right}{_feedback(question, named)}{explanation}"
            )
        case TrueFalseQuestion():
            words = " / ".join((_("对"), _("错")))
            return Face(f"{shown}<p>{words}</p>", f"{right}{explanation}")
        case MatchingQuestion():
            matches = sorted({*(p.match for p in question.pairs), *question.distractors}, key=_mixed(question.id))
            left = "".join(f"<li>{to_html(pair.prompt, named)}</li>" for pair in question.pairs)
            right_side = "".join(f"<li>{to_html(match, named)}</li>" for match in matches)
            return Face(f'{shown}<ol>{left}</ol><ol type="A">{right_side}</ol>', f"{right}{explanation}")
        case OrderingQuestion():
            items = "".join(f"<li>{to_html(i, named)}</li>" for i in sorted(question.items, key=_mixed(question.id)))
            return Face(f"{shown}<ul>{items}</ul>", f"{right}{explanation}")
        case ClozeQuestion():
            return Face(_with_gaps(question, named), f"{hint}{explanation}", cloze=True)
        case TextQuestion():
            typed = question.accepted[0] if not re.search(r"[$\\*_!]", question.accepted[0]) else ""
            others = _("、").join(html.escape(text, quote=False) for text in question.accepted[1:])
            also = _("也对：{words}").format(words=others)
            more = f"<p>{also}</p>" if others else ""
            return Face(f"{shown}{hint}", f"{'' if typed else right}{more}{explanation}", typed)
        case NumericQuestion():
            return Face(f"{shown}{hint}", f"{right}{explanation}", f"{question.answers[0].value:.10g}")
        case _:
            return Face(f"{shown}{hint}", f"{right}{explanation}" or "—")


def _feedback(question: ChoiceQuestion, named: Named) -> str:
    said = [(LETTERS[i % 26], text) for i, text in enumerate(question.feedback) if text]
    return "".join(f"<p>{letter}. {to_html(text, named)}</p>" for letter, text in said)


def _with_gaps(question: ClozeQuestion, named: Named) -> str:
    """The text with Anki's deletions, each gap a card of its own; a choice shows its options as the hint."""
    signs = "".join(part if isinstance(part, str) else f"\ue030{part}\ue031" for part in question.parts)
    return re.sub("\ue030(\\d+)\ue031", lambda m: _deletion(question, int(m[1])), to_html(signs, named))


def _deletion(question: ClozeQuestion, index: int) -> str:
    gap = question.gaps[index]
    hint = ""
    match gap:
        case ChoiceGap():
            word, hint = gap.options[gap.correct[0]], " / ".join(gap.options)
        case TextGap():
            word = gap.accepted[0]
        case NumericGap():
            word = " ".join(filter(None, (f"{gap.answers[0].value:.10g}", gap.unit)))
    shown = re.sub(r"</?p>", "", to_html(word)).replace("}}", "} }").replace("::", ": :")
    told = re.sub(r"[{}]|::", " ", hint)
    return f"{{{{c{index + 1}::{shown}{f'::{html.escape(told, quote=False)}' if told else ''}}}}}"


def _mixed(key: str):
    return lambda text: hashlib.sha256(f"{key}\x1f{text}".encode()).digest()
