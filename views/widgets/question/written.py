"""Questions answered in writing: a number, a few words, an essay that its writer compares and judges."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import EssayQuestion, NumericQuestion, TextQuestion
from client.courses.grading import Verdict
from client.texts import _
from views.theme import CAPTION, LABEL, READING, TARGET, M, Role, S, grown
from views.widgets.buttons import PrimaryButton, SecondaryButton
from views.widgets.field import Field
from views.widgets.ident import ident
from views.widgets.question.marks import State, face
from views.widgets.rich import RichText

OnChange = Callable[[Any], None]

_NUMBER_KEYS = ("−", "/", "√", "π")
_FORMULA_KEYS = ("²", "√", "±", "≥", "≤", "π", "x₁=", "x₂=")
_FORMULA_SIGNS = frozenset("=²³√±≥≤<>^_\\+/₁₂π×·")


def Written(
    question: NumericQuestion | TextQuestion,
    given: Any,
    on_change: OnChange | None,
    revealed: bool,
    verdict: Verdict | None,
    on_submit: Callable[..., Any] | None,
) -> ft.Control:
    """A field, with the signs below it that a phone's keyboard hides; what was written, once it is revealed."""
    text = str(given or "")
    # A unit that must be typed is not shown behind the field.
    unit = question.unit if isinstance(question, NumericQuestion) and not question.unit_required else ""
    if revealed or on_change is None:
        return _written(" ".join(filter(None, (text or "—", unit))), revealed, verdict)
    rows: list[ft.Control] = [
        ident(
            "answer-field",
            Field(
                _("你的答案"),
                text,
                on_change,
                hint=_("例如 3.5 或 1/2") if isinstance(question, NumericQuestion) else "",
                suffix=unit or None,
                on_submit=on_submit,
            ),
        )
    ]
    if keys := _keys(question):
        rows.append(ft.Row([_key(sign, text, on_change) for sign in keys], spacing=S, run_spacing=S, wrap=True))
    return ft.Column(rows, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def Essay(
    question: EssayQuestion,
    given: Any,
    on_change: OnChange | None,
    revealed: bool,
    verdict: Verdict | None,
    base_dir: Path | None,
) -> ft.Control:
    """A tall field; once revealed the sample beside it and, while nobody judged, the two words to judge by."""
    text = str(given.get("text", "")) if isinstance(given, dict) else ""
    if on_change is not None and not revealed:
        return ident("answer-field", Field(_("你的回答"), text, lambda t: on_change({"text": t}), multiline=True))
    if not revealed:
        return _written(text or "—", revealed, verdict)
    rows: list[ft.Control] = [_written(text or "—", revealed, verdict)]
    if verdict is None:
        if question.sample:
            rows += [
                ft.Text(_("参考答案"), style=LABEL, color=Role.TEXT),
                ft.Container(RichText(question.sample, base_dir), bgcolor=Role.SOFT, border_radius=M, padding=M),
            ]
        if on_change is not None:
            rows += [
                ft.Text(
                    _("和参考答案比一比，要点答到了吗？")
                    if question.sample
                    else _("这道题没有参考答案，你觉得要点答到了吗？"),
                    style=CAPTION,
                    color=Role.QUIET,
                ),
                ft.Row(
                    [
                        ident(
                            "judge-missed", _judge(SecondaryButton, _("还没有"), False, text, on_change), expand=True
                        ),
                        ident("judge-met", _judge(PrimaryButton, _("答到了"), True, text, on_change), expand=True),
                    ],
                    spacing=12,
                ),
            ]
    return ft.Column(rows, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _judge(button: Callable[..., ft.Control], word: str, met: bool, text: str, on_change: OnChange) -> ft.Control:
    return button(word, lambda: on_change({"text": text, "self": met}))


def _written(text: str, revealed: bool, verdict: Verdict | None) -> ft.Control:
    state: State = "quiet"
    if revealed and verdict is not None and verdict.correct is not None:
        state = "right" if verdict.correct else "wrong"
    words: list[ft.Control] = [
        ft.Text(_("你的答案"), style=CAPTION, color=Role.QUIET),
        ft.Text(text, style=READING, color=Role.TEXT),
    ]
    return face("given", ft.Column(words, spacing=2, tight=True), state, None, word=False)


def _keys(question: NumericQuestion | TextQuestion) -> tuple[str, ...]:
    if isinstance(question, NumericQuestion):
        return _NUMBER_KEYS
    return _FORMULA_KEYS if any(_FORMULA_SIGNS & set(wording) for wording in question.accepted) else ()


def _key(sign: str, text: str, on_change: OnChange) -> ft.Control:
    key = ft.Container(
        ft.Text(sign, style=READING, color=Role.TEXT),
        bgcolor=Role.FIELD,
        border_radius=12,
        height=grown(TARGET),
        width=grown(TARGET if len(sign) == 1 else 64),
        alignment=ft.Alignment.CENTER,
        ink=True,
        tooltip=_("填入 {sign}").format(sign=sign),
        on_click=lambda: on_change(text + sign),
    )
    return ft.Semantics(content=key, button=True)
