"""Turning the pages of a lesson: the next one is laid out behind the open one, and the place is kept at each."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest
from flet.messaging.protocol import Message, MessageAction

from client.bootstrap import Client, open_client
from client.courses.content import Course, Lesson, Segment
from client.courses.progress import Spot
from tests.fakes.app import MemoryApp
from tests.fakes.opened import NOWHERE
from views.app import open_session

LESSON = "/courses/book/lessons/l1"


def a_course() -> Course:
    pages = [
        Segment(title=f"第{n}页", body=f"第 {n} 页的**话**：$x^{n}$。\n\n$$\\frac{{{n}}}{{2}}$$") for n in range(4)
    ]
    return Course(id="book", title="一本书", lessons=(Lesson(id="l1", title="一课", segments=tuple(pages)),))


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    client = await open_client(tmp_path, server_url=NOWHERE)
    await client.courses.add_pack(a_course(), {})
    yield client
    await client.close()


@pytest.fixture
async def app(client: Client) -> AsyncIterator[MemoryApp]:
    async with MemoryApp(route=LESSON) as app:
        await app.start(lambda page: open_session(page, client))
        await app.see("第0页")
        yield app


def behind(app: MemoryApp) -> list[str]:
    """The texts of the page that is laid out and not seen."""
    leaves = [leaf for leaf in app.unseen() if isinstance(leaf, ft.Column)]
    inside = [control for leaf in leaves for content in leaf.controls for control in app.walk(content)]
    return [control.value for control in inside if isinstance(control, ft.Text | ft.Markdown) and control.value]


async def turned_to(app: MemoryApp, page: int) -> None:
    await app.press("next")
    await app.wait_for(lambda: f"第{page}页" in app.texts())


async def test_the_next_page_is_laid_out_behind_the_open_one(app: MemoryApp):
    await app.wait_for(lambda: "第1页" in behind(app))
    assert "第1页" not in app.texts()
    assert not any(isinstance(control, ft.TextButton) for leaf in app.unseen() for control in app.walk(leaf))
    await turned_to(app, 1)
    assert "第0页" not in app.texts()
    await app.wait_for(lambda: "第2页" in behind(app))


async def test_a_page_that_was_laid_out_is_shown_and_not_sent_again(app: MemoryApp):
    await app.wait_for(lambda: "第1页" in behind(app))
    await turned_to(app, 1)
    await app.wait_for(lambda: "第2页" in behind(app))
    app.sent.clear()
    await turned_to(app, 2)
    patches = [str(message.body) for message in app.sent if message.action is MessageAction.PATCH_CONTROL]
    assert len(patches) == 1
    assert "Markdown" not in patches[0]
    assert "opacity" in patches[0]


async def test_who_turns_faster_than_pages_are_laid_out_sees_them_all_the_same(app: MemoryApp):
    assert behind(app) == []
    for page in (1, 2, 3):
        await turned_to(app, page)
    await app.press("previous")
    await app.wait_for(lambda: "第2页" in app.texts())
    await app.wait_for(lambda: "第3页" in behind(app))


async def test_nothing_is_laid_out_behind_a_page_where_somebody_writes(app: MemoryApp):
    await app.wait_for(lambda: "第1页" in behind(app))
    await app.press("lesson-notes")
    await app.wait_for(lambda: behind(app) == [])
    await app.press("note-at-0")
    await app.write("margin-field", "在旁边记一句")
    assert behind(app) == []


async def test_the_place_is_kept_when_the_window_is_closed_with_the_turn(client: Client):
    async with MemoryApp(route=LESSON) as app:
        await app.start(lambda page: open_session(page, client))
        await app.see("第0页")
        [found] = app.find_all(ft.Semantics, identifier="next")
        button = next(control for control in app.walk(found) if getattr(control, "on_click", None))
        turning = asyncio.create_task(app.session.dispatch_event(button._i, "click", None))
        await app.settle()
        assert "第1页" in app.texts()
    await turning
    assert (await client.courses.status("book")).place == Spot("l1", 1)


async def test_the_page_goes_out_before_the_disk_is_asked(
    app: MemoryApp, client: Client, monkeypatch: pytest.MonkeyPatch
):
    order: list[str] = []
    keep, send = client.courses.keep_place, app.send_message

    async def kept(course_id: str, lesson_id: str, segment: int) -> None:
        order.append(f"kept {segment}")
        await keep(course_id, lesson_id, segment)

    def sent(message: Message) -> None:
        order.append("sent")
        send(message)

    monkeypatch.setattr(client.courses, "keep_place", kept)
    monkeypatch.setattr(app, "send_message", sent)
    await turned_to(app, 1)
    await app.wait_for(lambda: "kept 1" in order)
    assert order[0] == "sent"
