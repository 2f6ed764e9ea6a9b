"""What an endpoint may use, and how it gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from server.accounts.passwords import Passwords
from server.accounts.sealing import Sealing
from server.accounts.seen import Seen
from server.battles.rooms import Rooms
from server.courses.packs import Packs
from server.db.engine import Database
from server.files.shelf import Shelf
from server.hints.hub import Hub
from server.limits.attempts import AttemptLimit
from server.limits.rate import Rate
from server.settings import Settings
from server.teams.beats import Beats
from server.teams.matching.turns import Turns
from server.timer.anchors import Anchors
from server.watching.gauges import Metrics
from sync.clock import Clock
from sync.ids import Random, new_id


@dataclass(frozen=True)
class Services:
    """One of each for the whole application."""

    settings: Settings
    clock: Clock
    random: Random
    database: Database
    hub: Hub
    shelf: Shelf
    packs: Packs
    passwords: Passwords
    sealing: Sealing
    seen: Seen
    names: AttemptLimit
    addresses: AttemptLimit
    codes: AttemptLimit
    devices: Rate
    anchors: Anchors
    beats: Beats
    cursors: Rate
    matching: Turns
    battles: Rooms
    metrics: Metrics

    def new_id(self) -> str:
        """A new time-ordered identifier."""
        return new_id(self.clock, self.random)


async def _services(request: Request) -> Services:
    # async, because FastAPI would send a plain function to a worker thread
    return request.app.state.services


UsesServices = Annotated[Services, Depends(_services)]
