"""What was found, kind by kind: at most so many of each, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import String, and_, case, func, or_, type_coerce
from sqlmodel import Session, col, select

from client.courses.shelf import Pack
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.listing import in_json
from client.mistakes.tables import Mistake
from client.notes.tables import NoteRow
from client.notes.titles import heading
from client.plain import unmarked
from client.search.hits import around
from client.search.index import Text, search, texts
from client.search.lessons import place_of
from client.search.names import IN_TEXT, INITIALS, PART, Name, Typed, fold
from client.search.words import is_exact

Kind = Literal["course", "lesson", "note", "mistake", "point", "question"]

BEGINNING_CHARS = 400
"""How much of a note's text is read for its heading."""
SHOWN_CHARS = 80
CANDIDATES = 40
"""So many mistakes are looked at more closely: their question may hold a word only in what is never shown."""


@dataclass(frozen=True)
class Found:
    """Something that was found.

    `parent` is a course, of a lesson and a question; `lesson` and `segment` say where in it a question stands; `about`
    is a quiet word on where it belongs; `words` are those around the hit, where it is not the title that answers;
    `rank`, the better the smaller, is one of `client.search.names`.
    """

    kind: Kind
    id: str
    title: str
    about: str = ""
    parent: str = ""
    lesson: str = ""
    segment: int = 0
    words: str = ""
    rank: int = IN_TEXT


def courses(packs: Sequence[Pack], typed: Typed, limit: int) -> list[Found]:
    """Courses by their title, then by their summary."""
    heads = [pack.manifest for pack in packs]
    named = _best(typed, (Found("course", head.id, head.title, head.grade) for head in heads), limit)
    have = {each.id for each in named}
    said = [
        Found("course", head.id, head.title, head.grade, words=around(head.summary, typed, SHOWN_CHARS))
        for head in heads
        if head.id not in have and all(word in Name.of(head.summary).text for word in typed.words)
    ]
    return _sorted([*named, *said])[:limit]


def lessons(session: Session, packs: Sequence[Pack], typed: Typed, limit: int) -> list[Found]:
    """Lessons by their title, of which nothing need be taken in; then by what they say."""
    titles = {pack.manifest.id: pack.manifest.title for pack in packs}
    named = _best(
        typed,
        (
            Found("lesson", entry.id, entry.title, pack.manifest.title, pack.manifest.id)
            for pack in packs
            for entry in pack.manifest.lessons
        ),
        limit,
    )
    have = {(each.parent, each.id) for each in named}
    said = [
        Found("lesson", text.id, text.title, text.about, text.parent, words=_around(text.text, typed))
        for text in search(session, "lesson", typed.words, limit + len(have))
        if text.parent in titles and (text.parent, text.id) not in have
    ]
    return _sorted([*named, *said])[:limit]


def questions(session: Session, packs: Sequence[Pack], typed: Typed, limit: int) -> list[Found]:
    """Questions of courses, in the order of their courses."""
    there = {pack.manifest.id for pack in packs}
    found = []
    for text in search(session, "question", typed.words, limit):
        course_id, segment, lesson_id = place_of(text.parent)
        if course_id in there:
            title, rank = _shown(text.text, typed)
            found.append(
                Found("question", text.id, title, text.about, course_id, lesson_id, segment=segment, rank=rank)
            )
    return _sorted(found)


def notes(session: Session, typed: Typed, limit: int) -> list[Found]:
    """Notes with all the words; those with them in the title first, then the latest."""
    hits = search(session, "note", typed.words, limit)
    if len(hits) < limit and not is_exact(typed.words):  # the index knows these words by their beginnings alone
        in_title = and_(*(_has(col(NoteRow.title), word) for word in typed.words))
        somewhere = and_(*(or_(_has(col(NoteRow.title), word), _has(col(NoteRow.body), word)) for word in typed.words))
        more = (
            select(NoteRow.id)
            .where(col(NoteRow.deleted).is_(False), somewhere)
            .order_by(case((in_title, 0), else_=1), col(NoteRow.updated_utc).desc(), col(NoteRow.id))
            .limit(limit)
        )
        have = {text.id for text in hits}
        ids = [i for i in session.exec(more) if i not in have]
        found = {text.id: text for text in texts(session, "note", ids)}
        hits = [*hits, *(found[i] for i in ids)][:limit]
    return _sorted([_note(text, typed) for text in hits])


def mistakes(session: Session, typed: Typed, limit: int) -> list[Found]:
    """Mistakes with all the words in question or options, the latest first."""
    ids = [text.id for text in search(session, "mistake", typed.words, limit)]
    chosen = select(Mistake.id, Mistake.question, Mistake.source)
    if len(ids) >= limit or is_exact(typed.words):
        rows = {row[0]: row for row in session.exec(chosen.where(col(Mistake.id).in_(ids)))}
        return _sorted([_mistake(*rows[i], typed) for i in ids if i in rows])
    kept = type_coerce(col(Mistake.question), String)
    query = (
        chosen.where(col(Mistake.deleted).is_(False), *(in_json(kept, word) for word in typed.words))
        .order_by(col(Mistake.created_utc).desc(), col(Mistake.id))
        .limit(CANDIDATES)
    )
    found = []
    for mistake_id, question, source in session.exec(query):
        seen = fold(_seen(question))
        if all(word in seen for word in typed.words):
            found.append(_mistake(mistake_id, question, source, typed))
    return _sorted(found[:limit])


def points(graph: KnowledgeGraph, typed: Typed, limit: int) -> list[Found]:
    """Knowledge points as the mistake book finds them; by the first letters of their names when it finds none."""
    named = (Found("point", p.id, p.name, p.module.name) for p in graph.search(typed.text, limit) or ())
    found = [replace(each, rank=_rank(each.title, typed)) for each in named]
    if found:
        return _sorted(found)
    return _best(typed, (Found("point", p.id, p.name, p.module.name) for p in graph.points.values()), limit)


def _note(text: Text, typed: Typed) -> Found:
    title, below = heading(text.title, text.text[:BEGINNING_CHARS])
    rank = _rank(text.title, typed)
    words = "" if rank <= INITIALS else _around(text.text, typed)
    return Found("note", text.id, title, words=words or below, rank=rank)


def _mistake(mistake_id: str, question: Any, source: str, typed: Typed) -> Found:
    title, rank = _shown(_seen(question), typed)
    return Found("mistake", mistake_id, title, source, rank=rank)


def _seen(question: Any) -> str:
    """The text and the options of a mistake."""
    kept = question if isinstance(question, dict) else {}
    options = kept.get("options")
    return "\n".join((str(kept.get("text") or ""), *map(str, options if isinstance(options, list) else ())))


def _shown(text: str, typed: Typed) -> tuple[str, int]:
    """The part of a question that answers, and how well: it has no other name."""
    rank = _rank(text.split("\n")[0][:SHOWN_CHARS], typed)
    return _around(text, typed), min(rank, PART) if all(word in fold(text) for word in typed.words) else rank


def _around(markdown: str, typed: Typed) -> str:
    return around(unmarked(markdown), typed, SHOWN_CHARS)


def _rank(title: str, typed: Typed) -> int:
    rank = typed.rank(Name.of(title))
    return IN_TEXT if rank is None else min(rank, IN_TEXT)


def _best(typed: Typed, named: Iterable[Found], limit: int) -> list[Found]:
    ranked = [replace(each, rank=rank) for each in named if (rank := typed.rank(Name.of(each.title))) is not None]
    return _sorted(ranked)[:limit]


def _sorted(found: list[Found]) -> list[Found]:
    return sorted(found, key=lambda each: each.rank)  # stable: otherwise as they come


def _has(column: Any, word: str) -> Any:
    """Whether a column holds the word: letters in either case; without letters by the faster way (59 against 92 ms)."""
    return (
        _like(column, word) if any(sign.isascii() and sign.isalpha() for sign in word) else func.instr(column, word) > 0
    )


def _like(column: Any, word: str) -> Any:
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return column.like(f"%{word}%", escape="!")
