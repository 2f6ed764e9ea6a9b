"""What is reviewed when: the due ones, today's numbers, the plan, and reviews as they are noted or taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial

from client.mistakes.cards import count_due_in, read_due
from client.mistakes.entries import MistakeCard, Queue
from client.mistakes.graphs import Graphs
from client.mistakes.noted.reading import NotedInNote, cards_in, is_noted, place_of
from client.mistakes.plan import ReviewPlan, keep_plan, read_plan
from client.mistakes.queue import Moment, count_due, read_forecast, read_queue, read_reviewed_days
from client.mistakes.schedule import Grade
from client.mistakes.tables import Card, Mistake, ReviewEvent
from client.store import Store, Writing
from client.texts import _
from sync.catalogue import REVIEW, UNREVIEW
from sync.clock import Clock, to_text
from sync.ids import stable_id

PAGE = 200
"""Rows that a list may have at once: each costs the screen time."""


class UnknownMistakeError(LookupError):
    """There is no such mistake; `sentence` says so to the person."""

    def __init__(self, mistake_id: str) -> None:
        super().__init__(mistake_id)
        self.sentence = _("这道错题已经不在错题本里了。")


class Reviewing:
    """The part of the mistake book that reviews are about; for the arguments see `MistakeBook`."""

    def __init__(self, store: Store, clock: Clock, graphs: Graphs, zone: tzinfo | None) -> None:
        self._store = store
        self._clock = clock
        self.graphs = graphs
        self.zone = zone

    def now(self) -> datetime:
        """What time it is for the book."""
        return self._clock.now_utc()

    async def due(self, now: datetime | None = None, limit: int = PAGE, more: int = 0) -> list[MistakeCard]:
        """What to review today, the most urgent first; `more` than the day's share, if the person wants."""
        graph = await self.graphs.read()
        moment = self._moment(now)
        return await self._store.read(lambda s: read_due(s, graph, moment, limit, more))

    async def due_count(self) -> int:
        """How many are to be reviewed today."""
        return await self._store.read(partial(count_due, moment=self._moment()))

    async def due_in(self, course_id: str) -> int:
        """How many mistakes of a course are to be reviewed today."""
        moment = self._moment()
        return await self._store.read(lambda session: count_due_in(session, moment, course_id))

    async def in_note(self, note_id: str) -> list[NotedInNote]:
        """The review cards of a note, in its order, and when each is asked."""
        moment = self._moment()
        return await self._store.read(lambda session: cards_in(session, moment, note_id))

    async def place_of(self, card_id: str) -> int | None:
        """Where in its note a card's mark is: an index of code points; None when it is not there any more."""
        return await self._store.read(lambda session: place_of(session, card_id))

    async def queue(self, more: int = 0) -> Queue:
        """The numbers of today: due, done, and when the next one comes; `more` as for `due`."""
        return await self._store.read(partial(read_queue, moment=self._moment(), more=more))

    async def forecast(self) -> list[tuple[date, int]]:
        """How many reviews each of the next 30 days brings, today first."""
        moment = self._moment()
        counts = await self._store.read(partial(read_forecast, moment=moment))
        return [(moment.today + timedelta(days=day), count) for day, count in enumerate(counts)]

    async def reviewed_days(self) -> list[tuple[date, int]]:
        """How many reviews there were on each day of the last year on which there were any."""
        return await self._store.read(partial(read_reviewed_days, moment=self._moment()))

    async def plan(self) -> ReviewPlan:
        """How the person reviews."""
        return await self._store.read(read_plan)

    async def set_plan(self, plan: ReviewPlan) -> None:
        """Review like this from now on, on all devices; weekdays begin where this device is."""
        offset = self._clock.now_utc().astimezone(self.zone).utcoffset() or timedelta()
        here = replace(plan, utc_offset_min=int(offset.total_seconds() // 60))
        await self._store.write(lambda w: keep_plan(w, here))

    async def review(self, mistake_id: str, rating: int, elapsed_s: float = 0) -> str:
        """Note that a mistake, or a card out of a note, was reviewed; its memory follows in the same transaction.

        The review's id is returned: `unreview` takes it back. Raises `UnknownMistakeError`.

        Args:
            mistake_id: which one.
            rating: FSRS's 1 (again) to 4 (easy); ValueError for anything else.
            elapsed_s: how long it took, in seconds.

        """
        grade = Grade(rating)

        def command(w: Writing) -> str:
            if not is_noted(w.session, mistake_id):
                wanted_in(w, mistake_id)
            return self._add_review(w, mistake_id, grade, elapsed_s)

        return await self._store.write(command)

    async def unreview(self, review_id: str) -> None:
        """Take a review back: the card is as if it had not been, on all devices."""

        def command(w: Writing) -> None:
            review = w.session.get(ReviewEvent, review_id)
            if review is not None:
                undone_utc = to_text(self._clock.now_utc())
                w.add(
                    UNREVIEW,
                    id=stable_id("unreview", review_id),
                    review_id=review_id,
                    mistake_id=review.mistake_id,
                    undone_utc=undone_utc,
                )

        await self._store.write(command)

    def note_lapse(self, w: Writing, mistake_id: str) -> None:
        """It was got wrong again: a lapse, if its next review was another day."""
        card = w.session.get(Card, mistake_id)
        if card and card.planned_utc >= to_text(self._moment().day_end):
            self._add_review(w, mistake_id, Grade.AGAIN, 0)

    def _moment(self, now: datetime | None = None) -> Moment:
        return Moment.at(now or self._clock.now_utc(), self.zone)

    def _add_review(self, w: Writing, mistake_id: str, grade: Grade, elapsed_s: float) -> str:
        reviewed_utc = to_text(self._clock.now_utc())
        return w.add(REVIEW, mistake_id=mistake_id, rating=int(grade), reviewed_utc=reviewed_utc, elapsed_s=elapsed_s)


def wanted_in(w: Writing, mistake_id: str) -> Mistake:
    """The mistake, within a write. Raises `UnknownMistakeError`."""
    mistake = w.session.get(Mistake, mistake_id)
    if mistake is None:
        raise UnknownMistakeError(mistake_id)
    return mistake
