"""Where what was typed stands in what is shown: to be drawn in bold, and to choose the words that are shown."""

from __future__ import annotations

from client.search.names import Typed, fold, initials
from client.search.words import is_letters

Span = tuple[int, int]
"""From a character to before another."""

BEFORE = 12
"""So many characters stand before a hit in the middle of a text."""


def spans(text: str, typed: Typed) -> list[Span]:
    """The characters of `text` that answer, in order and apart; letters also by the first letters of the pinyin."""
    folded, places = _folded(text)
    marked = [False] * len(text)
    for word in typed.words:
        found = _all(folded, word)
        if not found and is_letters(word):
            letters = "".join(initials(sign) or " " for sign in folded)  # one a sign, so that places stay
            found = _all(letters, word)
        for start in found:
            for at in places[start : start + len(word)]:
                marked[at] = True
    out: list[Span] = []
    for at, is_marked in enumerate(marked):
        if is_marked and out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1)
        elif is_marked:
            out.append((at, at + 1))
    return out


def around(text: str, typed: Typed, chars: int) -> str:
    """At most `chars` of one line of `text`, such that the first hit is among them."""
    line = " ".join(text.split())
    found = spans(line, typed)
    start = max(0, min(found[0][0] - BEFORE, len(line) - chars)) if found and found[0][1] > chars // 2 else 0
    cut = ("…" if start else "") + line[start:]
    return cut if len(cut) <= chars else cut[: chars - 1].rstrip() + "…"


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` folded, and of each of its signs the place in `text` that it came from."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for part in fold(sign):
            signs.append(part)
            places.append(at)
    return "".join(signs), places


def _all(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
