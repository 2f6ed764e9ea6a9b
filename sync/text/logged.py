"""A text as a log makes it: from the state so far and the log's next values to the next state."""

from __future__ import annotations

from pydantic import JsonValue

from sync.text.ops import Insert, TextOp
from sync.text.splices import clean
from sync.text.storage import decode, encode, encode_run
from sync.text.text import Text
from sync.text.wire import BadTextOpError, from_json


class LoggedText:
    """Takes a log's values for one text in their order.

    Most texts that come from a log are one insertion into nothing: for these no `Text` is made.
    """

    def __init__(self, state: bytes | None = None) -> None:
        """`state`: what `state()` gave before; None at the beginning. Raises BadTextError when it is none."""
        self._state = state
        self._only: Insert | None = None
        self._text: Text | None = None

    def take(self, value: JsonValue, author: str) -> None:
        """The log's next value: an edit; or the whole text, from a client that knows no edits.

        A whole text replaces what is different. Its characters get ids from `author`, the name of the operation, so
        that they are the same for all who apply it. What is neither edit nor text changes nothing, for all alike.
        """
        if isinstance(value, str):
            if self._nothing() and value:
                self._only = Insert(author, 0, clean(value))
                return
            self.text.write_as(author)
            self.text.become(value)
            return
        try:
            op = from_json(value)
        except BadTextOpError:
            return
        self.apply(op)

    def apply(self, op: TextOp) -> None:
        """The next edit."""
        if self._nothing():
            only = op[0] if len(op) == 1 else None
            if isinstance(only, Insert) and not only.anchor:
                self._only = only
                return
        self.text.apply(op)

    def _nothing(self) -> bool:
        """Whether nothing has been taken yet."""
        return self._state is None and self._text is None and self._only is None

    @property
    def text(self) -> Text:
        """The text itself, to read or to edit."""
        if self._text is None:
            self._text = decode(self._state) if self._state is not None else Text()
            if self._only is not None:
                self._text.apply((self._only,))
        self._only = None
        return self._text

    def state(self) -> bytes:
        """All of it, to begin with next time."""
        if self._only is not None:
            return encode_run(self._only.replica, self._only.counter, self._only.text)
        return encode(self.text)

    def __str__(self) -> str:
        return self._only.text if self._only is not None else str(self.text)
