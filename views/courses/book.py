"""The line below a verdict that says where a wrong or doubtful answer has gone, with one tap to take it back."""

from __future__ import annotations

from urllib.parse import quote

import flet as ft

from client.courses.sitting import Sitting
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.courses.desk import Desk
from views.guard import component
from views.theme import CAPTION, Icons, Role, S
from views.widgets import ErrorNote, Sign, TextLink, ident


@component
def BookLine(now: Sitting, desk: Desk) -> ft.Control:
    """That the present question is in the mistake book, or was taken out again."""
    app = use_app()
    undoing, redoing = use_command(desk.undo_mistake), use_command(desk.redo_mistake)
    verdict = now.verdict
    if verdict is None:
        return ft.Container(visible=False)
    undone = now.question.id in now.undone
    if undone:
        words, links = _("没有放进错题本"), [ident("redo-mistake", TextLink(_("放回错题本"), redoing.run))]
    else:
        words = _words(verdict.correct is not False, is_new=verdict.is_new_mistake)
        route = f"/mistakes/item/{quote(verdict.mistake_id)}"
        links = [ident("to-mistake", TextLink(_("去看看"), lambda: app.go(route)))]
        if verdict.is_new_mistake:
            links.insert(0, ident("undo-mistake", TextLink(_("撤销"), undoing.run)))
    error = undoing.error or redoing.error
    line = ft.Row(
        [
            Sign(Icons.UNDONE if undone else Icons.KEPT, size=20, color=Role.QUIET),
            ft.Container(ft.Text(words, style=CAPTION, color=Role.QUIET), expand=True),
            *links,
        ],
        spacing=S,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return ft.Column([line, *([ErrorNote(error)] if error else [])], spacing=S, tight=True)


def _words(correct: bool, *, is_new: bool) -> str:
    if not is_new:
        return _("它本来就在错题本里，过些天再来会会它")
    if correct:
        return _("答对了，但你不太有把握：已经放进错题本，过些天再来会会它")
    return _("已经放进错题本，过些天再来会会它")
