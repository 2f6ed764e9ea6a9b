"""Text that is read from a picture, for devices that cannot read one themselves.

POST /v1/readings   a JPEG of at most `PICTURE_BYTES` → TextRead. 404 `cannot_read` where the server has nothing to read
with, 422 `not_a_picture`. The server keeps neither the picture nor what it read.
"""

from __future__ import annotations

from sync.wire import Message

PICTURE_BYTES = 900 << 10


class ReadLine(Message):
    """A line of print: its text, and where it stands, as left, top, right, bottom in shares of width and height."""

    text: str
    box: tuple[float, float, float, float]


class TextRead(Message):
    """All lines of a picture, in no particular order."""

    lines: tuple[ReadLine, ...] = ()
