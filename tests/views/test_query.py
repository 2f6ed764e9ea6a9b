"""Reading that stays fresh, on a real device."""

# ruff: noqa: N802 - components are functions named like classes

import asyncio
import logging
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device
from views.context import APP, App, Session
from views.guard import component
from views.query import Answer, use_query


@component
def Shown(client: Client, show: bool = True):
    page = ft.context.page
    return APP(App(client, page), lambda: Titles(client) if show else ft.Text("空"))


@component
def Titles(client: Client):
    async def read() -> list[str]:
        return [card.title for card in await client.notes.list()]

    query = use_query(read, {"note"})
    return ft.Text("读取中" if query.value is None else "、".join(query.value) or "没有笔记")


async def test_a_screen_follows_what_is_written(tmp_path: Path):
    async with open_device(tmp_path) as client, MemoryApp() as app:
        await app.start(lambda page: page.render(Shown, client))
        await app.wait_for(lambda: "没有笔记" in app.texts())
        await client.notes.save(None, title="判别式", body="…")
        await app.wait_for(lambda: "判别式" in app.texts())


async def test_changes_while_it_reads_are_read_once_more_and_not_side_by_side(tmp_path: Path):
    gate, running, most = asyncio.Event(), 0, 0
    seen: list[int] = []

    @component
    def Slow(client: Client):
        return APP(App(client, ft.context.page), Counted)

    @component
    def Counted():
        async def read() -> int:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await gate.wait()
            running -= 1
            seen.append(1)
            return len(seen)

        query = use_query(read, {"note"})
        return ft.Text(f"第 {query.value} 次")

    async with open_device(tmp_path) as client, MemoryApp() as app:
        await app.start(lambda page: page.render(Slow, client))
        for number in range(5):
            await client.notes.save(None, title=f"笔记 {number}", body="…")
        await app.settle()
        gate.set()
        await app.wait_for(lambda: "第 2 次" in app.texts())
        assert most == 1


async def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    @component
    def Broken(client: Client):
        return APP(App(client, ft.context.page), Failing)

    @component
    def Failing():
        async def read() -> None:
            raise OSError("disk")

        query = use_query(read)
        return ft.Text(query.error or "读取中")

    async with open_device(tmp_path) as client, MemoryApp() as app:
        with caplog.at_level(logging.CRITICAL, "xueban.views"):
            await app.start(lambda page: page.render(Broken, client))
            await app.wait_for(lambda: "读取失败，请再试一次。" in app.texts())


async def test_who_comes_back_sees_at_once_what_was_there_while_it_is_read_anew(tmp_path: Path):
    gate = asyncio.Event()
    session = Session(seen={"notes": ([1], Answer("先前的", loading=False))})

    @component
    def Back(client: Client, deps: list[int]):
        return APP(App(client, ft.context.page, session=session), lambda: Shelf(deps))

    @component
    def Shelf(deps: list[int]):
        async def read() -> str:
            await gate.wait()
            return "新读的"

        return ft.Text(use_query(read, deps=deps, remember="notes").value or "还没有")

    async with open_device(tmp_path) as client:
        async with MemoryApp() as app:
            await app.start(lambda page: page.render(Back, client, [1]))
            assert "先前的" in app.texts()
            gate.set()
            await app.wait_for(lambda: "新读的" in app.texts())
        assert session.seen["notes"] == ([1], Answer("新读的", loading=False))
        gate.clear()
        async with MemoryApp() as app:
            await app.start(lambda page: page.render(Back, client, [2]))
            assert "还没有" in app.texts(), "what is kept is the answer to another question"
            gate.set()
            await app.wait_for(lambda: "新读的" in app.texts())
