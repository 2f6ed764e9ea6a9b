"""MathML as LaTeX: the presentation elements that editors write."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from client.courses.importing.elements import XmlError, parse

_OPERATORS = {
    "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "∓": r"\mp ", "·": r"\cdot ", "⋅": r"\cdot ", "∙": r"\cdot ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "≡": r"\equiv ", "∞": r"\infty ", "→": r"\to ",
    "←": r"\leftarrow ", "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "∈": r"\in ", "∉": r"\notin ",
    "⊂": r"\subset ", "⊆": r"\subseteq ", "∩": r"\cap ", "∪": r"\cup ", "∅": r"\varnothing ", "∑": r"\sum ",
    "∏": r"\prod ", "∫": r"\int ", "√": r"\surd ", "∂": r"\partial ", "∇": r"\nabla ", "∠": r"\angle ",
    "⊥": r"\perp ", "∥": r"\parallel ", "°": r"^\circ ", "…": r"\ldots ", "⋯": r"\cdots ", "−": "-", "∗": "*",
    "′": "'", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "\\": r"\backslash ",
    "〈": r"\langle ", "〉": r"\rangle ", "⟨": r"\langle ", "⟩": r"\rangle ", "∣": "|",
    "∀": r"\forall ", "∃": r"\exists ",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\xa0": r"\ ", "\u2009": r"\,", "\u200b": "",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\varepsilon ", "ζ": r"\zeta ",
    "η": r"\eta ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "ν": r"\nu ", "ξ": r"\xi ", "π": r"\pi ",
    "ρ": r"\rho ", "σ": r"\sigma ", "τ": r"\tau ", "φ": r"\varphi ", "ϕ": r"\phi ", "χ": r"\chi ", "ψ": r"\psi ",
    "ω": r"\omega ", "Γ": r"\Gamma ", "Δ": r"\Delta ", "Θ": r"\Theta ", "Λ": r"\Lambda ", "Π": r"\Pi ",
    "Σ": r"\Sigma ", "Φ": r"\Phi ", "Ψ": r"\Psi ", "Ω": r"\Omega ", "ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}",
    "ℕ": r"\mathbb{N}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}",
}  # fmt: skip
_FUNCTIONS = {"sin", "cos", "tan", "cot", "sec", "csc", "log", "ln", "lim", "max", "min", "exp", "arcsin", "arccos",
              "arctan", "sinh", "cosh", "tanh", "det", "gcd"}  # fmt: skip
_ACCENTS = {"¯": "overline", "―": "overline", "‾": "overline", "→": "vec", "⇀": "vec", "^": "hat", "ˆ": "hat",
            "~": "tilde", "˜": "tilde", "˙": "dot", "¨": "ddot", "⏞": "overbrace", "_": "underline",
            "⏟": "underbrace"}  # fmt: skip
_MATH = re.compile(r"<(?P<prefix>[\w.-]+:)?math\b[^>]*?(?:/>|>.*?</(?P=prefix)math\s*>)|<math\b[^>]*>.*?</math\s*>",
                   re.DOTALL | re.IGNORECASE)  # fmt: skip


def formulas_for_math(html: str) -> str:
    r"""`html` with each `<math>` in it as `\(…\)`, or `\[…\]` for one that stands alone."""
    return _MATH.sub(_written, html) if "math" in html.lower() else html


def to_latex(math: ET.Element) -> str:
    """The LaTeX of a `math` element whose names have no namespaces."""
    for source in math.iter():
        if source.tag in ("annotation", "annotation-xml") and "tex" in source.get("encoding", "").lower():
            return (source.text or "").strip()
    return " ".join(_row(math).split())


def _written(found: re.Match[str]) -> str:
    try:
        source = re.sub(r"<(/?)[\w.-]+:", r"<\1", found[0])
        math = parse(re.sub(r"\s[\w.-]+:[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')", " ", source))
    except XmlError:
        return re.sub(r"<[^>]*>", " ", found[0])
    latex = to_latex(math).replace("<", r"\lt ").replace(">", r"\gt ")
    if not latex:
        return ""
    return f"\\[{latex}\\]" if math.get("display") == "block" else f"\\({latex}\\)"


def _row(element: ET.Element) -> str:
    return "".join(_one(child) for child in element)


def _token(text: str) -> str:
    return "".join(_OPERATORS.get(sign, sign) for sign in text)


def _one(element: ET.Element) -> str:
    children = list(element)
    text = " ".join((element.text or "").split())
    match element.tag:
        case "mi" if text in _FUNCTIONS:
            return f"\\{text} "
        case "mi" if len(text) > 1 and text.isascii() and text.isalpha():
            return r"\mathrm{" + text + "}"
        case "mi" | "mn" | "mo":
            return f"\\{text} " if text in _FUNCTIONS else _token(text or "")
        case "mtext" | "ms":
            kept = (element.text or "").replace("\xa0", " ")
            return r"\text{" + re.sub(r"[\\{}$%#&_^~]", " ", kept) + "}" if kept.strip() else r"\ "
        case "mspace":
            return r"\ "
        case "mfrac" if len(children) == 2:
            return r"\frac{" + _one(children[0]) + "}{" + _one(children[1]) + "}"
        case "msqrt":
            return r"\sqrt{" + _row(element) + "}"
        case "mroot" if len(children) == 2:
            return r"\sqrt[" + _one(children[1]) + "]{" + _one(children[0]) + "}"
        case "msup" | "mover" | "msub" | "munder" if len(children) == 2:
            return _scripted(element, children)
        case "msubsup" | "munderover" if len(children) == 3:
            return f"{_based(children[0])}_{{{_one(children[1])}}}^{{{_one(children[2])}}}"
        case "mfenced":
            inside = (element.get("separators", ",")[:1] or "").join(_one(child) for child in children)
            left, right = element.get("open", "("), element.get("close", ")")
            return rf"\left{_fence(left)}{inside}\right{_fence(right)}"
        case "mtable":
            rows = [" & ".join(_row(cell) for cell in row) for row in children if row.tag in ("mtr", "mlabeledtr")]
            return r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"
        case "semantics" if children:
            return _one(children[0])
        case "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts":
            return ""
        case _:
            return _row(element) if children else _token(text)


def _scripted(element: ET.Element, children: list[ET.Element]) -> str:
    base, script = children
    sign = "".join(script.itertext()).strip()
    if element.tag in ("mover", "munder") and sign in _ACCENTS:
        return f"\\{_ACCENTS[sign]}{{{_one(base)}}}"
    place = "^" if element.tag in ("msup", "mover") else "_"
    above = _one(script)
    if place == "^" and above.strip() == r"^\circ":
        above = r"\circ"
    if set(above) == {"'"}:
        return f"{_based(base)}{above}"
    return f"{_based(base)}{place}{{{above}}}"


def _based(base: ET.Element) -> str:
    latex = _one(base).strip()
    return latex if re.fullmatch(r"\w|\\[A-Za-z]+|[)\]|]", latex) else f"{{{latex}}}"


def _fence(sign: str) -> str:
    return {
        "{": r"\{",
        "}": r"\}",
        "": ".",
        "〈": r"\langle ",
        "〉": r"\rangle ",
        "⟨": r"\langle ",
        "⟩": r"\rangle ",
    }.get(sign.strip(), sign.strip()[:1] or ".")
