"""The quest on a team's home: what it is about, how far the team is, one tap to begin."""

from __future__ import annotations

from typing import Any

import flet as ft

from client.mistakes.knowledge import KnowledgeGraph
from client.teams.practising import Chosen
from client.teams.quests import TeamQuest
from client.texts import _
from views.context import use_app
from views.guard import component
from views.query import use_query
from views.teams.words import quest_done_words, quest_name
from views.theme import BODY, CAPTION, HEADING, Icons, Role, S
from views.widgets import Card, PrimaryButton, Progress, Sign, TextLink, ident


@component
def QuestCard(team: str, quest: TeamQuest) -> Any:
    """The one thing to do before checking in; done, it is a line."""
    app = use_app()
    me = app.client.store.standing.device.account_id
    chosen = use_query(lambda: app.client.teams.practising.choose(quest), {"mistake", "course"}, [quest.points])
    graph = use_query(app.client.mistakes.knowledge)
    mine = quest.done.get(me)
    shared: list[ft.Control] = []
    if quest.shared:
        words = _("一起答对了 {n} / {goal} 题").format(n=quest.right, goal=quest.goal)
        shared = [
            Progress(min(1.0, quest.right / quest.goal), words),
            ft.Text(words, style=CAPTION, color=Role.ON_SOFT),
        ]
    if mine is not None:
        said = ft.Text(quest_done_words(quest, mine), style=BODY, color=Role.ON_SOFT, expand=True)
        done = ft.Row([Sign(Icons.RIGHT, color=Role.ACCENT, size=22), said], spacing=S)
        more = quest.shared and quest.right < quest.goal
        again = [ft.Row([ident("quest-again", TextLink(_("再来五题"), lambda: app.go(f"/teams/{team}/quest")))])]
        return Card(done, *shared, *(again if more else []), color=Role.SOFT)
    found: Chosen | None = chosen.value
    known: KnowledgeGraph | None = graph.value
    point = known.point(found.point_id) if found and found.point_id and known else None
    about = _("{n} 道题，从“{point}”开始").format(n=len(found.questions), point=point.name) if found and point else ""
    others = _("{n} 个队友做完了").format(n=len(quest.done)) if quest.done else ""
    rules = _("每天十分钟 · 练大家觉得难的 · 周末一起凑题数")
    none = found is not None and not found.questions
    if none:
        about = _("这台设备上还没有合适的题，先放进一门课。")
    button = PrimaryButton(_("开始"), lambda: app.go(f"/teams/{team}/quest"), Icons.START)
    return Card(
        ft.Text(quest_name(quest), style=HEADING, color=Role.ON_SOFT),
        ft.Text(" · ".join(filter(None, (about, others))) or " ", style=BODY, color=Role.ON_SOFT),
        *shared,
        *([ident("quest", button)] if not none else []),
        ft.Text(rules, style=CAPTION, color=Role.ON_SOFT),
        color=Role.SOFT,
    )
