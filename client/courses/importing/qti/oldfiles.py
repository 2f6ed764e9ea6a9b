"""Files of QTI 1.2: an assessment or a bank of items in one XML file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from client.courses.content import QuizRules
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, ruled
from client.courses.importing.elements import child_text, parse
from client.courses.importing.qti import old
from client.courses.importing.report import Imported, first_words
from client.courses.importing.source import Source
from client.texts import _

FORM = "qti12"
_SEGMENT_QUESTIONS = 5


def claims(source: Source) -> bool:
    """Whether this is such a file."""
    return source.root[0] == "questestinterop"


def read(source: Source) -> Imported:
    """The assessments of the file. Raises `ImportRefusedError` when there is not one question."""
    draft = Draft(FORM, lambda name: _beside(source, name))
    units = units_of(draft, parse(source.data), source.stem)
    title = units[0].title if len(units) == 1 else source.stem
    if not any(piece.quiz for unit in units for piece in unit.pieces):
        raise draft.refused()
    return draft.imported(course_from(units, FORM, Head(f"{source.stem}\n{title}", title)))


def _beside(source: Source, name: str) -> bytes | None:
    try:
        return source.beside.read(name) if source.beside else None
    except KeyError:
        return None


def units_of(draft: Draft, root: ET.Element, title: str, key: str = "", rules: QuizRules | None = None) -> list[Unit]:
    """A lesson for each assessment or bank in the file."""
    units: list[Unit] = []
    holders = [e for e in root if e.tag in ("assessment", "objectbank")] or [root]
    number = 0
    for holder in holders:
        name = holder.get("title") or title
        limit = _limit(holder)
        taken = rules or QuizRules(time_limit_s=limit)
        pieces: list[Piece] = [Piece()]
        for item in holder.iter("item"):
            number += 1
            words = first_words(item.get("title", ""), 40)
            place = _("第 {n} 题“{words}”").format(n=number, words=words) if words else _("第 {n} 题").format(n=number)
            with draft.reading(place):
                if old.is_reading(item):
                    if text := old.text_of(draft, item):
                        pieces.append(Piece("", text))
                    number -= 1
                    continue
                question = old.question_of(draft, item)
                if len(pieces[-1].quiz) >= _SEGMENT_QUESTIONS:
                    pieces.append(Piece())
                pieces[-1].quiz.append((item.get("ident") or f"{key}-{number}-{question.text}", question))
        ruled(pieces, taken)
        units.append(Unit(f"{key}\x1f{holder.get('ident', '')}\x1f{name}", name, pieces))
    return units


def _limit(holder: ET.Element) -> int:
    for entry in holder.findall("qtimetadata/qtimetadatafield"):
        if child_text(entry, "fieldlabel") in ("qmd_timelimit", "cc_timelimit"):
            text = child_text(entry, "fieldentry")
            return int(text) * 60 if text.isdigit() and len(text) < 5 else 0
    return 0
