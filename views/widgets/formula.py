"""A formula on a line of its own: it shrinks a little to fit, and what is still too long scrolls under a fade."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.texts import _
from views.guard import component
from views.theme import Role, text_scale
from views.widgets.speech import say_formula

SMALLEST = 0.75  # smaller signs cannot be read any more
FADE = 0.8  # where of the width the fade begins: the hint that there is more to the right
SLACK = 1.0  # pixels by which measures differ without meaning it


@component
def Formula(latex: str, size: float = 17) -> Any:
    """`latex` (without dollars) in display style; `size` as of the text around it, in logical pixels before scaling.

    Screen readers hear it in words.
    """
    room, set_room = ft.use_state(0.0)
    natural, set_natural = ft.use_state(0.0)
    share = room / natural if room and natural else 1.0
    fit = share if SMALLEST <= share < 1 else 1.0  # what scrolls anyway keeps its size

    def measured(event: ft.LayoutSizeChangeEvent[Any]) -> None:
        if fit == 1.0:  # a formula that was shrunk to fit says nothing new about its own width
            set_natural(event.width)

    written = ft.Markdown(
        f"$$\n{latex.strip()}\n$$",
        extension_set=ft.MarkdownExtensionSet.GITHUB_WEB,
        fit_content=True,
        latex_style=ft.TextStyle(size=round((size + 1) * text_scale() * fit, 1), color=Role.TEXT),
        on_size_change=measured,
        key=f"fit-{fit:.2f}",
    )
    line: ft.Control = ft.Row([written], scroll=ft.ScrollMode.HIDDEN)
    words = say_formula(latex)
    if room and natural * fit > room + SLACK:
        words = _("{formula}（可以左右滑动）").format(formula=words)
        line = ft.ShaderMask(
            shader=ft.LinearGradient(
                begin=ft.Alignment.CENTER_LEFT,
                end=ft.Alignment.CENTER_RIGHT,
                colors=["#ff000000", "#ff000000", "#0d000000"],
                stops=[0, FADE, 1],
            ),
            blend_mode=ft.BlendMode.DST_IN,
            content=ft.Row([written], scroll=ft.ScrollMode.AUTO),
        )
    return ft.Semantics(
        label=words,
        exclude_semantics=True,
        content=ft.Container(line, on_size_change=lambda event: set_room(event.width)),
    )
