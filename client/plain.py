"""Markdown for one line of a list: its marks left out, LaTeX as readable Unicode."""

from __future__ import annotations

import re

_SYMBOLS = {
    "times": "×", "div": "÷", "cdot": "·", "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥",
    "geq": "≥", "geqslant": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "infty": "∞", "circ": "°",
    "triangle": "△", "angle": "∠", "perp": "⊥", "parallel": "∥", "cong": "≌", "sim": "∽", "odot": "⊙", "because": "∵",
    "therefore": "∴", "to": "→", "rightarrow": "→", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "cap": "∩", "cup": "∪", "emptyset": "∅", "varnothing": "∅", "forall": "∀",
    "exists": "∃", "ldots": "…", "cdots": "…", "dots": "…", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "phi": "φ", "varphi": "φ",
    "omega": "ω", "eta": "η", "varepsilon": "ε", "epsilon": "ε", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ", "sum": "∑",
    "quad": " ", "qquad": " ", "sin": "sin", "cos": "cos", "tan": "tan", "log": "log", "ln": "ln", "lg": "lg",
    "lim": "lim", "max": "max", "min": "min", "mid": "|", "prime": "′", "int": "∫",
}  # fmt: skip
_UP = dict(zip("0123456789+-=()nixy", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸ", strict=True))
_DOWN = dict(zip("0123456789+-=()aeioxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢₒₓₕₖₗₘₙₚₛₜ", strict=True))
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"  # braces with at most one level of braces inside

_DRAWING = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|(?<!_)__(?!_)|`)(.+?)\1")  # a run of underscores is a blank to fill in
_SLANTED = re.compile(r"(?<![0-9A-Za-z*])\*(\S|\S[^*\n]*?\S)\*(?![0-9A-Za-z*])")  # *x*, but not 2*3*4
_MARKED = re.compile(
    r"(?<![0-9A-Za-z=])==(\S|\S[^=\n]*?\S)==(?![0-9A-Za-z=])|\{\{(?:c\d+::)?([^{}\n]+?)(?:::[^{}\n]*)?\}\}"
)  # what notes mark, and what is a gap of a card
_LINE_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+])\s+", re.MULTILINE)
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)


def plain(markdown: str, limit: int = 80) -> str:
    """One line of at most `limit` characters; an ellipsis says that more follows."""
    text = " ".join(unmarked(markdown).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def unmarked(markdown: str) -> str:
    """The words of `markdown`, line by line as they were."""
    text = _DRAWING.sub("", markdown)
    text = _FORMULA.sub(lambda m: formula(m[1] or m[2]), text)
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _LINE_MARKS.sub("", text)))
    return _MARKED.sub(lambda m: m[1] or m[2], _SLANTED.sub(r"\1", text))


def formula(latex: str) -> str:
    r"""LaTeX as Unicode: `x^2` → x², `\frac{1}{2}` → 1/2, `\sqrt{3}` → √3; what is unknown loses its backslash."""
    text = re.sub(r"\\begin\{\w+\}(?:\{[^}]*\})?|\\end\{\w+\}", " ", latex)
    text = re.sub(r"\\(?:left|right|displaystyle|,|;|:|!| )", "", text).replace("\\\\", "；").replace("&", "")
    text = re.sub(r"\\(?:text|mathrm|mathbf|mathit|operatorname)\s*" + _GROUP, r"\1", text)
    text = re.sub(r"\^\s*\{?\s*\\circ\s*\}?", "°", text)
    for _depth in range(4):  # innermost first, then what they stood in
        before = text
        text = re.sub(r"\\[dt]?frac\s*" + _GROUP + r"\s*" + _GROUP, lambda m: f"{_part(m[1])}/{_part(m[2])}", text)
        text = re.sub(r"\\sqrt\s*\[3\]\s*" + _GROUP, lambda m: f"∛{_part(m[1])}", text)
        text = re.sub(r"\\sqrt\s*" + _GROUP, lambda m: f"√{_part(m[1])}", text)
        text = re.sub(r"\\(?:overline|vec|overrightarrow|widehat)\s*" + _GROUP, r"\1", text)
        if text == before:
            break
    text = re.sub(r"\\sqrt\s*(\w)", r"√\1", text)
    text = re.sub(r"\^\s*(?:" + _GROUP + r"|(\w))", lambda m: _raised(m[1] or m[2] or ""), text)
    text = re.sub(r"_\s*(?:" + _GROUP + r"|(\w))", lambda m: _lowered(m[1] or m[2] or ""), text)
    text = re.sub(r"\\([a-zA-Z]+)", lambda m: _SYMBOLS.get(m[1], m[1]), text)
    return " ".join(re.sub(r"\\([{}%$#&_])", r"\1", text.replace("{", "").replace("}", "")).split())


def _part(text: str) -> str:
    """A numerator, denominator or radicand: in brackets when it is a sum or a product."""
    text = text.strip()
    return text if re.fullmatch(r"[\w.√π]+|\\[a-zA-Z]+", text) else f"({text})"


def _raised(text: str) -> str:
    return "".join(_UP[c] for c in text) if text and all(c in _UP for c in text) else f"^{_part(text)}"


def _lowered(text: str) -> str:
    return "".join(_DOWN[c] for c in text) if text and all(c in _DOWN for c in text) else text
