"""What is said after an answer: whether it is right, what is right, and why."""

from __future__ import annotations

from pathlib import Path

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
from client.texts import _
from views.theme import CARD_RADIUS, HEADING, LABEL, Icons, M, Role
from views.widgets.rich import RichText
from views.widgets.sign import Sign

_WORDS = "_*$\\"  # what makes a line Markdown or a formula


def Feedback(question: Question, verdict: Verdict, base_dir: Path | None = None, *extra: ft.Control) -> ft.Control:
    """A calm card below an answered question; `extra` follows the explanation (a link to the mistake book)."""
    good = verdict.correct is not False
    ground, ink = (Role.SOFT, Role.ON_SOFT) if good else (Role.WARM_SOFT, Role.ON_WARM_SOFT)
    icon = Icons.RIGHT if good else Icons.HINT
    rows: list[ft.Control] = [
        ft.Container(
            ft.Row(
                [Sign(icon, color=ink, size=24), ft.Text(verdict.message, style=HEADING, color=ink, expand=True)],
                spacing=12,
            ),
            bgcolor=ground,
            padding=ft.Padding.symmetric(horizontal=20, vertical=14),
        )
    ]
    body: list[ft.Control] = []
    if _wants_right_answer(question, verdict):
        body += [ft.Text(_("正确答案"), style=LABEL, color=Role.QUIET), RichText(verdict.right_answer_text, base_dir)]
    if question.explanation:
        body += [ft.Text(_("讲解"), style=LABEL, color=Role.QUIET), RichText(question.explanation, base_dir)]
    body += extra
    if body:
        rows.append(
            ft.Container(
                ft.Column(body, spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
                padding=ft.Padding.only(left=20, right=20, top=M, bottom=20),
            )
        )
    return ft.Semantics(
        live_region=True,
        content=ft.Container(
            ft.Column(rows, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            bgcolor=Role.CARD,
            border=ft.Border.all(1, Role.LINE),
            border_radius=CARD_RADIUS,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        ),
    )


def _wants_right_answer(question: Question, verdict: Verdict) -> bool:
    """Whether the right answer must be said: options and pairs are marked where they stand, the rest is not."""
    match question:
        case ChoiceQuestion() | TrueFalseQuestion() | MatchingQuestion():
            return False
        case OrderingQuestion() | ClozeQuestion():
            return verdict.correct is not True
        case NumericQuestion() | TextQuestion():
            return verdict.correct is not True or len(verdict.right_answer_text) > 0
        case EssayQuestion():
            return bool(question.sample)
