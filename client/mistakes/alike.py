"""When two questions are the same one: in one spelling, else nearly so. Pure, and quick enough to ask while one types.

A question that was typed, pasted, read from a picture or met in a quiz differs in blanks, marks, numbering and a letter
or two; it is the same question. One with other numbers is not: it is a *similar* question, and a mistake of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from client.courses.content import Question
from client.plain import unmarked

SAME_FROM = 0.86
"""Texts with the same numbers and at least this much in common are one question (a wrong letter in ten or so)."""

TELLING_CHARACTERS = 14
"""A text of so many characters tells its question without the options; 下列说法正确的是 does not."""

_HEAD = re.compile(
    r"^\s*(?:第?\s*\d{1,3}\s*(?:题[.:：]?|[.．、:：](?!\d)|[)）])|[(（]\s*\d{1,3}\s*(?:分\s*)?[)）]|例\s*\d*[.．:：]?|[【\[].{0,40}?[】\]])\s*"
)
_OPTION = re.compile(r"^\s*[(（]?[A-Ga-g][)）.．、:：]\s*")
_SIGNS = str.maketrans({**dict.fromkeys("−–—‐‑﹣", "-"), "×": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "∕": "/"})
_QUIET = re.compile(r"[^\w+\-*/=<>^%√π≤≥≠±∠△°∥⊥∈∩∪:.]|_|(?<!\d)\.|\.(?!\d)|(?<!\d):|:(?!\d)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def normal(text: str) -> str:
    """The text in one spelling: no numbering, marks or blanks, half width, small letters; LaTeX as plain signs."""
    text = unmarked(text)
    while (bare := _HEAD.sub("", text, count=1)) != text and bare.strip():
        text = bare
    return _QUIET.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold())


def normal_options(options: Sequence[str]) -> tuple[str, ...]:
    """The options in one spelling and order, without their letters."""
    return tuple(sorted(filter(None, (normal(_OPTION.sub("", option)) for option in options))))


def form(text: str, options: Sequence[str] = ()) -> str:
    """What two spellings of one question have in common: equal for both; "" for one of pictures only."""
    return "|".join(filter(None, (normal(text), *normal_options(options))))


def form_of(question: Question) -> str:
    """The `form` of a question."""
    return form(question.text, getattr(question, "options", ()))


def likeness(one: str, other: str) -> float:
    """How much two normal texts have in common, 0..1: Dice's coefficient of their pairs of characters."""
    if one == other:
        return 1.0 if one else 0.0
    ours, theirs = _pairs(one), _pairs(other)
    together = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / together if together else 0.0


def is_same(text: str, options: Sequence[str], other_text: str, other_options: Sequence[str]) -> bool:
    """Whether both are one question, apart from how they are written down.

    All numbers have to agree. Options that only one side has count for nothing when the text itself is telling.
    """
    one, other = normal(text), normal(other_text)
    ours, theirs = normal_options(options), normal_options(other_options)
    if not one or not other:
        return False
    if not (ours and theirs):
        telling = min(len(one), len(other)) >= TELLING_CHARACTERS
        return _nearly(one, other) if telling else one == other and ours == theirs
    return _nearly("|".join((one, *ours)), "|".join((other, *theirs)))


def _nearly(one: str, other: str) -> bool:
    if one == other:
        return True
    return sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other)) and likeness(one, other) >= SAME_FROM


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(max(1, len(text) - 1)))
