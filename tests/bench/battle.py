"""Battles on one server process: many at once; over lines that lose and break; over a quick and a slow line.

`crowd`: how long a question takes to its players when many battles run at once.

The server is a process of its own (`python -m server`, SQLite), with the product's patience between questions; the
players are bare connections in this process, so that it is the server's time that is measured. Events carry the
server's time since the battle was made, here is known when they came; the two clocks are set against each other by the
fastest event of each battle. `p95_ms` is what a question took more than that one, the wait for this process included.

`once`: every player's every answer is in the result, once; `same`: all players of each battle were told the same.
`bad` and `slow` are in `tests.bench.contest`.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from server.accounts.registering import register
from server.accounts.signed_in import SignedIn
from server.services import Services
from server.spaces.founding import found
from server.spaces.inviting import invite_to
from server.spaces.joining import join
from sync.spaces import Join, NewInvite, NewSpace
from sync.wire import Registration, Session
from tests.bench import contest
from tests.fakes.running import Running, free_port
from tests.fakes.server import running_server
from tests.server.battles.playing import RIGHT, new_battle


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--battles", type=int, default=200)
    parser.add_argument("--players", type=int, default=4)
    parser.add_argument("--spread-s", type=float, default=2.5, help="within which they begin")
    parser.add_argument("--only", choices=("crowd", "bad", "slow"), help="one of the parts")
    contest.add_options(parser)
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> dict[str, Any]:
    parts = {"crowd": crowd, "bad": contest.bad, "slow": contest.slow}
    return {name: part(options) for name, part in parts.items() if options.only in (None, name)}


def crowd(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "server.db"
        with running_server(database) as server:
            services: Services = server._serving._app.state.services
            teams = [_team(services, number, options.players) for number in range(options.battles)]
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        running = Running(["-m", "server", "--port", str(port), "--data", str(database)], f"{url}/v1/health")
        try:
            battles = asyncio.run(_all(port, teams, options))
        finally:
            running.stop()
    took = sorted(one for battle in battles for one in battle.delays_ms())
    return {
        "battles": options.battles,
        "players": options.players,
        "questions": len(took),
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(took[int(len(took) * 0.95)], 1),
        "max_ms": round(took[-1], 1),
        "once": all(battle.each_counted() for battle in battles),
        "same": all(len({json.dumps(result, sort_keys=True) for result in battle.results}) == 1 for battle in battles),
    }


@dataclass
class Played:
    """What the players of a battle were told: (seconds here, event), and the result of each."""

    heard: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)

    def delays_ms(self) -> list[float]:
        """What each question took to each player beyond the fastest event."""
        begin = min(at - event["at_s"] for at, event in self.heard)
        return [(at - event["at_s"] - begin) * 1000 for at, event in self.heard if event["kind"] == "asked"]

    def each_counted(self) -> bool:
        """Whether every answer is in the result, and no event told of one twice."""
        told = [(one["account_id"], one.get("index", -1)) for _at, one in self.heard if one["kind"] == "answered"]
        marks = [mark for solved in self.results[0]["solved"] for mark in solved["marks"]]
        return all(mark.get("right") for mark in marks) and len(told) == len(set(told)) * len(self.results)


def _team(services: Services, number: int, players: int) -> tuple[str, list[Session]]:
    """A team and its members' sessions."""
    sessions = [
        register(services, Registration(name=f"学生{number}-{i}", password="correct horse", device_name="bench"))
        for i in range(players)
    ]
    first, *others = [SignedIn(one.device_id, one.account_id) for one in sessions]
    team = found(services, first, NewSpace(request_id="team", kind="team", name="晨读小组")).id
    code = invite_to(services, first, team, NewInvite(role="member", uses=players)).code
    for one in others:
        join(services, one, Join(request_id="join", code=code))
    return team, sessions


async def _all(port: int, teams: list[tuple[str, list[Session]]], options: argparse.Namespace) -> list[Played]:
    chance = random.Random(options.seed)
    limits = httpx.Limits(max_connections=64, keepalive_expiry=2.0)  # the server lets go of a quiet one after 5 s
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=60, trust_env=False
    ) as http:
        return await asyncio.gather(*(_battle(http, port, *team, chance, options.spread_s) for team in teams))


async def _battle(
    http: httpx.AsyncClient, port: int, team: str, sessions: list[Session], chance: random.Random, spread_s: float
) -> Played:
    first, *others = sessions
    card = (await _post(http, first, "/v1/battles", new_battle(team).model_dump(mode="json"))).json()
    for one in others:
        await _post(http, one, "/v1/battles/joins", {"battle": card["id"]})
    played = Played()
    streams = [asyncio.create_task(_player(http, port, one, card["id"], played, chance)) for one in sessions]
    await asyncio.sleep(chance.uniform(0.5, 0.5 + spread_s))
    await _post(http, first, f"/v1/battles/{card['id']}/start", None)
    await asyncio.gather(*streams)
    return played


async def _player(
    http: httpx.AsyncClient, port: int, who: Session, battle: str, played: Played, chance: random.Random
) -> None:
    """Read the stream, confirm each question, answer it after a moment."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    head = (
        f"GET /v1/battles/{battle}/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {who.access_token}\r\n\r\n"
    )
    writer.write(head.encode())
    answering: list[asyncio.Task[None]] = []
    async for line in reader:
        if not line.startswith(b"data: "):
            continue
        at, event = time.monotonic(), json.loads(line.removeprefix(b"data: "))
        played.heard.append((at, event))
        if event["kind"] == "asked":
            answering.append(asyncio.create_task(_answer(http, who, battle, event, chance.uniform(0.2, 1.0))))
        if event["kind"] == "ended":
            played.results.append(event["result"])
            break
    writer.close()
    await asyncio.gather(*answering)


async def _answer(http: httpx.AsyncClient, who: Session, battle: str, event: dict[str, Any], thinks_s: float) -> None:
    index = event["index"]
    await _post(http, who, f"/v1/battles/{battle}/seen", {"event": event["n"]})
    await asyncio.sleep(thinks_s)
    body = {"index": index, "given": RIGHT[index], "took_s": thinks_s}
    await _post(http, who, f"/v1/battles/{battle}/answers", body)


async def _post(http: httpx.AsyncClient, who: Session, path: str, body: dict[str, Any] | None) -> httpx.Response:
    answer = await http.post(path, json=body, headers={"Authorization": f"Bearer {who.access_token}"})
    return answer.raise_for_status()
