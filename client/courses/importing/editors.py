r"""Formulas as editors on the web write them, as `\(…\)` and `\[…\]`.

MathML; Canvas's pictures of equations; Wiris (Moodle, Blackboard, Brightspace); MathJax's scripts; Quill's spans;
KaTeX, which writes MathML and the drawing of it.
"""

from __future__ import annotations

import html as entities
import re

from client.courses.importing.mathml import formulas_for_math

_SCRIPT = re.compile(
    r"<script\b[^>]*\btype\s*=\s*[\"']math/(?P<kind>tex|mml)(?P<display>;\s*mode=display)?[^\"']*[\"'][^>]*>"
    r"(?P<source>.*?)</script\s*>",
    re.DOTALL | re.IGNORECASE,
)
_CANVAS = re.compile(r"<img\b[^>]*\bdata-equation-content\s*=\s*(\"[^\"]*\"|'[^']*')[^>]*>", re.IGNORECASE)
_WIRIS = re.compile(r"<img\b[^>]*\bdata-mathml\s*=\s*(\"[^\"]*\"|'[^']*')[^>]*>", re.IGNORECASE)
_QUILL = re.compile(
    r"<span\b[^>]*\bclass\s*=\s*[\"']ql-formula[\"'][^>]*\bdata-value\s*=\s*(\"[^\"]*\"|'[^']*')[^>]*>.*?</span\s*>"
    r"|<span\b[^>]*\bdata-value\s*=\s*(\"[^\"]*\"|'[^']*')[^>]*\bclass\s*=\s*[\"']ql-formula[\"'][^>]*>.*?</span\s*>",
    re.DOTALL | re.IGNORECASE,
)
_DRAWN = {"katex-html", "mathjax_preview", "mathjax", "mathjax_display", "mathjax_svg", "mathjax_svg_display"}
_SAFE = str.maketrans({"«": "<", "»": ">", "¨": '"', "§": "&", "´": "'"})
"""What Wiris writes for the signs that cannot stand in an attribute."""


def with_formulas(html: str) -> str:
    """`html` with its formulas in LaTeX."""
    if "<" not in html:
        return html
    if "math/" in html:
        html = _SCRIPT.sub(_script, html)
    if "data-equation-content" in html:
        html = _CANVAS.sub(lambda found: _written(entities.unescape(found[1][1:-1])), html)
    if "data-mathml" in html:
        html = _WIRIS.sub(lambda found: entities.unescape(found[1][1:-1]).translate(_SAFE), html)
    if "ql-formula" in html:
        html = _QUILL.sub(lambda found: _written(entities.unescape((found[1] or found[2])[1:-1])), html)
    return formulas_for_math(html)


def is_drawn_formula(tag: str, classes: str | None) -> bool:
    """Whether an element of these classes only draws a formula that stands beside it."""
    return tag in ("span", "div") and bool(classes) and not _DRAWN.isdisjoint((classes or "").lower().split())


def is_sign(tag: str, classes: str | None) -> bool:
    """Whether an element is a sign of Google's fonts: its text, e.g. menu_book, is the sign's name and no word."""
    return tag in ("span", "i") and any(
        each.startswith(("material-icons", "material-symbols")) for each in (classes or "").lower().split()
    )


def _script(found: re.Match[str]) -> str:
    if found["kind"].lower() == "mml":
        return found["source"]
    return _written(found["source"], display=bool(found["display"]))


def _written(latex: str, *, display: bool = False) -> str:
    latex = latex.strip()
    if not latex:
        return ""
    shown = entities.escape(latex.replace("<", r"\lt ").replace(">", r"\gt "), quote=False)
    return f"\\[{shown}\\]" if display else f"\\({shown}\\)"
