"""三道相似的题: questions like a mistake, one after the other, each graded at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.grading import Verdict, complaint, grade
from client.mistakes.bank import Similar
from client.mistakes.schedule import Grade
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.gathering import Gathering
from views.query import use_query
from views.theme import BODY, CAPTION, LABEL, TITLE, Icons, L, M, Role
from views.widgets import (
    Bar,
    Card,
    EmptyState,
    ErrorNote,
    Page,
    PrimaryButton,
    Progress,
    Ring,
    ident,
)
from views.widgets.question import Feedback, QuestionView

PRACTISED = 3


@component
def PracticeScreen(mistake_id: str) -> Any:
    """`/mistakes/item/:mistake_id/practice`. What is found at the start stays until the end."""
    app = use_app()
    found = use_query(lambda: app.client.bank.like(mistake_id, PRACTISED), deps=[mistake_id])
    index, set_index = ft.use_state(0)
    right, set_right = ft.use_state(0)
    back = f"/mistakes/item/{quote(mistake_id)}"
    if found.value is None:
        body = ErrorNote(found.error, found.reload) if found.error else Gathering(key="gathering")
        return Page(_("练几道相似的"), body, back=back)
    similar: list[Similar] = found.value
    if not similar:
        return Page(_("练几道相似的"), _none(app, back), back=back)
    if index >= len(similar):
        return Page(_("练几道相似的"), _result(app, right, len(similar), back), back=back)

    def answered(was_right: bool) -> None:
        set_right(right + was_right)

    return _One(
        similar[index], index, len(similar), answered, lambda: set_index(index + 1), back, key=f"practice-{index}"
    )


@component
def _One(similar: Similar, index: int, total: int, answered: Any, onward: Any, back: str) -> Any:
    """One of them: asked, then graded where it is from, so that it counts there."""
    app = use_app()
    given, set_given = ft.use_state(None)
    verdict, set_verdict = ft.use_state(_no_verdict)
    wrong, set_wrong = ft.use_state("")
    started_s, _set = ft.use_state(app.client.clock.monotonic_s)
    question = similar.question

    async def submit() -> None:
        app.client.timer.touch()
        if sentence := complaint(question, given):
            set_wrong(sentence)
            return
        elapsed_s = app.client.clock.monotonic_s() - started_s
        said = await _grade(app, similar, given, elapsed_s)
        set_wrong("")
        set_verdict(said)
        answered(said.correct is not False)

    grading = use_command(submit)
    words = _("第 {n} 题，共 {m} 题").format(n=index + 1, m=total)
    where = similar.manifest.title if similar.manifest else _("自己的错题")
    rows: list[ft.Control] = [
        Progress((index + (verdict is not None)) / total, words),
        ft.Text(f"{words} · {where}", style=CAPTION, color=Role.QUIET),
        Card(
            QuestionView(
                question,
                given,
                set_given,
                verdict is not None,
                verdict,
                similar.folder,
                grading.run,
                key=f"{index}-{question.id}",
            ),
            padding=20,
        ),
    ]
    if verdict is not None:
        rows.append(Feedback(question, verdict, similar.folder))
    button = (
        PrimaryButton(_("提交"), grading.run, busy=grading.running)
        if verdict is None
        else PrimaryButton(_("看看结果") if index + 1 == total else _("下一题"), onward, Icons.ON)
    )
    notes = [ft.Text(wrong, style=LABEL, color=Role.WARM)] if wrong else []
    error = [ErrorNote(grading.error)] if grading.error else []
    footer = Bar(ident("practice-next", button), above=(*error, *notes))
    return Page(_("练几道相似的"), *rows, footer=footer, back=back, key=f"practice-{index}")


async def _grade(app: App, similar: Similar, given: Any, elapsed_s: float) -> Verdict:
    """A course's question is answered in its course; one of one's own mistakes is reviewed."""
    client = app.client
    if similar.manifest and similar.lesson and not similar.mistake_id:
        return await client.courses.answer(
            similar.manifest, similar.lesson, similar.segment, similar.question, given, elapsed_s
        )
    verdict = grade(similar.question, given)
    if similar.mistake_id and verdict.correct is not None:
        await client.mistakes.review(similar.mistake_id, Grade.GOOD if verdict.correct else Grade.AGAIN, elapsed_s)
    return verdict


def _no_verdict() -> Verdict | None:
    return None


def _none(app: App, back: str) -> ft.Control:
    return EmptyState(
        "search",
        _("还没有找到相似的题"),
        _("导入更多题目，或者多记几道错题，这里就会有。"),
        _("去导入"),
        lambda: app.go("/me/import"),
    )


def _result(app: App, right: int, total: int, back: str) -> ft.Control:
    words = _("这一类会了。") if right == total else _("错的已经在错题本里，过些天再来。")
    return ft.Container(
        ft.Column(
            [
                Ring(right / total, f"{right}/{total}", _("答对")),
                ft.Text(_("练完了"), style=TITLE, color=Role.TEXT),
                ft.Text(words, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER),
                ident("practice-done", PrimaryButton(_("回到这道错题"), lambda: app.go(back))),
            ],
            spacing=M,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2),
    )
