"""Tokens of a GIFT block to its parts: title, text, answers with weight and feedback.

GiftError(ValueError)    what is wrong with this question, as a sentence, and on which line of the block
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from client.courses.importing.gift.tokens import Token, tokens
from client.texts import _

BLANK = "_____"
_HINT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\] ?", re.IGNORECASE)
_WEIGHT = re.compile(r"^\s*%\s*(-?\d+(?:\.\d*)?)\s*%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class GiftError(ValueError):
    """A question that cannot be read; `line` counts from 0 within its block."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


class Text(NamedTuple):
    """Words and the markup that they are in."""

    words: str
    hint: str


@dataclass(frozen=True)
class Answer:
    """`mark` is "=", "~" or ""; `weight` is the percentage written out, None where none is."""

    mark: str
    text: Text
    weight: float | None = None
    match: str | None = None  # behind ->
    feedback: Text | None = None


@dataclass(frozen=True)
class Parsed:
    """A question's parts. `answered` tells a question from a description, `numeric` is `{#…}`."""

    title: str
    text: Text
    answered: bool = False
    numeric: bool = False
    truth: bool | None = None
    answers: tuple[Answer, ...] = ()
    remarks: tuple[Text, ...] = field(default=())  # of true/false: when wrong, when right
    general: Text | None = None


def parse(source: str) -> Parsed:
    """The parts of a block. Raises `GiftError`."""
    found = tokens(source)
    title, found = _title(found)
    opening = next((i for i, token in enumerate(found) if token.kind in ("{", "}")), None)
    if opening is None:
        return Parsed(title, _hinted(_joined(found), "moodle"))
    if found[opening].kind == "}":
        raise GiftError(_("多了一个右花括号 }，前面没有 {"), found[opening].line)
    closing = next((i for i in range(opening + 1, len(found)) if found[i].kind in ("{", "}")), None)
    if closing is None:
        raise GiftError(_("答案的左花括号 { 没有配上右花括号 }"), found[opening].line)
    if found[closing].kind == "{":
        raise GiftError(_("答案里又出现了左花括号（文字里的花括号要写成 \\{ 和 \\}）"), found[closing].line)
    rest = found[closing + 1 :]
    if stray := next((token for token in rest if token.kind in ("{", "}")), None):
        raise GiftError(_("答案之后又出现了花括号，一道题只能有一处答案"), stray.line)
    text = _text(found[:opening], rest)
    return _answered(title, text, found[opening + 1 : closing])


def _title(found: list[Token]) -> tuple[str, list[Token]]:
    first = next((i for i, token in enumerate(found) if token.text.strip()), None)
    if first is None or found[first].kind != "::":
        return "", found
    last = next((i for i in range(first + 1, len(found)) if found[i].kind == "::"), None)
    if last is None:
        return "", found
    return " ".join(_joined(found[first + 1 : last]).split()), found[last + 1 :]


def _text(before: list[Token], after: list[Token]) -> Text:
    head, tail = _joined(before), _joined(after)
    if not tail.strip(" \t\n\"';"):  # a quote and a semicolon are left of a program that the question stood in
        return _hinted(head, "moodle")
    return _hinted(head + BLANK + tail, "moodle")


def _answered(title: str, text: Text, inside: list[Token]) -> Parsed:
    last = max((i for i, token in enumerate(inside) if token.kind == "####"), default=None)
    general = None
    if last is not None:
        general = _hinted(_joined(inside[last + 1 :]), text.hint)
        inside = inside[:last]
    inside = _trimmed(inside)
    if not inside:
        return Parsed(title, text, answered=True, general=general)
    if inside[0].kind in ("#", "####"):
        answers = _answers(inside[1:], text.hint)
        return Parsed(title, text, answered=True, numeric=True, answers=answers, general=general)
    truth, remarks = _truth(inside, text.hint)
    if truth is not None:
        return Parsed(title, text, answered=True, truth=truth, remarks=remarks, general=general)
    return Parsed(title, text, answered=True, answers=_answers(inside, text.hint), general=general)


def _trimmed(found: list[Token]) -> list[Token]:
    while found and not found[0].text.strip():
        found = found[1:]
    while found and not found[-1].text.strip():
        found = found[:-1]
    return found


def _truth(inside: list[Token], hint: str) -> tuple[bool | None, tuple[Text, ...]]:
    parts = _split(inside, "#")
    said = _joined(parts[0]).strip()
    known = _TRUTHS.get(said.upper()) if len(said) > 1 else _TRUTHS.get(said)
    if known is None:
        return None, ()
    return known, tuple(_hinted(_joined(part), hint) for part in parts[1:])


def _answers(inside: list[Token], hint: str) -> tuple[Answer, ...]:
    # Only multiple choice has ~, and there -> is text; else = and -> together are matching.
    matching = any(token.kind == "=" for token in inside) and not any(token.kind == "~" for token in inside)
    runs: list[tuple[str, list[Token]]] = [("", [])]
    for token in inside:
        if token.kind in ("=", "~"):
            if runs[-1][0] == "~" and not runs[-1][1] and token.kind == "=":
                runs.pop()  # ~= is written by some for =
            runs.append((token.kind, []))
        else:
            runs[-1][1].append(token)
    if not _joined(runs[0][1]).strip():
        runs.pop(0)
    return tuple(_answer(mark, run, hint, matching) for mark, run in runs)


def _answer(mark: str, run: list[Token], hint: str, matching: bool) -> Answer:
    said, *remarks = _split(run, "#", most=1)
    feedback = _hinted(_joined(remarks[0]), hint) if remarks else None
    match = None
    if matching:
        left, *right = _split(said, "->", most=1)
        if right:
            said, match = left, " ".join(_joined(right[0]).split())
    words = _joined(said)
    weight = _WEIGHT.match(words)
    return Answer(
        mark=mark,
        text=_hinted(words[weight.end() :] if weight else words, hint),
        weight=float(weight[1]) if weight else None,
        match=match,
        feedback=feedback if feedback and feedback.words else None,
    )


def _split(found: list[Token], kind: str, most: int = 2) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.kind == kind and len(parts) <= most:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _joined(found: list[Token]) -> str:
    return "".join(token.text for token in found)


def _hinted(words: str, hint: str) -> Text:
    if found := _HINT.match(words):
        return Text(words[found.end() :].strip("\n").rstrip(), found[1].lower())
    words = words.strip("\n").rstrip()
    return Text(words if hint == "markdown" else words.strip(), hint)
