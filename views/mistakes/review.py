"""Today's queue, one question after the other, and at its end a word on how it went.

The place is kept by the store: what was graded is done, on every device; who comes back goes on with the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import flet as ft

from client.mistakes.days import when_text
from client.mistakes.entries import MistakeCard, Queue
from client.mistakes.reviewing import UnknownMistakeError
from client.mistakes.schedule import Grade
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.mistake import course_folder
from views.mistakes.turn import Turn
from views.query import use_query
from views.theme import BODY, CAPTION, TITLE, Icons, L, M, Role
from views.widgets import (
    EmptyState,
    ErrorNote,
    IconAction,
    Page,
    PrimaryButton,
    SecondaryButton,
    Sign,
    Skeleton,
    TextLink,
    ident,
)

MORE = 10
"""Reviews beyond the day's share that are taken at a time."""

FORMS = 5
"""Similar questions that stand for a leech, one after the other."""


@dataclass(frozen=True)
class Round:
    """The question whose turn it is, and the numbers of today; `number` tells one round from the next."""

    number: int
    card: MistakeCard | None
    folder: Path | None
    queue: Queue
    is_other: bool = False


async def read_round(app: App, number: int, more: int = 0) -> Round:
    """The most urgent mistake of the day; None when nothing is left. A leech comes in another form, if there is one."""
    book = app.client.mistakes
    found, queue = await asyncio.gather(book.due(limit=1, more=more), book.queue(more))
    card = found[0] if found else None
    if card is not None and card.is_leech:
        others = await app.client.bank.like(card.id, limit=FORMS)
        if others:
            other = others[card.memory.reviews % len(others)]
            shown = replace(card, question=other.question, given=None, pictures=())
            return Round(number, shown, other.folder, queue, is_other=True)
    folder = await asyncio.to_thread(course_folder, app, card.course_id) if card else None
    return Round(number, card, folder, queue)


@component
def ReviewScreen() -> Any:
    """`/mistakes/review`. A pulled change does not swap the question under one's eyes: it is read when it is graded."""
    app = use_app()
    number, set_number = ft.use_state(0)
    grades, set_grades = ft.use_state(_no_grades)
    more, set_more = ft.use_state(0)
    last, set_last = ft.use_state("")
    turn = use_query(lambda: read_round(app, number, more), deps=[number])
    ends, _set_ends = ft.use_state(_no_ends)

    def begin() -> None:
        ends.append(app.client.timer.begin("review"))

    def leave() -> None:
        for end in ends:
            end()

    ft.use_effect(begin, [], leave)

    async def graded(card: MistakeCard, grade: Grade, elapsed_s: float) -> None:
        app.client.timer.touch()
        try:
            set_last(await app.client.mistakes.review(card.id, grade, elapsed_s))
            set_grades((*grades, grade))
        except UnknownMistakeError:
            app.toast(_("这道题已经被移出错题本，换下一题。"))
        set_number(number + 1)

    async def take_back() -> None:
        await app.client.mistakes.unreview(last)
        set_last("")
        set_grades(grades[:-1])
        set_number(number + 1)

    def go_on() -> None:
        set_more(more + MORE)
        set_number(number + 1)

    taking_back = use_command(take_back)
    undo = (
        ident(
            "undo-review", IconAction(Icons.HISTORY, _("撤销上一次打分"), taking_back.run, disabled=taking_back.running)
        )
        if last
        else None
    )
    if turn.error and turn.value is None:
        return Page(_("复习"), ErrorNote(turn.error, turn.reload), back="/mistakes")
    if turn.value is None:
        return Page(_("复习"), Skeleton(3), back="/mistakes")
    now: Round = turn.value
    if now.card is None:
        return Page(
            _("复习"), _summary(app, now.queue, grades, go_on), back="/mistakes", actions=[undo] if undo else []
        )
    done = now.queue.done_today
    return Turn(
        now.card,
        now.folder,
        done,
        done + now.queue.due,
        graded,
        undo,
        _other_form() if now.is_other else None,
        key=f"round-{now.number}",
    )


def _other_form() -> ft.Control:
    words = _("这道题忘过好几次，换一道相似的试试。")
    return ft.Row(
        [Sign(Icons.AGAIN, size=18, color=Role.WARM), ft.Text(words, style=CAPTION, color=Role.WARM, expand=True)],
        spacing=8,
    )


def _no_grades() -> tuple[Grade, ...]:
    return ()


def _no_ends() -> list[Callable[[], None]]:
    return []


def _summary(app: App, queue: Queue, grades: tuple[Grade, ...], go_on: Callable[[], None]) -> ft.Control:
    """The end of today's queue."""
    if queue.total == 0:
        return EmptyState(
            Icons.MISTAKE,
            _("还没有错题"),
            _("课里的小测验答错了，题目会自己来到错题本，到时候在这里复习。"),
            _("去上课"),
            lambda: app.go("/courses"),
        )
    rows: list[ft.Control] = [
        ft.Container(
            Sign(Icons.DONE, size=48, color=Role.ON_SOFT),
            width=104,
            height=104,
            border_radius=52,
            bgcolor=Role.SOFT,
            alignment=ft.Alignment.CENTER,
        ),
        ft.Text(
            _("今天的份做完了") if queue.waiting else _("今天都复习完了"),
            style=TITLE,
            color=Role.TEXT,
            text_align=ft.TextAlign.CENTER,
        ),
        *[
            ft.Text(line, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER)
            for line in _how_it_went(app, queue, grades)
        ],
        ft.Container(
            ident("review-done", PrimaryButton(_("回到今天"), lambda: app.go("/"))), margin=ft.Margin.only(top=M)
        ),
        *(
            [
                ident(
                    "review-more", SecondaryButton(_("再来 {n} 题").format(n=min(MORE, queue.waiting)), lambda: go_on())
                )
            ]
            if queue.waiting
            else []
        ),
        TextLink(_("看看错题本"), lambda: app.go("/mistakes")),
    ]
    return ft.Container(
        ft.Column(rows, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2, horizontal=M),
    )


def _how_it_went(app: App, queue: Queue, grades: tuple[Grade, ...]) -> list[str]:
    lines = []
    if grades:
        passed = sum(grade != Grade.AGAIN for grade in grades)
        lines.append(_("这次复习了 {n} 题，想起来 {m} 题。").format(n=len(grades), m=passed))
    elif queue.done_today:
        lines.append(_("今天一共复习了 {n} 题。").format(n=queue.done_today))
    if queue.waiting:
        lines.append(_("还有 {n} 题排在后面，明天接着来，不着急。").format(n=queue.waiting))
    elif queue.next_due_utc:
        book = app.client.mistakes
        lines.append(_("下一次复习：{when}").format(when=when_text(queue.next_due_utc, book.now(), book.zone)))
    return lines
