"""Nothing on the event loop takes longer than a frame, or waits: one slow screen would hold up every other window."""

import asyncio
import gc
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from client.bootstrap import Client, open_client
from tests.fakes.app import PHONE
from tests.fakes.clock import AFTERNOON, FakeClock
from tests.fakes.loop_watch import LoopWatch, bar, watched_loop
from tests.fakes.opened import NOWHERE, open_window
from tests.fakes.screens import SHOWROOM, shown
from tests.gallery.life import live
from tests.gallery.paths import all_paths
from views import warming

TRIES = 5


@pytest.mark.parametrize("size", [PHONE, (1280.0, 800.0)], ids=["phone", "desktop"])
async def test_no_screen_holds_the_loop_longer_than_a_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[float, float]
) -> None:
    monkeypatch.setattr(warming, "REST_S", 0)
    lived = await live(tmp_path, AFTERNOON)
    paths = [path for path in all_paths(lived) if path != SHOWROOM]
    client = await open_client(tmp_path, server_url=NOWHERE, clock=FakeClock(AFTERNOON))
    try:
        is_shown = asyncio.Event()
        is_shown.set()
        await warming.warm_up(is_shown)
        slow: dict[str, list[tuple[float, str]]] = {path: [] for path in paths}
        for _try in range(TRIES):  # what is slow, is slow each time
            slow = await walk(client, list(slow), size)
            if not slow:
                break
        assert slow == {}
    finally:
        gc.unfreeze()  # what warming up has put out of sight; the other tests look for what they have left behind
        await client.close()


async def walk(client: Client, paths: list[str], size: tuple[float, float]) -> dict[str, list[tuple[float, str]]]:
    """Go to each screen from the first one; the callbacks that took longer than a frame, by path."""
    slow: dict[str, list[tuple[float, str]]] = {}
    async with open_window(client, "/", size) as app:
        await shown(app)
        asyncio.get_running_loop().set_debug(False)  # what it notes of every callback is not the app's work
        with watched_loop() as watch:
            for path in paths:
                watch.forget()
                app.sent.clear()  # a client that keeps all it is sent makes the collector look at ever more
                await asyncio.create_task(app.go(path))
                await shown(app)
                assert watch.waits == [], f"{path} waits on the loop"
                if watch.slow:
                    slow[path] = watch.slow[:]
    return slow


async def test_work_on_the_loop_is_seen() -> None:
    def crunch() -> None:
        end = time.thread_time() + 3 * bar()
        while time.thread_time() < end:
            pass

    assert (await seen(crunch)).slow


async def test_sleep_on_the_loop_is_seen() -> None:
    assert (await seen(lambda: time.sleep(0.001))).waits == ["time.sleep 0.001"]


async def test_a_connection_that_is_waited_for_on_the_loop_is_seen() -> None:
    def connect(timeout_s: float) -> None:
        with socket.socket() as sock, suppress(OSError):
            sock.settimeout(timeout_s)
            sock.connect(("127.0.0.1", 9))

    assert (await seen(lambda: connect(0))).waits == []
    assert len((await seen(lambda: connect(1))).waits) == 1


async def test_a_file_that_is_read_on_the_loop_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("x")
    assert (await seen(file.read_text)).waits == [f"open {file}"]


async def test_a_database_that_is_asked_on_the_loop_is_seen(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/x.db")
    with engine.connect() as connection:
        watch = await seen(lambda: connection.execute(text("SELECT 1")))
    engine.dispose()
    assert watch.waits == ["SQL SELECT 1"]


async def seen(work: object) -> LoopWatch:
    """What the watch says of `work` as a callback of the loop."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    with watched_loop() as watch:
        loop.call_soon(work)  # pyright: ignore[reportArgumentType] # any callable
        loop.call_soon(done.set)
        await done.wait()
    return watch
