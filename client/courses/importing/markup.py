"""A text in the markup of its file becomes the Markdown that our player shows."""

from __future__ import annotations

import re
from typing import NamedTuple

from client.courses.importing import formulas
from client.courses.importing.html import to_markdown

_SPECIAL = re.compile(r"_{3,}|[\\`*_<~$]")
_LINE_START = re.compile(r"^(\s*)(>|[#+-](?=[\s#])|\d{1,9}[.)](?=\s))", re.MULTILINE)
_BLANK = re.compile(r"_{3,}")
_LONE_DOLLAR = re.compile(r"(?<!\\)\$")
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


class Rendered(NamedTuple):
    """Markdown, and the pictures that it should have shown but that are not in the file."""

    text: str
    missing: tuple[str, ...] = ()


def render(text: str, hint: str) -> Rendered:
    """`text` written in `hint` (html, moodle, plain or markdown) as Markdown with `$…$` formulas."""
    if hint == "markdown":
        return Rendered(_markdown(text))
    if hint == "plain":
        return Rendered(settled(escaped(text.strip()).replace("\n", "  \n")))
    # Moodle's own format is HTML whose line ends count.
    shown, missing = to_markdown(text.strip(), keep_lines=hint != "html", words=escaped)
    return Rendered(settled(shown), missing)


def plain_words(text: str, hint: str) -> str:
    """`text` without any markup, as a person would type it."""
    if hint in ("html", "moodle"):
        text, _missing = to_markdown(text.strip(), keep_lines=False, words=lambda words: words)
    return " ".join(text.split())


def escaped(text: str, *, loose: bool = False) -> str:
    """Words with Markdown's signs taken literally, formulas left as formulas; a blank stays `_____`."""
    return "".join(part if formula else _words(part) for part, formula in formulas.split(text, loose=loose))


def settled(text: str) -> str:
    """`text` with its blanks made safe: one run of underscores has no partner to make emphasis with, two have."""
    if len(_BLANK.findall(text)) < 2:
        return text
    return _BLANK.sub(lambda m: r"\_" * len(m[0]), text)


def _words(text: str) -> str:
    text = _SPECIAL.sub(lambda m: m[0] if m[0].startswith("___") else "\\" + m[0], text)
    text = re.sub(r"\[(?=[^\]\n]*\][(:\[])", "&#91;", text)  # not \[, which opens a formula
    return _LINE_START.sub(_with_harmless_start, text)


def _with_harmless_start(found: re.Match[str]) -> str:
    space, mark = found[1], found[2]
    return f"{space}{mark[:-1]}\\{mark[-1]}"


def _markdown(text: str) -> str:
    text = _SCRIPT.sub("", text)
    text = re.sub(r"<br\s*/?>", "  \n", text, flags=re.IGNORECASE)
    return "".join(part if formula else _LONE_DOLLAR.sub(r"\\$", part) for part, formula in formulas.split(text)).strip(
        "\n"
    )
