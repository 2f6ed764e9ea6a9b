"""Edits of a text as JSON, short: `["replica", …, part, part, …]`.

The names of the replicas come first; parts speak of them by number. A part is

    [replica, counter, "text"]                              typed on after character `counter - 1` of the same replica
    [replica, counter, "text", 0]                           typed at the text's beginning
    [replica, counter, "text", anchor, counter]             typed right after the anchor
    [replica, counter, "text", anchor, counter, 1]          typed right before the anchor
    [replica, counter, [size], …]                           deleted before it came here; placed as a typed one
    [replica, counter, size]                                deleted
"""

from __future__ import annotations

from typing import Any, cast

from pydantic import JsonValue

from sync.text.ops import Bury, Delete, Insert, Part, TextOp
from sync.text.splices import clean

MOST_COUNTER = 1 << 40
MOST_SIZE = 1 << 20
"""Deleted characters in one part; a longer range is several parts."""
MOST_NAME_CHARS = 80


class BadTextOpError(ValueError):
    """What came is no edit of a text."""


def to_json(op: TextOp) -> list[JsonValue]:
    """An edit as it goes over the line."""
    names: dict[str, int] = {}
    parts: list[JsonValue] = []
    for part in op:
        number = names.setdefault(part.replica, len(names))
        if isinstance(part, Delete):
            counter, left = part.counter, part.size
            while left:
                size = min(left, MOST_SIZE)
                parts.append([number, counter, size])
                counter, left = counter + size, left - size
            continue
        item: list[JsonValue] = [number, part.counter, part.text if isinstance(part, Insert) else [part.size]]
        before = isinstance(part, Insert) and part.before
        if not part.anchor:
            item.append(0)
        elif before or part.anchor != part.replica or part.anchor_counter != part.counter - 1:
            item += (names.setdefault(part.anchor, len(names)), part.anchor_counter)
            if before:
                item.append(1)
        parts.append(item)
    return [*names, *parts]


def from_json(value: JsonValue) -> TextOp:
    """The edit that `to_json` wrote. Raises BadTextOpError for anything else."""
    if not isinstance(value, list):
        raise BadTextOpError("not a list")
    names: list[str] = []
    for name in value:
        if not isinstance(name, str):
            break
        if not 0 < len(name) <= MOST_NAME_CHARS:
            raise BadTextOpError("a replica's name")
        names.append(name)
    try:
        return tuple([_part(part, names) for part in value[len(names) :]])
    except (TypeError, IndexError) as error:
        raise BadTextOpError(str(error)) from error


def is_edit(value: JsonValue) -> bool:
    """Whether this is an edit of a text."""
    if only_insert(value) is not None:
        return True
    try:
        from_json(value)
    except BadTextOpError:
        return False
    return True


def only_insert(value: JsonValue) -> str | None:
    """The text when the edit is the commonest one, typed into nothing in one go; seen without making objects of it."""
    if not (isinstance(value, list) and len(value) == 2):
        return None
    name, part = value
    if not (isinstance(name, str) and 0 < len(name) <= MOST_NAME_CHARS and isinstance(part, list) and len(part) == 4):
        return None
    replica, counter, text = part[0], part[1], part[2]
    if type(replica) is int and replica == 0 and type(counter) is int and 0 <= counter < MOST_COUNTER:
        return text if isinstance(text, str) and text else None
    return None


def _part(item: Any, names: list[str]) -> Part:
    if type(item) is not list:
        raise BadTextOpError("a part is a list")
    fields = cast("list[Any]", item)
    counter, what = _whole(fields[1], MOST_COUNTER), fields[2]
    name = names[_whole(fields[0], len(names))]
    if type(what) is int:
        return Delete(name, counter, 1 + _whole(what - 1, MOST_SIZE))
    anchor, anchor_counter, before = name, counter - 1, False
    if len(fields) == 4:
        anchor, anchor_counter = "", 0
    elif len(fields) > 4:
        anchor, anchor_counter = names[_whole(fields[3], len(names))], _whole(fields[4], MOST_COUNTER)
        before = len(fields) > 5
    elif not counter:
        raise BadTextOpError("nothing is before a replica's first character")
    if isinstance(what, str) and what:
        return Insert(name, counter, what if what.isascii() else clean(what), anchor, anchor_counter, before)
    if isinstance(what, list) and not before:
        return Bury(name, counter, 1 + _whole(what[0] - 1, MOST_SIZE), anchor, anchor_counter)
    raise BadTextOpError("a part says what comes or goes")


def _whole(value: Any, limit: int) -> int:
    """`value`, a whole number from 0 up to `limit`."""
    if type(value) is not int or not 0 <= value < limit:
        raise BadTextOpError("a number is out of its range")
    return value
