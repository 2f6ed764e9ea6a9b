"""A whole battle on two screens: invited, begun, answered, ranked, and what went wrong is in the mistake book."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import flet as ft
import pytest
from sqlmodel import Session, col, select

from client.battles import keeping
from client.battles.asking import from_whole
from client.bootstrap import Client
from client.courses.grading import grade
from client.mistakes.tables import Mistake
from server.battles.rules import Tempo
from sync.clock import SystemClock
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.bad_line import BadLine, Weather, bad_line
from tests.fakes.family import PASSWORD, soon
from tests.fakes.keyboard import press
from tests.fakes.opened import open_device, open_window
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server
from tests.fakes.teams import found_team

TEMPO = Tempo(pause_s=0.4, slack_s=1.0, wait_s=5.0, settle_s=3.0)
STILL = Weather(delay_s=0, jitter_s=0, loss=0)


@dataclass
class Class:
    server: RunningServer
    red: Client
    strong: Client
    team: str
    line: BadLine
    folder: Path


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Class]:
    with running_server(tmp_path / "s.db", settings=replace(TEST_SETTINGS, battle_tempo=TEMPO)) as server:
        async with AsyncExitStack() as stack:
            line = stack.enter_context(bad_line(server.url, STILL))
            people: list[Client] = []
            for name, url in (("小红", server.url), ("小刚", line.url)):
                people.append(await stack.enter_async_context(open_device(tmp_path / name, url, SystemClock())))
                await people[-1].account.register(name, PASSWORD)
            team = await found_team(*people)
            yield Class(server, people[0], people[1], team, line, tmp_path)


def in_the_book(session: Session) -> int:
    return len(session.exec(select(Mistake.id).where(col(Mistake.deleted).is_(False))).all())


async def begin(app: MemoryApp, other: MemoryApp) -> None:
    """The first makes a battle and the other comes into it from the team's home."""
    await app.press("battle-new")
    await app.see("只有三条规则")
    await app.press("battle-make")
    await app.see("再来一个人就能开始")
    await other.see("小红邀请大家来一场")
    await other.press("battle-join")
    await other.see("等 小红 开始…")
    await app.see("来了 2 个人")


async def answer(app: MemoryApp, client: Client, *, right: bool) -> None:
    """Answer the present question by the keyboard or the field, as its kind asks for."""
    battle = client.battles.current
    assert battle
    index = battle.state.index
    shown = battle.state.shown
    assert shown
    await app.wait_for(lambda: index in battle._shown_s)
    found = await right_answers(client)
    key = found[shown.text]
    if shown.kind == "numeric":
        await app.write("answer-field", f"{key if right else key + 1}")
        await app.press("battle-hand-in")
    elif shown.kind == "true_false":
        await press(app, "1" if key is right else "2")
    else:
        chosen = key if right else [next(i for i in range(len(shown.options)) if i not in key)]
        for one in chosen:
            await press(app, str(one + 1))
        if shown.multiple:
            await app.press("battle-hand-in")
    await soon(lambda: index in battle.kept.said)


async def right_answers(client: Client) -> dict:
    found: dict = {}
    for pack in await client.courses.packs():
        course = await client.courses.course(pack.manifest.id)
        for lesson in course.lessons if course else ():
            for segment in lesson.segments:
                for q in segment.quiz:
                    values = getattr(q, "answers", ())
                    found[q.text] = (
                        values[0].value if values and hasattr(values[0], "value") else getattr(q, "correct", None)
                    )
    return found


async def play(app: MemoryApp, client: Client, wrong: set[int]) -> None:
    """Answer every question; those of the indices `wrong` wrongly."""
    battle = client.battles.current
    assert battle
    done: set[int] = set()
    while not battle.state.result:
        if battle.state.is_open and battle.state.index not in done and battle.said is None:
            done.add(battle.state.index)
            await answer(app, client, right=battle.state.index not in wrong)
        await asyncio.sleep(0.02)


async def test_a_whole_battle(pair: Class) -> None:
    home = f"/teams/{pair.team}"
    async with open_window(pair.red, home, PHONE) as app, open_window(pair.strong, home, DESKTOP) as other:
        await begin(app, other)
        await app.press("battle-start")
        async with asyncio.timeout(60):
            await asyncio.gather(play(app, pair.red, set()), play(other, pair.strong, {0, 3}))
        await app.see("打完了")
        await other.see("打完了")
        await app.see("第一名！")
        await other.see("第 2 名")
        ranks = [
            [text.value for text in window.find_all(ft.Text, within=window.ident(f"rank-{place}"))]
            for window in (app, other)
            for place in (1, 2)
        ]
        assert "答对 5 题" in ranks[0]
        assert "答对 3 题" in ranks[3]
        assert ranks[0][-1] == ranks[2][-1], "both see the same points"
        await other.see("错的 2 题已经在错题本里")
        await other.see("没答对：小刚；答对：小红")
        assert await pair.strong.store.read(in_the_book) == 2
        assert await pair.red.store.read(in_the_book) == 0
        await other.press("battle-take-out")
        await other.see("这一场的错题不在错题本里")
        assert await pair.strong.store.read(in_the_book) == 0
        await other.press("battle-put-back")
        await other.see("错的 2 题已经在错题本里")
        assert await pair.strong.store.read(in_the_book) == 2
        await other.press("battle-home")
        await other.see("2 到 8 个人一起抢答")


async def test_on_the_teams_home_the_card_alone_says_it(pair: Class) -> None:
    home = f"/teams/{pair.team}"
    async with open_window(pair.red, home, PHONE) as app, open_window(pair.strong, home, PHONE) as other:
        await app.press("battle-new")
        await app.press("battle-make")
        await other.see("小红邀请大家来一场")
        assert not other.find_all(ft.SnackBar)


async def test_who_is_invited_elsewhere_hears_of_it_once(pair: Class) -> None:
    home = f"/teams/{pair.team}"
    async with open_window(pair.red, home, PHONE) as app, open_window(pair.strong, "/notes", PHONE) as other:
        await app.press("battle-new")
        await app.press("battle-make")
        await other.see("小红邀请你来一场知识大作战")
        [action] = other.find_all(ft.SnackBarAction)
        await other.fire(action, "click")
        await other.see("只有三条规则")
        await other.press("battle-join")
        await other.see("等 小红 开始…")
        await other.press("battle-leave")
        await other.see("小红邀请大家来一场")
        await app.see("来了 1 个人")
        await app.press("battle-leave")
        await other.wait_for(lambda: not any("小红邀请大家" in text for text in other.texts()))


async def test_a_line_that_goes_down_says_what_is_kept_and_the_answer_counts(pair: Class) -> None:
    home = f"/teams/{pair.team}"
    async with open_window(pair.red, home, DESKTOP) as app, open_window(pair.strong, home, PHONE) as other:
        other.timeout_s = app.timeout_s = 20
        await begin(app, other)
        await app.press("battle-start")
        await other.see("共 5 题")
        battle = pair.strong.battles.current
        assert battle
        await other.wait_for(lambda: battle.state.index == 0 and 0 in battle._shown_s)
        await asyncio.to_thread(pair.line.begin_outage)
        await answer(other, pair.strong, right=True)
        await other.see("已记下，正在送出…")
        await other.see("答过的都记下了")
        kept = await keeping.read(pair.strong.store)
        assert kept
        assert [one.counted for one in kept.said.values()] == [None]
        await asyncio.to_thread(pair.line.end_outage)
        await other.wait_for(lambda: battle.kept.said[0].counted)
        counted = battle.kept.said[0].counted
        assert counted
        assert counted.right
        await other.wait_for(lambda: not any("答过的都记下了" in text for text in other.texts()))


async def test_who_restarts_comes_back_into_the_running_battle(pair: Class) -> None:
    home = f"/teams/{pair.team}"
    async with open_window(pair.red, home, DESKTOP) as app:
        async with open_window(pair.strong, home, PHONE) as other:
            await begin(app, other)
            await app.press("battle-start")
            await other.see("共 5 题")
            await answer(other, pair.strong, right=False)
            given = pair.strong.battles.current
            assert given
        await pair.strong.close()
        async with (
            open_device(pair.folder / "小刚", pair.line.url, SystemClock()) as strong,
            open_window(strong, home, PHONE) as other,
        ):
            await other.press("battle-join")
            await other.see(COUNTED)
            async with asyncio.timeout(60):
                await asyncio.gather(play(app, pair.red, set()), play(other, strong, {0, 1, 2, 3, 4}))
            await other.see("错的 5 题已经在错题本里")
            assert strong.battles.current
            assert strong.battles.current.state.result
            assert len(strong.battles.current.kept.mistakes) == 5
            assert strong.battles.current.kept.said[0].typed == given.kept.said[0].typed
            for solved in strong.battles.current.state.result.solved:
                found = from_whole(solved.question)
                assert found
                assert grade(found[1], None).correct is False


COUNTED = "共 5 题"
