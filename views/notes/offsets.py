"""Places in a text: Python counts code points, the client counts UTF-16 units, of which rare characters take two."""

from __future__ import annotations

from client.notes.drafts import Draft


def to_units(text: str, index: int) -> int:
    """The client's offset of code point `index`."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def to_index(text: str, units: int) -> int:
    """The code point at the client's offset; one within a character counts as before it."""
    head = text[: max(units, 0)]
    if head.isascii() or units <= 0:
        return len(head)
    return len(head.encode("utf-16-le", "surrogatepass")[: units * 2].decode("utf-16-le", "ignore"))


def selection_in_units(draft: Draft) -> tuple[int, int]:
    """The draft's selection in what its editor shows, as the client counts."""
    shown, begin = draft.shown, draft.part[0]
    base, extent = (min(max(index - begin, 0), len(shown)) for index in draft.selection)
    return to_units(shown, base), to_units(shown, extent)
