"""A question of a battle: its time, one's answer, who else has answered."""

from __future__ import annotations

import math
from typing import Any

import flet as ft

from client.battles import Battle
from client.battles.asking import question_of
from client.texts import _
from views.battles.following import use_tick
from views.battles.parts import CutLine, Players
from views.battles.words import sent_words
from views.context import is_wide
from views.courses.keys import DIGITS
from views.drawn import drawn
from views.guard import component
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut
from views.theme import CAPTION, HEADING, LABEL, Icons, Role, S, grown
from views.widgets import Bar, Card, Encircled, Page, PrimaryButton, Sign, ident
from views.widgets.question import QuestionView

TICK_S = 0.5
SPOKEN_S = (10, 5)


@component
def Asking(battle: Battle) -> Any:
    """One press answers where one thing is chosen; several options and numbers are handed in. Give it a key."""
    page = ft.context.page
    state, said = battle.state, battle.said
    draft, set_draft = ft.use_state(None)
    complaint, complain = ft.use_state("")
    shown = state.shown
    kind = shown.kind if shown else ""
    at_once = kind == "true_false" or (shown is not None and kind == "choice" and not shown.multiple)

    async def appear() -> None:
        await drawn()
        battle.shown()

    ft.use_effect(appear, [])

    async def hand_in(given: Any) -> None:
        taken = given not in (None, "", []) and await battle.answer(given)
        if not taken and battle.said is None:
            complain(_("写一个数，例如 3.5 或 1/2") if kind == "numeric" else _("先选一个答案"))

    async def change(given: Any) -> None:
        if battle.said is not None:
            return
        set_draft(given)
        complain("")
        if at_once:
            await hand_in(given)

    async def run_out() -> None:
        """The time is up: what was begun counts if it can be read."""
        if draft in (None, "", []) or not await battle.answer(draft):
            await battle.answer(None)

    async def press(key: str) -> None:
        if key == "Enter":
            if not at_once:
                await hand_in(draft)
        elif shown is not None and battle.said is None:
            index = int(key) - 1
            if kind == "true_false" and index < 2:
                await change(index == 0)
            elif kind == "choice" and index < len(shown.options):
                await change(sorted(set(draft or []) ^ {index}) if shown.multiple else [index])

    use_shortcuts(
        _("知识大作战"),
        Shortcut(DIGITS, _("选第几个答案"), press, shown="1–9"),
        Shortcut(("Enter",), _("交"), press, typing=True),
    )
    if shown is None:
        return ft.Container()
    given = said.typed if said is not None else draft
    view = QuestionView(
        question_of(shown, state.index),
        given,
        None if said is not None else lambda value: page.run_task(change, value),
        on_submit=lambda: page.run_task(hand_in, draft),
        key=f"view-{state.index}",
    )
    rows: list[ft.Control] = [CutLine(battle, key="cut"), Card(view, padding=20, key="question")]
    if said is not None:
        rows.append(_sent(battle))
    rows.append(Players(battle, state.answered | ({battle.me} if said else set())))
    return Page(
        _("第 {n} 题").format(n=state.index + 1),
        *rows,
        under=_("{title} · 共 {n} 题").format(title=battle.card.title, n=battle.card.count),
        actions=[TimeRing(battle, run_out, key="ring")],
        footer=_footer(at_once=at_once, is_said=said is not None, complaint=complaint, hand_in=lambda: hand_in(draft)),
        key=f"battle-{state.index}",
    )


def _sent(battle: Battle) -> ft.Control:
    is_there = battle.said is not None and battle.said.counted is not None
    row = ft.Row(
        [
            Sign(Icons.RIGHT if is_there else Icons.CLOUD_SYNC, size=22, color=Role.ACCENT),
            ft.Text(sent_words(battle), style=HEADING, color=Role.TEXT, expand=True),
        ],
        spacing=S,
    )
    return ident("battle-sent", row, live_region=True)


def _footer(*, at_once: bool, is_said: bool, complaint: str, hand_in: Any) -> ft.Control | None:
    if is_said:
        return None
    if at_once:
        keys = _("点一下就算交了；键盘按数字也行") if is_wide(ft.context.page.width) else _("点一下就算交了")
        return Bar(above=(ft.Text(keys, style=CAPTION, color=Role.QUIET),))

    async def send() -> None:
        await hand_in()

    words = ft.Semantics(live_region=True, content=ft.Text(complaint, style=LABEL, color=Role.WARM))
    return Bar(ident("battle-hand-in", PrimaryButton(_("交"), send)), above=(words,) if complaint else ())


@component
def TimeRing(battle: Battle, run_out: Any) -> Any:
    """What is left of one's time; it begins when the question is shown."""
    left, set_left = ft.use_state(lambda: math.ceil(battle.left_s))

    async def tick() -> None:
        set_left(math.ceil(battle.left_s))
        if battle.left_s <= 0 and battle.said is None:
            await run_out()

    use_tick(TICK_S, tick)
    size = grown(56)
    soon = left <= SPOKEN_S[-1]
    number = ft.Text(str(left), style=LABEL, color=Role.WARM if soon else Role.TEXT, no_wrap=True)
    label = _("还剩 {n} 秒").format(n=left)
    ring = Encircled(left / battle.card.limit_s, number, label, size)
    return ident("battle-time", ring, live_region=left in SPOKEN_S and battle.said is None)
