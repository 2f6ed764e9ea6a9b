"""A course is written, tried out and exported before the screen."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.opened import open_device, open_window

TEXT = "---\n标题：浮力\n---\n# 第一课\n想一想。\n\n```题\n铁一定沉吗？\n答案：错\n```\n\n```题\n还没写完\n```\n"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    async with open_device(tmp_path) as client:
        yield client


def reads(app: MemoryApp, text: str) -> bool:
    return any(text in shown for shown in app.texts())


def ways_back(app: MemoryApp) -> int:
    return len(app.find_all(ft.IconButton, tooltip="返回"))


async def body_of(client: Client, key: str) -> str:
    kept = await client.authoring.manuscripts.read(key)
    assert kept is not None
    return kept[0]


async def test_from_nothing_to_a_course_in_a_few_touches(client: Client) -> None:
    async with open_window(client, "/courses/writing", PHONE) as app:
        await app.press("write-course")
        await app.wait_for(lambda: app.sees("note-body"))
        await app.press("insert-choice")
        await client.authoring.flush()
        [card] = await client.authoring.manuscripts.list()
        assert "- [x] 正确的选项" in await body_of(client, card.id)
        await app.press("manuscript-delete")
        await app.wait_for(lambda: app.page.route == "/courses/writing")
        assert await client.authoring.manuscripts.list() == []
        await app.click("撤销")
        await app.wait_for(lambda: app.sees(f"manuscript-{card.id}"))


async def test_what_is_not_understood_is_named_and_typing_is_kept(client: Client) -> None:
    key = await client.authoring.manuscripts.create(TEXT)
    async with open_window(client, f"/courses/writing/{key}", PHONE) as app:
        await app.wait_for(lambda: app.sees("fault-13"))
        await app.press("fault-13")
        field = app.find(ft.TextField)
        await app.type(field, TEXT.replace("还没写完", "写完了吗？\n答案：对"))
        await app.wait_for(lambda: not app.sees("fault-13"))
        await client.authoring.flush()
        assert "写完了吗？" in await body_of(client, key)


async def test_a_rehearsal_is_the_real_player_and_nobodys_progress(client: Client) -> None:
    key = await client.authoring.manuscripts.create(TEXT)
    async with open_window(client, f"/courses/writing/{key}", PHONE) as app:
        await app.press("manuscript-preview")
        await app.wait_for(lambda: reads(app, "目录"))
        assert ways_back(app) == 1, "one head, that of the course"
        assert not app.sees("remove-course"), "there is nothing yet to let go of"
        await app.press("continue-lesson")
        await app.wait_for(lambda: reads(app, "想一想。"))
        await app.press("start-quiz")
        await app.press("option-0")
        await app.press("submit-answer")
        await app.wait_for(lambda: app.sees("next"))
        assert app.page.route == f"/courses/writing/{key}", "it never leaves the manuscript"
        assert await client.mistakes.list() == [], "what was answered wrongly in a rehearsal is no mistake"
        assert len(await client.courses.packs()) == len(
            [p for p in await client.courses.packs() if p.origin == "starter"]
        )
        await app.press("manuscript-preview")
        await app.wait_for(lambda: app.sees("note-body"))


async def test_on_a_desktop_text_and_preview_stand_side_by_side(client: Client) -> None:
    key = await client.authoring.manuscripts.create(TEXT)
    async with open_window(client, f"/courses/writing/{key}", DESKTOP) as app:
        await app.wait_for(lambda: app.sees("note-body") and reads(app, "目录"))
        assert ways_back(app) == 1, "the course's own page has no way out beside its text"
        await app.press("continue-lesson")
        await app.wait_for(lambda: reads(app, "想一想。"))
        assert ways_back(app) == 2, "its lesson leads back to it"


async def test_without_a_space_it_says_what_can_be_done(client: Client) -> None:
    key = await client.authoring.manuscripts.create(TEXT)
    async with open_window(client, f"/courses/writing/{key}", DESKTOP) as app:
        await app.press("manuscript-publish")
        await app.wait_for(lambda: reads(app, "还没有家庭或小组空间"))


async def test_a_manuscript_that_is_not_here_says_so(client: Client) -> None:
    async with open_window(client, "/courses/writing/nowhere") as app:
        await app.wait_for(lambda: reads(app, "没有这份稿子"))
