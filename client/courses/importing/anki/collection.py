"""Anki's database, schema 11 (everything in JSON) to 18 (tables and protobuf), read and never written."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from client.courses.importing.anki.package import fields
from client.courses.importing.report import ImportRefusedError
from client.texts import _

_MOST_STEPS = 40_000_000  # of SQLite's machine: some seconds; a query made to run for ever stops there
MOST_CARDS = 200_000


@dataclass
class NoteType:
    """What a note is made of, and how its cards look."""

    name: str
    cloze: bool
    fields: list[str] = field(default_factory=list[str])
    templates: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])  # name, front, back


@dataclass(frozen=True)
class Card:
    """A card: its note's fields in order, which of its type's templates (or which cloze) it shows, its deck."""

    id: int
    guid: str
    type: NoteType
    values: list[str]
    ordinal: int
    deck: str
    tags: str


def cards_of(database: bytes) -> list[Card]:
    """All cards, deck by deck in the order of their notes. Raises `ImportRefusedError`."""
    if not database.startswith(b"SQLite format 3\x00"):
        raise ImportRefusedError(_("Anki 的数据已经损坏，打不开"))
    with _opened(database) as db:
        try:
            return list(_cards(db))
        except (sqlite3.Error, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
            raise ImportRefusedError(_("Anki 的数据已经损坏，读不出卡片")) from error


@contextmanager
def _opened(database: bytes) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.db"
        # A database in WAL mode cannot be opened read-only without its log: set the two version bytes back.
        path.write_bytes(database[:18] + b"\x01\x01" + database[20:])
        with closing(sqlite3.connect(path)) as db:
            db.create_collation("unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold()))
            db.set_progress_handler(lambda: 1, _MOST_STEPS)
            db.text_factory = lambda data: data.decode("utf-8", "replace")
            yield db


def _cards(db: sqlite3.Connection) -> Iterator[Card]:
    db.execute("PRAGMA trusted_schema = OFF")
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    types = _types(db) if "notetypes" in tables else _old_types(db)
    decks = _decks(db) if "decks" in tables else _old_decks(db)
    rows = db.execute(
        "SELECT c.id, n.guid, n.mid, n.flds, c.ord, CASE WHEN c.odid THEN c.odid ELSE c.did END, n.tags"
        " FROM cards c JOIN notes n ON n.id = c.nid ORDER BY n.id, c.ord LIMIT ?",
        (MOST_CARDS,),
    )
    found = [
        Card(
            int(key), str(guid), types.get(int(kind)) or NoteType("?", cloze=False), str(values).split("\x1f"),
            int(ordinal), decks.get(int(deck), ""), str(tags or "").strip(),
        )
        for key, guid, kind, values, ordinal, deck, tags in rows
    ]  # fmt: skip
    order = {deck: place for place, deck in enumerate(sorted({card.deck for card in found}))}
    yield from sorted(found, key=lambda card: order[card.deck])


def _old_types(db: sqlite3.Connection) -> dict[int, NoteType]:
    types: dict[int, NoteType] = {}
    for key, model in _kept(db, "models").items():
        templates = sorted(model.get("tmpls", []), key=lambda t: t.get("ord") or 0)
        names = sorted(model.get("flds", []), key=lambda f: f.get("ord") or 0)
        types[int(key)] = NoteType(
            str(model.get("name", "")),
            model.get("type") == 1,
            [str(f["name"]) for f in names],
            [(str(t.get("name", "")), str(t["qfmt"]), str(t["afmt"])) for t in templates],
        )
    return types


def _old_decks(db: sqlite3.Connection) -> dict[int, str]:
    return {int(key): str(deck.get("name", "")) for key, deck in _kept(db, "decks").items()}


def _kept(db: sqlite3.Connection, column: str) -> dict[str, Any]:
    (text,) = db.execute(f"SELECT {column} FROM col").fetchone()  # noqa: S608 - one of two names, ours
    return json.loads(text)


def _types(db: sqlite3.Connection) -> dict[int, NoteType]:
    types = {
        int(key): NoteType(str(name), dict(fields(config)).get(1) == 1)
        for key, name, config in db.execute("SELECT id, name, config FROM notetypes")
    }
    for key, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        if key in types:
            types[key].fields.append(str(name))
    for key, name, config in db.execute("SELECT ntid, name, config FROM templates ORDER BY ntid, ord"):
        if key in types:
            sides = {number: value for number, value in fields(config) if isinstance(value, bytes)}
            front, back = (sides.get(number, b"").decode("utf-8", "replace") for number in (1, 2))
            types[key].templates.append((str(name), front, back))
    return types


def _decks(db: sqlite3.Connection) -> dict[int, str]:
    return {int(key): str(name).replace("\x1f", "::") for key, name in db.execute("SELECT id, name FROM decks")}
