"""Who watches is told in its own context, whoever tells."""

import asyncio
from contextvars import ContextVar
from pathlib import Path

from client.notes import Notes
from client.watchers import Watchers
from tests.fakes.store import open_store

window: ContextVar[str] = ContextVar("window", default="none")


def test_a_watcher_is_called_in_the_context_in_which_it_began_to_watch() -> None:
    watchers, told = Watchers[str](), list[tuple[str, str]]()
    window.set("first")
    watchers.add(lambda news: told.append((window.get(), news)))
    window.set("second")
    end = watchers.add(lambda news: told.append((window.get(), news)))
    window.set("elsewhere")
    watchers.tell("a")
    end()
    watchers.tell("b")
    assert told == [("first", "a"), ("second", "a"), ("first", "b")]


def test_a_watcher_may_tell_again() -> None:
    watchers, told = Watchers[int](), list[int]()

    def watcher(n: int) -> None:
        told.append(n)
        if n:
            watchers.tell(n - 1)

    watchers.add(watcher)
    watchers.tell(2)
    assert told == [2, 1, 0]


async def test_a_commit_is_told_of_in_the_watchers_context(tmp_path: Path) -> None:
    async with open_store(tmp_path) as store:
        window.set("mine")
        told = asyncio.get_running_loop().create_future()
        store.watch(lambda _changes: told.set_result(window.get()), {"note"})
        window.set("elsewhere")
        await Notes(store).save(None, title="题", body="")
        assert await told == "mine"
