"""An editor's text on its way into the store: in order, never lost, and open to other devices' edits.

Where nobody else can see it, it is saved when typing rests; where another device can, at nearly every key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

from client.alarm import Later
from client.notes.kept import Keeper, Kept
from client.notes.notes import Note
from client.notes.resting import Resting
from client.notes.saving import Saving
from client.notes.sheet import Sheet
from client.notes.typing import Typing
from client.notes.writing.change import Change
from client.notes.writing.composing import may_be_composing
from client.notes.writing.parts import LONG_CHARS
from client.watchers import Watchers
from sync.text import Text, splice

News = Literal["typed", "saving", "saved", "failed", "adopted", "deleted"]


class Draft(Sheet):
    """The text of one open editor. All its methods are called on the event loop.

    `title` and `body` are what the person sees. `watch` tells what happens: after "adopted" the field is given `title`,
    `given` and `selection`, for they are not what was typed in it, and says `drawn(frame)` when it shows them.
    """

    def __init__(
        self,
        notes: Keeper,
        note: Note,
        *,
        later: Later | None = None,
        now_s: Callable[[], float] | None = None,
        live: Callable[[], bool] | None = None,
    ) -> None:
        """`note`: what to begin with, from `Notes.open` or `Notes.blank`. `later`, `now_s`: the loop's, or a test's.

        `live`: whether somebody else could see now what is typed here; None: nobody ever can.
        """
        loop = asyncio.get_running_loop()
        super().__init__(Typing(note.text or Text(), notes.replica()), Kept(notes, note))
        self.news: News = "deleted" if note.deleted else "saved"
        self._notes = notes
        self._now_s = now_s or loop.time
        self._live = live or (lambda: False)
        later = later or loop.call_later
        self._saving = Saving(self._save, self._due, self._rested, later, self._now_s)
        looking = lambda: self._saving.start(self.look())  # noqa: E731 - a name for what the timers do
        self._resting = Resting(later, self._now_s, self._composing, self._is_long, looking, self._mend)
        self._watchers = Watchers[News]()
        self._followers = Watchers[None]()
        notes.drafts.add(self)

    @property
    def dirty(self) -> bool:
        """Whether something is not in the store yet. A new note without a word need not be."""
        return self._due() or self._saving.is_running

    def watch(self, watcher: Callable[[News], object]) -> Callable[[], None]:
        """Call `watcher` with what happens; calling what is returned ends it."""
        return self._watchers.add(watcher)

    def watch_cursor(self, watcher: Callable[[None], object]) -> Callable[[], None]:
        """Call `watcher` when the person may have moved the cursor; calling what is returned ends it."""
        return self._followers.add(watcher)

    def appear(self) -> None:
        """A field with `title` and `shown` is put on the screen."""
        self._typing.appear()
        self._resting.drawn()

    def drawn(self, frame: int) -> None:
        """The field shows the text of this frame."""
        again = self._typing.drawn(frame, self._now_s())
        if not self._typing.is_drawing:
            self._resting.drawn()
        if again:
            self._resting.mend_soon()
        else:
            self._resting.look_again()

    def type(self, *, title: str | None = None, body: str | None = None) -> None:
        """The person has changed the text; `body` is all of what the field then held."""
        titled = title not in (None, self.title)
        typed = body is not None and (body != self.shown or not self._typing.in_step)
        if not titled and not typed:
            return
        was_due, again = self._due(), False
        if title is not None and titled:
            self._kept.retitle(title)
        self._resting.typed()
        if body is not None and typed:
            again = self._typing.type(body, self._now_s())
        self._wait(was_due=was_due)
        self._tell("typed")
        if again:
            self._resting.mend_soon()
        self._resting.look_again()

    def put(self, change: Change) -> None:
        """A command changes the body and the selection; the editor shows it."""
        was_due = self._due()
        self._resting.typed()
        self._typing.put(change, self._now_s())
        self._wait(was_due=was_due)
        self._give()
        self._tell("typed")

    def undo(self) -> bool:
        """Take the last own edit back, and nobody else's; False when there is none."""
        return self._turn(back=True)

    def redo(self) -> bool:
        """Do again what was taken back."""
        return self._turn(back=False)

    def go(self, index: int) -> None:
        """Put the cursor at this place of the body, and show the part that it is in."""
        self._typing.go(index)
        self._followers.tell(None)
        self._give()

    def select(self, base: int, extent: int) -> None:
        """The cursor is there, or so much is selected: indices of code points in the body."""
        self._typing.select(base, extent)
        self._followers.tell(None)

    def select_in_field(self, base: int, extent: int) -> None:
        """The same, by indices in what the field shows."""
        self._typing.select_in_field(base, extent)
        self._followers.tell(None)

    def take(self, *, title: str | None = None, body: str | None = None) -> None:
        """Put a text in place of what is there, as when an older one is brought back; the editor shows it."""
        if title is not None:
            self.type(title=title)
            self._kept.titles += 1
        if body is None or body == self.body:
            self._give()
            return
        change = splice(self.body, body)
        cursor = min(max(self.selection), change.start + len(change.inserted))
        self.put(Change(*change, cursor, cursor))

    def save_soon(self) -> None:
        """Save without waiting for it: when the field loses the focus, or the screen closes."""
        self._saving.soon()

    async def flush(self) -> None:
        """Save what is not in the store yet, and wait until it is."""
        await self._saving.flush()

    async def look(self) -> None:
        """The note has changed in the store, here or elsewhere: take it in, as soon as typing rests.

        Others' edits of the body go in beside what is typed here.
        """
        if self._resting.came():
            await self._take_in()
            self._mend()

    async def _take_in(self) -> None:
        note = await self._kept.read()
        if note is None or note.text is None:
            return
        if note.deleted and not self.dirty:
            self._tell("deleted")
            return
        anew = self._typing.meet(note.text)
        anew = self._kept.meet(note) or anew
        if anew:
            self._give()
        elif self.news == "deleted" and not self.dirty:
            self._tell("saved")

    async def settle(self) -> None:
        """Wait for what has begun by itself: saves, looks."""
        while self._saving.tasks:
            await asyncio.wait(self._saving.tasks)

    def close(self) -> None:
        """The editor is gone; what it held is saved."""
        self._resting.cancel()
        self._saving.cancel()
        self.save_soon()
        self._watchers.clear()
        self._followers.clear()
        if not self._saving.tasks:
            self._notes.drafts.discard(self)
        for task in self._saving.tasks:
            task.add_done_callback(lambda _task: self._due() or self._notes.drafts.discard(self))

    async def _save(self, told: bool) -> None:
        edit = self._typing.save()
        if told:
            self._tell("saving")
        try:
            await self._kept.save(edit)
        except BaseException:
            self._typing.not_saved()
            self._tell("failed")
            raise
        self._typing.saved()
        if told:
            self._tell("typed" if self._due() else "saved")

    def _rested(self) -> None:
        if not self.dirty and self.news not in ("saved", "failed", "deleted"):
            self._tell("saved")

    def _give(self) -> None:
        """Give the field what is to be shown."""
        self._typing.give()
        self._resting.given()
        self._tell("adopted")

    def _mend(self) -> None:
        if not self._typing.is_given:
            self._give()

    def _turn(self, *, back: bool) -> bool:
        was_due = self._due()
        if not self._typing.turn(self._now_s(), back=back):
            return False
        self._resting.typed()
        self._wait(was_due=was_due)
        self._give()
        self._tell("typed")
        return True

    def _wait(self, *, was_due: bool) -> None:
        self._followers.tell(None)
        at_once = not self._kept.is_titled and self._live() and not self._composing()
        self._saving.typed(was_due=was_due, at_once=at_once)

    def _is_long(self) -> bool:
        return len(self.body) > LONG_CHARS

    def _composing(self) -> bool:
        return may_be_composing(self.body, self.selection[1])

    def _due(self) -> bool:
        worth = self._kept.is_stored or self.title.strip() or self.body.strip()
        return bool(worth and (self._kept.is_titled or self._typing.waiting))

    def _tell(self, news: News) -> None:
        self.news = news
        self._watchers.tell(news)
