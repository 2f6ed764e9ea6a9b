"""Searching, filtering, sorting; changes of many at once; the trash."""

from pathlib import Path

import pytest

from client.mistakes.bulk import change_many, put_back
from client.mistakes.capture import Draft
from client.mistakes.drawers import UNSORTED, drawers
from client.mistakes.entries import LEECH_LAPSES
from client.mistakes.listing import Wanted, code_of
from tests.client.mistakes.capture.desk import Desk, open_desk

DAY_S = 86_400
DRAFTS = (
    Draft(text="用配方法解方程 x²-6x+5=0", answer="5", source="期中考试", cause="calculation"),
    Draft(text="判别式怎么用？看 a、b、c 的符号", reflection="先化成一般形式", cause="concept"),
    Draft(text="抛物线的顶点在哪里", subject="math", point_id=""),
    Draft(text="《出师表》的作者是谁", subject="chinese", point_id=""),
)


async def fill(desk: Desk) -> list[str]:
    ids = []
    for draft in DRAFTS:
        ids.append((await desk.capture.save(draft)).mistake_id)
        desk.clock.advance(2 * DAY_S)
    return ids


async def found(desk: Desk, ids: list[str], **wanted: object) -> list[int]:
    page = await desk.book.find(Wanted(**wanted))  # type: ignore[arg-type]
    assert page.matching == len(page.cards)
    return [ids.index(card.id) for card in page.cards]


async def test_words_are_looked_for_in_question_source_reflection_and_point(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        assert await found(desk, ids) == [3, 2, 1, 0]
        assert await found(desk, ids, words="期中") == [0]
        assert await found(desk, ids, words="一般形式") == [1]
        assert await found(desk, ids, words="配方法 方程") == [0]
        assert await found(desk, ids, words="根的判别式") == [1]  # the point's name, which the text does not say
        assert await found(desk, ids, words="没有这个词") == []
        assert await found(desk, ids, words="100%_") == []


async def test_the_code_on_paper_finds_its_mistake(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        code = code_of(ids[2])
        assert len(code) == 9
        assert await found(desk, ids, words=code) == [2]
        assert await found(desk, ids, words=code.lower().replace("-", "")) == [2]


async def test_filters_by_cause_date_and_drawer(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        assert await found(desk, ids, cause="concept") == [1]
        assert await found(desk, ids, cause="-") == [3, 2]
        assert await found(desk, ids, days=5) == [3, 2]
        assert await found(desk, ids, drawer="math.quadratic") == [1, 0]
        assert await found(desk, ids, drawer="math") == [2, 1, 0]  # also what has no point yet
        assert await found(desk, ids, drawer="chinese") == [3]
        assert await found(desk, ids, drawer=UNSORTED) == [3, 2]
        assert await found(desk, ids, drawer="math", cause="concept", words="符号") == [1]


async def test_states_and_orders(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        await desk.book.review(ids[0], 4)
        for _time in range(LEECH_LAPSES + 1):  # the first 忘记 of a new card is no lapse
            await desk.book.review(ids[1], 3)
            await desk.book.review(ids[1], 1)
        for _time in range(4):
            await desk.book.review(ids[2], 4)
            desk.clock.advance(40 * DAY_S)
        await desk.book.review(ids[2], 4)
        assert await found(desk, ids, state="mastered") == [2]
        assert 1 in await found(desk, ids, state="leech")
        assert await found(desk, ids, state="due", sort="soonest") == [0, 1, 3] or 3 in await found(
            desk, ids, state="due"
        )
        assert set(await found(desk, ids, state="due")) | set(await found(desk, ids, state="learning")) == {0, 1, 3}
        assert (await found(desk, ids, sort="hardest"))[0] == 1


async def test_pages_know_how_many_there_are(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        page = await desk.book.find(Wanted(), limit=3)
        assert ([ids.index(c.id) for c in page.cards], page.matching) == ([3, 2, 1], 4)
        page = await desk.book.find(Wanted(), limit=3, offset=3)
        assert ([ids.index(c.id) for c in page.cards], page.matching) == ([0], 4)
        assert await desk.book.find_ids(Wanted(drawer="math")) == [ids[2], ids[1], ids[0]]


async def test_drawers_count_what_has_a_subject_only(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await fill(desk)
        rows = drawers(await desk.book.counts(), await desk.book.knowledge(), "", await desk.book.loose())
        assert {drawer.key: drawer.count for drawer in rows[0]} == {"": 4, "math": 3, "chinese": 1, UNSORTED: 2}


async def test_many_are_changed_at_once_and_put_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        ids = await fill(desk)
        before = await change_many(desk.store, [*ids[:2], "nobody"], cause="careless")
        assert await found(desk, ids, cause="careless") == [1, 0]
        await put_back(desk.store, before)
        assert await found(desk, ids, cause="concept") == [1]
        before = await change_many(desk.store, ids, deleted=True)
        assert await found(desk, ids) == []
        assert [entry.id for entry in await desk.book.trash()] == ids[::-1]
        await put_back(desk.store, before)
        assert await found(desk, ids) == [3, 2, 1, 0]
        assert await desk.book.trash() == []


@pytest.mark.parametrize("words", ["'", '"', "\\", "%", "x²", "  "])
async def test_no_word_breaks_the_search(tmp_path: Path, words: str) -> None:
    async with open_desk(tmp_path) as desk:
        await fill(desk)
        await desk.book.find(Wanted(words=words))
