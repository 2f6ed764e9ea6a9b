"""A parent sets a limit behind the PIN; at its end the screen is closed, kept as it was, and opened by the parent."""

from collections.abc import AsyncIterator
from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from client.timer.limits import NO_LIMIT, Limits
from client.timer.standing import Lock, Standing
from tests.fakes.app import PHONE
from tests.fakes.clock import FakeClock
from tests.fakes.opened import open_device, open_window
from views.timer.limits import stepped
from views.timer.standing import activity_of, is_closed
from views.timer.words import warning_words

PIN = "271828"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Client]:
    async with open_device(tmp_path, clock=clock) as device:
        yield device


async def test_a_parent_chooses_a_pin_and_agrees_on_an_hour(client: Client) -> None:
    async with open_window(client, "/me/parent", PHONE) as app:
        await app.see("设一个家长密码")
        await client.pin.set(PIN)
        await app.go("/me")
        await app.go("/me/parent")
        await app.see("请家长输入密码")
        assert not any("开始约定时间" in text for text in app.texts())


async def test_the_screen_closes_at_the_limit_and_opens_when_more_is_given(client: Client, clock: FakeClock) -> None:
    await client.timer.set_limits(Limits(minutes=(10,) * 7, zone="UTC"))
    async with open_window(client, "/notes/new", PHONE) as app:
        await app.wait_for(lambda: client.timer.activity == "note")
        for _beat in range(9 * 12 + 2):
            clock.advance(5)
            client.timer.touch()
            await client.timer.beat()
        await app.see("还有 1 分钟")
        for _beat in range(12):
            clock.advance(5)
            client.timer.touch()
            await client.timer.beat()
        await app.see("今天约定的时间用完了")
        assert client.timer.activity == ""
        assert client.timer.wanted == "note", "the editor is still there, out of sight"
        await client.timer.grant_now(15)
        await client.timer.beat()
        await app.wait_for(lambda: not any("今天约定的时间用完了" in text for text in app.texts()))
        assert client.timer.activity == "note"


async def test_who_does_nothing_is_covered_until_they_do(client: Client, clock: FakeClock) -> None:
    await client.timer.set_limits(Limits(minutes=(60,) * 7, zone="UTC"))
    async with open_window(client, "/notes/new", PHONE) as app:
        await app.wait_for(lambda: client.timer.activity == "note")
        for _beat in range(26):
            clock.advance(5)
            await client.timer.beat()
        await app.see("还在看吗")
        client.timer.touch()
        await client.timer.beat()
        await app.wait_for(lambda: not any("还在看吗" in text for text in app.texts()))


async def test_what_a_child_asks_is_found_by_the_parent(client: Client) -> None:
    await client.timer.set_limits(Limits(minutes=(60,) * 7))
    await client.timer.ask_more("明天考试")
    assert [(alert.what, alert.more) for alert in client.timer.alerts] == [("asked", "明天考试")]


async def test_without_limits_nothing_is_ever_closed(client: Client, clock: FakeClock) -> None:
    async with open_window(client, "/notes/new", PHONE) as app:
        await app.wait_for(lambda: client.timer.activity == "note")
        for _beat in range(60):
            clock.advance(5)
            await client.timer.beat()
        assert not client.timer.standing.is_guarded
        assert not any("还在看吗" in text for text in app.texts())


def test_paths_and_what_one_does_there(client: Client) -> None:
    assert activity_of("/courses/c/lessons/l") == "lesson"
    assert activity_of("/mistakes/review") == "review"
    assert activity_of("/courses/c") == ""
    assert not is_closed(client.timer.standing, "/courses/c", "")


@pytest.mark.parametrize(
    ("minutes", "step", "then"), [(60, 10, 70), (0, -10, 0), (360, 10, NO_LIMIT), (NO_LIMIT, -10, 360), (5, -10, 0)]
)
def test_a_press_is_ten_minutes(minutes: int, step: int, then: int) -> None:
    assert stepped(minutes, step) == then


async def test_at_bedtime_and_for_one_activity_more_time_is_not_offered(client: Client, clock: FakeClock) -> None:
    """More minutes would open neither: nobody is led into asking in vain."""
    for limits, words in (
        (Limits(minutes=(60,) * 7, closed_from="11:00", closed_until="20:00", zone="UTC"), "现在是休息时间"),
        (Limits(minutes=(60,) * 7, caps_min={"note": 0}, zone="UTC"), "这一项今天够了"),
    ):
        await client.timer.set_limits(limits)
        async with open_window(client, "/notes/new", PHONE) as app:
            await app.see(words)
            await app.wait_for(lambda app=app: app.find_all(ft.Semantics, identifier="parent-unlock"))
            assert not app.find_all(ft.Semantics, identifier="ask-more")


async def test_the_covered_page_says_what_was_done(client: Client, clock: FakeClock) -> None:
    course = await client.courses.course("math-quadratic-equations")
    assert course
    lesson = course.lessons[0]
    for number, question in enumerate(lesson.segments[0].quiz[:2]):
        await client.courses.answer(course, lesson, 0, question, [number], 40.0)
    await client.timer.set_limits(Limits(minutes=(0,) * 7, zone="UTC"))
    async with open_window(client, "/courses", PHONE) as app:
        await app.see("今天约定的时间用完了")
        await app.see("答了 2 题")
        await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="ask-more"))


@pytest.mark.parametrize(
    ("near_s", "near", "words"),
    [
        (600, "limit", "离今天的约定时间结束还有 10 分钟"),
        (61, "limit", "还有 2 分钟"),
        (290, "curfew", "再过 5 分钟就该休息了"),
        (30, "cap", "这一项今天还有 1 分钟"),
    ],
)
def test_a_warning_says_how_long_it_really_is_and_until_what(near_s: float, near: Lock, words: str) -> None:
    assert words in warning_words(Standing(is_guarded=True, near_s=near_s, near=near))


async def test_the_last_beat_comes_at_the_limit(client: Client, clock: FakeClock) -> None:
    await client.timer.set_limits(Limits(minutes=(1,) * 7, zone="UTC"))
    client.timer.begin("lesson")
    assert client.timer.until_beat_s() == 5
    clock.advance(52)
    client.timer.touch()
    assert client.timer.until_beat_s() == pytest.approx(8, abs=0.1), "one beat later, and not one too early"
    clock.advance(8)
    await client.timer.beat()
    assert client.timer.standing.lock == "limit"
