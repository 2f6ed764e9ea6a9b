"""Reads the text in a picture: with rapidocr where it is installed (the extra `ocr`), else through our server."""

from __future__ import annotations

import asyncio
import importlib.util
import io
import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, Protocol

from client.mistakes.capture.pictures import for_reading
from client.texts import _
from sync.errors import Refused, ServerBusy, SyncError, Unauthorized
from sync.reading import PICTURE_BYTES, ReadLine, TextRead

_NOT_INSTALLED = 404
_BEGINS = re.compile(
    r"\s*(?:[(（]?[A-Ga-g][)）.．、:：]|[(（]?\d{1,2}[)）.．、](?!\d)|[①-⑳]|【|第.{1,3}题|(?:参考)?答案|解析|解[:：]|证明)"
)
_LATIN = re.compile(r"[A-Za-z0-9]")
_FULL = 0.9
"""A line that reaches so far to the right goes on in the next one."""


class CannotReadError(Exception):
    """The text cannot be read now; `sentence` says why, and that the picture is kept."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FarReader(Protocol):
    """A server that reads pictures."""

    async def read(self, picture: bytes) -> TextRead:
        """The lines in a JPEG; raises SyncError."""
        ...


class Reader:
    """Reads here where it can, else at `far`."""

    def __init__(self, far: FarReader | None = None) -> None:
        self._far = far

    @property
    def reads_here(self) -> bool:
        """Whether this device has what it takes."""
        return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))

    async def read(self, picture: bytes) -> str:
        """The text in a picture, paragraph by paragraph. Raises `CannotReadError`, `NotAPictureError`."""
        data = await asyncio.to_thread(for_reading, picture, PICTURE_BYTES)
        if self.reads_here:
            return in_order(await asyncio.to_thread(_read_here, data))
        if self._far is None:
            raise CannotReadError(_no_reader())
        try:
            return in_order((await self._far.read(data)).lines)
        except Unauthorized as error:
            raise CannotReadError(_no_reader()) from error
        except ServerBusy as error:
            busy = _("服务器正忙，文字还没有读出来；图片已经留着，可以再试一次，也可以自己补上题目。")
            raise CannotReadError(busy) from error
        except SyncError as error:
            if isinstance(error, Refused) and error.status == _NOT_INSTALLED:
                raise CannotReadError(_no_reader()) from error
            away = _("连不上能识字的服务器；图片已经留着，联网后再识别，也可以自己补上题目。")
            raise CannotReadError(away) from error


def in_order(lines: Sequence[ReadLine]) -> str:
    """Lines as one reads them: from the top, those of one height from the left, what runs on in one paragraph."""
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=lambda each: (each.box[1] + each.box[3]) / 2):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] < middle < rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    right = max((line.box[2] for line in lines), default=1.0)
    text, runs_on = "", False
    for row in rows:
        row.sort(key=lambda each: each.box[0])
        words = "  ".join(line.text.strip() for line in row)
        if text:
            text += _joint(text, words) if runs_on and not _BEGINS.match(words) else "\n"
        text += words
        runs_on = row[-1].box[2] >= right * _FULL
    return text


def _joint(before: str, after: str) -> str:
    return " " if _LATIN.match(before[-1:]) and _LATIN.match(after[:1]) else ""


def _no_reader() -> str:
    return _("这台设备和服务器都还不会识字；图片已经留着，可以自己补上题目，也可以只留图片。")


_one_at_a_time = Lock()


def _read_here(data: bytes) -> list[ReadLine]:
    import numpy
    from PIL import Image

    picture = Image.open(io.BytesIO(data)).convert("RGB")
    width, height = picture.size
    with _one_at_a_time:  # memory for one picture is plenty
        found: Any = _engine()(numpy.asarray(picture)[:, :, ::-1])  # it expects blue, green, red
    lines: list[ReadLine] = []
    boxes: Any = found.boxes if found.boxes is not None else ()
    for box, text in zip(boxes, found.txts or (), strict=False):
        xs, ys = [float(x) / width for x, _y in box], [float(y) / height for _x, y in box]
        lines.append(ReadLine(text=text, box=(min(xs), min(ys), max(xs), max(ys))))
    return lines


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports]  # the extra `ocr`

    return RapidOCR(params={"Global.log_level": "warning"})
