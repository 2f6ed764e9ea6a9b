"""A quiz at its desk: what a touch does, and what is there again after one was elsewhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.courses.content import QuizRules
from client.courses.sitting import Sitting
from tests.fakes.clock import FakeClock
from tests.fakes.courses import FILES, JUDGE, ONE, SOME, a_course
from tests.fakes.opened import open_device
from views.courses.desk import KEEP_S, Desk


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=clock) as client:
        await client.courses.add_pack(a_course(), FILES)
        yield client


async def desk_of(client: Client, sitting: Sitting | None = None, limit_s: int = 0) -> Desk:
    opened = await client.courses.open_lesson("math-9", "l1")
    assert opened
    new = sitting or opened.running.get(1)
    new = new or client.courses.quizzes.begin((ONE, SOME, JUDGE), QuizRules(time_limit_s=limit_s))
    return Desk(client, opened.asked(1), new, lambda *_said: None)


async def settled(desk: Desk) -> None:
    if desk._keeping is not None:
        await desk._keeping


async def test_the_time_that_is_up_ends_the_quiz_with_what_was_answered(client: Client, clock: FakeClock):
    desk = await desk_of(client, limit_s=60)
    await desk.change([1])
    await desk.submit()
    clock.advance(59)
    await desk.tick()
    assert not desk.sitting.over
    clock.advance(2)
    await desk.submit()
    assert desk.sitting.ending == "time"
    [attempt] = await client.courses.attempts("math-9", "l1")
    assert (attempt.reason, attempt.right, len(attempt.questions), attempt.elapsed_s) == ("time", 1, 3, 61.0)
    await desk.key("Enter")
    assert len(await client.courses.attempts("math-9", "l1")) == 1


async def test_a_pause_stops_the_clock(client: Client, clock: FakeClock):
    desk = await desk_of(client, limit_s=60)
    clock.advance(KEEP_S + 1)
    await desk.tick()
    await settled(desk)
    clock.advance(3_600)  # the app was closed meanwhile
    opened = await client.courses.open_lesson("math-9", "l1")
    assert opened
    again = await desk_of(client, opened.running[1])
    assert again.left_s == 60 - KEEP_S - 1


async def test_doing_it_again_is_a_new_attempt_without_the_clock(client: Client, clock: FakeClock):
    desk = await desk_of(client, limit_s=60)
    await desk.change([0])
    await desk.submit()
    await desk.finish()
    first = desk.sitting.attempt_id
    desk.again()
    assert [q.id for q in desk.sitting.questions] == ["one", "some", "judge"]
    assert desk.sitting.attempt_id != first
    assert desk.used_s == 0
    assert desk.left_s == float("inf")


async def test_letters_ask_for_the_hint_and_mark_doubt(client: Client):
    sitting = client.courses.quizzes.begin((ONE.model_copy(update={"hint": "想想负数"}), SOME))
    desk = await desk_of(client, sitting)
    await desk.key("H")
    await desk.key("D")
    assert desk.sitting.hinted == desk.sitting.doubted == {"one"}
    await desk.key("D")
    assert desk.sitting.doubted == frozenset()
    await desk.key("Right")
    assert desk.sitting.question == SOME
    await desk.key("H")
    assert desk.sitting.hinted == {"one"}, "there is no hint to this one"
    await settled(desk)


async def test_what_fails_to_be_graded_can_be_submitted_again(client: Client, monkeypatch: pytest.MonkeyPatch):
    desk = await desk_of(client)
    await desk.change([1])
    with monkeypatch.context() as broken:
        broken.setattr(client.mistakes, "record", lambda *_: None)
        broken.setattr(client.store, "write", _full_disk)
        with pytest.raises(OSError, match="disk"):
            await desk.submit()
    assert desk.sitting.verdict is None
    await desk.submit()
    assert desk.sitting.verdict
    assert desk.sitting.verdict.correct


async def _full_disk(_command: object) -> None:
    raise OSError("the disk is full")
