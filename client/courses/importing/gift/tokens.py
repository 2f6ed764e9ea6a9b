"""The signs of a GIFT block: what is text (escapes resolved) and what GIFT means something by."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<escape>\\[:~=\#{}\\n])
      | (?P<tag><[A-Za-z][\w:-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))+\s*/?>)
      | (?P<formula>\$\$(?:(?!\$\$)[^\n]){1,500}\$\$|\\\((?:(?!\\\))[^\n]){1,500}\\\))
      | (?P<sign>\#{4}|->|::|[{}=~\#])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([:~=#{}\\n])")
_OURS = re.compile(r"(?<!\\)[{}=~#]")


class Token(NamedTuple):
    """`kind` is "text", or the sign itself: `{ } = ~ # #### -> ::`; `line` counts from 0 within the block."""

    kind: str
    text: str
    line: int


def tokens(source: str) -> list[Token]:
    """The tokens of a block, text in runs as long as can be."""
    found: list[Token] = []
    text: list[str] = []
    line = start = at = 0

    def flush() -> None:
        nonlocal start
        if text:
            found.append(Token("text", "".join(text), start))
            text.clear()
        start = line

    while match := _TOKEN.search(source, at):
        before = source[at : match.start()]
        if before:
            text.append(before)
            line += before.count("\n")
        end = match.end()
        if sign := match["sign"]:
            flush()
            found.append(Token(sign, sign, line))
        elif match["formula"] and not _is_bare(match["formula"]):
            end = match.start() + 2  # an escaped formula, or two prices: its parts are looked at one by one
            text.append(match["formula"][:2])
        elif match["formula"]:
            text.append(match["formula"])
        else:
            text.append(resolve(match[0]))
            line += match[0].count("\n")
        at = end
    text.append(source[at:])
    flush()
    return found


def resolve(text: str) -> str:
    """Escapes to what they stand for; a backslash before anything else is a backslash."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text)


def _is_bare(formula: str) -> bool:
    """A formula typed as in LaTeX, with the signs that GIFT wants escaped; Moodle itself would trip over it."""
    inner = formula[2:-2]
    return (
        bool(_OURS.search(inner))
        and not re.search(r"\\[=~#]|\\\\[A-Za-z]", inner)
        and len(re.findall(r"(?<!\\)\{", inner)) == len(re.findall(r"(?<!\\)\}", inner))
    )
