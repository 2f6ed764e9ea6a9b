"""Warned 10, 5 and 1 minute before the end in lesson, quiz and editor; locked within a beat; nothing typed is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.timer.clock import BEAT_S
from client.timer.limits import Limits
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device, open_window

COURSE = "math-quadratic-equations"
LESSON = f"/courses/{COURSE}/lessons/meet"
MINUTES = 12


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=clock) as device:
        await device.timer.set_limits(Limits(minutes=(MINUTES,) * 7, zone="UTC"))
        yield device


async def use(app: MemoryApp, client: Client, clock: FakeClock, activity: str) -> list[str]:
    """Use the page until it is locked; the warnings on the way."""
    await app.wait_for(lambda: client.timer.activity == activity)
    warned: list[str] = []
    used_s = 0.0
    while client.timer.standing.lock == "":
        clock.advance(BEAT_S)
        used_s += BEAT_S
        client.timer.touch()
        await client.timer.beat()
        await app.settle()
        warned += [text for text in app.texts() if "离今天的约定时间结束还有" in text and text not in warned]
    assert MINUTES * 60 <= used_s <= MINUTES * 60 + 5, "locked within five seconds of the limit"
    await app.wait_for(lambda: any("今天约定的时间用完了" in text for text in app.texts()))
    assert client.timer.activity == ""
    return warned


async def go_on(app: MemoryApp, client: Client) -> None:
    await client.timer.grant_now(15)
    await client.timer.beat()
    await app.wait_for(lambda: not any("今天约定的时间用完了" in text for text in app.texts()))


def warns(warned: list[str]) -> None:
    for minutes in (10, 5, 1):
        assert any(f"还有 {minutes} 分钟" in text for text in warned), warned


async def test_in_a_lesson(client: Client, clock: FakeClock) -> None:
    async with open_window(client, LESSON, PHONE) as app:
        warns(await use(app, client, clock, "lesson"))
        await go_on(app, client)
        assert client.timer.activity == "lesson"


async def test_in_a_quiz_the_choice_stays(client: Client, clock: FakeClock) -> None:
    async with open_window(client, LESSON, PHONE) as app:
        await app.press("start-quiz")
        await app.press("option-1")
        warns(await use(app, client, clock, "quiz"))
        await go_on(app, client)
        await app.press("submit-answer")
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="next"))
        assert client.timer.activity == "quiz"


async def test_in_the_editor_every_word_stays(client: Client, clock: FakeClock) -> None:
    async with open_window(client, "/notes/new", PHONE) as app:
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="note-body"))
        [field] = app.find_all(ft.TextField, within=app.ident("note-body"))
        await app.type(field, "写到一半")
        warns(await use(app, client, clock, "note"))
        await go_on(app, client)
        [field] = app.find_all(ft.TextField, within=app.ident("note-body"))
        assert field.value == "写到一半"
        await client.notes.flush()
        assert any("写到一半" in (note.body or "") for note in [await one(client)])


async def one(client: Client):
    from sqlmodel import select

    from client.notes.tables import NoteRow

    return await client.store.read(lambda s: s.exec(select(NoteRow)).one())
