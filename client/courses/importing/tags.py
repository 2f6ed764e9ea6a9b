"""Which signs in HTML are tags: what has the shape and the name of one; any other `<` is text."""

from __future__ import annotations

import re

SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math", "textarea",
           "select", "button", "canvas", "rp", "rt"}  # fmt: skip
BLOCKS = {"p", "div", "section", "article", "blockquote", "figure", "figcaption", "dl", "dt", "dd", "center", "form",
           "header", "footer", "main", "nav", "aside", "address", "details", "summary", "fieldset", "legend",
           "hgroup", "description"}  # fmt: skip  # the last one is Open edX's, below a question's label
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "strike": "~~"}
_INLINE = {"dfn", "time", "ruby", "rb", "picture", "ins", "bdi", "bdo", "wbr", "map", "area", "acronym", "output",
           "embed", "param", "track", "option", "a", "span", "font", "u", "small", "big", "sub", "sup", "code", "kbd",
           "samp", "tt", "var", "abbr", "cite",
           "q", "label", "mark", "nobr", "o:p", "clarification"}  # fmt: skip  # the last one is Open edX's
_OTHERS = {"br", "hr", "img", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
           "colgroup", "col", "video", "audio", "source", "input", "body", "html", "meta", "link"}  # fmt: skip
_KNOWN = SILENT | BLOCKS | HEADINGS | set(MARKS) | _INLINE | _OTHERS
_ATTRIBUTE = r"""\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?"""
_TAG = re.compile(rf"</?([A-Za-z][\w:-]*)(?:{_ATTRIBUTE}){{0,99}}\s*/?>|<!--.*?-->", re.DOTALL)


def with_stray_signs_escaped(html: str) -> str:
    """`a < b` and `x<y` are no tags: only what has the shape and the name of one stays."""
    parts: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        name = found[1]
        if name and name.lower() not in _KNOWN and not re.search(r"\w[:-]\w", name):  # Word's and MathJax's own
            continue
        parts += [_stray(html[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, _stray(html[at:])])


def _stray(text: str) -> str:
    return text.replace("<", "&lt;")
