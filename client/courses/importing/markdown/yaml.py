"""The little of YAML that front matter and the navigation of MkDocs are written in: scalars, lists, nested maps.

A true parser would be one more package on every phone; what is not understood here is left out.
"""

from __future__ import annotations

import re
from typing import Any

_PAIR = re.compile(r"""^("[^"]*"|'[^']*'|[^\s#\-\[\]{}"'][^#]*?|[^\s:]+)\s*:(?:\s+(.*)|\s*)$""")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)

Nav = list[tuple[str, "str | Nav"]]  # (title, file or what is below)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter (YAML or TOML) and the text after it."""
    if found := _FRONT.match(text):
        return scalars(found[1]), text[found.end() :]
    if found := _TOML.match(text):
        pairs = re.findall(r"^(\w[\w.-]*)\s*=\s*(.+)$", found[1], re.MULTILINE)
        return {key: _scalar(value) for key, value in pairs}, text[found.end() :]
    return {}, text


def scalars(text: str) -> dict[str, Any]:
    """The pairs at the outermost level: texts, or lists of texts."""
    values: dict[str, Any] = {}
    key = ""
    for line in text.split("\n"):
        if (item := re.match(r"^\s*-\s+(.*)$", line)) and key:
            if not isinstance(values.get(key), list):
                values[key] = []
            values[key].append(_scalar(item[1]))
        elif not line.startswith((" ", "\t")) and (found := _PAIR.match(line.rstrip())):
            key = str(_scalar(found[1]))
            values[key] = _scalar(found[2] or "")
        elif line.startswith((" ", "\t")) and key and values.get(key) in ("|", ">", "", "|-", ">-"):
            values[key] = line.strip()
        elif line.startswith((" ", "\t")) and key and isinstance(values.get(key), str) and ":" not in line:
            values[key] = f"{values[key]} {line.strip()}".strip()
    return values


def navigation(text: str) -> Nav:
    """What is under `nav:` in a `mkdocs.yml`."""
    lines: list[tuple[int, str]] = []
    inside = False
    for line in text.split("\n"):
        bare = line.split(" #")[0].rstrip()
        if re.match(r"^nav\s*:", bare):
            inside = True
        elif inside and bare and not bare.startswith((" ", "-", "\t", "#")):
            break
        elif inside and bare.strip() and not bare.lstrip().startswith("#"):
            lines.append((len(bare) - len(bare.lstrip()), bare.strip()))
    return _below(lines, 0, -1)[0]


def _below(lines: list[tuple[int, str]], at: int, above: int) -> tuple[Nav, int]:
    nav: Nav = []
    while at < len(lines) and lines[at][0] > above:
        indent, line = lines[at]
        at += 1
        if not line.startswith("- "):
            continue
        entry = line[2:].strip()
        found = _PAIR.match(entry)
        if entry[:1] in "[{":
            nav += _flow(entry)
        elif found is None:
            nav.append(("", str(_scalar(entry))))
        elif (found[2] or "")[:1] in ("[", "{"):
            nav.append((str(_scalar(found[1])), _flow(found[2])))
        elif found[2]:
            nav.append((str(_scalar(found[1])), str(_scalar(found[2]))))
        else:
            inside, at = _below(lines, at, indent)
            nav.append((str(_scalar(found[1])), inside))
    return nav, at


def _flow(text: str) -> Nav:
    """What stands in one line: `[a.md, {title: b.md}]`."""
    nav: Nav = []
    for part in _parts(text.strip()[1:-1]):
        found = _PAIR.match(part)
        if part[0] in "[{":
            nav += _flow(part)
        elif found is None:
            nav.append(("", str(_scalar(part))))
        else:
            value = found[2] or ""
            nav.append((str(_scalar(found[1])), _flow(value) if value[:1] in ("[", "{") else str(_scalar(value))))
    return nav


def _parts(text: str) -> list[str]:
    """The text between commas that are in no brackets and no quotes."""
    parts, depth, quote = [""], 0, ""
    for sign in text:
        if quote or sign in "\"'":
            quote = "" if sign == quote else quote or sign
        else:
            depth += (sign in "[{") - (sign in "]}")
        if sign == "," and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _scalar(text: str) -> Any:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        inner = text[1:-1]
        return inner.replace("''", "'") if text[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    return text
