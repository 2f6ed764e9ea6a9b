"""A text field of the client, as Flet 1.0.5 has it: `textfield.dart` for the text, `base_controls.dart` for sizes.

The client is one thread: a message, a key and a frame each run to their end before the next begins. The keyboard of a
phone is another program, which learns of a new text a moment after the frame and has its own until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Told:
    """Properties in a message to the client; None: not in it."""

    frame: int
    value: str | None = None
    cursor: int | None = None


@dataclass
class Field:
    """What the person sees is `text`, and the cursor.

    `report` takes ("typed", text), ("drawn", frame) and ("at", cursor); the last while nothing is told of the cursor.
    """

    report: Callable[[str, str | int], object]
    text: str
    cursor: int = 0
    phone: bool = False
    _keyboards: tuple[str, int] | None = None  # what a phone's keyboard still holds
    _value: str = field(init=False)  # the control's property
    _known: str = field(init=False)  # the widget's `_value`
    _selection: int | None = None
    _frame: int = 0
    _drawn: int = 0

    def __post_init__(self) -> None:
        self._value = self._known = self.text

    def receive(self, told: Told) -> None:
        """A message arrives. Its properties are there at once, and nothing is drawn."""
        if told.value is not None:
            self._value = told.value
        self._selection, self._frame = told.cursor, told.frame

    def draw(self) -> None:
        """The next frame: `build`, and then the size of the witness."""
        self._keyboards = None
        if self._known != self._value:
            self._keyboards = (self.text, self.cursor) if self.phone else None
            self._known = self.text = self._value
            self.cursor = len(self.text)
        if self._selection is not None:
            self.cursor = min(self._selection, len(self.text))
        if self._drawn != self._frame:
            self._drawn = self._frame
            self.report("drawn", self._frame)

    def move(self, share: float) -> None:
        """The person puts the cursor somewhere."""
        self._keyboards = None
        self._go(round(share * len(self.text)))

    def key(self, sign: str) -> None:
        """A key that writes: `onChanged`."""
        text, cursor = self._keyboards or (self.text, self.cursor)
        self._changed(text[:cursor] + sign + text[cursor:], cursor + 1)

    def backspace(self) -> str:
        """The key that deletes; which sign went."""
        text, cursor = self._keyboards or (self.text, self.cursor)
        if not cursor:
            return ""
        self._changed(text[: cursor - 1] + text[cursor:], cursor - 1)
        return text[cursor - 1]

    def _go(self, cursor: int) -> None:
        self.cursor = cursor
        if self._selection is None:
            self.report("at", cursor)

    def _changed(self, text: str, cursor: int) -> None:
        self.text, self._keyboards = text, None
        self._go(cursor)
        self._known = self._value = text
        self.report("typed", text)
