"""The body of an open editor: what is typed becomes edits at once, and other people's edits go in between."""

from __future__ import annotations

from sync.text import Splice, Text, TextOp, clean, fold, splice

MOST_VERSIONS = 3
"""So many earlier versions may still be before somebody's eyes."""
EARLIER_S = 2.0
"""So long after a change from elsewhere an earlier version may still be before somebody's eyes. Without this bound,
who replaces all that there is by something else would keep what came last from elsewhere."""


class Typing:
    """A body as the person sees it, over the text as the store has it.

    A screen takes a moment to show what came from elsewhere, and a key that is pressed meanwhile belongs to the text
    before. So the last versions stay until a key shows that the new one is there: the version that the typed text is
    nearest to is the one that it was typed in.
    """

    def __init__(self, text: Text, replica: str) -> None:
        """`text`: what to begin with. `replica`: a name of this editor's own (see `Text`)."""
        text.write_as(replica)
        self.body = str(text)
        self.selection: tuple[int, int] = (0, 0)
        """Where the cursor is, or from where to where is selected: indices of code points."""
        self._text = text
        self._earlier: list[Text] = []
        self._met_s = 0.0
        self._waiting: TextOp = ()
        self._saving: TextOp = ()

    @property
    def waiting(self) -> TextOp:
        """The edit that is not in the store and not on its way there."""
        return self._waiting

    def type(self, body: str, now_s: float) -> bool:
        """The person has made this of the text before the eyes. True when that has to be shown anew."""
        body = clean(body)
        if now_s - self._met_s > EARLIER_S:
            self._earlier.clear()
        text, change = self._typed_in(body)
        for version in (*self._earlier, self._text):
            version.write_as(self._text.replica, self._text.counter)
        op = text.splice(*change)
        end = text.anchor(change.start + len(change.inserted))
        late = text is not self._text
        if late:
            for version in self._earlier[self._earlier.index(text) + 1 :]:
                version.apply(op)
            self._text.apply(op)
        else:
            self._earlier.clear()
        self._waiting = fold(self._waiting, op)
        self.body = str(self._text) if late else body
        cursor = self._text.index(end)
        self.selection = cursor, cursor
        return late

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
        self._earlier = [*self._earlier, self._text][-MOST_VERSIONS:]
        self._text, self.body, self._met_s = text, body, now_s
        self.selection = text.index(base), text.index(extent)
        return True

    def _typed_in(self, body: str) -> tuple[Text, Splice]:
        """The version that `body` was made of, and how."""
        found, change = self._text, splice(self.body, body)
        for version in reversed(self._earlier):
            other = splice(str(version), body)
            if other.size < change.size:
                found, change = version, other
        return found, change
