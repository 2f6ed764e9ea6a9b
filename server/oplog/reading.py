"""Reads a push body as numbered operations, each of which is good or has a reason why not.

One operation that makes no sense must not keep back the others, so a body that is not valid as a whole is read again
operation by operation. What cannot be set aside is an operation without a number: then the request is not valid.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from server.errors import NotValid
from sync.batch import Batch, numbered, unpack
from sync.texts import _
from sync.wire import PUSH_LIMIT, Identifier, Message, Operation, PushRequest

_identifier = TypeAdapter[str](Identifier)


class Sent(NamedTuple):
    """An operation as it came: its number, the space it names, and the operation unless it makes no sense."""

    n: int
    space: str
    operation: Operation | None


class SentPush(NamedTuple):
    """A push in JSON: the id under which its operations are numbered ("" when that is not said), and them."""

    device: str
    operations: list[Sent]


class _Head(Message):
    """What is said before a packed batch; older devices do not say who they are."""

    device: Annotated[str, Field(max_length=64)] = ""
    space: Identifier
    n: Annotated[int, Field(ge=1)]


class SentBatch(NamedTuple):
    """A packed batch as it came: the number of its first operation, the space it names, what is in it, its bytes.

    `device`: the id under which it is numbered, "" when that is not said.
    """

    n: int
    space: str
    batch: Batch
    packed: bytes
    device: str = ""

    def operations(self) -> list[Sent]:
        """The operations one by one, to be weighed each for itself."""
        return [self._one(*row) for row in numbered(self.batch, self.n)]

    def _one(self, n: int, kind: str, type_: str, record_id: str, fields: str, base: int, stamp: str) -> Sent:
        try:
            about = {"n": n, "space": self.space, "kind": kind, "type": type_, "id": record_id, "base": base}
            return _read_one(about | {"fields": json.loads(fields), "stamp": stamp})
        except (ValueError, RecursionError):
            return Sent(n, self.space, None)


def read_batch(body: bytes, limit_bytes: int) -> SentBatch:
    """The packed batch of `body`, that may unpack to `limit_bytes`. Raises NotValid."""
    line, _newline, packed = body.partition(b"\n")
    try:
        head = _Head.model_validate_json(line)
        batch = unpack(packed, limit_bytes)
    except ValueError as error:
        raise NotValid from error
    if len(batch.ids) > PUSH_LIMIT:
        raise NotValid(_("一次最多上传 {n} 条操作。").format(n=PUSH_LIMIT))
    return SentBatch(head.n, head.space, batch, packed, head.device)


def read_push(body: bytes) -> SentPush:
    """The operations of `body`, numbered without gaps. Raises NotValid."""
    sent = _read(body)
    if any(later.n != earlier.n + 1 for earlier, later in pairwise(sent.operations)):
        raise NotValid(_("一次上传的操作要按编号 n 连续排列。"))
    return sent


def _read(body: bytes) -> SentPush:
    try:
        request = PushRequest.model_validate_json(body)
    except ValidationError:
        return _read_each(body)
    return SentPush(request.device, [Sent(o.n, o.space, o) for o in request.operations])


def _read_each(body: bytes) -> SentPush:
    try:
        request = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotValid from error
    operations = request.get("operations") if isinstance(request, dict) else None
    if not isinstance(operations, list):
        raise NotValid
    if len(operations) > PUSH_LIMIT:
        raise NotValid(_("一次最多上传 {n} 条操作。").format(n=PUSH_LIMIT))
    try:
        device = PushRequest(device=request.get("device", ""), operations=[]).device
    except ValidationError as error:
        raise NotValid from error
    return SentPush(device, [_read_one(raw) for raw in operations])


def _read_one(raw: Any) -> Sent:
    n = raw.get("n") if isinstance(raw, dict) else None
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise NotValid(_("每条操作都要有编号 n。"))
    try:
        # as JSON and in its list, as devices will read it in a page: what they cannot read must not get into a log
        [operation] = PushRequest.model_validate_json(json.dumps({"operations": [raw]})).operations
    except (ValidationError, ValueError, RecursionError):
        return Sent(n, _space(raw.get("space")), None)
    return Sent(n, operation.space, operation)


def _space(raw: Any) -> str:
    try:
        return _identifier.validate_python(raw)
    except ValidationError:
        return ""
