"""Whole battles over real lines: bad ones, slow ones, and a device that is started anew."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from client.api.battles import BattlesLine
from client.battles import keeping
from client.battles.battle import Battle
from client.courses.tables import AnswerEvent
from client.mistakes.tables import Mistake
from server.battles.rules import Tempo
from tests.client.battles.contenders import QUICK, RIGHT, WRONG, contenders, open_battle
from tests.fakes.bad_line import BadLine, Weather, bad_line
from tests.fakes.family import soon
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server
from tests.server.battles.playing import say
from tests.server.person import Device, good, register

TEMPO = Tempo(pause_s=0.1, slack_s=1.0, wait_s=6.0, settle_s=6.0)
STILL = Weather(delay_s=0, jitter_s=0, loss=0)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "server.db", settings=replace(TEST_SETTINGS, battle_tempo=TEMPO)) as running:
        yield running


@pytest.fixture
def people(server: RunningServer) -> Iterator[Callable[[int], list[Device]]]:
    with ExitStack() as stack:
        yield lambda n: [stack.enter_context(register(server.url, f"学生{i}")) for i in range(n)]


def written(session: Session) -> tuple[list[bool], list[str]]:
    """Which answers a device has written down, and which questions its mistake book has."""
    answers = session.exec(select(AnswerEvent.correct).order_by(col(AnswerEvent.question_id)))
    return list(answers), sorted(session.exec(select(Mistake.question_id)))


def in_the_book(session: Session) -> list[str]:
    return list(session.exec(select(Mistake.question_id).where(col(Mistake.deleted).is_(False))))


async def some_outage(line: BadLine, chance: random.Random) -> None:
    await asyncio.sleep(chance.uniform(0, 4))
    line.begin_outage()
    await asyncio.sleep(chance.uniform(0.5, 4))
    line.end_outage()


async def test_eight_on_bad_lines_each_dropped_see_the_same_result(
    tmp_path: Path, server: RunningServer, people: Callable[[int], list[Device]]
) -> None:
    devices, chance = people(8), random.Random(7)
    card = open_battle(devices, limit_s=5)
    with ExitStack() as stack:
        weather = Weather(delay_s=0.03, jitter_s=0.02, loss=0.3)
        lines = [stack.enter_context(bad_line(server.url, weather, seed)) for seed in range(8)]
        async with contenders(tmp_path, [line.url for line in lines], devices, card) as players:
            await asyncio.to_thread(lambda: good(say(devices[0], card.id, "start")))
            async with asyncio.timeout(100):
                await asyncio.gather(
                    *(
                        one.play(chance.uniform(0.1, 0.8), RIGHT if number % 2 else WRONG)
                        for number, one in enumerate(players)
                    ),
                    *(some_outage(line, chance) for line in lines),
                )
            results = [one.battle.state.result for one in players]
            assert results[0]
            assert all(result == results[0] for result in results), "all see the same"
            marks = {
                (mark.account_id, index): mark
                for index, solved in enumerate(results[0].solved)
                for mark in solved.marks
            }
            given = 0
            for device, one in zip(devices, players, strict=True):
                said = one.battle._kept.said
                given += len(said)
                for index, each in said.items():
                    mark = marks[device.session.account_id, index]
                    if each.counted and each.counted.counted:
                        assert (mark.right, mark.points) == (each.counted.right, each.counted.points)
                        assert mark.given == each.answer.given
                    assert mark.right in (False, each.answer.given in ([1], True, 1.5))
                answers, mistakes = await one.store.read(written)
                assert len(answers) == len(said), "each is written down once"
                assert len(mistakes) == answers.count(False)
            assert sum(line.lost for line in lines) > 20, "the lines were bad"
            counted = sum(mark.given is not None for mark in marks.values())
            assert counted >= 0.8 * given
            assert given >= 12, "and most could be answered all the same"


async def test_a_slow_line_costs_no_points(
    tmp_path: Path, server: RunningServer, people: Callable[[int], list[Device]]
) -> None:
    devices = people(2)
    card = open_battle(devices, limit_s=5)
    with (
        bad_line(server.url, Weather(delay_s=0.025, jitter_s=0, loss=0)) as fast,
        bad_line(server.url, Weather(delay_s=0.25, jitter_s=0, loss=0)) as slow,
    ):
        async with contenders(tmp_path, [fast.url, slow.url], devices, card) as players:
            await asyncio.sleep(1.5)  # both are connected, as everybody is who waits for the others
            await asyncio.to_thread(lambda: good(say(devices[0], card.id, "start")))
            async with asyncio.timeout(30):
                await asyncio.gather(*(one.play(0.5, RIGHT) for one in players))
            result = players[0].battle.state.result
    assert result
    best, least = (score.points for score in result.scores)
    assert [score.right for score in result.scores] == [5, 5]
    assert (best - least) / best <= 0.02


async def test_an_answer_outlives_a_restart_without_a_line_and_counts_once(
    tmp_path: Path, server: RunningServer, people: Callable[[int], list[Device]]
) -> None:
    devices = people(2)
    card = open_battle(devices, limit_s=10)
    with bad_line(server.url, STILL) as bad, bad_line(server.url, STILL) as clear:
        async with contenders(tmp_path, [bad.url, clear.url], devices, card) as (one, other):
            await asyncio.to_thread(lambda: good(say(devices[0], card.id, "start")))
            await soon(lambda: one.battle.state.is_open)
            one.battle.shown()
            kind = one.battle.state.shown and one.battle.state.shown.kind
            bad.begin_outage()
            assert await one.battle.answer(RIGHT[kind or ""])
            assert not await one.battle.answer(WRONG[kind or ""]), "once"
            await one.battle.close()  # the app ends
            kept = await keeping.read(one.store)
            assert kept
            assert [each.counted for each in kept.said.values()] == [None]
            one.battle = Battle(one.store, BattlesLine(one.line, one.keyring), one.quizzes, kept, QUICK)
            one.battle.begin()
            bad.end_outage()
            await soon(lambda: one.battle.said and one.battle.said.counted)
            assert one.battle.said
            assert one.battle.said.counted
            assert one.battle.said.counted.right
            one.battle.shown()
            assert not await one.battle.answer(WRONG[kind or ""]), "nor after a restart"
            async with asyncio.timeout(40):
                await asyncio.gather(one.play(0.05, WRONG), other.play(0.05, WRONG))
            assert one.battle.state.result == other.battle.state.result
            answers, mistakes = await one.store.read(written)
            assert (len(answers), sum(answers), len(mistakes)) == (5, 1, 4)
            kept = await keeping.read(one.store)
            assert kept
            assert kept.result == one.battle.state.result, "what came of it outlives the app"
            assert len(kept.mistakes) == len(kept.fresh) == 4
            again = Battle(one.store, BattlesLine(one.line, one.keyring), one.quizzes, kept, QUICK)
            again.begin()
            assert again.over.is_set()
            assert {player.name for player in again.state.players.values()} == {"学生0", "学生1"}
            await again.take_out()
            assert not (await one.store.read(in_the_book)), "with one press"
            await again.put_back()
            assert len(await one.store.read(in_the_book)) == 4


async def test_a_battle_that_the_server_has_forgotten_is_over(
    tmp_path: Path, server: RunningServer, people: Callable[[int], list[Device]]
) -> None:
    devices = people(2)
    card = open_battle(devices)
    async with contenders(tmp_path, [server.url] * 2, devices, card) as (one, _other):
        await soon(lambda: len(one.battle.state.players) == 2)
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
        async with asyncio.timeout(10):
            await one.battle.over.wait()
        assert one.battle.lost
        assert await keeping.read(one.store) is None
