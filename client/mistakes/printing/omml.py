"""A formula for Word: LaTeX to MathML (by latex2mathml, as ziamath does) to Office Math, so that it can be edited."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import lru_cache
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

_OPEN, _CLOSE = frozenset("([{|‖⟨"), frozenset(")]}|‖⟩")
_PAIRS = {")": "(", "]": "[", "}": "{", "|": "|", "‖": "‖", "⟩": "⟨"}
_SCRIPTS = {"msup": ("sup",), "msub": ("sub",), "msubsup": ("sub", "sup")}
_ACCENTS = {"→": "\u20d7", "^": "\u0302", "¯": "\u0305", "‾": "\u0305", "―": "\u0305", "˙": "\u0307", "~": "\u0303"}
_LARGE = frozenset("∑∏∫∮⋃⋂")


@lru_cache(maxsize=512)
def omml(latex: str) -> str | None:
    """`<m:oMath>` of a formula; None for what cannot be turned into one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from latex2mathml.converter import convert

            tree = Xml.fromstring(convert(latex))  # noqa: S314 - made by latex2mathml just now, not from outside
    except Exception:  # whatever a formula that is none brings about
        return None
    return f"<m:oMath>{_all(list(tree))}</m:oMath>"


def _all(nodes: Sequence[Xml.Element]) -> str:
    """Nodes beside each other; the power of a bracket is one of all that it closes (LibreOffice wants it so)."""
    out: list[str] = []
    for at, node in enumerate(nodes):
        closing = _closed_by(node) if _name(node) in _SCRIPTS else ""
        begin = _opened_at(nodes, at, closing) if closing else -1
        if begin < 0:
            out.append(_node(node))
            continue
        opening = escape(_sign(nodes[begin]))
        base = _fenced(opening, escape(closing), "".join(out[begin + 1 :]))
        out[begin:] = ["", *("" for _node_inside in out[begin + 1 :]), _scripted(_name(node), base, list(node)[1:])]
    return "".join(out)


def _name(node: Xml.Element) -> str:
    return node.tag.rpartition("}")[2]


def _sign(node: Xml.Element) -> str:
    return (node.text or "").strip() if _name(node) == "mo" else ""


def _closed_by(node: Xml.Element) -> str:
    """The bracket that a node is, or bears a script on."""
    kids = list(node)
    sign = _sign(kids[0]) if kids and _name(node) in _SCRIPTS else _sign(node)
    return sign if sign in _CLOSE else ""


def _opened_at(nodes: Sequence[Xml.Element], end: int, closing: str) -> int:
    """Where the bracket that is closed at `end` was opened; -1 when it was not."""
    opening = _PAIRS[closing]
    depth = 1
    for at in range(end - 1, -1, -1):
        if _sign(nodes[at]) == opening:
            depth -= 1
        elif _closed_by(nodes[at]) == closing:
            depth += 1
        if depth == 0:
            return at
    return -1


def _node(node: Xml.Element) -> str:
    name, kids = _name(node), list(node)
    match name:
        case "mi" | "mn" | "mo" | "ms":
            return _run((node.text or "").strip(), plain=name == "mo" or len((node.text or "").strip()) > 1)
        case "mtext":
            return _run(node.text or "", plain=True)
        case "mspace":
            return _run("\u2002", plain=True) if node.get("width", "").startswith(("1", "2")) else ""
        case "mfrac":
            bar = '<m:fPr><m:type m:val="noBar"/></m:fPr>' if node.get("linethickness", "").startswith("0") else ""
            return f"<m:f>{bar}<m:num>{_node(kids[0])}</m:num><m:den>{_node(kids[1])}</m:den></m:f>"
        case "msqrt":
            return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_all(kids)}</m:e></m:rad>'
        case "mroot":
            return f"<m:rad><m:deg>{_node(kids[1])}</m:deg><m:e>{_node(kids[0])}</m:e></m:rad>"
        case "msup" | "msub" | "msubsup":
            return _scripted(name, _node(kids[0]), kids[1:])
        case "mover":
            return _over(kids)
        case "munder":
            return f"<m:limLow><m:e>{_node(kids[0])}</m:e><m:lim>{_node(kids[1])}</m:lim></m:limLow>"
        case "munderover":
            return (
                f"<m:limUpp><m:e><m:limLow><m:e>{_node(kids[0])}</m:e><m:lim>{_node(kids[1])}</m:lim></m:limLow></m:e>"
                f"<m:lim>{_node(kids[2])}</m:lim></m:limUpp>"
            )
        case "mtable":
            rows = "".join(f"<m:mr>{''.join(f'<m:e>{_all(list(c))}</m:e>' for c in row)}</m:mr>" for row in kids)
            return f"<m:m>{rows}</m:m>"
        case "mfenced":
            opening, closing = escape(node.get("open", "(")), escape(node.get("close", ")"))
            return _fenced(opening, closing, _all(kids))
        case "mrow" | "mstyle" | "math" | "mtd" | "mpadded" | "mphantom" | "menclose" | "semantics":
            return _row(kids)
        case _:
            return _all(kids) or _run(node.text or "", plain=True)


def _scripted(name: str, base: str, scripts: Sequence[Xml.Element]) -> str:
    places = _SCRIPTS[name]
    kind = "s" + "".join(place.capitalize() for place in places)
    inside = "".join(f"<m:{place}>{_node(kid)}</m:{place}>" for place, kid in zip(places, scripts, strict=True))
    return f"<m:{kind}><m:e>{base}</m:e>{inside}</m:{kind}>"


def _row(kids: Sequence[Xml.Element]) -> str:
    """A row; brackets around a table (cases) become Word's own, which grow with it."""
    signs = [_sign(kid) for kid in kids]
    tall = any(_name(kid) in ("mtable", "mfrac") for kid in kids)
    if tall and len(kids) >= 2 and signs[0] in _OPEN:
        closed = signs[-1] in _CLOSE or (_name(kids[-1]) == "mo" and not signs[-1])
        inner = kids[1:-1] if closed else kids[1:]
        return _fenced(escape(signs[0]), escape(signs[-1]) if closed else "", _all(inner))
    return _all(kids)


def _fenced(opening: str, closing: str, inner: str) -> str:
    marks = f'<m:begChr m:val="{opening}"/><m:endChr m:val="{closing}"/>'
    return f"<m:d><m:dPr>{marks}</m:dPr><m:e>{inner}</m:e></m:d>"


def _over(kids: Sequence[Xml.Element]) -> str:
    sign = (kids[1].text or "").strip()
    if sign in _ACCENTS:
        return f'<m:acc><m:accPr><m:chr m:val="{_ACCENTS[sign]}"/></m:accPr><m:e>{_node(kids[0])}</m:e></m:acc>'
    return f"<m:limUpp><m:e>{_node(kids[0])}</m:e><m:lim>{_node(kids[1])}</m:lim></m:limUpp>"


def _run(words: str, *, plain: bool) -> str:
    if not words:
        return ""
    style = '<m:rPr><m:sty m:val="p"/></m:rPr>' if plain else ""
    return f'<m:r>{style}<m:t xml:space="preserve">{escape(words)}</m:t></m:r>'
