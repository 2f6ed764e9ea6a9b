"""A question: its text, then what its kind asks for, in one of three modes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import (
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.grading import Verdict
from views.guard import component
from views.theme import M
from views.widgets.question.cloze import Gaps, numbered
from views.widgets.question.options import Judgement, Options
from views.widgets.question.order import Order
from views.widgets.question.pairs import Pairs
from views.widgets.question.written import Essay, Written
from views.widgets.rich import RichText


@component
def QuestionView(
    question: Question,
    given: Any = None,
    on_change: Callable[[Any], None] | None = None,
    revealed: bool = False,
    verdict: Verdict | None = None,
    base_dir: Path | None = None,
    on_submit: Callable[..., Any] | None = None,
) -> ft.Control:
    """The question; give it `key=question.id`. What follows the answer is `Feedback`.

    Three modes: *answering* (`on_change` is told each change, as the JSON of `client.courses.grading`); *answered*
    (`revealed`: what was given and what is right are marked); *review* (neither: all is shown, nothing can be touched,
    nothing is given away). An essay that is revealed without a verdict asks its writer to judge, through `on_change`.

    Args:
        question: what is asked.
        given: the answer so far.
        on_change: takes the new answer.
        revealed: show what is right.
        verdict: how written answers are marked once revealed.
        base_dir: the pack's folder, for drawings.
        on_submit: called when Enter is pressed in a field of one line.

    """
    match question:
        case ChoiceQuestion():
            body = Options(question, given, on_change, revealed, base_dir)
        case TrueFalseQuestion():
            body = Judgement(question, given, on_change, revealed)
        case MatchingQuestion():
            body = Pairs(question, given, on_change, revealed, base_dir)
        case OrderingQuestion():
            body = Order(question, given, on_change, revealed, base_dir)
        case ClozeQuestion():
            body = Gaps(question, given, on_change, revealed, base_dir)
        case EssayQuestion():
            body = Essay(question, given, on_change, revealed, verdict, base_dir)
        case NumericQuestion() | TextQuestion():
            body = Written(question, given, on_change, revealed, verdict, on_submit)
    text = numbered(question) if isinstance(question, ClozeQuestion) else question.text
    return ft.Column(
        [RichText(text, base_dir, size=17), body],
        spacing=M + 4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
