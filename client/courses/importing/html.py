"""HTML as schools' editors write it becomes Markdown: paragraphs, emphasis, lists, tables, code; the rest goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from client.courses.importing.attached import Attached, Heard, address_of, is_sound, kind_of_frame, with_drawings
from client.courses.importing.editors import is_drawn_formula, is_sign, with_formulas
from client.courses.importing.tags import BLOCKS, HEADINGS, MARKS, SILENT, with_stray_signs_escaped
from client.texts import _

_SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")


def to_markdown(
    html: str, *, keep_lines: bool, words: Callable[[str], str], attached: Attached | None = None
) -> tuple[str, tuple[str, ...]]:
    """`html` as Markdown, and the names of the pictures that it refers to and that did not come along.

    `keep_lines` makes each line end a break, as Moodle's own format has it; `words` escapes running text.
    """
    if "<" not in html and "&" not in html and not (keep_lines and "\n" in html):
        return words(" ".join(html.replace("\xa0", " ").split())), ()
    reader = _Reader(keep_lines, words, attached)
    if attached is not None:
        html = with_drawings(html)
    reader.feed(with_stray_signs_escaped(with_formulas(html)))
    reader.close()
    return reader.markdown(), tuple(reader.missing)


class _Reader(HTMLParser):
    """Builds Markdown as tags come. `_out` holds what is finished, `_words` the running text not yet escaped.

    Text is escaped in whole runs, because a formula may reach over several entities.
    """

    def __init__(self, keep_lines: bool, words: Callable[[str], str], attached: Attached | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self._attached = attached
        self._after: list[str] = []  # pictures of the open table, which follow it
        self._links: list[tuple[str, int]] = []  # an open link and where its text begins
        self.missing: list[str] = []
        self._keep_lines, self._escape = keep_lines, words
        self._out: list[str] = []
        self._words: list[str] = []
        self._silent: list[str] = []
        self._lists: list[int | None] = []  # None for bullets, else the last number
        self._pre = 0
        self._small: list[tuple[str, int]] = []  # an open sub or sup and where its text begins
        self._rows: list[list[str]] | None = None
        self._cell: int | None = None  # where the open cell's text begins
        self._marks: list[tuple[str, int]] = []  # an open emphasis and where its text begins

    def markdown(self) -> str:
        """All that was read."""
        self._flush()
        while self._marks:
            self._mark_ends(self._marks[-1][0])
        self._end_table()
        text = "".join(self._out)
        text = re.sub(r"^###[ \t]*$", "", text, flags=re.MULTILINE)  # a heading that held nothing
        text = re.sub(r"[ \t]+\n", lambda m: "  \n" if m[0].startswith("  ") else "\n", text)
        text = re.sub(r"(?:\s*\n){3,}|\n\s*\n\s*\n", "\n\n", text)
        return text.strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class")
        if self._silent or tag in SILENT or is_drawn_formula(tag, classes) or is_sign(tag, classes):
            if tag == "iframe" and not self._silent:
                self._framed(dict(attrs))
            self._silent.append(tag)
            return
        if tag == "br":
            self._put("\n" if self._pre else " " if self._rows else "  \n")
        elif tag == "hr":
            self._put("\n\n---\n\n")
        elif tag in ("video", "audio") and self._attached is not None:
            self._attached.heard.append(Heard(tag, address_of(dict(attrs)), dict(attrs).get("title") or ""))
        elif tag in ("source", "track") and self._attached is not None and self._attached.heard:
            self._completed(tag, dict(attrs))
        elif tag in ("img", "video", "audio"):
            self._picture(dict(attrs))
        elif tag == "a" and self._attached is not None and is_sound(dict(attrs).get("href") or ""):
            self._attached.heard.append(Heard("audio", (dict(attrs).get("href") or "").strip(), ""))
        elif tag == "a" and self._attached is not None and self._attached.links:
            self._flush()
            self._links.append(((dict(attrs).get("href") or "").strip(), len(self._out)))
        elif tag in HEADINGS and self._rows is None and not self._lists:
            self._put("\n\n### ")
        elif tag in ("sub", "sup"):
            self._flush()
            self._small.append((tag, len(self._out)))
        elif tag == "pre":
            self._put("\n\n```\n")
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._put("\n" if self._lists else "\n\n")
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "table" and self._rows is None:
            self._put("\n\n")
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._cell_ends()
            self._rows.append([])
        elif tag in ("td", "th") and self._rows is not None:
            self._cell_ends()
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append("")
            self._cell = len(self._out)
        elif tag == "clarification":
            self._words.append(" (")
        elif tag in MARKS:
            self._flush()
            self._marks.append((MARKS[tag], len(self._out)))
        else:
            self._block_or_code(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:  # the one that was opened last
                last = len(self._silent) - 1 - self._silent[::-1].index(tag)
                del self._silent[last:]
            return
        if tag in ("sub", "sup") and self._small:
            self._lower_or_raise()
        elif tag == "pre" and self._pre:
            self._flush()
            self._pre -= 1
            self._out[-1] = self._out[-1].rstrip()
            self._out.append("\n```\n\n")
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._put("\n" if self._lists else "\n\n")
        elif tag == "table":
            self._end_table()
        elif tag in ("td", "th", "tr"):
            self._cell_ends()
        elif tag in MARKS:
            self._mark_ends(MARKS[tag])
        elif tag == "a" and self._links:
            self._link_ends()
        elif tag == "clarification":
            self._words.append(")")
        elif tag not in ("br", "hr", "img", "li"):
            self._block_or_code(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def _block_or_code(self, tag: str) -> None:
        if tag in BLOCKS or tag in HEADINGS:
            self._put(" " if self._rows is not None else "\n" if self._lists else "\n\n")
        elif tag in ("code", "kbd", "samp", "tt") and not self._pre:
            self._put("`")

    def _mark_ends(self, mark: str) -> None:
        """Emphasis, with the spaces at its rims outside: Markdown does not know `** so **`."""
        self._flush()
        opened = next((i for i in range(len(self._marks) - 1, -1, -1) if self._marks[i][0] == mark), None)
        if opened is None:
            return
        start = self._marks[opened][1]
        del self._marks[opened:]
        text = "".join(self._out[start:])
        del self._out[start:]
        core = text.strip()
        if not core or "\n\n" in core or "![" in core:  # a picture must be alone on its line
            self._out.append(text)
            return
        before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
        # Beside a letter, Markdown takes the sign for emphasis only when no punctuation is inside it.
        if not core[0].isalnum():
            before = before or " "
        if not core[-1].isalnum():
            after = after or " "
        self._out.append(f"{before}{mark}{core}{mark}{after}")

    def _put(self, text: str) -> None:
        self._flush()
        self._out.append(text)

    def _flush(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if not text:
            return
        if self._pre:
            begins = self._out[-1].endswith("```\n")
            self._out.append((text.lstrip("\n") if begins else text).replace("```", "'''"))
            return
        text = text.replace("\xa0", " ")
        if self._keep_lines and self._rows is None and not self._lists:
            text = re.sub(r"[ \t]+", " ", text)
            self._out.append(re.sub(r"(?<!\n) ?\n ?(?!\n)", "  \n", self._escape(text)))
        else:
            self._out.append(self._escape(re.sub(r"\s+", " ", text)))

    def _item(self) -> None:
        depth = max(0, len(self._lists) - 1)
        mark = "-"
        if self._lists and (number := self._lists[-1]) is not None:
            self._lists[-1] = number + 1
            mark = f"{number + 1}."
        self._put("\n" + "   " * depth + mark + " ")

    def _picture(self, attrs: dict[str, str | None]) -> None:
        src, said = address_of(attrs), " ".join((attrs.get("alt") or "").split())
        path = self._attached.picture(src) if self._attached is not None and src else None
        if path is not None:
            shown = f"![{re.sub(r'[][]', ' ', said)}]({path})"
            if self._rows is None:
                self._put(f"\n\n{shown}\n\n")
            else:  # a picture needs a line of its own, which a table has not
                self._after.append(shown)
                self._put(_("（图 {n}）").format(n=len(self._after)))
            return
        name = src.rpartition("/")[2]
        name = name[:60] if not src.startswith("data:") else _("内嵌图片")
        self.missing.append(name or _("未命名"))
        self._put(self._escape(_("〔缺图：{name}〕").format(name=said or name or _("未命名"))))

    def _framed(self, attrs: dict[str, str | None]) -> None:
        src = address_of(attrs)
        if self._attached is not None and src:
            self._attached.heard.append(Heard(kind_of_frame(src), src, attrs.get("title") or ""))

    def _completed(self, tag: str, attrs: dict[str, str | None]) -> None:
        """A source or track of the film that was opened last."""
        assert self._attached is not None  # noqa: S101 - what the caller looked at
        last, src = self._attached.heard[-1], address_of(attrs)
        if tag == "source" and not last.src:
            self._attached.heard[-1] = last._replace(src=src)
        elif tag == "track" and src:
            self._attached.heard[-1] = last._replace(tracks=(*last.tracks, (src, attrs.get("srclang") or "")))

    def _link_ends(self) -> None:
        self._flush()
        href, start = self._links.pop()
        text = "".join(self._out[start:])
        if (
            re.match(r"https?://[^\s()<>]+$", href)
            and text.strip()
            and "\n" not in text
            and not re.search(r"[][]", text)
        ):
            self._out[start:] = [f"[{text.strip()}]({href})"]

    def _lower_or_raise(self) -> None:
        self._flush()
        tag, start = self._small.pop()
        text = "".join(self._out[start:])
        del self._out[start:]
        small = text.translate(_SUBSCRIPTS if tag == "sub" else _SUPERSCRIPTS)
        if all(sign in _SMALL_SIGNS for sign in small):
            self._out.append(small)
        else:
            sign = "_" if tag == "sub" else "^"
            plain = re.sub(r"[$\\{}]", "", text).strip()
            self._out.append("${}" + sign + r"{\text{" + plain + "}}$" if plain else "")

    def _cell_ends(self) -> None:
        if self._rows and self._cell is not None:
            self._flush()
            self._rows[-1][-1] = " ".join("".join(self._out[self._cell :]).split()).replace("|", r"\|")
            del self._out[self._cell :]
            self._marks = [mark for mark in self._marks if mark[1] < (self._cell or 0)]
            self._small = [small for small in self._small if small[1] < (self._cell or 0)]
        self._cell = None

    def _end_table(self) -> None:
        if self._rows is None:
            return
        self._cell_ends()
        rows = [row for row in self._rows if row]
        self._rows = None
        if not rows:
            return
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        self._out.append("\n".join(lines) + "\n\n")
        self._out += [f"{picture}\n\n" for picture in self._after]
        self._after.clear()


_SMALL_SIGNS = set(
    "".join(chr(code) for code in _SUBSCRIPTS.values()) + "".join(chr(code) for code in _SUPERSCRIPTS.values()) + " "
)
