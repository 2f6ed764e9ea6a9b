"""The headings of a text, and how much was written."""

from __future__ import annotations

import re
from typing import NamedTuple

from client.plain import plain

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<words>.+?)[ \t#]*$|^[ \t]*(?P<fence>```|~~~)", re.MULTILINE)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['\u2019-][A-Za-z0-9]+)*")
HAN_A_MINUTE = 400
"""So fast a school student reads Chinese to herself."""


class Heading(NamedTuple):
    """A heading: of which order (1 to 6), its words without marks, and where its line begins."""

    order: int
    words: str
    start: int


class Count(NamedTuple):
    """How much there is: Chinese characters and words of other scripts together, all signs, minutes to read."""

    words: int
    signs: int
    minutes: int


def outline(text: str) -> list[Heading]:
    """The headings in their order; what stands in code is none."""
    found: list[Heading] = []
    in_code = False
    for match in _HEADING.finditer(text):
        if match["fence"]:
            in_code = not in_code
        elif not in_code:
            found.append(Heading(len(match["marks"]), plain(match["words"], 60), match.start()))
    return found


def count(text: str) -> Count:
    """How much was written."""
    words = len(_HAN.findall(text)) + len(_WORD.findall(text))
    signs = len(text) - text.count(" ") - text.count("\n")
    return Count(words, signs, -(-words // HAN_A_MINUTE))
