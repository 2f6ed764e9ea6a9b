"""What a battle has put into the mistake book, and one press to take it out or to put in what was left open."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.battles import Battle
from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.theme import BODY, HEADING, Icons, M, Role, S
from views.widgets import Card, ErrorNote, Sign, TextLink, ident


@component
def BookCard(battle: Battle) -> Any:
    """Wrong answers are in the book as after any quiz; questions without an answer go in with one press."""
    app = use_app()
    kept = battle.kept
    taking, putting = use_command(battle.take_out), use_command(battle.put_back)
    dropping = use_command(battle.drop_missed)

    async def keep_missed() -> None:
        await battle.keep_missed()
        app.toast(_("已放进错题本"), battle.drop_missed)

    keeping = use_command(keep_missed)
    wrong, missed = len(kept.mistakes), len(battle.missed)
    if kept.result is None or (not wrong and not missed):  # written down a moment after the end is known
        return ft.Container(visible=False)
    rows: list[ft.Control] = []
    look = ident("battle-mistakes", TextLink(_("去看看"), lambda: app.go("/mistakes")))
    if wrong:
        if kept.taken_out:
            words = _("这一场的错题不在错题本里")
            links = [ident("battle-put-back", TextLink(_("放回错题本"), putting.run))]
        else:
            words = _("错的 {n} 题已经在错题本里，过些天再来会会它们").format(n=wrong)
            undo = [ident("battle-take-out", TextLink(_("撤销"), taking.run))] if kept.fresh else []
            links = [*undo, look]
        rows += _line(Icons.UNDONE if kept.taken_out else Icons.KEPT, words, links)
    if missed:
        if kept.missed is None:
            words = _("还有 {n} 题没答上").format(n=missed)
            links = [ident("battle-keep-missed", TextLink(_("也放进错题本"), keeping.run, Icons.ADD))]
        else:
            words = _("没答上的 {n} 题也在错题本里").format(n=missed)
            undo = [ident("battle-drop-missed", TextLink(_("撤销"), dropping.run))] if kept.missed else []
            links = [*undo, *([] if wrong else [look])]
        rows += _line(Icons.KEPT if kept.missed is not None else Icons.MISTAKE, words, links)
    errors = (taking.error, putting.error, keeping.error, dropping.error)
    notes: list[ft.Control] = [ErrorNote(error) for error in errors if error]
    return Card(ft.Text(_("错题本"), style=HEADING, color=Role.TEXT), *rows, *notes)


def _line(icon: ft.IconData, words: str, links: list[ft.Semantics]) -> list[ft.Control]:
    said = ft.Text(words, style=BODY, color=Role.TEXT, expand=True)
    line = ft.Row([Sign(icon, size=22, color=Role.QUIET), said], spacing=M)
    return [line, ft.Row([*links], spacing=S, run_spacing=0, wrap=True)]
