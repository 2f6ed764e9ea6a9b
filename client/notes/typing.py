"""The body of an open editor: what is typed becomes edits at once, and other people's edits go in between."""

from __future__ import annotations

from typing import NamedTuple

from client.notes.writing.change import Change
from client.notes.writing.parts import LONG_CHARS, PART_CHARS, part_at
from client.notes.writing.undo import Undo
from sync.text import Splice, Text, TextOp, clean, decode, encode, fold, splice

MOST_VERSIONS = 3
"""So many earlier versions may still be before somebody's eyes."""
EARLIER_S = 2.0
"""So long after a change that was not typed an earlier version may still be before somebody's eyes. Without this bound,
who replaces all that there is by something else would keep what came last from elsewhere."""


class Version(NamedTuple):
    """A text as it was shown: the whole of it, and from where to where the editor held it."""

    text: Text
    body: str
    part: tuple[int, int]

    def shown(self) -> str:
        """What stood in the editor."""
        return self.body[self.part[0] : self.part[1]]

    def with_part(self, shown: str) -> str:
        """The whole of it with the part as it is now."""
        return self.body[: self.part[0]] + shown + self.body[self.part[1] :]


class Typing:
    """A body as the person sees it, over the text as the store has it.

    A screen takes a moment to show what was not typed in it, and a key that is pressed meanwhile belongs to the text
    before. So the last versions stay until a key shows that the new one is there: the version that the typed text is
    nearest to is the one that it was typed in.

    The editor holds `part` of a long body (`client.notes.writing.parts`), and all of a short one.
    """

    def __init__(self, text: Text, replica: str) -> None:
        """`text`: what to begin with. `replica`: a name of this editor's own (see `Text`)."""
        text.write_as(replica)
        self.body = str(text)
        self.selection: tuple[int, int] = (0, 0)
        """Where the cursor is, or from where to where is selected: indices of code points."""
        self.part = part_at(self.body, 0)
        """From where to where the editor holds the body: indices of code points."""
        self.change = Splice(0, 0, "")
        """What was typed last."""
        self._text = text
        self._undo = Undo()
        self._earlier: list[Version] = []
        self._moved_s = 0.0
        self._waiting: TextOp = ()
        self._saving: TextOp = ()

    @property
    def waiting(self) -> TextOp:
        """The edit that is not in the store and not on its way there."""
        return self._waiting

    @property
    def shown(self) -> str:
        """What stands in the editor: the body, or its part."""
        return self.body[self.part[0] : self.part[1]]

    @property
    def can_undo(self) -> bool:
        """Whether there is an own edit to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return self._undo.can_redo

    def type(self, shown: str, now_s: float) -> bool:
        """The person has made this of the part before the eyes. True when that has to be shown anew."""
        shown = clean(shown)
        if now_s - self._moved_s > EARLIER_S:
            self._earlier.clear()
        version, change = self._typed_in(shown)
        for each in (*(earlier.text for earlier in self._earlier), self._text):
            each.write_as(self._text.replica, self._text.counter)
        text = version.text
        gone = version.body[change.start : change.start + change.removed]
        op = text.splice(*change)
        end = text.anchor(change.start + len(change.inserted))
        self._undo.note(op, gone, text.anchor(change.start), now_s)
        self.change = change
        late = text is not self._text
        if late:
            ends = self._text.anchor(self.part[0]), self._text.anchor(self.part[1], before=True)
            at = next(i for i, earlier in enumerate(self._earlier) if earlier.text is text)
            self._earlier[at] = Version(text, str(text), _grown(version.part, change))
            self._earlier[at + 1 :] = [_with(op, later) for later in self._earlier[at + 1 :]]
            self._text.apply(op)
            self.part = self._text.index(ends[0]), self._text.index(ends[1])
        else:
            self._earlier.clear()
            self.part = _grown(self.part, change)
        self._waiting = fold(self._waiting, op)
        self.body = str(self._text) if late else version.with_part(shown)
        cursor = self._text.index(end)
        self.selection = cursor, cursor
        return late

    def put(self, change: Change, now_s: float) -> None:
        """A command changes the body; it is a step of its own, and shown anew."""
        self._move_on(now_s)
        self._undo.shut()
        gone = self.body[change.start : change.start + change.removed]
        op = self._text.splice(change.start, change.removed, clean(change.inserted))
        if op:
            self._undo.note(op, gone, self._text.anchor(change.start), now_s)
            self._undo.shut()
        self._waiting = fold(self._waiting, op)
        self.body = str(self._text)
        self.part = _grown(self.part, Splice(*change[:3]))
        self.select(change.base, change.extent)
        self._keep_in_part()

    def turn(self, now_s: float, *, back: bool) -> bool:
        """Take the last own edit back, or do it again; False when there is none."""
        if not (self._undo.can_undo if back else self._undo.can_redo):
            return False
        self._move_on(now_s)
        ends = self._text.anchor(self.part[0]), self._text.anchor(self.part[1], before=True)
        turned = self._undo.undo(self._text) if back else self._undo.redo(self._text)
        if turned is None:
            return False
        op, cursor = turned
        self._waiting = fold(self._waiting, op)
        self.body = str(self._text)
        self.part = self._text.index(ends[0]), self._text.index(ends[1])
        self.select(cursor, cursor)
        self._keep_in_part()
        return True

    def go(self, index: int, now_s: float) -> None:
        """The editor shows the part that `index` is in, the cursor there."""
        self._move_on(now_s)
        self.select(index, index)
        self.part = part_at(self.body, self.selection[0])

    def select(self, base: int, extent: int) -> None:
        """The person has moved the cursor, or selected something."""
        length = len(self.body)
        self.selection = min(max(base, 0), length), min(max(extent, 0), length)

    def save(self) -> TextOp:
        """The edit to save now; `saved` or `not_saved` follows."""
        self._saving, self._waiting = self._waiting, ()
        return self._saving

    def saved(self) -> None:
        """What was to be saved is in the store."""
        self._saving = ()

    def not_saved(self) -> None:
        """It is not; it waits again."""
        self._saving, self._waiting = (), fold(self._saving, self._waiting)

    def meet(self, text: Text, now_s: float) -> bool:
        """The store has this text now, perhaps with others' edits in it. True when the body is another for it.

        What is typed here and not there yet is laid on it; what is on its way may be there already, which does no
        harm. The selection stays at its characters.
        """
        text.apply(fold(self._saving, self._waiting))
        text.write_as(self._text.replica, self._text.counter)
        body = str(text)
        if body == self.body:
            return False
        begin, end = min(self.selection), max(self.selection)
        base, extent = (self._text.anchor(index, before=begin == index < end) for index in self.selection)
        ends = self._text.anchor(self.part[0]), self._text.anchor(self.part[1], before=True)
        self._earlier = [*self._earlier, Version(self._text, self.body, self.part)][-MOST_VERSIONS:]
        self._text, self.body, self._moved_s = text, body, now_s
        self.selection = text.index(base), text.index(extent)
        self.part = text.index(ends[0]), text.index(ends[1])
        self._keep_in_part()
        return True

    def _move_on(self, now_s: float) -> None:
        """What is shown now becomes an earlier version: a key may still be on its way that was typed in it."""
        before = decode(encode(self._text), self._text.replica)
        self._earlier = [*self._earlier, Version(before, self.body, self.part)][-MOST_VERSIONS:]
        self._moved_s = now_s

    def _keep_in_part(self) -> None:
        """A short body is one part; the cursor is in the part, and that is not too long."""
        begin, end = self.part
        here = self.selection[1]
        if len(self.body) <= LONG_CHARS:
            self.part = 0, len(self.body)
        elif not begin <= here <= end or end - begin > 2 * PART_CHARS or begin == end:
            self.part = part_at(self.body, here)

    def _typed_in(self, shown: str) -> tuple[Version, Splice]:
        """The version that the part was typed in, and what was typed, at its place in the whole."""
        now = Version(self._text, self.body, self.part)
        found, change = now, splice(now.shown(), shown)
        for version in reversed(self._earlier):
            other = splice(version.shown(), shown)
            if other.size < change.size:
                found, change = version, other
        return found, change._replace(start=change.start + found.part[0])


def _with(op: TextOp, version: Version) -> Version:
    """The version with an edit in it that was typed in an earlier one."""
    text = version.text
    ends = text.anchor(version.part[0]), text.anchor(version.part[1], before=True)
    text.apply(op)
    return Version(text, str(text), (text.index(ends[0]), text.index(ends[1])))


def _grown(part: tuple[int, int], change: Splice) -> tuple[int, int]:
    """The part after a change in it, or before it, or behind it."""
    begin, end = part
    grown = len(change.inserted) - change.removed
    if change.start + change.removed <= begin and change.start < begin:
        return begin + grown, end + grown
    if change.start > end:
        return part
    return min(begin, change.start), max(end + grown, change.start + len(change.inserted))
