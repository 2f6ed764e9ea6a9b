"""A week in the life of a student, lived through the client as the screens would: what the gallery shows."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from client.bootstrap import Client, open_client
from client.courses.content import ChoiceQuestion, Course, Lesson, NumericQuestion, Question, TrueFalseQuestion
from client.courses.ladder import LEVEL, QUESTIONS, askable
from client.courses.quizzes import Asked
from client.store import Writing
from client.store.tables import History, SetAside
from server.oplog.weighing import TOO_LARGE
from sync.catalogue import STUDY
from sync.clock import HybridClock, to_text
from sync.wire import SET, Operation
from tests.fakes.clock import FakeClock
from tests.gallery.catalogue import stock
from tests.gallery.classmates import write_team
from tests.gallery.contest import fight
from tests.gallery.listening import listening_course
from tests.gallery.relatives import write_family

COURSE = "math-quadratic-equations"
SERVER = "http://127.0.0.1:9"
OTHER_COURSE = "physics-pressure-buoyancy"
NOTE = """# 判别式怎么用

一元二次方程 $ax^2+bx+c=0$ 的判别式是

$$\\Delta = b^2-4ac$$

- $\\Delta>0$ ：两个不相等的实数根
- $\\Delta=0$ ：两个相等的实数根
- $\\Delta<0$ ：没有实数根

**易错**：先化成一般形式，再看 $a$、$b$、$c$ 的符号！
"""


MANUSCRIPT = """---
标题：浮力，一节课讲明白
科目：物理
年级：八年级
简介：从洗澡水到轮船。
---

# 为什么铁船能浮起来

把一块铁放进水里，它沉下去；把它做成船，它浮起来。

$$F_浮 = \\rho_液 g V_排$$

```题
同一块铁，做成船以后排开的水更多。
答案：对
解析：体积变大了，排开的水也就多了。
```

```题
浮力的大小和什么有关？
- [x] 排开液体的体积
- [ ] 物体的颜色
```

```题
这道题还没写完
```
"""


@dataclass(frozen=True)
class Lived:
    """What the pictures need to find their screens."""

    lesson: str
    next_lesson: str
    mistake: str
    note: str
    manuscript: str


def wrong(question: Question) -> Any:
    """An answer that a person might give and that is not right; None where the kind is not used here."""
    match question:
        case ChoiceQuestion():
            return [next(i for i in range(len(question.options)) if i not in question.correct)]
        case TrueFalseQuestion():
            return not question.correct
        case NumericQuestion():
            return f"{question.answers[0].value + 3:g}"
        case _:
            return None


def right(question: Question) -> Any:
    """The right answer; None where the kind is not used here."""
    match question:
        case ChoiceQuestion():
            return list(question.correct)
        case TrueFalseQuestion():
            return question.correct
        case NumericQuestion():
            return f"{question.answers[0].value:g}"
        case _:
            return None


async def live(data_dir: Path, until: datetime | None = None) -> Lived:
    """Seven evenings of study up to now, or `until` then for a test that must not find another day each time."""
    until = until or datetime.now(UTC).replace(second=0, microsecond=0)
    clock = FakeClock(until - timedelta(days=6))
    client = await open_client(data_dir, server_url=SERVER, clock=clock)
    try:
        lived = await _week(client, clock)
    finally:
        await client.close()
    stock(data_dir / "catalogue", SERVER)
    return lived


async def _week(client: Client, clock: FakeClock) -> Lived:
    await client.profile.save(role="student", grade=9, subjects=["math", "physics"], goal_min=30)
    course, other = await client.courses.course(COURSE), await client.courses.course(OTHER_COURSE)
    assert course
    assert other
    for day, minutes in enumerate((34, 52, 18, 61, 45, 27)):
        await _study(client, minutes)
        if day < 2:
            await _take(client, course, course.lessons[day], clock)
        if day == 2:
            await _take(client, other, other.lessons[0], clock)
        for card in (await client.mistakes.due())[:2]:
            await client.mistakes.review(card.id, 1 + (day % 4), 12.0)
        clock.advance(86_400)
    await _study(client, 21)
    await _answer_wrongly(client, course, course.lessons[2], clock)
    await client.courses.add_pack(*listening_course())
    await client.courses.keep_place(course.id, course.lessons[2].id, 1)
    lesson = course.lessons[2].id
    await client.notes.save(
        None, title="浮力题的三种方法", body="称重法、压力差法、阿基米德原理。", course_id=OTHER_COURSE
    )
    note = await client.notes.save(None, title="判别式怎么用", body=NOTE, course_id=COURSE, lesson_id=lesson)
    await client.notes.sort(note, notebook="数学", tags=["易错", "中考"], pinned=True)
    for level, misses in ((0, 0), (1, 1)):
        await _climb(client, course, course.lessons[level], clock, misses)
    await client.store.write(lambda w: _lose(w, note))
    await client.store.write(write_family)
    await client.store.write(write_team)
    await fight(client, other)
    mistakes = await client.mistakes.list()
    manuscript = await client.authoring.manuscripts.create(MANUSCRIPT)
    return Lived(course.lessons[0].id, lesson, mistakes[0].id, note, manuscript)


def _lose(w: Writing, note: str) -> None:
    """What a page of the log would have left: another device's title lost, and a change was refused."""
    stamp = HybridClock(w.clock).tick()
    about = {"space_id": "personal", "type": "note", "record_id": note, "stamp": stamp, "device": "phone"}
    w.session.add(History(**about, field="title", value="判别式的三种用法", seq=1))
    fields: dict[str, Any] = {"title": "判别式怎么用（长）"}
    refused = Operation(n=1, space="personal", kind=SET, type="note", id=note, fields=fields, stamp=stamp)
    reason = TOO_LARGE.format(n=256)
    w.session.add(SetAside(operation=refused.model_dump(), reason=reason, aside_utc=to_text(w.clock.now_utc())))


async def _take(client: Client, course: Course, lesson: Lesson, clock: FakeClock) -> None:
    for index, segment in enumerate(lesson.segments):
        for number, question in enumerate(segment.quiz):
            clock.advance(40)
            given = wrong(question) if number % 3 == 1 else right(question)
            if given is not None:
                await client.courses.answer(course, lesson, index, question, given, 40.0)
    await client.courses.finish_lesson(course.id, lesson.id)


async def _climb(client: Client, course: Course, lesson: Lesson, clock: FakeClock, misses: int) -> None:
    """A run through a lesson's level, of which so many answers are wrong."""
    asked, quizzes = Asked(course, lesson, LEVEL), client.courses.quizzes
    questions = [question for question in askable(lesson) if right(question) is not None][:QUESTIONS]
    sitting = quizzes.begin(tuple(questions))
    for number, question in enumerate(questions):
        clock.advance(20)
        given = wrong(question) if number < misses else right(question)
        sitting = await quizzes.answer(asked, sitting.answered(given), 20.0)
        sitting = sitting.moved()
    await quizzes.end(asked, sitting)


async def _answer_wrongly(client: Client, course: Course, lesson: Lesson, clock: FakeClock) -> None:
    for question in lesson.questions[:3]:
        clock.advance(30)
        given = wrong(question)
        if given is not None:
            await client.courses.answer(course, lesson, 0, question, given, 30.0)


async def _study(client: Client, minutes: int) -> None:
    """What the study clock would have written, a minute at a time; waiting for it would take as long."""
    begin = client.clock.now_utc()
    for minute in range(minutes):
        started = to_text(begin - timedelta(minutes=minutes - minute))
        await client.store.write(
            lambda w, started=started: w.add(STUDY, activity="lesson", started_utc=started, seconds=60, subject="")
        )


def live_now(data_dir: Path) -> Lived:
    """The same, from outside an event loop."""
    return asyncio.run(live(data_dir))
