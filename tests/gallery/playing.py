"""A battle that runs while it is photographed: two classmates play on devices of their own before a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from client.battles import Battle
from client.bootstrap import Client, open_client
from server.teams.matching.turns import EVERY_S
from sync.teams import Wish
from tests.fakes.browser import AppPage
from tests.gallery.shots import Shot
from tests.walks.classmates import QUICK, settle

ME, RED, STRONG = "小明", "小红", "小刚"
COURSE = "welcome-tour"
HOME = "/teams/:team"
PATIENT_S = 120
"""So long one may think here: pictures take their time."""
STAYS_S = 9.0
"""So long the lobby stays when all are there, and a question after the last but one has answered."""

PLAYING = [
    Shot("partner-found", "/teams/partner", "想找什么样的学伴", lambda app: _find(app)),
    Shot("battle-invited", HOME, "邀请大家来一场"),
    Shot("battle-lobby", HOME, "邀请大家来一场", lambda app: _come_in(app, "等 小红 开始")),
    Shot("battle-asking", HOME, "回到大作战", lambda app: _meet_question(app)),
    Shot("battle-sent", HOME, "回到大作战", lambda app: _answer(app)),
]
"""On the device of somebody who is invited; `:team` stands for the team."""


@contextmanager
def playing(folder: Path, server: str) -> Iterator[str]:
    """The team's id, while the two play; the third one's device is in the folder `ME`."""
    team, stop = settle(folder, server, RED, STRONG, ME), Event()
    ready = Event()
    thread = Thread(target=lambda: asyncio.run(_play(folder, server, team, ready, stop)), daemon=True)
    thread.start()
    ready.wait(60)
    try:
        yield team
    finally:
        stop.set()
        thread.join(30)


async def _play(folder: Path, server: str, team: str, ready: Event, stop: Event) -> None:
    red, strong = [await open_client(folder / name, server_url=server, backoff=QUICK) for name in (RED, STRONG)]
    try:
        await red.teams.partners.look_for(Wish(grade=9, tags=["math"], goals=["exam", "daily"], hours=[11, 12]))
        battle = await red.battles.make(team, COURSE, limit_s=PATIENT_S)
        other = await strong.battles.join(battle=battle.card.id)
        await _until(None, stop, EVERY_S)  # or the third one's wish came just after a turn, and waited a minute
        ready.set()
        with suppress(_Stopped):
            await _until(lambda: len(battle.state.players) > 2, stop)
            await _until(None, stop, STAYS_S)
            await battle.start()
            await _until(lambda: battle.state.is_open and other.state.is_open, stop)
            await _say(battle)
            await _until(lambda: len(other.state.answered) > 1, stop)
            await _until(None, stop, STAYS_S)
            await _say(other)
            await _until(None, stop)
    finally:
        for one in (red, strong):
            await _close(one)


async def _say(battle: Battle) -> None:
    battle.shown()
    await asyncio.sleep(1.0)
    await battle.answer([0] if battle.state.shown and battle.state.shown.kind == "choice" else True)


async def _close(client: Client) -> None:
    await client.close()


class _Stopped(Exception):  # noqa: N818 - the pictures are taken
    pass


async def _until(is_there: object, stop: Event, seconds: float = 600.0) -> None:
    """Wait until it is so, and no longer than that."""
    end_s = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end_s:
        if stop.is_set():
            raise _Stopped
        if callable(is_there) and is_there():
            return
        await asyncio.sleep(0.1)


def _find(app: AppPage) -> None:
    for choice in ("goal-exam", "goal-daily", "tag-math", "wish-send"):
        app.press(choice)
    app.see("也许你们合得来")
    app.gone("邀请你来一场知识大作战")


def _come_in(app: AppPage, words: str) -> None:
    app.press("battle-join")
    app.see(words)


def _meet_question(app: AppPage) -> None:
    _come_in(app, "第 1 题")
    app.ident("option-1").first.wait_for(state="attached")  # the words are waited for in Chinese alone


def _answer(app: AppPage) -> None:
    _meet_question(app)
    app.press("option-1")
    app.see("已")
