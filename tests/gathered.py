"""Reads the texts that code marks with `_("…")`, and gettext's catalogues, without the tool that writes them."""

import ast
import re
import string
import struct

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def marked(tree: ast.AST) -> list[ast.Call]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "_"]


def texts(tree: ast.AST) -> set[str]:
    """What is marked for translation."""
    return {
        call.args[0].value
        for call in marked(tree)
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def computed(tree: ast.AST) -> list[int]:
    """Lines where `_` does not get one literal: such a text cannot be gathered."""
    return [
        call.lineno
        for call in marked(tree)
        if call.keywords
        or len(call.args) != 1
        or not isinstance(call.args[0], ast.Constant)
        or not isinstance(call.args[0].value, str)
    ]


def frozen(tree: ast.AST) -> list[int]:
    """Lines where `_` is called while the module is imported, before anybody has chosen a language."""
    found: list[int] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.Lambda):
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                visit(default)
            return
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)):
                visit(part)
            return
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            found.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(tree)
    return found


def naked(tree: ast.AST) -> list[tuple[int, str]]:
    """Chinese texts that are neither marked nor a docstring."""
    passed = {id(part) for call in marked(tree) for argument in call.args for part in ast.walk(argument)}
    passed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in passed
        and CHINESE.search(node.value)
    ]


def gaps(text: str) -> set[str]:
    """The placeholders of a text; a brace with anything but a name is just a brace."""
    return set(re.findall(r"\{(\w+)\}", text))


def disagreeing(source: str, forms: list[str]) -> bool:
    """Whether a translation has other placeholders than its source, or braces that `format` would choke on."""
    wanted = gaps(source)
    try:
        return any(gaps(form) != wanted or (wanted and not list(string.Formatter().parse(form))) for form in forms)
    except ValueError:
        return True


def compiled(content: bytes) -> dict[str, list[str]]:
    """A `.mo` file as text → its forms, without the head (gettext's manual, "The Format of GNU MO Files")."""
    magic, _revision, count, sources, translations = struct.unpack("<5I", content[:20])
    assert magic == 0x950412DE

    def entry(table: int, index: int) -> list[str]:
        length, offset = struct.unpack("<2I", content[table + 8 * index : table + 8 * index + 8])
        return content[offset : offset + length].decode().split("\0")

    found = {entry(sources, i)[0]: entry(translations, i) for i in range(count)}
    del found[""]
    return found


def written(content: str) -> dict[str, list[str]]:
    """A `.po` file, as compiled() has it; long texts in one line each, as renew.py writes them."""
    found: dict[str, list[str]] = {}
    source = ""
    for line in content.splitlines():
        word, _space, value = line.partition(" ")
        if word == "msgid":
            source = ast.literal_eval(value)
            found[source] = []
        elif re.fullmatch(r"msgstr(\[\d\])?", word):
            found[source].append(ast.literal_eval(value))
    del found[""]
    return found
