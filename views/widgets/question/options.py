"""Questions answered by choosing: one option, several, or right and wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import ChoiceQuestion, TrueFalseQuestion
from client.courses.grading import LETTERS
from client.texts import _
from views.theme import CAPTION, HEADING, Icons, Role
from views.widgets.ident import ident
from views.widgets.question.marks import State, face, letter, spoken
from views.widgets.rich import RichText
from views.widgets.sign import Sign

OnChange = Callable[[Any], None]


def Options(
    question: ChoiceQuestion, given: Any, on_change: OnChange | None, revealed: bool, base_dir: Path | None
) -> ft.Control:
    """The options, one below the other; with `multiple` each can be taken and put back."""
    chosen = [i for i in given if isinstance(i, int)] if isinstance(given, list) else []

    def choose(index: int) -> None:
        if on_change is None:
            return
        if not question.multiple:
            on_change([index])
        else:
            on_change(sorted(set(chosen) ^ {index}))

    faces: list[ft.Control] = []
    if question.multiple:
        faces.append(ft.Text(_("可以选多项"), style=CAPTION, color=Role.QUIET))
    for index, option in enumerate(question.options):
        state = _state(index in chosen, index in question.correct, revealed)
        content: ft.Control = spoken(f"{LETTERS[index % 26]} {option}", RichText(option, base_dir, selectable=False))
        if revealed and index in chosen and question.feedback and question.feedback[index]:
            content = ft.Column([content, RichText(question.feedback[index], base_dir, size=14)], spacing=4, tight=True)
        faces.append(
            face(
                f"option-{index}",
                content,
                state,
                _press(choose, index) if on_change and not revealed else None,
                leading=letter(LETTERS[index % 26], state, square=question.multiple),
                key=f"option-{index}",
            )
        )
    return ft.Column(faces, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def Judgement(question: TrueFalseQuestion, given: Any, on_change: OnChange | None, revealed: bool) -> ft.Control:
    """Two big buttons, side by side: 对 is `option-0`, 错 is `option-1`."""
    sides: list[ft.Control] = []
    for index, (value, word, icon) in enumerate(((True, _("对"), Icons.YES), (False, _("错"), Icons.NO))):
        state = _state(given is value, question.correct is value, revealed)
        strong = state in ("chosen", "right")
        color = Role.ACCENT if strong else Role.DANGER if state == "wrong" else Role.QUIET
        rows: list[ft.Control] = [
            Sign(icon, size=34, color=color),
            ft.Text(word, style=HEADING, color=Role.TEXT),
        ]
        if revealed:
            rows.append(ft.Text(_verdict_word(state), style=CAPTION, color=Role.TEXT))
        sides.append(
            ident(
                f"option-{index}",
                ft.Container(
                    ft.Column(rows, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
                    bgcolor=_ground(state),
                    border=ft.Border.all(2, _edge(state)),
                    border_radius=20,
                    padding=20,
                    alignment=ft.Alignment.CENTER,
                    ink=on_change is not None and not revealed,
                    on_click=_press(on_change, value) if on_change and not revealed else None,
                ),
                button=True,
                selected=given is value,
                expand=True,
            )
        )
    return ft.Row(sides, spacing=12)


def _press(act: OnChange, value: Any) -> Callable[[], None]:
    return lambda: act(value)  # no default arguments: Flet would hand the event to them


def _state(chosen: bool, correct: bool, revealed: bool) -> State:
    if not revealed:
        return "chosen" if chosen else "quiet"
    if chosen:
        return "right" if correct else "wrong"
    return "missed" if correct else "quiet"


def _verdict_word(state: State) -> str:
    return {"right": _("正确"), "missed": _("正确答案"), "wrong": _("你的选择")}.get(state, "")


def _ground(state: State) -> str:
    return Role.DANGER_SOFT if state == "wrong" else Role.SOFT if state in ("chosen", "right") else Role.CARD


def _edge(state: State) -> str:
    return Role.DANGER if state == "wrong" else Role.LINE if state == "quiet" else Role.ACCENT
