"""A GIFT file cut into blocks: paragraphs, each with the category, id and tags that hold for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CATEGORY = re.compile(r"^\s*\$CATEGORY\s*:\s*(.*)$", re.IGNORECASE)
_ID = re.compile(r"\[id:\s*((?:\\\]|[^\]])+?)\s*\]")
_TAG = re.compile(r"\[tag:\s*((?:\\\]|[^\]])+?)\s*\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ROOTS = re.compile(r"^(\$\w+\$|top|默认类别)$", re.IGNORECASE)
_DEFAULT = re.compile(r"^(?:Default for |默认为?[:：]?\s*)(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """The source of one question or description; `line` is that of its first line, from 1."""

    line: int
    text: str
    category: str = ""
    id: str = ""
    tags: tuple[str, ...] = ()
    comments: str = ""


def split(text: str) -> Iterator[Block]:
    """The blocks of a file. Blank lines part them, except inside an answer that closes further down."""
    category = ""
    for paragraph in _joined(list(_paragraphs(text))):
        comments = "\n".join(content for _line, content in paragraph if _is_comment(content))
        lines: list[tuple[int, str]] = []
        for line, content in paragraph:
            if found := _CATEGORY.match(content):
                category = category_name(found[1])
            elif _is_comment(content):
                lines.append((line, "" if lines else "//"))
            else:
                lines.append((line, content))
        while lines and lines[0][1] in ("//", ""):
            lines.pop(0)
        source = "\n".join(content for _line, content in lines)
        if source.strip():
            found_id = _ID.search(comments)
            yield Block(
                line=lines[0][0],
                text=source,
                category=category,
                id=found_id[1] if found_id else "",
                tags=tuple(_TAG.findall(comments)),
                comments=comments,
            )


def category_name(path: str) -> str:
    """`$course$/top/Default for 力学/受力分析` → `力学 / 受力分析`: the words of a Moodle path that say something."""
    steps = [step.replace("\0", "/").strip() for step in path.strip().replace("//", "\0").split("/")]
    named = [_DEFAULT.sub("", step) for step in steps if step and not _ROOTS.match(step)]
    return " / ".join(named)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            paragraph.append((number, line))
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _joined(paragraphs: list[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    at = 0
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        at += 1
        while _open(paragraph) and at < len(paragraphs) and _closes(paragraphs[at]):
            paragraph = [*paragraph, (paragraph[-1][0] + 1, ""), *paragraphs[at]]
            at += 1
        yield paragraph


def _braces(paragraph: list[tuple[int, str]]) -> list[str]:
    text = "\n".join(content for _line, content in paragraph if not _is_comment(content))
    return [sign for sign in _BRACE.findall(text) if sign in "{}"]


def _open(paragraph: list[tuple[int, str]]) -> bool:
    signs = _braces(paragraph)
    return signs.count("{") > signs.count("}")


def _closes(paragraph: list[tuple[int, str]]) -> bool:
    return _braces(paragraph)[:1] == ["}"]
