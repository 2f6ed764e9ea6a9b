"""What an open editor's text is in the store: its title, what of it was seen there, and whether it is there at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from client.store.texts import Wanted
from sync.text import TextOp

if TYPE_CHECKING:
    from client.notes.drafts import Draft
    from client.notes.notes import Note


class Keeper(Protocol):
    """Where a text is kept: `client.notes.notes.Notes`, or something that keeps texts as it does."""

    drafts: set[Draft]

    def replica(self) -> str:
        """A name to edit under, which nobody else has."""
        ...

    async def save(
        self,
        note_id: str,
        *,
        title: str | None,
        body: Wanted | None,
        course_id: str,
        lesson_id: str,
        seen: int | None,
    ) -> str:
        """Save what was typed."""
        ...

    async def open(self, note_id: str) -> Note | None:
        """What is there now."""
        ...


class Kept:
    """One text in its keeper. The body's edits pass through here; what they make of it is the editor's business."""

    def __init__(self, keeper: Keeper, note: Note) -> None:
        """`note`: what the editor begins with."""
        self.id, self.title = note.id, note.title
        self.titles = 0
        """How often `title` became another than was typed."""
        self.course_id, self.lesson_id, self.space_id = note.course_id, note.lesson_id, note.space_id
        self.is_stored = bool(note.updated_utc)
        self.is_titled = False
        """The title has been typed and is not in the store yet."""
        self._keeper, self._seen = keeper, note.seen
        self._saves = 0  # what was read from the store before this went up is stale

    def retitle(self, title: str) -> None:
        """The person has typed this title."""
        self.title, self.is_titled = title, True

    async def save(self, edit: TextOp) -> None:
        """Save the title, if it was typed, and this edit of the body; raises what the keeper does, and lacks it then.

        A title that is typed is saved as having seen only what it began from; so the other device's loses, in the merge
        rule's own way, to the history.
        """
        titled, self.is_titled = self.is_titled, False
        try:
            await self._keeper.save(
                self.id,
                title=self.title if titled else None,
                body=edit,
                course_id=self.course_id,
                lesson_id=self.lesson_id,
                seen=self._seen,
            )
        except BaseException:
            self.is_titled = True  # the next key, blur or flush tries again
            raise
        self.is_stored = True
        self._saves += 1

    async def read(self) -> Note | None:
        """What is in the store now; no save has ended meanwhile."""
        note, saves = None, -1
        while saves != self._saves:
            saves = self._saves
            note = await self._keeper.open(self.id)
        return note

    def meet(self, note: Note) -> bool:
        """The store has this now. True when the title is another for it."""
        self.is_stored = True
        self.course_id, self.lesson_id = note.course_id, note.lesson_id
        if self.is_titled:
            return False
        self._seen = note.seen
        if note.title == self.title.strip():
            return False
        self.title = note.title
        self.titles += 1
        return True
