"""Writing mistakes down: new ones, repeats, near repeats and how to part them, merging, undo."""

from pathlib import Path
from typing import Any

import pytest

from client.courses.content import ChoiceQuestion, NumericQuestion
from client.mistakes.capture import Draft
from client.mistakes.capture.capture import EmptyDraftError
from client.mistakes.causes import Cause
from client.mistakes.tables import Mistake
from tests.client.mistakes.capture.desk import Desk, open_desk
from tests.client.mistakes.examples import COURSE, LESSON, UNSORTED

DAY_S = 86_400
ASKED = Draft(text="用配方法解一元二次方程 $x^2-6x+5=0$，较大的根是多少？", given="-5", answer="5", source="期中")
NEARLY = Draft(text="3. 用配方法解一元二次方程 x²-6x+5=0，较大的一个根是多少？", answer="5")


async def get(desk: Desk, mistake_id: str) -> Mistake:
    return await desk.store.read(lambda session: session.get_one(Mistake, mistake_id))


async def test_a_draft_becomes_a_mistake_that_is_due_and_has_its_point(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        saved = await desk.capture.save(ASKED)
        assert (saved.kind, saved.times) == ("new", 1)
        found = await desk.book.get(saved.mistake_id)
        assert found is not None
        assert isinstance(found.question, NumericQuestion)
        assert (found.given, found.source, found.is_own) == ("-5", "期中", True)
        assert (found.point.name if found.point else "", found.subject) == ("配方法", "math")
        assert found.is_due
        assert [right for _when, right in found.answers] == [False]


async def test_nothing_is_not_saved(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        with pytest.raises(EmptyDraftError):
            await desk.capture.save(Draft(text="  ", answer="3"))
        assert await desk.book.list() == []


async def test_a_double_tap_saves_once(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        desk.clock.advance(0.3)
        again = await desk.capture.save(ASKED)
        assert again.mistake_id == first.mistake_id
        assert len((await get(desk, first.mistake_id)).missed_utc) == 1


async def test_the_same_question_another_day_is_one_mistake_with_two_dates_and_a_lapse(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        await desk.book.review(first.mistake_id, 4)
        assert await desk.book.due_count() == 0
        desk.clock.advance(3 * DAY_S)
        again = await desk.capture.save(Draft(text="5．用配方法解一元二次方程 x² - 6x + 5 = 0，较大的根是多少？"))
        assert (again.mistake_id, again.kind, again.times) == (first.mistake_id, "again", 2)
        found = await desk.book.get(first.mistake_id)
        assert found is not None
        assert found.times_wrong == 2
        assert len(found.answers) == 2
        assert found.given == "-5"  # nothing was said about the answer this time
        assert [int(rating) for _when, rating in found.reviews] == [4, 1]
        assert len(await desk.book.list()) == 1


async def test_what_the_first_time_lacked_is_filled_in(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(Draft(text=ASKED.text))
        desk.clock.advance(60)
        await desk.capture.save(Draft(text=ASKED.text, answer="5", solution="配方得 $(x-3)^2=4$", given="1"))
        draft = await desk.capture.draft(first.mistake_id)
        assert draft is not None
        assert (draft.answer, draft.solution, draft.given) == ("5", "配方得 $(x-3)^2=4$", "1")


async def test_nearly_the_same_is_taken_for_the_same_and_can_be_parted(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        desk.clock.advance(DAY_S)
        alike = await desk.capture.save(NEARLY)
        assert (alike.kind, alike.mistake_id, alike.times) == ("alike", first.mistake_id, 2)
        apart = await desk.capture.keep_apart(alike)
        assert apart.kind == "new"
        assert apart.mistake_id != first.mistake_id
        assert len((await get(desk, first.mistake_id)).missed_utc) == 1
        assert len(await desk.book.list()) == 2


async def test_other_numbers_make_another_question(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.capture.save(ASKED)
        other = await desk.capture.save(Draft(text=ASKED.text.replace("6x+5", "8x+7")))
        assert other.kind == "new"


async def test_a_question_of_a_course_that_is_written_down_again_is_that_mistake(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        known = await desk.store.write(lambda w: desk.book.record(w, COURSE, LESSON, UNSORTED, "3"))
        desk.clock.advance(DAY_S)
        saved = await desk.capture.save(Draft(text="小明有3个苹果,吃了1个,还剩几个", answer="9"))
        assert (saved.kind, saved.mistake_id) == ("alike", known)
        found = await desk.book.get(known)
        assert found is not None
        assert found.question == UNSORTED  # the course's own words stay


async def test_undo_takes_a_new_one_away_and_a_repeat_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        desk.clock.advance(DAY_S)
        before = (await get(desk, first.mistake_id)).model_dump()
        again = await desk.capture.save(Draft(text=ASKED.text, given="2", solution="略"))
        assert (await get(desk, first.mistake_id)).model_dump() != before
        await desk.capture.undo(again)
        assert (await get(desk, first.mistake_id)).model_dump() == before
        await desk.capture.undo(first)
        assert await desk.book.list() == []


async def test_writing_down_what_is_in_the_trash_brings_it_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        await desk.book.delete(first.mistake_id)
        desk.clock.advance(DAY_S)
        again = await desk.capture.save(ASKED)
        assert again.mistake_id == first.mistake_id
        assert [card.id for card in await desk.book.list()] == [first.mistake_id]


async def test_editing_keeps_dates_and_reviews(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        saved = await desk.capture.save(ASKED)
        await desk.book.review(saved.mistake_id, 3)
        point = next(iter(desk.book.points.points))
        said: dict[str, Any] = {"cause": "careless", "reflection": "看清题目", "point_id": point}
        draft = Draft(text="选一个\nA. 甲\nB. 乙", answer="A", given="B", source="期末", subject="math", **said)
        await desk.capture.change(saved.mistake_id, draft)
        found = await desk.book.get(saved.mistake_id)
        assert found is not None
        assert isinstance(found.question, ChoiceQuestion)
        assert (found.given, found.source, len(found.reviews)) == ([1], "期末", 1)
        kept = await get(desk, saved.mistake_id)
        assert {name: getattr(kept, name) for name in said} == said


async def test_two_that_look_alike_are_found_and_merged_and_unmerged(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await desk.capture.save(ASKED)
        desk.clock.advance(DAY_S)
        other = await desk.capture.save(NEARLY, apart=True)
        repeat = await desk.capture.repeat_of(first.mistake_id)
        assert repeat is not None
        assert repeat.id == other.mistake_id
        before = await desk.capture.merge(first.mistake_id, other.mistake_id)
        assert len((await get(desk, first.mistake_id)).missed_utc) == 2
        assert [card.id for card in await desk.book.list()] == [first.mistake_id]
        assert await desk.capture.repeat_of(first.mistake_id) is None
        await desk.capture.unmerge(before)
        assert len((await get(desk, first.mistake_id)).missed_utc) == 1
        assert len(await desk.book.list()) == 2


async def test_a_guess_tells_points_and_the_likely_cause(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        guess = await desk.capture.guess(ASKED)
        assert guess.points[0][0].name == "配方法"
        assert guess.sure
        assert guess.cause is not None
        assert guess.cause.cause == Cause.CALCULATION
        vague = await desk.capture.guess(Draft(text="下雨了，打不打伞？"))
        assert (vague.points, vague.sure, vague.cause) == ((), False, None)


async def test_a_point_and_a_cause_that_were_chosen_stay(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        draft = Draft(text=ASKED.text, point_id="math.function.vertex", cause="careless", reflection="看清楚")
        found = await desk.book.get((await desk.capture.save(draft)).mistake_id)
        assert found is not None
        assert (found.point_id, found.cause, found.reflection) == ("math.function.vertex", "careless", "看清楚")
