"""`/me/feedback`: say it in some words, with a picture if one likes; below, what was said before and the answers."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.feedback import Feedback
from client.feedback.feedback import RECORDS
from client.texts import _
from views.account.picked import Picked, pick_picture
from views.account.who import use_account
from views.command import use_command
from views.context import use_app
from views.feedback.picture import FeedbackPicture
from views.guard import component
from views.picker import use_picker
from views.query import use_query
from views.shell.keeping import use_kept
from views.theme import BODY, CAPTION, LABEL, Icons, Role, S
from views.when import when
from views.widgets import (
    Card,
    Chip,
    ErrorNote,
    Field,
    IconAction,
    Page,
    PrimaryButton,
    SecondaryButton,
    Section,
    Sign,
    Skeleton,
    ident,
)


@component
def FeedbackScreen() -> Any:
    """The form, and what has been told."""
    app, state = use_app(), use_account()
    found = use_query(app.client.feedback.all, RECORDS)
    rows: list[ft.Control] = []
    if found.error:
        rows = [ErrorNote(found.error, found.reload)]
    elif found.value is None:
        rows = [Skeleton(2)]
    elif found.value:
        rows = [Section(_("说过的"), *(_Told(one, key=one.id) for one in found.value))]
    first = _("没有登录：先留在这台设备上，登录以后送出。") if not state.signed_in else ""
    return Page(_("提建议"), _Form(), *rows, back="/me/help", under=first)


@component
def _Form() -> Any:
    """What is half written is there again when one comes back."""
    app = use_app()
    words, set_words = use_kept("feedback.words", "")
    pictures, set_pictures = ft.use_state(list[Picked]())
    picker = use_picker()

    async def add() -> None:
        picked = await pick_picture(picker(), app.page)
        set_pictures(lambda before: [*before, *picked])

    async def send() -> None:
        await app.client.feedback.tell(words, [one.file for one in pictures])
        set_words("")
        set_pictures([])
        app.toast(_("记下了，谢谢！有回答会在这里看到。"))

    sending, adding = use_command(send), use_command(add)
    error = sending.error or adding.error

    def drop(index: int) -> Any:
        return lambda: set_pictures(lambda before: before[:index] + before[index + 1 :])

    return Card(
        ft.Text(_("哪里不好用？想要什么？"), style=LABEL, color=Role.TEXT),
        ident(
            "feedback-words",
            Field(_("写几句话"), words, set_words, multiline=True, min_lines=3, max_lines=8),
        ),
        *(
            ft.Row(
                [
                    Sign(Icons.PICTURE, color=Role.ACCENT),
                    ft.Text(one.name, style=BODY, color=Role.TEXT, expand=True),
                    ident(f"feedback-drop-{index}", IconAction(Icons.CLOSE, _("不带这张图"), drop(index))),
                ]
            )
            for index, one in enumerate(pictures)
        ),
        *([ErrorNote(error)] if error else []),
        ft.Row(
            [
                ident("feedback-send", PrimaryButton(_("发送"), sending.run, Icons.ON, busy=sending.running)),
                ident("feedback-picture", SecondaryButton(_("加一张图片"), adding.run, Icons.PICTURE)),
            ],
            spacing=S,
            run_spacing=S,
            wrap=True,
        ),
        ft.Text(_("会一起送出的只有：你写的话、图片、学伴的版本和系统的名字。"), style=CAPTION, color=Role.QUIET),
    )


@component
def _Told(told: Feedback) -> Any:
    app = use_app()

    async def take_back() -> None:
        await app.client.feedback.take_back(told.id)
        app.toast(_("已撤回"), lambda: app.client.feedback.restore(told.id))

    taking = use_command(take_back)
    sent = when(told.sent, app.client.clock.now_utc())
    word, tone = {
        "kept": (_("已记下"), ""),
        "received": (_("已收到"), ""),
        "planned": (_("打算做"), "warm"),
        "done": (_("做好了"), "good"),
    }[told.stage]
    answer = [_Answer(told.answer)] if told.answer else []
    return ident(
        f"feedback-{told.id}",
        Card(
            ft.Row(
                [
                    Chip(word, tone=tone),
                    ft.Text(sent, style=CAPTION, color=Role.QUIET, expand=True),
                    ident(f"feedback-back-{told.id}", IconAction(Icons.DELETE, _("撤回"), taking.run)),
                ],
                spacing=S,
            ),
            ft.Text(told.words, style=BODY, color=Role.TEXT, selectable=True),
            *(FeedbackPicture(sha, key=sha) for sha in told.pictures),
            *answer,
            *([ErrorNote(taking.error)] if taking.error else []),
        ),
    )


def _Answer(words: str) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                ft.Text(_("回答"), style=CAPTION, color=Role.ON_SOFT),
                ft.Text(words, style=BODY, color=Role.ON_SOFT, selectable=True),
            ],
            spacing=2,
            tight=True,
        ),
        bgcolor=Role.SOFT,
        border_radius=12,
        padding=12,
    )
