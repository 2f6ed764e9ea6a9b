"""A question outside its lesson: asked on a screen of its own, graded at once."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.courses.grading import Verdict, complaint, grade
from client.mistakes.bank import Similar
from client.mistakes.schedule import Grade
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.theme import CAPTION, LABEL, Icons, Role
from views.widgets import Bar, Card, ErrorNote, Page, PrimaryButton, Progress, ident
from views.widgets.question import Feedback, QuestionView


@component
def OneQuestion(similar: Similar, index: int, total: int, answered: Any, onward: Any, title: str, back: str) -> Any:
    """One of `total`: asked, then graded where it is from, so that it counts there.

    `answered` is told whether it was right, `onward` leads to the next.
    """
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
    return Page(title, *rows, footer=footer, back=back, key=f"practice-{index}")


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
