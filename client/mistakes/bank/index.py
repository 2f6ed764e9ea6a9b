"""Taking questions into the bank and out of it, and finding the nearest ones.

Found by its rarest grams, then ranked twice: by the weight of the grams in common, and the first of these by shape.
Measured on 50,000 texts by `tests.bench similar`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nlargest, nsmallest
from typing import Any

from sqlmodel import Session, col, func, select

from client.mistakes.bank.grams import grams, in_common, is_number, shape
from client.mistakes.bank.tables import BankEntry
from client.store.inserting import BulkInsert
from client.store.rows import chunks, execute_many, select_in, upsert_rows

RAREST = 14
"""Grams that are looked up: more find hardly anything more."""

COMMON_FROM = 1500
"""A gram in so many questions says nothing, and costs the most."""

WEIGHED = 32
"""The best by the number of rare grams are weighed gram by gram …"""

SHAPED = 10
"""… and the best of these compared sign by sign."""

_TAKE_IN = BulkInsert("bank_text", ("rowid", "grams"))
_COUNT = BulkInsert(
    "bank_gram", ("gram", "questions"), "(gram) DO UPDATE SET questions = questions + excluded.questions"
)


@dataclass(frozen=True)
class Near:
    """A question that was found; `score` 0..1 is how near it is."""

    entry: BankEntry
    score: float


def form_hash(form: str) -> str:
    """A form in 16 hex digits; "" for none."""
    return blake2b(form.encode(), digest_size=8).hexdigest() if form else ""


def take_in(session: Session, entries: Sequence[BankEntry]) -> None:
    """Add questions, each with the number that it gets in `doc`."""
    counts: Counter[str] = Counter()
    texts: list[tuple[int, str]] = []
    first = (session.exec(select(func.max(BankEntry.doc))).one() or 0) + 1
    for doc, entry in enumerate(entries, first):
        entry.doc = doc
        found = grams(entry.text)
        counts.update(found)
        texts.append((doc, " ".join(found)))
    upsert_rows(session, BankEntry, [entry.model_dump() for entry in entries])
    _TAKE_IN.run(session, texts)
    _COUNT.run(session, sorted(counts.items()))


def take_out(session: Session, entries: Iterable[BankEntry]) -> None:
    """Remove questions. The index has no text of its own: it is told what it had of them."""
    counts: Counter[str] = Counter()
    run = session.connection().exec_driver_sql
    for entry in entries:
        found = grams(entry.text)
        counts.update(found)
        run(
            "INSERT INTO bank_text (bank_text, rowid, grams) VALUES ('delete', ?, ?)",
            (entry.doc, " ".join(found)),
        )
        session.delete(entry)
    session.flush()
    execute_many(
        session, "UPDATE bank_gram SET questions = questions - ? WHERE gram = ?", [(n, g) for g, n in counts.items()]
    )
    run("DELETE FROM bank_gram WHERE questions <= 0")


def nearest(session: Session, text: str, limit: int = 5) -> list[Near]:
    """The questions that are most like `text`, the nearest first."""
    wanted = grams(text)
    if not wanted:
        return []
    total = session.exec(select(func.count()).select_from(BankEntry)).one()
    counts: dict[str, int] = dict(
        tuple(row) for row in select_in(session, "SELECT gram, questions FROM bank_gram WHERE gram IN", wanted)
    )
    weights = {gram: math.log(1 + total / max(1, count)) for gram, count in counts.items()}
    found = _with_rare_grams(session, counts, weights)
    entries = _entries(session, nlargest(WEIGHED, found, key=lambda doc: (found[doc], -doc)))
    own = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    weighed = [(_weight(weights, entry.text) / own, entry) for entry in entries]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].doc))
    looks, most = shape(text), weighed[0][0] if weighed else 1.0
    shaped = [
        Near(entry, (2 * in_common(looks, shape(entry.text)) + weight / (most or 1.0)) / 3)
        for weight, entry in weighed[: max(SHAPED, limit)]
    ]
    return sorted(shaped, key=lambda near: (-near.score, near.entry.doc))[:limit]


def _with_rare_grams(session: Session, counts: dict[str, int], weights: dict[str, float]) -> dict[int, float]:
    """Documents with the rarest grams of the text, and the weight of those that each has."""
    words = [gram for gram in counts if not is_number(gram)] or list(counts)
    telling = [gram for gram in words if counts[gram] <= COMMON_FROM] or nsmallest(2, words, key=counts.__getitem__)
    found: dict[int, float] = {}
    query = "SELECT rowid FROM bank_text WHERE bank_text MATCH ? LIMIT ?"
    cursor = session.connection().connection.cursor()  # thousands of row numbers: the driver's own rows are enough
    for gram in nsmallest(RAREST, telling, key=lambda gram: (counts[gram], gram)):
        weight = weights[gram]
        for (doc,) in cursor.execute(query, (f'"{gram}"', COMMON_FROM)):
            found[doc] = found.get(doc, 0.0) + weight
    cursor.close()
    return found


def _weight(weights: dict[str, float], text: str) -> float:
    theirs = grams(text)
    return sum(weights[gram] ** 2 for gram in theirs if gram in weights) / math.sqrt(len(theirs) + 10)


def _entries(session: Session, docs: Sequence[int]) -> list[BankEntry]:
    found: list[BankEntry] = []
    for chunk in chunks(docs):
        found += session.exec(select(BankEntry).where(col(BankEntry.doc).in_(chunk)))
    return found


def entries_where(session: Session, *conditions: Any) -> list[BankEntry]:
    """The entries that meet the conditions."""
    return list(session.exec(select(BankEntry).where(*conditions)))
