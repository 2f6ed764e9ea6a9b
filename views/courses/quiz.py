"""A quiz (分段测验): one question at a time, the verdict at once, what was wrong once more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import EssayQuestion
from client.courses.library import OpenLesson
from client.courses.sitting import Sitting
from client.texts import _
from views.command import use_command
from views.context import is_wide, use_app
from views.courses.book import BookLine
from views.courses.desk import Desk
from views.courses.keys import use_keys
from views.courses.results import QuizResult
from views.courses.strip import Countdown, Strip
from views.guard import component
from views.theme import LABEL, Icons, Role, S
from views.widgets import Bar, Card, Chip, ErrorNote, Page, PrimaryButton, RichText, TextLink, ident
from views.widgets.question import Feedback, QuestionView


@component
def Quiz(
    opened: OpenLesson,
    position: int,
    sitting: Sitting,
    on_answer: Callable[[str, bool], None],
    on_close: Callable[[Sitting], None],
    on_next: Callable[[], Any],
    *,
    is_last: bool,
    on_over: Callable[[Sitting], ft.Control] | None = None,
) -> Any:
    """The quiz of segment `position`; `on_answer` is told each verdict, `on_close` how it stands.

    `on_over`: what is shown at the end in place of `QuizResult`.
    """
    app, page = use_app(), ft.context.page
    desk: Desk = ft.use_memo(lambda: Desk(app.client, opened.asked(position), sitting, on_answer), [])
    now, desk.show = ft.use_state(desk.sitting)
    grading = use_command(desk.grade)
    desk.run_grading = grading.run
    use_keys(desk.key)
    if now.over:
        if on_over is not None:
            return on_over(now)
        return QuizResult(opened, now, lambda: on_close(now), desk.again, on_next, is_last=is_last)
    rows: list[ft.Control] = [
        Strip(now, desk.turn),
        Card(
            QuestionView(
                now.question,
                now.given,
                lambda given: page.run_task(desk.change, given),
                now.revealed,
                now.verdict,
                opened.folder,
                desk.submit,
                key=f"{now.index}-{now.question.id}",
            ),
            padding=20,
        ),
    ]
    if not now.verdict:
        rows.append(_doubts(now, desk, opened.folder))
    if now.verdict:
        line = [BookLine(now, desk)] if now.verdict.mistake_id else []
        rows.append(Feedback(now.question, now.verdict, opened.folder, *line))
    return Page(
        _("小测"),
        *rows,
        back=lambda: on_close(now),
        actions=[Countdown(desk, key="countdown")] if now.rules.time_limit_s else [],
        footer=_footer(now, desk, grading.error, busy=grading.running),
        key=f"question-{now.index}",
    )


def _doubts(now: Sitting, desk: Desk, folder: Path) -> ft.Control:
    """Before the answer: the hint, and the mark of who is not sure."""
    rows: list[ft.Control] = []
    hinted = now.question.id in now.hinted
    if now.question.hint and not hinted and not now.revealed:
        rows.append(ident("hint", TextLink(_("给点提示"), lambda: desk.hint(), Icons.HINT)))
    doubted = now.question.id in now.doubted
    chip = Chip(_("不确定"), selected=doubted, on_click=lambda: desk.doubt(), icon=Icons.DOUBT)
    rows.append(ident("doubt", chip))
    line = ft.Row(rows, spacing=S, run_spacing=S, wrap=True)
    if not hinted:
        return line
    words = ft.Semantics(live_region=True, content=RichText(now.question.hint, folder))
    return ft.Column([words, line], spacing=S, tight=True)


def _footer(now: Sitting, desk: Desk, error: str | None, *, busy: bool) -> ft.Control:
    notes: list[ft.Control] = [ErrorNote(error)] if error else []
    if now.complaint:
        side = ft.TextAlign.END if is_wide(ft.context.page.width) else ft.TextAlign.START  # beside the button
        words = ft.Text(now.complaint, style=LABEL, color=Role.WARM, text_align=side)
        notes.append(ft.Semantics(live_region=True, content=words))
    hand_in = None
    if now.rules.time_limit_s and len(now.open) < len(now.questions) and now.open:
        hand_in = ident("hand-in", TextLink(_("交卷"), lambda: ft.context.page.run_task(desk.finish)))
    if now.verdict:
        word = _("下一题") if now.open else _("看看结果")
        button = ident("next", PrimaryButton(word, desk.onward, Icons.ON))
    elif now.compares:
        return Bar(above=tuple(notes))
    else:
        word = _("提交")
        if isinstance(now.question, EssayQuestion):
            word = _("写好了，看参考答案") if now.question.sample else _("写好了")
        button = ident("submit-answer", PrimaryButton(word, desk.submit, busy=busy))
    return Bar(button, back=hand_in, above=tuple(notes))
