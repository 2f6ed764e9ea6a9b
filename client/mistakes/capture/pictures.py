"""A picture of questions: turned upright, scaled down, cut out. All of it blocks: call it in a thread.

Pictures are written anew, so nothing that a camera notes beside the picture (where it was taken, when) stays.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from client.texts import _

if TYPE_CHECKING:
    from PIL import Image

PAGE_PX = 2400
"""The longer side of a page that is kept: small print on an A4 page can still be read."""

CUTTING_PX = 1600
"""The longer side of a cut-out question."""

READING_PX = 1600
"""The longer side of what the text is read from: more takes memory (1.1 GB unscaled) and finds no more."""

LARGEST_BYTES = 40 << 20
_QUALITY = 86
_PAPER = (255, 255, 255)


class NotAPictureError(Exception):
    """What was given cannot be read as a picture; `sentence` says so to the person."""

    @property
    def sentence(self) -> str:
        """What is the matter and what to do."""
        return _("这个文件不是能读的图片。请换一张 JPG、PNG 或 WebP 图片。")


class Box(NamedTuple):
    """A part of a picture, in shares of its width and height, 0..1."""

    left: float
    top: float
    right: float
    bottom: float

    def tidy(self) -> Box:
        """The same with its corners in order, inside the picture."""
        left, right = sorted(min(max(x, 0.0), 1.0) for x in (self.left, self.right))
        top, bottom = sorted(min(max(y, 0.0), 1.0) for y in (self.top, self.bottom))
        return Box(left, top, right, bottom)

    @property
    def is_tap(self) -> bool:
        """Whether it is too small to be meant."""
        return self.right - self.left < 0.03 or self.bottom - self.top < 0.015


WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class PagePicture:
    """A page as it is kept: JPEG, upright, and its size in pixels."""

    data: bytes
    width: int
    height: int


def read_page(data: bytes) -> PagePicture:
    """Any picture as a page. Raises `NotAPictureError`."""
    picture = _opened(data)
    picture.thumbnail((PAGE_PX, PAGE_PX))
    return PagePicture(_jpeg(picture), *picture.size)


def cut_out(page: PagePicture, box: Box) -> bytes:
    """The part of the page inside the box, as JPEG."""
    if box == WHOLE and max(page.width, page.height) <= CUTTING_PX:
        return page.data
    picture = _opened(page.data)
    left, top, right, bottom = box.tidy()
    width, height = picture.size
    corners = (int(left * width), int(top * height), max(1, round(right * width)), max(1, round(bottom * height)))
    part = picture.crop(corners)
    part.thumbnail((CUTTING_PX, CUTTING_PX))
    return _jpeg(part)


def for_reading(data: bytes, limit_bytes: int) -> bytes:
    """The picture as small as its text allows, as JPEG of at most `limit_bytes`. Raises `NotAPictureError`."""
    picture = _opened(data)
    picture.thumbnail((READING_PX, READING_PX))
    while len(small := _jpeg(picture)) > limit_bytes:
        picture.thumbnail((picture.width * 4 // 5, picture.height * 4 // 5))
    return small


def side_by_side(page: PagePicture, rows: int) -> list[Box]:
    """The page cut into `rows` of one height, for who cannot draw; between lines of print where there is a gap near."""
    gaps = _gaps(page)
    edges = [0.0]
    for row in range(1, rows):
        wanted = row / rows
        near = [gap for gap in gaps if abs(gap - wanted) < 0.5 / rows]
        edges.append(min(near, key=lambda gap: abs(gap - wanted)) if near else wanted)
    edges.append(1.0)
    return [Box(0.0, top, 1.0, bottom) for top, bottom in itertools.pairwise(edges)]


def _gaps(page: PagePicture) -> Sequence[float]:
    """The middles of blank stripes, as shares of the height."""
    picture = _opened(page.data).convert("L")
    picture.thumbnail((400, 400))
    width, height = picture.size
    pixels = picture.tobytes()
    light = [min(pixels[y * width : (y + 1) * width]) > 150 for y in range(height)]
    gaps, start = [], None
    for y, blank in enumerate([*light, False]):
        if blank and start is None:
            start = y
        elif not blank and start is not None:
            gaps.append((start + y) / 2 / height)
            start = None
    return gaps


def _opened(data: bytes) -> Image.Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > LARGEST_BYTES:
        raise NotAPictureError
    try:
        picture = Image.open(io.BytesIO(data))
        picture.draft("RGB", (PAGE_PX, PAGE_PX))  # a JPEG of a phone is decoded smaller at once
        picture = ImageOps.exif_transpose(picture)
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            paper = Image.new("RGB", picture.size, _PAPER)
            seen = picture.convert("RGBA")
            paper.paste(seen, mask=seen.getchannel("A"))
            return paper
        return picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPictureError from error


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
