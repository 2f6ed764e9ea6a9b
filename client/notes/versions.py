"""How a note was before: a version is kept whenever somebody goes on with it after a while."""

from __future__ import annotations

import difflib
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, delete, select

from client.notes.tables import VersionRow
from client.store import Writing
from sync.clock import from_text, to_text

APART = timedelta(minutes=5)
"""What is changed in one go is one version."""
MOST = 80
"""Of older ones every second goes, so that the first stays for long."""


@dataclass(frozen=True)
class Version:
    """A note as it was `until` then."""

    id: int
    until: datetime
    title: str
    body: str


class Piece(NamedTuple):
    """A line of a difference: "+" came, "-" went, " " stayed, "…" for lines that are left out."""

    sign: str
    text: str


def keep(w: Writing, note_id: str, title: str, body: str) -> None:
    """The note is about to change from this; it is a version unless there is one of some minutes ago."""
    now = w.clock.now_utc()
    last = w.session.exec(
        select(VersionRow.until_utc).where(VersionRow.note_id == note_id).order_by(col(VersionRow.until_utc).desc())
    ).first()
    if (last and last > to_text(now - APART)) or not (title or body).strip():
        return
    packed = zlib.compress(body.encode(), 6)
    w.session.add(VersionRow(note_id=note_id, until_utc=to_text(now), title=title, body=packed))
    _thin_out(w.session, note_id)


def read(session: Session, note_id: str) -> list[Version]:
    """The versions of a note, the latest first."""
    rows = session.exec(
        select(VersionRow).where(VersionRow.note_id == note_id).order_by(col(VersionRow.until_utc).desc())
    )
    return [
        Version(row.id or 0, from_text(row.until_utc), row.title, zlib.decompress(row.body).decode()) for row in rows
    ]


def difference(before: str, after: str, around: int = 1) -> list[Piece]:
    """What makes `after` of `before`, line by line, with some lines `around` every change."""
    old, new = before.split("\n"), after.split("\n")
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(around)):
        if number:
            pieces.append(Piece("…", ""))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pieces += [Piece(" ", line) for line in old[i1:i2]]
            else:
                pieces += [Piece("-", line) for line in old[i1:i2]]
                pieces += [Piece("+", line) for line in new[j1:j2]]
    return pieces


def _thin_out(session: Session, note_id: str) -> None:
    session.flush()
    ids = session.exec(select(VersionRow.id).where(VersionRow.note_id == note_id).order_by(col(VersionRow.id))).all()
    if len(ids) > MOST:
        session.execute(delete(VersionRow).where(col(VersionRow.id).in_(ids[1 : MOST // 2 : 2])))
