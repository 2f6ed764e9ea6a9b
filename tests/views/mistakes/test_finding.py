"""Search, filters, several at once, the trash: on the screen."""

from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import JUDGE, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def names(app: MemoryApp) -> set[str]:
    return {s.identifier for s in app.find_all(ft.Semantics) if s.identifier}


def rows(app: MemoryApp) -> set[str]:
    return {name.removeprefix("mistake-") for name in names(app) if name.startswith("mistake-")}


async def tap(app: MemoryApp, name: str) -> None:
    await app.wait_for(lambda: name in names(app))
    await app.click(next(c for c in app.walk(app.ident(name)) if getattr(c, "on_click", None)))


async def test_words_and_filters_narrow_the_list_and_can_be_cleared(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        one = await answer_wrongly(client, ONE, [0])
        other = await answer_wrongly(client, NUMBER, "8")
        async with screen(client, "/mistakes") as app:
            await app.wait_for(lambda: rows(app) == {one, other})
            await app.type(app.find(ft.TextField, within=app.ident("search-mistakes")), "正方形")
            await app.wait_for(lambda: rows(app) == {other})
            await app.type(app.find(ft.TextField, within=app.ident("search-mistakes")), "没有的词")
            await app.wait_for(lambda: "没有找到" in app.texts())
            await app.click("去掉筛选")
            await app.wait_for(lambda: rows(app) == {one, other})
            await tap(app, "filters")
            await app.wait_for(lambda: "已掌握" in app.texts())
            chip = next(
                c for c in app.find_all(ft.Semantics) if c.button and any(
                    isinstance(t, ft.Text) and t.value == "已掌握" for t in app.walk(c)
                ) and not c.identifier
            )  # fmt: skip
            await app.click(next(c for c in app.walk(chip) if getattr(c, "on_click", None)))
            await app.wait_for(lambda: rows(app) == set())


async def test_many_are_deleted_and_brought_back_at_once(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        ids = {await answer_wrongly(client, *pair) for pair in ((ONE, [0]), (JUDGE, False), (NUMBER, "8"))}
        async with screen(client, "/mistakes") as app:
            await tap(app, "select")
            await app.wait_for(lambda: "选了 0 道" in app.texts())
            await app.click("全选 3 道")
            await app.wait_for(lambda: "选了 3 道" in app.texts())
            await tap(app, "bulk-delete")
            await app.wait_for(lambda: "还没有错题" in app.texts())
            snack = app.find(ft.SnackBar)
            assert isinstance(snack.action, ft.SnackBarAction)
            await app.click(snack.action)
            await app.wait_for(lambda: rows(app) == ids)


async def test_causes_of_many_are_set_at_once(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        ids = {await answer_wrongly(client, ONE, [0]), await answer_wrongly(client, NUMBER, "8")}
        async with screen(client, "/mistakes") as app:
            await tap(app, "select")
            for mistake_id in sorted(ids):
                await tap(app, f"mistake-{mistake_id}")
            await tap(app, "bulk-cause")
            await tap(app, "bulk-cause-careless")
            await app.wait_for(lambda: app.texts().count("粗心") >= 2)
        assert {card.cause for card in await client.mistakes.list()} == {"careless"}


async def test_the_trash_gives_back(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        await client.mistakes.delete(mistake_id)
        async with screen(client, "/mistakes/trash") as app:
            await tap(app, f"restore-{mistake_id}")
            await app.wait_for(lambda: "回收站是空的" in app.texts())
        assert [card.id for card in await client.mistakes.list()] == [mistake_id]
