"""Names of files for titles, as every system and every Markdown program takes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from client.texts import _

_ODD = re.compile(r"[\\/:*?\"<>|#^\[\]%\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]+")
_RIM = re.compile(r"\A[\s.]+|[\s.]+\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_CHARS, _BYTES = 80, 180


def file_stem(title: str) -> str:
    """A name without ending for that title; it is the title itself where that will do."""
    stem = re.sub(" {2,}", " ", _ODD.sub(" ", title)) if _ODD.search(title) else title
    stem = _RIM.sub("", stem[:_CHARS])
    while len(stem.encode()) > _BYTES:
        stem = stem[:-1].strip()
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return stem or _("无标题")


def stems(titles: Iterable[tuple[str, str]], taken: Collection[str] = ()) -> dict[str, str]:
    """A name for every id of (id, title), no two alike on any system; titles that may stay have first choice.

    No title gets a changed name out of `taken`: what a text links to, though there is no such note.
    """
    given: dict[str, str] = {}
    used: set[str] = set()
    pairs = list(titles)
    changed = {name.casefold() for name in taken}
    for key, title in sorted(pairs, key=lambda pair: file_stem(pair[1]) != pair[1]):
        stem = wanted = file_stem(title)
        number = 1
        while stem.casefold() in used or (stem != title and stem.casefold() in changed):
            number += 1
            stem = f"{wanted} {number}"
        used.add(stem.casefold())
        given[key] = stem
    return given


def folder_path(notebook: str) -> str:
    """The folder of a notebook; a slash in its name is a folder in a folder."""
    return "/".join(file_stem(step) for step in notebook.split("/") if step.strip())
