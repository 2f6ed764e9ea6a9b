"""Short formulas as text: Flet's Markdown sets every `$…$` as a block of its own that no line may break around.

`$x^2+1$` in the middle of a sentence becomes *x*²+1, and a small fraction 1/*x*, which flow with their line. Whatever
needs a second storey, and a formula that stands on its line alone, stays LaTeX.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"(```.*?```|`[^`\n]*`|\$\$.*?\$\$)", re.DOTALL)
_INLINE = re.compile(r"(?<![\\$])\$(?!\$)(?P<latex>[^$\n]+?)(?<!\\)\$(?!\$)(?P<mark>[，。；：、？！）]?)")
_ALONE = re.compile(r"^\s*(?:[-*>]\s+|(?:\d+|[A-Z])\.\s+)?\$[^$\n]+\$\s*[，。；：,.;]?\s*$")
_ENDS = "?!.,:？！。，："  # what may follow a closing dollar besides a space: flutter_markdown_latex takes no other
_SIGNS = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "ne": "≠", "neq": "≠", "le": "≤", "leq": "≤", "leqslant": "≤",
    "ge": "≥", "geq": "≥", "geqslant": "≥", "approx": "≈", "Delta": "Δ", "pi": "π", "alpha": "α", "beta": "β",
    "theta": "θ", "rho": "ρ", "lambda": "λ", "mu": "μ", "eta": "η", "Omega": "Ω", "angle": "∠", "triangle": "△",
    "perp": "⊥", "parallel": "∥", "infty": "∞", "circ": "°", "quad": " ", "left": "", "right": "", "lt": "<", "gt": ">",
}  # fmt: skip
_UP = dict(zip("0123456789n°", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ°", strict=True))
_DOWN = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_TOKEN = re.compile(
    r"\\(?:text|mathrm)\{(?P<text>[^{}\\$*_]*)\}"
    r"|\\[dt]?frac\{(?P<top>\d+|[A-Za-z])\}\{(?P<bottom>\d+[A-Za-z]?|[A-Za-z])\}"
    r"|\\sqrt\{(?P<root>\d+|[A-Za-z])\}"
    r"|\\(?P<sign>[A-Za-z]+)\s*"
    r"|\\(?P<space>[,;: ])"
    r"|\^\{?(?P<up>[0-9n]|\\circ)\}?"
    r"|_\{?(?P<down>[0-9])\}?"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<rest>[0-9.,，、:：；;=+\-<>()（）/|%'°\s\u0370-\u03ff\u4e00-\u9fff±×·÷≠≤≥≈]+)"
)


def flowing(markdown: str) -> str:
    """`markdown` with the short formulas inside its sentences as text; code and display formulas are left alone."""
    parts = _CODE.split(markdown)
    return "".join(part if index % 2 else _lines(part) for index, part in enumerate(parts))


def as_text(latex: str) -> str | None:
    """A formula as Markdown on one line, or None when it cannot be: letters are set in italics, signs as they are."""
    out: list[str] = []
    end = 0
    latex = latex.strip()
    for token in _TOKEN.finditer(latex):
        if token.start() != end:
            return None
        end = token.end()
        written = _written(token)
        if written is None:
            return None
        out.append(written)
    return "".join(out) if end == len(latex) and out else None


def _written(token: re.Match[str]) -> str | None:
    kind = token.lastgroup
    text = token[kind] if kind else ""
    match kind:
        case "letters":
            return f"*{text}*"
        case "sign":
            return _SIGNS.get(text)
        case "bottom":
            below = re.sub("[A-Za-z]", r"*\g<0>*", text)
            above = re.sub("[A-Za-z]", r"*\g<0>*", token["top"])
            return f"{above}/({below})" if len(text) > 1 and not text.isdigit() else f"{above}/{below}"
        case "root":
            return f"√{text}" if text.isdigit() else f"√*{text}*"
        case "up":
            return _UP["°" if text.startswith("\\") else text]
        case "down":
            return _DOWN[text]
        case "space":
            return " "
        case "rest":
            return re.sub(r"\s+", " ", text.replace("-", "−"))
        case _:
            return text


def _lines(markdown: str) -> str:
    return "\n".join(_INLINE.sub(_apart, line) if _ALONE.match(line) else _line(line) for line in markdown.split("\n"))


def _line(line: str) -> str:
    in_table = line.lstrip().startswith("|")

    def replace(found: re.Match[str]) -> str:
        text = as_text(found["latex"])
        return _apart(found) if text is None or (in_table and "|" in text) else text + found["mark"]

    return _INLINE.sub(replace, line)


def _apart(found: re.Match[str]) -> str:
    """A formula that stays LaTeX: with the mark after it inside, since no line may begin with one, and Flet's Markdown
    breaks before whatever follows a formula; with a space behind it where Markdown would not see its end.
    """
    mark = found["mark"]
    whole = f"${found['latex']}\\text{{{mark}}}$" if mark else found[0]
    behind = found.string[found.end() : found.end() + 1]
    return whole if not behind or behind.isspace() or behind in _ENDS else whole + " "
