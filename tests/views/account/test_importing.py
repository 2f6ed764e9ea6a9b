"""Import on the screen: by a typed path, by pasted text, by the picker; good questions are kept, bad ones named."""

from pathlib import Path

import flet as ft
import pytest

from client.bootstrap import Client
from tests.client.notes.importing.vault import on_disk
from tests.fakes.app import MemoryApp
from tests.fakes.opened import open_device, open_window
from views.account.picked import Picked, typed

GOOD = "::一:: 2+2=? {=4 ~5}\n\n::二:: 3 是奇数 {T}\n"
MIXED = GOOD + "\n::三:: 坏的 {~对 ~错\n"


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path / "data") as client:
        yield client


async def type_path(app: MemoryApp, path: Path | str) -> None:
    await app.wait_for(lambda: app.find_all(ft.TextField, "文件路径"))
    await app.type(app.find(ft.TextField, "文件路径"), str(path))
    await app.click(app.find(ft.OutlinedButton, within=app.ident("import-run")))


async def test_a_typed_path_becomes_a_course_that_can_be_opened(client: Client, tmp_path: Path) -> None:
    (tmp_path / "题库.gift").write_text(GOOD)
    async with open_window(client, "/me/import") as app:
        await type_path(app, tmp_path / "题库.gift")
        await app.wait_for(lambda: "做好了 1 门课程" in app.texts())
        imported = [card for card in await client.courses.list() if card.origin == "imported"]
        assert len(imported) == 1
        row = app.ident("imported-course")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == f"/courses/{imported[0].id}")


async def test_bad_questions_are_named_and_good_ones_kept(client: Client, tmp_path: Path) -> None:
    (tmp_path / "混.gift").write_text(MIXED)
    async with open_window(client, "/me/import") as app:
        await type_path(app, tmp_path / "混.gift")
        await app.wait_for(lambda: "没有导入的" in app.texts())
        assert any("导入 2 题 · 跳过 1 项" in text for text in app.texts())


async def test_a_file_that_is_not_there_is_said_and_the_others_come_in(client: Client, tmp_path: Path) -> None:
    (tmp_path / "题库.gift").write_text(GOOD)
    async with open_window(client, "/me/import") as app:
        await type_path(app, f"{tmp_path}/无.gift\n{tmp_path}/题库.gift")
        await app.wait_for(lambda: "做好了 1 门课程" in app.texts())
        assert "打不开文件 无.gift" in app.texts()


async def test_a_wrong_path_stays_in_its_field_to_be_mended(client: Client, tmp_path: Path) -> None:
    async with open_window(client, "/me/import") as app:
        await app.wait_for(lambda: app.find_all(ft.TextField, "文件路径"))
        field = app.find(ft.TextField, "文件路径")
        await type_path(app, f"{tmp_path}/无.gift")
        await app.wait_for(lambda: "打不开文件 无.gift" in app.texts())
        assert app.find(ft.TextField, "文件路径")._i == field._i  # the same control: the client keeps what it holds


async def test_pasted_text_becomes_a_course(client: Client) -> None:
    async with open_window(client, "/me/import") as app:
        await app.wait_for(lambda: "粘贴文字" in app.texts())
        chip = app.ident("import-paste")
        await app.click(next(c for c in app.walk(chip) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.find_all(ft.TextField, "题目文字"))
        await app.type(app.find(ft.TextField, "题目文字"), GOOD)
        await app.click(app.find(ft.OutlinedButton, within=app.ident("import-run")))
        await app.wait_for(lambda: "做好了 1 门课程" in app.texts())


async def test_picked_files_come_in(client: Client, tmp_path: Path) -> None:
    (tmp_path / "题库.gift").write_text(GOOD)
    async with open_window(client, "/me/import") as app:
        app._answers["pick_files"] = [{"id": 1, "name": "题库.gift", "size": 9, "path": str(tmp_path / "题库.gift")}]
        await app.wait_for(lambda: "选择文件" in [b.content for b in app.find_all(ft.FilledButton)])
        await app.click("选择文件")
        await app.wait_for(lambda: "做好了 1 门课程" in app.texts())


async def test_choosing_nothing_does_nothing(client: Client) -> None:
    async with open_window(client, "/me/import") as app:
        app._answers["pick_files"] = []
        await app.wait_for(lambda: "选择文件" in [b.content for b in app.find_all(ft.FilledButton)])
        await app.click("选择文件")
        await app.settle()
        assert not any("课程" in text and "做好" in text for text in app.texts())


def test_paths_are_read_as_file_managers_copy_them(tmp_path: Path) -> None:
    file = tmp_path / "题 库.gift"
    file.write_text("")
    (tmp_path / "别的.png").write_text("")
    for text in (str(file), f'"{file}"', f"  '{file}' ", file.as_uri()):
        assert typed(text) == [Picked("题 库.gift", file)]
    assert typed(str(tmp_path)) == [Picked(tmp_path.name, tmp_path)]
    assert typed(" \n ") == []


async def test_a_folder_comes_in_as_a_whole(client: Client, tmp_path: Path) -> None:
    (tmp_path / "一.gift").write_text(GOOD)
    (tmp_path / "书.md").write_text("# 书\n\n读一读。")
    async with open_window(client, "/me/import") as app:
        app._answers["get_directory_path"] = str(tmp_path)
        await app.wait_for(lambda: app.find_all(ft.OutlinedButton))
        await app.click(app.find(ft.OutlinedButton, within=app.ident("import-folder")))
        await app.wait_for(lambda: "做好了 2 门课程" in app.texts())
        assert any("多种格式 · 2 课" in text for text in app.texts())


async def test_a_vault_becomes_notes_without_being_asked(client: Client, tmp_path: Path) -> None:
    vault = on_disk(tmp_path / "库")
    async with open_window(client, "/me/import") as app:
        await type_path(app, vault)
        await app.wait_for(lambda: "搬来了 5 篇笔记" in app.texts())
        assert "新的 5 篇" in app.texts()
        assert "没有笔记用到这个文件" in app.texts()
        row = app.ident("imported-notes")
        await app.click(next(c for c in app.walk(row) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: app.page.route == "/notes")


async def test_markdown_becomes_what_was_chosen(client: Client, tmp_path: Path) -> None:
    (tmp_path / "书.md").write_text("# 书\n\n读一读。")
    async with open_window(client, "/me/import") as app:
        await app.wait_for(lambda: app.find_all(ft.TextField, "文件路径"))
        chip = app.ident("import-kind-notes")
        await app.click(next(c for c in app.walk(chip) if getattr(c, "on_click", None)))
        await app.wait_for(lambda: any("别处的笔记" in text for text in app.texts()))
        await type_path(app, tmp_path / "书.md")
        await app.wait_for(lambda: "搬来了 1 篇笔记" in app.texts())
    assert [card.title for card in await client.notes.list()] == ["书"]
