"""Has this question been here before? The same one in whatever spelling, found in the bank's index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col

from client.mistakes.alike import form, is_same
from client.mistakes.bank.index import entries_where, form_hash, nearest
from client.mistakes.bank.tables import BankEntry
from client.mistakes.tables import Mistake

LOOKED_AT = 24
"""The nearest by text that are compared: a course's questions and one's own stand in one index."""


def find_same(session: Session, text: str, options: Sequence[str] = (), beside: str = "") -> Mistake | None:
    """The mistake (not in the trash) that is this very question; None when it is new.

    Exactly the same but for how it is written, else nearly so (see `client.mistakes.alike`). `beside` is a mistake that
    does not count: the one that is being written. The bank has to be up to date: `catch_up` before, `take_mistakes` in
    the transaction.
    """
    wanted = form(text, options)
    if not wanted:
        return None
    mine = (col(BankEntry.mistake_id) != "", col(BankEntry.mistake_id) != beside)
    exact = entries_where(session, col(BankEntry.form) == form_hash(wanted), *mine)
    if exact:
        return session.get(Mistake, min(entry.mistake_id for entry in exact))
    for near in nearest(session, "\n".join((text, *options)), LOOKED_AT):
        if near.entry.mistake_id in ("", beside):
            continue
        mistake = session.get(Mistake, near.entry.mistake_id)
        if mistake is not None and is_same(text, options, *_parted(mistake)):
            return mistake
    return None


def _parted(mistake: Mistake) -> tuple[str, tuple[str, ...]]:
    """The text and the options of a mistake."""
    options = mistake.question.get("options") or ()
    return str(mistake.question.get("text") or ""), tuple(str(option) for option in options)
