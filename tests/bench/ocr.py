"""Text read from pictures: rendered questions, clean, and as a phone would photograph them.

Skipped with a reason where rapidocr is not installed (`uv sync --extra ocr`). `--data` is a JSON-lines file of
questions with `text` and `options`; without it, the questions of our own courses are used.

characters_right  of all characters that were drawn, blanks aside, the share that was read in its place (1 - the edit
                  distance over the length)
s_per_image       seconds for one picture, after the first
"""

import argparse
import asyncio
import importlib.util
import io
import json
import random
import re
import time
import unicodedata
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from client.courses.packs import read_pack
from client.mistakes.capture.reading import Reader
from client.plain import unmarked

ROOT = Path(__file__).resolve().parent.parent.parent
FONT = ROOT / "assets/fonts/XuebanSC-Regular.otf"
WIDTH, MARGIN, SIZE = 1000, 40, 28


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--images", type=int, default=40)
    parser.add_argument("--data", type=Path, help="questions, one JSON object a line")


def run(options: argparse.Namespace) -> dict[str, Any]:
    if not importlib.util.find_spec("rapidocr"):
        return {"skipped": "rapidocr is not installed: uv sync --extra ocr"}
    texts = _texts(options.data)[: options.images]
    random_ = random.Random(7)
    errors = length = 0
    seconds: list[float] = []
    reader = Reader()
    for number, text in enumerate(texts):
        picture = _drawn(text, random_, photographed=number % 2 == 1)
        started = time.perf_counter()
        read = asyncio.run(reader.read(picture))
        seconds.append(time.perf_counter() - started)
        wanted, got = _bare(text), _bare(read)
        errors += _distance(wanted, got)
        length += len(wanted)
    return {
        "images": len(texts),
        "characters": length,
        "characters_right": round(1 - errors / max(1, length), 4),
        "s_per_image": round(sum(seconds[1:]) / max(1, len(seconds) - 1), 2),
    }


def _texts(data: Path | None) -> list[str]:
    """Questions with their options, without what only LaTeX can say."""
    found: list[str] = []
    if data is not None:
        for line in data.read_text("utf-8").splitlines():
            entry = json.loads(line)
            options = entry.get("options") or {}
            lines = options.items() if isinstance(options, dict) else zip("ABCDEFG", options, strict=False)
            found.append("\n".join([entry["text"], *(f"{letter}. {words}" for letter, words in lines)]))
    else:
        for folder in sorted((ROOT / "assets/courses").iterdir()):
            if (folder / "course.json").exists():
                for question in read_pack(folder).questions:
                    lines = [f"{'ABCDEFG'[i]}. {o}" for i, o in enumerate(getattr(question, "options", ())[:7])]
                    found.append("\n".join([unmarked(question.text), *map(unmarked, lines)]))
    plain = [text for text in found if 20 <= len(text) <= 300 and not re.search(r"[\\$_{}^]|!\[|/\(", text)]
    random.Random(3).shuffle(plain)
    return plain


def _drawn(text: str, random_: random.Random, *, photographed: bool) -> bytes:
    font = ImageFont.truetype(FONT, SIZE)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for sign in paragraph:
            if font.getlength(line + sign) > WIDTH - 2 * MARGIN:
                lines.append(line)
                line = ""
            line += sign
        lines.append(line)
    picture = Image.new("RGB", (WIDTH, 2 * MARGIN + len(lines) * 50), "white")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((MARGIN, MARGIN + number * 50), line, font=font, fill=(20, 20, 20))
    if photographed:  # a little aslant, uneven light, soft, and pressed hard
        picture = picture.rotate(random_.uniform(-1.5, 1.5), fillcolor=(235, 232, 225), expand=True)
        light = Image.linear_gradient("L").resize(picture.size).point([200 + v // 5 for v in range(256)])
        picture = Image.composite(picture, Image.new("RGB", picture.size, (205, 203, 196)), light)
        picture = picture.filter(ImageFilter.GaussianBlur(0.7))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70 if photographed else 90)
    return out.getvalue()


def _bare(text: str) -> str:
    """Without blanks, in one width: how a sign is spaced is not what was asked."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s", "", text).translate(str.maketrans("−–—×", "---x")).replace("...", "…")


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
