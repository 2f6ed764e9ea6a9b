"""How an answer that a person typed is read: as a number, or as a text that compares equal however it was keyed in."""

from __future__ import annotations

import math
import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SUPERSCRIPT_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_DASHES = str.maketrans({**dict.fromkeys("−–—‐‑﹣", "-"), "⁄": "/"})
_SIGNS = {
    "×": "*", "·": "*", "∙": "*", "⋅": "*", "•": "*", "÷": "/", "∕": "/", "：": ":",
    "，": ",", "、": ",", "；": ",", ";": ",", "≥": ">=", "⩾": ">=", "≧": ">=", "≤": "<=", "⩽": "<=", "≦": "<=",
    "≠": "!=", "Π": "π",
}  # fmt: skip
_LATEX = (
    (re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(r"\\sqrt\s*\{([^{}]*)\}"), r"√\1"),
    (re.compile(r"\\sqrt|\bsqrt"), "√"),
    (re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:left|right|displaystyle|,|;|!|quad)"), ""),
    (re.compile(r"\\(?:times|cdot|ast)(?![a-zA-Z])"), "*"),
    (re.compile(r"\\div(?![a-zA-Z])"), "/"),
    (re.compile(r"\\pm(?![a-zA-Z])"), "±"),
    (re.compile(r"\\geq?(?:slant)?(?![a-zA-Z])"), ">="),
    (re.compile(r"\\leq?(?:slant)?(?![a-zA-Z])"), "<="),
    (re.compile(r"\\neq?(?![a-zA-Z])"), "!="),
    (re.compile(r"\\pi(?![a-zA-Z])"), "π"),
    (re.compile(r"\\(Delta|Omega|alpha|beta|theta|rho|infty)(?![a-zA-Z])"), lambda m: _GREEK[m[1]]),
    (re.compile(r"\\(?=%)"), ""),
)
_GREEK = {"Delta": "Δ", "Omega": "Ω", "alpha": "α", "beta": "β", "theta": "θ", "rho": "ρ", "infty": "∞"}
_NUMBER = r"(?:\d+\.?\d*|\.\d+)"
_FORMS = (
    re.compile(rf"(?P<whole>[+-]?{_NUMBER}(?:e[+-]?\d+)?)"),
    re.compile(rf"(?P<whole>[+-]?{_NUMBER})\*10\^?\(?(?P<power>[+-]?\d+)\)?"),
    re.compile(rf"\(?(?P<top>[+-]?{_NUMBER})\)?/\(?(?P<bottom>[+-]?{_NUMBER})\)?"),
    re.compile(r"(?P<sign>[+-]?)(?P<mixed>\d+) (?P<top>\d+)/(?P<bottom>\d+)"),
    re.compile(
        rf"(?P<sign>[+-]?)(?P<times>{_NUMBER}?)\*?(?P<root>√)\(?(?P<under>{_NUMBER})\)?(?:/(?P<bottom>{_NUMBER}))?"
    ),
    re.compile(rf"(?P<sign>[+-]?)(?P<times>{_NUMBER}?)\*?(?P<pi>π)(?:/(?P<bottom>{_NUMBER}))?"),
)


def plain(text: str) -> str:
    """`text` in one spelling: half width, `-` `*` `/` `^2` `>=` for their many forms, LaTeX commands as signs.

    Spaces stay between two letters and between two digits, and go everywhere else.
    """
    text = _SUPERSCRIPT_RUN.sub(lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
    for sign, spelling in _SIGNS.items():
        text = text.replace(sign, spelling)
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("$", "")
    for pattern, spelling in _LATEX:
        text = pattern.sub(spelling, text)
    text = re.sub(r"\^\s*\{([^{}]*)\}", r"^\1", text)
    text = re.sub(r"√\s*\(([\w.]+)\)", r"√\1", text)
    text = re.sub(r"_\s*\{?([A-Za-z0-9]+)\}?", r"\1", text)
    text = text.replace("=<", "<=").replace("=>", ">=").replace("+-", "±")
    text = re.sub(r"\s+", " ", text).strip().rstrip(" .。!?")
    return re.sub(r"(?<=[A-Za-z]) (?=[A-Za-z])|(?<=\d) (?=\d)|( )", lambda m: "" if m[1] else " ", text)


def number(text: str) -> float | None:
    """The number that `text` writes, or None: `−3.5`, `１２`, `1/2`, `1 1/2`, `3×10^8`, `2√3/3`, `π/2`, `1,000`.

    A percent sign divides by 100. Sums and products are no numbers: whoever is asked for 2+3 shall not answer "2+3".
    """
    text = plain(text).casefold()
    if re.fullmatch(r"[+-]?\d{1,3}([, ]\d{3})+(\.\d+)?", text):
        text = re.sub("[, ]", "", text)
    scale = 0.01 if text.endswith("%") else 1.0
    text = text.removesuffix("%")
    for form in _FORMS:
        if found := form.fullmatch(text):
            value = _value({k: v for k, v in found.groupdict().items() if v is not None})
            return None if value is None or math.isinf(value) else value * scale
    return None


def _value(part: dict[str, str]) -> float | None:
    sign = -1.0 if part.get("sign") == "-" else 1.0
    bottom = float(part.get("bottom", "1"))
    if bottom == 0:
        return None
    if "whole" in part:
        return float(part["whole"]) * float(f"1e{part.get('power', '0')}")
    if "mixed" in part:
        return sign * (float(part["mixed"]) + float(part["top"]) / bottom)
    if "top" in part:
        return float(part["top"]) / bottom
    times = float(part["times"]) if part.get("times") else 1.0
    return sign * times * (float(part["under"]) ** 0.5 if "root" in part else math.pi) / bottom


def roots(text: str) -> tuple[str, list[str]]:
    """The unknown and the sorted values of a list of solutions such as `x₁=1, x₂=3`, `x=1或3`, `x=±2`, `3`.

    `text` is in the spelling of `plain`. The unknown is "" when no `x=` was written, and "?" when the parts name
    different ones.
    """
    letters: set[str] = set()
    values: list[str] = []
    for part in re.split(r",|或者?|和|\bor\b|\band\b", text):
        found = re.fullmatch(r"\s*(?:([^\W\d_])\d?=)?(.+?)\s*", part)
        if not found:
            continue
        if found[1]:
            letters.add(found[1])
        values += [found[2].replace("±", s).removeprefix("+") for s in "+-"] if "±" in found[2] else [found[2]]
    return ("" if not letters else letters.pop() if len(letters) == 1 else "?"), sorted(values)
