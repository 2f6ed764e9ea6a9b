"""The team's quest: a few questions on what its members find hard, ten minutes at most."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import flet as ft

from client.teams.home import TeamHome
from client.teams.practising import Chosen
from client.teams.quests import MINUTES
from client.texts import _
from views.command import use_command
from views.context import App, use_app
from views.guard import component
from views.mistakes.gathering import Gathering
from views.mistakes.one import OneQuestion
from views.query import use_query
from views.teams.words import quest_name
from views.theme import BODY, TITLE, Icons, L, M, Role
from views.widgets import EmptyState, ErrorNote, Page, PrimaryButton, Ring, ident


class Taken(NamedTuple):
    """What is asked, which stays until the end, and how the quest stood at its beginning."""

    home: TeamHome
    chosen: Chosen


class Score(NamedTuple):
    """How it goes: so many answered, so many of them right."""

    asked: int = 0
    right: int = 0


@component
def QuestScreen(team_id: str) -> Any:
    """`/teams/:team_id/quest`. Once its time is over it ends with the question at hand; what was answered counts."""
    app = use_app()
    taken = use_query(_take(app, team_id), deps=[team_id])
    index, set_index = ft.use_state(0)
    score, set_score = ft.use_state(_nothing)
    over, set_over = ft.use_state(False)
    started_s, _set = ft.use_state(app.client.clock.monotonic_s)
    back = f"/teams/{quote(team_id)}"

    ends, _set_ends = ft.use_state(_no_ends)

    def begin() -> None:
        ends.append(app.client.timer.begin("review"))

    def leave() -> None:
        for end in ends:
            end()

    ft.use_effect(begin, [], leave)

    async def tell(said: Score) -> None:
        shown: Taken = taken.value
        await app.client.teams.practising.done(team_id, shown.home.quest, shown.chosen.point_id, said.right, said.asked)

    telling = use_command(tell)
    if taken.value is None:
        body = ErrorNote(taken.error, taken.reload) if taken.error else Gathering(key="gathering")
        return Page(_("今天的十分钟"), body, back=back)
    shown: Taken = taken.value
    title, questions = quest_name(shown.home.quest), shown.chosen.questions
    if not questions:
        return Page(title, _none(app), back=back)
    if over:
        error = [ErrorNote(telling.error, lambda: app.page.run_task(telling.run, score))] if telling.error else []
        return Page(title, *error, _result(app, score, back), back=back)

    def answered(was_right: bool) -> None:
        set_score(Score(score.asked + 1, score.right + was_right))

    async def onward() -> None:
        late = app.client.clock.monotonic_s() - started_s >= MINUTES * 60
        if index + 1 == len(questions) or late:
            set_over(True)
            await telling.run(score)
        else:
            set_index(index + 1)

    return OneQuestion(questions[index], index, len(questions), answered, onward, title, back, key=f"quest-{index}")


def _take(app: App, team_id: str) -> Any:
    async def take() -> Taken:
        home = await app.client.teams.home(team_id)
        return Taken(home, await app.client.teams.practising.choose(home.quest))

    return take


def _no_ends() -> list[Callable[[], None]]:
    return []


def _nothing() -> Score:
    return Score()


def _none(app: App) -> ft.Control:
    words = _("先放进一门课，或者记几道错题，这里就有题可做。")
    return EmptyState(Icons.COURSE, _("这台设备上还没有合适的题"), words, _("去看课程"), lambda: app.go("/courses"))


def _result(app: App, score: Score, back: str) -> ft.Control:
    words = _("已经告诉队友了。错的在错题本里，过些天再来。")
    return ft.Container(
        ft.Column(
            [
                Ring(score.right / max(1, score.asked), f"{score.right}/{score.asked}", _("答对")),
                ft.Text(_("做完了"), style=TITLE, color=Role.TEXT),
                ft.Text(words, style=BODY, color=Role.QUIET, text_align=ft.TextAlign.CENTER),
                ident("quest-back", PrimaryButton(_("回到小组"), lambda: app.go(back))),
            ],
            spacing=M,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        alignment=ft.Alignment.CENTER,
        padding=ft.Padding.symmetric(vertical=L * 2),
    )
