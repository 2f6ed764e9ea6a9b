"""One mistake: the question, what was answered, what is right and why, where it belongs, and its past."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flet as ft

from client.courses.content import ChoiceQuestion, Question, TrueFalseQuestion
from client.courses.grading import given_answer, grade, right_answer
from client.mistakes.entries import MistakeDetail
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.history import History
from views.mistakes.pictures import Pictures
from views.mistakes.point import PointSection
from views.mistakes.reasons import ReasonSection, RepeatNote
from views.query import use_query
from views.theme import CAPTION, LABEL, Icons, M, Role
from views.widgets import (
    Card,
    EmptyState,
    ErrorNote,
    IconAction,
    Page,
    PrimaryButton,
    RichText,
    SecondaryButton,
    Section,
    Sign,
    Skeleton,
    TextLink,
    ident,
)
from views.widgets.question import QuestionView

NOWHERE = "nowhere"
"""A mistake that is not in the book: told from one that is still being read."""


@dataclass(frozen=True)
class Opened:
    """A mistake and what its course still has for it."""

    mistake: MistakeDetail
    folder: Path | None
    has_lesson: bool


async def open_mistake(app: App, mistake_id: str) -> Opened | str:
    """Everything the screen shows; `NOWHERE` when the book has no such mistake."""
    mistake = await app.client.mistakes.get(mistake_id)
    if mistake is None:
        return NOWHERE
    folder = await asyncio.to_thread(course_folder, app, mistake.course_id)
    has_lesson = False
    if folder is not None:
        try:
            outline = await app.client.courses.outline(mistake.course_id)
            has_lesson = outline is not None and outline.manifest.entry(mistake.lesson_id) is not None
        except Exception:  # a damaged course says so on its own screen; the mistake is whole without it
            has_lesson = False
    return Opened(mistake, folder, has_lesson)


def course_folder(app: App, course_id: str) -> Path | None:
    """Where the drawings of a course are; None when it was removed. It looks at the disk: call it in a thread."""
    try:
        return app.client.courses.pack_dir(course_id)
    except KeyError:
        return None


@component
def MistakeScreen(mistake_id: str) -> Any:
    """`/mistakes/item/:mistake_id`."""
    app = use_app()
    drawer = app.parameter("in")
    back = f"/mistakes?in={quote(drawer)}" if drawer else "/mistakes"
    opened = use_query(lambda: open_mistake(app, mistake_id), {"mistake", "review", "answer", "course"}, [mistake_id])

    async def delete_mistake() -> None:
        await app.client.mistakes.delete(mistake_id)
        app.go(back)
        app.toast(_("已移出错题本"), undo=lambda: app.client.mistakes.restore(mistake_id))

    delete = use_command(delete_mistake)
    if opened.value is None:
        return Page(_("错题"), ErrorNote(opened.error, opened.reload) if opened.error else Skeleton(3), back=back)
    if opened.value == NOWHERE:
        return Page(_("错题"), _gone(app), back=back)
    found: Opened = opened.value
    mistake = found.mistake
    remove = ident(
        "delete-mistake",
        IconAction(Icons.DELETE, _("移出错题本"), delete.run, disabled=delete.running),
    )
    way = f"/mistakes/item/{quote(mistake_id)}/edit"
    edit = [ident("edit-mistake", IconAction(Icons.EDIT, _("改一改"), lambda: app.go(way)))] if mistake.is_own else []
    return Page(
        _("错题"),
        *([ErrorNote(delete.error)] if delete.error else []),
        *_question(mistake, found.folder),
        RepeatNote(mistake, key=f"repeat-{mistake.id}"),
        PointSection(mistake, key=f"point-{mistake.id}"),
        ReasonSection(mistake, key=f"reason-{mistake.id}"),
        Section(_("复习"), History(app, mistake), *_next_step(app, mistake)),
        *_source(app, found),
        actions=[*edit, remove],
        back=back,
        key=mistake.id,
    )


def _question(mistake: MistakeDetail, folder: Path | None) -> list[ft.Control]:
    question = mistake.question
    if question is None:
        return [Card(ft.Text(mistake.words, color=Role.QUIET))]
    if isinstance(question, ChoiceQuestion | TrueFalseQuestion):
        # Marked where they stand; the other kinds would only say twice what the two answers below say.
        verdict = grade(question, mistake.given)
        asked: ft.Control = QuestionView(
            question, mistake.given, revealed=True, verdict=verdict, base_dir=folder, key=f"question-{mistake.id}"
        )
    else:
        asked = RichText(question.text, folder, size=17)
    pictures = [Pictures(mistake.pictures, key=f"pictures-{mistake.id}")] if mistake.pictures else []
    words = [asked] if question.text.strip() else []
    cards = [Card(*pictures, *words, padding=20)] if pictures or words else []
    cards.append(Answers(question, mistake.given, folder))
    if question.explanation:
        cards.append(Section(_("解析"), Card(RichText(question.explanation, folder))))
    return cards


def Answers(question: Question, given: Any, folder: Path | None) -> ft.Control:
    """What was answered and what is right, side by side; one below the other on a phone."""
    return ft.ResponsiveRow(
        [
            _answer(_("你的答案"), given_answer(question, given), folder, Icons.NO, bad=True),
            _answer(_("正确答案"), right_answer(question), folder, Icons.YES, bad=False),
        ],
        spacing=12,
        run_spacing=12,
    )


def _answer(title: str, markdown: str, folder: Path | None, icon: ft.IconData, *, bad: bool) -> ft.Control:
    ground, ink = (Role.DANGER_SOFT, Role.ON_DANGER_SOFT) if bad else (Role.SOFT, Role.ON_SOFT)
    return ft.Container(
        ft.Column(
            [
                ft.Row([Sign(icon, size=18, color=ink), ft.Text(title, style=CAPTION, color=ink)], spacing=6),
                RichText(markdown or "—", folder),
            ],
            spacing=6,
            tight=True,
        ),
        bgcolor=ground,
        border_radius=M,
        padding=M,
        col={"xs": 12, "md": 6},
    )


def _next_step(app: App, mistake: MistakeDetail) -> list[ft.Control]:
    practice = f"/mistakes/item/{quote(mistake.id)}/practice"
    alike = ident("practise", SecondaryButton(_("练三道相似的"), lambda: app.go(practice), Icons.AGAIN))
    if not mistake.is_due:
        return [ft.Row([alike])]
    button = PrimaryButton(_("开始复习"), lambda: app.go("/mistakes/review"), Icons.PLAY)
    return [ft.Row([ident("start-review", button), alike], spacing=M, run_spacing=M, wrap=True)]


def _source(app: App, opened: Opened) -> list[ft.Control]:
    mistake = opened.mistake
    words = ft.Text(_("来自：{source}").format(source=mistake.source), style=LABEL, color=Role.QUIET)
    if not opened.has_lesson:
        return [words] if mistake.source else []
    route = f"/courses/{mistake.course_id}/lessons/{mistake.lesson_id}"
    link = ident("open-lesson", TextLink(_("回到这节课"), lambda: app.go(route), Icons.COURSE))
    return [ft.Row([words, link], spacing=M, wrap=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)]


def _gone(app: App) -> ft.Control:
    return EmptyState(
        "path",
        _("这道题不在错题本里"),
        _("它可能在别的设备上被移走了。"),
        _("回到错题本"),
        lambda: app.go("/mistakes"),
    )
