"""Whose cursor is where in an open note: this device's is told while the note is open, the others' are shown.

Nothing of it is kept (protocol: `sync.cursors`). Who does not move is not told of again, and is soon not shown any
more; who begins to is answered at once, so that both see each other.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, Protocol

from client.alarm import Alarm, Later
from client.notes.drafts import Draft
from client.notes.tables import NoteRow
from client.store import Store
from client.watchers import Watchers
from sync.cursors import GONE_S, Cursor, CursorTold
from sync.errors import SyncError
from sync.text import CharId

SOON_S = 0.15
"""So long after a move it is told: what was typed is on its way by then, and the next key comes along."""
APART_S = 0.5
"""So long after the last time, while somebody else's is there."""
ALONE_S = 3.0
"""So long, while nobody's is."""

_log = logging.getLogger(__name__)


class Pointing(Protocol):
    """The line: `client.api.cursors.CursorLine`."""

    async def point(self, space: str, cursor: Cursor) -> None:
        """Tell whoever listens to the space. Raises `sync.errors.SyncError`."""
        ...


class Other(NamedTuple):
    """Somebody else's cursor: right behind `char`, None for the beginning.

    `own`: of another device of one's own, whose name `name` is then; else it is the member's.
    """

    account_id: str
    device_id: str
    name: str
    own: bool
    char: CharId | None


class Cursors:
    """The cursors of this device's open notes, and the others' in them. All its methods are called on the loop."""

    def __init__(
        self,
        store: Store,
        line: Pointing,
        account: Callable[[], str],
        online: Callable[[], bool],
        later: Later | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """`account`: whose device this is, "" while nobody is signed in. `later`, `now_s`: the loop's, or a test's."""
        self._store, self._line, self._account, self._online = store, line, account, online
        self.now_s = now_s
        self.later = later or (lambda seconds, call: asyncio.get_running_loop().call_later(seconds, call))
        self._told: dict[tuple[str, str], tuple[float, CursorTold]] = {}
        self._open: set[OwnCursor] = set()
        self._watchers = Watchers[str]()
        self._to_forget = Alarm(self.later)
        self.tasks: set[asyncio.Task[None]] = set()
        """What is being told."""

    def begin(self, draft: Draft) -> OwnCursor:
        """The note is open: tell where the cursor is, until `end` is called on what is returned."""
        own = OwnCursor(self, draft)
        self._open.add(own)
        return own

    def others(self, note_id: str) -> list[Other]:
        """Whose cursors are in the note now, the one heard of last first."""
        now_s, mine = self.now_s(), self._account()
        found = sorted(
            ((at, told) for at, told in self._told.values() if told.note == note_id and now_s - at <= GONE_S),
            key=lambda one: -one[0],
        )
        return [
            Other(
                told.account_id,
                told.device_id,
                told.name,
                told.account_id == mine,
                CharId(told.replica, told.counter) if told.replica else None,
            )
            for _at, told in found
        ]

    def watch(self, watcher: Callable[[str], object]) -> Callable[[], None]:
        """Call `watcher` with a note's id when cursors in it moved; calling what is returned ends it."""
        return self._watchers.add(watcher)

    def heard(self, told: CursorTold) -> None:
        """The server says where somebody's cursor is. Of notes that are not open here nothing is remembered."""
        open_here = [own for own in self._open if own.note_id == told.note]
        if not open_here:
            return
        key = told.note, told.device_id
        if told.gone:
            if self._told.pop(key, None):
                self._watchers.tell(told.note)
            return
        is_new = key not in self._told
        self._told[key] = self.now_s(), told
        if not self._to_forget.is_set:
            self._to_forget.set(GONE_S, self._forget)
        if is_new:
            for own in open_here:
                own.answer()
        self._watchers.tell(told.note)

    async def tell(self, note_id: str, cursor: Cursor) -> None:
        """Tell the others; without a line, or without others who could hear it, nothing happens."""
        if not self._online() or not self._account():
            return
        space = await self._store.read(lambda session: row.space_id if (row := session.get(NoteRow, note_id)) else "")
        if space:
            try:
                await self._line.point(space, cursor)
            except SyncError as error:
                _log.debug("a cursor was not told: %s", type(error).__name__)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this in a task of its own."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def ended(self, own: OwnCursor) -> None:
        """An editor is closed; what was known of others in its note goes with the last one."""
        self._open.discard(own)
        if all(other.note_id != own.note_id for other in self._open):
            self._told = {key: one for key, one in self._told.items() if key[0] != own.note_id}

    async def close(self) -> None:
        """Nothing is told any more."""
        self._to_forget.cancel()
        for own in list(self._open):
            own.end(told=False)
        for task in list(self.tasks):
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks)

    def _forget(self) -> None:
        now_s = self.now_s()
        gone = {key for key, (at, _told) in self._told.items() if now_s - at >= GONE_S}
        notes = {note for note, _device in gone}
        self._told = {key: one for key, one in self._told.items() if key not in gone}
        if self._told:
            first = min(at for at, _told in self._told.values())
            self._to_forget.set(max(0.05, first + GONE_S - now_s), self._forget)
        for note in notes:
            self._watchers.tell(note)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            _log.error("a cursor could not be told", exc_info=fault)


class OwnCursor:
    """The cursor of one open editor, on its way to the others."""

    def __init__(self, cursors: Cursors, draft: Draft) -> None:
        self.note_id = draft.id
        self._cursors, self._draft = cursors, draft
        self._to_tell = Alarm(cursors.later)
        self._told: Cursor | None = None
        self._told_s = float("-inf")
        self._unwatch = draft.watch_cursor(lambda _place: self._moved())

    def answer(self) -> None:
        """Somebody has come who does not know this one yet; of a cursor that was never placed there is no news."""
        if self._told is not None:
            self._told = self._told.model_copy(update={"gone": True})  # so that it is told though it is the same
            self._to_tell.set(SOON_S, self._tell)

    def end(self, *, told: bool = True) -> None:
        """The note is closed. `told`: the others hear of it."""
        self._unwatch()
        self._to_tell.cancel()
        self._cursors.ended(self)
        if told and self._told is not None:
            self._cursors.start(self._cursors.tell(self.note_id, Cursor(note=self.note_id, gone=True)))

    def _moved(self) -> None:
        if not self._to_tell.is_set:
            apart_s = APART_S if self._cursors.others(self.note_id) else ALONE_S
            soon_s = self._told_s + apart_s - self._cursors.now_s()
            self._to_tell.set(max(SOON_S, soon_s), self._tell)

    def _tell(self) -> None:
        char = self._draft.place
        cursor = Cursor(note=self.note_id, replica=char.replica if char else "", counter=char.counter if char else 0)
        if cursor != self._told:
            self._told, self._told_s = cursor, self._cursors.now_s()
            self._cursors.start(self._cursors.tell(self.note_id, cursor))
