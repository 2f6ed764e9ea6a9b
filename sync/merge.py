"""The merge rules: every device that applies the same log in the same order holds the same state.

A single field: an operation that saw the present value (its `base` is not before that value's `seq`, or the value is
the same device's own) replaces it, and no clock is asked. Otherwise the two are concurrent: the later hybrid-logical
stamp wins, the device id breaks a tie, and the losing value goes to the history, from which it can be restored.

A member of a set is a field that holds whether it is in: an add replaces a remove that it did not see, and a remove
does not replace an add that it did not see.

An entry that says again what the state shows, under the same stamp, changes nothing: a device that has lost the answer
and signs in anew sends its last edits once more, under another id, and who has seen them before has seen them.

A delete is the field `deleted`: it yields to an edit that it did not see, and an edit that did not see a delete takes
the record out of the trash.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from pydantic import JsonValue

from sync.records import DELETED, unpair
from sync.wire import LogEntry, Operation

PENDING_SEQ = 1 << 62
"""The `seq` of operations that the server has not numbered yet: after everything."""


UNSHOWN = ("/1", "/2")
"""Names in a record's state, no fields: edits that others replaced without having seen them, see `_remember`."""


class FieldState(NamedTuple):
    """A field's value and the operation that set it."""

    value: JsonValue
    seq: int
    stamp: str
    device: str


class Loss(NamedTuple):
    """A value that lost to a concurrent one."""

    field: str
    value: JsonValue
    seq: int
    stamp: str
    device: str


State = dict[str, FieldState]


def apply(state: State, entry: LogEntry, *, but: Collection[str] = ()) -> list[Loss]:
    """Merge `entry` (of kind `set`) into `state` in place, `but` for some of its fields; what lost comes back."""
    losses: list[Loss] = []
    if not but and repeats(state, entry):
        return losses
    _apply_delete(state, entry)
    for name, value in entry.fields.items():
        if name in but or (name == DELETED and value is True):
            continue
        new = FieldState(value, entry.seq, entry.stamp, entry.device)
        old = state.get(name)
        if old is None or _saw(entry, old):
            state[name] = new
        elif unpair(name):
            if value is True:  # a member of a set: of a concurrent add and remove the add stays
                state[name] = new
        elif (new.stamp, new.device) > (old.stamp, old.device):
            state[name] = new
            losses.extend(_lost(name, old, new))
            _remember(state, old)
        else:
            losses.extend(_lost(name, new, old))
            _remember(state, new)
    return losses


def repeats(state: State, entry: LogEntry, *, but: Collection[str] = ()) -> bool:
    """Whether `entry` is an edit that the state shows already, `but` for some of its fields that are not looked at."""
    known = [(state.get(name), value) for name, value in entry.fields.items() if name not in but]
    same = all(old is not None and (old.stamp, old.value) == (entry.stamp, value) for old, value in known)
    return same and bool(entry.fields)


def overlay(state: State, pending: list[Operation], device: str) -> State:
    """A copy of `state` with this device's `pending` operations laid on top: what the person sees."""
    seen = dict(state)
    for operation in pending:
        apply(seen, as_entry(operation, PENDING_SEQ, device))
    return seen


def as_entry(operation: Operation, seq: int, device: str) -> LogEntry:
    """The operation as it stands in the log at `seq`."""
    return LogEntry.built(
        seq=seq,
        device=device,
        n=operation.n,
        kind=operation.kind,
        type=operation.type,
        id=operation.id,
        fields=operation.fields,
        base=operation.base,
        stamp=operation.stamp,
    )


def _apply_delete(state: State, entry: LogEntry) -> None:
    if entry.fields.get(DELETED) is True:
        if all(_saw(entry, field) for field in state.values()):
            state[DELETED] = FieldState(True, entry.seq, entry.stamp, entry.device)
        return
    deleted = state.get(DELETED)
    if deleted is not None and deleted.value is True and not _saw(entry, deleted):
        state[DELETED] = FieldState(False, entry.seq, entry.stamp, entry.device)


def keep_in_mind(state: State, entry: LogEntry, old: FieldState | None) -> None:
    """`entry` takes the place of `old`: if it did not see it, a delete that did not see it either must still yield."""
    if old is not None and not _saw(entry, old):
        _remember(state, old)


def _remember(state: State, edit: FieldState) -> None:
    """Keep the mark of an edit that no field shows: the youngest one, and the youngest one of any other device.

    A delete has seen all such edits just when it has seen these two: its own it has seen anyway.
    """
    youngest: dict[str, FieldState] = {}
    for mark in (state.get(UNSHOWN[0]), state.get(UNSHOWN[1]), edit._replace(value=None)):
        if mark is not None and (mark.device not in youngest or youngest[mark.device].seq < mark.seq):
            youngest[mark.device] = mark
    for name, mark in zip(UNSHOWN, sorted(youngest.values(), key=lambda mark: -mark.seq), strict=False):
        state[name] = mark


def _saw(entry: LogEntry, field: FieldState) -> bool:
    # Its own, but only what it wrote before: what healing sends again under its old stamp comes after younger ones.
    return field.seq <= entry.base or (field.device == entry.device and field.stamp <= entry.stamp)


def _lost(name: str, loser: FieldState, winner: FieldState) -> list[Loss]:
    if loser.value == winner.value:
        return []
    return [Loss(name, loser.value, loser.seq, loser.stamp, loser.device)]
