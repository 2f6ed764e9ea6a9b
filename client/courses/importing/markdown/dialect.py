"""MkDocs' and GitHub's additions to Markdown as the plain one that the player shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from client.courses.importing.markup import render
from client.texts import _

_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_ADMONITION = re.compile(r"""^([ \t]*)(?:!!!|\?\?\?\+?|:::)[ \t]*([\w-]+)?[^"\n]*?(?:"(.*)")?[ \t]*$""")
_TAB = re.compile(r'^([ \t]*)===[!+]?[ \t]+"(.*)"[ \t]*$')
_SNIPPET = re.compile(r'^([ \t]*)--8<--[ \t]+"([^"]+)"[ \t]*$')
_CALLOUT = re.compile(r"^>\s*\[!(\w+)\][+-]?\s*(.*)$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)(?:\{[^}]*\})?")
_IMG = re.compile(r"<img\b[^>]*?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?://)[^)\n]*\)")
_TAG = re.compile(
    r"</?(?:div|span|p|center|details|summary|font|figure|figcaption|section|article|small|big|u|kbd|a|iframe|video|audio|"
    r"source|table|thead|tbody|tr|td|th|ul|ol|li|b|i|em|strong|h[1-6]|hr|abbr|mark|ins|del)\b[^>]*>",
    re.IGNORECASE,
)
_STYLE = re.compile(r"\{:?\s*[.#][^}\n]*\}")
_REFERENCE = re.compile(r"^\s{0,3}\[([^\]^]+)\]:\s*(\S+).*$", re.MULTILINE)

Look = Callable[[str], str | None]  # address of a picture → its path in the pack
Include = Callable[[str], str | None]  # path of a snippet → its text


def plain(text: str, picture: Look, include: Include) -> str:
    """`text` in plain Markdown; `picture` brings pictures along, `include` the text of included files."""
    references = dict(_REFERENCE.findall(text))
    text = _REFERENCE.sub("", text)
    lines = _blocks(text.replace("\t", "    ").split("\n"), include, 0)
    parts: list[str] = []
    for is_code, block in _by_code("\n".join(lines)):
        parts.append(block if is_code else _prose(block, references, picture))
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()


def title_of(text: str) -> tuple[str, str]:
    """The first heading of the first level and the text without it; "" when there is none at the top."""
    found = re.match(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)", text)
    if found:
        return found[1], text[found.end() :]
    found = re.match(r"\s*([^\n]+)\n=+[ \t]*(?:\n|\Z)", text)
    return (found[1], text[found.end() :]) if found else ("", text)


def sections_of(text: str) -> list[tuple[str, str]]:
    """The text cut at its headings of the second level (of the first, when there are several): title and text."""
    level = 1 if len(re.findall(r"^#[ \t]", _without_code(text), re.MULTILINE)) > 1 else 2
    mark = re.compile(rf"^#{{1,{level}}}[ \t]+(.+?)[ \t]*#*[ \t]*$")
    sections: list[tuple[str, list[str]]] = [("", [])]
    fence = ""
    for line in text.split("\n"):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        if not fence and (heading := mark.match(line)):
            sections.append((heading[1], []))
        else:
            sections[-1][1].append(line)
    return [(title, "\n".join(lines).strip()) for title, lines in sections if title or "".join(lines).strip()]


def _blocks(lines: list[str], include: Include, depth: int) -> list[str]:
    """Admonitions become quotations, tabs a bold line above their content, snippets what they name."""
    out: list[str] = []
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        at += 1
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        if (found := _SNIPPET.match(line)) and depth < 8:
            text = include(found[2])
            out += [f"{found[1]}{part}" for part in (text or "").rstrip().split("\n")]
            continue
        if fence or depth >= 8:
            out.append(line)
        elif (found := _ADMONITION.match(line)) and not line.strip().startswith(":::"):
            inside, at = _indented(lines, at, len(found[1]))
            title = found[3] if found[3] is not None else (found[2] or "").capitalize()
            body = _blocks(inside, include, depth + 1)
            quoted = [f"**{title}**", "", *body] if title else body
            out += ["", *(f"{found[1]}> {part}".rstrip() for part in quoted), ""]
        elif found := _TAB.match(line):
            inside, at = _indented(lines, at, len(found[1]))
            body = _blocks(inside, include, depth + 1)
            out += ["", f"{found[1]}**{found[2]}**", "", *(f"{found[1]}{part}" for part in body), ""]
        elif found := _CALLOUT.match(line):
            out += [f"> **{found[2] or found[1].capitalize()}**", ">"]
        else:
            out.append(line)
    return out


def _indented(lines: list[str], at: int, indent: int) -> tuple[list[str], int]:
    """The lines that are four deeper than `indent`, without these, and where they end."""
    inside: list[str] = []
    while at < len(lines) and (not lines[at].strip() or lines[at].startswith(" " * (indent + 4))):
        inside.append(lines[at][indent + 4 :])
        at += 1
    while inside and not inside[-1].strip():
        inside.pop()
    return inside, at


def _by_code(text: str) -> list[tuple[bool, str]]:
    """The text in stretches of code blocks and others."""
    parts: list[tuple[bool, list[str]]] = [(False, [])]
    fence = ""
    for line in text.split("\n"):
        found = re.match(r"^[ \t>]*(```+|~~~+)", line)
        if found and not fence:
            fence = found[1]
            parts.append((True, [line]))
        elif found and found[1].startswith(fence):
            parts[-1][1].append(line)
            parts.append((False, []))
            fence = ""
        else:
            parts[-1][1].append(line)
    return [(is_code, "\n".join(lines) + "\n") for is_code, lines in parts if lines]


def _without_code(text: str) -> str:
    return "".join(block for is_code, block in _by_code(text) if not is_code)


def _prose(text: str, references: dict[str, str], picture: Look) -> str:
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[([^\]]*)\]\[([^\]]*)\]", lambda m: f"![{m[1]}]({references.get(m[2] or m[1], '')})", text)
    text = re.sub(
        r"(?<!!)\[([^\]\n]+)\]\[([^\]\n]*)\]",
        lambda m: f"[{m[1]}]({references[m[2] or m[1]]})" if (m[2] or m[1]) in references else m[0],
        text,
    )

    def shown(alt: str, address: str) -> str:
        path = picture(address)
        return (
            f"\n\n![{alt}]({path})\n\n"
            if path
            else _("〔缺图：{name}〕").format(name=alt or address.rpartition("/")[2][:60])
        )

    text = _PICTURE.sub(lambda m: shown(m[1], m[2]), text)

    def tagged(found: re.Match[str]) -> str:
        values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(found[0])}
        return shown(values.get("alt", ""), values["src"]) if values.get("src") else ""

    text = _IMG.sub(tagged, text)
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    return render(_STYLE.sub("", text), "markdown").text + "\n"
