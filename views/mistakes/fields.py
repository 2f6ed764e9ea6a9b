"""The fields of a mistake that is written down, in the order in which one writes; what is pasted finds its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from client.mistakes.capture import Draft
from client.mistakes.capture.pasting import take_apart, take_several
from client.texts import _
from views.context import use_app
from views.guard import component
from views.mistakes.proposing import Preview
from views.mistakes.work import Work, use_work
from views.shortcuts.order import Place, use_order
from views.widgets import Field, ident

PASTED = 12
"""So many characters at once were not typed."""


@component
def Fields(work: Work) -> Any:
    """The fields, in the order in which one writes; what is pasted finds its place."""
    app = use_app()
    use_work(work, "put")
    draft = work.draft
    places = use_order(5)
    by_keyboard = app.wide and not draft.cuttings
    at = 0 if work.mistake_id else _empty_one(draft)

    def begin() -> None:
        if by_keyboard and work.turn:
            app.page.run_task(places[at].focus)

    ft.use_effect(begin, [work.turn])

    def question(text: str) -> None:
        before = work.draft
        work.type(text=text)
        if len(text) - len(before.text) < PASTED:
            return
        several = take_several(text)
        if len(several) > 1:
            work.show(offered=several)
            return
        parts = take_apart(text)
        filled = {
            name: getattr(parts, name)
            for name in ("given", "answer", "solution", "source")
            if getattr(parts, name) and not getattr(before, name).strip()
        }
        if filled and set(filled) != {"source"}:
            work.put(text=parts.text, **filled)
            app.toast(_("答案、解析都放到各自的格子里了"), undo=lambda: _put_back(work, text, before))
        elif filled:
            work.put(**filled)

    first = Field(
        _("题目"),
        draft.text,
        question,
        multiline=True,
        min_lines=4,
        max_lines=12,
        autofocus=by_keyboard and at == 0,
        hint=_("写下或粘贴题目，答案可以另起一行：“答案：…”。公式写在 $ 中间，选项写成 A. B. C. D."),
        place=places[0],
    )
    mine = _lines(_("我的答案"), draft.given, lambda text: work.type(given=text), 6, places[1])
    right = _lines(_("正确答案"), draft.answer, lambda text: work.type(answer=text), 6, places[2])
    solution = _lines(_("解析（可以不写）"), draft.solution, lambda text: work.type(solution=text), 10, places[3])
    return ft.Column(
        [
            ident("capture-text", first),
            Preview(work, key="preview"),
            ft.ResponsiveRow(
                [
                    ft.Container(ident("capture-given", mine), col={"xs": 12, "md": 6}),
                    ft.Container(ident("capture-answer", right), col={"xs": 12, "md": 6}),
                ],
                spacing=12,
                run_spacing=12,
                key="answers",
            ),
            ident("capture-solution", solution),
            ident(
                "capture-source",
                Field(_("来源，例如：第三次月考"), draft.source, lambda text: work.type(source=text), place=places[4]),
            ),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _lines(label: str, value: str, typed: Callable[[str], None], most: int, place: Place) -> ft.Control:
    """A field that grows from one line to `most`."""
    return Field(label, value, typed, multiline=True, min_lines=1, max_lines=most, place=place)


def _empty_one(draft: Draft) -> int:
    """The first of question and answers that is still empty: there one goes on writing."""
    filled = [bool(text.strip()) for text in (draft.text, draft.given, draft.answer)]
    return filled.index(False) if False in filled else 0


async def _put_back(work: Work, text: str, before: Draft) -> None:
    work.put(text=text, given=before.given, answer=before.answer, solution=before.solution, source=before.source)
    await asyncio.sleep(0)
