"""The application: wires the rooms together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from server import health
from server.accounts import closing_routes as closing
from server.accounts import device_routes as devices
from server.accounts import routes as accounts
from server.accounts.passwords import Passwords
from server.accounts.sealing import Sealing
from server.accounts.seen import Seen
from server.answering import answer_errors
from server.battles import routes as battles
from server.battles.rooms import Rooms
from server.courses import routes as courses
from server.courses.packs import Packs
from server.db.engine import Database
from server.db.migrations.running import migrate
from server.family import routes as family
from server.feedback.telling import tell_answers
from server.files import routes as files
from server.files.shelf import Shelf
from server.hints import routes as hints
from server.hints.hub import Hub
from server.limits.attempts import AttemptLimit
from server.limits.body import BodyLimit
from server.limits.packed import Unpack
from server.limits.rate import AddressRate, Rate
from server.live import routes as live
from server.mistakes import routes as mistakes
from server.openapi import describe_push_body
from server.oplog import routes as oplog
from server.services import Services
from server.settings import Settings
from server.spaces import routes as spaces
from server.sweeping import sweep_daily
from server.teams import routes as teams
from server.teams.beats import Beats
from server.teams.matching.turns import Turns
from server.timer import routes as timer
from server.timer.anchors import Anchors
from server.watching import routes as watching
from server.watching.gauges import Metrics
from server.watching.requests import Requests
from sync.clock import Clock, SystemClock
from sync.cursors import CURSORS_BURST, CURSORS_PER_S
from sync.ids import Random, system_random

_GZIP_LEVEL = 5  # log pages are a tenth larger than with 9, in a quarter of the time
_AS_THEY_ARE = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream")  # event streams; files are mostly pictures


def create_app(settings: Settings, clock: Clock | None = None, random: Random | None = None) -> FastAPI:
    """The application; it opens its database when it starts up and closes it when it shuts down.

    Run it with `server.serving.Serving`, which ends open event streams when it stops.
    """
    clock, random = clock or SystemClock(), random or system_random()
    metrics = Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = Database(settings.database_url)
        try:
            await run_in_threadpool(migrate, database, clock)
            app.state.services = _services(settings, clock, random, database, metrics)
            metrics.count_streams(lambda: len(app.state.services.hub.listening()))
            beside = [
                asyncio.create_task(sweep_daily(app.state.services), name="sweeping"),
                asyncio.create_task(tell_answers(app.state.services), name="telling"),
            ]
            try:
                yield
            finally:
                app.state.services.battles.close()
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
        finally:
            database.close()

    app = FastAPI(
        title="学伴",
        summary="学伴同步服务：账号、空间和每个空间的操作日志",
        version="1",
        lifespan=lifespan,
    )
    answer_errors(app)
    # routes are looked for in this order: what devices ask for all the time comes first
    for room in (
        oplog,
        hints,
        files,
        timer,
        spaces,
        teams,
        battles,
        accounts,
        devices,
        closing,
        family,
        courses,
        live,
        mistakes,
        health,
        watching,
    ):
        app.include_router(room.router)
    app.add_middleware(
        GZipMiddleware, minimum_size=1_000, compresslevel=_GZIP_LEVEL, exclude_content_types=_AS_THEY_ARE
    )
    app.add_middleware(Unpack, limit_bytes=settings.body_limit_bytes)
    app.add_middleware(BodyLimit, limit_bytes=settings.body_limit_bytes)
    app.add_middleware(AddressRate, rate=Rate(clock, settings.address_requests_per_s, settings.address_burst))
    app.add_middleware(Requests, metrics=metrics)  # the last one is around all others
    describe_push_body(app)
    return app


def _services(settings: Settings, clock: Clock, random: Random, database: Database, metrics: Metrics) -> Services:
    sealing = Sealing.kept_in(settings.key_file)
    hub = Hub()
    return Services(
        settings=settings,
        clock=clock,
        random=random,
        database=database,
        hub=hub,
        shelf=Shelf(settings.files),
        packs=Packs(settings.courses),
        passwords=Passwords(settings.password_cost),
        sealing=sealing,
        seen=Seen(database, clock),
        names=AttemptLimit(clock, settings.attempts_per_name, settings.attempts_window_s),
        addresses=AttemptLimit(clock, settings.attempts_per_address, settings.attempts_window_s),
        codes=AttemptLimit(clock, settings.attempts_per_name, settings.attempts_window_s),
        devices=Rate(clock, settings.device_requests_per_s, settings.device_burst),
        anchors=Anchors(sealing, clock),
        beats=Beats(clock),
        cursors=Rate(clock, CURSORS_PER_S, CURSORS_BURST),
        matching=Turns(clock),
        metrics=metrics,
        battles=Rooms(clock, random, settings.battle_tempo, hub.battles_moved),
    )
