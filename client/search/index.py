"""The index: notes and mistakes, kept in step with every write, and what `client.search.lessons` takes in of courses.

What changes is noted in the transaction that changes it, and looked through as it is until it is taken in: so a search
misses nothing that was committed, and a page of ten thousand pulled notes waits for no index. A thing that changed is
a new doc, hence the latest has the highest number and comes first without sorting; what the old one had stays in the
index, names no doc any more, and goes when there is too much of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from sqlmodel import Session, col, delete, func, select

from client.mistakes.tables import Mistake
from client.notes.tables import NoteRow
from client.search.names import INITIALS, Name, Typed, fold
from client.search.tables import SearchCourse, SearchDoc, SearchDue
from client.search.words import TITLE_CHARS, asked, indexed, is_letters
from client.store import Writing, derives
from client.store.inserting import BulkInsert
from client.store.rows import chunks

BATCH = 200
"""Things that are taken in at a time: other writes wait no longer than that."""
PAGE = 60
"""So many that may answer are looked at in one go."""
STALE = 2_000
OWN_TABLE = ("note", "mistake")
"""Kinds that are read as they are now from tables of their own; of others the index keeps the text."""

_NOTE = BulkInsert("search_due", ("kind", "id"), "DO NOTHING")
_TAKE_IN = BulkInsert("search_text", ("rowid", "grams"))


class Text(NamedTuple):
    """A thing as it is searched."""

    id: str
    title: str
    text: str
    parent: str = ""
    about: str = ""

    def has(self, words: Sequence[str]) -> bool:
        """Whether all these folded words are in it, letters also as the first letters of its title."""
        whole = fold(f"{self.title}\n{self.text}").replace("**", "").replace("~~", "").replace("`", "")
        return all(word in whole or (is_letters(word) and word in self._letters) for word in words)

    @property
    def _letters(self) -> str:
        return Name.of(self.title[:TITLE_CHARS]).initials


@derives("note")
def note_notes(session: Session, ids: frozenset[str]) -> None:
    """These notes are to be taken in."""
    _note(session, "note", ids)


@derives("mistake")
def note_mistakes(session: Session, ids: frozenset[str]) -> None:
    """These mistakes are to be taken in."""
    _note(session, "mistake", ids)


def is_anything_due(session: Session) -> bool:
    """Whether something waits to be taken in."""
    return session.exec(select(SearchDue.id).limit(1)).first() is not None


def take_due(w: Writing) -> bool:
    """Take in a batch of what waits; False when nothing is left."""
    _clear_out(w.session)
    due = w.session.exec(select(SearchDue.kind, SearchDue.id).limit(BATCH)).all()
    for kind in ("note", "mistake"):
        ids = [each for of, each in due if of == kind]
        w.session.execute(delete(SearchDoc).where(col(SearchDoc.kind) == kind, col(SearchDoc.id).in_(ids)))
        take_in(w.session, kind, sorted(texts(w.session, kind, ids), key=lambda text: text.id))
        w.session.execute(delete(SearchDue).where(col(SearchDue.kind) == kind, col(SearchDue.id).in_(ids)))
    return is_anything_due(w.session)


def take_in(session: Session, kind: str, found: Sequence[Text]) -> None:
    """Add things; the last of them is the latest."""
    kept = kind not in OWN_TABLE
    docs = [
        SearchDoc(kind=kind, id=t.id, title=t.title, parent=t.parent, about=t.about, text=t.text if kept else "")
        for t in found
    ]
    session.add_all(docs)
    session.flush()
    rows = [(doc.doc, indexed(text.title, text.text)) for doc, text in zip(docs, found, strict=True)]
    _TAKE_IN.run(session, rows)


def texts(session: Session, kind: str, ids: Sequence[str]) -> Iterator[Text]:
    """These things as they are now; those in the trash are not there.

    The ids alone are asked for: with `deleted` among the conditions SQLite takes its index, and reads every note.
    """
    for chunk in chunks(list(ids)):
        if kind == "note":
            rows = select(NoteRow.id, NoteRow.title, NoteRow.body, NoteRow.deleted)
            for key, title, body, deleted in session.exec(rows.where(col(NoteRow.id).in_(chunk))):
                if not deleted:
                    yield Text(key, title, body)
        else:
            mistakes = select(Mistake.id, Mistake.question, Mistake.deleted)
            for key, question, deleted in session.exec(mistakes.where(col(Mistake.id).in_(chunk))):
                if deleted:
                    continue
                kept = question if isinstance(question, dict) else {}
                seen = json.dumps([kept.get("text"), kept.get("options")], ensure_ascii=False)
                yield Text(key, "", seen)


def search(session: Session, kind: str, words: tuple[str, ...], limit: int) -> list[Text]:
    """What has all these folded words: by its title first, there the best, else the latest.

    Of words that are not exact (`client.search.words.is_exact`) it knows those that begin so, and there may be more.
    """
    if not asked(words):
        return []
    typed = Typed(" ".join(words))

    def rank(text: Text) -> int | None:
        found = typed.rank(Name.of(text.title)) if text.title else None
        return found if found is not None and found <= INITIALS else None

    due = [text for text in _due(session, kind) if text.has(words)]
    by_title = (text for text in _matching(session, kind, asked(words, title=True)) if rank(text) is not None)
    named = [text for text in due if rank(text) is not None]
    named += islice(by_title, PAGE)
    named.sort(key=lambda text: rank(text) or 0)
    in_text = (text for text in _matching(session, kind, asked(words)) if text.has(words))
    found: dict[tuple[str, str], Text] = {}
    for text in chain(named, by_title, due, in_text):
        if len(found) >= limit:
            break
        found.setdefault((text.parent, text.id), text)
    return list(found.values())


def _matching(session: Session, kind: str, query: str) -> Iterator[Text]:
    """What the index has for the query, the latest first, in pages."""
    run = session.connection().exec_driver_sql
    below = 1 << 62
    while True:
        rows = run(
            "SELECT d.doc, d.id, d.title, d.text, d.parent, d.about"
            " FROM search_text t JOIN search_doc d ON d.doc = t.rowid"
            " WHERE search_text MATCH ? AND t.rowid < ? AND d.kind = ? ORDER BY t.rowid DESC LIMIT ?",
            (query, below, kind, PAGE),
        ).all()
        if kind in OWN_TABLE:
            known = {text.id: text for text in texts(session, kind, [row[1] for row in rows])}
            yield from (known[row[1]] for row in rows if row[1] in known)
        else:
            yield from (Text(*row[1:]) for row in rows)
        if len(rows) < PAGE:
            return
        below = rows[-1][0]


def _due(session: Session, kind: str) -> Iterator[Text]:
    ids = session.exec(select(SearchDue.id).where(SearchDue.kind == kind)).all()
    return texts(session, kind, ids)


def _note(session: Session, kind: str, ids: frozenset[str]) -> None:
    _NOTE.run_columns(session, {"kind": kind}, {"id": sorted(ids)})  # in the order of the index


def _clear_out(session: Session) -> None:
    """Begin anew when half of the index names nothing any more."""
    docs = session.exec(select(func.count()).select_from(SearchDoc)).one()
    run = session.connection().exec_driver_sql
    there = run("SELECT count(*) FROM search_text_docsize").scalar_one()
    if there - docs <= max(STALE, docs):
        return
    run("INSERT INTO search_text (search_text) VALUES ('delete-all')")
    session.execute(delete(SearchDoc))
    session.execute(delete(SearchCourse))
    run("INSERT INTO search_due (kind, id) SELECT 'note', id FROM note WHERE true ON CONFLICT DO NOTHING")
    run("INSERT INTO search_due (kind, id) SELECT 'mistake', id FROM mistake WHERE true ON CONFLICT DO NOTHING")
