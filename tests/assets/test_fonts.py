"""The app font has a glyph for everything that the app writes: read from the font file itself."""

import ast
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "assets" / "fonts"
FONT = FONTS / "XuebanSC-Regular.otf"

CODE = ("views/**/*.py", "client/**/*.py", "sync/**/*.py")
CONTENT = ("assets/courses/**/*.json", "assets/courses/**/*.svg", "assets/knowledge/*.json")


@pytest.fixture(scope="module")
def glyphs() -> set[str]:
    return set(read_characters(FONT.read_bytes()))


def test_every_text_of_the_app_can_be_written(glyphs: set[str]):
    assert missing(glyphs, ((file, shown_by(file)) for file in files(CODE))) == {}


def test_every_course_and_knowledge_point_can_be_written(glyphs: set[str]):
    assert missing(glyphs, ((file, file.read_text("utf-8")) for file in files(CONTENT))) == {}


def test_common_chinese_and_school_signs_are_there(glyphs: set[str]):
    gb2312 = {chr(c) for c in range(0x4E00, 0xA000) if _is_gb2312(chr(c))}
    assert len(gb2312) == 6763
    assert gb2312 - glyphs == set()
    assert set("√±×÷≤≥≠≈°²³ΔαβπρΩ∠△⊥∥∽≌→①②③₁₂⁵⁻℃，。？！；：「」《》（）——……·") - glyphs == set()


def test_the_list_beside_the_font_is_what_the_font_holds(glyphs: set[str]):
    assert set((FONTS / "characters.txt").read_text("utf-8")) == glyphs


def test_fonts_stay_light():
    assert sum(file.stat().st_size for file in FONTS.rglob("*") if file.is_file()) < 8_000_000


def missing(glyphs: set[str], texts: Iterable[tuple[Path, str]]) -> dict[str, str]:
    """Characters of these texts that the font lacks, with a file each; control characters are not written."""
    return {
        char: str(file.relative_to(ROOT)) for file, text in texts for char in set(text) - glyphs if char.isprintable()
    }


def files(patterns: Iterable[str]) -> list[Path]:
    return [file for pattern in patterns for file in sorted(ROOT.glob(pattern))]


def shown_by(file: Path) -> str:
    """What a module can put on the screen: the texts that it gives to `_`, and every string of a view."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    if "views" not in file.relative_to(ROOT).parts:
        calls = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "_"]
        nodes = [argument for call in calls for argument in call.args]
    return "".join(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _is_gb2312(char: str) -> bool:
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def read_characters(font: bytes) -> Iterator[str]:
    """The characters of an OpenType font, from the format 4 subtable of its cmap (OpenType 1.9, "cmap")."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(tables))
    cmap = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    count = struct.unpack_from(">H", font, cmap + 2)[0]
    subtables = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * i)[2] + cmap for i in range(count)]
    table = next(at for at in subtables if struct.unpack_from(">H", font, at)[0] == 4)
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2

    def column(number: int) -> int:
        """Where a column of the segments begins; one word of padding follows the first."""
        return table + 14 + 2 * segments * number + (2 if number else 0)

    for i in range(segments):
        last, first, delta, offset = (struct.unpack_from(">H", font, column(n) + 2 * i)[0] for n in range(4))
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (
                code
                if not offset
                else struct.unpack_from(">H", font, column(3) + 2 * i + offset + 2 * (code - first))[0]
            )
            if (glyph + delta) % 65536 if glyph or not offset else 0:
                yield chr(code)
