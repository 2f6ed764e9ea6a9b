"""A course from the list to the end of a lesson, as a person goes through it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client, open_client
from client.courses.content import Lesson, Segment
from client.courses.progress import Spot
from tests.fakes.app import DESKTOP, PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, ONE, SOME, a_course
from tests.fakes.opened import NOWHERE
from views.app import open_session
from views.widgets.question.pairs import matches_of

COURSE = a_course()
LESSON = "/courses/math-9/lessons/l1"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Client]:
    client = await open_client(tmp_path, clock=clock, server_url="http://127.0.0.1:9")
    await client.courses.add_pack(COURSE, FILES)
    yield client
    await client.close()


class Reader:
    """A person before the app."""

    def __init__(self, app: MemoryApp) -> None:
        self.app = app

    def sees(self, identifier: str) -> bool:
        return bool(self.app.find_all(ft.Semantics, identifier=identifier))

    def reads(self, text: str) -> bool:
        return any(text in shown for shown in self.app.texts())

    async def press(self, identifier: str) -> None:
        await self.app.wait_for(lambda: self.sees(identifier))
        inside = self.app.walk(self.app.ident(identifier).content)
        await self.app.click(next(control for control in inside if getattr(control, "on_click", None)))

    async def waits_for(self, text: str) -> None:
        await self.app.wait_for(lambda: self.reads(text))

    async def answers(self, *options: str) -> None:
        for option in options:
            await self.press(option)
        await self.press("submit-answer")
        await self.app.wait_for(lambda: self.sees("next"))


@asynccontextmanager
async def at(client: Client, route: str, size: tuple[float, float] = PHONE) -> AsyncIterator[Reader]:
    async with MemoryApp(size, route) as app:
        await app.start(lambda page: open_session(page, client))
        yield Reader(app)


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
async def test_the_list_names_courses_and_marks_imported_ones(client: Client, size: tuple[float, float]):
    async with at(client, "/courses", size) as reader:
        await reader.waits_for("一元二次方程")
        assert reader.reads("导入的")
        assert reader.reads("0/3 课")
        assert not reader.sees("continue-lesson")
        await reader.press("import")
        assert reader.app.page.route == "/me/import"


async def test_the_course_in_work_comes_first_and_leads_to_its_lesson(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, "/courses") as reader:
        await reader.waits_for("接着学")
        await reader.press("continue-lesson")
        assert reader.app.page.route == LESSON
        await reader.waits_for("想一想")  # the segment where it was left


async def test_a_course_page_shows_the_state_of_each_lesson(client: Client):
    await client.courses.finish_lesson("math-9", "l1")
    async with at(client, "/courses/math-9") as reader:
        await reader.waits_for("学完 1 课，共 3 课")
        assert reader.app.ident("lesson-l1").label == "已学完"
        assert reader.app.ident("lesson-l2").label is None
        assert reader.reads("下一步：第2课")
        await reader.press("lesson-l3")
        assert reader.app.page.route == "/courses/math-9/lessons/l3"


async def test_an_imported_course_can_be_removed_and_taken_back(client: Client):
    async with at(client, "/courses/math-9") as reader:
        await reader.press("remove-course")
        await reader.app.wait_for(lambda: reader.app.page.route == "/courses")
        assert await client.courses.outline("math-9") is None
        bar = reader.app.find(ft.SnackBar)
        assert isinstance(bar.action, ft.SnackBarAction)
        await reader.app.click(bar.action)
        await reader.waits_for("一元二次方程")


async def test_what_is_not_there_says_so_and_shows_a_way(client: Client):
    for route in ("/courses/nothing", "/courses/nothing/lessons/l1", "/courses/math-9/lessons/nothing"):
        async with at(client, route) as reader:
            await reader.app.wait_for(lambda: reader.reads("没有"))


async def test_a_damaged_course_is_a_sentence_and_no_dead_screen(client: Client):
    (client.courses.pack_dir("math-9") / "lessons" / "01.json").write_text("{", encoding="utf-8")
    async with at(client, LESSON) as reader:
        await reader.app.wait_for(lambda: reader.app.find_all(ft.TextButton, "重试"))


async def test_reading_keeps_the_place_and_shows_drawings(client: Client):
    async with at(client, LESSON) as reader:
        await reader.waits_for("看一看")
        picture = reader.app.find(ft.Image, semantics_label="一条抛物线")
        assert "<svg" in str(picture.src)
        await reader.press("next")
        await reader.waits_for("两个根互为相反数")
        await reader.press("previous")
        await reader.press("next")
    assert (await client.courses.status("math-9")).place == Spot("l1", 1)
    async with at(client, LESSON) as reader:
        await reader.waits_for("两个根互为相反数")


async def test_a_note_is_begun_from_the_lesson(client: Client):
    async with at(client, LESSON) as reader:
        await reader.press("take-note")
        assert reader.app.page.route == "/notes/new?course=math-9&lesson=l1"


async def test_a_wrong_answer_is_in_the_book_at_once_and_says_so(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.answers("option-0")
        assert reader.reads("已经放进错题本")
        assert [card.question and card.question.id for card in await client.mistakes.list()] == ["one"]
        await reader.press("to-mistake")
        assert reader.app.page.route.startswith("/mistakes/item/")


async def test_nothing_chosen_is_said_and_not_counted(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.press("submit-answer")
        assert reader.reads("请先选一个选项")
        await reader.answers("option-1")
        assert reader.reads("答对了")
        assert not reader.reads("请先选一个选项")
        assert await client.mistakes.list() == []


async def test_what_was_wrong_can_be_done_once_more(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        for options in (["option-0"], ["option-0", "option-2"], ["option-0"]):
            await reader.answers(*options)
            await reader.press("next")
        await reader.waits_for("答对 2 题，共 3 题")
        await reader.press("retry-wrong")
        await reader.waits_for("第 1 题，共 1 题")
        await reader.answers("option-1")
        await reader.press("next")
        await reader.waits_for("全部答对")
        await reader.press("next")
        await reader.waits_for("来练习")


async def test_a_quiz_that_was_left_goes_on_with_the_next_question(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.answers("option-1")
    async with at(client, LESSON) as reader:
        await reader.app.wait_for(lambda: reader.app.find_all(ft.FilledButton, "继续小测（还有 2 题）"))
        await reader.press("start-quiz")
        await reader.waits_for("第 2 题，共 3 题")
        assert reader.reads("哪些是")


async def test_a_quiz_goes_on_after_a_kill_where_it_was(tmp_path: Path, clock: FakeClock):
    """The second device reads the file that the first, which was never closed, has left on the disk."""
    killed = await open_client(tmp_path, clock=clock, server_url=NOWHERE)
    await killed.courses.add_pack(COURSE, FILES)
    await killed.courses.keep_place("math-9", "l1", 2)
    async with at(killed, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.press("doubt")
        await reader.app.type(reader.app.find(ft.TextField), "9")
        await reader.answers()
        await reader.press("next")
        await reader.app.type(reader.app.find(ft.TextField), "x=3或")
        async with asyncio.timeout(10):
            while "x=3或" not in str(await killed.store.setting("courses.quiz/math-9/l1/2")):
                await reader.app.settle()
        shutil.copytree(tmp_path, tmp_path / "copy", ignore=shutil.ignore_patterns("copy"))
    await killed.close()
    client = await open_client(tmp_path / "copy", clock=clock, server_url=NOWHERE)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.waits_for("第 2 题，共 4 题")
        assert reader.app.find(ft.TextField).value == "x=3或"
        await reader.press("question-0")
        await reader.waits_for("答对了，但你不太有把握")
        await reader.press("undo-mistake")
        await reader.waits_for("没有放进错题本")
        assert await client.mistakes.list() == []
        await reader.press("redo-mistake")
        await reader.waits_for("答对了，但你不太有把握")
        assert len(await client.mistakes.list()) == 1
    await client.close()


async def test_a_wrong_answer_is_taken_out_of_the_book_with_one_tap(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.answers("option-0")
        await reader.press("undo-mistake")
        await reader.waits_for("没有放进错题本")
    assert await client.mistakes.list() == []
    [answer] = (await client.courses.open_lesson("math-9", "l1")).answers.values()  # pyright: ignore[reportOptionalMemberAccess]
    assert not answer.correct, "the answer itself stays"


async def test_a_whole_quiz_is_an_attempt_and_its_score_shows(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        for options in (["option-1"], ["option-0", "option-2"], ["option-1"]):
            await reader.answers(*options)
            await reader.press("next")
        await reader.waits_for("答对 2 题，共 3 题")
        [attempt] = await client.courses.attempts("math-9", "l1")
        assert (attempt.right, attempt.questions, attempt.reason) == (2, ("one", "some", "judge"), "done")
        reader.app.find(ft.IconButton, tooltip="返回")
        await reader.app.click(reader.app.find(ft.IconButton, tooltip="返回"))
        await reader.waits_for("最好 2/3")


async def test_questions_are_gone_to_by_their_number(client: Client):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.press("question-2")
        await reader.waits_for("第 3 题，共 3 题")
        await reader.answers("option-0")
        await reader.press("next")
        await reader.waits_for("第 1 题，共 3 题")


async def test_the_keyboard_chooses_submits_and_goes_on(client: Client, clock: FakeClock):
    await client.courses.keep_place("math-9", "l1", 1)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")

        async def key(name: str) -> None:
            clock.advance(1)
            data = {"key": name, "shift": False, "ctrl": False, "alt": False, "meta": False}
            await reader.app.fire(reader.app.page, "keyboard_event", data)

        await key("2")
        assert reader.app.ident("option-1").selected
        await key("Enter")
        await reader.waits_for("答对了")
        await key("Enter")
        await reader.waits_for("第 2 题，共 3 题")


async def test_written_matched_and_judged_answers_up_to_the_end_of_the_lesson(client: Client):
    await client.courses.keep_place("math-9", "l1", 2)
    async with at(client, LESSON) as reader:
        await reader.press("start-quiz")
        await reader.app.type(reader.app.find(ft.TextField), "9 平方厘米")
        await reader.answers()
        assert reader.reads("答对了")
        await reader.press("next")
        await reader.app.type(reader.app.find(ft.TextField), "x=3或x=1")
        await reader.answers()
        assert reader.reads("答对了")
        await reader.press("next")
        pool = matches_of(COURSE.lessons[0].segments[2].quiz[2])  # pyright: ignore[reportArgumentType]
        await reader.answers(f"match-{pool.index('两个')}", f"match-{pool.index('一个')}")
        await reader.press("next")
        await reader.app.type(reader.app.find(ft.TextField), "看判别式")
        await reader.press("submit-answer")
        await reader.press("judge-met")
        await reader.press("next")
        await reader.waits_for("全部答对")
        await reader.press("finish-lesson")
        await reader.waits_for("这一课学完了")
        await reader.press("next-lesson")
        assert reader.app.page.route == "/courses/math-9/lessons/l2"
    assert (await client.courses.status("math-9")).finished == {"l1"}


async def test_ids_in_chinese_with_spaces_and_percent_signs_open(client: Client):
    lessons = [lesson.model_copy(update={"id": f"第 {n} 课%"}) for n, lesson in enumerate(COURSE.lessons)]
    await client.courses.add_pack(COURSE.model_copy(update={"id": "高考题库", "lessons": tuple(lessons)}), FILES)
    async with at(client, "/courses") as reader:
        await reader.press("course-高考题库")
        await reader.press("lesson-第 0 课%")
        await reader.waits_for("看一看")


async def test_the_last_lesson_leads_home(client: Client):
    async with at(client, "/courses/math-9/lessons/l3", DESKTOP) as reader:
        await reader.press("finish-lesson")
        await reader.waits_for("这是最后一课")
        await reader.press("next-lesson")
        assert reader.app.page.route == "/courses/math-9"


async def test_time_in_a_lesson_is_study_time(client: Client, clock: FakeClock):
    async with at(client, LESSON) as reader:
        await reader.waits_for("看一看")
        for _beat in range(13):
            clock.advance(5)
            await client.timer.beat()
        await client.timer.flush()
        assert await client.timer.minutes_today() == 1


async def test_a_part_of_questions_only_says_so(client: Client):
    bare = Lesson(id="q", title="真题", segments=(Segment(title="第 1–2 题", quiz=(ONE, SOME)),))
    await client.courses.add_pack(COURSE.model_copy(update={"id": "bank", "lessons": (bare,)}), {})
    async with at(client, "/courses/bank/lessons/q") as reader:
        await reader.waits_for("这一段没有课文")


async def test_a_starter_course_is_taken_off_and_put_back_from_its_page(client: Client):
    starter = "math-quadratic-functions"
    async with at(client, f"/courses/{starter}") as reader:
        await reader.press("remove-course")
        await reader.app.wait_for(lambda: reader.app.page.route == "/courses")
        assert starter not in [card.id for card in await client.courses.list()]
    async with at(client, f"/courses/{starter}") as reader:
        await reader.press("restore-course")
        await reader.app.wait_for(lambda: reader.sees("remove-course"))
        assert starter in [card.id for card in await client.courses.list()]


async def test_the_tour_ends_where_every_day_begins(client: Client):
    await client.courses.keep_place("welcome-tour", "tour", 2)
    async with at(client, "/courses/welcome-tour/lessons/tour") as reader:
        await reader.press("skip-quiz")
        await reader.waits_for("以后每天从")
        await reader.press("next-lesson")
        assert reader.app.page.route == "/"
