"""Edits of texts as fields of operations: cut so that each fits into one, folded while they wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.records import RecordType
from sync.text import BadTextOpError, TextOp, fold, from_json, pieces, to_json
from sync.wire import Fields


class Edited(NamedTuple):
    """An edit, and the text that shows after it."""

    op: TextOp
    shown: str


def on_the_line(edits: Mapping[str, Edited]) -> list[Fields]:
    """The edits as fields of operations, in portions that fit into one each; in this order they do the same."""
    portions: list[Fields] = []
    for field, edited in edits.items():
        for op in pieces(edited.op):
            fields: Fields = {field: to_json(op)}
            portions.append(fields)
    return portions


def folded(record: RecordType, first: Fields, then: Fields, shown: Mapping[str, str]) -> Fields | None:
    """The fields of one operation that does what two did, one after the other; None when it would grow too long.

    `shown`: the texts as they are after both. A whole text, noted when texts did not merge yet, stays a whole one.
    """
    fields: dict[str, Any] = {**first, **then}
    for name in record.texts:
        if name in first and name in then:
            if isinstance(first[name], str) and name in shown:
                fields[name] = shown[name]
                continue
            try:
                whole = list(pieces(fold(from_json(first[name]), from_json(then[name]))))
            except BadTextOpError:
                return None
            if len(whole) > 1:
                return None
            fields[name] = to_json(whole[0]) if whole else []
    return fields
