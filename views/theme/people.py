"""A colour for a person who is marked beside others: always the same one, never the only sign of who it is."""

from __future__ import annotations

from zlib import crc32

_BY_DAY = ("#1565C0", "#8E24AA", "#00796B", "#B45309", "#5D4037", "#AD1457")
_BY_NIGHT = ("#8AB4F8", "#D7A6E8", "#6FD3C7", "#FFB77C", "#D0B8AE", "#F8A5C2")


def person(key: str, *, dark: bool) -> str:
    """The colour of the account, or device, with this id; it stands out from cards by day or by night."""
    colours = _BY_NIGHT if dark else _BY_DAY
    return colours[crc32(key.encode()) % len(colours)]
