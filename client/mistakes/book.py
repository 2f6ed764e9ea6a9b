"""`MistakeBook`: everything that other rooms ask of the mistake book."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Any

from client.courses.content import Course, Lesson, Question
from client.courses.packs import Manifest
from client.mistakes.cards import Filter, count_by_point, read_detail, read_list
from client.mistakes.drawers import UNSORTED, points_in
from client.mistakes.entries import MistakeCard, MistakeDetail, TrashEntry
from client.mistakes.graphs import Graphs
from client.mistakes.knowledge import ASSETS, KnowledgeGraph
from client.mistakes.listing import FoundPage, Wanted, find_ids, find_page, find_trash, loose_by_subject
from client.mistakes.proposing import SURE_FROM
from client.mistakes.reviewing import PAGE, Reviewing, wanted_in
from client.mistakes.tables import Mistake
from client.plain import plain
from client.store import Store, Writing
from client.texts import _
from sync.catalogue import MISTAKE
from sync.clock import Clock, to_text
from sync.ids import stable_id

MANY = 5_000
"""So many mistakes are chosen at once at most."""


class UnknownPointError(ValueError):
    """There is no such knowledge point; `sentence` says so to the person."""

    def __init__(self, point_id: str) -> None:
        super().__init__(point_id)
        self.sentence = _("没有找到这个知识点，请换一个试试。")


class MistakeBook(Reviewing):
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
        super().__init__(store, clock, Graphs(graph_folder, own_folder), zone)

    @property
    def points(self) -> KnowledgeGraph:
        """The knowledge graph. The first use reads files: on the event loop use `knowledge()`."""
        return self.graphs.graph

    async def knowledge(self) -> KnowledgeGraph:
        """The knowledge graph, read in a thread when first needed."""
        return await self.graphs.read()

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

    async def _change(self, mistake_id: str, **fields: Any) -> None:
        def command(w: Writing) -> None:
            wanted_in(w, mistake_id)  # saving to an id that nobody has would make an empty mistake
            w.save(MISTAKE, mistake_id, **fields)

        await self._store.write(command)

    def _point_for(self, w: Writing, course: Course | Manifest, question: Question) -> str:
        """The question's own first point; else what the classifier is sure of; else none."""
        if question.points and self.points.point(question.points[0]):
            return question.points[0]
        options = getattr(question, "options", ())
        self.points.proposer.learned.read(w.session)
        found = self.points.propose(question.text, options, course.subject, limit=1)
        return found[0][0].id if found and found[0][1] >= SURE_FROM else ""
