"""Pasted text taken apart: the question with its options, the answers, the solution, the source; several questions."""

from __future__ import annotations

import re
from dataclasses import replace

from client.mistakes.capture.draft import Draft

_WORDS = {
    "text": ("题目", "问题", "原题", "题干", "question"),
    "given": ("我的答案", "我的解答", "学生答案", "你的答案", "我的错解", "错解", "我写的", "my answer", "your answer"),
    "answer": ("正确答案", "参考答案", "标准答案", "答案", "right answer", "correct answer", "answer"),
    "solution": (
        "答案解析", "试题解析", "解析", "解答", "详解", "分析", "点评", "点睛", "思路", "explanation", "solution",
    ),
    "source": ("来源", "出处", "source"),
}  # fmt: skip
_FIELD = {word: field for field, words in _WORDS.items() for word in words}
_NAMES = "|".join(sorted(map(re.escape, _FIELD), key=len, reverse=True))
_HEAD = re.compile(rf"[【\[]\s*({_NAMES})\s*[】\]][:：]?|^[ \t　]*({_NAMES})[ \t]*[:：]", re.MULTILINE | re.IGNORECASE)
_NUMBERED = re.compile(r"^[ \t　]*(?:第\s*)?(\d{1,2})\s*(?:题|[.．、)）](?!\d))[ \t　]*", re.MULTILINE)
_SOURCE = re.compile(r"^\s*(?:\d{1,3}\s*[.．、]\s*)?[(（]((?:19|20)\d\d[^()（）]{1,30})[)）]")


def take_apart(text: str) -> Draft:
    """The parts that headings such as 【答案】 or 解析： announce; what comes before the first is the question.

    A source in brackets before the question, （2023·北京·中考）, is noted too, and stays where it is.
    """
    parts: dict[str, str] = {}
    field, start = "text", 0
    for head in _HEAD.finditer(text):
        _put(parts, field, text[start : head.start()])
        field, start = _FIELD[(head[1] or head[2]).lower()], head.end()
    _put(parts, field, text[start:])
    if "source" not in parts and (found := _SOURCE.match(parts.get("text", ""))):
        parts["source"] = found[1].strip()
    return replace(Draft(), **parts)


def written(draft: Draft) -> Draft:
    """The draft with what its text announces in the fields that are empty: one can write all of it in one field."""
    parts = take_apart(draft.text)
    if not parts.text or not (parts.answer or parts.given):
        return draft
    names = ("given", "answer", "solution", "source")
    found = {name: getattr(parts, name) for name in names if getattr(parts, name)}
    if any(getattr(draft, name).strip() for name in found):
        return draft  # the text keeps what would be lost
    return replace(draft, text=parts.text, **found)


def take_several(text: str) -> list[Draft]:
    """The questions of a text that numbers them 1. 2. 3. on lines of their own; one when it does not."""
    marks = list(_NUMBERED.finditer(text))
    run: list[re.Match[str]] = []
    for mark in marks:
        if not run or int(mark[1]) == int(run[-1][1]) + 1:
            run.append(mark)
    if len(run) < 2:
        return [take_apart(text)]
    ends = [mark.start() for mark in run[1:]] + [len(text)]
    found = [take_apart(text[mark.end() : end]) for mark, end in zip(run, ends, strict=True)]
    before = text[: run[0].start()].strip()
    return [replace(draft, source=draft.source or _title(before)) for draft in found if draft.text]


def _put(parts: dict[str, str], field: str, words: str) -> None:
    words = words.strip(" \t\r\n　")
    if words:
        parts[field] = "\n".join(filter(None, (parts.get(field), words)))


def _title(before: str) -> str:
    """A line above the questions, such as the exam's name."""
    return before if before and "\n" not in before and len(before) <= 40 else ""
