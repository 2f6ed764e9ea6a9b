"""What nobody says to a team here: words that hurt, and ways to be reached elsewhere. Pure; the list is our own.

It is looked at before something is sent, and again before it is shown, since an older or another program may have sent
it. A list of words is no judgement: it misses much, which is why whoever reads can report and block in two taps.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

HURTING = (
    "傻逼", "傻b", "傻x", "煞笔", "脑残", "智障", "弱智", "白痴", "蠢货", "蠢猪", "废物", "人渣", "贱人", "贱货",
    "婊子",
    "王八蛋", "混蛋", "狗东西", "滚蛋", "你去死", "死全家", "打死你", "弄死你", "操你妈", "草你妈", "nmsl", "cnm",
    "tmd", "丑八怪", "死胖子", "没人要你", "没人喜欢你", "裸照", "约炮", "fuck", "bitch", "asshole", "retard",
    "kill yourself",
)  # fmt: skip
ELSEWHERE = (
    "加微信", "加我微信", "微信号", "加qq", "qq号", "扣扣号", "手机号", "家庭住址", "私下见面", "转账", "发红包",
)  # fmt: skip
"""Children are not asked for these here: a stranger who wants to meet elsewhere is the danger that there is."""

_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")  # a mobile phone's in China
_LINK = re.compile(r"https?://|www\.|\b[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s_\-.*·,，。、~|/\\]+")


def is_fit(words: str) -> bool:
    """Whether it may be said."""
    return not _spans(words)


def masked(words: str) -> str:
    """The same with stars for what may not be said."""
    signs = list(words)
    for start, end in _spans(words):
        signs[start:end] = "*" * (end - start)
    return "".join(signs)


def _spans(words: str) -> list[tuple[int, int]]:
    """Where such words stand: wide letters are as narrow ones, and signs between letters do not hide a word."""
    signs = [
        (place, letter) for place, sign in enumerate(words) for letter in unicodedata.normalize("NFKC", sign).lower()
    ]
    close = [(place, letter) for place, letter in signs if not _BETWEEN.fullmatch(letter)]
    found = [(m.start(), len(words)) for m in _LINK.finditer(words)]
    found += _found(_NUMBER, close)
    for word in (*HURTING, *ELSEWHERE):
        found += _found(_whole(word), signs if word.isascii() else close)
    return sorted(found)


def _found(pattern: re.Pattern[str], signs: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """From where to where in the words the pattern stands in these letters of theirs."""
    plain = "".join(letter for _place, letter in signs)
    return [(signs[m.start()][0], signs[m.end() - 1][0] + 1) for m in pattern.finditer(plain)]


@cache
def _whole(word: str) -> re.Pattern[str]:
    """A word of the alphabet is one only by itself: "tmd" is none within another."""
    if not word.isascii():
        return re.compile(re.escape(word))
    letters = rf"{_BETWEEN.pattern[:-1]}*".join(map(re.escape, _BETWEEN.sub("", word)))
    return re.compile(rf"(?<![a-z]){letters}(?![a-z])")
