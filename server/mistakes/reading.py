"""Reads the text in a picture with rapidocr, which a server has only when it was installed with the extra `ocr`."""

from __future__ import annotations

import importlib.util
import io
from functools import cache
from threading import Lock
from typing import Any

from server.errors import CannotRead, NotAPicture
from sync.reading import ReadLine, TextRead

LARGEST_PX = 1600
"""The longer side of a picture that is read; unscaled photographs take more than a gigabyte."""

_one_at_a_time = Lock()


def can_read() -> bool:
    """Whether this server has what it takes."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "PIL"))


def read_picture(data: bytes) -> TextRead:
    """The lines in a picture. It takes a second or two; one at a time. Raises `CannotRead`, `NotAPicture`."""
    if not can_read():
        raise CannotRead
    import numpy
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    picture.thumbnail((LARGEST_PX, LARGEST_PX))
    width, height = picture.size
    with _one_at_a_time:
        found: Any = _engine()(numpy.asarray(picture)[:, :, ::-1])  # it expects blue, green, red
    lines = []
    boxes: Any = found.boxes if found.boxes is not None else ()
    for box, text in zip(boxes, found.txts or (), strict=False):
        xs, ys = [float(x) / width for x, _y in box], [float(y) / height for _x, y in box]
        lines.append(ReadLine(text=text, box=(min(xs), min(ys), max(xs), max(ys))))
    return TextRead(lines=tuple(lines))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports]  # the extra `ocr`

    return RapidOCR(params={"Global.log_level": "warning"})
