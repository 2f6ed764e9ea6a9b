"""The whole app in memory, opened at a screen of the mistake book, with mistakes made as a person makes them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import flet as ft

from client.bootstrap import Client, open_client
from client.courses.content import Question
from sync.ids import stable_id
from tests.fakes.app import DESKTOP, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, a_course
from views.app import open_session

COURSE = a_course()
LESSON = COURSE.lessons[0]


@asynccontextmanager
async def device(folder: Path, clock: FakeClock) -> AsyncIterator[Client]:
    """A device with the course of `tests.fakes.courses`, and no server to reach."""
    client = await open_client(folder, clock=clock, server_url="http://127.0.0.1:9")
    try:
        await client.courses.add_pack(COURSE, FILES)
        yield client
    finally:
        await client.close()


async def answer_wrongly(client: Client, question: Question, given: Any) -> str:
    """Answer in the quiz; the id of the mistake that it makes."""
    verdict = await client.courses.answer(COURSE, LESSON, 1, question, given, 3.0)
    assert verdict.correct is False
    return stable_id("mistake", COURSE.id, question.id)


@asynccontextmanager
async def screen(
    client: Client, route: str, size: tuple[float, float] = DESKTOP, *, web: bool = False
) -> AsyncIterator[MemoryApp]:
    """The app at `route`."""
    async with MemoryApp(size=size, route=route, web=web) as app:
        await app.start(lambda page: open_session(page, client))
        yield app


def field(app: MemoryApp, name: str) -> ft.TextField:
    """A field of the form in which a mistake is written down."""
    return app.find(ft.TextField, within=app.ident(f"capture-{name}"))


def names(app: MemoryApp) -> set[str]:
    """The names that tests know controls by."""
    return {s.identifier for s in app.find_all(ft.Semantics) if s.identifier}


async def tap(app: MemoryApp, name: str) -> None:
    """Press the control of this name, once it is there."""
    await app.wait_for(lambda: name in names(app))
    await app.click(next(c for c in app.walk(app.ident(name)) if getattr(c, "on_click", None)))
