"""Numbers as edX lets authors write them: `2*3^2`."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from client.courses.importing import making
from client.courses.importing.draft import Unfit
from client.texts import _


def value_of(text: str) -> float:
    """A number, or a product, sum or power of numbers as edX lets authors write."""
    try:
        return making.value_of(text)
    except Unfit:
        bare = text.replace("^", "**").strip()
        if not re.fullmatch(r"[\d\s.+\-*/()eE]{1,60}", bare) or bare.count("**") > 1:
            raise
        return _evaluated(ast.parse(bare, mode="eval").body, text) if _parses(bare) else making.value_of(text)


def _parses(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


def _evaluated(node: ast.expr, text: str) -> float:
    operators: dict[type[ast.operator], Callable[[float, float], float]] = {
        ast.Add: lambda a, b: a + b,
        ast.Sub: lambda a, b: a - b,
        ast.Mult: lambda a, b: a * b,
        ast.Div: lambda a, b: a / b,
        ast.Pow: lambda a, b: float(a) ** b if abs(b) < 300 else float("inf"),
    }
    try:
        match node:
            case ast.Constant(value=int() | float()):
                return making.value_of(str(node.value))
            case ast.UnaryOp(op=ast.USub()):
                return -_evaluated(node.operand, text)
            case ast.BinOp() if type(node.op) in operators:
                value = operators[type(node.op)](_evaluated(node.left, text), _evaluated(node.right, text))
                return making.value_of(str(value)) if isinstance(value, float) else making.value_of("x")
            case _:
                raise Unfit(_("“{text}” 不是数").format(text=text[:20]))
    except (ArithmeticError, ValueError) as error:
        raise Unfit(_("“{text}” 不是数").format(text=text[:20])) from error
