"""How well a name answers what was typed."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

WHOLE, BEGINNING, PART, INITIALS, IN_TEXT, IN_ORDER = range(6)
"""How a name can answer, the best first; IN_TEXT is what answers by its text and not by its name."""

FEWEST_IN_ORDER = 2
"""With fewer signs, nearly every name has them somewhere."""

_FIRST = 0xB0A1
_LAST = 0xD7F9
_BOUNDS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
_CODES = [code for code, _letter in _BOUNDS]


@dataclass(frozen=True)
class Name:
    """A name as it is compared: folded, and the first letters of its pinyin."""

    text: str
    initials: str

    @classmethod
    def of(cls, text: str) -> Name:
        """The name `text`, folded; what was folded once is remembered."""
        return _name(text)


@dataclass(frozen=True)
class Typed:
    """What was typed into a search field; all its words have to be answered."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(fold(self.text).split())

    def rank(self, name: Name) -> int | None:
        """How well the name answers, WHOLE (best) to IN_ORDER; None when it does not."""
        worst = -1
        for word in self.words:
            rank = _rank(word, name)
            if rank is None:
                return None
            worst = max(worst, rank)
        return worst if worst >= 0 else None


def fold(text: str) -> str:
    """For comparing: small letters, and ASCII for its full-width twins (Unicode's NFKC)."""
    return unicodedata.normalize("NFKC", text).casefold()


def initials(text: str) -> str:
    """The first letters of the pinyin of folded `text`, letters and digits as they are.

    GB 2312 sorts its 3755 usual signs by pinyin, so a sign's place there tells its first letter; a sign with several
    readings has one of them, rarer signs have none.
    """
    return "".join(_initial(sign) for sign in text)


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else ""
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _BOUNDS[bisect_right(_CODES, code) - 1][1] if _FIRST <= code <= _LAST else ""


@lru_cache(maxsize=50_000)
def _name(text: str) -> Name:
    folded = fold(text)
    return Name(folded, initials(folded))


def _rank(word: str, name: Name) -> int | None:
    if word in name.text:
        if name.text == word:
            return WHOLE
        return BEGINNING if name.text.startswith(word) else PART
    if word.isascii() and word in name.initials:
        return INITIALS
    if len(word) >= FEWEST_IN_ORDER and _in_order(word, name.text):
        return IN_ORDER
    return None


def _in_order(word: str, text: str) -> bool:
    place = -1
    for sign in word:
        place = text.find(sign, place + 1)
        if place < 0:
            return False
    return True
