r"""Our Markdown as HTML for a card: what courses use of it, formulas as `\(…\)` and `\[…\]`, which Anki draws."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from client.courses.importing import formulas
from client.courses.media import FILMS, SOUNDS

Named = Callable[[str], str | None]  # path in the pack → name of the media file, None when it is not there

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((https?://[^)\s]+)\)")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def to_html(markdown: str, named: Named = lambda path: None) -> str:
    """`markdown` as HTML; `named` gives the name of a picture's file."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"\ue020{len(kept) - 1}\ue021"

    text = re.sub(r"```[^\n]*\n(.*?)\n?```", lambda m: keep(f"<pre>{html.escape(m[1], quote=False)}</pre>"), markdown,
                  flags=re.DOTALL)  # fmt: skip
    text = "".join(keep(_formula(part)) if is_formula else part for part, is_formula in formulas.split(text))
    text = re.sub(r"`([^`\n]+)`", lambda m: keep(f"<code>{html.escape(m[1], quote=False)}</code>"), text)
    text = _ESCAPE.sub(lambda m: keep(html.escape(m[1], quote=False)), text)
    text = _PICTURE.sub(lambda m: keep(_picture(m[1], named(m[2]))), text)
    out = _blocks(text.split("\n"))
    while "\ue020" in out:
        out = re.sub("\ue020(\\d+)\ue021", lambda m: kept[int(m[1])], out)
    return out


def _formula(part: str) -> str:
    tex = part.strip()
    if tex.startswith("`"):
        return f"<code>{html.escape(tex.strip('`'), quote=False)}</code>"
    if tex.startswith("$$"):
        return rf"\[{html.escape(tex[2:-2].strip(), quote=False)}\]"
    return rf"\({html.escape(tex[1:-1], quote=False)}\)"


def _picture(alt: str, name: str | None) -> str:
    said = html.escape(alt)
    if name and name.rpartition(".")[2].lower() in SOUNDS | FILMS:
        return f"[sound:{name}]"
    return f'<img src="{html.escape(name)}" alt="{said}">' if name else f"<i>{said}</i>"


def _inline(text: str) -> str:
    text = html.escape(text, quote=False)
    text = _LINK.sub(lambda m: f'<a href="{html.escape(m[2])}">{m[1]}</a>', text)
    text = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<![\w*])\*(\S(?:.*?\S)?)\*(?![\w*])", r"<i>\1</i>", text)
    return re.sub(r"~~(.+?)~~", r"<s>\1</s>", text)


def _blocks(lines: list[str]) -> str:
    out: list[str] = []
    paragraph: list[str] = []
    at = 0

    def end() -> None:
        if paragraph:
            joined = "<br>".join(_inline(line.rstrip("\\").strip()) for line in paragraph)
            out.append(f"<p>{joined}</p>")
            paragraph.clear()

    while at < len(lines):
        line = lines[at]
        if not line.strip():
            end()
            at += 1
        elif found := re.match(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$", line):
            end()
            out.append(f"<h3>{_inline(found[2])}</h3>")
            at += 1
        elif re.match(r"^\s*(?:-{3,}|\*{3,})\s*$", line):
            end()
            out.append("<hr>")
            at += 1
        elif line.lstrip().startswith(">"):
            end()
            at, inside = _taken(lines, at, lambda each: each.lstrip().startswith(">"))
            out.append(f"<blockquote>{_blocks([re.sub(r'^ *> ?', '', each) for each in inside])}</blockquote>")
        elif line.lstrip().startswith("|") and at + 1 < len(lines) and _RULE.match(lines[at + 1]):
            end()
            at, rows = _taken(lines, at, lambda each: "|" in each)
            out.append(_table(rows))
        elif _ITEM.match(line):
            end()
            at, items = _taken(lines, at, lambda each: bool(_ITEM.match(each)) or each.startswith("  "))
            out.append(_list(items))
        else:
            paragraph.append(line)
            at += 1
    end()
    return "\n".join(out)


def _taken(lines: list[str], at: int, belongs: Callable[[str], bool]) -> tuple[int, list[str]]:
    start = at
    while at < len(lines) and lines[at].strip() and belongs(lines[at]):
        at += 1
    return at, lines[start:at]


def _table(rows: list[str]) -> str:
    cells = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]
        for row in rows
        if not _RULE.match(row)
    ]
    made = [
        "<tr>" + "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(cells, ["th", *["td"] * len(cells)], strict=False)
    ]
    return f'<table border="1">{"".join(made)}</table>'


def _list(items: list[str]) -> str:
    """A list; an item that is further in than the one above belongs to a list inside it."""
    out: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for line in items:
        found = _ITEM.match(line)
        if not found:
            out.append(f"<br>{_inline(line.strip())}")
            continue
        indent, tag = len(found[1]), "ol" if found[2] else "ul"
        while len(open_lists) > 1 and open_lists[-1][0] > indent:
            out.append(f"</li></{open_lists.pop()[1]}>")
        if not open_lists or indent > open_lists[-1][0] + 1:
            open_lists.append((indent, tag))
            start = f' start="{found[2]}"' if found[2] and found[2] != "1" else ""
            out.append(f"<{tag}{start}>")
        else:
            out.append("</li>")
        out.append(f"<li>{_inline(found[3])}")
    out += [f"</li></{tag}>" for _indent, tag in reversed(open_lists)]
    return "".join(out)
