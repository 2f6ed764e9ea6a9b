"""Whether an input method may be composing a word: its letters are no text yet."""

from __future__ import annotations

import re

LONGEST = 24
"""No word takes more letters."""
_LETTERS = re.compile(rf"[a-z']{{1,{LONGEST}}}$")


def may_be_composing(text: str, at: int) -> bool:
    """Whether the letters before the cursor may be the pinyin of a word that is still to come.

    The client does not say so. In Chinese text small letters right behind a character, a Chinese sign or a line break
    may be; behind a space or an ASCII sign they are a word or a formula.
    """
    begin = max(0, at - LONGEST - 1)
    run = _LETTERS.search(text[begin:at])
    if run is None:
        return False
    before = text[begin + run.start() - 1 : begin + run.start()]
    return before in ("", "\n") or not before.isascii()
