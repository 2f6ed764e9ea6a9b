"""The page is there before the device is, and waits for it."""

import asyncio
import errno
import gc
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from client.bootstrap import Client, open_client
from client.store.mending import DamagedError
from client.store.migrations import NewerDatabaseError
from tests.fakes.app import MemoryApp
from tests.fakes.opened import NOWHERE
from tests.fakes.running import ROOT, free_port
from views import warming
from views.hosting import serve
from views.opening import Opening

LATE = (
    "apscheduler",
    "client.bootstrap",
    "client.courses",
    "client.mistakes",
    "client.store",
    "fsrs",
    "httpx",
    "sqlalchemy",
    "sqlmodel",
    "sync",
    "views.app",
    "views.shell",
    "views.today",
    "views.widgets",
)
"""What the page is not kept waiting for: together most of what a start imports."""


Door = Callable[[], Awaitable[Client]]


@pytest.fixture(autouse=True)
def nothing_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(warming, "REST_S", 3600.0)
    yield
    gc.unfreeze()  # the other tests look for what they have left behind


def in_time(
    folder: Path, may_open: asyncio.Event, asked: asyncio.Event | None = None
) -> Callable[[], Awaitable[Client]]:
    """A device that opens when it may; `asked` is set when somebody wants it."""

    async def open_device() -> Client:
        if asked is not None:
            asked.set()
        await may_open.wait()
        return await open_client(folder, server_url=NOWHERE)

    return open_device


async def test_what_the_page_does_not_need_is_not_imported_before_it_is_served() -> None:
    names = "import sys, main, views.hosting, views.opening, flet_web.fastapi; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", names, cwd=ROOT, stdout=subprocess.PIPE)
    said, _ = await process.communicate()
    imported = said.decode().split()
    assert "views.opening" in imported
    assert [name for name in LATE if name in imported] == []


async def test_the_page_is_served_while_the_device_is_still_closed(tmp_path: Path) -> None:
    may_open, stop, served = asyncio.Event(), asyncio.Event(), asyncio.get_running_loop().create_future()
    opening = Opening(in_time(tmp_path, may_open))

    def on_open(address: str, _is_wanted: bool) -> None:
        opening.begin()
        served.set_result(address)

    def get(address: str) -> bytes:
        with urlopen(address, timeout=30) as answer:
            return answer.read()

    task = asyncio.create_task(
        serve(opening.show, ROOT / "assets", free_port(), stop=stop, on_open=on_open, folder_of=opening.folder_of)
    )
    assert b"flutter_bootstrap.js" in await asyncio.to_thread(get, await served)
    with pytest.raises(KeyError):
        opening.folder_of("a-course")
    may_open.set()
    stop.set()
    await task
    assert await opening.close()


async def test_a_window_that_is_there_first_waits_for_the_device(tmp_path: Path) -> None:
    may_open, asked = asyncio.Event(), asyncio.Event()
    opening = Opening(in_time(tmp_path, may_open, asked))
    async with MemoryApp() as app:
        starting = asyncio.create_task(app.start(opening.show))
        await asked.wait()
        assert not starting.done()
        may_open.set()
        await starting
        await app.wait_for(lambda: "欢迎来到学伴" in app.texts())
    async with MemoryApp() as second:
        await second.start(opening.show)
        await second.wait_for(lambda: "欢迎来到学伴" in second.texts())
    assert await opening.close()


async def test_who_closes_a_window_before_the_device_is_open_leaves_it_to_the_next(tmp_path: Path) -> None:
    may_open, asked = asyncio.Event(), asyncio.Event()
    opening = Opening(in_time(tmp_path, may_open, asked))
    async with MemoryApp() as app:
        starting = asyncio.create_task(app.start(opening.show))
        await asked.wait()
        starting.cancel()
        await asyncio.wait({starting})
        may_open.set()
    async with MemoryApp() as next_one:
        await next_one.start(opening.show)
        await next_one.wait_for(lambda: "欢迎来到学伴" in next_one.texts())
    assert await opening.close()


async def test_nobody_looks_for_garbage_while_the_device_opens_nor_ever_in_what_it_has_imported(tmp_path: Path) -> None:
    collected: list[bool] = []

    async def open_device() -> Client:
        collected.append(gc.isenabled())
        return await open_client(tmp_path, server_url=NOWHERE)

    interval = sys.getswitchinterval()
    opening = Opening(open_device)
    opening.begin()
    async with MemoryApp() as app:
        await app.start(opening.show)
    assert (collected, gc.isenabled()) == ([False], True)
    assert gc.get_freeze_count() > 100_000
    assert sys.getswitchinterval() == interval
    await opening.close()


async def test_data_of_a_newer_version_is_said_on_the_screen_and_to_who_started_it() -> None:
    async def open_device() -> Client:
        raise NewerDatabaseError(9, 8)

    told: list[str] = []
    opening = Opening(open_device, on_refusal=told.append)
    async with MemoryApp() as app:
        await app.start(opening.show)
        [sentence] = told
        assert "请先更新学伴" in sentence
        assert any(sentence in text for text in app.texts())
    assert not await opening.close()


async def test_what_nobody_foresaw_ends_the_app_and_is_not_swallowed() -> None:
    async def open_device() -> Client:
        raise OSError("the disk is gone")

    ended = asyncio.Event()
    opening = Opening(open_device, on_fault=ended.set)
    opening.begin()
    await ended.wait()
    with pytest.raises(OSError, match="the disk is gone"):
        await opening.close()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "空间满了"),
        (PermissionError(errno.EACCES, "Permission denied"), "不能写"),
        (OSError(errno.EIO, "Input/output error"), "读写磁盘出了错"),
        (DamagedError(), "另一个学伴窗口"),
    ],
)
async def test_why_the_data_stays_closed_is_said(fault: Exception, sentence: str) -> None:
    async def refuse() -> Client:
        raise fault

    said: list[str] = []
    opening = Opening(refuse, on_refusal=said.append)
    async with MemoryApp() as app:
        await app.start(opening.show)
        await app.wait_for(lambda: "这次打不开" in app.texts())
        assert any(sentence in text for text in app.texts())
    assert [sentence in one for one in said] == [True]
    assert not await opening.close()
