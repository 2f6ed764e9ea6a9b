"""A note on paper: its words can be read in the PDF, formulas and pictures are drawn, what is missing is said."""

import io
from pathlib import Path

import pytest
from PIL import Image

from client.mistakes.printing.note import make_note, note_pdf
from client.mistakes.printing.pen import Pen
from tests.client.mistakes.printing.test_printing import pages
from tests.fakes.opened import open_device

BODY = """# 判别式

[[一元二次方程|方程]]的 {{判别式}} 是 $\\Delta=b^2-4ac$，==要紧==。

$$x=\\frac{-b\\pm\\sqrt{\\Delta}}{2a}$$

- [x] 背下来
- 看图 ![抛物线](a.png)

```python
print(1)
```

![手写](pen-1.svg)
"""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """What the pen writes, with the page."""
    found: list[tuple[int, str]] = []
    words = Pen.words

    def write(pen: Pen, text: str, *place: object, **how: object) -> None:
        found.append((pen.pdf.page, text))
        words(pen, text, *place, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Pen, "words", write)
    return found


async def test_words_pictures_and_strokes_are_on_it(tmp_path: Path, written: list[tuple[int, str]]) -> None:
    async with open_device(tmp_path) as client:
        note_id = await client.notes.save(None, title="课堂笔记", body=BODY)
        png = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(png, "PNG")
        await client.attachments.add(note_id, "a.png", png.getvalue())
        await client.drawings.add(note_id, "pen-1.svg", [client.drawings.stroke("ink", 6, [(0, 0), (900, 900)])])
        made = await make_note(client, note_id)
        assert await make_note(client, "nobody") is None
    assert made is not None
    assert (made.name, made.missing) == ("课堂笔记", ())
    words = "\n".join(text for _page, text in written)
    for shown in ("课堂笔记", "判别式", "方程", "要紧", "背下来", "print(1)", "第 1 页，共 1 页"):
        assert shown in words, shown
    for sign in ("{{", "==", "[[", "```", "]("):
        assert sign not in words, sign
    assert pages(made.data) == 1
    assert made.data.count(b"/Subtype /Image") == 1


async def test_a_picture_that_cannot_be_had_is_named_and_said(tmp_path: Path, written: list[tuple[int, str]]) -> None:
    async with open_device(tmp_path) as client:
        note_id = await client.notes.save(None, title="", body="第一行\n\n![图](gone.png)")
        made = await make_note(client, note_id)
    assert made is not None
    assert made.name == "第一行"
    assert made.missing == ("图没有找到：gone.png",)
    assert (1, "（图：图）") in written


def test_a_long_note_goes_on_over_pages_and_what_is_no_picture_stops_nothing(
    written: list[tuple[int, str]],
) -> None:
    data = note_pdf("长", "\n\n".join(f"第 {n} 段" for n in range(200)) + "\n\n![x](x.png)", {"x.png": b"no picture"})
    last = pages(data)
    assert last > 3
    assert (last, "第 199 段") in written


def test_a_drawing_is_as_wide_as_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    import fpdf.svg

    drawn: list[tuple[float, float]] = []
    monkeypatch.setattr(fpdf.svg.SVGObject, "draw_to_page", lambda svg, *_where: drawn.append((svg.width, svg.height)))
    picture = b'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="300" viewBox="0 0 1000 300"></svg>'
    note_pdf("x", "![1](a.svg)", {"a.svg": picture})
    assert drawn == [pytest.approx((174 * 72 / 25.4, 52.2 * 72 / 25.4))]  # in points: A4 less its margins
