"""The end of a battle: the ranking, what is in the mistake book of it, and what went wrong, question by question."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.battles import Battle
from client.battles.result import Looked, Standing, looked_at, standings
from client.texts import _
from views.battles.book import BookCard
from views.battles.homes import home_of, home_words
from views.battles.words import names_words, side_name
from views.context import is_cramped, use_app
from views.guard import component
from views.soon import use_soon
from views.theme import BODY, CAPTION, HEADING, LABEL, LEAD, PILL, Icons, L, M, Role, S, grown
from views.widgets import Bar, Card, EmptyState, Page, PrimaryButton, SecondaryButton, Section, Sign, ident
from views.widgets.question import Feedback, QuestionView

PLACE = 36
ROOM_PX = 120
"""What is kept free for a question until it is drawn."""


@component
def Result(battle: Battle) -> Any:
    """All players see the same."""
    app = use_app()
    space = battle.card.space
    home = home_of(app, space)
    result = battle.state.result
    if result is None or not result.solved:
        words = _("开的人离开了，或者没有人来。什么都没有少。")
        gone = EmptyState("friends", _("这一场没有开始"), words, home_words(app, space), lambda: app.go(home))
        return Page(_("知识大作战"), gone, back=home)
    rows = standings(battle.state, result)
    mine = next((row for row in rows if row.account_id == battle.me), None)
    wrong = [one for one in looked_at(battle.state, result) if one.missed]
    again = ident("battle-again", PrimaryButton(_("再来一场"), lambda: app.go(f"/teams/{space}/battle"), Icons.AGAIN))
    back = ident("battle-home", SecondaryButton(home_words(app, space), lambda: app.go(home)))
    looked: list[ft.Control] = [
        Looking(battle, one, place, key=f"looked-{one.index}") for place, one in enumerate(wrong)
    ]
    if not wrong:
        looked = [Card(ft.Text(_("每个人每道题都答对了。"), style=BODY, color=Role.ON_SOFT), color=Role.SOFT)]
    return Page(
        _("打完了"),
        *([_own(mine, len(result.solved))] if mine else []),
        Section(_("名次"), *_sides(battle), *(_row(row, battle) for row in rows)),
        BookCard(battle, key="book"),
        Section(_("错在哪里"), *looked),
        back=home,
        under=battle.card.title,
        footer=Bar(*([back, again] if home != "/teams" else [back])),
        key="result",
    )


def _own(mine: Standing, count: int) -> ft.Control:
    title = _("第一名！") if mine.place == 1 else _("第 {n} 名").format(n=mine.place)
    about = _("答对 {right} / {n} 题，{points} 分").format(right=mine.right, n=count, points=mine.points)
    words = ft.Column(
        [ft.Text(title, style=LEAD, color=Role.ON_SOFT), ft.Text(about, style=BODY, color=Role.ON_SOFT)],
        spacing=2,
        tight=True,
        expand=True,
    )
    sign = Sign(Icons.DONE if mine.place == 1 else Icons.GOAL, size=40, color=Role.ON_SOFT)
    return ident("battle-own", Card(ft.Row([sign, words], spacing=L), color=Role.SOFT), container=True)


def _sides(battle: Battle) -> list[ft.Control]:
    sides = battle.state.result.sides if battle.state.result else []
    if len(sides) < 2:
        return []
    best = max(sides)
    chips = [
        ft.Text(
            _("{side} 平均 {n} 分").format(side=side_name(side), n=round(points)),
            style=HEADING,
            color=Role.ACCENT if points == best else Role.TEXT,
        )
        for side, points in enumerate(sides)
    ]
    return [ft.Row([*chips], spacing=L, run_spacing=S, wrap=True)]


def _row(row: Standing, battle: Battle) -> ft.Control:
    is_me = row.account_id == battle.me
    ink = Role.ON_SOFT if is_me else Role.TEXT
    size = grown(PLACE)
    place = ft.Container(
        ft.Text(str(row.place), style=LABEL, color=Role.ON_ACCENT if row.place == 1 else ink),
        width=size,
        height=size,
        border_radius=PILL,
        bgcolor=Role.ACCENT if row.place == 1 else Role.FIELD,
        alignment=ft.Alignment.CENTER,
    )
    name = row.name + (_(" · 我") if is_me else "")
    name += f" · {side_name(row.side)}" if battle.card.sides else ""
    right = _("答对 {n} 题").format(n=row.right)
    points = ft.Text(_("{points} 分").format(points=row.points), style=HEADING, color=ink)
    words: list[ft.Control] = [ft.Text(name, style=LABEL, color=ink), ft.Text(right, style=CAPTION, color=ink)]
    below = is_cramped()
    column = ft.Column([*words, *([points] if below else [])], spacing=2, tight=True, expand=True)
    line = ft.Row(
        [place, column, *([] if below else [points])], spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER
    )
    ground = Role.SOFT if is_me else Role.CARD
    face = ft.Container(
        line,
        bgcolor=ground,
        border=ft.Border.all(1, Role.ACCENT if is_me else Role.LINE),
        border_radius=M,
        padding=ft.Padding.symmetric(horizontal=M, vertical=S),
    )
    return ident(f"rank-{row.place}", face, container=True)


@component
def Looking(battle: Battle, one: Looked, place: int) -> Any:
    """A question that somebody got wrong, with one's own answer and what is right; the `place`th, below the ranking."""
    if not use_soon(place):
        return ft.Container(height=ROOM_PX)
    said = battle.kept.said.get(one.index)
    typed = said.typed if said else None
    head = _("第 {n} 题").format(n=one.index + 1)
    who = _("没答对：{names}").format(names=names_words(one.missed))
    if one.got:
        who += _("；答对：{names}").format(names=names_words(one.got))
    if one.question is None:
        return Card(
            ft.Text(_("{head}的写法太新了，这台设备看不懂；更新学伴后就能看到。").format(head=head), style=BODY)
        )
    verdict = one.verdict(typed)
    return ft.Column(
        [
            Card(
                ft.Text(f"{head} · {who}", style=CAPTION, color=Role.QUIET),
                QuestionView(one.question, typed, None, True, verdict),
                padding=20,
            ),
            Feedback(one.question, verdict),
        ],
        spacing=S,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
