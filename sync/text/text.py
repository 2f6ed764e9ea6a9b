"""A text that several people type in at once: every character has an id, edits speak of ids, the log's order decides.

The idea is Matthew Weidner's, "Collaborative text editing without CRDTs or OT" (2025): an edit says *insert after this
character*, and whoever applies it puts the new ones right there, so that the text is a function of the log alone. A
device lays its pending edits again over what the log brings. One rule against mixing is our own: an edit holds on to
the newest neighbour that its own replica typed, be it before or after, so that what one person types in a row stays in
a row, also when it was typed backwards.
"""

from __future__ import annotations

from typing import NamedTuple

from sync.text.ops import Bury, CharId, Delete, Insert, TextOp
from sync.text.places import Gap
from sync.text.runs import Runs
from sync.text.spans import Span
from sync.text.splices import clean, splice


class Anchor(NamedTuple):
    """A place that holds while others type: right after a character, or right before it.

    Without a character it is the text's beginning, or with `before` its end.
    """

    char: CharId | None
    before: bool = False


class Text:
    """A text at one replica. All indices count visible characters in Unicode code points.

    `replica` is a name that nobody else ever had or will have; only who edits needs one. `counter` is the number of
    the next character typed here.
    """

    def __init__(self, replica: str = "", replicas: list[str] | None = None, runs: Runs | None = None) -> None:
        """`replicas` and `runs`: what a text read from storage begins with."""
        self.replica = replica
        self.counter = 0
        self.replicas = replicas or []
        self.runs = runs or Runs()
        self._numbers = {name: number for number, name in enumerate(self.replicas)}
        self._last: Span | None  # the run that was typed last, while nothing else has happened
        self._last_end: int  # the index after it, when it was typed here
        self.write_as(replica)

    def write_as(self, replica: str, counter: int = 0) -> None:
        """Type as `replica` from now on; the next character's number is `counter`, or higher where that is known."""
        known = self._numbers.get(replica)
        self.replica = replica
        self.counter = counter if known is None else max(counter, self.runs.where[known].end())
        self._last, self._last_end = None, -1

    def __str__(self) -> str:
        return "".join([span.text for span in self.runs.spans() if span.text is not None])

    def __len__(self) -> int:
        return self.runs.visible()

    def insert(self, index: int, text: str) -> TextOp:
        """Type `text` before visible character `index`; the edit is returned, for the log."""
        if not text.isascii():
            text = clean(text)
        if not text:
            return ()
        last, counter = self._last, self.counter
        self.counter += len(text)
        if last is not None and index == self._last_end and last.start + last.size == counter:
            self.runs.extend(last, text)
            self._last_end += len(text)
            return (Insert(self.replica, counter, text, self.replica, counter - 1),)
        gap = self.runs.at(index)
        part = self._beside(gap, counter, text)
        self._last = self.runs.put(gap, Span(self._number(self.replica), counter, len(text), text))
        self._last_end = index + len(text)
        return (part,)

    def ids(self, start: int, end: int) -> tuple[Delete, ...]:
        """The ids of the visible characters from `start` up to `end`, as the edit that would delete them."""
        ranges = self.runs.ranges(start, end - start) if start < end else []
        return tuple([Delete(self.replicas[number], counter, count) for number, counter, count in ranges])

    def delete(self, start: int, end: int) -> TextOp:
        """Delete the visible characters from `start` up to `end`; the edit is returned, for the log."""
        ranges = self.runs.ranges(start, end - start) if start < end else []
        for number, counter, count in ranges:
            self.runs.delete(number, counter, count)
            self._last = None
        return tuple([Delete(self.replicas[number], counter, count) for number, counter, count in ranges])

    def splice(self, start: int, removed: int, inserted: str) -> TextOp:
        """Put `inserted` in the place of `removed` visible characters from `start` on."""
        gone = self.delete(start, start + removed) if removed else ()
        return gone + self.insert(start, inserted) if inserted else gone

    def become(self, new: str) -> TextOp:
        """The edit that makes the text `new`, by what differs."""
        return self.splice(*splice(str(self), clean(new)))

    def apply(self, op: TextOp) -> None:
        """Take in an edit from the log, or an own one that is laid again. What is here already changes nothing."""
        for part in op:
            if isinstance(part, Delete):
                if part.replica in self._numbers:
                    self.runs.delete(self._numbers[part.replica], part.counter, part.size)
                    self._last = None
            elif isinstance(part, Insert):
                self._take(part, len(part.text), part.text)
            else:
                self._take(part, part.size, None)
                # Two devices that heal a log at once: one brought the characters, the other knows that they are gone.
                self.runs.delete(self._numbers[part.replica], part.counter, part.size)
                self._last = None

    def knows(self, char: CharId) -> bool:
        """Whether this character is here, deleted or not."""
        number = self._numbers.get(char.replica)
        return number is not None and self.runs.where[number].get(char.counter) is not None

    def shows(self, char: CharId) -> bool:
        """Whether this character is here and not deleted."""
        gap = self._after(*char)
        return gap is not None and gap.block.spans[gap.number].text is not None

    def anchor(self, index: int, *, before: bool = False) -> Anchor:
        """What holds the place at `index`: the character before it, or with `before` the one after it."""
        place = index + 1 if before else index
        if not 0 < place <= len(self):
            return Anchor(None, before)
        gap = self.runs.at(place)
        span = gap.block.spans[gap.number]
        return Anchor(CharId(self.replicas[span.replica], span.start + gap.offset - 1), before)

    def index(self, anchor: Anchor) -> int:
        """Where the place is now; that at a deleted character is where it was."""
        gap = self._after(*anchor.char) if anchor.char else None
        if gap is None:
            return len(self) if anchor.before else 0
        visible = gap.block.spans[gap.number].text is not None
        return self.runs.index_of(gap) - (anchor.before and visible)

    def _take(self, part: Insert | Bury, size: int, text: str | None) -> None:
        """Put the characters of `part` that are not here yet into their place."""
        number, counter = self._number(part.replica), part.counter
        where, stop, last = self.runs.where[number], counter + size, self._last
        if part.replica == self.replica and stop > self.counter:
            self.counter = stop
        self._last_end = -1
        if last and text and _goes_on(last, number, part) and where.fresh(counter):
            self.runs.extend(last, text)
            return
        begin = where.next_unknown(counter, stop)
        while begin < stop:
            end = where.next_known(begin, stop)
            gap = self._place(part) if begin == counter else self.runs.after(number, begin - 1)
            new = None if text is None else text[begin - counter : end - counter]
            self._last = self.runs.put(gap or self.runs.end(), Span(number, begin, end - begin, new))
            begin = where.next_unknown(end, stop)

    def _place(self, part: Insert | Bury) -> Gap | None:
        """Where the part belongs; None when its neighbour never came, as one that the server refused."""
        if not part.anchor:
            return self.runs.at(0)
        gap = self._after(part.anchor, part.anchor_counter)
        if gap is not None and isinstance(part, Insert) and part.before:
            return gap._replace(offset=gap.offset - 1)
        return gap

    def _after(self, replica: str, counter: int) -> Gap | None:
        number = self._numbers.get(replica)
        return None if number is None else self.runs.after(number, counter)

    def _beside(self, gap: Gap, counter: int, text: str) -> Insert:
        """The insertion of `text` here, held by the newest own neighbour, else by the character before."""
        own = self._number(self.replica)
        left = gap.block.spans[gap.number] if gap.offset else None
        left_counter = left.start + gap.offset - 1 if left else -1
        right, right_counter = self.runs.next_char(gap)
        if right == own and right_counter > (left_counter if left and left.replica == own else -1):
            return Insert(self.replica, counter, text, self.replica, right_counter, before=True)
        if left is None:
            return Insert(self.replica, counter, text)
        return Insert(self.replica, counter, text, self.replicas[left.replica], left_counter)

    def _number(self, replica: str) -> int:
        number = self._numbers.get(replica)
        if number is None:
            number = self._numbers[replica] = len(self.replicas)
            self.replicas.append(replica)
            self.runs.add_replica()
        return number


def _goes_on(last: Span, number: int, part: Insert | Bury) -> bool:
    """Whether the part is typed right after the last run, by the same replica."""
    return (
        last.replica == number
        and last.text is not None
        and last.start + last.size == part.counter == part.anchor_counter + 1
        and part.anchor == part.replica
        and not (isinstance(part, Insert) and part.before)
    )
