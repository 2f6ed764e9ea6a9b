r"""What a text is found by, and how much two texts have in common.

SQLite's own tokenizers do not part Chinese into words; overlapping pairs of characters, made here, find every word of
two or more. Words of other scripts, LaTeX commands and pairs of neighbouring words are grams too. Numbers are, but
nobody looks for them: they are what differs first between two questions of one kind.
"""

from __future__ import annotations

import re
from collections import Counter

_TOKEN = re.compile(r"\\[a-z]+|[a-z]+|[\u4e00-\u9fff]+|[\u0391-\u03c9]|\d+(?:\.\d+)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BLANK = re.compile(r"\s+")
NUMBER = "n"
"""What the gram of a number begins with; no other gram has a digit."""


def grams(text: str) -> set[str]:
    """The grams of a text: for the index each is one word, made of letters, digits and `_`."""
    found: set[str] = set()
    before = ""
    for token in _TOKEN.findall(text.lower()):
        first = token[0]
        word = ""
        if 0x4E00 <= ord(first) <= 0x9FFF:
            found.update(token[i : i + 2] for i in range(max(1, len(token) - 1)))
        elif first == "\\":
            found.add(token[1:])
        elif first.isdigit():
            found.add(NUMBER + token.replace(".", "_"))
        else:
            word = token
            found.add(word)
            if before:
                found.add(f"{before}_{word}")
        before = word
    return found


def is_number(gram: str) -> bool:
    """Whether the gram is a number's."""
    return gram[0] == NUMBER and gram[1:2].isdigit()


def shape(text: str) -> Counter[str]:
    """The pairs of neighbouring characters with every number as 0: what formulas are told apart by."""
    bare = _NUMBER.sub("0", _BLANK.sub("", text.lower()))
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1))


def in_common(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two shapes, 0..1."""
    together = one.total() + other.total()
    if not together:
        return 0.0
    shared = 0
    for pair, count in other.items():
        mine = one.get(pair, 0)
        shared += min(mine, count)
    return 2 * shared / together
