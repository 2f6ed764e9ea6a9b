"""The pictures of a mistake, as its record keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sync.files import reference

_PREFIX = reference("")


@dataclass(frozen=True)
class Cutting:
    """A picture of a question: `file` is what was cut out, `page` what it was cut out of, both SHA-256.

    `box` is where: left, top, right, bottom in shares of the page's width and height.
    """

    file: str
    page: str = ""
    box: tuple[float, ...] = (0.0, 0.0, 1.0, 1.0)


def cuttings_in(stored: Any) -> tuple[Cutting, ...]:
    """The pictures of a record; what another version may have written otherwise is passed over."""
    found = []
    for each in stored if isinstance(stored, list) else []:
        if isinstance(each, dict) and str(each.get("file", "")).startswith(_PREFIX):
            box = each.get("box")
            where = tuple(float(x) for x in box if isinstance(x, int | float)) if isinstance(box, list) else ()
            page = str(each.get("page") or "").removeprefix(_PREFIX)
            found.append(Cutting(each["file"].removeprefix(_PREFIX), page, where if len(where) == 4 else Cutting.box))
    return tuple(found)


def to_record(cuttings: Iterable[Cutting]) -> list[dict[str, Any]]:
    """Pictures as a record keeps them."""
    return [
        {"file": reference(c.file), "page": reference(c.page) if c.page else "", "box": [round(x, 4) for x in c.box]}
        for c in cuttings
    ]
