"""Sheets on paper: Markdown in paragraphs, formulas as outlines, lines as Chinese is set, whole PDF and Word files."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from client.mistakes.printing.docx import make_docx
from client.mistakes.printing.formula import drawn
from client.mistakes.printing.omml import omml
from client.mistakes.printing.pdf import make_pdf
from client.mistakes.printing.prose import Piece, formula_pieces, paragraphs
from client.mistakes.printing.setting import boxes_of, broken
from client.mistakes.printing.sheet import Item, Options, Room, Sheet

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 400), "gray").save(out, "JPEG")
    return out.getvalue()


def drawing(folder: Path) -> Path:
    (folder / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100"><title>图</title>'
        '<rect x="1" y="1" width="80" height="40" fill="#C8E6C9"/>'
        '<text x="40" y="60" font-family="SC" font-weight="bold" font-size="16">边长</text></svg>',
        "utf-8",
    )
    return folder


def sheet(folder: Path, count: int = 3, room: Room = "medium", *, answers: bool = True) -> Sheet:
    items = [
        Item(
            text="已知 $x^2-4=0$，**不能**等于哪一个？\n\n![一个图](a.svg)",
            options=("$\\frac{1}{2}$", "2", "没有", "都可以"),
            answer="C",
            explanation="$$\\Delta=b^2-4ac$$",
            reflection="看清“不能”",
            pictures=(picture(),),
            folder=drawing(folder),
            code="3F9A-2C71",
            point="判别式",
        )
    ]
    return Sheet(Options(title="练习", room=room, answers=answers, day="今天"), tuple(items * count))


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", data))


def streams(data: bytes) -> bytes:
    """What the PDF draws, unpacked."""
    found = []
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_markdown_becomes_paragraphs_of_words_formulas_and_drawings() -> None:
    found = paragraphs("已知 $x^2$，**求** x。\n- 第一\n![图](a.svg)\n\n$$\\frac{1}{2}$$\n| 甲 | 乙 |\n|---|---|")
    assert found[0].pieces == (
        Piece("已知 "),
        Piece("x^2", is_formula=True),
        Piece("，"),
        Piece("求", bold=True),
        Piece(" x。"),
    )
    assert found[1].pieces == (Piece("• 第一"),)
    assert (found[2].drawing, found[2].caption) == ("a.svg", "图")
    assert found[3].pieces == (Piece("\\frac{1}{2}", is_formula=True, wide=True),)
    assert found[4].pieces == (Piece("甲　乙"),)
    assert paragraphs("") == []


def test_chinese_within_a_formula_is_set_as_words() -> None:
    assert formula_pieces("S=\\text{底}\\times h") == [
        Piece("S=", is_formula=True),
        Piece("底"),
        Piece("\\times h", is_formula=True),
    ]
    assert formula_pieces("\\frac{\\text{路程}}{\\text{时间}}") == [Piece("路程/时间")]


@pytest.mark.parametrize(
    "latex",
    ["x^2", "\\frac{-b\\pm\\sqrt{b^2-4ac}}{2a}", "\\begin{cases}x+y=1\\\\x-y=2\\end{cases}", "\\vec{a}\\cdot\\vec{b}"],
)
def test_formulas_are_outlines_and_word_formulas(latex: str) -> None:
    shape = drawn(latex)
    assert shape is not None
    assert shape.width > 0.3
    assert shape.steps
    made = omml(latex)
    assert made is not None
    ElementTree.fromstring(made.replace("<m:oMath>", '<m:oMath xmlns:m="m">', 1))


@pytest.mark.parametrize(
    ("latex", "powers", "lone"),
    [("(x-4)^2+1", 1, 0), ("((a)^2+b)^3", 2, 0), ("|a|^2", 1, 0), ("(a_n)_1^2", 1, 0), ("[0,1)", 0, 1), ("x)^2", 0, 1)],
)
def test_a_power_of_a_bracket_has_all_that_it_closes_for_its_base(latex: str, powers: int, lone: int) -> None:
    """LibreOffice draws nothing of a formula in which a closing bracket alone bears the power."""
    made = omml(latex) or ""
    assert made.count("<m:d>") == powers
    assert made.count(">)</m:t>") == lone


def test_what_is_no_formula_is_printed_as_it_was_written() -> None:
    assert drawn("x^{") is None
    [box] = boxes_of(paragraphs("$x^{$")[0], 4.0, lambda words, _bold: float(len(words)))
    assert box.formula is None
    assert "x" in box.text


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    text = "求得结果是五，然后（因为对称）写下答案。再看一遍题目（很重要），没有别的了。" * 6
    for room in range(8, 30):
        boxes = boxes_of(paragraphs(text)[0], 1.0, lambda words, _bold: float(len(words)))
        lines = ["".join(box.text for box in line.boxes) for line in broken(boxes, float(room), 1.0)]
        assert "".join(lines) == text
        assert not [line for line in lines if line[0] in "，。）" or line[-1] == "（"]
        assert max(map(len, lines)) <= room + 1


def test_a_formula_that_is_too_wide_shrinks_to_the_line() -> None:
    boxes = boxes_of(paragraphs("$" + "+".join(f"x_{{{i}}}^2" for i in range(60)) + "$")[0], 4.0, lambda w, _b: 1.0)
    [line] = broken(boxes, 100.0, 4.0)
    assert line.width <= 100.0


def test_the_pdf_has_questions_answers_the_picture_and_only_the_glyphs_it_needs(tmp_path: Path) -> None:
    data = make_pdf(sheet(tmp_path))
    assert data.startswith(b"%PDF-")
    assert b"/Subtype /Image" in data
    assert b"/FontFile3" in data
    assert len(data) < 400_000  # the whole font has 1.6 MB
    assert pages(data) >= 3
    assert b" c\n" in streams(data)  # curves of formulas
    assert pages(make_pdf(sheet(tmp_path, answers=False))) == pages(data) - 1


def test_more_room_takes_more_pages(tmp_path: Path) -> None:
    plain = [Item(text=f"第 {n} 题", answer="1", room_mm=32) for n in range(12)]
    made = [pages(make_pdf(Sheet(Options(room=room, answers=False), tuple(plain)))) for room in ("none", "large")]
    assert made[0] == 1
    assert made[1] > 2


def test_the_word_file_is_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx(sheet(tmp_path, 2)))) as package:
        names = package.namelist()
        assert {"word/media/1.jpeg", "word/media/d1.svg", "word/media/blank.png"} <= set(names)
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        document = ElementTree.fromstring(package.read("word/document.xml"))
        relations = ElementTree.fromstring(package.read("word/_rels/document.xml.rels"))
    words = "".join(node.text or "" for node in document.iter(f"{WORD}t"))
    assert "编号 3F9A-2C71" in words
    assert "答案与解析" in words
    assert len(list(document.iter(f"{MATH}oMath"))) >= 4
    known = {relation.get("Id") for relation in relations}
    embedded = {v for node in document.iter() for k, v in node.attrib.items() if k.endswith("}embed")}
    assert embedded <= known


@pytest.mark.parametrize("text", ["", "$$", "**", "![x](y.svg)", "\x00", "𠮷野家🙂", "<&>'\"", "\\(x\\)", "　"])
def test_whatever_stands_in_a_question_comes_onto_paper(tmp_path: Path, text: str) -> None:
    one = Sheet(Options(title=text), (Item(text=text, options=(text or "甲", "乙"), answer=text, explanation=text),))
    assert make_pdf(one).startswith(b"%PDF-")
    with zipfile.ZipFile(io.BytesIO(make_docx(one))) as package:
        ElementTree.fromstring(package.read("word/document.xml"))
