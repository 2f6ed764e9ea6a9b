"""A text with gaps: the gaps are numbered in the text, and filled in below it, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import ChoiceGap, ClozeQuestion, Gap, NumericGap
from client.courses.credit import gap_credit
from client.texts import _
from views.theme import LABEL, Role, S
from views.widgets.field import Field
from views.widgets.ident import ident
from views.widgets.question.marks import State, face, spoken
from views.widgets.rich import RichText

OnChange = Callable[[Any], None]


def numbered(question: ClozeQuestion) -> str:
    """The text with a numbered blank where each gap is."""
    return "".join(part if isinstance(part, str) else f" ({part + 1})\\_\\_\\_ " for part in question.parts)


def Gaps(
    question: ClozeQuestion, given: Any, on_change: OnChange | None, revealed: bool, base_dir: Path | None
) -> ft.Control:
    """A field or some options for each gap; once revealed, what was put in and whether it is right."""
    filled = list(given) if isinstance(given, list) else []
    filled += [None] * (len(question.gaps) - len(filled))

    def put(index: int, value: Any) -> None:
        if on_change is not None:
            on_change([value if i == index else old for i, old in enumerate(filled)])

    live = on_change is not None and not revealed
    rows: list[ft.Control] = []
    for index, gap in enumerate(question.gaps):
        if not live:
            rows.append(_shown(index, gap, filled[index], revealed, base_dir))
        elif isinstance(gap, ChoiceGap):
            rows.append(_options(index, gap, filled[index], put, base_dir))
        else:
            unit = gap.unit if isinstance(gap, NumericGap) else ""
            label = _("第 {n} 空").format(n=index + 1)
            field = Field(label, str(filled[index] or ""), _put(put, index), suffix=unit or None, key=f"gap-{index}")
            rows.append(ident(f"gap-{index}", field))
    return ft.Column(rows, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _put(put: Callable[[int, Any], None], index: int) -> Callable[[Any], None]:
    return lambda value: put(index, value)


def _press(put: Callable[[int, Any], None], index: int, value: Any) -> Callable[[], None]:
    return lambda: put(index, value)


def _options(
    index: int, gap: ChoiceGap, chosen: Any, put: Callable[[int, Any], None], base_dir: Path | None
) -> ft.Control:
    options = [
        face(
            f"gap-{index}-{n}",
            spoken(option, RichText(option, base_dir, selectable=False)),
            "chosen" if chosen == n else "quiet",
            _press(put, index, n),
            key=f"gap-{index}-{n}",
            word=False,
        )
        for n, option in enumerate(gap.options)
    ]
    title = ft.Text(_("第 {n} 空").format(n=index + 1), style=LABEL, color=Role.TEXT)
    return ft.Column([title, *options], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _shown(index: int, gap: Gap, value: Any, revealed: bool, base_dir: Path | None) -> ft.Control:
    words = "—"
    if isinstance(gap, ChoiceGap):
        words = gap.options[value] if type(value) is int and 0 <= value < len(gap.options) else words
    elif value:
        words = str(value)
    state: State = "quiet"
    if revealed:
        state = "right" if gap_credit(gap, value) >= 1 else "wrong"
    title = ft.Text(_("第 {n} 空").format(n=index + 1), style=LABEL, color=Role.QUIET)
    row = ft.Row([title, ft.Container(spoken(words, RichText(words, base_dir, selectable=False)), expand=True)])
    return face(f"gap-{index}", row, state, None, key=f"gap-{index}", word=False)
