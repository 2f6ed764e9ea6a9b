"""Questions, asked and answered."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.grading import grade
from views.design import samples
from views.guard import component
from views.theme import M
from views.widgets import Card
from views.widgets.question import Feedback, QuestionView


@component
def Asking() -> Any:
    """A question to answer, the same one answered wrongly and explained, and the other kinds."""
    given, answer = ft.use_state([0])
    numeric, write = ft.use_state("")
    pairs, match = ft.use_state([])
    verdict = grade(samples.CHOICE, [0])
    return ft.ResponsiveRow(
        [
            _cell(QuestionView(samples.CHOICE, given, answer)),
            _cell(QuestionView(samples.CHOICE, [0], revealed=True, verdict=verdict)),
            _cell(QuestionView(samples.JUDGE, True, revealed=True, verdict=grade(samples.JUDGE, True))),
            _cell(QuestionView(samples.NUMBER, numeric, write)),
            _cell(QuestionView(samples.MATCH, pairs, match)),
            ft.Container(Feedback(samples.CHOICE, verdict), col={"xs": 12, "md": 6}),
        ],
        spacing=M,
        run_spacing=M,
    )


def _cell(question: ft.Control) -> ft.Control:
    return ft.Container(Card(question), col={"xs": 12, "md": 6})
