"""The ledger when the app starts: is it the one that was left? Pure.

fresh     there has been none
good      it is
torn      entries were changed, cut, put back from a copy, or the database is another one: the witness knows what had
          been charged, and the ledger goes on from there
keyless   the safe is empty, and there is a ledger, in which nothing can be believed, or there should be one
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from client.timer.chain import Entry, first_broken, sealed
from client.timer.tally import Tally
from client.timer.witness import Witness

Found = Literal["fresh", "good", "torn", "keyless"]


class Opening(NamedTuple):
    """`tally`: what to go on from. `entries`: those behind the witness's head, when all is good."""

    found: Found
    tally: Tally
    entries: Sequence[Entry] = ()


def examine(witness: Witness | None, entries: Sequence[Entry], *, is_new: bool) -> Opening:
    """What is found. `entries`: the ledger from `witness.check` on; without a witness, its end. `is_new`: the app may
    never have run here.
    """
    tally = Tally()
    if witness is None:
        if not entries and is_new:
            return Opening("fresh", tally)
        _fold_blindly(tally, entries)
        return Opening("keyless", tally)
    number, before = witness.check
    whole = first_broken(bytes.fromhex(witness.key), before, number, entries) is None
    head = entries[-1].n if entries else number - 1
    at_head = next((entry for entry in entries if entry.n == witness.head), None)
    if not whole or head < witness.head or (at_head and at_head.mac != witness.mac):
        tally.take([_checkpoint(witness.base)])
        return Opening("torn", tally)
    tally.take(entries)
    return Opening("good", tally, [entry for entry in entries if entry.n > witness.head])


def _fold_blindly(tally: Tally, entries: Sequence[Entry]) -> None:
    for entry in entries:
        try:
            tally.take([entry])
        except (KeyError, TypeError, ValueError, AttributeError):  # anybody may have written it
            continue


def _checkpoint(base: dict[str, Any]) -> Entry:
    return sealed(b"", "", 0, "day", base)
