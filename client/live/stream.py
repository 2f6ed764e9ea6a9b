"""Is there a stream at that address? Reads HLS playlists (RFC 8216) as far as that needs. Pure."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import urljoin

State = Literal["live", "ended", "broken"]

_DURATION = re.compile(r"^#EXTINF:\s*(\d+(?:\.\d+)?)", re.MULTILINE)


class Stream(NamedTuple):
    """What a playlist says: `live` while more comes, `ended` when all of it is there, `broken` when it is none.

    `seconds` is how much of it can be played now; `variant` the address of the playlist to look at instead, when this
    one only lists several qualities.
    """

    state: State
    seconds: float = 0.0
    variant: str = ""


def read_playlist(text: str, address: str) -> Stream:
    """The stream that a playlist at `address` describes."""
    if not text.lstrip("\ufeff").startswith("#EXTM3U"):
        return Stream("broken")
    lines = [line.strip() for line in text.splitlines()]
    if any(line.startswith("#EXT-X-STREAM-INF") for line in lines):
        at = next(i for i, line in enumerate(lines) if line.startswith("#EXT-X-STREAM-INF"))
        uri = next((line for line in lines[at + 1 :] if line and not line.startswith("#")), "")
        return Stream("live", variant=urljoin(address, uri)) if uri else Stream("broken")
    seconds = sum(float(one) for one in _DURATION.findall(text))
    ended = "#EXT-X-ENDLIST" in lines
    if not seconds and not ended:
        return Stream("broken")
    return Stream("ended" if ended else "live", seconds)
