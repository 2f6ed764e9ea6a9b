"""Battles of the product's own clients over bad lines, and over a quick and a slow one, with the product's patience.

`bad`: eight players, each behind `tests.fakes.bad_line` and once out of the net for a random time of up to `--away-s`.
`given` answers were given on the devices, `counted` are in the result; `once`: each as it was given, and once;
`same`: all eight were told the same result and the same points.

`slow`: two players who think equally long, at two round trips; `differ` is the share of the points that lies between
them.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from client.battles.asking import pick
from client.courses.content import Course, Lesson, Segment
from client.courses.questions import TrueFalseQuestion
from server.accounts.registering import register
from server.services import Services
from sync.battles import BattleCard, BattleQuestion, BattleResult
from sync.ids import system_random
from sync.wire import Registration, Session
from tests.client.battles.contenders import Contender, contenders
from tests.fakes.bad_line import BadLine, Weather, bad_line
from tests.fakes.running import Running, free_port
from tests.fakes.server import running_server
from tests.server.battles.playing import make, say, try_join
from tests.server.person import Device, good
from tests.server.spaces.people import found

QUESTIONS = 10
PLAYERS = 8
FLIGHT_S = 150.0
"""Within this after the beginning everybody goes out of the net: some as it begins, some as it ends."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=6, help="battles of eight over bad lines, side by side")
    parser.add_argument("--loss", type=float, default=0.3, help="of a message, in each direction")
    parser.add_argument("--delay-ms", type=float, default=250.0, help="one way, over the bad lines")
    parser.add_argument("--away-s", type=float, default=20.0)
    parser.add_argument("--round-trips-ms", type=float, nargs=2, default=(50.0, 500.0))


def bad(options: argparse.Namespace) -> dict[str, Any]:
    chance = random.Random(options.seed)
    weather = Weather(options.delay_ms / 1000, options.delay_ms / 2500, options.loss)
    with _served(options.rounds * PLAYERS) as served:
        groups = [served.people[PLAYERS * n : PLAYERS * (n + 1)] for n in range(options.rounds)]

        async def all_of_them() -> list[dict[str, Any]]:
            return await asyncio.gather(
                *(
                    _bad(served, str(n), group, weather, random.Random(chance.random()), options.away_s)
                    for n, group in enumerate(groups)
                )
            )

        played = asyncio.run(all_of_them())
    return {
        "battles": options.rounds,
        "given": sum(one["given"] for one in played),
        "counted": sum(one["counted"] for one in played),
        "of": options.rounds * PLAYERS * QUESTIONS,
        "once": all(one["once"] for one in played),
        "same": all(one["same"] for one in played),
        "lost_messages": sum(one["lost"] for one in played),
        "longest_s": round(max(one["took_s"] for one in played), 1),
    }


async def _bad(
    served: _Served, name: str, people: list[Device], weather: Weather, chance: random.Random, away_s: float
) -> dict[str, Any]:
    card = await asyncio.to_thread(_open, people)
    with ExitStack() as stack:
        lines = [stack.enter_context(bad_line(served.url, weather, chance.randrange(1 << 30))) for _one in people]
        urls = [line.url for line in lines]
        async with contenders(served.folder / name, urls, people, card) as players:
            begun = time.monotonic()
            await asyncio.to_thread(lambda: good(say(people[0], card.id, "start")))
            await asyncio.gather(
                *(_play(one, chance) for one in players), *(_away(line, chance, away_s) for line in lines)
            )
            took_s = time.monotonic() - begun
            counted = _counted(people, players)
        return {**counted, "took_s": took_s, "lost": sum(line.lost for line in lines)}


def _counted(people: list[Device], players: list[Contender]) -> dict[str, Any]:
    results = [_result(one) for one in players]
    given = counted = 0
    once = True
    for device, one in zip(people, players, strict=True):
        for index, said in one.battle.kept.said.items():
            marks = [mark for mark in results[0].solved[index].marks if mark.account_id == device.session.account_id]
            answer = said.answer.given
            once = once and len(marks) == 1 and marks[0].given in (answer, None)
            given += answer is not None
            counted += answer is not None and marks[0].given == answer
    return {"given": given, "counted": counted, "once": once, "same": all(one == results[0] for one in results)}


def slow(options: argparse.Namespace) -> dict[str, Any]:
    quick_ms, slow_ms = options.round_trips_ms
    with _served(2) as served:
        scores = asyncio.run(_slow(served, quick_ms / 1000, slow_ms / 1000, random.Random(options.seed)))
    best = max(scores)
    return {"points": scores, "round_trips_ms": [quick_ms, slow_ms], "differ": round((best - min(scores)) / best, 4)}


async def _slow(served: _Served, quick_s: float, slow_s: float, chance: random.Random) -> list[int]:
    """The points at the quick line, and at the slow one."""
    card = await asyncio.to_thread(_open, served.people)
    thinks = [chance.uniform(0.5, 6.0) for _question in range(QUESTIONS)]
    with ExitStack() as stack:
        weathers = [Weather(round_trip / 2, 0, 0) for round_trip in (quick_s, slow_s)]
        urls = [stack.enter_context(bad_line(served.url, weather)).url for weather in weathers]
        async with contenders(served.folder / "slow", urls, served.people, card) as players:
            await asyncio.sleep(2.0)  # both are connected, as everybody is who waits for the others
            await asyncio.to_thread(lambda: good(say(served.people[0], card.id, "start")))
            await asyncio.gather(*(_play(one, chance, thinks) for one in players))
            points = {score.account_id: score.points for score in _result(players[0]).scores}
    return [points[one.session.account_id] for one in served.people]


async def _play(one: Contender, chance: random.Random, thinks: list[float] | None = None) -> None:
    """Answer each question once it is shown, after a while; with `thinks` rightly, and after so many seconds."""
    battle, seen = one.battle, set[int]()
    while not battle.over.is_set():
        index = battle.state.index
        if battle.state.is_open and index not in seen:
            seen.add(index)
            battle.shown()
            await asyncio.sleep(thinks[index] if thinks else chance.uniform(1, 8))
            await battle.answer(True if thinks else chance.random() < 0.7)
        await asyncio.sleep(0.01)


async def _away(line: BadLine, chance: random.Random, away_s: float) -> None:
    await asyncio.sleep(chance.uniform(0, FLIGHT_S))
    line.begin_outage()
    await asyncio.sleep(chance.uniform(0, away_s))
    line.end_outage()


def _result(one: Contender) -> BattleResult:
    result = one.battle.state.result
    if result is None:
        raise RuntimeError("a battle has ended without a result")
    return result


@dataclass
class _Served:
    """A server that is a process of its own, and people who are signed in there."""

    url: str
    people: list[Device]
    folder: Path


@contextmanager
def _served(count: int) -> Iterator[_Served]:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        database = folder / "server.db"
        with running_server(database) as server:
            services: Services = server._serving._app.state.services
            sessions = [_register(services, number) for number in range(count)]
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        running = Running(["-m", "server", "--port", str(port), "--data", str(database)], f"{url}/v1/health")
        stack.callback(running.stop)
        people = [Device(stack.enter_context(httpx.Client(base_url=url, trust_env=False)), one) for one in sessions]
        yield _Served(url, people, folder)


def _register(services: Services, number: int) -> Session:
    return register(services, Registration(name=f"学生{number}", password="correct horse", device_name="bench"))


def _questions() -> list[BattleQuestion]:
    quiz = tuple(TrueFalseQuestion(id=f"q{n}", text=f"第 {n} 题：对", correct=True) for n in range(QUESTIONS))
    lesson = Lesson(id="l1", title="第一课", segments=(Segment(quiz=quiz),))
    return pick([Course(id="c1", title="小课", subject="math", lessons=(lesson,))], QUESTIONS, system_random())


def _open(people: list[Device]) -> BattleCard:
    """The first makes a battle, the others come in by its code."""
    asked = [one.model_dump(mode="json") for one in _questions()]
    card = make(people[0], found(people[0]).id, questions=asked)
    for device in people[1:]:
        found(device)
        good(try_join(device, code=card.code))
    return card
