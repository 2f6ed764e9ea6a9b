"""The links and pictures in a Markdown text, found and written anew; code stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from client.notes.writing.links import CODE

_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<title>[^\[\]\n|#]*)(?P<place>#[^\[\]\n|]*)?(?P<bar>\|(?P<words>[^\[\]\n]*))?\]\]"
)
_LINK = re.compile(
    r"(?P<embed>!?)\[(?P<words>(?:\\.|[^\[\]\\\n]|!?\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\]"
    r"\((?P<before>\s*)(?P<address><[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))+)(?P<after>\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_IMG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


class Link(NamedTuple):
    """A link or, with `embed`, what is shown in its place; `wiki` is one in double brackets.

    `address` is where it leads, without marks and not decoded; `place` a heading of it with `#`; `title` what
    Markdown has behind an address.
    """

    embed: bool
    wiki: bool
    address: str
    words: str
    place: str = ""
    title: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address as it is, and decoded."""
        return tuple(dict.fromkeys((self.address, unquote(self.address))))


Relink = Callable[[Link], str | None]
"""A link to what stands in its place; None leaves it as it is."""


def relinked(text: str, relink: Relink) -> str:
    """The text with its links written anew."""

    def wiki(match: re.Match[str]) -> str:
        words = match["words"] or ""
        link = Link(bool(match["embed"]), True, match["title"], words, match["place"] or "")
        new = relink(link)
        return match[0] if new is None else new

    def plain(match: re.Match[str]) -> str:
        words = _LINK.sub(plain, match["words"]) if "](" in match["words"] else match["words"]
        address = match["address"]
        address = address[1:-1] if address.startswith("<") else address
        new = relink(Link(bool(match["embed"]), False, address, words, "", match["after"] or ""))
        if new is not None:
            return new
        start, end = match.start("words") - match.start(), match.end("words") - match.start()
        return match[0][:start] + words + match[0][end:]

    def img(match: re.Match[str]) -> str:
        values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(match[0])}
        new = relink(Link(True, False, values.get("src", ""), values.get("alt", ""))) if values.get("src") else None
        return match[0] if new is None else new

    parts = CODE.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = _IMG.sub(img, _LINK.sub(plain, _WIKI.sub(wiki, parts[index])))
    return "".join(parts)
