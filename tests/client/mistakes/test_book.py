"""The mistake book on the real store: recording, listing, reviewing, sorting, the trash."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from client.courses.content import Question
from client.mistakes.book import MistakeBook, UnknownPointError
from client.mistakes.reviewing import UnknownMistakeError
from client.mistakes.schedule import Grade
from client.store import Store, Writing
from sync.catalogue import ANSWER
from sync.clock import to_text
from tests.client.mistakes.examples import COURSE, LESSON, NAMED, SORTED, UNSORTED, write_graph
from tests.fakes.clock import FakeClock
from tests.fakes.store import open_store

DAY_S = 86_400


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest_asyncio.fixture
async def store(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Store]:
    async with open_store(tmp_path, clock) as store:
        yield store


@pytest.fixture
def book(store: Store, clock: FakeClock, tmp_path: Path) -> MistakeBook:
    return MistakeBook(store, clock, write_graph(tmp_path), zone=UTC)


async def answer_wrongly(
    book: MistakeBook, question: Question = SORTED, given: Any = None, course: Any = COURSE
) -> str:
    """As `courses.answer` does: the answer and the mistake in one transaction."""

    def command(w: Writing) -> str:
        w.add(
            ANSWER,
            question_id=question.id,
            course_id=course.id,
            lesson_id=LESSON.id,
            segment=0,
            given=given,
            correct=False,
            answered_utc=to_text(book.now()),
            elapsed_s=3.0,
            attempt_id="",
            doubtful=False,
            hinted=False,
        )
        return book.record(w, course, LESSON, question, given)

    return await book._store.write(command)


async def test_a_wrong_answer_is_in_the_book_at_once(book: MistakeBook) -> None:
    mistake_id = await answer_wrongly(book, SORTED, [1])
    found = await book.get(mistake_id)
    assert found is not None
    assert (found.question, found.given, found.source) == (SORTED, [1], "一元二次方程 · 根的判别式")
    assert (found.point.name, found.point.module.name) == ("根的判别式", "一元二次方程")  # type: ignore[union-attr]
    assert [point.name for point in found.prerequisites] == ["配方法"]
    assert found.words == "方程 x²-2x+1=0 的根的情况是"
    assert (found.is_due, found.due_utc, found.times_wrong) == (True, book.now(), 1)
    assert found.answers == ((book.now(), False),)


async def test_a_repeated_wrong_answer_stays_one_mistake_with_two_dates(book: MistakeBook, clock: FakeClock) -> None:
    first = await answer_wrongly(book, SORTED, [1])
    clock.advance(600)
    again = await answer_wrongly(book, SORTED, [])
    assert first == again
    found = await book.get(first)
    assert found is not None
    assert (found.times_wrong, found.given) == (2, [])
    assert [when for when, _right in found.answers] == [clock.now_utc() - timedelta(seconds=600), clock.now_utc()]
    assert found.created_utc == clock.now_utc() - timedelta(seconds=600)
    assert len(await book.list()) == 1


async def test_the_same_question_id_in_another_course_is_another_mistake(book: MistakeBook) -> None:
    other = COURSE.model_copy(update={"id": "c2"})
    assert await answer_wrongly(book) != await answer_wrongly(book, course=other)
    assert [card.times_wrong for card in await book.list()] == [1, 1]


async def test_a_question_without_points_is_sorted_by_its_words_when_they_are_clear(book: MistakeBook) -> None:
    found = await book.get(await answer_wrongly(book, NAMED, "1"))
    assert found is not None
    assert found.point_id == "math.quadratic.completing"


async def test_a_question_unlike_all_points_is_left_unsorted(book: MistakeBook) -> None:
    found = await book.get(await answer_wrongly(book, UNSORTED, "1"))
    assert found is not None
    assert (found.point_id, found.point, found.proposals) == ("", None, ())


async def test_a_broken_graph_does_not_keep_a_mistake_out_of_the_book(
    store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.json").write_text("{", "utf-8")
    book = MistakeBook(store, clock, tmp_path / "bad", zone=UTC)
    found = await book.get(await answer_wrongly(book))
    assert found is not None
    assert found.point is None


async def test_a_review_moves_the_next_one_and_shows_in_the_past(book: MistakeBook, clock: FakeClock) -> None:
    mistake_id = await answer_wrongly(book)
    clock.advance(60)
    expected = (await book.due())[0].preview(clock.now_utc())[Grade.GOOD]
    await book.review(mistake_id, 3, elapsed_s=4.5)
    found = await book.get(mistake_id)
    assert found is not None
    assert found.reviews == ((clock.now_utc(), Grade.GOOD),)
    assert found.due_utc == clock.now_utc() + expected
    assert (await book.due_count(), await book.due()) == (0, [])
    queue = await book.queue()
    assert (queue.due, queue.done_today, queue.total, queue.next_due_utc) == (0, 1, 1, found.due_utc)


async def test_what_falls_due_at_any_time_today_is_asked_today(book: MistakeBook, clock: FakeClock) -> None:
    await book.review(await answer_wrongly(book), 2)  # at noon: due at noon of the next day
    assert await book.due_count() == 0
    clock.set_wall(datetime(2026, 11, 23, 0, 1, tzinfo=UTC))
    assert await book.due_count() == 1
    assert [card.is_due for card in await book.due()] == [True]


async def test_a_lapse_waits_for_its_ten_minutes(book: MistakeBook, clock: FakeClock) -> None:
    mistake_id = await answer_wrongly(book)
    await book.review(mistake_id, 3)
    clock.advance(3 * DAY_S)
    await book.review(mistake_id, 1)
    assert await book.due_count() == 0
    assert [card.is_due for card in await book.list()] == [False]
    assert (await book.queue()).next_due_utc == clock.now_utc() + timedelta(minutes=10)
    clock.advance(600)
    assert await book.due_count() == 1
    assert [card.is_due for card in await book.list()] == [True]


async def test_the_queue_begins_with_what_loses_most_until_tomorrow(book: MistakeBook, clock: FakeClock) -> None:
    weak = await answer_wrongly(book, SORTED)
    strong = await answer_wrongly(book, UNSORTED)
    await book.review(strong, 3)
    await book.review(weak, 1)
    clock.advance(2 * DAY_S)
    new = await answer_wrongly(book, NAMED)
    queue = await book.due()
    assert [card.id for card in queue] == [new, weak, strong]
    chances = [card.memory.retrievability(clock.now_utc()) for card in queue[:2]]
    assert chances == sorted(chances)


async def test_a_wrong_answer_to_what_seemed_learned_brings_it_back_today(book: MistakeBook, clock: FakeClock) -> None:
    mistake_id = await answer_wrongly(book)
    await book.review(mistake_id, 4)
    clock.advance(DAY_S)
    await answer_wrongly(book)
    await answer_wrongly(book)
    clock.advance(600)
    found = await book.get(mistake_id)
    assert found is not None
    assert [grade for _when, grade in found.reviews] == [Grade.EASY, Grade.AGAIN]
    assert found.is_due


async def test_a_rating_out_of_range_and_an_unknown_mistake_are_refused(book: MistakeBook) -> None:
    with pytest.raises(ValueError, match="5"):
        await book.review("nobody", 5)
    for attempt in (book.review("nobody", 3), book.delete("nobody"), book.restore("x"), book.set_point("x", "")):
        with pytest.raises(UnknownMistakeError):
            await attempt
    assert await book.list() == []


async def test_the_person_corrects_the_point_and_a_repeated_mistake_keeps_it(book: MistakeBook) -> None:
    mistake_id = await answer_wrongly(book)
    await book.set_point(mistake_id, "math.function.vertex")
    await answer_wrongly(book)
    assert [card.point_id for card in await book.list()] == ["math.function.vertex"]
    with pytest.raises(UnknownPointError):
        await book.set_point(mistake_id, "math.nowhere")


async def test_the_list_is_filtered_by_point_module_subject_and_none(book: MistakeBook) -> None:
    one = await answer_wrongly(book, SORTED)
    two = await answer_wrongly(book, NAMED)
    none = await answer_wrongly(book, UNSORTED)

    async def ids(drawer: str | None = None) -> set[str]:
        return {card.id for card in await book.list(drawer)}

    assert await ids() == {one, two, none}
    assert await ids("math.quadratic.discriminant") == {one}
    assert await ids("math.quadratic") == await ids("math") == {one, two}
    assert await ids("math.nowhere") == set()
    assert await ids("-") == await ids("") == {none}
    assert await book.counts() == {"math.quadratic.discriminant": 1, "math.quadratic.completing": 1, "": 1}


async def test_the_list_comes_in_pages_the_newest_first(book: MistakeBook, clock: FakeClock) -> None:
    made = []
    for number in range(5):
        clock.advance(1)
        made.append(await answer_wrongly(book, SORTED.model_copy(update={"id": f"n{number}"})))
    assert [card.id for card in await book.list(limit=2, offset=1)] == [made[3], made[2]]


async def test_a_deleted_mistake_is_gone_everywhere_until_it_is_restored(book: MistakeBook) -> None:
    mistake_id = await answer_wrongly(book)
    await book.review(mistake_id, 3)
    await book.delete(mistake_id)
    assert (await book.get(mistake_id), await book.list(), await book.counts()) == (None, [], {})
    assert (await book.queue()).next_due_utc is None
    await book.restore(mistake_id)
    found = await book.get(mistake_id)
    assert found is not None
    assert found.memory.reviews == 1


async def test_a_deleted_mistake_comes_back_when_it_is_made_again(book: MistakeBook) -> None:
    mistake_id = await answer_wrongly(book)
    await book.delete(mistake_id)
    await answer_wrongly(book)
    assert [card.id for card in await book.list()] == [mistake_id]


async def test_a_kind_of_question_of_a_newer_version_is_listed_and_can_be_reviewed(
    book: MistakeBook, store: Store
) -> None:
    mistake_id = await answer_wrongly(book)

    def newer(w: Writing) -> None:
        from sync.catalogue import MISTAKE

        w.save(MISTAKE, mistake_id, question={"kind": "drawing", "id": "q1"}, point_id="math.newer")

    await store.write(newer)
    card = (await book.due())[0]
    assert (card.question, card.point) == (None, None)
    assert "更新" in card.words
    assert await book.counts() == {"": 1}
    assert [found.id for found in await book.list("-")] == [mistake_id]
    await book.review(mistake_id, 3)


async def test_a_correction_sorts_the_next_question_like_it(book: MistakeBook) -> None:
    first = await answer_wrongly(book, UNSORTED)
    await book.set_point(first, "math.function.vertex")
    like_it = UNSORTED.model_copy(update={"id": "q9", "text": UNSORTED.text.replace("小明", "小红")})
    detail = await book.get(await answer_wrongly(book, like_it))
    assert detail is not None
    assert detail.point_id == "math.function.vertex"
    await book.set_point(first, "")
    await book.set_point(detail.id, "")
    other = UNSORTED.model_copy(update={"id": "q10", "text": UNSORTED.text.replace("小明", "小刚")})
    again = await book.get(await answer_wrongly(book, other))
    assert again is not None
    assert again.point_id == ""
    assert again.proposals == ()


async def test_a_file_that_is_added_is_part_of_the_graph_at_once(
    store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    book = MistakeBook(store, clock, write_graph(tmp_path), zone=UTC, own_folder=tmp_path / "own")
    module = {"id": "math.club", "name": "数学社", "points": [{"id": "math.club.cauchy", "name": "柯西不等式"}]}
    file = {"format": 1, "subject": "math", "stage": "club", "title": "校本数学", "modules": [module]}
    added = await book.graphs.add("club.json", json.dumps(file).encode())
    assert (await book.knowledge()).point("math.club.cauchy")
    assert await book.graphs.own_files() == [added]
    await book.graphs.remove(added.name)
    assert (await book.knowledge()).point("math.club.cauchy") is None
    assert await book.graphs.own_files() == []
