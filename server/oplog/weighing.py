"""May this operation go into this space's log? If not, a sentence says why, and the operation is set aside."""

from __future__ import annotations

import json

from server.oplog.reading import Sent
from server.spaces.membership import Standing
from sync.catalogue import ALL, may_write
from sync.text import is_edit
from sync.wire import EVENT, PURGE, TEXT, Operation

_LARGEST_BASE = (1 << 63) - 1  # what the databases' integers hold

# made once: json.dumps would make an encoder an operation
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

NOT_UNDERSTOOD = "这条改动的格式不对，服务器读不懂。"
NOT_A_MEMBER = "你不是这个空间的成员，这条改动没有上传。"
NO_RIGHT = "你在这个空间里不能改这类内容。"
WRONG_KIND = "这条改动的种类与它的内容不符。"
TOO_LARGE = "这条改动太大了，最多 {limit_kib} KB。"


class Refused(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The operation is set aside; the text is the reason, for the person."""


def weigh(sent: Sent, standing: Standing | None, limit_bytes: int) -> str:
    """The fields of the operation as JSON text, ready for the log. Raises Refused."""
    operation = sent.operation
    if operation is None or operation.base > _LARGEST_BASE:
        raise Refused(NOT_UNDERSTOOD)
    if standing is None:
        raise Refused(NOT_A_MEMBER)
    if not may_write(standing.kind, standing.role, operation.type):
        raise Refused(NO_RIGHT)
    if not _fits(operation):
        raise Refused(WRONG_KIND)
    text = _as_json(operation)
    if len(text) > limit_bytes or len(text.encode()) > limit_bytes:
        raise Refused(TOO_LARGE.format(limit_kib=limit_bytes // 1024))
    return text


def _fits(operation: Operation) -> bool:
    """Whether the operation is of a kind that its type knows; of types and kinds of newer versions anything goes."""
    if operation.kind == PURGE:
        return False  # the server's own
    declared = ALL.get(operation.type)
    if declared is None:
        return True
    if operation.kind == TEXT:
        return declared.kind == "record" and all(
            is_edit(operation.fields[name]) for name in declared.texts if name in operation.fields
        )
    return (declared.kind == "event") == (operation.kind == EVENT)


def _as_json(operation: Operation) -> str:
    try:
        text = _encode(operation.fields)
        (text + operation.stamp).encode()  # half a surrogate pair has no UTF-8 form
    except (ValueError, RecursionError) as error:  # NaN and infinity, which JSON does not have; too deep; too long
        raise Refused(NOT_UNDERSTOOD) from error
    if "\0" in operation.stamp:  # PostgreSQL's text cannot hold it; in `fields` it is escaped
        raise Refused(NOT_UNDERSTOOD)
    return text
