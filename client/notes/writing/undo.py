"""One's own edits taken back, and nobody else's: a step knows the ids of its characters, not their places.

What another device typed meanwhile, between them or around them, stays; what it deleted of them does not come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sync.text import Anchor, CharId, Delete, Insert, Text, TextOp

TOGETHER_S = 1.0
"""Keys that follow each other so soon are one step …"""
TOGETHER_CHARS = 24
"""… up to so many."""
STEPS = 200


class Step(NamedTuple):
    """One edit: the characters that came; those that went, and their ids; and where, as the character before it."""

    came: tuple[Delete, ...]
    gone: str
    gone_ids: tuple[Delete, ...]
    place: Anchor
    when_s: float = 0.0


class Undo:
    """The steps that can be taken back, and those that can be done again.

    A character that comes back has a new id, for an id that was deleted once is deleted for good; steps before that
    one speak of the old id, so what became of it is kept.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._now: dict[CharId, CharId] = {}
        self._shut = True

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._undone)

    def shut(self) -> None:
        """What comes next is a step of its own."""
        self._shut = True

    def note(self, op: TextOp, gone: str, place: Anchor, now_s: float) -> None:
        """An edit was made here: `gone` went at `place`, the character before it."""
        self._undone.clear()
        came = tuple(Delete(part.replica, part.counter, len(part.text)) for part in op if isinstance(part, Insert))
        step = Step(came, gone, tuple(part for part in op if isinstance(part, Delete)), place, now_s)
        last = self._done[-1] if self._done and not self._shut else None
        joined = _joined(last, step) if last and now_s - last.when_s <= TOGETHER_S else None
        if joined:
            self._done[-1] = joined
        else:
            self._done.append(step)
            del self._done[:-STEPS]
        self._shut = any("\n" in part.text for part in op if isinstance(part, Insert))

    def undo(self, text: Text) -> tuple[TextOp, int] | None:
        """Take the last step back in `text`; the edit that did it, and where the cursor belongs."""
        return self._turn(text, self._done, self._undone)

    def redo(self, text: Text) -> tuple[TextOp, int] | None:
        """Do again what was taken back last."""
        return self._turn(text, self._undone, self._done)

    def _turn(self, text: Text, steps: list[Step], into: list[Step]) -> tuple[TextOp, int] | None:
        self._shut = True
        while steps:
            op, back, cursor = self._reverse(text, steps.pop())
            if op:
                into.append(back)
                return op, cursor
        return None

    def _reverse(self, text: Text, step: Step) -> tuple[TextOp, Step, int]:
        """The edit that takes a step back, what takes that back again, and where the cursor belongs."""
        place = self._place(step.place)
        shown = self._visible(text, step.came)
        words = str(text) if shown else ""
        taken = "".join(words[index] for index, _char in shown)
        if shown:
            place = text.anchor(shown[0][0])
        gone = _ranges([char for _index, char in shown])
        text.apply(gone)
        at = text.index(place)
        back = text.insert(at, step.gone)
        came = tuple(Delete(part.replica, part.counter, len(part.text)) for part in back if isinstance(part, Insert))
        self._now.update(zip(_chars(step.gone_ids), _chars(came), strict=False))
        return (*gone, *back), Step(came, taken, gone, place), at + len(step.gone)

    def _visible(self, text: Text, came: tuple[Delete, ...]) -> list[tuple[int, CharId]]:
        """The characters that came and are still there, with their indices, in the order of the text."""
        chars = [self._known_as(char) for char in _chars(came)]
        if chars and text.shows(chars[0]) and text.shows(chars[-1]):
            first, last = (text.index(Anchor(char)) - 1 for char in (chars[0], chars[-1]))
            in_a_row = chars[-1].counter - chars[0].counter == len(chars) - 1 and len({c.replica for c in chars}) == 1
            if in_a_row and last - first == len(chars) - 1:
                return list(enumerate(chars, first))
        return sorted((text.index(Anchor(char)) - 1, char) for char in chars if text.shows(char))

    def _place(self, place: Anchor) -> Anchor:
        return Anchor(self._known_as(place.char)) if place.char else place

    def _known_as(self, char: CharId) -> CharId:
        while char in self._now:
            char = self._now[char]
        return char


def _joined(last: Step, step: Step) -> Step | None:
    """Both as one: typed on right behind, or deleted on right before."""
    if len(last.came) == len(step.came) == 1 and not last.gone and not step.gone:
        first, then = last.came[0], step.came[0]
        end = CharId(first.replica, first.counter + first.size - 1)
        if (then.replica, then.counter - 1) == end and step.place.char == end and first.size < TOGETHER_CHARS:
            return last._replace(came=(first._replace(size=first.size + then.size),), when_s=step.when_s)
    if not last.came and not step.came and len(step.gone) == 1 and len(last.gone) < TOGETHER_CHARS:
        before = next(_chars(last.gone_ids), None)
        if before and last.place.char in tuple(_chars(step.gone_ids)):
            return Step((), step.gone + last.gone, step.gone_ids + last.gone_ids, step.place, step.when_s)
    return None


def _chars(ranges: tuple[Delete, ...]) -> Iterator[CharId]:
    for part in ranges:
        for counter in range(part.counter, part.counter + part.size):
            yield CharId(part.replica, counter)


def _ranges(chars: list[CharId]) -> tuple[Delete, ...]:
    ranges: list[Delete] = []
    for replica, counter in chars:
        if ranges and (ranges[-1].replica, ranges[-1].counter + ranges[-1].size) == (replica, counter):
            ranges[-1] = ranges[-1]._replace(size=ranges[-1].size + 1)
        else:
            ranges.append(Delete(replica, counter, 1))
    return tuple(ranges)
