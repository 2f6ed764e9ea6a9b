"""Formulas in a text: where they are, and how they must be written for our player (`$…$` and `$$…$$`)."""

from __future__ import annotations

import re

# Opening and closing as Pandoc tells a formula from two prices: no space inside the signs, no digit behind.
_SPANS = re.compile(
    r"""(?P<display>\$\$(?P<in_display>(?:\\.|[^$\\])+?)\$\$)
      | (?P<inline>(?<![\\$])\$(?P<in_inline>(?=\S)(?:\\.|[^$\\])+?)(?<=\S)\$(?![\d$]))
      | (?P<round>\\\((?P<in_round>.+?)\\\))
      | (?P<square>\\\[(?P<in_square>.+?)\\\])""",
    re.VERBOSE | re.DOTALL,
)
_LOOSE = re.compile(
    r"(?P<display>\$\$(?P<in_display>(?:\\.|[^$\\])+?)\$\$)|(?P<inline>(?<![\\$])\$(?P<in_inline>(?:\\.|[^$\\])+?)\$)",
    re.DOTALL,
)
_HAN = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]+(?:\s*[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+)*")
_TEXT_COMMAND = re.compile(r"\\(?:text|mbox|textbf|textrm|mathrm)\s*\{[^{}]*\}")
# A JSON writer that forgot to double its backslashes leaves control characters: \bar, \frac, \times, \right, \neq.
_CONTROLS = (("\x08", r"\b"), ("\x0c", r"\f"), ("\x0b", r"\v"))
_LOST = re.compile(r"\t(?=(?:imes|heta|ext|riangle|au|an|op|o)\b)|\n(?=(?:eq|abla|ot|u|i)\b)|\r(?=(?:ight|ho)\b)")
_LOST_AS = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def split(text: str, *, loose: bool = False) -> list[tuple[str, bool]]:
    """`text` in stretches: (words, False) or (a formula ready for the player with its signs, True).

    `loose` takes every pair of `$` for a formula, as scanned exam papers need; otherwise prices stay prices.
    """
    stretches: list[tuple[str, bool]] = []
    at = 0
    for found in (_LOOSE if loose else _SPANS).finditer(text):
        if not loose and found["inline"] and not _looks_like_formula(found["in_inline"]):
            continue
        if found.start() > at:
            stretches.append((text[at : found.start()], False))
        stretches.append((_written(found, moodle=not loose), True))
        at = found.end()
    if at < len(text):
        stretches.append((text[at:], False))
    return stretches


def _written(found: re.Match[str], *, moodle: bool) -> str:
    groups = found.groupdict()
    inner = repaired(next(v for k, v in groups.items() if k.startswith("in_") and v is not None))
    if not inner:
        return ""
    if not balanced(inner):
        return "`" + inner.replace("`", "'") + "`"  # better the source of a broken formula than an error box
    # Moodle's $$…$$ stands within a line as often as alone: a display there would tear the sentence.
    display = bool(groups.get("square")) or bool(groups["display"] and not moodle)
    return f"\n\n$${inner}$$\n\n" if display else f"${inner}$"


def repaired(tex: str) -> str:
    """One formula without its signs: lost backslashes back, Chinese inside a text command, no line breaks."""
    for control, command in _CONTROLS:
        tex = tex.replace(control, command)
    tex = _LOST.sub(lambda m: _LOST_AS[m[0]], tex)
    tex = re.sub(r"\s+", " ", tex).strip()
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    tex = _TEXT_COMMAND.sub(keep, tex)
    tex = _HAN.sub(lambda m: r"\text{" + m[0] + "}", tex)
    return re.sub("\ue000(\\d+)\ue001", lambda m: kept[int(m[1])], tex)


def balanced(tex: str) -> bool:
    """Whether braces, left and right, begin and end pair up, without which nothing can be drawn."""
    depth = 0
    for sign in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    begins, ends = re.findall(r"\\begin\s*\{(\w+\*?)\}", tex), re.findall(r"\\end\s*\{(\w+\*?)\}", tex)
    lefts, rights = len(re.findall(r"\\left(?![a-zA-Z])", tex)), len(re.findall(r"\\right(?![a-zA-Z])", tex))
    return depth == 0 and sorted(begins) == sorted(ends) and lefts == rights


def _looks_like_formula(tex: str) -> bool:
    return bool(re.search(r"[\\^_=<>+*/]|^\s*-?[A-Za-z]\w{0,2}\s*$|^[\d.]+$", tex)) and "\n\n" not in tex
