"""Texts among a record's fields: an entry's edits go into them, and the rest of the entry is merged as ever.

On the line an entry of kind `text` is like one of kind `set`, but its values for text fields are edits (`sync.text`).
A whole text in their place, from a client that knows the field as a plain one, replaces what it finds. In the record's
state a text leaves a mark without a value, so that a delete sees that somebody has typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sync.merge import FieldState, Loss, State, apply, keep_in_mind, repeats
from sync.records import RecordType
from sync.text import LoggedText, decode, is_edit, merge
from sync.wire import TEXT, LogEntry

Key = tuple[str, str]
"""A record's id and the name of a text field."""


def text_fields(record: RecordType | None, entry: LogEntry) -> list[str]:
    """Which of the entry's fields are texts; of types and fields that are not known, those that hold edits."""
    declared = record.texts if record else ()
    names = [name for name in declared if name in entry.fields]
    if entry.kind == TEXT:
        known = record.fields if record else ()
        names += [name for name, value in entry.fields.items() if name not in known and value and is_edit(value)]
    return names


class TextFields:
    """The texts of some records of one type, as the log makes them."""

    def __init__(
        self, record: RecordType | None, states: Mapping[Key, bytes], own: Mapping[Key, bytes] | None = None
    ) -> None:
        """`states`: what is known of them. `own`: while a log is read anew, what was known before, for `shown`."""
        self._record = record
        self._states = states
        self._own = own or {}
        self._taken: dict[Key, LoggedText] = {}

    def apply(self, state: State, entry: LogEntry) -> list[Loss]:
        """Merge an entry of kind `set` or `text` into the record's `state` and into its texts; what lost comes back."""
        names = text_fields(self._record, entry)
        if not names:
            return apply(state, entry)
        if self._repeats(state, entry, names):
            return []
        losses = apply(state, entry, but=names)
        for name in names:
            text, value, old = self._text(entry.id, name), entry.fields[name], state.get(name)
            if isinstance(value, str) and old and old.seq > entry.base and old.device != entry.device:
                before = str(text)
                if before not in ("", value):
                    losses.append(Loss(name, before, old.seq, old.stamp, old.device))
            text.take(value, author(entry))
            _mark(state, name, entry)
        return losses

    def overlay(self, record_id: str, state: State, pending: Collection[LogEntry]) -> tuple[State, dict[str, str]]:
        """The record with its pending entries on top: fields, and texts by name. What the log has stays as it is."""
        seen = dict(state) if pending else state
        for entry in pending:
            names = text_fields(self._record, entry)
            if names and self._repeats(seen, entry, names):
                continue
            apply(seen, entry, but=names)
            for name in names:  # the mark that it will leave in the log, so that a delete shows as it will be there
                _mark(seen, name, entry)
        declared = self._record.texts if self._record else ()
        return seen, {name: self._shown((record_id, name), pending) for name in declared}

    def forget(self, record_id: str) -> None:
        """The record is gone: its texts begin anew."""
        self._states = {key: state for key, state in self._states.items() if key[0] != record_id}
        for key in [key for key in self._taken if key[0] == record_id]:
            del self._taken[key]

    def changed(self) -> Iterable[tuple[Key, bytes]]:
        """The states of the texts that entries went into."""
        return ((key, text.state()) for key, text in self._taken.items())

    def _repeats(self, state: State, entry: LogEntry, names: Collection[str]) -> bool:
        """Whether the entry says again what is there, its edits of texts too: see `sync.merge`."""
        marks = [state.get(name) for name in names]
        if not all(mark is not None and mark.stamp == entry.stamp for mark in marks):
            return False
        if not repeats(state, entry, but=names) or not all(is_edit(entry.fields[name]) for name in names):
            return False
        # The ids of its characters tell: two devices may have written in the same millisecond.
        return all(self._has(entry, name) for name in names)

    def _has(self, entry: LogEntry, name: str) -> bool:
        there = self._text(entry.id, name).state()
        text = LoggedText(there)
        text.take(entry.fields[name], author(entry))
        return text.state() == there

    def _text(self, record_id: str, name: str) -> LoggedText:
        key = (record_id, name)
        if key not in self._taken:
            self._taken[key] = LoggedText(self._states.get(key))
        return self._taken[key]

    def _shown(self, key: Key, pending: Iterable[LogEntry]) -> str:
        edits = [entry for entry in pending if key[1] in entry.fields]
        if key in self._taken:
            if not edits and key not in self._own:
                return str(self._taken[key])
            logged: bytes | None = self._taken[key].state()
        else:
            logged = self._states.get(key)
        return str(shown_text(logged, self._own.get(key), edits, key[1]))


def shown_text(logged: bytes | None, own: bytes | None, pending: Iterable[LogEntry], name: str) -> LoggedText:
    """A text as a person sees it: the log's state, what an earlier reading of the log had, pending edits on top."""
    text = LoggedText(logged)
    if own is not None:
        merge(text.text, decode(own))
    for entry in pending:
        if name in entry.fields:
            text.take(entry.fields[name], author(entry))
    return text


def _mark(state: State, name: str, entry: LogEntry) -> None:
    """Somebody has typed."""
    keep_in_mind(state, entry, state.get(name))
    state[name] = FieldState(None, entry.seq, entry.stamp, entry.device)


def author(entry: LogEntry) -> str:
    """Who types the characters of a whole text: the operation that brings it."""
    return f"{entry.device}:{entry.n}"
