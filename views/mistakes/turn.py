"""One question of a review: think (or answer), look, grade."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import flet as ft

from client.courses.content import EssayQuestion, NumericQuestion, Question, TextQuestion
from client.courses.grading import Verdict, complaint, given_answer, grade, right_answer
from client.mistakes.entries import MistakeCard
from client.mistakes.schedule import Grade
from client.notes.writing.links import for_reading
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.elapsed import Elapsed
from views.mistakes.grades import Grades
from views.mistakes.pad import Pad
from views.mistakes.pictures import Pictures
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import CAPTION, Icons, Role
from views.widgets import (
    Bar,
    Card,
    Chip,
    ErrorNote,
    IconAction,
    Page,
    PrimaryButton,
    Progress,
    RichText,
    TextLink,
    ident,
)
from views.widgets.question import Feedback, QuestionView


@component
def Turn(
    card: MistakeCard,
    folder: Path | None,
    done: int,
    total: int,
    graded: Callable[[MistakeCard, Grade, float], Awaitable[Any]],
    undo: ft.Control | None = None,
    instead: ft.Control | None = None,
) -> Any:
    """The screen for one mistake; give it a new `key` for the next one.

    Args:
        card: what is reviewed.
        folder: its course's folder, for drawings.
        done: how many of today's were reviewed before it.
        total: how many today has, with those.
        graded: awaited with the grade and the seconds that it took.
        undo: takes the last grade back; None when there is none.
        instead: says that another question stands for the one that is never remembered.

    """
    app = use_app()
    given, set_given = ft.use_state(None)
    revealed, set_revealed = ft.use_state(False)
    more, set_more = ft.use_state(False)
    drawing, set_drawing = ft.use_state(False)
    started_s, _set = ft.use_state(app.client.clock.monotonic_s)
    waits = ft.use_memo(lambda: card.preview(app.client.clock.now_utc()), [revealed])
    answered = card.question is not None and not complaint(card.question, given)
    verdict = grade(card.question, given) if card.question and answered else None

    async def note(chosen: Grade) -> None:
        await graded(card, chosen, app.client.clock.monotonic_s() - started_s)

    save = use_command(note)

    def reveal(*_event: Any) -> None:
        app.client.timer.touch()
        set_revealed(True)

    async def show_answer(_key: str) -> None:
        reveal()

    async def give_grade(key: str) -> None:
        await save.run(Grade(int(key)))

    async def give_one_of_two(key: str) -> None:
        await save.run(Grade.AGAIN if key == "1" else Grade.GOOD)

    four = card.plan.buttons == len(Grade) or more
    if revealed and four:
        listens = [Shortcut(tuple("1234"), _("想起来多少：1 忘了，4 很轻松"), give_grade, shown="1–4")]
    elif revealed:
        listens = [Shortcut(tuple("123"), _("想起来没有：1 忘了，2 记得"), give_one_of_two, shown="1–2")]
    elif answered and _is_typed(card.question):  # a blank within a typed answer is just a blank
        listens = []
    else:
        listens = [Shortcut(("Space",), _("显示答案"), show_answer)]
    use_shortcuts(_("复习"), *listens)

    if revealed:
        footer: ft.Control = ft.Column(
            [
                *([ErrorNote(save.error)] if save.error else []),
                ft.Row(
                    [
                        ft.Text(_("刚才想起来多少？"), style=CAPTION, color=Role.QUIET, expand=True),
                        *([] if four else [ident("more-grades", TextLink(_("分细一点"), lambda: set_more(True)))]),
                    ],
                    vertical_alignment=ft.CrossAxisAlignment.CENTER,
                ),
                Grades(
                    waits if four else {grade: waits[grade] for grade in (Grade.AGAIN, Grade.GOOD)},
                    lambda chosen: app.page.run_task(save.run, chosen),
                    disabled=save.running,
                    suggested=_suggested(verdict),
                ),
            ],
            spacing=8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        )
    else:
        footer = Bar(ident("show-answer", PrimaryButton(_("显示答案"), reveal, Icons.SHOW)))
    progress = ft.Column(
        [
            ft.Row(
                [
                    ft.Text(
                        _("第 {n} 题，共 {total} 题").format(n=done + 1, total=total)
                        + (_(" · 空格显示答案，数字键打分") if app.wide else ""),
                        style=CAPTION,
                        color=Role.QUIET,
                        expand=True,
                    ),
                    Elapsed(started_s),
                ],
            ),
            Progress(done / max(1, total), _("复习进度")),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    shown = _revealed(app, card, given, verdict, folder) if revealed else _asked(card, given, set_given, reveal, folder)
    pad = [Pad(key="pad")] if drawing else []
    draw = ident(
        "draw",
        IconAction(Icons.DRAW, _("收起草稿纸") if drawing else _("草稿纸"), lambda: set_drawing(not drawing)),
    )
    return Page(
        _("复习"),
        progress,
        *([instead] if instead else []),
        *shown,
        *pad,
        footer=footer,
        back="/mistakes",
        actions=[*([undo] if undo else []), draw],
        key=f"turn-{card.id}",
    )


def _asked(
    card: MistakeCard, given: Any, on_change: Callable[[Any], None], reveal: Any, folder: Path | None
) -> list[ft.Control]:
    if card.question is None:
        return [Card(ft.Text(card.words, color=Role.QUIET))]
    hint = ft.Text(_("先在心里想一想，也可以作答。"), style=CAPTION, color=Role.QUIET)
    view = QuestionView(
        card.question, given, on_change, base_dir=folder, on_submit=reveal, key=f"asked-{card.question.id}"
    )
    return [Card(*_pictured(card), view, padding=20), hint]


def _pictured(card: MistakeCard) -> list[ft.Control]:
    """The pictures of a question that was written down; it may have no words beside them."""
    return [Pictures(card.pictures, key=f"pictures-{card.id}")] if card.pictures else []


def _revealed(
    app: App, card: MistakeCard, given: Any, verdict: Verdict | None, folder: Path | None
) -> list[ft.Control]:
    question = card.question
    if question is None:
        return [Card(ft.Text(card.words, color=Role.QUIET))]
    if card.note_id:
        return _noted(app, card, given, question)
    last = ft.Column(
        [
            ft.Text(_("上次的答案"), style=CAPTION, color=Role.QUIET),
            RichText(given_answer(question, card.given), folder, size=15),
        ],
        spacing=2,
        tight=True,
    )
    facts = [Chip(card.point.name, tone="good")] if card.point else []
    if card.times_wrong > 1:
        facts.append(Chip(_("答错 {n} 次").format(n=card.times_wrong), tone="bad"))
    if verdict is None and _is_typed(question):
        asked: ft.Control = RichText(question.text, folder, size=17)
    else:
        asked = QuestionView(
            question, given, revealed=True, verdict=verdict, base_dir=folder, key=f"shown-{question.id}"
        )
    said = verdict or Verdict(None, _("对照一下答案"), right_answer(question))
    extra = [last, *([ft.Row(facts, spacing=8, wrap=True)] if facts else [])]
    return [Card(*_pictured(card), asked, padding=20), Feedback(question, said, folder, *extra)]


def _noted(app: App, card: MistakeCard, given: Any, question: Question) -> list[ft.Control]:
    """A card out of a note: its answer, what was thought of, and the way to its place."""
    place = f"/notes/{card.note_id}?card={card.id}"
    way = ident("noted-open", TextLink(_("打开笔记"), lambda: app.go(place), Icons.NOTE))
    thought = given_answer(question, given)
    rows: list[ft.Control] = [
        ft.Text(_("答案"), style=CAPTION, color=Role.QUIET),
        RichText(for_reading(right_answer(question)), size=17),
    ]
    if thought != "—":
        rows += [ft.Text(_("你写的"), style=CAPTION, color=Role.QUIET), RichText(thought, size=15)]
    return [
        Card(RichText(for_reading(question.text), size=17), padding=20),
        Card(
            *rows,
            ft.Row([Chip(card.source or _("（空白笔记）"), icon=Icons.NOTE), way], spacing=8, wrap=True),
            padding=20,
        ),
    ]


def _is_typed(question: Question | None) -> bool:
    return isinstance(question, NumericQuestion | TextQuestion | EssayQuestion)


def _suggested(verdict: Verdict | None) -> Grade | None:
    if verdict is None or verdict.correct is None:
        return None
    return Grade.GOOD if verdict.correct else Grade.AGAIN
