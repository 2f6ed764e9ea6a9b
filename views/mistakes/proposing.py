"""What follows the typing: how the question will look, where it may belong, why the answer may be wrong."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from client.courses.grading import LETTERS
from client.mistakes.capture.capture import Guess
from client.mistakes.capture.draft import options_in
from client.subjects import SUBJECTS, subject_name
from client.texts import _
from views.context import use_app
from views.guard import component
from views.mistakes.choosing import CauseChips, PointChips
from views.mistakes.search import use_point_search
from views.mistakes.work import REST_S, Work, use_work
from views.query import use_query
from views.theme import CAPTION, FIELD_RADIUS, Icons, M, Role, S
from views.widgets import Card, Chip, Field, RichText, Section, TextLink, ident


@component
def Preview(work: Work) -> Any:
    """The question as it will read, once it has a formula or options; answers and solution once they have one."""
    use_work(work, "typed", "put", rest_s=REST_S)
    stem, options = options_in(work.draft.text)
    shown = "\n\n".join([stem, *(f"{LETTERS[i % 26]}. {option}" for i, option in enumerate(options))])
    parts = [shown] if "$" in shown or options else []
    draft = work.draft
    told = ((_("我的答案"), draft.given), (_("正确答案"), draft.answer), (_("解析"), draft.solution))
    parts += [_("{name}：{words}").format(name=name, words=words) for name, words in told if "$" in words]
    if not parts:
        return ft.Container(visible=False)
    return ft.Container(
        ft.Column(
            [ft.Text(_("看起来是这样"), style=CAPTION, color=Role.QUIET), *(RichText(part) for part in parts)],
            spacing=S,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        border=ft.Border.all(1, Role.LINE),
        border_radius=FIELD_RADIUS,
        padding=M,
    )


@component
def Proposing(work: Work) -> Any:
    """Subject, knowledge point and cause, each in one tap, and a line of reflection."""
    app = use_app()
    use_work(work, "typed", "put", rest_s=REST_S)
    draft = work.draft
    guessed = use_query(
        lambda: app.client.capture.guess(draft), deps=[draft.text, draft.given, draft.answer, draft.subject]
    )
    guess: Guess = guessed.value or Guess()
    graph = use_query(app.client.mistakes.knowledge)
    profile = use_query(app.client.profile.get, {"profile"})

    async def take(point_id: str) -> None:
        work.put(point_id=point_id)

    search = use_point_search(take)
    chosen = draft.point_id
    if chosen is None:
        chosen = guess.points[0][0].id if guess.sure else ""
    other = graph.value.point(chosen) if graph.value and chosen else None

    def toggle(point_id: str) -> None:
        work.put(point_id="" if point_id == chosen else point_id)

    def toggle_subject(subject: str) -> None:
        work.put(subject="" if subject == work.draft.subject else subject)

    subjects = [s for s in SUBJECTS if profile.value and s in profile.value.subjects] or list(SUBJECTS)
    if draft.subject and draft.subject not in subjects:
        subjects.append(draft.subject)
    chips: list[ft.Control] = [
        ident(
            f"subject-{subject}",
            Chip(
                subject_name(subject),
                selected=subject == draft.subject,
                on_click=partial(toggle_subject, subject),
            ),
        )
        for subject in subjects
    ]
    link = ident("search-point", TextLink(_("选一个"), search.open, Icons.SEARCH))
    return ft.Column(
        [
            Section(
                _("知识点"),
                Card(
                    ft.Row(chips, spacing=S, run_spacing=0, wrap=True),
                    PointChips(guess.points, chosen, toggle, sure=guess.sure, other=other),
                ),
                action=link,
            ),
            Section(
                _("为什么错"),
                Card(
                    CauseChips(draft.cause, lambda cause: work.put(cause=cause), guess.cause),
                    ident(
                        "capture-reflection",
                        Field(_("一句提醒自己的话"), draft.reflection, lambda text: work.type(reflection=text)),
                    ),
                ),
            ),
        ],
        spacing=M,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
