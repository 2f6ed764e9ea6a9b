"""Where the client has been told to put the cursor of the field: there it stands though the person has typed on.

A text goes to the field along with the place of its cursor, and until the field reports its selection again, each time
that the client builds it (Flet 1.0.5) the cursor goes back to that place. A key that crossed the text on its way is
behind it, or not in the field at all; who types on at that place means the place where that key was.
"""

from __future__ import annotations

from sync.text import Anchor, Splice


class Held:
    """The place in one field, an index in what it shows."""

    def __init__(self) -> None:
        self._index: int | None = None
        self._coming: dict[int, int | None] = {}
        self._reported: Anchor | None = None

    @property
    def holds(self) -> bool:
        """Whether the cursor may still stand there."""
        return self._index is not None

    def put(self, frame: int, index: int | None) -> None:
        """The text of that frame goes to the field, and the cursor is to stand there; None: something is selected."""
        self._coming[frame] = index

    def drawn(self, frame: int) -> None:
        """The field says that it shows that text, and so has the cursor there."""
        if frame in self._coming:
            self._index, self._reported = self._coming[frame], None
            self._coming = {later: index for later, index in self._coming.items() if later > frame}

    def told(self, cursor: Anchor) -> None:
        """The field says where its cursor is, so it does not hold it any more; `cursor`: where it was until now.

        One report comes along with every key, before it. So only after two the person has moved the cursor.
        """
        if self._reported is None:
            self._reported = cursor
        else:
            self._index = None

    def free(self) -> None:
        """A new field, with the cursor where the person puts it."""
        self._index, self._coming, self._reported = None, {}, None

    def typed(self, before: str, after: str, cursor: Anchor) -> tuple[Splice, Anchor] | None:
        """What was written at the place, if that is what made one text of the other, and where it belongs.

        `cursor`: where the person's is now.
        """
        index, reported = self._index, self._reported
        if reported is not None:
            self._index = self._reported = None
        if index is None or len(after) <= len(before):
            return None
        index = min(index, len(before))
        written = after[index : index + len(after) - len(before)]
        if before[:index] + written + before[index:] != after:
            return None
        return Splice(index, 0, written), reported or cursor
