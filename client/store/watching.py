"""Watches: whoever shows records is told, on the event loop, after a commit has changed them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from client.watchers import in_own_context

Changes = frozenset[tuple[str, str]]
"""(record type, record id) of all that one commit changed."""

Watcher = Callable[[Changes], None]


class Watches:
    """The watchers of a store. `tell` may be called from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._watchers: dict[int, tuple[frozenset[str], Watcher]] = {}
        self._next = 0

    def watch(self, watcher: Watcher, record_types: Collection[str]) -> Callable[[], None]:
        """Call `watcher` with the changes of these types; calling what is returned ends it."""
        key = self._next
        self._next += 1
        self._watchers[key] = (frozenset(record_types), in_own_context(watcher))
        return lambda: self._watchers.pop(key, None) and None

    def tell(self, changes: Changes) -> None:
        """A commit has changed these."""
        if changes:
            self._loop.call_soon_threadsafe(self._tell, changes)

    def _tell(self, changes: Changes) -> None:
        for types, watcher in list(self._watchers.values()):
            mine = frozenset(change for change in changes if change[0] in types)
            if mine:
                watcher(mine)
