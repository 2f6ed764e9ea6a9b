"""May this operation go into this space's log? If not, a sentence says why, and the operation is set aside."""

from __future__ import annotations

import json
import re
from functools import cache

from server.oplog.reading import Sent
from server.spaces.membership import Standing
from sync.batch import BadBatchError, Batch, value_of
from sync.catalogue import ALL, CHAT, is_by, may_write
from sync.text import MOST_NAME_CHARS, is_edit
from sync.texts import _
from sync.wire import EVENT, PURGE, TEXT, Operation

_LARGEST_BASE = (1 << 63) - 1  # what the databases' integers hold

# made once: json.dumps would make an encoder an operation
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

NOT_UNDERSTOOD = _("这条改动的格式不对，服务器读不懂。")
NOT_A_MEMBER = _("你不是这个空间的成员，这条改动没有上传。")
NO_RIGHT = _("你在这个空间里不能改这类内容。")
TOO_YOUNG = _("满 14 岁才能自由聊天，这条没有发出去。可以用预设的话。")
NOT_YOURS = _("这条内容写的是别人的名字，没有上传。")
WRONG_KIND = _("这条改动的种类与它的内容不符。")
TOO_LARGE = _("这条改动太大了，最多 {n} KB。")


class Refused(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The operation is set aside; the text is the reason, for the person."""


def weigh(sent: Sent, account_id: str, standing: Standing | None, limit_bytes: int, *, may_chat: bool = True) -> str:
    """The fields of the operation as JSON text, ready for the log. Raises Refused.

    `account_id` sends it, `standing` is where that account stands in the space, `may_chat` whether it is old enough.
    """
    operation = sent.operation
    if operation is None or operation.base > _LARGEST_BASE:
        raise Refused(NOT_UNDERSTOOD)
    if standing is None:
        raise Refused(NOT_A_MEMBER)
    if not may_write(standing.kind, standing.role, operation.type):
        raise Refused(NO_RIGHT)
    if not is_by(account_id, operation.type, operation.fields):
        raise Refused(NOT_YOURS)
    if operation.type == CHAT.name and not may_chat:
        raise Refused(TOO_YOUNG)
    if not _fits(operation):
        raise Refused(WRONG_KIND)
    text = _as_json(operation)
    if len(text) > limit_bytes or len(text.encode()) > limit_bytes:
        raise Refused(TOO_LARGE.format(n=limit_bytes // 1024))
    return text


_IDENTIFIER = r"[A-Za-z0-9._:-]{1,64}"
_IDS = re.compile(rf"{_IDENTIFIER}(?:\n{_IDENTIFIER})*")
_KIND = re.compile(r"[a-z]{1,16}")
_STAMPS = re.compile(r"[0-9-]{20}(?:\n[0-9-]{20})*")
_DEPTH = 100
"""So many brackets at the most: what is nested deeper than anybody can read is looked at one by one."""


def is_sound(batch: Batch, limit_bytes: int) -> bool:
    """Whether every operation of a batch is surely good but for who may write it; False: look at them one by one."""
    ids, stamps = "\n".join(batch.ids), "\n".join(batch.stamps)
    return bool(
        _IDS.fullmatch(ids)
        and _STAMPS.fullmatch(stamps)
        and ids.count("\n") == stamps.count("\n") == len(batch.ids) - 1
        and all(map(_KIND.fullmatch, set(batch.kinds)))
        and "\n".join(batch.types).count("\n") == len(batch.ids) - 1
        and _IDS.fullmatch("\n".join(set(batch.types)))
        and min(batch.bases) >= 0
        and max(batch.bases) <= _LARGEST_BASE
        and 4 * max(map(len, batch.fields)) <= limit_bytes
        and _are_sound(batch)
    )


def _are_sound(batch: Batch) -> bool:
    texts = {(kind, name): _texts(kind, name) for kind, name in set(zip(batch.kinds, batch.types, strict=True))}
    if None in texts.values():
        return False
    if len(texts) == 1 and _plain_lines(*texts.values()).fullmatch("\n".join(batch.fields)):
        return True
    try:
        for kind, name, line in zip(batch.kinds, batch.types, batch.fields, strict=True):
            if "\\u" in line or line.count("[") + line.count("{") > _DEPTH:
                return False
            fields = value_of(line)
            for text in texts[kind, name] or ():
                if text in fields and not is_edit(fields[text]):
                    return False
    except BadBatchError:
        return False
    return True


@cache
def _plain_lines(texts: tuple[str, ...]) -> re.Pattern[str]:
    """Lines of the commonest form, which need not be parsed: simple values, and texts typed into nothing in one go.

    Stricter than JSON, so that what matches is sound for certain; anything else is parsed.
    """
    characters = r'[^"\\\x00-\x1f]'
    string = rf'"{characters}*+(?:\\["\\/bfnrt]{characters}*+)*+"'
    whole = r"(?:0|[1-9][0-9]{0,11})"
    simple = rf"(?:{string}|-?{whole}|true|false|null)"
    edit = rf'\["{characters}{{1,{MOST_NAME_CHARS}}}",\[0,{whole},(?!""){string},0\]\]'
    field = rf'"{characters}++":{simple}'
    if texts:
        names = "|".join(map(re.escape, texts))
        field = rf'(?:"(?:{names})":{edit}|(?!"(?:{names})"){field})'
    line = rf"\{{(?:{field}(?:,{field})*+)?+\}}"
    return re.compile(rf"{line}(?:\n{line})*+")


for _record in ALL.values():  # now, and not in somebody's first push: that took 15 ms more
    _plain_lines(_record.texts if _record.kind == "record" else ())


def _texts(kind: str, name: str) -> tuple[str, ...] | None:
    """Which fields of such operations must be edits; None when the kind does not go with the type."""
    declared = ALL.get(name)
    if kind == PURGE:
        return None
    if declared is None:
        return ()
    if kind == TEXT:
        return declared.texts if declared.kind == "record" else None
    return () if (declared.kind == "event") == (kind == EVENT) else None


def _fits(operation: Operation) -> bool:
    """Whether the operation is of a kind that its type knows; of types and kinds of newer versions anything goes."""
    texts = _texts(operation.kind, operation.type)
    return texts is not None and all(is_edit(operation.fields[name]) for name in texts if name in operation.fields)


def _as_json(operation: Operation) -> str:
    try:
        text = _encode(operation.fields)
        (text + operation.stamp).encode()  # half a surrogate pair has no UTF-8 form
    except (ValueError, RecursionError) as error:  # NaN and infinity, which JSON does not have; too deep; too long
        raise Refused(NOT_UNDERSTOOD) from error
    if "\0" in operation.stamp:  # PostgreSQL's text cannot hold it; in `fields` it is escaped
        raise Refused(NOT_UNDERSTOOD)
    return text
