"""What there is to read of an open editor: its text as the person sees it, and what its field was given."""

from __future__ import annotations

from client.notes.kept import Kept
from client.notes.typing import Typing
from sync.text import CharId, Splice


class Sheet:
    """The side of a draft that changes nothing."""

    def __init__(self, typing: Typing, kept: Kept) -> None:
        self.id = kept.id
        self._typing, self._kept = typing, kept

    @property
    def title(self) -> str:
        """The title as the person sees it."""
        return self._kept.title

    @property
    def titles(self) -> int:
        """How often `title` became another than was typed."""
        return self._kept.titles

    @property
    def course_id(self) -> str:
        """The course that the text is about, "" for none."""
        return self._kept.course_id

    @property
    def lesson_id(self) -> str:
        """The lesson in it."""
        return self._kept.lesson_id

    @property
    def space_id(self) -> str:
        """The space that the text was in when it was opened, "" for one that is new."""
        return self._kept.space_id

    @property
    def body(self) -> str:
        """The body as the person sees it."""
        return self._typing.body

    @property
    def shown(self) -> str:
        """What stands in the editor: the body, or the part of a long one."""
        return self._typing.shown

    @property
    def part(self) -> tuple[int, int]:
        """From where to where the editor holds the body: indices of code points."""
        return self._typing.part

    @property
    def change(self) -> Splice:
        """What was typed last."""
        return self._typing.change

    @property
    def can_undo(self) -> bool:
        """Whether there is an own edit to take back."""
        return self._typing.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return self._typing.can_redo

    @property
    def selection(self) -> tuple[int, int]:
        """Where in the body the cursor is, or from where to where is selected: indices of code points."""
        return self._typing.selection

    @property
    def frame(self) -> int:
        """The number of the text that the field was given last; 0: it has what it began with."""
        return self._typing.frame

    @property
    def given(self) -> str:
        """The text that the field was given last: to be sent as it is, though keys may have come since."""
        return self._typing.given

    @property
    def is_drawing(self) -> bool:
        """Whether the field was given a text that it has not shown yet."""
        return self._typing.is_drawing

    @property
    def in_field(self) -> str:
        """What the field shows, as far as is known."""
        return self._typing.in_field

    @property
    def place(self) -> CharId | None:
        """The character that the cursor is right behind, None at the beginning."""
        return self._typing.place

    def line_of(self, char: CharId | None) -> int | None:
        """In which line of the body that character ends, from 1 on; None: it is not here yet."""
        index = self._typing.index_of(char)
        return None if index is None else self.body.count("\n", 0, index) + 1

    def index_in_shown(self, char: CharId | None) -> int | None:
        """Where in `shown` that character ends; None: in another part, or not here yet."""
        index, (start, end) = self._typing.index_of(char), self.part
        return None if index is None or not start <= index <= end else index - start
