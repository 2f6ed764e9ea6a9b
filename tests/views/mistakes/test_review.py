"""A review: the answer is hidden until asked for, four grades with their intervals, the place is kept."""

from pathlib import Path

import flet as ft
import pytest

from client.mistakes.plan import ReviewPlan
from sync.catalogue import MISTAKE
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import JUDGE, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen
from views.widgets.formulas import flowing


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def press(app: MemoryApp, key: str) -> None:
    await app.fire(app.page, "keyboard_event", {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False})


def shown(app: MemoryApp, text: str) -> bool:
    return text in app.texts()


async def grade(app: MemoryApp, number: int) -> None:
    button = app.ident(f"grade-{number}")
    await app.click(next(c for c in app.walk(button) if getattr(c, "on_click", None)))


async def test_the_answer_is_hidden_until_it_is_asked_for(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, ONE, [0])
        await client.mistakes.set_plan(ReviewPlan(buttons=4))
        async with screen(client, "/mistakes/review", PHONE) as app:
            await app.wait_for(lambda: shown(app, "显示答案") or app.find_all(ft.FilledButton, "显示答案"))
            assert flowing(ONE.explanation) not in app.texts()
            assert not app.find_all(ft.Semantics, identifier="grade-1")
            await app.click("显示答案")
            await app.wait_for(lambda: shown(app, flowing(ONE.explanation)))
            for word in ("忘记", "困难", "记得", "轻松", "1 天", "2 天", "上次的答案"):
                assert word in app.texts(), word


async def test_each_grade_brings_the_next_question_and_the_end_says_how_it_went(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client:
        for question, given in ((ONE, [0]), (JUDGE, False), (NUMBER, "8")):
            await answer_wrongly(client, question, given)
        await client.mistakes.set_plan(ReviewPlan(buttons=4))
        async with screen(client, "/mistakes/review") as app:
            for number, chosen in ((1, 3), (2, 1), (3, 4)):
                await app.wait_for(lambda n=number: any(f"第 {n} 题，共 3 题" in text for text in app.texts()))
                clock.advance(20)
                await app.click("显示答案")
                await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-1"))
                await grade(app, chosen)
            await app.wait_for(lambda: shown(app, "这次复习了 3 题，想起来 2 题。"))
            assert shown(app, "下一次复习：明天")
        assert await client.mistakes.due_count() == 0


async def test_the_keyboard_is_enough(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        await answer_wrongly(client, JUDGE, False)
        async with screen(client, "/mistakes/review") as app:
            for due in (2, 1):
                await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
                await press(app, "3")  # nothing to grade yet
                assert await client.mistakes.due_count() == due
                await press(app, " ")
                await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
                await press(app, "3")
            await app.wait_for(lambda: shown(app, "今天都复习完了"))
            found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert [int(rating) for _when, rating in found.reviews] == [3]


async def test_a_blank_within_a_typed_answer_does_not_give_the_answer_away(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, NUMBER, "8")
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.TextField))
            await app.type(app.find(ft.TextField), "9")
            await press(app, " ")
            assert app.find_all(ft.TextField)
            await app.click("显示答案")
            await app.wait_for(lambda: shown(app, "答对了"))


async def test_who_leaves_comes_back_to_the_rest(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        for question, given in ((ONE, [0]), (JUDGE, False)):
            await answer_wrongly(client, question, given)
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await app.click("显示答案")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
            await grade(app, 3)
            await app.wait_for(lambda: any("第 2 题，共 2 题" in text for text in app.texts()))
            await app.go("/mistakes")
            await app.wait_for(lambda: shown(app, "今天已经复习了 1 题，接着来。"))
            await app.go("/mistakes/review")
            await app.wait_for(lambda: any("第 2 题，共 2 题" in text for text in app.texts()))


async def test_a_question_that_another_device_removed_is_passed_over(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, ONE, [0])
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await client.mistakes.delete((await client.mistakes.due())[0].id)
            await press(app, " ")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
            await press(app, "3")
            await app.wait_for(lambda: shown(app, "还没有错题"))


async def test_the_time_of_a_review_counts_as_study(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, ONE, [0])
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            for _beat in range(12):
                clock.advance(5)
                await client.timer.beat()
            await app.go("/mistakes")
            await app.wait_for(lambda: shown(app, "题今天该复习"))
        await client.timer.flush()
        assert await client.timer.minutes_today() == 1


async def test_two_buttons_are_enough_and_four_come_on_wish(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        async with screen(client, "/mistakes/review", PHONE) as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await app.click("显示答案")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
            assert not app.find_all(ft.Semantics, identifier="grade-2")
            await app.click("分细一点")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-4"))
            await grade(app, 2)
            await app.wait_for(lambda: shown(app, "今天都复习完了"))
        found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert [int(rating) for _when, rating in found.reviews] == [2]


async def test_the_last_grade_can_be_taken_back(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await press(app, " ")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-1"))
            await press(app, "1")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="undo-review"))
            await click_in(app, "undo-review")
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            assert not app.find_all(ft.Semantics, identifier="undo-review")
        found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert (found.reviews, found.memory.reviews) == ((), 0)


async def test_a_share_of_a_backlog_ends_kindly_and_more_can_be_had(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        for question, given in ((ONE, [0]), (JUDGE, False), (NUMBER, "8")):
            await answer_wrongly(client, question, given)
        await client.mistakes.set_plan(ReviewPlan(daily_cap=1))
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await app.click("显示答案")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
            await grade(app, 3)
            await app.wait_for(lambda: shown(app, "还有 2 题排在后面，明天接着来，不着急。"))
            await click_in(app, "review-more")
            await app.wait_for(lambda: any("第 2 题，共 3 题" in text for text in app.texts()))


async def test_a_leech_comes_in_another_form(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        other = ONE.model_copy(update={"id": "other", "text": "方程 $x^2=9$ 的解是？"})
        await client.store.write(
            lambda w: w.save(MISTAKE, "alike", question=other.model_dump(mode="json"), created_utc="2020-01-01")
        )
        await client.mistakes.review("alike", 4)
        for _time in range(6):
            await client.mistakes.review(mistake_id, 1)
            clock.advance(700)
        async with screen(client, "/mistakes/review") as app:
            await app.wait_for(lambda: shown(app, "这道题忘过好几次，换一道相似的试试。"))
            await app.click("显示答案")
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="grade-3"))
            await grade(app, 3)
            await app.wait_for(lambda: shown(app, "今天都复习完了"))
        found = await client.mistakes.get(mistake_id)
        assert found is not None
        assert [int(rating) for _when, rating in found.reviews] == [1] * 6 + [3]


async def test_the_pad_takes_strokes_takes_one_back_and_is_gone_with_the_question(
    tmp_path: Path, clock: FakeClock
) -> None:
    async with device(tmp_path, clock) as client:
        await answer_wrongly(client, ONE, [0])
        async with screen(client, "/mistakes/review", PHONE) as app:
            await app.wait_for(lambda: app.find_all(ft.FilledButton, "显示答案"))
            await click_in(app, "draw")
            await app.wait_for(lambda: app.find_all(ft.GestureDetector))
            pad = next(g for g in app.find_all(ft.GestureDetector) if g.on_vertical_drag_update)
            for y in (10.0, 60.0):
                where = {
                    "l": {"x": 5.0, "y": y},
                    "g": {"x": 5.0, "y": y},
                    "ld": None,
                    "gd": None,
                    "pd": None,
                    "ts": None,
                }
                await app.fire(pad, "vertical_drag_start", {**where, "k": "touch"})
                pad = next(g for g in app.find_all(ft.GestureDetector) if g.on_vertical_drag_update)
                await app.fire(pad, "vertical_drag_update", {**where, "l": {"x": 80.0, "y": y}})
                pad = next(g for g in app.find_all(ft.GestureDetector) if g.on_vertical_drag_update)
            await app.wait_for(lambda: "草稿纸，2 笔" in labels(app))
            await click_in(app, "pad-undo")
            await app.wait_for(lambda: "草稿纸，1 笔" in labels(app))
            await click_in(app, "pad-clear")
            await app.wait_for(lambda: "草稿纸，0 笔" in labels(app))


def labels(app: MemoryApp) -> list[str]:
    return [semantics.label for semantics in app.find_all(ft.Semantics) if semantics.label]


async def click_in(app: MemoryApp, name: str) -> None:
    button = app.ident(name)
    await app.click(next(c for c in app.walk(button) if getattr(c, "on_click", None)))
