"""What must hold whenever everything is quiet; each check gives sentences about what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from itertools import pairwise
from typing import Any

from tests.simulate.oracle import Delete, Edit, Key, Oracle

Rows = dict[str, list[dict[str, Any]]]


def all_equal(rows: dict[str, Rows], with_history: bool) -> Iterator[str]:
    """All quiet devices show the same, byte for byte: of types and fields that an older one does not know, the rest."""
    (first, expected), *others = rows.items()
    for name, found in others:
        for table in sorted(expected.keys() & found.keys()):
            if table == "history" and not with_history:
                continue
            ours, theirs = _in_common(expected[table], found[table])
            if ours != theirs:
                here, there = [r for r in ours if r not in theirs], [r for r in theirs if r not in ours]
                yield f"{first} and {name} differ in {table}: {here[:3]} / {there[:3]}"


def log_is_sound(log: list[tuple[Any, ...]], readers: Set[str]) -> Iterator[str]:
    """Each space's log is 1, 2, 3 …, holds no operation twice, and nothing by a reader."""
    seqs: dict[str, list[int]] = {}
    taken: Counter[tuple[str, int]] = Counter()
    for space, seq, device, n, *_ in log:
        seqs.setdefault(space, []).append(seq)
        taken[device, n] += 1
        if device in readers:
            yield f"the reader {device} wrote {space} {seq}"
    for space, found in seqs.items():
        if found != list(range(1, len(found) + 1)):
            yield f"the log of {space} has gaps: {found}"
    yield from (f"operation {n} of {device} is in the log {k} times" for (device, n), k in taken.items() if k > 1)


def events_once(oracle: Oracle, rows: Rows) -> Iterator[str]:
    """Every event that was added is there, once and unchanged, and no other."""
    found = {(name, row["id"]): row for name in ("review",) for row in rows[name]}
    for key, (device, write, fields) in oracle.events.items():
        row = found.pop(key, None)
        if row is None:
            if oracle.must_be(device, write):
                yield f"the event {key} of {device} is lost"
        elif any(row[name] != value for name, value in fields.items()):
            yield f"the event {key} has changed: {row}"
    yield from (f"nobody added the event {key}" for key in found)


def no_value_lost(oracle: Oracle, records: dict[Key, dict[str, Any]], history: dict[Key, set[Any]]) -> Iterator[str]:
    """Every value is current, or in the history, or was replaced by somebody who saw it."""
    for key, fields in oracle.values.items():
        present = set(_simple(records.get(key, {}).values())) | history.get(key, set())
        for name, by_value in fields.items():
            for value, written in by_value.items():
                if value == "" or not oracle.must_be(written.device, written.write):
                    continue
                if not _accounted_for(value, by_value, present):
                    yield f"{key} {name}: {value!r} of {written.device} is neither current nor in the history"


def no_character_lost(
    oracle: Oracle,
    records: dict[Key, dict[str, Any]],
    history: dict[Key, set[Any]],
    texts: dict[str, tuple[str, ...]],
    strictly: bool,
) -> Iterator[str]:
    """Every typed character is there, once, unless somebody took it away, and then it is gone.

    `strictly`: and in the order in which anybody has seen it.
    """
    for key, typed in oracle.typed.items():
        text = "".join(records.get(key, {}).get(name, "") for name in texts[key[0]])
        count = Counter(text)
        erased = oracle.erased.get(key, {})
        kept = set("".join(v for v in history.get(key, ()) if isinstance(v, str)))
        for character, who in typed.items():
            if count[character] > 1:
                yield f"{key}: {character!r} of {who} is there {count[character]} times"
            elif not count[character] and character not in erased and character not in kept and oracle.must_be(*who):
                yield f"{key}: {character!r} of {who} is lost; the text is {text!r}"
        for character, who in erased.items():
            if count[character] and oracle.must_be(*who) and oracle.must_be(*typed[character]):
                yield f"{key}: {character!r}, which {who} took away, is back in {text!r}"
        if strictly:
            yield from _in_order(key, text, oracle.seen_text.get(key, []))


def deletes_as_agreed(
    oracle: Oracle, records: dict[Key, dict[str, Any]], history: dict[Key, set[Any]], strictly: bool
) -> Iterator[str]:
    """A record is in the trash only if each of its edits was seen by somebody who put it there; `strictly`: just if.

    Not `strictly`, some log began anew: an edit that had lost to another is in no log any more, but in the history of
    those who had read it, and who puts the record into the trash then need not have heard of it.
    """
    for key, deletes in oracle.deletes.items():
        if not all(oracle.must_be(d.device, d.write) for d in deletes):
            continue
        edits = [(i, e) for i, e in enumerate(oracle.edits.get(key, [])) if oracle.must_be(e.device, e.write)]
        trashed = bool(records.get(key, {}).get("deleted"))
        known = [oracle.closure(key, d.known) for d in deletes]
        for index, edit in edits:
            if not strictly and edit.values and edit.values <= history.get(key, set()):
                continue
            seen = [_saw(oracle, key, d, k, index, edit) for d, k in zip(deletes, known, strict=True)]
            if trashed and all(s is False for s in seen):
                yield f"{key} is in the trash, though nobody who put it there saw {edit}"
        if strictly and not trashed and edits:
            for delete, k in zip(deletes, known, strict=True):
                if all(_saw(oracle, key, delete, k, i, e) is True for i, e in enumerate(oracle.edits[key])):
                    yield f"{key} is not in the trash, though {delete.device} saw every edit of it"


def _saw(oracle: Oracle, key: Key, delete: Delete, known: set[Any], index: int, edit: Edit) -> bool | None:
    """Whether who deleted had seen the edit; None where it cannot be told from what was on the screen."""
    if index >= delete.edits:
        return False
    if edit.device == delete.device:
        return True
    if edit.values:
        return edit.values <= known
    erased = oracle.erased.get(key, {})
    if edit.typed & delete.text:
        return True
    if any(c not in erased for c in edit.typed) or edit.erased & delete.text:
        return False
    return None


def _accounted_for(value: Any, by_value: dict[Any, Any], present: set[Any]) -> bool:
    reached, waiting = set[Any](), [value]
    while waiting:
        one = waiting.pop()
        if one in present or one == "":  # nothing written can be told from nothing
            return True
        if one not in reached and one in by_value:
            reached.add(one)
            waiting += by_value[one].replaced_by
    return False


def _in_order(key: Key, text: str, seen: list[str]) -> Iterator[str]:
    places = {character: place for place, character in enumerate(text)}
    for before in seen:
        left = [places[c] for c in before if c in places]
        if any(a > b for a, b in pairwise(left)):
            yield f"{key}: characters have changed their order: {before!r} became {text!r}"
            return


def _in_common(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    if not ours or not theirs or ours[0].keys() == theirs[0].keys():
        return ours, theirs
    both = ours[0].keys() & theirs[0].keys()
    first, second = ([{n: v for n, v in row.items() if n in both} for row in rows] for rows in (ours, theirs))
    return sorted(first, key=repr), sorted(second, key=repr)


def _simple(values: Any) -> Iterator[Any]:
    return (value for value in values if isinstance(value, str | int))
