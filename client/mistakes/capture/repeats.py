"""Which mistakes of the book a question that is being written down may be: the same one in another spelling."""

from __future__ import annotations

import json
import re

from sqlalchemy import String, func, or_, type_coerce
from sqlmodel import Session, col, select

from client.mistakes.alike import is_same, likeness, normal
from client.mistakes.tables import Mistake

_RUN = re.compile(r"[\u4e00-\u9fff]{4,}|[A-Za-z]{5,}")
_PIECE = 4
_PIECES = 8
_CANDIDATES = 300


def find_repeat(session: Session, text: str, options: tuple[str, ...], beside: str = "") -> Mistake | None:
    """The mistake (not in the trash) that is the same question, the likest first; `beside` is an id to leave out.

    Two spellings of one question share most of their words: those mistakes that hold one of some pieces of four
    characters, taken from all over the text, are compared.
    """
    pieces = _pieces(text)
    if not pieces:
        return None
    kept = type_coerce(col(Mistake.question), String)
    held = [func.instr(kept, spelling) > 0 for piece in pieces for spelling in {piece, json.dumps(piece)[1:-1]}]
    query = select(Mistake).where(col(Mistake.deleted).is_(False), Mistake.id != beside, or_(*held))
    wanted = normal(text)
    found: list[tuple[float, Mistake]] = []
    for mistake in session.exec(query.order_by(col(Mistake.created_utc).desc()).limit(_CANDIDATES)):
        other = str(mistake.question.get("text") or "")
        if is_same(text, options, other, tuple(mistake.question.get("options") or ())):
            found.append((likeness(wanted, normal(other)), mistake))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _pieces(text: str) -> list[str]:
    pieces = [run[i : i + _PIECE] for run in _RUN.findall(text) for i in range(0, len(run) - _PIECE + 1, _PIECE)]
    step = max(1, len(pieces) // _PIECES)
    return list(dict.fromkeys(pieces[::step]))[:_PIECES]
