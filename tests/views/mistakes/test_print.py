"""Practice sheets from the screen: by filter or by choice, kept where the person says."""

import zipfile
from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.clock import FakeClock
from tests.fakes.courses import JUDGE, NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device, screen


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def names(app: MemoryApp) -> set[str]:
    return {s.identifier for s in app.find_all(ft.Semantics) if s.identifier}


async def tap(app: MemoryApp, name: str) -> None:
    await app.wait_for(lambda: name in names(app))
    await app.click(next(c for c in app.walk(app.ident(name)) if getattr(c, "on_click", None)))


async def test_a_sheet_is_made_and_kept_where_the_person_says(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path / "data", clock) as client:
        await answer_wrongly(client, ONE, [0])
        await answer_wrongly(client, NUMBER, "8")
        async with screen(client, "/mistakes/print", PHONE) as app:
            app.timeout_s = 60
            app._answers["save_file"] = str(tmp_path / "练习.pdf")
            await app.wait_for(lambda: any(text.startswith("会印 2 道题") for text in app.texts()))
            await tap(app, "print-make")
            await app.wait_for(lambda: "print-done" in names(app))
            assert "做好了：2 道题。" in app.texts()
    assert (tmp_path / "练习.pdf").read_bytes().startswith(b"%PDF-")


async def test_what_was_chosen_in_the_list_is_printed_for_word(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path / "data", clock) as client:
        first = await answer_wrongly(client, ONE, [0])
        await answer_wrongly(client, JUDGE, False)
        third = await answer_wrongly(client, NUMBER, "8")
        async with screen(client, "/mistakes") as app:
            app.timeout_s = 60
            app._answers["save_file"] = str(tmp_path / "a.docx")
            await tap(app, "select")
            for mistake_id in (third, first):
                await tap(app, f"mistake-{mistake_id}")
            await app.wait_for(lambda: "选了 2 道" in app.texts())
            await tap(app, "bulk-print")
            await app.wait_for(lambda: "选好的 2 道" in app.texts())
            await tap(app, "print-form-docx")
            await app.wait_for(lambda: any(text.startswith("会印 2 道题") for text in app.texts()))
            await tap(app, "print-make")
            await app.wait_for(lambda: "print-done" in names(app))
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        words = package.read("word/document.xml").decode()
    assert words.index("正方形") < words.index("方程")


async def test_nothing_to_print_says_so(tmp_path: Path, clock: FakeClock) -> None:
    async with device(tmp_path / "data", clock) as client, screen(client, "/mistakes/print") as app:
        await app.wait_for(lambda: any(text.startswith("没有符合的错题") for text in app.texts()))
        assert app.find(ft.FilledButton, "做成练习卷").disabled
