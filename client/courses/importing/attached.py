"""What comes along with a text in HTML: its pictures, and the films and recordings that it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from client.courses.media import SOUNDS

_SVG = re.compile(r"<svg\b[^>]*>.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_WATCHED = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|bilibili\.com|ted\.com)/",
    re.IGNORECASE,
)


class Heard(NamedTuple):
    """A film or recording that a text refers to: `kind` is video, audio or page; `tracks` are (address, language)."""

    kind: str
    src: str
    title: str
    tracks: tuple[tuple[str, str], ...] = ()


@dataclass
class Attached:
    """What comes along with a text: `picture` gives the path in the pack for an address, or None when there is none.

    The films and recordings are gathered in `heard`; with `links`, addresses in the web stay links.
    """

    picture: Callable[[str], str | None]
    heard: list[Heard] = field(default_factory=list[Heard])
    links: bool = False


def _drawn(found: re.Match[str]) -> str:
    drawing = (
        found[0] if "xmlns" in found[0] else found[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    )
    return f'<img alt="" src="data:image/svg+xml,{quote(drawing)}">'


def is_sound(href: str) -> bool:
    """Whether a link leads to a recording: editors such as Moodle's make a player of it."""
    return re.split(r"[?#]", href, maxsplit=1)[0].rpartition(".")[2].lower() in SOUNDS


def address_of(attrs: dict[str, str | None]) -> str:
    """Where an element's file is; "" when it does not say."""
    return (attrs.get("src") or attrs.get("data-src") or "").strip()


def with_drawings(html: str) -> str:
    """`html` with each `<svg>` in it as a picture."""
    return _SVG.sub(_drawn, html)


def kind_of_frame(address: str) -> str:
    """`page` for a frame that shows a film of a site that everybody knows, else `frame`."""
    return "page" if _WATCHED.match(address) else "frame"
