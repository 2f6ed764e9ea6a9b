"""The recap on its screen: reached from Today, one card a period, a next step."""

from pathlib import Path

from client.courses.content import ChoiceQuestion
from sync.catalogue import STUDY
from sync.clock import to_text
from tests.fakes.app import PHONE
from tests.fakes.clock import AFTERNOON, FakeClock
from tests.fakes.opened import open_device, open_window


async def test_from_today_to_the_recap_and_its_picture(tmp_path: Path) -> None:
    clock = FakeClock(AFTERNOON)
    async with open_device(tmp_path, clock=clock) as client:
        async with open_window(client, "/recap", PHONE) as app:
            await app.see("这段时间还没有学习记录")
        course = await client.courses.course("math-quadratic-equations")
        assert course
        question = next(one for one in course.lessons[0].questions if isinstance(one, ChoiceQuestion))
        await client.courses.answer(course, course.lessons[0], 0, question, list(question.correct), 20.0)
        await client.courses.finish_lesson(course.id, course.lessons[0].id)
        at = to_text(clock.now_utc())
        await client.store.write(lambda w: w.add(STUDY, activity="lesson", started_utc=at, seconds=60, subject=""))
        async with open_window(client, "/", PHONE) as app:
            app._answers |= {"save_file": str(tmp_path / "a.png"), "capture": b"\x89PNG"}
            await app.press("recap-open")
            await app.see(f"学完 1 课：{course.lessons[0].title}")
            await app.see("答对了 100%")
            await app.see("学得最久的一天是11月22日，1 分钟")
            await app.see("现在最值得做")
            await app.press("keepsake-save")
            await app.wait_for((tmp_path / "a.png").exists)
            await app.press("recap-period-holiday")
            await app.see("这段时间还没有学习记录")
            await app.see("2026年7月6日 - 8月31日")
