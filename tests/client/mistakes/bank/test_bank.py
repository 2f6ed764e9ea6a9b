"""The same question again, and questions to practise: from one's own mistakes and the courses on the device."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import pytest_asyncio
from sqlmodel import Session, col, func, select

from client.courses.content import Course, Lesson, NumericAnswer, NumericQuestion, Segment
from client.courses.library import Courses
from client.courses.shelf import Shelf
from client.mistakes.bank import Bank, keeping, similar
from client.mistakes.bank.index import nearest, take_in, take_out
from client.mistakes.bank.keeping import catch_up
from client.mistakes.bank.same import find_same
from client.mistakes.bank.tables import BankEntry, BankGram
from client.store import Store
from sync.catalogue import MISTAKE
from sync.clock import to_text
from tests.bench.altering import altered
from tests.fakes.clock import START
from tests.fakes.courses import FakeMistakes
from tests.fakes.store import open_store

MEET = "甲、乙两车同时从相距 480 千米的两地相对开出，甲车每小时行 70 千米，乙车每小时行 50 千米，几小时后相遇？"
MEET_AGAIN = "甲、乙两船同时从相距 90 千米的两地相对开出，甲船每小时行 18 千米，乙船每小时行 12 千米，几小时后相遇？"
CHASE = "小明以每分钟 60 米的速度步行上学，8 分钟后爸爸骑车以每分钟 180 米的速度追他，几分钟追上？"
POOL = "一个水池装有进水管和排水管，单开进水管 6 小时注满，单开排水管 8 小时放完，同时打开几小时注满？"


def numeric(question_id: str, text: str, point: str = "", difficulty: int = 1) -> NumericQuestion:
    points = (point,) if point else ()
    return NumericQuestion(
        id=question_id, text=text, answers=(NumericAnswer(value=4),), points=points, difficulty=difficulty
    )


COURSE = Course(
    id="moving",
    title="行程问题",
    subject="math",
    lessons=(
        Lesson(
            id="l",
            title="相遇",
            segments=(
                Segment(
                    title="练",
                    quiz=(
                        numeric("meet", MEET, "math.moving.meet"),
                        numeric("again", MEET_AGAIN, "math.moving.meet"),
                        numeric("chase", CHASE, "math.moving.chase"),
                        numeric("pool", POOL, "math.work.pool"),
                    ),
                ),
            ),
        ),
    ),
)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(tmp_path) as opened:
        yield opened


def courses_in(store: Store, folder: Path) -> Courses:
    return Courses(store, Shelf(folder / "imported", folder / "starter"), FakeMistakes())


async def put(store: Store, mistake_id: str, question: NumericQuestion, **more: Any) -> None:
    fields = {"question": question.model_dump(mode="json"), "created_utc": to_text(START), **more}
    await store.write(lambda w: w.save(MISTAKE, mistake_id, **fields))


async def same(store: Store, text: str, beside: str = "") -> str | None:
    await catch_up(store)
    found = await store.read(lambda session: find_same(session, text, (), beside))
    return found.id if found else None


async def test_a_question_is_known_again_in_another_spelling(store: Store) -> None:
    assert await same(store, MEET) is None
    await put(store, "m1", numeric("q", MEET))
    assert await same(store, "12. " + MEET.replace("，", ",").replace(" ", "")) == "m1"
    assert await same(store, MEET.replace("相对开出", "相向开出")) == "m1"
    assert await same(store, MEET.replace("480", "360")) is None
    assert await same(store, MEET, beside="m1") is None
    assert await same(store, "![图](a.png)") is None


async def test_what_went_to_the_trash_or_was_rewritten_is_not_found_under_its_old_words(store: Store) -> None:
    await put(store, "m1", numeric("q", MEET))
    assert await same(store, MEET) == "m1"
    await put(store, "m1", numeric("q", POOL))
    assert (await same(store, MEET), await same(store, POOL)) == (None, "m1")
    await store.write(lambda w: w.delete(MISTAKE, "m1"))
    assert await same(store, POOL) is None
    await store.write(lambda w: w.restore(MISTAKE, "m1"))
    assert await same(store, POOL) == "m1"


async def test_practice_is_of_the_same_point_first_and_never_the_question_itself(store: Store, tmp_path: Path) -> None:
    courses = courses_in(store, tmp_path)
    await courses.add_pack(COURSE, {})
    bank = Bank(store, courses)
    await put(store, "m1", numeric("meet", MEET), course_id="moving", question_id="meet", point_id="math.moving.meet")
    found = await bank.like("m1")
    assert [similar.question.id for similar in found][:1] == ["again"]
    assert "meet" not in [similar.question.id for similar in found]
    assert found[0].manifest is not None
    assert found[0].folder == courses.pack_dir("moving")
    assert await bank.like("nobody") == []


async def test_the_only_question_of_its_point_is_practised_with_others_of_its_module(
    store: Store, tmp_path: Path
) -> None:
    courses = courses_in(store, tmp_path)
    await put(store, "mine", numeric("mine", "火车过桥要多久？"), point_id="math.moving.bridge")
    await put(store, "other", numeric("other", POOL), point_id="math.work.pool")
    await put(store, "near", numeric("near", CHASE), point_id="math.moving.chase")
    found = await Bank(store, courses).like("mine")
    assert [one.mistake_id for one in found] == ["near"]


async def test_own_mistakes_are_practice_when_no_course_has_any(store: Store, tmp_path: Path) -> None:
    bank = Bank(store, courses_in(store, tmp_path))
    await put(store, "m1", numeric("a", MEET), point_id="p.x")
    await put(store, "m2", numeric("b", MEET_AGAIN), point_id="p.x")
    await put(store, "m3", numeric("c", POOL), point_id="p.y")
    assert [similar.mistake_id for similar in await bank.like("m1")] == ["m2"]


async def test_a_course_that_changes_or_goes_is_taken_in_anew_or_out(store: Store, tmp_path: Path) -> None:
    courses = courses_in(store, tmp_path)
    bank = Bank(store, courses)
    await courses.add_pack(COURSE, {})
    await bank.refresh()
    await bank.refresh()
    assert await count(store) == 4
    smaller = COURSE.model_copy(
        update={
            "version": 2,
            "lessons": (Lesson(id="l", title="x", segments=(Segment(quiz=(numeric("pool", POOL),)),)),),
        }
    )
    await courses.add_pack(smaller, {})
    await bank.refresh()
    assert await count(store) == 1
    await courses.remove("moving")
    await bank.refresh()
    assert await count(store) == 0
    assert await store.read(lambda s: s.exec(select(func.count()).select_from(BankGram)).one()) == 0


async def test_how_far_the_bank_is_is_told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (keeping, similar):
        monkeypatch.setattr(room, "BATCH", 2)
    courses = courses_in(store, tmp_path)
    bank = Bank(store, courses)
    await courses.add_pack(COURSE, {})
    for number in range(5):
        await put(store, f"m{number}", numeric(f"q{number}", f"{number} 加 9 等于多少？"))
    told: list[float] = []
    stop = bank.watch(told.append)
    await bank.refresh()
    assert told == pytest.approx([0.4, 0.8, 1.0, 0.5, 1.0])
    stop()
    await put(store, "m6", numeric("q6", "6 加 9 等于多少？"))
    await bank.refresh()
    assert len(told) == 5


async def test_an_altered_question_finds_its_original_among_many(store: Store) -> None:
    random = Random(5)
    words = ["速度", "面积", "方程", "质量", "电流", "体积", "比例", "概率", "函数", "角度", "浓度", "利润"]
    texts = [
        f"已知{random.choice(words)}与{random.choice(words)}的{random.choice(words)}是 {n} ，求{random.choice(words)}，"
        f"再求{random.choice(words)}和{random.choice(words)}。"
        for n in range(300)
    ]
    await store.write(lambda w: take_in(w.session, [BankEntry(text=text) for text in [*texts, MEET, CHASE, POOL]]))
    for original in (MEET, CHASE, POOL):
        query = altered(original, random)
        found = await store.read(lambda session, query=query: nearest(session, query, 5))
        assert found[0].entry.text == original
        assert all(0 <= near.score <= 1.5 for near in found)


async def test_taking_out_leaves_nothing_that_could_be_found(store: Store) -> None:
    await store.write(lambda w: take_in(w.session, [BankEntry(text=MEET), BankEntry(text=POOL)]))

    def remove(session: Session) -> None:
        take_out(session, list(session.exec(select(BankEntry).where(col(BankEntry.text) == MEET))))

    await store.write(lambda w: remove(w.session))
    assert [near.entry.text for near in await store.read(lambda session: nearest(session, MEET))] in ([], [POOL])
    assert await store.read(lambda s: s.exec(select(BankGram).where(BankGram.gram == "相遇")).all()) == []


async def count(store: Store) -> int:
    return await store.read(lambda session: session.exec(select(func.count()).select_from(BankEntry)).one())
