"""Formulas in words: what a screen reader says where LaTeX is drawn as glyphs, as a teacher would read it out."""

from __future__ import annotations

import re

from client.plain import unmarked
from client.texts import _

_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$(.+?)(?<!\\)\$", re.DOTALL)
_DRAWING = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_SIGN = re.compile(r"\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|[A-Za-z]|\s+|.", re.DOTALL)
_SILENT = frozenset(("left", "right", "displaystyle", "quad", "qquad", ",", ";", ":", "!", " ", "limits", "big", "Big"))
_OPERATORS = frozenset("=<>+-−×÷(（[，,;；&") | frozenset(
    f"\\{name}" for name in ("times", "pm", "le", "ge", "ne", "div", "cdot", "Rightarrow", "\\")
)
"""After these a minus is a sign, not an operation."""


def say(markdown: str) -> str:
    """`markdown` as it is read aloud: its marks left out, its formulas in words, its pictures by their captions."""
    markdown = _DRAWING.sub(lambda found: found[1] or _("图"), markdown)
    return unmarked(_FORMULA.sub(lambda found: f" {say_formula(found[1] or found[2])} ", markdown)).strip()


def say_formula(latex: str) -> str:
    r"""A formula in words: `\frac{-b}{2a}` → 2 a 分之 负 b; what is unknown is said by its name."""
    words = _Reader(_SIGN.findall(latex)).read()
    return " ".join(words.split())


class _Reader:
    """Reads signs one after the other; a group in braces is one part."""

    def __init__(self, written: list[str]) -> None:
        self.written = written
        self.at = 0
        self.before = ""  # the last sign that was said: a minus after an operator is a sign

    def read(self, until: str = "") -> str:
        said: list[str] = []
        while self.at < len(self.written):
            sign = self.take()
            if sign == until:
                break
            said.append(self.say(sign))
            if not sign.isspace():
                self.before = sign
        return " ".join(part for part in said if part)

    def take(self) -> str:
        sign = self.written[self.at]
        self.at += 1
        return sign

    def part(self) -> str:
        """The next part: a group in braces, or one sign."""
        while self.at < len(self.written) and self.written[self.at].isspace():
            self.at += 1
        if self.at >= len(self.written):
            return ""
        sign = self.take()
        self.before = ""
        said = self.read("}") if sign == "{" else self.say(sign)
        self.before = "}"
        return said

    def raw(self) -> str:
        """The next group as it is written: the name of an environment, words of a text."""
        if self.at < len(self.written) and self.written[self.at] == "{":
            end = self.written.index("}", self.at) if "}" in self.written[self.at :] else len(self.written)
            inner, self.at = "".join(self.written[self.at + 1 : end]), end + 1
            return inner
        return ""

    def say(self, sign: str) -> str:
        if sign.startswith("\\"):
            return self.command(sign[1:])
        match sign:
            case "{":
                return self.read("}")
            case "}" | "&" | "~":
                return ""
            case "^":
                return self.power()
            case "_":
                return _("下标 {n}").format(n=self.part())
            case "-" | "−":
                return _("负") if not self.before or self.before in _OPERATORS else _("减")
            case _:
                return _words().get(sign, "" if sign.isspace() else sign)

    def power(self) -> str:
        exponent = self.part()
        if exponent in ("2", "3"):
            return _("的平方") if exponent == "2" else _("的立方")
        degree = _words()["\\circ"]
        return degree if exponent == degree else _("的 {n} 次方").format(n=exponent)

    def command(self, name: str) -> str:
        match name:
            case "frac" | "dfrac" | "tfrac":
                top = self.part()
                return _("{bottom} 分之 {top}").format(top=top, bottom=self.part())
            case "sqrt":
                return self.root()
            case "text" | "mathrm" | "mathbf" | "operatorname":
                return self.raw()
            case "begin":
                return _("方程组：") if self.raw() == "cases" else ""
            case "end":
                self.raw()
                return ""
            case "\\":
                self.before = ""
                return "；"
            case "overline" | "vec" | "overrightarrow" | "widehat":
                return self.part()
            case _:
                return "" if name in _SILENT else _words().get(f"\\{name}", name)

    def root(self) -> str:
        degree = ""
        if self.at < len(self.written) and self.written[self.at] == "[":
            self.at += 1
            degree = self.read("]")
        inner = self.part()
        return (
            _("{n} 次根号 {inner}").format(n=degree, inner=inner) if degree else _("根号 {inner}").format(inner=inner)
        )


def _words() -> dict[str, str]:
    """Signs in words of the present language."""
    times, at_most, at_least, unequal = _("乘"), _("小于等于"), _("大于等于"), _("不等于")
    return {
        "=": _("等于"), "<": _("小于"), ">": _("大于"), "+": _("加"), "×": times, "\\times": times, "\\cdot": times,
        "÷": _("除以"), "\\div": _("除以"), "\\pm": _("正负"), "±": _("正负"), "\\le": at_most, "\\leq": at_most,
        "\\leqslant": at_most, "≤": at_most, "\\ge": at_least, "\\geq": at_least, "\\geqslant": at_least, "≥": at_least,
        "\\ne": unequal, "\\neq": unequal, "≠": unequal, "\\lt": _("小于"), "\\gt": _("大于"), "\\approx": _("约等于"),
        "\\circ": _("度"), "°": _("度"), "\\infty": _("无穷大"), "\\angle": _("角"), "\\triangle": _("三角形"),
        "\\perp": _("垂直于"), "\\parallel": _("平行于"), "\\because": _("因为"), "\\therefore": _("所以"),
        "\\Rightarrow": _("推出"), "\\to": _("趋于"), "(": _("左括号"), ")": _("右括号"), "|": _("竖线"), "'": _("撇"),
        "\\Delta": _("德尔塔"), "\\pi": _("派"), "\\alpha": _("阿尔法"), "\\beta": _("贝塔"), "\\theta": _("西塔"),
        "\\rho": _("柔"), "\\lambda": _("兰姆达"), "\\mu": _("缪"), "\\eta": _("伊塔"), "\\omega": _("欧米伽"),
        "\\Omega": _("欧姆"), "\\ldots": _("等等"), "\\cdots": _("等等"), "\\dots": _("等等"),
        "\\%": "%", "\\{": "{", "\\}": "}",
    }  # fmt: skip
