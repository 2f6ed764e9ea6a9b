"""The five main tasks, each as a new person does it: from an empty folder, every press and every field counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from client.bootstrap import open_client
from tests.fakes.browser import PHONE, AppPage, chromium, need_browser, new_page
from tests.fakes.family import PASSWORD
from tests.fakes.running import running_app, running_backend
from tests.fakes.teams import NAME as TEAM
from tests.walks.classmates import QUICK, apart, settle

pytestmark = pytest.mark.browser

SECONDS = 60
FRIEND = "小红"
PIN = "274916"

TOUR = (("1",), ("2", "1"), ("0", "1", "0"))
"""The right answers of the tour, segment by segment; of true and false the first says 对."""

MOST = {"lesson": 25, "mistake": 5, "note": 4, "team": 9, "limit": 8}
"""Presses and fields at most; of a lesson they are three a question, two a segment, and one to begin."""


@dataclass
class Person:
    """Somebody new; whatever is pressed or written counts, a field as one press."""

    app: AppPage
    began: float = field(default_factory=time.perf_counter)
    taps: int = 0
    seconds: float = 0.0

    def tap(self, *names: str) -> None:
        for name in names:
            self.app.press(name)
            self.taps += 1

    def write(self, name: str, words: str) -> None:
        self.app.write(name, words)
        self.taps += 1

    def visit(self, name: str, path: str) -> None:
        self.app.visit(name, path)
        self.taps += 1

    def done(self, words: str) -> None:
        """The screen says that it is done; whatever is looked at after that is not counted."""
        self.app.see(words)
        self.seconds = time.perf_counter() - self.began


def test_each_of_the_five_tasks_takes_few_taps_and_less_than_a_minute(tmp_path: Path) -> None:
    need_browser()
    with running_backend(tmp_path / "server.db") as backend, chromium() as browser:
        server = backend.url.removesuffix("/v1/health")
        code = apart(_invitation(tmp_path, server, settle(tmp_path, server, FRIEND)))
        tasks: dict[str, Callable[[Person], None]] = {
            "lesson": finish_a_lesson,
            "mistake": record_a_mistake,
            "note": write_a_note,
            "team": lambda person: join_a_team(person, code),
            "limit": set_a_limit,
        }
        took: dict[str, Person] = {}
        for task, do in tasks.items():
            with somebody(tmp_path / task, server, browser) as person:
                do(person)
                assert person.app.faults == []
                took[task] = person
                print(f"{task}: {person.taps} taps, {person.seconds:.1f} s")  # noqa: T201 - a figure to note
    for task, person in took.items():
        assert person.taps <= MOST[task], task
        assert 0 < person.seconds <= SECONDS, task


@contextmanager
def somebody(folder: Path, server: str, browser: Browser) -> Iterator[Person]:
    with running_app(folder, server) as running:
        app = new_page(browser, PHONE)
        person = Person(app)
        app.open(running.url)
        yield person
        app.page.context.close()


def finish_a_lesson(person: Person) -> None:
    person.tap("welcome-start")
    for number, answers in enumerate(TOUR, 1):
        person.tap("start-quiz")
        for answer in answers:
            person.tap(f"option-{answer}", "submit-answer", "next")
        person.tap("finish-lesson" if number == len(TOUR) else "next")
    person.done("这一课学完了")


def record_a_mistake(person: Person) -> None:
    person.tap("welcome-skip")
    person.visit("错题本", "/mistakes")
    person.tap("new-mistake")
    person.write("capture-text", "解方程 x²-4x=0，较大的根是多少？")
    person.tap("save")
    person.done("全部 1")
    person.app.see("较大的根")


def write_a_note(person: Person) -> None:
    person.tap("welcome-skip")
    person.visit("笔记", "/notes")
    person.tap("new-note")
    person.write("note-body", "判别式大于零，有两个根")
    person.done("已保存")


def join_a_team(person: Person, code: str) -> None:
    person.tap("welcome-skip")
    person.visit("组队", "/teams")
    person.tap("team-join")
    person.write("team-typed", code)
    person.tap("team-send", "intent-login")
    person.write("account-name", "小明")
    person.write("account-password", PASSWORD)
    person.tap("account-submit")
    person.done("我的小组")
    person.app.see(TEAM)


def set_a_limit(person: Person) -> None:
    person.tap("role-parent", "limit-here")
    person.write("pin-first", PIN)
    person.write("pin-second", PIN)
    person.tap("pin-set", "recovery-done", "limits-on")
    person.done("今天多给一点")
    person.app.see("取消约定")


async def _invitation(folder: Path, server: str, team: str) -> str:
    """The code into a friend's team."""
    friend = await open_client(folder / FRIEND, server_url=server, backoff=QUICK)
    try:
        return (await friend.teams.invite(team)).code
    finally:
        await friend.close()
