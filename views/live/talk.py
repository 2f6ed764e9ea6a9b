"""What is said and asked in a lesson; a tap keeps it in the lesson's note."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast

import flet as ft

from client.live import LiveLesson, Said
from client.live.lessons import clock_words
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.query import use_query
from views.theme import BODY, CAPTION, Icons, Role, S
from views.widgets import Card, ErrorNote, Field, IconAction, PrimaryButton, Section, TextLink, ident

log = logging.getLogger("xueban.views")

POLL_S = 8.0
"""How often it is asked what was said meanwhile."""
SHOWN = 60
"""Lines that are shown at once: the last ones while a lesson is on."""


@component
def Talk(lesson: LiveLesson, on: bool) -> Any:
    """The transcript, growing while the lesson is `on`."""
    app = use_app()
    lines, set_lines = ft.use_state(cast("tuple[Said, ...]", ()))
    reach, set_reach = ft.use_state(SHOWN)
    follower: Any = ft.use_ref(_Follower).current
    ft.use_effect(lambda: follower.start(app, lesson.id, on, set_lines), [lesson.id, on], follower.stop)
    rows = [_Line(lesson, line, key=f"{line.second}-{line.text[:20]}") for line in lines[-reach:]]
    if len(lines) > reach:
        earlier = _("显示更早的 {n} 行").format(n=min(SHOWN, len(lines) - reach))
        rows.insert(0, TextLink(earlier, lambda: set_reach(reach + SHOWN), Icons.LESS))
    if not rows:
        words = _("文字稿会随着讲课出现在这里。") if on else _("这节课没有文字稿。")
        rows = [ft.Text(words, style=BODY, color=Role.QUIET)]
    return Section(_("文字稿"), Card(*rows))


class _Follower:
    """Asks for what was said since, while somebody looks."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._lines: list[Said] = []

    def start(self, app: App, lesson_id: str, on: bool, show: Any) -> None:
        loop = asyncio.get_running_loop()

        async def ask() -> None:
            try:
                while True:
                    found = await app.client.live.transcript(lesson_id, len(self._lines))
                    self._lines += found.lines
                    if not found.lines or len(self._lines) >= found.count:
                        break
                show(tuple(self._lines))
            except Exception as error:  # no line: what is here stays, and the next turn asks again
                log.info("the transcript could not be read: %s", error)
            if on:
                self._timer = loop.call_later(POLL_S, begin)

        def begin() -> None:
            self._task = loop.create_task(ask())

        app.closers.append(self.stop)
        begin()

    def stop(self) -> None:
        for waiting in (self._timer, self._task):
            if waiting is not None:
                waiting.cancel()


@component
def _Line(lesson: LiveLesson, line: Said) -> Any:
    app = use_app()
    kept, set_kept = ft.use_state(False)

    async def keep() -> None:
        await app.client.live.note(lesson, line.second, line.text)
        set_kept(True)

    keeping = use_command(keep)
    icon = Icons.KEPT if kept else Icons.NOTE
    words = _("已记到笔记") if kept else _("记到笔记：{text}").format(text=line.text[:20])
    return ft.Row(
        [
            ft.Text(clock_words(line.second), style=CAPTION, color=Role.QUIET, width=56),
            ft.Text(line.text, style=BODY, color=Role.TEXT, expand=True),
            IconAction(icon, words, keeping.run, color=Role.ACCENT if kept else Role.QUIET),
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


@component
def AskCard(lesson: LiveLesson) -> Any:
    """A question for the teacher: it is kept in the note first, then sent."""
    app = use_app()
    text, set_text = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    async def ask() -> None:
        words = text.strip()
        if not words:
            return
        sent = await app.client.live.ask(lesson, words[:300])
        set_text("")
        set_turn(turn + 1)
        app.toast(_("已发给老师，也记在笔记里了") if sent else _("记在笔记里了；登录以后才能发给老师"))

    asking = use_command(ask)
    hint = _("只有老师看得到")
    field = Field(_("问老师"), text, set_text, hint=hint, on_submit=asking.run, key=str(turn))
    return Section(
        _("提问"),
        Card(
            ident("live-question", field),
            *([ErrorNote(asking.error)] if asking.error else []),
            ft.Row(
                [
                    ident("live-ask", PrimaryButton(_("提问"), asking.run, Icons.ASK, busy=asking.running)),
                    ident(
                        "live-note",
                        TextLink(_("看笔记"), lambda: app.go(f"/notes/{app.client.live.note_of(lesson)}"), Icons.NOTE),
                    ),
                ],
                spacing=S,
                wrap=True,
            ),
            _Answers(lesson, key=f"answers-{turn}"),
        ),
    )


@component
def _Answers(lesson: LiveLesson) -> Any:
    """What the teacher has answered."""
    app = use_app()
    found = use_query(lambda: app.client.live.answers(lesson.id))
    answered = [one for one in found.value or [] if one.answer]
    rows: list[ft.Control] = [
        ft.Column(
            [
                ft.Text(_("我问：{text}").format(text=one.text), style=CAPTION, color=Role.QUIET),
                ft.Text(_("老师答：{text}").format(text=one.answer), style=BODY, color=Role.TEXT),
            ],
            spacing=2,
            tight=True,
        )
        for one in answered
    ]
    return ft.Column(rows, spacing=S, tight=True, visible=bool(rows))
