"""How many join a team over a bad network, how long it takes them, and what a single POST comes to beside it.

The clients are the product's own (`client.teams.joining` on a store of its own each), in this process; the server is a
process of its own (`python -m server`, SQLite); between them is `tests.fakes.bad_line`. Accounts and teams are made
beforehand, with the server's own code. Clients come in waves, each within a few seconds; with `--outage-s` the network
fails as each wave comes, with `--kill` the server is killed (SIGKILL) in the middle of each, and started anew.

At the end the server's database is compared with what the clients know: `ghosts` are in the team there and do not know
it here, `doubles` are places that somebody has taken in a team beyond the one.
"""

import argparse
import asyncio
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, create_engine, func, select

from client.api.line import Line
from client.api.spaces import Spaces
from client.family.homes import Homes
from client.schema import full_schema
from client.store import Store
from client.teams.consent import Consent
from client.teams.joining import Joining
from server.accounts.registering import register
from server.accounts.signed_in import SignedIn
from server.db.tables import invite as invite_table
from server.db.tables import membership
from server.services import Services
from server.settings import sqlite_url
from server.spaces.founding import found
from server.spaces.inviting import invite_to
from sync.errors import SyncError
from sync.spaces import INVITE_MAX_S, MEMBERS_MAX, Join, NewInvite, NewSpace
from sync.wire import Registration, Session
from tests.fakes.bad_line import BadLine, Weather, bad_line
from tests.fakes.keyring import FakeKeyring
from tests.fakes.running import Running, free_port
from tests.fakes.server import running_server

GUESTS = MEMBERS_MAX["team"] - 1
KILL_AFTER_S = 2.0
OUTAGE_AFTER_S = 1.0


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--n", type=int, default=1_000)
    parser.add_argument("--delay-ms", type=float, default=250.0, help="one way")
    parser.add_argument("--jitter-ms", type=float, default=100.0)
    parser.add_argument("--loss", type=float, default=0.2, help="of a message, in each direction")
    parser.add_argument("--outage-s", type=float, default=0.0)
    parser.add_argument("--kill", action="store_true", help="kill -9 the server in the middle")
    parser.add_argument("--at-once", type=int, default=100, help="clients in a wave")
    parser.add_argument("--spread-s", type=float, default=4.0, help="within which a wave comes")
    parser.add_argument("--within-s", type=float, default=0.0, help="60, after an outage 120")
    parser.add_argument("--seed", type=int, default=1)


def run(options: argparse.Namespace) -> dict[str, Any]:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    within_s = options.within_s or (120.0 if options.outage_s else 60.0)
    weather = Weather(options.delay_ms / 1000, options.jitter_ms / 1000, options.loss)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), options, within_s)
        guests = place.make(2 * options.n)
        place.start()
        try:
            with bad_line(place.url, weather, options.seed) as line:
                joined = asyncio.run(_all(place, line, guests[: options.n], _join))
                plain = asyncio.run(_all(place, line, guests[options.n :], _post))
        finally:
            place.server.stop()
        about = {"n": options.n, "loss": options.loss, "outage_s": options.outage_s, "kill": options.kill}
        return about | {"within_s": within_s, **place.found(joined), "plain": place.found(plain)}


@dataclass
class Guest:
    """Somebody who wants to join, and what became of it. `took_s` None: not within the time."""

    session: Session
    team: str
    code: str
    took_s: float | None = None
    knows: bool = False


@dataclass
class Place:
    """The server with its accounts and teams."""

    folder: Path
    options: argparse.Namespace
    within_s: float
    invites: dict[str, int] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "server.db"

    def make(self, n: int) -> list[Guest]:
        """So many guests, five for each team."""
        guests: list[Guest] = []
        team = code = ""
        with running_server(self.database) as server:
            services: Services = server._serving._app.state.services
            for number in range(n):
                if number % GUESTS == 0:
                    team, code = self._team(services, f"组长{number}")
                guests.append(Guest(_register(services, f"学生{number}"), team, code))
        self.template = self.folder / "template" / "xueban.db"
        asyncio.run(_make_store(self.template))
        return guests

    def _team(self, services: Services, name: str) -> tuple[str, str]:
        session = _register(services, name)
        who = SignedIn(session.device_id, session.account_id)
        team = found(services, who, NewSpace(request_id="team", kind="team", name="晨读小组")).id
        asked = NewInvite(role="member", uses=2 * GUESTS, valid_s=INVITE_MAX_S)
        return team, invite_to(services, who, team, asked).code

    def start(self) -> None:
        """The real server on that database."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = ["-m", "server", "--port", str(port), "--data", str(self.database)]
        self.server = Running(command, f"{self.url}/v1/health")

    def kill(self) -> None:
        """kill -9, and start again as a supervisor does."""
        self.server.process.kill()
        self.server.process.wait()
        self.server._reader.join()
        assert self.server.process.stdout
        self.server.process.stdout.close()
        self.server.start()

    def found(self, guests: list[Guest]) -> dict[str, Any]:
        """What came of it, on the server and here."""
        engine = create_engine(sqlite_url(self.database))
        with engine.connect() as connection:
            there = {guest.session.account_id: _places(connection, guest) for guest in guests}
            taken = sum(_taken(connection, code) for code in {guest.code for guest in guests})
        engine.dispose()
        took = sorted(guest.took_s for guest in guests if guest.took_s is not None)
        members = sum(1 for places in there.values() if places)
        beyond = sum(places - 1 for places in there.values() if places > 1)
        return {
            "joined": round(sum(1 for s in took if s <= self.within_s) / len(guests), 5),
            "doubles": beyond + taken - members,
            "ghosts": sum(1 for guest in guests if there[guest.session.account_id] and not guest.knows),
            "p50_s": round(statistics.median(took), 2) if took else None,
            "p95_s": round(took[max(0, int(len(took) * 0.95) - 1)], 2) if took else None,
            "max_s": round(took[-1], 2) if took else None,
        }


def _register(services: Services, name: str) -> Session:
    return register(services, Registration(name=name, password="correct horse", device_name="bench"))


def _places(connection: Connection, guest: Guest) -> int:
    """How many places in teams the guest has."""
    own = membership.c.space_id != guest.session.personal_space
    mine = membership.c.account_id == guest.session.account_id
    return connection.execute(select(func.count()).select_from(membership).where(mine, own)).scalar_one()


def _taken(connection: Connection, code: str) -> int:
    """How many places a code has given away."""
    left = connection.execute(select(invite_table.c.uses_left).where(invite_table.c.code == code)).scalar_one()
    return 2 * GUESTS - left


async def _make_store(path: Path) -> None:
    store = await Store.open(path, full_schema())
    await store.close()


Way = Callable[[Place, str, Guest], Awaitable[None]]


async def _all(place: Place, line: BadLine, guests: list[Guest], way: Way) -> list[Guest]:
    """All join in waves."""
    chance, options = random.Random(place.options.seed), place.options
    for first in range(0, len(guests), options.at_once):
        wave = guests[first : first + options.at_once]
        tasks = [asyncio.create_task(_come(place, line.url, guest, way, chance.uniform(0, options.spread_s)))
                 for guest in wave]  # fmt: skip
        if options.outage_s:
            await asyncio.sleep(OUTAGE_AFTER_S)
            line.begin_outage()
            await asyncio.sleep(options.outage_s)
            line.end_outage()
        if options.kill:
            await asyncio.sleep(KILL_AFTER_S)
            await asyncio.to_thread(place.kill)
        await asyncio.gather(*tasks)
    return guests


async def _come(place: Place, url: str, guest: Guest, way: Way, after_s: float) -> None:
    await asyncio.sleep(after_s)
    await way(place, url, guest)


def _line(url: str) -> Line:
    """A client's own connections; without TLS there is no need for a thousand TLS contexts."""
    return Line(url, httpx.AsyncHTTPTransport(verify=False))


async def _join(place: Place, url: str, guest: Guest) -> None:
    """As a person does in the app, from the press until the team is there."""
    folder = place.folder / guest.session.account_id
    folder.mkdir()
    shutil.copy(place.template, folder / "xueban.db")
    line = _line(url)
    store = await Store.open(folder / "xueban.db", full_schema())
    spaces = Spaces(line, FakeKeyring(guest.session.access_token, guest.session.refresh_token))
    joining = Joining(store, spaces, Consent(store, Homes(store, spaces, bool)), lambda: True, bool)
    await store.adopt(guest.session.account_id, guest.session.device_id, guest.session.personal_space)
    there = asyncio.Event()

    def look(_changes: object) -> None:
        if guest.team in store.standing.followed:
            there.set()

    stop = store.watch(look, {"space"})
    try:
        begin = time.perf_counter()
        await joining.join(guest.code)
        async with asyncio.timeout(place.within_s):
            await there.wait()
        guest.took_s = time.perf_counter() - begin
    except TimeoutError:
        pass
    finally:
        stop()
        guest.knows = guest.team in store.standing.followed
        await joining.close()
        await line.close()
        await store.close()
        shutil.rmtree(folder)


async def _post(place: Place, url: str, guest: Guest) -> None:
    """A single request, and what it comes to."""
    line = _line(url)
    spaces = Spaces(line, FakeKeyring(guest.session.access_token, guest.session.refresh_token))
    begin = time.perf_counter()
    try:
        space = await spaces.join(Join(request_id=guest.session.device_id, code=guest.code))
        guest.knows, guest.took_s = space.id == guest.team, time.perf_counter() - begin
    except SyncError:
        pass
    finally:
        await line.close()
