"""What an editor's field may be showing just now, and so which text a key was pressed in.

A field shows a text that it is given some time later, and keys come meanwhile. What a key did can be said only of the
text that it was pressed in. The client (Flet 1.0.5, `textfield.dart`) works so:

- a key changes the field at once, and the field reports all of what it then holds; no report is held back;
- a text that arrives is put in with the next frame, in place of whatever was typed meanwhile; the witness beside the
  field (`views/notes/restoring.py`) reports that frame, before any key that follows it;
- but a key pressed between the arrival and that frame makes the field keep what it has, and the frame is reported all
  the same.

So until a frame is reported the field shows what it showed; then it shows the frame's text, unless keys were reported
since that was given: then it shows the one or the other. Which, the next key tells, for it changes little of one of
them. Keyboards of phones hold a text of their own, so that the text before stays possible for a while in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sync.text import Anchor, CharId, Delete, Splice, splice

EARLIER_S = 2.0
"""So long after a frame the text before it may still be before somebody's eyes. Without this bound, who replaces all
that there is by something else would keep what came last from elsewhere."""
MOST_COMING = 16
"""A client that draws nothing, as in a window that is not in front, is given the last of these in one frame."""


class Shown(NamedTuple):
    """A text in a field, with the ids of its characters."""

    text: str
    before: Anchor
    """The place right before its first character."""
    ids: tuple[Delete, ...]
    """The characters' ids in their order, as ranges."""

    def place(self, index: int) -> Anchor:
        """The place at `index`: the character before it."""
        for part in self.ids:
            if 0 < index <= part.size:
                return Anchor(CharId(part.replica, part.counter + index - 1))
            index -= part.size
            if index <= 0:
                break
        return self.before

    def range(self, start: int, count: int) -> tuple[Delete, ...]:
        """The ids of `count` characters from `start` on."""
        found: list[Delete] = []
        for part in self.ids:
            begin, end = max(start, 0), min(start + count, part.size)
            if begin < end:
                found.append(Delete(part.replica, part.counter + begin, end - begin))
            start -= part.size
            if start + count <= 0:
                break
        return tuple(found)

    def edited(self, change: Splice, came: Iterable[Delete]) -> Shown:
        """With a change in it, whose new characters have these ids."""
        start, end = change.start, change.start + change.removed
        text = self.text[:start] + change.inserted + self.text[end:]
        rest = self.range(end, len(self.text) - end)
        return Shown(text, self.before, (*self.range(0, start), *came, *rest))


@dataclass(slots=True)
class _Frame:
    number: int
    shown: Shown
    turn: int
    late: bool = False
    """Keys were reported since it was given."""


class Showing:
    """What one field may show. `turn` is any number that is another whenever the text behind the field is another."""

    def __init__(self) -> None:
        self.number = 0
        """Of the frame that was given last."""
        self.text = ""
        """Of that frame."""
        self._now: list[Shown] = []
        self._step = 0
        self._coming: list[_Frame] = []
        self._before: list[Shown] = []
        self._drawn_s = 0.0

    @property
    def waits(self) -> bool:
        """Whether a frame was given and has not been reported."""
        return bool(self._coming)

    @property
    def given(self) -> int | None:
        """The turn of the frame that is still to come, the last one; None: none is."""
        return self._coming[-1].turn if self._coming else None

    @property
    def now(self) -> Shown | None:
        """What it shows, as far as is known; None: what is behind it."""
        return self._now[-1] if self._now else None

    def in_step(self, turn: int) -> bool:
        """Whether it shows just what is behind it."""
        return not self._now and not self._coming and turn == self._step

    def begin(self, turn: int) -> None:
        """A new field is put on the screen with what is behind it."""
        self._now, self._coming, self._before, self._step = [], [], [], turn

    def hold(self, shown: Shown) -> None:
        """What was behind it, and is in it, is about to change."""
        self._now = [shown]

    def give(self, shown: Shown, turn: int) -> int:
        """It is given this text; the frame's number is returned."""
        self.number, self.text = self.number + 1, shown.text
        self._coming = [*self._coming, _Frame(self.number, shown, turn)][-MOST_COMING:]
        return self.number

    def drawn(self, number: int, turn: int, now_s: float) -> bool:
        """A frame is reported. True when it does not surely show what is behind it, and no frame is to come."""
        frame = next((frame for frame in self._coming if frame.number == number), None)
        if frame is None:
            return False
        self._coming = [frame for frame in self._coming if frame.number > number]
        self._before = self._before if frame.late else [*self._now]
        self._drawn_s = now_s
        if not frame.late and not self._coming and frame.turn == turn:
            self._now, self._step = [], turn
            return False
        self._now = [*self._now, frame.shown] if frame.late else [frame.shown]
        return not self._coming

    def typed_in(self, value: str, behind: str | None, now_s: float) -> Shown | None:
        """The text in which a key made it `value`; None: what is behind it, which is `behind` when they are in step."""
        if now_s - self._drawn_s > EARLIER_S:
            self._before = []
        found: list[tuple[bool, int, Shown | None]] = [
            (*_change(shown.text, value), shown) for shown in (*self._now, *self._before)
        ]
        if behind is not None:
            found.insert(0, (*_change(behind, value), None))
        # A report says that something changed, so what is equal is not what the key was pressed in. Of two that are as
        # near, it is the own one: who takes a sign back takes that which was typed last, not what has just come.
        base = min(found, key=lambda one: one[:2])[2]
        self._before = []
        for frame in self._coming:
            frame.late = True
        return base

    def became(self, shown: Shown) -> None:
        """A key made this of it."""
        self._now = [shown]


def _change(old: str, new: str) -> tuple[bool, int]:
    """How far the texts are apart: first whether they are not at all, then how much changed."""
    size = splice(old, new).size
    return size == 0, size
