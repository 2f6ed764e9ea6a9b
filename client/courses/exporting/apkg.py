"""A course as an Anki deck: schema 11, which every Anki since 2.0 opens and each new one upgrades by itself.

The deck is named after the course, with a deck below it for each lesson. A note's id follows from course and question,
so that importing a new version updates the notes and keeps what Anki knows of them.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from client.courses.content import Course, Lesson, Question
from client.courses.exporting.cards import Face, face_of
from client.courses.importing.report import Skipped, first_words
from client.texts import _

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""
_BASIC, _TYPED, _CLOZE = 1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003
_MADE_S = 1_700_000_000  # one moment for all: the same course makes the same file
_CSS = (
    ".card { font-family: sans-serif; font-size: 18px; line-height: 1.7; max-width: 40em; margin: auto; }\n"
    "img { max-width: 100%; } table { border-collapse: collapse; } th, td { padding: .3em .6em; }\n"
    ".cloze { font-weight: bold; color: #1B8A4B; }"
)
_DECK: dict[str, Any] = {
    "desc": "", "dyn": 0, "collapsed": False, "browserCollapsed": False, "conf": 1, "extendNew": 0, "extendRev": 0,
    "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0], "mod": _MADE_S, "usn": -1,
}  # fmt: skip
_DCONF = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
    "dyn": False,
    "new": {"bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
    "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
    "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
}  # fmt: skip


def apkg_of(course: Course, files: Mapping[str, bytes], notes: list[Skipped]) -> bytes:
    """The deck; texts to read, films and what else a deck does not hold are named in `notes`."""
    media = _Media(files)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        with closing(sqlite3.connect(path)) as db:
            db.executescript(_SCHEMA)
            _fill(db, course, media)
            db.commit()
        database = path.read_bytes()
    reading = sum(1 for lesson in course.lessons for segment in lesson.segments if segment.body.strip())
    if reading:
        notes.append(Skipped(course.title, _("Anki 只收卡片，{n} 段课文没有带去").format(n=reading)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, "collection.anki2", database)
        for number, name in enumerate(media.names):
            _write(archive, str(number), files[media.names[name]])
        listed = {str(number): name for number, name in enumerate(media.names)}
        _write(archive, "media", json.dumps(listed, ensure_ascii=False).encode())
    return out.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


class _Media:
    """The pictures that cards show, under names without folders."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.names: dict[str, str] = {}  # the name in Anki → the path in the pack

    def named(self, path: str) -> str | None:
        if path not in self._files:
            return None
        name = re.sub(r"[^\w.-]", "-", path)
        self.names.setdefault(name, path)
        return name


def _fill(db: sqlite3.Connection, course: Course, media: _Media) -> None:
    decks = {"1": {**_DECK, "id": 1, "name": "Default"}}
    root = _deck_name(course.title)
    top = _number("deck", course.id)
    decks[str(top)] = {**_DECK, "id": top, "name": root, "desc": course.summary}
    position = 0
    for lesson in course.lessons:
        if not lesson.questions:
            continue
        deck = _number("deck", course.id, lesson.id)
        decks[str(deck)] = {**_DECK, "id": deck, "name": f"{root}::{_lesson_name(course, lesson)}"}
        for question in lesson.questions:
            position = _add(db, course, question, face_of(question, media.named), deck, position)
    models = {str(model["id"]): model for model in _models()}
    conf = {
        "nextPos": position + 1, "estTimes": True, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0,
        "sortBackwards": False, "addToCur": True, "curDeck": top, "newSpread": 0, "dueCounts": True,
        "curModel": str(_BASIC), "collapseTime": 1200,
    }  # fmt: skip
    row = (1, _MADE_S, _MADE_S * 1000, _MADE_S * 1000, 11, 0, 0, 0)
    texts = (json.dumps(part) for part in (conf, models, decks, {"1": _DCONF}, {}))
    db.execute("INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *texts))


def _add(db: sqlite3.Connection, course: Course, question: Question, face: Face, deck: int, position: int) -> int:
    note = _number("note", course.id, question.id)
    guid = hashlib.sha256(f"{course.id}\x1f{question.id}".encode()).hexdigest()[:10]
    if face.cloze:
        model, fields = _CLOZE, [face.front, face.back]
    elif face.typed:
        model, fields = _TYPED, [face.front, face.typed, face.back]
    else:
        model, fields = _BASIC, [face.front, face.back]
    bare = re.sub(r"<[^>]*>", "", fields[0])
    checksum = int(hashlib.sha1(bare.encode(), usedforsecurity=False).hexdigest()[:8], 16)  # as Anki tells doubles
    values = (note, guid, model, _MADE_S, -1, " ", "\x1f".join(fields), first_words(bare, 80), checksum, 0, "")
    db.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    ordinals = sorted({int(n) - 1 for n in re.findall(r"\{\{c(\d+)::", face.front)}) if face.cloze else [0]
    for ordinal in ordinals or [0]:
        position += 1
        card = (_number("card", course.id, question.id, str(ordinal)), note, deck, ordinal, _MADE_S, -1, 0, 0, position)
        db.execute("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')", card)
    return position


def _number(*parts: str) -> int:
    """An id as Anki wants it, a moment in milliseconds; the same for the same thing."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return 1_400_000_000_000 + int.from_bytes(digest[:6], "big") % 300_000_000_000


def _deck_name(title: str) -> str:
    return " ".join(title.replace("::", ": ").replace('"', "'").split()) or "Xueban"


def _lesson_name(course: Course, lesson: Lesson) -> str:
    number = next(n for n, each in enumerate(course.lessons, start=1) if each.id == lesson.id)
    return f"{number:02} {_deck_name(lesson.title)}"


def _models() -> list[dict[str, Any]]:
    answer = '{{FrontSide}}<hr id="answer">{{Back}}'
    typed = '{{FrontSide}}<hr id="answer">{{type:Answer}}{{Back}}'
    return [
        _model(_BASIC, "Xueban", ["Front", "Back"], "{{Front}}", answer),
        _model(_TYPED, "Xueban (type)", ["Front", "Answer", "Back"], "{{Front}}{{type:Answer}}", typed),
        _model(_CLOZE, "Xueban (cloze)", ["Text", "Extra"], "{{cloze:Text}}", "{{cloze:Text}}{{Extra}}", cloze=True),
    ]


def _model(key: int, name: str, fields: list[str], front: str, back: str, *, cloze: bool = False) -> dict[str, Any]:
    model: dict[str, Any] = {
        "id": key, "name": name, "type": int(cloze), "mod": _MADE_S, "usn": -1, "sortf": 0, "did": 1, "css": _CSS,
        "latexPre": "", "latexPost": "", "tags": [], "vers": [],
        "flds": [
            {"name": field, "ord": n, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
            for n, field in enumerate(fields)
        ],
        "tmpls": [{"name": "1", "ord": 0, "qfmt": front, "afmt": back, "did": None, "bqfmt": "", "bafmt": ""}],
    }  # fmt: skip
    if not cloze:
        model["req"] = [[0, "any", [0]]]
    return model
