"""`Capture`: everything that the screens ask for when a mistake is written down."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from sqlmodel import Session

from client.files import Files
from client.mistakes.bank.keeping import catch_up, take_mistakes
from client.mistakes.bank.same import find_same
from client.mistakes.book import MistakeBook
from client.mistakes.capture.draft import Draft, draft_of, given_of, id_of, options_in, question_of
from client.mistakes.capture.pictures import Box, PagePicture, cut_out, read_page
from client.mistakes.capture.reading import Reader
from client.mistakes.cards import question_in
from client.mistakes.causes import Proposal, propose_cause
from client.mistakes.cuttings import Cutting, cuttings_in, to_record
from client.mistakes.graphfile import Point
from client.mistakes.proposing import SURE_FROM
from client.mistakes.reviewing import wanted_in
from client.mistakes.tables import Mistake
from client.store import Store, Writing
from client.texts import _
from sync.catalogue import MISTAKE
from sync.clock import Clock, from_text, to_text

SHOWN = 3
DOUBLE_S = 20
"""The same question again after so few seconds was one press too many."""


class EmptyDraftError(ValueError):
    """There is nothing to save; `sentence` says what is missing."""

    @property
    def sentence(self) -> str:
        """What to do."""
        return _("还没有题目。请写下题目，或者放一张图片。")


@dataclass(frozen=True)
class Saved:
    """What a save came to: a `new` mistake, the same one `again`, or one taken for an `alike` that was there.

    `before` is what its fields held, for taking the save back; None for a new one.
    """

    mistake_id: str
    kind: Literal["new", "again", "alike"]
    times: int
    draft: Draft
    before: dict[str, Any] | None = None


@dataclass(frozen=True)
class Guess:
    """What the app thinks of a draft: its points, the likeliest first, whether that is sure, and why it was wrong."""

    points: tuple[tuple[Point, float], ...] = ()
    sure: bool = False
    cause: Proposal | None = None


class Capture:
    """Writes mistakes down.

    Args:
        store: where they are kept.
        clock: what time it is.
        book: the mistake book.
        files: where pictures are kept.
        reader: reads the text in a picture.

    """

    def __init__(self, store: Store, clock: Clock, book: MistakeBook, files: Files, reader: Reader) -> None:
        self._store = store
        self._clock = clock
        self._book = book
        self._files = files
        self.reader = reader

    async def save(self, draft: Draft, *, apart: bool = False) -> Saved:
        """Keep a draft; one transaction. Raises `EmptyDraftError`.

        The same question once more, in its own spelling or nearly so, is the mistake that is there with another date;
        `apart` keeps what is only nearly the same as one of its own.
        """
        if draft.is_empty:
            raise EmptyDraftError
        stem, options = options_in(draft.text)
        own_id = id_of(draft)
        guess = await self.guess(draft) if draft.point_id is None else Guess()
        point_id = draft.point_id if draft.point_id is not None else _sure_point(guess)

        await catch_up(self._store)

        def command(w: Writing) -> Saved:
            while take_mistakes(w):  # what was written in between
                pass
            known = w.session.get(Mistake, own_id)
            if known is not None and known.created_utc:
                return self._again(w, known, draft, "again")
            alike = None if apart or not stem else find_same(w.session, stem, options, own_id)
            if alike is not None:
                return self._again(w, alike, draft, "alike")
            return self._new(w, own_id, draft, point_id)

        return await self._store.write(command)

    async def change(self, mistake_id: str, draft: Draft) -> None:
        """Write anew what a mistake says; its dates, reviews and id stay. Raises `EmptyDraftError`."""
        if draft.is_empty:
            raise EmptyDraftError

        def command(w: Writing) -> None:
            wanted_in(w, mistake_id)
            about = {"subject": draft.subject, "source": draft.source.strip(), "point_id": draft.point_id or ""}
            said = {"cause": draft.cause, "reflection": draft.reflection.strip()}
            w.save(MISTAKE, mistake_id, **_fields(draft, mistake_id), **about, **said)

        await self._store.write(command)

    async def undo(self, saved: Saved) -> None:
        """Take a save back."""

        def command(w: Writing) -> None:
            if saved.before is None:
                w.delete(MISTAKE, saved.mistake_id)
            else:
                w.save(MISTAKE, saved.mistake_id, **saved.before)

        await self._store.write(command)

    async def keep_apart(self, saved: Saved) -> Saved:
        """The question was taken for one that was there, and is another one: a mistake of its own."""
        await self.undo(saved)
        return await self.save(saved.draft, apart=True)

    async def repeat_of(self, mistake_id: str) -> Mistake | None:
        """Another mistake that looks like the same question, to offer to merge them (two devices wrote it down)."""

        def query(session: Any) -> Mistake | None:
            mistake = session.get(Mistake, mistake_id)
            if mistake is None or mistake.deleted:
                return None
            text, options = str(mistake.question.get("text") or ""), tuple(mistake.question.get("options") or ())
            return find_same(session, text, options, mistake_id)

        await catch_up(self._store)
        return await self._store.read(query)

    async def merge(self, kept_id: str, other_id: str) -> dict[str, dict[str, Any]]:
        """Make one mistake of two: the dates of both; the other one goes to the trash. What to hand to `unmerge`."""

        def command(w: Writing) -> dict[str, dict[str, Any]]:
            kept, other = wanted_in(w, kept_id), wanted_in(w, other_id)
            before = {kept_id: {"missed_utc": list(kept.missed_utc), "pictures": list(kept.pictures)}}
            dates = sorted({*kept.missed_utc, *(other.missed_utc or [other.created_utc])})
            pictures = [*kept.pictures, *(each for each in other.pictures if each not in kept.pictures)]
            w.save(MISTAKE, kept_id, missed_utc=dates, pictures=pictures)
            w.delete(MISTAKE, other_id)
            return before | {other_id: {"deleted": False}}

        return await self._store.write(command)

    async def unmerge(self, before: dict[str, dict[str, Any]]) -> None:
        """Take a merge back."""
        await self._store.write(lambda w: w.save_many(MISTAKE, before))

    async def draft(self, mistake_id: str) -> Draft | None:
        """What there is to edit of a mistake; None when it is not there, or of a kind that this version cannot read."""
        mistake = await self._store.read(lambda session: session.get(Mistake, mistake_id))
        question = question_in(mistake.question) if mistake else None
        if mistake is None or question is None:
            return None
        about = {
            "source": mistake.source,
            "subject": mistake.subject,
            "cuttings": cuttings_in(mistake.pictures),
            "point_id": mistake.point_id,
            "cause": mistake.cause,
            "reflection": mistake.reflection,
        }
        return draft_of(question, mistake.given, **about)

    async def guess(self, draft: Draft) -> Guess:
        """Where a draft may belong, and why the answer may be wrong; in a thread."""
        graph = await self._book.knowledge()
        stem, options = options_in(draft.text)

        def think(session: Session) -> Guess:
            graph.proposer.learned.read(session)
            points = tuple(graph.propose(stem, options, draft.subject, SHOWN)) if stem else ()
            question = question_of(draft, "draft")
            cause = propose_cause(question, given_of(draft, question)) if draft.answer and draft.given else None
            return Guess(points, bool(points) and points[0][1] >= SURE_FROM, cause)

        return await self._store.read(think)

    async def take_page(self, data: bytes) -> tuple[str, PagePicture]:
        """Keep a picture; its SHA-256, and what it looks like. Raises `NotAPictureError`, `FileError`."""
        page = await asyncio.to_thread(read_page, data)
        return await self._files.put(page.data), page

    async def cut(self, page_sha256: str, page: PagePicture, box: Box) -> tuple[Cutting, bytes]:
        """Keep a part of a page; the picture and its bytes."""
        data = await asyncio.to_thread(cut_out, page, box)
        sha256 = page_sha256 if data is page.data else await self._files.put(data)
        return Cutting(sha256, page_sha256, tuple(box.tidy())), data

    async def picture(self, cutting: Cutting) -> bytes:
        """What a picture holds; brought from the server when it is not here. Raises `FileError`."""
        path = await self._files.fetch(cutting.file)
        return await asyncio.to_thread(path.read_bytes)

    def _new(self, w: Writing, mistake_id: str, draft: Draft, point_id: str) -> Saved:
        now = to_text(self._clock.now_utc())
        known = w.session.get(Mistake, mistake_id)
        fields: dict[str, Any] = {
            **_fields(draft, mistake_id),
            "course_id": "",
            "lesson_id": "",
            "question_id": mistake_id,
            "source": draft.source.strip(),
            "subject": draft.subject or self._subject_of(point_id),
            "point_id": point_id,
            "cause": draft.cause,
            "reflection": draft.reflection.strip(),
            "created_utc": now,
            "missed_utc": [now],
        }
        if known is not None and known.deleted:
            fields["deleted"] = False
        w.save(MISTAKE, mistake_id, **fields)
        return Saved(mistake_id, "new", 1, draft)

    def _again(self, w: Writing, known: Mistake, draft: Draft, kind: Literal["again", "alike"]) -> Saved:
        """Another date; what the mistake lacks is filled in, what it has stays."""
        now = self._clock.now_utc()
        own = known.course_id == ""
        dates = list(known.missed_utc)
        if not (dates and now - from_text(max(dates)) < timedelta(seconds=DOUBLE_S)) or known.deleted:
            dates.append(to_text(now))
        question = question_of(draft, known.id)
        fields: dict[str, Any] = {"missed_utc": sorted(dates)}
        if own and (filled := _filled(known, draft)) is not None:
            fields |= _fields(filled, known.id)
        if own and (given := given_of(draft, question)) is not None and kind == "again":
            fields["given"] = given
        pictures = [*known.pictures, *(each for each in to_record(draft.cuttings) if each not in known.pictures)]
        fields |= {
            "pictures": pictures,
            "source": known.source or draft.source.strip(),
            "cause": draft.cause or known.cause,
            "reflection": draft.reflection.strip() or known.reflection,
        }
        if draft.point_id:
            fields["point_id"] = draft.point_id
        if known.deleted:
            fields["deleted"] = False
        before = {name: getattr(known, name) for name in fields}
        count = len(dates) > len(known.missed_utc)
        w.save(MISTAKE, known.id, **fields)
        if count:
            self._book.note_lapse(w, known.id)
        times = max(len(dates), 2 if count and not own else 1)
        return Saved(known.id, kind, times, replace(draft), before)

    def _subject_of(self, point_id: str) -> str:
        point = self._book.points.point(point_id) if point_id else None
        return point.subject if point else ""


def _sure_point(guess: Guess) -> str:
    return guess.points[0][0].id if guess.sure else ""


def _fields(draft: Draft, mistake_id: str) -> dict[str, Any]:
    question = question_of(draft, mistake_id)
    return {
        "question": question.model_dump(mode="json"),
        "given": given_of(draft, question),
        "pictures": to_record(draft.cuttings),
    }


def _filled(known: Mistake, draft: Draft) -> Draft | None:
    """The mistake with the answer and solution that it lacked; None when the draft has nothing to add."""
    question = question_in(known.question)
    if question is None:
        return None
    old = draft_of(question, known.given, cuttings=cuttings_in(known.pictures))
    new = replace(old, answer=old.answer or draft.answer, solution=old.solution or draft.solution)
    return new if new != old else None
