"""Text from a picture: lines in order, and clear words where nothing can read."""

import importlib.util
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from client.mistakes.capture.reading import CannotReadError, Reader, in_order
from sync.errors import Refused, ServerBusy, SyncError, Unauthorized, Unreachable
from sync.reading import PICTURE_BYTES, ReadLine, TextRead

FONT = Path(__file__).resolve().parents[4] / "assets/fonts/XuebanSC-Regular.otf"
INSTALLED = importlib.util.find_spec("rapidocr") is not None


class Far:
    """A server that answers, or fails, as the test says."""

    def __init__(self, answer: TextRead | SyncError) -> None:
        self.answer = answer
        self.got = b""

    async def read(self, picture: bytes) -> TextRead:
        self.got = picture
        if isinstance(self.answer, SyncError):
            raise self.answer
        return self.answer


class FarSighted(Reader):
    """A device without the extra."""

    @property
    def reads_here(self) -> bool:
        return False


def picture(text: str = "", size: tuple[int, int] = (600, 200)) -> bytes:
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).text((20, 20), text, font=ImageFont.truetype(FONT, 28), fill="black", spacing=14)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def line(text: str, top: float, left: float = 0.1, right: float = 0.5) -> ReadLine:
    return ReadLine(text=text, box=(left, top, right, top + 0.05))


def test_lines_are_read_from_the_top_and_from_the_left() -> None:
    lines = [line("B. 乙", 0.31, 0.5, 0.8), line("下面哪个对？", 0.1), line("A. 甲", 0.3)]
    assert in_order(lines) == "下面哪个对？\nA. 甲  B. 乙"


def test_a_full_line_runs_on_and_an_option_begins_a_new_one() -> None:
    lines = [line("如图，在三角形中，", 0.1, right=0.95), line("求 AB 的", 0.2, right=0.94), line("长。", 0.3)]
    assert in_order(lines) == "如图，在三角形中，求 AB 的长。"
    lines = [line("选出正确的一项", 0.1, right=0.95), line("A. 甲", 0.2)]
    assert in_order(lines) == "选出正确的一项\nA. 甲"
    lines = [line("Which of these", 0.1, right=0.95), line("words is right?", 0.2)]
    assert in_order(lines) == "Which of these words is right?"
    assert in_order([]) == ""


async def test_without_the_extra_the_server_reads() -> None:
    far = Far(TextRead(lines=(line("解方程", 0.1),)))
    assert await FarSighted(far).read(picture("解方程")) == "解方程"
    assert far.got[:2] == b"\xff\xd8"  # JPEG
    assert len(far.got) <= PICTURE_BYTES


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused(404, "cannot_read"), "都还不会识字"),
        (ServerBusy(503), "服务器正忙"),
        (Unauthorized(), "都还不会识字"),
        (Unreachable("x"), "连不上"),
    ],
)
async def test_who_cannot_read_says_why_and_that_the_picture_is_kept(error: SyncError, words: str) -> None:
    with pytest.raises(CannotReadError) as fault:
        await FarSighted(Far(error)).read(picture())
    assert words in fault.value.sentence
    assert "图片已经留着" in fault.value.sentence


async def test_without_anything_it_says_so() -> None:
    with pytest.raises(CannotReadError, match="不会识字"):
        await FarSighted().read(picture())


@pytest.mark.skipif(not INSTALLED, reason="needs the extra: uv sync --extra ocr")
async def test_print_is_read_here() -> None:
    text = await Reader().read(picture("已知 x²-4=0，求 x。\nA. 2  B. ±2"))
    assert "已知" in text
    assert "求" in text
