"""The body of an open editor: what is typed becomes edits at once, and other people's edits go in between."""

from __future__ import annotations

from client.notes.held import Held
from client.notes.showing import Showing, Shown
from client.notes.writing.change import Change
from client.notes.writing.parts import LONG_CHARS, PART_CHARS, part_at
from client.notes.writing.undo import Undo
from sync.text import Anchor, CharId, Delete, Insert, Splice, Text, TextOp, clean, fold, splice


class Typing:
    """A body as the person sees it, over the text as the store has it.

    What the field shows may not be that, for some moments; `client.notes.showing` knows what it is.

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
        self._held = Held()
        self._showing = Showing()
        self._turn = 0
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

    @property
    def frame(self) -> int:
        """The number of the text that the field was given last."""
        return self._showing.number

    @property
    def given(self) -> str:
        """That text: what is typed between giving it and sending it is not in it."""
        return self._showing.text

    @property
    def is_drawing(self) -> bool:
        """Whether the field was given a text that it has not shown yet."""
        return self._showing.waits

    @property
    def in_step(self) -> bool:
        """Whether the field surely shows `shown`."""
        return self._showing.in_step(self._turn)

    @property
    def is_given(self) -> bool:
        """Whether the field surely shows `shown`, or will with a frame that is to come."""
        return self.in_step or self._showing.given == self._turn

    @property
    def in_field(self) -> str:
        """What the field shows, as far as is known."""
        return now.text if (now := self._showing.now) else self.shown

    def appear(self) -> None:
        """A new field is put on the screen, and shows `shown` from its first frame on."""
        self._showing.begin(self._turn)
        self._held.free()

    def give(self) -> int:
        """The field is given `shown`; the number of the frame that will show it is returned."""
        if self.in_step:
            self._showing.hold(self._shown_now())
        number = self._showing.give(self._shown_now(), self._turn)
        base, extent = (index - self.part[0] for index in self.selection)
        self._held.put(number, extent if base == extent else None)
        return number

    def drawn(self, frame: int, now_s: float) -> bool:
        """The field has drawn this frame. True when it has to be given what is shown once more."""
        self._held.drawn(frame)
        return self._showing.drawn(frame, self._turn, now_s)

    def type(self, shown: str, now_s: float) -> bool:
        """The person has made this of what the field held. True when the field has to be given the outcome."""
        shown = clean(shown)
        base = self._showing.typed_in(shown, self.shown if self.in_step else None, now_s)
        change = splice(base.text if base is not None else self.shown, shown)
        if self._held.holds:
            before = base or self._shown_now()
            if moved := self._moved(before, change, shown):
                self._type_in(before, *moved, now_s)
                return True
        if base is not None:
            self._type_in(base, change, base.place(change.start), now_s)
            return True
        change = change._replace(start=change.start + self.part[0])
        end = change.start + len(change.inserted)
        gone = self.body[change.start : change.start + change.removed]
        body = self.body[: self.part[0]] + shown + self.body[self.part[1] :]
        op = self._text.splice(*change)
        self._undo.note(op, gone, self._text.anchor(change.start), now_s)
        self._waiting = fold(self._waiting, op)
        self.change, self.body, self.part = change, body, _grown(self.part, change)
        self.selection = end, end
        return False

    def _moved(self, base: Shown, change: Splice, shown: str) -> tuple[Splice, Anchor] | None:
        """What a key wrote in `base` where the cursor was held, and where it belongs, if that is another place."""
        held = self._held.typed(base.text, shown, self._text.anchor(self.selection[1]))
        return held if held and held[1] not in (base.place(held[0].start), base.place(change.start)) else None

    def _type_in(self, base: Shown, change: Splice, place: Anchor, now_s: float) -> None:
        """A key was pressed in `base`, which is not what is here: what it did to characters is done to them.

        `place`: where what it wrote belongs.
        """
        self._leave()
        ends = self._ends()
        gone = base.range(change.start, change.removed)
        self._text.apply(gone)
        op = self._text.insert(self._text.index(place), change.inserted)
        came = tuple(Delete(part.replica, part.counter, len(part.text)) for part in op if isinstance(part, Insert))
        op = (*gone, *op)
        self._showing.became(base.edited(change, came))
        words = base.text[change.start : change.start + change.removed]
        self._undo.note(op, words, place, now_s)
        self._waiting = fold(self._waiting, op)
        self.body = str(self._text)
        self.part = self._text.index(ends[0]), self._text.index(ends[1])
        end = self._text.index(
            Anchor(CharId(came[-1].replica, came[-1].counter + came[-1].size - 1)) if came else place
        )
        self.change = change._replace(start=end - len(change.inserted))
        self.selection = end, end
        self._keep_in_part()

    def put(self, change: Change, now_s: float) -> None:
        """A command changes the body; it is a step of its own, and shown anew."""
        self._leave()
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
        self._leave()
        ends = self._ends()
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

    def go(self, index: int) -> None:
        """The editor shows the part that `index` is in, the cursor there."""
        self._leave()
        self.select(index, index)
        self.part = part_at(self.body, self.selection[0])

    def select(self, base: int, extent: int) -> None:
        """The person has moved the cursor, or selected something."""
        length = len(self.body)
        self.selection = min(max(base, 0), length), min(max(extent, 0), length)

    def select_in_field(self, base: int, extent: int) -> None:
        """The same, by indices in what the field shows."""
        self._held.told(self._text.anchor(self.selection[1]))
        now = self._showing.now
        if now is None:
            self.select(self.part[0] + base, self.part[0] + extent)
        else:
            self.select(self._text.index(now.place(base)), self._text.index(now.place(extent)))

    @property
    def place(self) -> CharId | None:
        """The character that the cursor is right behind, None at the beginning."""
        return self._text.anchor(self.selection[1]).char

    def index_of(self, char: CharId | None) -> int | None:
        """Where the cursor of somebody else is, that is right behind this character; None: it is not here yet."""
        if char is None:
            return 0
        return self._text.index(Anchor(char)) if self._text.knows(char) else None

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

    def meet(self, text: Text) -> bool:
        """The store has this text now, perhaps with others' edits in it. True when the body is another for it.

        What is typed here and not there yet is laid on it; what is on its way may be there already, which does no
        harm. The selection stays at its characters.
        """
        text.apply(fold(self._saving, self._waiting))
        text.write_as(self._text.replica, self._text.counter)
        body = str(text)
        if body == self.body:
            return False
        self._leave()
        begin, end = min(self.selection), max(self.selection)
        base, extent = (self._text.anchor(index, before=begin == index < end) for index in self.selection)
        ends = self._ends()
        self._text, self.body = text, body
        self.selection = text.index(base), text.index(extent)
        self.part = text.index(ends[0]), text.index(ends[1])
        self._keep_in_part()
        return True

    def _leave(self) -> None:
        """What is here is about to become something that the field does not show."""
        if self.in_step:
            self._showing.hold(self._shown_now())
        self._turn += 1

    def _shown_now(self) -> Shown:
        begin, end = self.part
        return Shown(self.shown, self._text.anchor(begin), self._text.ids(begin, end))

    def _ends(self) -> tuple[Anchor, Anchor]:
        return self._text.anchor(self.part[0]), self._text.anchor(self.part[1], before=True)

    def _keep_in_part(self) -> None:
        """A short body is one part; the cursor is in the part, and that is not too long."""
        begin, end = self.part
        here = self.selection[1]
        if len(self.body) <= LONG_CHARS:
            self.part = 0, len(self.body)
        elif not begin <= here <= end or end - begin > 2 * PART_CHARS or begin == end:
            self.part = part_at(self.body, here)


def _grown(part: tuple[int, int], change: Splice) -> tuple[int, int]:
    """The part after a change in it, or before it, or behind it."""
    begin, end = part
    grown = len(change.inserted) - change.removed
    if change.start + change.removed <= begin and change.start < begin:
        return begin + grown, end + grown
    if change.start > end:
        return part
    return min(begin, change.start), max(end + grown, change.start + len(change.inserted))
