r"""What the trained classifier sees of a question: six groups of grams, hashed to 32 bits.

`zh`   characters of Chinese runs, 1 to 3 in a row: what is spoken of
`mark` signs in a row, 1 to 4 (LaTeX commands, letters, numbers by their size): what the formulas look like
`edge` signs together with the Chinese beside them, 2 and 3 in a row: `每小时0千米`, `x的值`
`end`  the last 14 characters, where most questions say what they ask for
`start` the first 24, where they say what they are about; it counts where the options stand in the text itself
`cue`  names and aliases of our graph that stand in it, with their point and module: 鸡兔同笼 and 头和脚 say the same

Only integers leave this room: no text of a question can be read out of a model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from zlib import crc32

GROUPS = {"zh": 1.0, "mark": 0.3, "edge": 0.6, "end": 0.48, "start": 0.0, "cue": 0.3}
"""How much each group counts: shares of the squared length of a question's vector."""

RUNNING_ON = GROUPS | {"end": 0.2, "start": 0.5}
"""The same where options are part of the text: it ends with one of them, and not with what is asked."""

Cue = tuple[str, tuple[int, ...]]
"""A word, and what it counts as: itself, its point, its module."""

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_SIGNS = re.compile(r"\\[a-zA-Z]+|[\u4e00-\u9fff]+|[a-z]+|[A-Z]|[0-9]+(?:\.[0-9]+)?%?|[^\s]")
_MIXED = re.compile(r"\\[a-zA-Z]+|[\u4e00-\u9fff]|[a-zA-Z]+|[0-9]+(?:\.[0-9]+)?%?|[^\s]")
_PUNCTUATION = set("，。、．,.；;：:？?！!“”\"'`$‘’【】")
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_SPOKEN = re.compile(r"[\u4e00-\u9fffA-Za-z\\]")
_END = 14  # characters
_START = 24
_GAP = "#"  # stands for a run of Chinese between signs


def cues(words: Iterable[tuple[str, str]]) -> list[Cue]:
    """Words of points (word, point's id) as features; a single character is no cue."""
    return [
        (word, tuple(_hashed("c", [word, point_id, point_id.rpartition(".")[0]])))
        for word, point_id in words
        if len(word) > 1
    ]


def features(text: str, options: Iterable[str] = (), known: Iterable[Cue] = ()) -> dict[str, Counter[int]]:
    """How often each hashed gram occurs, by group; `text` as its author wrote it, LaTeX and all; `known` are cues."""
    whole = " ".join([text, *options])
    return {
        "zh": _hashed("z", _chinese(whole)),
        "mark": _hashed("m", _marks(whole)),
        "edge": _hashed("e", _edges(whole)),
        "end": _hashed("n", _ending(text)),
        "start": _hashed("s", _chinese("".join(_CHINESE.findall(text))[:_START])),
        "cue": Counter([gram for word, grams in known if word in whole for gram in grams]),
    }


def _hashed(group: str, grams: Iterable[str]) -> Counter[int]:
    return Counter([crc32((group + gram).encode()) for gram in grams])


def _chinese(text: str) -> list[str]:
    return [
        run[i : i + size] for run in _CHINESE.findall(text) for size in (1, 2, 3) for i in range(len(run) - size + 1)
    ]


def _marks(text: str) -> list[str]:
    signs = [
        _GAP if "\u4e00" <= sign[0] <= "\u9fff" else _size(sign)
        for sign in _SIGNS.findall(text)
        if sign not in _PUNCTUATION
    ]
    grams = [sign for sign in signs if sign != _GAP]
    for size in (2, 3, 4):
        for i in range(len(signs) - size + 1):
            gram = signs[i : i + size]
            gaps = gram.count(_GAP)
            if not gaps or (gaps == 1 and size < 4 and (gram[0] == _GAP or gram[-1] == _GAP)):
                grams.append(" ".join(gram))
    return grams


def _edges(text: str) -> list[str]:
    signs = [sign for sign in _MIXED.findall(text) if sign not in _PUNCTUATION]
    chinese = ["\u4e00" <= sign[0] <= "\u9fff" for sign in signs]
    shapes = [sign if is_chinese else _shape(sign) for sign, is_chinese in zip(signs, chinese, strict=True)]
    return [
        " ".join(shapes[i : i + size])
        for size in (2, 3)
        for i in range(len(shapes) - size + 1)
        if 0 < sum(chinese[i : i + size]) < size
    ]


def _ending(text: str) -> list[str]:
    end = "".join(_SPOKEN.findall(_ASIDE.sub("", text)))[-_END:]
    inside = [end[i : i + size] for size in (1, 2, 3) for i in range(len(end) - size + 1)]
    return inside + ["$" + end[-size:] for size in range(1, 6)]


def _size(sign: str) -> str:
    """A number by its size: the small ones mean something (x², 2n+1), the others are one like another."""
    if sign[0] not in "0123456789":
        return sign
    if sign.endswith("%"):
        return "%"
    if "." in sign:
        return "0.0"
    value = int(sign)
    if value <= 3:
        return str(value)
    if value < 100:
        return "9" if value < 10 else "99"
    return "2000" if 1900 <= value < 2100 else "999"


def _shape(sign: str) -> str:
    """A sign by its kind: an unknown, a coefficient, a place, a number."""
    if sign in ("x", "y", "z"):
        return "x"
    if sign in ("a", "b", "c", "p", "q", "k", "m", "t"):
        return "a"
    if len(sign) == 1 and "A" <= sign <= "Z":
        return "A"
    return "0" if sign[0] in "0123456789" else sign
