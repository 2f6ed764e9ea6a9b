"""Links in a text: `[[a note's title]]`, `[[title|other words]]`, and `[words](/route)` to anything else of the app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from client.notes.writing.cards import revealed
from client.notes.writing.change import Change, line_start, put

_TYPED = re.compile(r"\[\[([^\[\]\n|]{0,60})$")
_WIKI = re.compile(r"(?<!!)\[\[(?P<title>[^\[\]\n|#]+)(?P<place>#[^\[\]\n|]*)?(?:\|(?P<words>[^\[\]\n]+))?\]\]")
CODE = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]+`)", re.DOTALL)
_MARKED = re.compile(r"(?<!=)==(?=[^\s=])(?P<words>[^=\n]*[^\s=])==(?!=)")
_FORMULA = re.compile(r"(\$\$.*?\$\$|\$[^$\n]+\$)", re.DOTALL)
_PLAIN_LINK = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\([^)\n]*\)")
_ANSWER = re.compile(r"\n(?=[ \t>]*(?:A|答)[:：])")
MARK = "mark:"
"""Where the words lead that are marked: nowhere. Markdown knows no marks, so a reader draws these links as such."""
NAMED = "/notes/named?title="
"""The route that leads to the note of that title."""


class Typed(NamedTuple):
    """A link that is being written: where its words begin, and what they are so far."""

    start: int
    words: str


def being_typed(text: str, at: int) -> Typed | None:
    """The link that is being written before the cursor; None when there is none."""
    found = _TYPED.search(text[line_start(text, at) : at])
    return Typed(at - len(found[1]), found[1]) if found else None


def complete(text: str, typed: Typed, at: int, title: str, route: str = "") -> Change:
    """The link that was begun, to the note `title`; with a `route` to something else, by its words."""
    behind = 2 if text[at : at + 2] == "]]" else 0
    if not route:
        return put(text, typed.start, at + behind, f"{title}]]")
    words = title.replace("[", "(").replace("]", ")")
    return put(text, typed.start - 2, at + behind, f"[{words}]({route})")


def titles(text: str) -> Iterator[str]:
    """The titles of the notes that a text links to."""
    for index, part in enumerate(CODE.split(text)):
        if index % 2 == 0:
            for match in _WIKI.finditer(part):
                yield match["title"].strip()


def renamed(text: str, old: str, new: str) -> list[Change]:
    """The changes, from the end to the beginning, that lead links to the note `old` to `new`."""
    return [
        put(text, match.start("title"), match.end("title"), new)
        for match in _WIKI.finditer(text)
        if match["title"].strip() == old
    ][::-1]


def for_reading(text: str) -> str:
    """The text as Markdown knows it: its links, and what is marked, `==words==` or `{{words}}`; code stays as it is."""
    parts = CODE.split(revealed(text, f"[**{{}}**]({MARK})"))
    return "".join(part if index % 2 else _read(part) for index, part in enumerate(parts))


def for_paper(text: str) -> str:
    """The text as Markdown without links: their words, and in bold what is marked; code stays as it is."""
    parts = CODE.split(revealed(text, "**{}**"))
    return "".join(part if index % 2 else _on_paper(part) for index, part in enumerate(parts))


def _on_paper(text: str) -> str:
    words = _PLAIN_LINK.sub(r"\1", _WIKI.sub(lambda match: (match["words"] or match["title"]).strip(), text))
    parts = _FORMULA.split(words)
    return "".join(part if index % 2 else _MARKED.sub(r"**\g<words>**", part) for index, part in enumerate(parts))


def _read(text: str) -> str:
    parts = _FORMULA.split(_ANSWER.sub("  \n", _WIKI.sub(_link, text)))
    marked = (part if index % 2 else _MARKED.sub(rf"[**\g<words>**]({MARK})", part) for index, part in enumerate(parts))
    return "".join(marked)


def _link(match: re.Match[str]) -> str:
    words = (match["words"] or match["title"]).strip()
    return f"[{words}]({NAMED}{quote(match['title'].strip(), safe='')})"
