"""Reading for a screen: run a read of the client, and again whenever the records that it is made of change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.faults import sentence_of
from client.texts import _
from views.context import App, use_app
from views.pace import Pace

log = logging.getLogger("xueban.views")


@dataclass(frozen=True)
class Answer:
    """What is known now: `value` is None while the first read runs; `error` is a sentence for the person."""

    value: Any = None
    error: str | None = None
    loading: bool = True


@dataclass(frozen=True)
class Query:
    """A read that stays fresh. `reload` reads again, as an event handler too."""

    value: Any
    error: str | None
    loading: bool
    reload: Callable[[], None]


class _Reader:
    """Runs the read of one `use_query`: one at a time, once more if something changed meanwhile."""

    def __init__(self) -> None:
        self.app: App | None = None
        self.types: frozenset[str] = frozenset()
        self.read: Callable[[], Awaitable[Any]] = _nothing
        self.show: Callable[[Answer], None] = lambda answer: None
        self.last = Answer()
        self._stop_watching: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None
        self._stale = False
        self._pace: Pace | None = None

    def start(self) -> None:
        if self.app is None:
            return
        if self.types:
            loop = asyncio.get_running_loop()
            pace = self._pace = Pace(loop.call_later, loop.time, self.again)
            self._stop_watching = self.app.client.store.watch(lambda _changes: pace.changed(), set(self.types))
        self.app.closers.append(self.stop)
        self.again()

    def stop(self) -> None:
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None
        if self._pace is not None:
            self._pace.cancel()
            self._pace = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.app is not None and self.stop in self.app.closers:
            self.app.closers.remove(self.stop)

    def again(self) -> None:
        if self._task is not None and not self._task.done():
            self._stale = True  # read once more when the running read is back, not side by side
            return
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while True:
            self._stale = False
            try:
                answer = Answer(await self.read(), None, loading=False)
            except Exception as fault:
                log.exception("reading for a screen failed")
                why = sentence_of(fault) or _("读取失败，请再试一次。")
                answer = Answer(self.last.value, why, loading=False)
            if not self._stale:
                break
        self.last = answer
        self.show(answer)


async def _nothing() -> None:
    """What a reader reads before it is told what to read."""


def _remembered(app: App, name: str, deps: Sequence[Any], known: Any) -> Answer:
    asked, answer = app.session.seen.get(name, (None, None))
    if answer is not None and asked == list(deps):
        return answer
    return Answer() if known is None else Answer(known, loading=False)


def use_query(
    read: Callable[[], Awaitable[Any]],
    types: Iterable[str] = (),
    deps: Sequence[Any] = (),
    *,
    keep: bool = True,
    remember: str = "",
    known: Any = None,
) -> Query:
    """Run the async `read` and keep its answer fresh; a hook.

    Args:
        read: takes nothing, returns the value; called on the event loop, so it must not block.
        types: names of record types (and "setting"); a change of any of them, local or pulled, reads again.
        deps: a change of any of these reads again.
        keep: show the old value while a read for new `deps` runs, rather than None.
        remember: under this name the session keeps the value, and who opens the screen again sees it at once, while
            it is read anew. For screens that one comes back to all day.
        known: what is shown until the first read is back, where somebody knows it already.

    """
    app = use_app()
    answer, show = ft.use_state(lambda: _remembered(app, remember, deps, known))
    reader: Any = ft.use_ref(_Reader).current
    reader.app, reader.read, reader.types, reader.show = app, read, frozenset(types), show

    def keep_in_mind(latest: Answer) -> None:
        if remember and latest.error is None:
            app.session.seen[remember] = (list(deps), latest)
        if latest != answer or latest.loading:
            show(latest)

    if remember:
        reader.last, reader.show = answer, keep_in_mind

    def start() -> None:
        if not keep and reader.last.value is not None:
            reader.last = Answer()
            show(reader.last)
        reader.start()

    ft.use_effect(start, [list(deps), sorted(reader.types)], reader.stop)
    return Query(answer.value, answer.error, answer.loading, reader.again)
