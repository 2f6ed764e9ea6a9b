"""The first screen is known before anybody looks at it."""

import asyncio
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.fakes.opened import open_device
from views.context import Session
from views.first import FirstLook

PREPARED = """
import asyncio
from types import SimpleNamespace as Some
from views.first import FirstLook
from views.warming import unused_names
import views.app
rooms = ("app", "routes", "shell", "theme.themes", "welcome")
before = unused_names(*rooms)
async def today():
    return Some(is_first_run=True)
asyncio.run(FirstLook(Some(plan=Some(today=today))).read())
print("Theme" in before, unused_names(*rooms))
"""


def a_page(route: str = "/") -> Any:
    return SimpleNamespace(route=route)


async def test_a_new_device_begins_with_the_welcome(tmp_path: Path) -> None:
    async with open_device(tmp_path, welcomed=False) as client:
        first = FirstLook(client)
        await first.read()
        page, session = a_page(), Session()
        assert first.give(page, session)
        assert (page.route, session.seen) == ("/welcome", {})
        assert not first.give(a_page(), Session()), "it is news but once"


async def test_today_is_there_before_it_is_read(tmp_path: Path) -> None:
    async with open_device(tmp_path) as client:
        first = FirstLook(client)
        await first.read()
        page, session = a_page(), Session()
        assert not first.give(page, session)
        assert page.route == "/"
        [(_deps, answer)] = session.seen.values()
        assert answer.value == await client.plan.today()


async def test_who_asks_for_another_screen_gets_it(tmp_path: Path) -> None:
    async with open_device(tmp_path, welcomed=False) as client:
        first = FirstLook(client)
        await first.read()
        page, session = a_page("/notes"), Session()
        assert not first.give(page, session)
        assert (page.route, session.seen) == ("/notes", {})


async def test_what_the_first_paint_names_of_flet_is_imported_before_it():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PREPARED, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said, _ = await process.communicate()
    assert said.decode().strip() == "True []"
