"""`MistakeBook`: everything that other rooms ask of the mistake book."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from client.courses.content import Course, Lesson, Question
from client.courses.packs import Manifest
from client.mistakes.cards import (
    Filter,
    count_by_point,
    count_due_in,
    read_detail,
    read_due,
    read_list,
)
from client.mistakes.drawers import UNSORTED, points_in
from client.mistakes.entries import GraphAbout, MistakeCard, MistakeDetail, Queue, TrashEntry
from client.mistakes.graphfile import KnowledgeError
from client.mistakes.knowledge import ASSETS, KnowledgeGraph
from client.mistakes.listing import FoundPage, Wanted, find_ids, find_page, find_trash, loose_by_subject
from client.mistakes.ownfiles import OwnFile, add_file, merged, remove_file
from client.mistakes.plan import ReviewPlan, keep_plan, read_plan
from client.mistakes.proposing import SURE_FROM
from client.mistakes.queue import Moment, count_due, read_forecast, read_queue, read_reviewed_days
from client.mistakes.schedule import Grade
from client.mistakes.tables import Card, Mistake, ReviewEvent
from client.plain import plain
from client.store import Store, Writing
from client.texts import _
from sync.catalogue import MISTAKE, REVIEW, UNREVIEW
from sync.clock import Clock, to_text
from sync.ids import stable_id

log = logging.getLogger("xueban.mistakes")

PAGE = 200
"""Rows that a list may have at once: each costs the screen time."""


MANY = 5_000
"""So many mistakes are chosen at once at most."""


class UnknownPointError(ValueError):
    """There is no such knowledge point; `sentence` says so to the person."""

    def __init__(self, point_id: str) -> None:
        super().__init__(point_id)
        self.sentence = _("没有找到这个知识点，请换一个试试。")


class UnknownMistakeError(LookupError):
    """There is no such mistake; `sentence` says so to the person."""

    def __init__(self, mistake_id: str) -> None:
        super().__init__(mistake_id)
        self.sentence = _("这道错题已经不在错题本里了。")


class MistakeBook:
    """Wrong answers, sorted by knowledge point, and when each is to be reviewed.

    Args:
        store: where they are kept.
        clock: what time it is.
        graph_folder: the knowledge graph's files; read once, when first needed.
        own_folder: files that the person or a school has added to it.
        zone: whose midnight ends a day; None is the device's own.

    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        graph_folder: Path = ASSETS,
        zone: tzinfo | None = None,
        own_folder: Path | None = None,
    ) -> None:
        self._store = store
        self._own_folder = own_folder
        self._own_files: list[OwnFile] = []
        self._clock = clock
        self._graph_folder = graph_folder
        self._graph: KnowledgeGraph | None = None
        self._graph_lock = Lock()
        self.zone = zone

    @property
    def points(self) -> KnowledgeGraph:
        """The knowledge graph. The first use reads files: on the event loop use `knowledge()`."""
        with self._graph_lock:
            if self._graph is None:
                try:
                    graph = KnowledgeGraph.load(self._graph_folder)
                    if self._own_folder:
                        ours, models = list(graph.points.values()), self._graph_folder / "models"
                        graph, self._own_files = merged(ours, self._own_folder, models)
                    self._graph = graph
                except KnowledgeError:
                    # A mistake matters more than its drawer: without a graph everything is unsorted.
                    log.exception("the knowledge graph cannot be used")
                    self._graph = KnowledgeGraph()
            return self._graph

    async def knowledge(self) -> KnowledgeGraph:
        """The knowledge graph, read in a thread when first needed."""
        return self._graph or await asyncio.to_thread(lambda: self.points)

    async def own_files(self) -> list[OwnFile]:
        """The files that were added to the graph, also those that do not fit, with the reason."""
        await self.knowledge()
        return self._own_files

    async def about_graph(self) -> GraphAbout:
        """The graph in numbers, what its classifiers are made from, and the files that were added."""
        graph = await self.knowledge()
        models = await asyncio.to_thread(lambda: graph.proposer.about())
        return GraphAbout(len(graph.points), len(graph.modules), tuple(models), tuple(self._own_files))

    async def add_own_file(self, name: str, data: bytes) -> OwnFile:
        """Add a file to the graph, or replace the one of that name. Raises `KnowledgeError` if it does not fit."""
        if self._own_folder is None:
            raise KnowledgeError(_("这台设备上不能添加知识图谱"))
        graph = await self.knowledge()
        added = await asyncio.to_thread(add_file, graph, self._own_folder, name, data)
        self._graph = None
        await self.knowledge()
        return added

    async def remove_own_file(self, name: str) -> None:
        """Take a file away again; mistakes in its points are unsorted until it is back."""
        if self._own_folder:
            await asyncio.to_thread(remove_file, self._own_folder, name)
            self._graph = None
            await self.knowledge()

    def record(
        self,
        w: Writing,
        course: Course | Manifest,
        lesson: Lesson,
        question: Question,
        given: Any,
        *,
        doubtful: bool = False,
    ) -> str:
        """Put a wrong answer into the book, within the transaction that notes the answer; its id is returned.

        So is one that was right but `doubtful`: the person was not sure, or had read the hint. That is no lapse.

        The same question again stays one mistake: its last answer is shown, its dates come from the answers, and the
        knowledge point that a person chose stays. If it was in the trash it comes back; if its next review was
        another day, this was a lapse, and a review says so.
        """
        mistake_id = stable_id("mistake", course.id, question.id)
        known = w.session.get(Mistake, mistake_id)
        fields: dict[str, Any] = {
            "question": question.model_dump(mode="json"),
            "given": given,
            "course_id": course.id,
            "lesson_id": lesson.id,
            "question_id": question.id,
            "source": f"{course.title} · {lesson.title}",
        }
        if known is None or not known.created_utc:
            fields["point_id"] = self._point_for(w, course, question)
            fields["created_utc"] = to_text(self._clock.now_utc())
        elif known.deleted:
            fields["deleted"] = False
        w.save(MISTAKE, mistake_id, **fields)
        if not doubtful:
            self.note_lapse(w, mistake_id)
        return mistake_id

    def note_lapse(self, w: Writing, mistake_id: str) -> None:
        """It was got wrong again: a lapse, if its next review was another day."""
        card = w.session.get(Card, mistake_id)
        if card and card.planned_utc >= to_text(self._moment().day_end):
            self._add_review(w, mistake_id, Grade.AGAIN, 0)

    async def list(self, point_id: str | None = None, limit: int = PAGE, offset: int = 0) -> list[MistakeCard]:
        """A page of the mistakes, the newest first: those of a point, of a whole module or subject (see `drawers`).

        `point_id` None is all of them, "" or `UNSORTED` those that belong to no point. A page has at most 200.
        """
        graph = await self.knowledge()
        wanted = (
            Filter(unsorted=True, known=graph.points)
            if point_id in ("", UNSORTED)
            else Filter(points_in(graph, point_id or ""))
        )
        page = min(limit, PAGE)
        moment = self._moment()
        return await self._store.read(lambda s: read_list(s, graph, moment, wanted, page, offset))

    async def find(self, wanted: Wanted, limit: int = PAGE, offset: int = 0) -> FoundPage:
        """A page of what is wanted, and how many there are; a page has at most 200."""
        graph = await self.knowledge()
        moment = self._moment()
        return await self._store.read(lambda s: find_page(s, graph, moment, wanted, min(limit, PAGE), offset))

    async def find_ids(self, wanted: Wanted, limit: int = MANY) -> list[str]:
        """The ids of all that is wanted, for choosing all of them."""
        graph = await self.knowledge()
        moment = self._moment()
        return await self._store.read(lambda s: find_ids(s, graph, moment, wanted, limit))

    async def loose(self) -> dict[str, int]:
        """How many mistakes without a point each subject has."""
        graph = await self.knowledge()
        return await self._store.read(lambda s: loose_by_subject(s, graph.points))

    async def trash(self, limit: int = PAGE) -> list[TrashEntry]:
        """What is in the trash, the latest first."""
        rows = await self._store.read(lambda s: find_trash(s, limit))
        return [TrashEntry(i, plain(str(question.get("text") or "")), source) for i, question, source in rows]

    async def get(self, mistake_id: str) -> MistakeDetail | None:
        """All about one mistake; None when it is not (or no longer) in the book."""
        graph = await self.knowledge()
        moment = self._moment()
        return await self._store.read(lambda s: read_detail(s, graph, moment, mistake_id))

    async def counts(self) -> dict[str, int]:
        """How many mistakes each knowledge point has; "" is none, and so is a point unknown to this version."""
        graph = await self.knowledge()
        found = await self._store.read(count_by_point)
        counts: dict[str, int] = {}
        for point_id, count in found.items():
            known = point_id if graph.point(point_id) else ""
            counts[known] = counts.get(known, 0) + count
        return counts

    async def due(self, now: datetime | None = None, limit: int = PAGE, more: int = 0) -> list[MistakeCard]:
        """What to review today, the most urgent first; `more` than the day's share, if the person wants."""
        graph = await self.knowledge()
        moment = self._moment(now)
        return await self._store.read(lambda s: read_due(s, graph, moment, limit, more))

    async def due_count(self) -> int:
        """How many are to be reviewed today."""
        return await self._store.read(partial(count_due, moment=self._moment()))

    async def due_in(self, course_id: str) -> int:
        """How many mistakes of a course are to be reviewed today."""
        moment = self._moment()
        return await self._store.read(lambda session: count_due_in(session, moment, course_id))

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
        """Note that a mistake was reviewed; its card follows in the same transaction. Raises `UnknownMistakeError`.

        The review's id is returned: `unreview` takes it back.

        Args:
            mistake_id: which one.
            rating: FSRS's 1 (again) to 4 (easy); ValueError for anything else.
            elapsed_s: how long it took, in seconds.

        """
        grade = Grade(rating)

        def command(w: Writing) -> str:
            _wanted(w, mistake_id)
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

    async def set_point(self, mistake_id: str, point_id: str) -> None:
        """The person says where it belongs ("" is nowhere). Raises `UnknownPointError`, `UnknownMistakeError`."""
        graph = await self.knowledge()
        if point_id and graph.point(point_id) is None:
            raise UnknownPointError(point_id)
        await self._change(mistake_id, point_id=point_id)

    async def delete(self, mistake_id: str) -> None:
        """Into the trash. Raises `UnknownMistakeError`."""
        await self._change(mistake_id, deleted=True)

    async def restore(self, mistake_id: str) -> None:
        """Out of the trash; its reviews count as before. Raises `UnknownMistakeError`."""
        await self._change(mistake_id, deleted=False)

    def now(self) -> datetime:
        """What time it is for the book."""
        return self._clock.now_utc()

    async def _change(self, mistake_id: str, **fields: Any) -> None:
        def command(w: Writing) -> None:
            _wanted(w, mistake_id)  # saving to an id that nobody has would make an empty mistake
            w.save(MISTAKE, mistake_id, **fields)

        await self._store.write(command)

    def _moment(self, now: datetime | None = None) -> Moment:
        now = now or self._clock.now_utc()
        return Moment.at(now, self.zone)

    def _add_review(self, w: Writing, mistake_id: str, grade: Grade, elapsed_s: float) -> str:
        reviewed_utc = to_text(self._clock.now_utc())
        return w.add(REVIEW, mistake_id=mistake_id, rating=int(grade), reviewed_utc=reviewed_utc, elapsed_s=elapsed_s)

    def _point_for(self, w: Writing, course: Course | Manifest, question: Question) -> str:
        """The question's own first point; else what the classifier is sure of; else none."""
        if question.points and self.points.point(question.points[0]):
            return question.points[0]
        options = getattr(question, "options", ())
        self.points.proposer.learned.read(w.session)
        found = self.points.propose(question.text, options, course.subject, limit=1)
        return found[0][0].id if found and found[0][1] >= SURE_FROM else ""


def _wanted(w: Writing, mistake_id: str) -> Mistake:
    mistake = w.session.get(Mistake, mistake_id)
    if mistake is None:
        raise UnknownMistakeError(mistake_id)
    return mistake
