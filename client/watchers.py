"""Watchers: who is told when something changes, each in the context in which it began to watch.

A commit is told of by the store's writer thread, and sync by its own task: neither belongs to the window that watches.
A screen can only be drawn in the context of its window, so that context is kept with the watcher.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import Generic, TypeVar

News = TypeVar("News")


def in_own_context(watcher: Callable[[News], object]) -> Callable[[News], None]:
    """`watcher`, to be called in the context of now, whoever calls it later."""
    context = copy_context()

    def told(news: News) -> None:
        context.copy().run(watcher, news)

    return told


class Watchers(Generic[News]):
    """Who watches one thing. All its methods are called on the event loop."""

    def __init__(self) -> None:
        self._told: dict[int, Callable[[News], None]] = {}
        self._next = 0

    def add(self, watcher: Callable[[News], object]) -> Callable[[], None]:
        """Call `watcher` with the news from now on; calling what is returned ends it."""
        key = self._next
        self._next += 1
        self._told[key] = in_own_context(watcher)

        def end() -> None:
            self._told.pop(key, None)

        return end

    def tell(self, news: News) -> None:
        """Call all watchers."""
        for told in list(self._told.values()):
            told(news)

    def clear(self) -> None:
        """Nobody watches any more."""
        self._told.clear()
